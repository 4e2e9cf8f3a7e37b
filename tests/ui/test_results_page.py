"""Results in the window: taken in after a look, ranked, chosen between, removed, handed on (T-20 to T-22)."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import returned_files
from openpyxl import load_workbook
from package_builders import FORMS
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from results_builders import CAMPAIGN, OTHER, PLAN, WHO, panel, sheet
from window_helpers import folders_in

from evaluator_app.services import campaigns, results, workspaces
from evaluator_app.services.places import own_places
from evaluator_app.ui.application import Program
from evaluator_app.ui.secretariat import results_page
from evaluator_app.ui.secretariat.desk import Name, SecretariatDesk
from evaluator_app.ui.secretariat.results_dialogs import ChoiceDialog, RemoveDialog
from evaluator_app.ui.secretariat.results_import import ImportDialog
from evaluator_app.ui.secretariat.results_page import ResultsPage


@pytest.fixture
def issued(tmp_path: Path) -> Path:
    """The package that was issued."""
    return returned_files.issue(tmp_path)


@pytest.fixture
def page(qapp: QApplication, tmp_path: Path, issued: Path, qtbot: QtBot) -> Iterator[ResultsPage]:
    """The page over a campaign whose package is known."""
    folders = folders_in(tmp_path, desk="secretariat")
    with workspaces.open_or_create(folders.workspace, folders.keys) as ws:
        campaigns.begin(ws, FORMS, PLAN)
        results.register_package(ws, CAMPAIGN, issued)
    program = Program(qapp, own_places(), folders)
    window = program.open_window()
    assert isinstance(window.desk, SecretariatDesk)
    shown = window.desk.go_to(Name.RESULTS)
    assert isinstance(shown, ResultsPage)
    qtbot.waitUntil(lambda: shown.board is not None)
    shown.unsigned.setChecked(True)
    yield shown
    window.close()
    program.close()
    window.deleteLater()
    program.deleteLater()


def import_dialog(page: ResultsPage, qtbot: QtBot, *places: Path) -> ImportDialog:
    """The dialog after its look at these places."""
    page.take_in(places)
    dialog = page.dialog
    assert isinstance(dialog, ImportDialog)
    qtbot.waitUntil(lambda: dialog.seen is not None)
    return dialog


def take(page: ResultsPage, qtbot: QtBot, *places: Path) -> None:
    """Take these in."""
    dialog = import_dialog(page, qtbot, *places)
    dialog.by.setText(WHO)
    count = dialog.seen.new if dialog.seen else 0
    before = len(page.files.model.rows)
    dialog.take.click()
    qtbot.waitUntil(lambda: len(page.files.model.rows) == before + count)


def cells(page: ResultsPage, row: int = 0) -> list[str]:
    """What a row of the results shows."""
    model = page.results.model
    return [str(model.index(row, column).data()) for column in range(model.columnCount())]


def press(page: ResultsPage, caption: str) -> None:
    """Press a button of the open dialog."""
    assert page.dialog is not None
    [button] = [one for one in page.dialog.findChildren(QPushButton) if one.text() == caption]
    button.click()


def said(page: ResultsPage) -> str:
    """Everything that can be read on the page."""
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def test_sheets_are_looked_at_then_taken_in_and_ranked(
    page: ResultsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    """Nothing is written before the button; a name is asked for."""
    panel(tmp_path)
    (tmp_path / "in" / "noise.xlsx").write_bytes(b"no workbook")
    dialog = import_dialog(page, qtbot, tmp_path / "in")
    assert [one.file for one in dialog.model.rows] == ["0.xlsx", "1.xlsx", "2.xlsx", "noise.xlsx"]
    assert "not an Excel workbook" in dialog.details.toPlainText()
    assert not dialog.take.isEnabled()
    assert page.files.model.rows == ()
    dialog.by.setText(WHO)
    assert dialog.take.text() == "Take in 4 files"
    dialog.take.click()
    qtbot.waitUntil(lambda: len(page.files.model.rows) == 4)
    assert cells(page) == [
        "1",
        "示例制造有限公司 · 示例车间",
        "90.00",
        "优秀级",
        "3 / 5",
        "0",
        "near a limit, 2 missing",
    ]
    assert page.cards.cards[0].accessibleDescription() == "3 / 10 7 missing · 5 experts"
    assert page.desk.who == WHO


def test_files_are_dropped_on_the_page(page: ResultsPage, qtbot: QtBot, tmp_path: Path) -> None:
    """One or hundreds, or whole folders."""
    panel(tmp_path)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "in"))])
    plain, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, plain, none))
    dialog = page.dialog
    assert isinstance(dialog, ImportDialog)
    qtbot.waitUntil(lambda: dialog.seen is not None)
    assert len(dialog.model.rows) == 3
    dialog.reject()


def test_a_folder_without_sheets_is_said_in_the_dialog(
    page: ResultsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    page.take_in([tmp_path / "empty"])
    dialog = page.dialog
    assert isinstance(dialog, ImportDialog)
    words = "There is no score sheet in this place."
    qtbot.waitUntil(lambda: any(words in one.text() for one in dialog.findChildren(QLabel)))
    assert not dialog.take.isEnabled()
    dialog.reject()


def test_two_different_sheets_are_shown_side_by_side(page: ResultsPage, qtbot: QtBot, tmp_path: Path) -> None:
    """T-22: what differs stands out; a person chooses with a reason, which is kept."""
    take(page, qtbot, *panel(tmp_path), sheet(tmp_path, "other.xlsx", 0, OTHER))
    qtbot.waitUntil(lambda: "choose a sheet" in cells(page)[6])
    page.choose_sheet()
    dialog = page.dialog
    assert isinstance(dialog, ChoiceDialog)
    lines = {line[0]: line[1:] for line in dialog.model.rows}
    assert lines["File"] == ("0.xlsx", "other.xlsx")
    assert lines["Total"] == ("90", "89")
    marks = next(row for row, line in enumerate(dialog.model.rows) if line[1:] == ("9", "8"))
    assert isinstance(dialog.model.index(marks, 1).data(Qt.ItemDataRole.ForegroundRole), QColor)
    press(page, "This sheet counts")
    qtbot.waitUntil(lambda: any("reason is missing" in one.text() for one in dialog.findChildren(QLabel)))
    dialog.sheet.setCurrentIndex(1)
    dialog.reason.setText("电话核实")
    press(page, "This sheet counts")
    qtbot.waitUntil(lambda: cells(page)[4] == "3 / 5")
    assert page.journal.model.rows[0].reason == "电话核实"
    page.choose_sheet()  # it can be chosen anew
    again = page.dialog
    assert isinstance(again, ChoiceDialog)
    assert again.sheet.currentIndex() == 1
    again.reject()


def test_a_file_is_removed_with_a_reason(page: ResultsPage, qtbot: QtBot, tmp_path: Path) -> None:
    """And no longer counts."""
    take(page, qtbot, *panel(tmp_path))
    page.tabs.setCurrentIndex(2)
    page.files.table.selectRow(0)
    assert page.files.remove.isEnabled()
    page.remove()
    dialog = page.dialog
    assert isinstance(dialog, RemoveDialog)
    dialog.reason.setText("交错了")
    press(page, "Remove")
    qtbot.waitUntil(lambda: len(page.files.model.rows) == 2)
    assert cells(page)[0] == "—"
    assert [one.kind for one in page.journal.model.rows[:1]] == ["removed"]


def test_the_ledger_names_what_is_missing_and_reminds(
    page: ResultsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By expert; as a workbook, and as words on the clipboard."""
    take(page, qtbot, *panel(tmp_path))
    assert page.ledger.model.rowCount() == 10
    page.ledger.owed.setChecked(True)
    assert page.ledger.model.rowCount() == 7
    page.ledger.search.setText("示例专家戊")
    assert page.ledger.model.rowCount() == 2
    out = tmp_path / "list.xlsx"
    monkeypatch.setattr(results_page, "ask_target", lambda *_: out)
    page.save_reminders()
    qtbot.waitUntil(lambda: str(out) in page.said())
    assert load_workbook(out).worksheets[0].max_row == 8
    page.copy_reminders()
    assert "示例专家戊" in QApplication.clipboard().text()


