"""The committee's workbook comes back (S0-80 审定): decisions and reasons read, other changes said."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import consensus_builders as meeting
import decision_builders as committee
import panel_builders as panels
import pytest
import recalculation
from openpyxl import load_workbook

from evaluator_app.domain.codes import Code
from evaluator_app.domain.outcomes import NOT_RECOMMENDED, Outcome, OutcomeKind
from evaluator_app.domain.panel import PanelMerge
from evaluator_app.domain.problems import Refused
from evaluator_app.exchange.committee_workbook import write_committee_workbook
from evaluator_app.services import decisions, meetings
from evaluator_app.store.workspace import Workspace

BEST, GOOD = (Outcome(OutcomeKind.GRADE, one) for one in ("标杆级", "优秀级"))


@pytest.fixture(scope="module")
def merge() -> PanelMerge:
    """90, 92 and 63 points: 优秀级, 标杆级, 推进级."""
    return committee.merged()


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with committee.workspace(tmp_path) as ws:
        yield ws


@pytest.fixture
def book(ws: Workspace, merge: PanelMerge, tmp_path: Path) -> Path:
    """The committee's workbook, as it goes out."""
    path = tmp_path / "committee.xlsx"
    decisions.write_for_committee(ws, merge, path)
    return path


def codes(problems: object) -> list[Code]:
    return [one.code for one in problems]  # type: ignore[attr-defined] # problems of a service


def refused(work: object, *arguments: object, **named: object) -> list[Code]:
    with pytest.raises(Refused) as caught:
        work(*arguments, **named)  # type: ignore[operator] # a function of the services
    return codes(caught.value.problems)


def test_an_untouched_workbook_brings_nothing_and_shows_no_change(
    ws: Workspace, merge: PanelMerge, book: Path
) -> None:
    found = decisions.read_back(ws, merge, book)
    assert (found.decisions, found.problems, found.changes) == ((), (), ())
    assert found.waiting == ("A-002", "A-001", "A-003")
    assert refused(decisions.record, ws, merge, book, committee.SESSION) == [Code.DECISIONS_EMPTY]


def test_decisions_are_read_with_their_reasons_and_kept_with_the_session(
    ws: Workspace, merge: PanelMerge, book: Path
) -> None:
    committee.fill(
        book,
        {"A-001": ("优秀级", ""), "A-002": ("优秀级", "现场复核"), "A-003": ("Not recommended", "重大事故")},
    )
    found = decisions.record(ws, merge, book, committee.SESSION)
    assert found.changes == ()
    kept = decisions.in_force(ws, committee.CAMPAIGN)
    assert {name: (one.computed, one.decided, one.reason) for name, one in kept.items()} == {
        "A-001": (GOOD, GOOD, ""),
        "A-002": (BEST, GOOD, "现场复核"),
        "A-003": (Outcome(OutcomeKind.GRADE, "推进级"), NOT_RECOMMENDED, "重大事故"),
    }
    assert {one.session for one in kept.values()} == {committee.SESSION}
    assert [one.application for one in decisions.awards(ws, committee.CAMPAIGN)] == ["A-001", "A-002"]
    again = decisions.read_back(ws, merge, book)
    assert (again.decisions, len(again.known)) == ((), 3)


def test_a_decision_that_differs_without_a_reason_is_refused_and_nothing_is_kept(
    ws: Workspace, merge: PanelMerge, book: Path
) -> None:
    committee.fill(book, {"A-001": ("标杆级", ""), "A-002": ("标杆级", "")})
    assert refused(decisions.record, ws, merge, book, committee.SESSION) == [Code.DECISION_REASON_MISSING]
    assert decisions.every(ws, committee.CAMPAIGN) == ()


def test_every_fault_of_the_rows_is_named_with_its_cell(ws: Workspace, merge: PanelMerge, book: Path) -> None:
    found = committee.places(book)
    committee.type_into(
        book,
        {
            found["A-001", "Decided grade"]: "七星级",
            found["A-002", "Reason"]: "为何？",
            found["A-003", "No."]: "A-999",
        },
    )
    problems = decisions.read_back(ws, merge, book).problems
    assert {(one.code, one.place.rpartition("!")[2]) for one in problems} == {
        (Code.OUTCOME_UNKNOWN, found["A-001", "Decided grade"]),
        (Code.DECISION_MISSING, found["A-002", "Decided grade"]),
        (Code.DECISION_APPLICATION_UNKNOWN, found["A-003", "Decided grade"]),
    }


