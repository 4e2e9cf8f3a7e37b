"""The conformity check in the window: how applications stand, judging with a reason, lists and letters."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from window_helpers import folders_in

from evaluator_app.domain.campaigns import CampaignPlan
from evaluator_app.domain.conformity_results import RuleResult, Verdict
from evaluator_app.services import campaigns, workspaces
from evaluator_app.services.places import Folders, own_places
from evaluator_app.services.samples import sample_campaign
from evaluator_app.ui.application import Program
from evaluator_app.ui.secretariat import conformity_exports, conformity_rules
from evaluator_app.ui.secretariat.conformity_dialogs import JudgeDialog, LetterDialog
from evaluator_app.ui.secretariat.conformity_page import ConformityPage
from evaluator_app.ui.secretariat.desk import Name, SecretariatDesk

ACCIDENT = "eligibility.no-accident"


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """A workspace with a campaign of two sample applications, and one folder that cannot be read."""
    folders = folders_in(tmp_path, desk="secretariat")
    folder = tmp_path / "2024"
    plan = CampaignPlan(
        id="2024", title="示例活动", year=2024, scheme="saq-0005-2023", scheme_digest="", folder=str(folder)
    )
    with workspaces.open_or_create(folders.workspace, folders.keys) as ws:
        campaigns.begin(ws, own_places().forms, plan)
    for name in ("A-001", "A-002"):
        shutil.copytree(sample_campaign(own_places()) / name, folder / name)
    (folder / "A-003").mkdir()
    return folders


@pytest.fixture
def page(qapp: QApplication, folders: Folders, qtbot: QtBot) -> Iterator[ConformityPage]:
    """The page, opened from the desk, after the check."""
    program = Program(qapp, own_places(), folders)
    window = program.open_window()
    assert isinstance(window.desk, SecretariatDesk)
    shown = window.desk.go_to(Name.CONFORMITY)
    assert isinstance(shown, ConformityPage)
    qtbot.waitUntil(lambda: shown.found is not None, timeout=20_000)
    yield shown
    window.close()
    program.close()
    window.deleteLater()
    program.deleteLater()


def chips(page: ConformityPage) -> list[str]:
    """The counts above the tables."""
    return [one.text() for one in page.findChildren(QLabel) if one.isVisible() and one.property("chip")]


def choose_rule(page: ConformityPage, rule: str) -> RuleResult:
    """Choose a rule of the application that is shown."""
    rows = page.rules.model.rows
    page.rules.table.selectRow(next(number for number, one in enumerate(rows) if one.rule == rule))
    found = page.rules.current()
    assert found is not None
    return found


def judging(page: ConformityPage) -> JudgeDialog:
    """The dialog, asked for with the keyboard's Enter on the rule."""
    page.rules.ask_to_judge()
    assert isinstance(page.dialog, JudgeDialog)
    return page.dialog


def press(dialog: JudgeDialog | LetterDialog, caption: str) -> None:
    """Press a button of a dialog."""
    [button] = [one for one in dialog.findChildren(QPushButton) if one.text() == caption]
    button.click()


def words(dialog: QWidget) -> str:
    """Everything a dialog says."""
    return "\n".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisible())


def test_applications_stand_with_their_state_and_rules_with_what_was_found(page: ConformityPage) -> None:
    """T-11; an application that cannot be read keeps no other from being checked."""
    states = [str(page.model.index(row, 2).data()) for row in range(page.model.rowCount())]
    assert states == ["undecided", "undecided", "unreadable"]
    assert chips(page) == [
        "0 enter the review",
        "2 are not decided yet",
        "0 do not enter the review",
        "1 cannot be read",
    ]
    name = choose_rule(page, "documents.innovation-report.name")
    assert (name.found, name.wanted) == ("15", "≤ 20")
    assert "Found: 15 chars · Wanted: ≤ 20 chars" in page.rules.details.toPlainText()
    page.table.selectRow(2)
    assert page.rules.model.rows == ()
    assert "application.toml" in page.rules.details.toPlainText()
    assert not page.rules.judge.isEnabled()


