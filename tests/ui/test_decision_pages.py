"""Meetings 合议 and decisions 审定 in the window: agreed values, opinions, workbooks, minutes, results."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import builders as make
import decision_builders as committee
import docx
import panel_builders as panels
import pytest
from package_builders import FORMS
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QStyleOptionViewItem, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from returned_files import issue, write
from window_helpers import folders_in

from evaluator_app.domain.campaigns import CampaignPlan
from evaluator_app.domain.panel import merge_returned
from evaluator_app.services import campaigns, results, results_files, workspaces
from evaluator_app.services.places import own_places
from evaluator_app.ui.application import Program
from evaluator_app.ui.secretariat import decisions_page, meeting_page
from evaluator_app.ui.secretariat.decisions_page import DecisionsPage
from evaluator_app.ui.secretariat.desk import Name, SecretariatDesk
from evaluator_app.ui.secretariat.meeting_model import AgreedDelegate, MarksModel, PeopleModel, Person
from evaluator_app.ui.secretariat.meeting_page import MeetingPage
from evaluator_app.ui.secretariat.results_page import ResultsPage
from evaluator_app.ui.tokens import LIGHT

Page = TypeVar("Page", bound=QWidget)


@pytest.fixture(scope="module")
def marks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of two applications, and three sheets of 90.17 points for the first."""
    folder = tmp_path_factory.mktemp("marks")
    package = issue(folder)
    for number, value in enumerate(("9", "9", "9.5")):
        write(package, folder / "in" / f"{number}.xlsx", number, make.NINETY | {"a1": value})
    return folder


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path, marks: Path, qtbot: QtBot) -> Iterator[SecretariatDesk]:
    """The desk over the campaign of these marks, taken in unsigned."""
    folders = folders_in(tmp_path, desk="secretariat")
    begun = CampaignPlan(
        id="2024-demo", title="示例活动", year=2024, scheme="saq-0005-2023", scheme_digest=""
    )
    plan = replace(begun, stage="document-review")
    with workspaces.open_or_create(folders.workspace, folders.keys) as ws:
        campaigns.begin(ws, FORMS, plan)
        results.register_package(ws, plan.id, marks / "demo.evpkg", who="示例秘书")
        results_files.confirm(ws, results_files.preview(ws, plan.id, [marks / "in"]), "示例秘书")
    program = Program(qapp, own_places(), folders)
    window = program.open_window()
    assert isinstance(window.desk, SecretariatDesk)
    found = window.desk
    qtbot.waitUntil(lambda: found.workspace.chosen == "2024-demo")
    found.workspace.count_unsigned(counted=True)
    yield found
    window.close()
    program.close()
    window.deleteLater()
    program.deleteLater()


def opened(desk: SecretariatDesk, name: Name, kind: type[Page]) -> Page:
    """A page of the desk."""
    page = desk.go_to(name)
    assert isinstance(page, kind)
    return page


@pytest.fixture
def meeting(desk: SecretariatDesk, qtbot: QtBot) -> MeetingPage:
    """The page of meetings."""
    page = opened(desk, Name.MEETINGS, MeetingPage)
    qtbot.waitUntil(lambda: page.list.rowCount() == 2)
    return page


def type_in(page: MeetingPage, row: int, offset: int, words: str) -> bool:
    """Type a value (0) or its reason (1) beside a criterion."""
    place = page.marks.index(row, page.marks.by_rule + 1 + offset)
    return page.marks.setData(place, words)


def conclude(page: MeetingPage) -> None:
    """Everything a record needs besides the marks."""
    page.conclusion.opinion.setPlainText("同意推荐。")
    page.conclusion.by.setText("示例秘书")
    page.conclusion.finish()


def test_marks_stand_side_by_side_with_what_the_rule_gives(meeting: MeetingPage) -> None:
    shown = [str(meeting.marks.index(0, place).data()) for place in range(meeting.marks.columnCount())]
    assert shown == ["针对性", "10", "9", "9", "9.5", "9.17", "", ""]
    assert "By the rule: 90.17 标杆级" in meeting.layers()