def test_an_application_that_stands_there_twice_is_not_decided(
    ws: Workspace, merge: PanelMerge, book: Path
) -> None:
    found = committee.places(book)
    committee.type_into(book, {found["A-003", "No."]: "A-001", found["A-001", "Decided grade"]: "优秀级"})
    read = decisions.read_back(ws, merge, book)
    assert codes(read.problems) == [Code.DECISION_TWICE] * 2
    assert read.decisions == ()


def test_other_cells_that_changed_are_found_and_said(ws: Workspace, merge: PanelMerge, book: Path) -> None:
    """A title on the first sheet and a mark on an application's: neither goes unseen."""
    found = committee.places(book)
    committee.type_into(book, {found["A-001", "Site"]: "另一个现场"})
    committee.type_into(book, {"F8": "9"}, page=6)
    committee.fill(book, {"A-001": ("优秀级", "")})
    changes = decisions.read_back(ws, merge, book).changes
    assert [(one.cell, one.was, one.now) for one in changes] == [
        (found["A-001", "Site"], "示例车间", "另一个现场"),
        ("F8", "10", "9"),
    ]
    wrong = refused(decisions.record, ws, merge, book, committee.SESSION)
    assert wrong == [Code.COMMITTEE_CELL_CHANGED] * 2
    decisions.record(ws, merge, book, committee.SESSION, despite_changes=True)
    assert list(decisions.in_force(ws, committee.CAMPAIGN)) == ["A-001"]


def test_sorted_rows_are_found_again_by_their_numbers(ws: Workspace, merge: PanelMerge, book: Path) -> None:
    committee.fill(book, {"A-001": ("优秀级", ""), "A-003": ("推进级", "")})
    committee.swap_rows(book, "A-001", "A-003")
    found = decisions.read_back(ws, merge, book)
    assert (found.problems, found.changes) == ((), ())
    assert {one.application: one.decided.name for one in found.decisions} == {
        "A-001": "优秀级",
        "A-003": "推进级",
    }


def test_what_another_spreadsheet_program_saves_shows_no_change(
    ws: Workspace, merge: PanelMerge, book: Path, libreoffice: str, tmp_path: Path
) -> None:
    """Everything is computed again there; what people read stays the same."""
    committee.fill(book, {"A-001": ("优秀级", ""), "A-003": ("推进级", "")})
    saved = recalculation.convert(libreoffice, [book], tmp_path)[0]
    found = decisions.read_back(ws, merge, saved)
    assert (found.problems, found.changes) == ((), ())
    assert [one.application for one in found.decisions] == ["A-001", "A-003"]


def test_a_workbook_of_other_marks_or_of_another_program_is_refused(
    ws: Workspace, merge: PanelMerge, book: Path, tmp_path: Path
) -> None:
    other = panels.merged(committee.PANELS | {"A-003": [committee.SECOND] * 3})
    assert refused(decisions.read_back, ws, other, book) == [Code.COMMITTEE_OTHER_MERGE]
    foreign = load_workbook(book)
    del foreign["data"]
    foreign.save(tmp_path / "foreign.xlsx")
    assert refused(decisions.read_back, ws, merge, tmp_path / "foreign.xlsx") == [Code.COMMITTEE_NOT_OURS]
    committee.type_into(book, {"O6": "Beschluss"})
    assert refused(decisions.read_back, ws, merge, book) == [Code.COMMITTEE_COLUMN_MISSING]


def test_the_panels_recommendation_stands_beside_what_was_computed(
    ws: Workspace, merge: PanelMerge, tmp_path: Path
) -> None:
    """semantics: computed, consensus, decided; confirming the panel needs no reason."""
    said = replace(
        meetings.prepared(merge, "A-001"),
        held="2024-09-20",
        recommendation=BEST,
        reason="答辩表现突出",
        opinion="同意推荐为标杆级。",
        recorded_by="示例秘书",
    )
    meetings.record(ws, merge, said)
    path = tmp_path / "with-meeting.xlsx"
    decisions.write_for_committee(ws, merge, path)
    committee.fill(path, {"A-001": ("标杆级", "")})
    [decision] = decisions.record(ws, merge, path, committee.SESSION).decisions
    assert (decision.computed, decision.consensus, decision.decided) == (GOOD, BEST, BEST)
    meetings.record(ws, merge, replace(said, recommendation=GOOD, reason=""))
    assert codes(decisions.read_back(ws, merge, path).problems) == [Code.DECISION_OTHER_CONSENSUS]


