"""Schemes in the window: values of the draft changed, taken from Excel, locked as a new version."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from window_helpers import folders_in

from evaluator_app.services import workspaces
from evaluator_app.services.places import own_places
from evaluator_app.ui.application import Program
from evaluator_app.ui.secretariat import schemes_page
from evaluator_app.ui.secretariat.desk import Name, SecretariatDesk
from evaluator_app.ui.secretariat.scheme_dialogs import LockDialog
from evaluator_app.ui.secretariat.schemes_page import SchemesPage
from evaluator_app.ui.secretariat.settings_model import Column

SITE, THIRD_PARTY = "saq-0005-2023", "smart-factory-supervisor-2023"


@pytest.fixture
def page(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> Iterator[SchemesPage]:
    """The page with the sites' scheme."""
    folders = folders_in(tmp_path, desk="secretariat")
    workspaces.open_or_create(folders.workspace, folders.keys).close()
    program = Program(qapp, own_places(), folders)
    window = program.open_window()
    assert isinstance(window.desk, SecretariatDesk)
    shown = window.desk.go_to(Name.SCHEMES)
    assert isinstance(shown, SchemesPage)
    qtbot.waitUntil(lambda: shown.found is not None)
    choose(shown, qtbot, SITE)
    yield shown
    window.close()
    program.close()
    window.deleteLater()
    program.deleteLater()


def choose(page: SchemesPage, qtbot: QtBot, scheme: str) -> None:
    """Choose a scheme as a user does."""
    page.scheme.setCurrentIndex(page.scheme.findData(scheme))
    page.scheme.activated.emit(page.scheme.currentIndex())
    qtbot.waitUntil(lambda: page.found is not None and page.found.base.loaded.scheme.id == scheme)


def row_of(page: SchemesPage, path: str) -> int:
    """The row of a value."""
    return next(number for number, one in enumerate(page.model.rows) if one.setting.path == path)


def value(page: SchemesPage, path: str, column: Column = Column.DRAFT) -> str:
    """What a cell of a value shows."""
    return str(page.model.index(row_of(page, path), column).data())


def type_in(page: SchemesPage, path: str, words: str) -> bool:
    """Type a value of the draft over."""
    return page.model.setData(page.model.index(row_of(page, path), Column.DRAFT), words)


def said(widget: QWidget) -> str:
    """Everything it says."""
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def press(widget: QWidget, caption: str) -> None:
    """Press a button."""
    [button] = [one for one in widget.findChildren(QPushButton) if one.text() == caption]
    button.click()


def test_only_what_the_source_leaves_open_can_be_changed(page: SchemesPage) -> None:
    """附件5 fixes the points; they are shown when asked for, with their clause."""
    path = "rubric.sections[0].criteria[0].max"
    assert path not in [one.setting.path for one in page.model.rows]
    page.fixed.setChecked(True)
    assert value(page, path) == "fixed by the source"
    assert not type_in(page, path, "12")
    assert (
        not page.model.flags(page.model.index(row_of(page, path), Column.DRAFT)) & Qt.ItemFlag.ItemIsEditable
    )
    page.table.selectRow(row_of(page, path))
    assert "fixed by the source: 附件5" in page.details.toPlainText()


def test_a_value_is_typed_over_and_a_wrong_one_is_said(page: SchemesPage, qtbot: QtBot) -> None:
    """What was typed wrong changes nothing."""
    type_in(page, "protocol.minimum_sheets", "5")
    qtbot.waitUntil(lambda: value(page, "protocol.minimum_sheets") == "5")
    assert value(page, "protocol.minimum_sheets", Column.BEFORE) == "3"
    assert "the draft changes 1 value" in said(page)
    type_in(page, "protocol.minimum_sheets", "五")
    qtbot.waitUntil(lambda: "it must be a whole number" in page.said())
    assert value(page, "protocol.minimum_sheets") == "5"
    page.changed.setChecked(True)
    assert [one.setting.path for one in page.model.rows] == ["protocol.minimum_sheets"]
    press(page, "Discard draft")
    qtbot.waitUntil(lambda: "no draft" in said(page))