def test_an_agreed_value_changes_score_and_grade_at_once(meeting: MeetingPage, qtbot: QtBot) -> None:
    """semantics: another value with its reason; the experts' marks stay."""
    conclude(meeting)
    assert type_in(meeting, 0, 0, "8.5")
    assert "89.50 优秀级" in meeting.layers()
    assert "without a reason" in meeting.problems.text()
    assert type_in(meeting, 0, 1, "证据不足")
    assert not meeting.problems.isVisible()
    meeting.record.click()
    qtbot.waitUntil(lambda: "is recorded" in meeting.said())
    qtbot.waitUntil(lambda: meeting.list.index(0, 2).data() == "panel has met")
    assert meeting.opinion.isEnabled()


def test_a_value_off_the_scale_is_refused_at_the_field(meeting: MeetingPage) -> None:
    assert not type_in(meeting, 0, 0, "9.3")
    assert "0.5" in meeting.problems.text()
    assert meeting.marks.index(0, meeting.marks.by_rule + 1).data() == ""
    assert not meeting.marks.setData(meeting.marks.index(0, 0), "x")


def test_a_draft_waits_while_another_application_is_looked_at(meeting: MeetingPage) -> None:
    type_in(meeting, 0, 0, "10")
    conclude(meeting)
    meeting.applications.selectRow(1)
    assert meeting.conclusion.opinion.toPlainText() == ""
    meeting.applications.selectRow(0)
    assert meeting.conclusion.opinion.toPlainText() == "同意推荐。"
    assert meeting.marks.index(0, meeting.marks.by_rule + 1).data() == "10"


def test_who_took_part_dissent_and_chair(meeting: MeetingPage, qtbot: QtBot) -> None:
    conclude(meeting)
    people, form = meeting.conclusion.people, meeting.conclusion
    absent = people.people[2].name
    people.setData(people.index(2, 0), Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole)
    people.setData(people.index(1, 1), "证据仍不充分")
    form.another.setText("示例组长")
    form.another.returnPressed.emit()
    form.chair.setCurrentIndex(form.chair.findData("示例组长"))
    form.chair.activated.emit(form.chair.currentIndex())
    form.recommendation.setCurrentIndex(4)
    form.recommendation.activated.emit(4)
    assert "differs from what the values give" in meeting.problems.text()
    form.reason.setText("重大质量事故")
    form.reason.editingFinished.emit()
    meeting.record.click()
    qtbot.waitUntil(lambda: "is recorded" in meeting.said())
    kept = meeting.draft()
    assert kept is not None
    assert absent not in kept.members
    assert (kept.chair, kept.dissents[0].words) == ("示例组长", "证据仍不充分")
    assert kept.recommendation is not None
    assert kept.recommendation.key == "not_recommended"


