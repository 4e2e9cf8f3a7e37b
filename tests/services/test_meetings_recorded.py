"""The panel's meeting 合议: recorded, written as 评价意见与结果建议 (S0-22, S0-78), signed by everybody."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import consensus_builders as panel
import decision_builders as committee
import panel_builders as panels
import pytest
from identity_builders import trust_list
from openpyxl import load_workbook
from signature_builders import identity

from evaluator_app.domain.codes import Code
from evaluator_app.domain.consensus import Consensus, Dissent
from evaluator_app.domain.marks import Scored
from evaluator_app.domain.outcomes import Outcome, OutcomeKind
from evaluator_app.domain.panel import PanelMerge
from evaluator_app.domain.problems import Refused
from evaluator_app.services import meetings
from evaluator_app.store.workspace import Workspace

BEST = Outcome(OutcomeKind.GRADE, "标杆级")


@pytest.fixture
def merge() -> PanelMerge:
    """Three sheets of exactly 90 points."""
    return panel.scored()


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with committee.workspace(tmp_path) as ws:
        yield ws


@pytest.fixture
def said(merge: PanelMerge) -> Consensus:
    """One value and so the grade changed, with reasons; one member dissents."""
    return panel.meeting(
        merge,
        points=panel.points(merge, {"a1": "9.5"}, "答辩补充了证据"),
        dissents=(Dissent(who=panel.PANEL[2], words="证据仍不充分"),),
    )


def refused(work: object, *arguments: object, **named: object) -> list[Code]:
    with pytest.raises(Refused) as caught:
        work(*arguments, **named)  # type: ignore[operator] # a function of the services
    return [one.code for one in caught.value.problems]


def test_a_record_begins_with_what_the_protocol_gives_and_who_scored(merge: PanelMerge) -> None:
    begun = meetings.prepared(merge, "A-001")
    assert set(begun.members) == set(panel.PANEL)
    assert [one.criterion for one in begun.points] == [one.id for one in merge.scheme.rubric.criteria]
    assert {one.mark for one in begun.points} == {None}
    assert {one.code for one in meetings.check(merge, begun)} == {
        Code.RECORD_NAME_MISSING,
        Code.OPINION_MISSING,
    }


def test_what_is_recorded_stays_and_the_latest_counts(
    ws: Workspace, merge: PanelMerge, said: Consensus
) -> None:
    meetings.record(ws, merge, said)
    kept = meetings.meetings(ws, merge)["A-001"]
    assert replace(kept, recorded_at="") == said
    assert kept.recorded_at
    assert meetings.recommended(ws, merge) == {"A-001": BEST}
    meetings.record(ws, merge, panel.meeting(merge))
    assert meetings.recommended(ws, merge)["A-001"].name == "优秀级"
    with pytest.raises(Exception, match="only grows"), ws.changing() as db:
        db.execute("DELETE FROM meetings")


def test_a_faulty_record_is_refused_and_nothing_is_kept(ws: Workspace, merge: PanelMerge) -> None:
    assert refused(meetings.record, ws, merge, panel.meeting(merge, opinion="")) == [Code.OPINION_MISSING]
    assert meetings.meetings(ws, merge) == {}
    assert refused(meetings.prepared, merge, "A-999") == [Code.DECISION_APPLICATION_UNKNOWN]


def test_a_record_about_other_marks_counts_no_longer(
    ws: Workspace, merge: PanelMerge, said: Consensus
) -> None:
    """A corrected mark is merged again (87号令 64); the panel meets anew."""
    meetings.record(ws, merge, said)
    after = panel.scored("9", "9", "9.5")
    assert (meetings.meetings(ws, after), meetings.outdated(ws, after)) == ({}, ("A-001",))
    assert refused(meetings.write_opinion_workbook, ws, after, "A-001", Path("x.xlsx")) == [
        Code.CONSENSUS_OTHER_MARKS
    ]


def test_a_campaign_of_another_scheme_or_none_is_refused(merge: PanelMerge, tmp_path: Path) -> None:
    with committee.workspace(tmp_path / "other", "f" * 64) as ws:
        assert refused(meetings.record, ws, merge, panel.meeting(merge)) == [Code.PACKAGES_DIFFER]
    foreign = replace(merge, campaign=replace(merge.campaign, id="2025-other"))
    with committee.workspace(tmp_path / "none") as ws:
        assert refused(meetings.record, ws, foreign, panel.meeting(merge)) == [Code.CAMPAIGN_UNKNOWN]


def test_a_record_is_a_file_that_can_be_filled_in_and_read(
    merge: PanelMerge, said: Consensus, tmp_path: Path
) -> None:
    path = tmp_path / "meeting.json"
    meetings.write_record(merge, replace(said, recommendation=BEST), path)
    assert meetings.read_record(merge, path) == replace(said, recommendation=BEST)
    words = path.read_text("utf-8")
    assert '"computed": "9"' in words
    path.write_text(
        words.replace('"9.5"', '"9.3"').replace('"标杆级",\n "choices"', '"七星级",\n "choices"'), "utf-8"
    )
    assert refused(meetings.read_record, merge, path) == [Code.SCORE_OFF_STEP, Code.OUTCOME_UNKNOWN]
    path.write_text('{"application": 5, "marks": {}}', "utf-8")
    assert set(refused(meetings.read_record, merge, path)) == {Code.CONSENSUS_FILE_INVALID}
    path.write_text(words.replace('"criterion": "a1"', '"criterion": "zz"'), "utf-8")
    assert refused(meetings.read_record, merge, path) == [Code.UNKNOWN_CRITERION]


def test_a_meeting_without_points_is_read_by_the_options_titles(tmp_path: Path) -> None:
    merge = panel.voted("推荐", "推荐", "推荐")
    option = merge.scheme.rubric.criteria_by_id["base"].options[2]
    points = panel.points(merge, {"base": panel.graded(option.id)}, "现场核实")
    meetings.write_record(merge, panel.meeting(merge, points=points), tmp_path / "votes.json")
    assert option.title in (tmp_path / "votes.json").read_text("utf-8")
    assert meetings.read_record(merge, tmp_path / "votes.json").points == points


# The opinion


@pytest.fixture
def opinion(ws: Workspace, merge: PanelMerge, said: Consensus, tmp_path: Path) -> Path:
    """The workbook of a recorded meeting."""
    meetings.record(ws, merge, said)
    meetings.write_opinion_workbook(ws, merge, "A-001", tmp_path / "opinion.xlsx")
    return tmp_path / "opinion.xlsx"


def cells(path: Path) -> list[str]:
    page = load_workbook(path).worksheets[0]
    return [str(cell) for row in page.iter_rows(values_only=True) for cell in row if cell is not None]


def test_the_opinion_shows_marks_rule_and_agreement_side_by_side(opinion: Path, said: Consensus) -> None:
    shown = cells(opinion)
    assert {"Opinion and recommended result", *panel.PANEL, "By the rule", "Agreed"} <= set(shown)
    assert {"90.00", "90.50", "优秀级", "标杆级", "答辩补充了证据", said.opinion} <= set(shown)
    assert f"{panel.PANEL[2]}: 证据仍不充分" in shown
    assert sum("(signature)" in one for one in shown) == 3


def test_chair_and_members_sign_one_after_another(
    ws: Workspace, merge: PanelMerge, opinion: Path, tmp_path: Path
) -> None:
    """招标投标法实施条例 53: everyone signs; what each signature covers never changes again."""
    signers = [identity(tmp_path, name, number) for number, name in enumerate(panel.PANEL)]
    assert len(meetings.sign_opinion(opinion, signers[0])) == 1
    found = meetings.check_opinion(ws, merge, opinion)
    assert [(one.code, one.details["name"]) for one in found.problems] == [
        (Code.OPINION_UNSIGNED, panel.PANEL[1]),
        (Code.OPINION_UNSIGNED, panel.PANEL[2]),
    ]
    for one in signers[1:]:
        meetings.sign_opinion(opinion, one)
    found = meetings.check_opinion(ws, merge, opinion)
    assert ([one.signer for one in found.signatures], found.problems, found.changes) == (
        list(panel.PANEL),
        (),
        (),
    )


def test_who_is_no_member_and_who_has_signed_cannot_sign(opinion: Path, tmp_path: Path) -> None:
    assert refused(meetings.sign_opinion, opinion, identity(tmp_path, panels.EXPERTS[5], 1)) == [
        Code.OPINION_SIGNER_OUTSIDE
    ]
    own = identity(tmp_path, panel.PANEL[0], 0)
    meetings.sign_opinion(opinion, own)
    before = opinion.read_bytes()
    assert refused(meetings.sign_opinion, opinion, own) == [Code.SHEET_SIGNED_ALREADY]
    assert opinion.read_bytes() == before


def test_a_changed_opinion_is_seen_signed_or_not(
    ws: Workspace, merge: PanelMerge, opinion: Path, tmp_path: Path
) -> None:
    unsigned = tmp_path / "unsigned.xlsx"
    unsigned.write_bytes(opinion.read_bytes())
    committee.type_into(unsigned, {"A1": "另一份意见"})
    [change] = meetings.check_opinion(ws, merge, unsigned).changes
    assert (change.cell, change.was, change.now) == ("A1", "Opinion and recommended result", "另一份意见")
    meetings.sign_opinion(opinion, identity(tmp_path, panel.PANEL[0], 0))
    committee.type_into(opinion, {"A1": "另一份意见"})
    assert set(refused(meetings.check_opinion, ws, merge, opinion)) == {Code.SHEET_SIGNATURE_BROKEN}


def test_an_opinion_of_an_earlier_record_and_a_stranger_s_certificate_are_told(
    ws: Workspace, merge: PanelMerge, opinion: Path, said: Consensus, tmp_path: Path
) -> None:
    meetings.sign_opinion(opinion, identity(tmp_path, panel.PANEL[0], 0))
    codes = {one.code for one in meetings.check_opinion(ws, merge, opinion, trust_list()).problems}
    assert Code.SIGNER_STRANGER in codes
    meetings.record(ws, merge, replace(said, opinion="另一份意见。"))
    found = meetings.check_opinion(ws, merge, opinion)
    assert found.problems[-1].code is Code.OPINION_OTHER_MARKS


def test_any_other_workbook_is_no_opinion(ws: Workspace, merge: PanelMerge, tmp_path: Path) -> None:
    from evaluator_app.services import decisions  # noqa: PLC0415 - only here

    decisions.write_for_committee(ws, merge, tmp_path / "committee.xlsx")
    assert refused(meetings.check_opinion, ws, merge, tmp_path / "committee.xlsx") == [Code.OPINION_NOT_OURS]
    assert refused(meetings.write_opinion_workbook, ws, merge, "A-001", tmp_path / "x.xlsx") == [
        Code.CONSENSUS_UNKNOWN
    ]


def test_a_value_may_be_agreed_on_where_nobody_judged(merge: PanelMerge) -> None:
    point = panel.points(merge, {"c2": "8"}, "x")[-1]
    assert isinstance(point.mark, Scored)
