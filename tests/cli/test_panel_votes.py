"""panel merge --json without points: votes, the majority, ties (semantics: qualitative results)."""

from typing import Any

import builders as make
import panel_builders as panels
import pytest

from evaluator_app.cli.panels import merge_lines, panel_data
from evaluator_app.domain.panel import PanelMerge, merge_returned

GOOD = {"base": "o1", "plan": "o2"}


def merged(*said: str) -> PanelMerge:
    """Experts who judge alike and recommend so."""
    files = [panels.returned(i, marks=make.marks(GOOD, recommendation=one)) for i, one in enumerate(said)]
    return merge_returned(make.scheme(rubric=make.s3_rubric()), [make.package()], files)


@pytest.mark.parametrize(
    ("said", "computed", "reason", "recommendation"),
    [
        (("推荐", "推荐", "不推荐"), "推荐", None, {"推荐": 2, "不推荐": 1}),
        (("推荐", "推荐", "不推荐", "不推荐"), None, "tie", {"推荐": 2, "不推荐": 2}),
        (("推荐", "推荐"), None, "panel_too_small", {"推荐": 2, "不推荐": 0}),
    ],
)
def test_votes_as_other_programs_read_them(
    said: tuple[str, ...], computed: str | None, reason: str | None, recommendation: dict[str, int]
) -> None:
    result: dict[str, Any] = panel_data(merged(*said))["results"][0]
    assert (result["score"], result["rank"], result["reason"]) == (None, None, reason)
    assert result["grade"] == {"computed": computed, "consensus": None, "decided": None}
    assert result["votes"]["recommendation"] == recommendation
    assert result["votes"]["criteria"]["plan"] == {"o1": 0, "o2": len(said), "o3": 0}
    assert [one["total"] for one in result["sheets"]] == [None] * len(said)


@pytest.mark.parametrize("said", [("推荐", "推荐", "不推荐"), ("推荐", "不推荐", "推荐", "不推荐")])
def test_people_read_the_votes_too(said: tuple[str, ...]) -> None:
    row = "\n".join(merge_lines(merged(*said)))
    assert f"推荐 2, 不推荐 {len(said) - 2}" in row


def test_a_result_with_points_has_no_recommendation() -> None:
    result = panel_data(panels.merged({"A-001": [make.NINETY] * 3}))["results"][0]
    assert result["votes"] == {"criteria": {}, "recommendation": None}
