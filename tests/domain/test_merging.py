"""A panel result (semantics): examples, boundary cases T-5, T-6, T-23 to T-26, and a naive reference."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import permutations
from statistics import median
from typing import Any

import builders as make
import panel_builders as panels
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator_app.domain.merging import (
    Advice,
    NoScore,
    NotCounted,
    PanelResult,
    PanelSheet,
    centre,
    leave_one_out,
    merge,
    thresholds,
)
from evaluator_app.domain.numbers import Rounding, exact_text, shown
from evaluator_app.domain.protocol import MergeRule, Protocol, Unit
from evaluator_app.domain.rubric import Band, Rubric

# One criterion of 1000 points in steps of 0.01: its marks are whatever totals a test needs.
WIDE = make.rubric(make.criterion("t", "1000", "0.01"), bands=make.S0_BANDS)


def totals(
    values: Sequence[str | None], protocol: Protocol | None = None, bands: tuple[Band, ...] = make.S1_BANDS
) -> PanelResult:
    """The merge of sheets with these totals."""
    rubric = make.rubric(make.criterion("t", "1000", "0.01"), bands=bands)
    sheets = [make.panel_sheet(str(i), {"t": value}) for i, value in enumerate(values)]
    return merge(rubric, protocol or make.protocol(), sheets)


TRIMMED = make.protocol(rule=MergeRule.TRIMMED_MEAN)


@pytest.mark.parametrize("case", make.EXAMPLES["merge"], ids=lambda case: case["name"])
def test_examples(case: dict[str, Any]) -> None:
    protocol, expected = panels.example_protocol(case["protocol"]), case["result"]
    sheets = [make.panel_sheet(str(i), values) for i, values in enumerate(case["sheets"])]
    result = merge(make.s1_rubric(), protocol, sheets)
    assert result.counted == expected["counted"]
    if result.score is None:
        assert (expected["score"], expected["reason"]) == (None, result.reason)
        return
    assert exact_text(result.score) == expected["exact"]
    assert shown(result.score, protocol.decimals, protocol.rounding) == expected["shown"]
    assert (result.grade.id if result.grade else None) == expected["grade"]
    assert list(result.warnings) == expected["warnings"]


@pytest.mark.parametrize(
    ("values", "rounded", "grade"),
    [
        (["949.99", "950", "950", "950", "950"] * 2, "950.00", "五星级"),  # the mean is 949.998
        (["850", "850", "850", "850.01", "850.01"], "850.00", "五星级"),  # the mean is 850.004
    ],
    ids=["T-5", "T-6"],
)
def test_the_exact_value_decides_and_the_crossing_is_said(
    values: list[str], rounded: str, grade: str
) -> None:
    result = totals(values, bands=make.S0_BANDS)
    assert result.score is not None
    assert result.grade is not None
    assert (shown(result.score), result.grade.id) == (rounded, grade)
    assert result.warnings == (Advice.ROUNDING_CROSSES_THRESHOLD,)


@pytest.mark.parametrize(
    ("name", "values", "score", "trimmed"),
    [
        ("T-23", ["80", "90", "100"], "90", []),
        ("T-24", ["80", "85", "85", "88", "90", "92", "99"], "88", ["0", "6"]),
        ("T-25", ["99", "80", "90", "99", "91"], "280/3", ["1", "3"]),
        ("two lowest equal", ["80", "80", "90", "91", "99"], "87", ["0", "4"]),
        ("all equal", ["90"] * 5, "90", ["0", "4"]),
    ],
)
def test_trimming(name: str, values: list[str], score: str, trimmed: list[str]) -> None:
    result = totals(values, TRIMMED)
    assert result.score == Fraction(score), name
    assert [one.expert for one in result.sheets if one.trimmed] == trimmed


def test_trimming_never_drops_everything() -> None:
    protocol = make.protocol(rule=MergeRule.TRIMMED_MEAN, trim_from=2, minimum_sheets=1)
    assert totals(["80", "90"], protocol).score == 85
    assert totals(["80", "90", "97"], protocol).score == 90


def test_rounding_by_either_rule_t26() -> None:
    result = totals(["12.34", "12.35"], make.protocol(minimum_sheets=2))
    assert result.score is not None
    assert shown(result.score, 2, Rounding.HALF_UP) == "12.35"
    assert shown(result.score, 2, Rounding.GB8170) == "12.34"


def test_sheets_that_do_not_count_say_why() -> None:
    rubric = make.rubric(make.criterion("a", not_applicable=True), make.criterion("b", not_applicable=True))
    values: list[dict[str, str | None]] = [
        {"a": "9", "b": None},
        {"a": "9", "b": "abstain"},
        {"a": "na", "b": "na"},
        {"a": "9", "b": "na"},
    ]
    sheets = [make.panel_sheet(str(i), value) for i, value in enumerate(values)]
    reasons = [one.reason for one in merge(rubric, make.protocol(minimum_sheets=1), sheets).sheets]
    assert reasons == [NotCounted.INCOMPLETE, NotCounted.ABSTAINED, NotCounted.NOTHING_APPLICABLE, None]


def test_by_criterion_an_abstention_counts_elsewhere() -> None:
    protocol = make.protocol(unit=Unit.CRITERION, minimum_sheets=2)
    rubric = make.rubric(make.criterion("a"), make.criterion("b"))
    values = [{"a": "8", "b": "abstain"}, {"a": "9", "b": "6"}, {"a": "10", "b": "7"}]
    sheets = [make.panel_sheet(str(i), value) for i, value in enumerate(values)]
    result = merge(rubric, protocol, sheets)
    assert result.score == 9 + Fraction(13, 2)
    assert [one.marks for one in result.criteria] == [3, 2]
    assert merge(rubric, make.protocol(unit=Unit.CRITERION), sheets).reason is NoScore.PANEL_TOO_SMALL


def test_nobody_came() -> None:
    result = merge(WIDE, make.protocol(), [])
    assert (result.score, result.grade, result.reason) == (None, None, NoScore.PANEL_TOO_SMALL)


# Warnings


@pytest.mark.parametrize(
    ("values", "limits", "expected"),
    [
        (["89.5"] * 3, {"near_threshold": Decimal("0.5")}, [Advice.NEAR_THRESHOLD]),
        (["89.49"] * 3, {"near_threshold": Decimal("0.5")}, []),
        (["90.5"] * 3, {"near_threshold": Decimal("0.5")}, [Advice.NEAR_THRESHOLD]),
        (["80", "85", "95"], {"spread": Decimal(15)}, []),
        (["80", "85", "95.01"], {"spread": Decimal(15)}, [Advice.SPREAD]),
        (["89", "90", "92"], {"stability": True}, [Advice.UNSTABLE]),
        (["91", "92", "93"], {"stability": True}, []),
        (["89", "92"], {"stability": True, "minimum_sheets": 2}, []),  # no panel without one of two
    ],
)
def test_warnings(values: list[str], limits: dict[str, Any], expected: list[Advice]) -> None:
    assert list(totals(values, make.protocol(**limits)).warnings) == expected


def test_spread_by_criterion_compares_complete_sheets_only() -> None:
    protocol = make.protocol(unit=Unit.CRITERION, minimum_sheets=1, spread=Decimal(1))
    rubric = make.rubric(make.criterion("a"), make.criterion("b"))
    far = make.panel_sheet("0", {"a": "9", "b": "abstain"})
    near = make.panel_sheet("1", {"a": "9", "b": "9"})
    assert merge(rubric, protocol, [far, near, near]).warnings == ()
    alone = make.panel_sheet("2", {"a": "abstain", "b": "9"})
    assert merge(rubric, protocol, [far, alone]).warnings == ()


def test_without_one_expert_by_criterion_every_criterion_needs_a_mark() -> None:
    protocol = make.protocol(unit=Unit.CRITERION, minimum_sheets=1)
    rubric = make.rubric(make.criterion("a"), make.criterion("b"))
    values = [{"a": "9", "b": "9"}, {"a": "8", "b": "abstain"}, {"a": "7", "b": "abstain"}]
    sheets = [make.panel_sheet(str(i), value) for i, value in enumerate(values)]
    assert [name for name, _ in leave_one_out(rubric, protocol, sheets)] == ["1", "2"]


def test_thresholds_are_every_end_once() -> None:
    assert thresholds(make.S1_BANDS) == (Fraction(70), Fraction(90))


# Against a naive reference

CRITERIA = ("a", "b", "c")
SMALL = make.rubric(*(make.criterion(name, not_applicable=name == "c") for name in CRITERIA))
words = st.one_of(
    st.integers(0, 20).map(lambda half: str(Decimal(half) / 2)),
    st.sampled_from([None, "abstain"]),
)
sheets = st.fixed_dictionaries({"a": words, "b": words, "c": st.one_of(words, st.just("na"))})
protocols = st.builds(
    make.protocol,
    unit=st.sampled_from(Unit),
    rule=st.sampled_from(MergeRule),
    minimum_sheets=st.integers(1, 4),
    trim_from=st.integers(3, 6),
    trim_low=st.integers(0, 2),
    trim_high=st.integers(0, 2),
)


def naive_centre(values: list[Fraction], protocol: Protocol) -> Fraction:
    if protocol.rule is MergeRule.MEDIAN:
        return Fraction(median(values))
    drop = protocol.trim_low + protocol.trim_high
    if protocol.rule is MergeRule.TRIMMED_MEAN and len(values) >= protocol.trim_from and len(values) > drop:
        values = sorted(values)
        for _ in range(protocol.trim_low):
            values.remove(min(values))
        for _ in range(protocol.trim_high):
            values.remove(max(values))
    return Fraction(sum(values), len(values))


def naive_score(panel: Sequence[dict[str, str | None]], protocol: Protocol) -> Fraction | None:
    complete = [one for one in panel if None not in one.values()]
    if protocol.unit is Unit.TOTAL:
        found = []
        for one in complete:
            if "abstain" in one.values():
                continue
            given = [Fraction(value) for value in one.values() if value not in (None, "na")]
            found.append(sum(given, Fraction(0)) * 30 / (10 * len(given)))
        return naive_centre(found, protocol) if len(found) >= protocol.minimum_sheets else None
    if len(complete) < protocol.minimum_sheets:
        return None
    columns = [
        [Fraction(one[c] or 0) for one in complete if one[c] not in ("na", "abstain")] for c in CRITERIA
    ]
    if min(map(len, columns)) < protocol.minimum_sheets:
        return None
    return sum((naive_centre(column, protocol) for column in columns), Fraction(0))


@given(st.lists(sheets, max_size=9), protocols)
def test_any_panel_agrees_with_the_naive_reference(
    panel: list[dict[str, str | None]], protocol: Protocol
) -> None:
    result = merge(SMALL, protocol, [make.panel_sheet(str(i), one) for i, one in enumerate(panel)])
    assert result.score == naive_score(panel, protocol)


@given(st.lists(sheets, min_size=3, max_size=4), protocols)
def test_the_order_of_sheets_changes_nothing(panel: list[dict[str, str | None]], protocol: Protocol) -> None:
    found = {
        (result.score, result.warnings)
        for order in permutations(make.panel_sheet(str(i), one) for i, one in enumerate(panel))
        for result in [merge(SMALL, protocol, order)]
    }
    assert len(found) == 1


@given(st.lists(st.integers(0, 200), min_size=1, max_size=9), protocols)
def test_the_centre_lies_among_the_values(values: list[int], protocol: Protocol) -> None:
    exact = [Fraction(value, 2) for value in values]
    assert min(exact) <= centre(exact, protocol) <= max(exact)


def test_trimmed_by_total_are_as_many_as_the_protocol_says() -> None:
    protocol = make.protocol(rule=MergeRule.TRIMMED_MEAN, trim_low=2, trim_high=1)
    result = totals([str(80 + i) for i in range(7)], protocol)
    assert [one.expert for one in result.sheets if one.trimmed] == ["0", "1", "6"]


def test_a_sheet_knows_only_its_own_marks() -> None:
    rubric: Rubric = WIDE
    result = merge(rubric, make.protocol(minimum_sheets=1), [PanelSheet("x", make.entries({"t": "0"}))])
    assert result.score == 0
    assert result.grade is None