def test_words_of_a_value_are_offered(page: SchemesPage, qtbot: QtBot) -> None:
    """The merging rule is one of a few; other values are typed."""
    index = page.model.index(row_of(page, "protocol.rule"), Column.DRAFT)
    page.table.edit(index)
    [editor] = page.table.viewport().findChildren(QComboBox)
    assert [editor.itemText(number) for number in range(editor.count())] == ["mean", "median", "trimmed mean"]
    editor.setCurrentText("median")
    page.table.commitData(editor)
    qtbot.waitUntil(lambda: value(page, "protocol.rule") == "median")
    page.table.edit(page.model.index(row_of(page, "protocol.decimals"), Column.DRAFT))
    [line] = page.table.viewport().findChildren(QLineEdit)
    assert line.accessibleName() == "New value"
    assert line.text() == "2"


def test_what_does_not_add_up_is_named_as_people_know_it(page: SchemesPage, qtbot: QtBot) -> None:
    """D-21: weights are set one by one; until they add up the draft cannot be locked."""
    choose(page, qtbot, THIRD_PARTY)
    type_in(page, "rubric.weights", "set by the secretariat")
    qtbot.waitUntil(lambda: "Not filled in yet: 综合考量 · 基础能力 · Maximum；综合考量" in said(page))
    for number in range(4):
        type_in(page, f"rubric.sections[0].criteria[{number}].max", "25")
    qtbot.waitUntil(lambda: "综合考量 · Section: maximum: The section says 0 points" in said(page))


def test_the_draft_is_locked_with_a_name_a_person_and_a_reason(page: SchemesPage, qtbot: QtBot) -> None:
    """A locked scheme changes only as a new version; locking gives a digest."""
    type_in(page, "protocol.rule", "median")
    qtbot.waitUntil(lambda: value(page, "protocol.rule") == "median")
    press(page, "Lock…")
    dialog = page.dialog
    assert isinstance(dialog, LockDialog)
    dialog.version.setText("2024")
    press(dialog, "Lock")
    qtbot.waitUntil(lambda: "There is a version “2024” already" in said(dialog))
    assert "Who locks this version is not said." in said(dialog)
    dialog.version.setText("2024-2")
    dialog.by.setText("示例秘书")
    dialog.reason.setText("会议纪要")
    press(dialog, "Lock")
    qtbot.waitUntil(lambda: "In force: 2024-2" in said(page))
    assert "Locked: 2024-2 · " in page.said()
    assert "locked" in said(page)
    assert "by 示例秘书: 会议纪要" in said(page)


def test_values_go_out_to_excel_and_come_back(
    page: SchemesPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault is told with its cell."""
    path = tmp_path / "settings.xlsx"
    monkeypatch.setattr(schemes_page, "ask_target", lambda *_: path)
    monkeypatch.setattr(schemes_page, "ask_workbook", lambda *_: path)
    press(page, "Save as workbook…")
    qtbot.waitUntil(lambda: "Written" in page.said())
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    row = next(cell.row for cell in sheet["A"] if cell.value == "@protocol.rule")
    sheet[f"F{row}"] = "最高分"
    book.save(path)
    press(page, "Take in workbook…")
    qtbot.waitUntil(lambda: f"!F{row}" in page.said())
    sheet[f"F{row}"] = "median"
    book.save(path)
    press(page, "Take in workbook…")
    qtbot.waitUntil(lambda: value(page, "protocol.rule") == "median")
    assert page.said() == ""


def test_values_are_found_by_words(page: SchemesPage) -> None:
    page.search.setText("Merging method")
    assert [one.setting.path for one in page.model.rows] == ["protocol.rule"]
    page.search.setText("nothing")
    assert page.details.toPlainText() == ""


def test_the_settings_keep_qts_rules(page: SchemesPage, qtmodeltester: ModelTester) -> None:
    """With the values of a shipped scheme."""
    qtmodeltester.check(page.model)