def test_the_list_is_narrowed_and_the_choice_stays(page: ResultsPage, qtbot: QtBot, tmp_path: Path) -> None:
    """By words, by grade, by what needs attention."""
    take(page, qtbot, *panel(tmp_path))
    assert page.results.model.rowCount() == 2
    page.results.table.selectRow(1)
    page.results.search.setText("大厅")
    assert page.results.model.rowCount() == 1
    page.results.search.setText("")
    row = page.results.chosen()
    assert row is not None
    assert row.one.application.id == "A-002"
    page.results.grade.setCurrentIndex(page.results.grade.findText("优秀级"))
    page.results.grade.activated.emit(1)
    assert [one.one.application.id for one in page.results.model.rows] == ["A-001"]
    page.results.attention.setChecked(True)
    assert page.results.model.rowCount() == 1
    page.results.search.setText("nothing like it")
    assert page.results.chosen() is None


def test_the_committees_workbook_is_written(
    page: ResultsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(page, qtbot, *panel(tmp_path))
    out = tmp_path / "committee.xlsx"
    monkeypatch.setattr(results_page, "ask_target", lambda *_: out)
    page.save_workbook()
    qtbot.waitUntil(lambda: str(out) in page.said())
    assert out.exists()


def test_without_a_package_the_page_says_what_to_do(
    page: ResultsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A package is registered from its file; one of another campaign is refused."""
    other = replace(PLAN, id="2025-demo")
    page.ask(lambda ws, _: campaigns.begin(ws, FORMS, other), lambda _: page.desk.refresh())
    qtbot.waitUntil(lambda: len(page.desk.campaigns) == 2)
    page.desk.choose(other.id)
    qtbot.waitUntil(lambda: "Nothing can come back yet" in said(page))
    changed = returned_files.PANEL.replace('id = "2024-demo"', 'id = "2025-demo"')
    right = returned_files.issue(tmp_path, name="2.evpkg", files={"campaign.toml": changed})
    monkeypatch.setattr(results_page, "ask_package", lambda *_: tmp_path / "demo.evpkg")
    page.register()
    qtbot.waitUntil(lambda: "The package is of another campaign: 2024-demo." in page.said())
    monkeypatch.setattr(results_page, "ask_package", lambda *_: right)
    page.register()
    qtbot.waitUntil(lambda: page.said() == "The package is registered.")
    qtbot.waitUntil(lambda: page.board is not None and page.board.merge is not None)
    assert page.stage.currentText() == "资料评审"


def test_the_marks_keep_qts_rules(
    page: ResultsPage, qtbot: QtBot, qtmodeltester: ModelTester, tmp_path: Path
) -> None:
    """Coloured by their distance from the mean, which the number says too."""
    take(page, qtbot, *panel(tmp_path, 2), sheet(tmp_path, "2.xlsx", 2, OTHER))
    model = page.results.details.model
    qtmodeltester.check(model)
    assert [model.index(0, column).data() for column in range(5)] == ["针对性 10", "9", "9", "8", "1"]
    high, low = (model.index(0, column).data(Qt.ItemDataRole.BackgroundRole) for column in (1, 3))
    assert isinstance(high, QColor)
    assert isinstance(low, QColor)
    assert high.rgb() != low.rgb()
    assert "C 示例专家丙 89" in said(page)


def test_the_statistics_open_from_the_results(page: ResultsPage, qtbot: QtBot, tmp_path: Path) -> None:
    """How firm the results are, of what is shown."""
    panel(tmp_path)
    take(page, qtbot, tmp_path / "in")
    page.unsigned.setChecked(True)
    qtbot.waitUntil(page.understand.isEnabled)
    page.understand.click()
    assert page.analysis.isVisible()
    assert page.board is not None
    assert page.board.merge is not None
    assert page.board.merge.campaign.title in page.analysis.windowTitle()
    page.analysis.accept()
