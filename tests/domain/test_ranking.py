"""Ranking (semantics: equal ranks share, 1, 1, 3): the exact score first, then the tie-breaks in order."""

import builders as make

from evaluator_app.domain.merging import PanelSheet, merge, rank
from evaluator_app.domain.protocol import Protocol

# One criterion of 1000 points in steps of 0.01: its marks are whatever totals a test needs.
WIDE = make.rubric(make.criterion("t", "1000", "0.01"))


def panel_of(values: list[str]) -> list[PanelSheet]:
    return [make.panel_sheet(str(i), {"t": value}) for i, value in enumerate(values)]


def ranks(panel: dict[str, list[str]], protocol: Protocol | None = None) -> dict[str, int | None]:
    rules = protocol or make.protocol()
    results = {name: merge(WIDE, rules, panel_of(values)) for name, values in panel.items()}
    return {one.application: one.rank for one in rank(results, rules)}


def test_equal_scores_share_a_rank_and_the_next_is_skipped() -> None:
    found = ranks({"a": ["80"] * 3, "b": ["90"] * 3, "c": ["90"] * 3, "d": ["70"]})
    assert found == {"b": 1, "c": 1, "a": 3, "d": None}


def test_a_third_apart_is_not_equal() -> None:
    assert ranks({"a": ["90", "90", "90"], "b": ["90", "90", "90.01"]}) == {"b": 1, "a": 2}


def test_tie_breaks_in_their_order() -> None:
    protocol = make.protocol(minimum_sheets=1, tie_breaks=("c1", "b1"))
    change: dict[str, dict[str, str]] = {
        "low": {"c1": "17", "b1": "14.5"},
        "high": {"c1": "18.5", "b1": "13"},
        "second": {"c1": "18", "b1": "14", "b4": "13"},
        "third": {"c1": "18", "b1": "13.5", "b4": "13.5"},
        "third too": {},
    }
    sheets = {name: make.panel_sheet(values={**make.NINETY, **values}) for name, values in change.items()}
    results = {name: merge(make.s1_rubric(), protocol, [sheet]) for name, sheet in sheets.items()}
    assert {one.score for one in results.values()} == {90}
    found = [(one.application, one.rank) for one in rank(results, protocol)]
    assert found == [("high", 1), ("second", 2), ("third", 3), ("third too", 3), ("low", 5)]


def test_a_tie_break_that_was_not_applicable_comes_last() -> None:
    protocol = make.protocol(minimum_sheets=1, tie_breaks=("a",))
    rubric = make.rubric(make.criterion("a", not_applicable=True), make.criterion("b"))
    values = {"without": {"a": "na", "b": "5"}, "with": {"a": "5", "b": "5"}}
    results = {name: merge(rubric, protocol, [make.panel_sheet(values=v)]) for name, v in values.items()}
    assert [one.application for one in rank(results, protocol)] == ["with", "without"]