def test_a_rule_shows_the_documents_that_belong_to_it(
    page: ConformityPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One click opens the very document; what is of no known kind only its folder."""
    opened: list[Path] = []
    monkeypatch.setattr(conformity_rules, "open_outside", opened.append)
    choose_rule(page, "documents.innovation-report.effects")
    *links, folder = page.rules.links()
    assert all("报告" in one.text() for one in links)
    links[0].click()
    folder.click()
    one = page.current()
    assert one is not None
    assert opened[0].is_file()
    assert opened[1] == one.folder


def test_judging_needs_a_reason_and_goes_on_to_the_next_rule(page: ConformityPage, qtbot: QtBot) -> None:
    """An override needs a reason and is kept; T-13."""
    choose_rule(page, ACCIDENT)
    dialog = judging(page)
    dialog.outcome.setCurrentIndex(2)
    press(dialog, "Judge")
    qtbot.waitUntil(lambda: "Who judges this is not said." in words(dialog))
    dialog.reason.setPlainText("公开记录有事故")
    dialog.by.setText("示例秘书")
    press(dialog, "Judge")
    qtbot.waitUntil(lambda: "1 does not enter the review" in chips(page))
    after = page.rules.current()
    assert after is not None
    assert after.rule != ACCIDENT
    assert after.verdict is Verdict.TO_JUDGE
    assert "示例秘书 · not met · 公开记录有事故" in "\n".join(details_of(page, ACCIDENT))
    assert judging(page).by.text() == "示例秘书"


def details_of(page: ConformityPage, rule: str) -> list[str]:
    """What is said of a rule."""
    choose_rule(page, rule)
    return page.rules.details.toPlainText().splitlines()


def test_a_figure_is_checked_by_the_scheme(page: ConformityPage, qtbot: QtBot) -> None:
    """T-12: less than a year of activity is not eligible; figures are for conditions only."""
    choose_rule(page, "eligibility.activity-years")
    dialog = judging(page)
    dialog.figure.setText("0.9")
    dialog.by.setText("示例秘书")
    press(dialog, "Judge")
    qtbot.waitUntil(lambda: "1 does not enter the review" in chips(page))
    assert choose_rule(page, "eligibility.activity-years").verdict is Verdict.NOT_MET
    choose_rule(page, "documents.innovation-report")
    assert not judging(page).figure.isVisible()


def test_only_what_is_open_and_only_some_applications(page: ConformityPage) -> None:
    """A person sees what is left to do."""
    page.rules.only_open.setChecked(True)
    assert {one.verdict for one in page.rules.model.rows} == {Verdict.TO_JUDGE}
    page.search.setText("a-002")
    assert [one.folder.name for one in page.model.rows] == ["A-002"]
    page.search.setText("nothing")
    assert page.current() is None
    assert page.rules.model.rows == ()


def test_the_list_is_written_as_excel(
    page: ConformityPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "list.xlsx"
    monkeypatch.setattr(conformity_exports, "ask_target", lambda *_: target)
    page.exports.buttons[0].click()
    qtbot.waitUntil(lambda: "Written" in page.said())
    assert [row[0] for row in openpyxl.load_workbook(target).worksheets[1].values] == [
        "Number",
        "A-001",
        "A-002",
    ]


def test_letters_are_written_from_templates(
    page: ConformityPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list as a letter, and a letter for the chosen application; an impossible day is said."""
    target = tmp_path / "list.docx"
    monkeypatch.setattr(conformity_exports, "ask_target", lambda *_: target)
    monkeypatch.setattr(conformity_exports, "ask_folder", lambda *_: tmp_path / "letters")
    page.exports.ask_list()
    dialog = page.dialog
    assert isinstance(dialog, LetterDialog)
    assert dialog.writer.text() == "上海市质量协会"
    form = dialog
    dialog.day.setText("2024-02-30")
    press(dialog, "Write…")
    qtbot.waitUntil(lambda: "is no day of the calendar" in words(form))
    dialog.day.setText("2024-03-01")
    dialog.to.setText("各有关单位")
    press(dialog, "Write…")
    qtbot.waitUntil(target.is_file)
    assert "各有关单位：" in [one.text for one in docx.Document(str(target)).paragraphs]
    page.exports.ask_letters()
    dialog = page.dialog
    assert isinstance(dialog, LetterDialog)
    press(dialog, "Write…")
    qtbot.waitUntil(lambda: str(tmp_path / "letters") in page.said())
    assert [one.name for one in (tmp_path / "letters").iterdir()] == ["A-001_示例精密制造有限公司.docx"]


def test_ones_own_template_is_opened_for_editing(
    page: ConformityPage, folders: Folders, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The copy is made once."""
    opened: list[Path] = []
    monkeypatch.setattr(conformity_exports, "open_outside", opened.append)
    page.exports.ask_list()
    assert isinstance(page.dialog, LetterDialog)
    for _ in range(2):
        page.dialog.own.click()
    qtbot.waitUntil(lambda: len(opened) == 2)
    assert opened[0] == opened[1] == folders.preferences / "templates" / "review-list.docx"
    page.dialog.reject()


def test_the_keyboard_leads_from_applications_to_rules(page: ConformityPage, qtbot: QtBot) -> None:
    """Enter goes right, Enter again judges."""
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(page.rules.table.hasFocus)
    qtbot.keyClick(page.rules.table, Qt.Key.Key_Return)
    assert isinstance(page.dialog, JudgeDialog)
    page.dialog.reject()


def test_the_models_keep_qts_rules(page: ConformityPage, qtmodeltester: ModelTester) -> None:
    """Both tables."""
    qtmodeltester.check(page.model)
    qtmodeltester.check(page.rules.model)
