"""What is told once it is decided: results by field and level (S1-50), feedback without names (S0-117)."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import builders as make
import consensus_builders as meetings
import panel_builders as panels

from evaluator_app.domain.decisions import Decision, Session, session_of
from evaluator_app.domain.outcomes import NOT_RECOMMENDED, Outcome, OutcomeKind
from evaluator_app.domain.panel import PanelMerge, merge_returned
from evaluator_app.domain.published import feedback, result_list

RUBRIC = make.s1_rubric()
BEST, GOOD = (Outcome(OutcomeKind.GRADE, one) for one in ("标杆级", "优秀级"))


def decision(number: int, decided: Outcome = GOOD, sector: str = "制造", **changes: Any) -> Decision:
    """A decision on the application of this number."""
    values: dict[str, Any] = {
        "application": f"A-{number:03d}",
        "organisation": "示例单位",
        "site": "示例现场",
        "merge": "d" * 64,
        "computed": decided,
        "decided": decided,
        "sector": sector,
        "session": Session(day="2024-10-10", members=("示例委员",)),
        "number": number,
    }
    return Decision(**values | changes)


DECISIONS = (
    decision(1),
    decision(2, BEST, "医疗"),
    decision(3, BEST, "制造", minutes="e" * 64),
    decision(4, NOT_RECOMMENDED),
    decision(5),
)


def test_results_are_listed_by_level_and_field_and_only_successes() -> None:
    found = result_list(DECISIONS, RUBRIC)
    assert [(group.outcome.name, group.field, len(group.decisions)) for group in found.groups] == [
        ("标杆级", "制造", 1),
        ("标杆级", "医疗", 1),
        ("优秀级", "制造", 2),
    ]
    assert [one.application for one in found.decisions] == ["A-003", "A-002", "A-001", "A-005"]
    assert (found.consented, len(found.unsigned), found.withheld) == (False, 3, ())


def test_who_did_not_agree_is_not_listed() -> None:
    found = result_list(DECISIONS, RUBRIC, {"A-003", "A-001"})
    assert [one.application for one in found.decisions] == ["A-003", "A-001"]
    assert [one.application for one in found.withheld] == ["A-002", "A-005"]
    assert found.consented


def test_a_session_is_the_latest_that_lacks_its_minutes() -> None:
    later = Session(day="2024-11-01", members=("示例委员",))
    decisions = (*DECISIONS, decision(6, session=later, minutes="f" * 64))
    assert [one.application for one in session_of(decisions)] == ["A-001", "A-002", "A-004", "A-005"]
    assert [one.application for one in session_of(decisions, "2024-11-01")] == ["A-006"]
    assert session_of(decisions, "2024-12-01") == ()
    assert session_of(()) == ()


def panel() -> PanelMerge:
    """Three sheets that count, one that does not; a remark names an expert."""
    good, weak = make.NINETY | {"a1": "10"}, make.NINETY | {"a1": "10", "c1": "0"}
    files = [
        panels.returned(0, marks=make.marks(good, highlights="亮点突出").with_note("a1", "针对性强")),
        panels.returned(1, marks=make.marks(weak, highlights=f"与{panels.EXPERTS[0]}意见一致")),
        panels.returned(2, marks=make.marks(weak, highlights="亮点突出")),
        panels.returned(3, marks=make.marks(make.NINETY | {"a1": None}, highlights="未完成")),
    ]
    return merge_returned(make.scheme(), [make.package()], files)


def test_feedback_tells_means_strong_and_weak_criteria() -> None:
    merge = panel()
    found = feedback(merge, merge.results[0])
    means = {one.criterion.id: one.mean for one in found.averages}
    assert (means["a1"], means["c1"]) == (Fraction(10), Fraction(6))
    assert found.strong[0].criterion.id == "a1"
    assert [(one.criterion.id, one.share) for one in found.weak] == [("c1", Fraction(3, 10))]


def test_feedback_names_no_expert_and_says_each_thing_once() -> None:
    merge = panel()
    found = feedback(merge, merge.results[0])
    [(title, words)] = found.remarks
    assert title == RUBRIC.remarks[0].title
    assert sorted(words) == ["与×××意见一致", "亮点突出"]
    assert found.notes == {"a1": ("针对性强",)}


def test_the_score_told_is_the_one_the_panel_agreed_on() -> None:
    merge = meetings.scored()
    one, points = merge.results[0], meetings.points(merge, {"a1": "9.5"}, "x")
    assert feedback(merge, one).score == Fraction(90)
    assert feedback(merge, one, meetings.meeting(merge, points=points)).score == Fraction(181, 2)


def test_without_points_feedback_counts_the_options() -> None:
    merge = meetings.voted("推荐", "推荐", "不推荐")
    found = feedback(merge, merge.results[0])
    assert (found.strong, found.weak) == ((), ())
    assert found.averages[0].votes == (("o1", 3), ("o2", 0), ("o3", 0))
    assert all(title != "推荐结论" for title, _ in found.remarks)


def test_an_application_without_sheets_has_no_means() -> None:
    merge = panel()
    empty = replace(merge.results[0], sheets=(), result=replace(merge.results[0].result, sheets=()))
    assert {one.mean for one in feedback(merge, empty).averages} == {None}