def test_the_opinion_is_written_once_the_meeting_is_recorded(
    meeting: MeetingPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not meeting.opinion.isEnabled()
    meeting.record.click()
    qtbot.waitUntil(lambda: "opinion is missing" in meeting.said())
    conclude(meeting)
    meeting.record.click()
    qtbot.waitUntil(meeting.opinion.isEnabled)
    monkeypatch.setattr(meeting_page, "ask_target", lambda *_: tmp_path / "opinion.xlsx")
    meeting.opinion.click()
    qtbot.waitUntil((tmp_path / "opinion.xlsx").is_file)


def test_what_counts_is_the_same_on_every_page(
    desk: SecretariatDesk, meeting: MeetingPage, qtbot: QtBot
) -> None:
    """Without signatures nothing counts here; what was drafted waits."""
    meeting.unsigned.setChecked(False)
    qtbot.waitUntil(lambda: "90.17" not in meeting.layers())
    results_shown = opened(desk, Name.RESULTS, ResultsPage)
    assert not results_shown.unsigned.isChecked()


def test_tables_of_a_meeting_are_proper_models() -> None:
    rubric = make.s3_rubric()
    files = [panels.returned(0, marks=make.marks({"base": "o1", "plan": "abstain"}, recommendation="推荐"))]
    merge = merge_returned(make.scheme(rubric=rubric), [make.package()], files)
    said: list[object] = []
    model = MarksModel(LIGHT, said.append)
    model.show_draft(merge.results[0], rubric, None)
    ModelTester(model)
    ModelTester(PeopleModel(said.append))
    delegate, parent = AgreedDelegate(), QWidget()
    place = model.index(0, model.by_rule + 1)
    editor = delegate.createEditor(parent, QStyleOptionViewItem(), place)
    assert isinstance(editor, QComboBox)
    editor.setCurrentIndex(3)
    delegate.setModelData(editor, model, place)
    delegate.setEditorData(editor, place)
    assert len(said) == 1
    people = PeopleModel(said.append)
    people.show_people((Person("示例"),))
    assert not people.setData(people.index(0, 0), "x")
    assert not people.setData(QModelIndex(), "x")


# Decisions


@pytest.fixture
def page(desk: SecretariatDesk, qtbot: QtBot) -> DecisionsPage:
    """The page of decisions over the same marks."""
    found = opened(desk, Name.DECISIONS, DecisionsPage)
    qtbot.waitUntil(lambda: found.model.rowCount() == 2)
    return found


def written(page: DecisionsPage, qtbot: QtBot, path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The committee's workbook, written by its button."""
    monkeypatch.setattr(decisions_page, "ask_target", lambda *_: path)
    page.workbook.click()
    qtbot.waitUntil(lambda: "Written" in page.said())
    return path


def decided(page: DecisionsPage, qtbot: QtBot, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A decision on the first application is recorded."""
    committee.fill(written(page, qtbot, path, monkeypatch), {"A-001": ("优秀级", "现场复核")})
    page.read_workbook(path)
    qtbot.waitUntil(page.record.isEnabled)
    page.form.by.setText("示例秘书")
    page.form.chair.setText("示例委员一")
    page.form.members.setText("示例委员一、示例委员二")
    page.record.click()
    qtbot.waitUntil(lambda: "1 decision recorded." in page.said())


def test_a_workbook_is_seen_before_it_is_recorded(
    page: DecisionsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """审定: three layers in the table, what is to be recorded stands out."""
    decided(page, qtbot, tmp_path / "committee.xlsx", monkeypatch)
    qtbot.waitUntil(lambda: page.model.index(0, 6).data() == "decided, minutes missing")
    assert [page.model.index(0, place).data() for place in (2, 3, 4, 5)] == [
        "标杆级",
        "—",
        "优秀级",
        "现场复核",
    ]
    assert not page.told.isVisible()


def test_changed_cells_have_to_be_accepted(
    page: DecisionsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(page, qtbot, tmp_path / "committee.xlsx", monkeypatch)
    committee.fill(path, {"A-001": ("标杆级", "")})
    committee.type_into(path, {committee.places(path)["A-001", "Site"]: "另一现场"})
    monkeypatch.setattr(decisions_page, "ask_workbook", lambda _: path)
    page.read.click()
    qtbot.waitUntil(page.despite.isVisible)
    assert "另一现场" in page.told.toPlainText()
    assert page.model.index(0, 6).data() == "to be recorded"
    assert page.model.index(0, 4).data(Qt.ItemDataRole.ForegroundRole) is not None
    assert not page.record.isEnabled()
    page.despite.setChecked(True)
    assert page.record.isEnabled()
    page.leave.click()
    assert not page.told.isVisible()


def test_minutes_results_and_feedback_follow(
    page: DecisionsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not page.minutes.isEnabled()
    decided(page, qtbot, tmp_path / "committee.xlsx", monkeypatch)
    qtbot.waitUntil(page.minutes.isEnabled)
    minutes = tmp_path / "minutes.docx"
    monkeypatch.setattr(decisions_page, "ask_target", lambda *_: minutes)
    page.minutes.click()
    qtbot.waitUntil(lambda: "minutes.docx" in page.said())
    assert "示例委员一" in "".join(one.text for one in docx.Document(str(minutes)).paragraphs)
    monkeypatch.setattr(decisions_page, "ask_file", lambda *_: minutes)
    page.signed.click()
    qtbot.waitUntil(lambda: page.model.index(0, 6).data() == "decided")
    monkeypatch.setattr(decisions_page, "ask_target", lambda *_: tmp_path / "list.xlsx")
    page.results.click()
    qtbot.waitUntil(lambda: "for the house only" in page.said())
    monkeypatch.setattr(decisions_page, "ask_folder", lambda *_: tmp_path / "feedback")
    page.feedback.click()
    qtbot.waitUntil(lambda: "The reports are in" in page.said())
    assert len(list((tmp_path / "feedback").iterdir())) == 1