def test_a_later_decision_needs_a_reason_and_takes_the_place_of_the_first(
    ws: Workspace, merge: PanelMerge, book: Path, tmp_path: Path
) -> None:
    committee.fill(book, {"A-001": ("标杆级", "现场核实")})
    decisions.record(ws, merge, book, committee.SESSION)
    again = tmp_path / "again.xlsx"
    decisions.write_for_committee(ws, merge, again)
    committee.fill(again, {"A-001": ("优秀级", "")})
    assert refused(decisions.record, ws, merge, again, committee.SESSION) == [Code.DECISION_CHANGED]
    committee.fill(again, {"A-001": ("优秀级", "复议")})
    decisions.record(ws, merge, again, committee.SESSION)
    assert [one.decided for one in decisions.every(ws, committee.CAMPAIGN)] == [BEST, GOOD]
    assert decisions.in_force(ws, committee.CAMPAIGN)["A-001"].decided == GOOD


def test_without_points_the_scheme_s_own_options_are_decided(ws: Workspace, tmp_path: Path) -> None:
    merge = meeting.voted("推荐", "推荐", "不推荐")
    path = tmp_path / "votes.xlsx"
    decisions.write_for_committee(ws, merge, path)
    committee.fill(path, {"A-001": ("不推荐", "申报主体不符")}, "Decision")
    [found] = decisions.record(ws, merge, path, committee.SESSION).decisions
    assert found.decided == Outcome(OutcomeKind.OPTION, "不推荐")


def test_minutes_make_decisions_final_and_stay_with_them(
    ws: Workspace, merge: PanelMerge, book: Path, tmp_path: Path
) -> None:
    scan = tmp_path / "审定会纪要.pdf"
    scan.write_bytes(b"%PDF-1.7 signed")
    assert refused(decisions.take_minutes, ws, committee.CAMPAIGN, scan, "示例秘书") == [
        Code.MINUTES_NOT_NEEDED
    ]
    committee.fill(book, {"A-001": ("优秀级", "")})
    decisions.record(ws, merge, book, committee.SESSION)
    assert refused(decisions.take_minutes, ws, committee.CAMPAIGN, scan, " ") == [Code.RECORD_NAME_MISSING]
    taken = decisions.take_minutes(ws, committee.CAMPAIGN, scan, "示例秘书")
    assert decisions.in_force(ws, committee.CAMPAIGN)["A-001"].minutes == taken.digest


def test_in_the_anonymous_workbook_no_expert_is_named(ws: Workspace, tmp_path: Path) -> None:
    """国家自然科学基金条例 21: names of reviewers are not disclosed; decisions are read back all the same."""
    values = [{**one, "a1": "9"} for one in committee.PANELS["A-001"]]
    merge = panels.merged({"A-001": values})
    path = tmp_path / "anonymous.xlsx"
    decisions.write_for_committee(ws, merge, path, nameless=True)
    book = load_workbook(path)
    said = [str(cell) for page in book for row in page.iter_rows(values_only=True) for cell in row if cell]
    assert not [one for one in said if any(name in one for name in panels.EXPERTS)]
    assert {"A", "B", "C"} <= set(said)
    committee.fill(path, {"A-001": ("优秀级", "")})
    assert len(decisions.record(ws, merge, path, committee.SESSION).decisions) == 1


def test_the_workbook_of_merging_alone_comes_back_too(
    ws: Workspace, merge: PanelMerge, tmp_path: Path
) -> None:
    """`panel merge` writes the same workbook without a workspace."""
    path = tmp_path / "plain.xlsx"
    with path.open("wb") as stream:
        write_committee_workbook(stream, merge, panels.WRITTEN)
    committee.fill(path, {"A-002": ("标杆级", "")})
    found = decisions.read_back(ws, merge, path)
    assert (found.problems, found.changes) == ((), ())
