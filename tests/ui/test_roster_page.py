"""The roster in the window: people added, changed, found, judged, removed; workbooks in and out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from identity_builders import secretariat
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from roster_builders import SECRETARY, fill_workspace
from sealing_builders import panel_trust
from window_helpers import folders_in

from evaluator_app.exchange.trust_list import trust_bytes
from evaluator_app.services import preferences, workspaces
from evaluator_app.services.places import own_places
from evaluator_app.ui.application import Program
from evaluator_app.ui.secretariat import roster_page
from evaluator_app.ui.secretariat.desk import Name, SecretariatDesk
from evaluator_app.ui.secretariat.roster_dialogs import (
    ConditionsDialog,
    ImportDialog,
    MemberDialog,
    RemoveDialog,
)
from evaluator_app.ui.secretariat.roster_page import RosterPage


@pytest.fixture
def page(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> Iterator[RosterPage]:
    """The page over a roster of five, beside an authority."""
    folders = folders_in(tmp_path, desk="secretariat")
    fill_workspace(workspaces.open_or_create(folders.workspace, folders.keys), tmp_path).close()
    listed = tmp_path / "authority.evtrust"
    listed.write_bytes(trust_bytes(panel_trust(), secretariat()))
    preferences.keep(tmp_path, preferences.AUTHORITY, str(tmp_path / "authority.p12"))
    program = Program(qapp, own_places(), folders)
    window = program.open_window()
    assert isinstance(window.desk, SecretariatDesk)
    shown = window.desk.go_to(Name.ROSTER)
    assert isinstance(shown, RosterPage)
    qtbot.waitUntil(lambda: shown.model.rowCount() == 5)
    yield shown
    window.close()
    program.close()
    window.deleteLater()
    program.deleteLater()


def press(page: RosterPage, caption: str) -> None:
    """Press a button of the open dialog."""
    assert page.dialog is not None
    [button] = [one for one in page.dialog.findChildren(QPushButton) if one.text() == caption]
    button.click()


def names(page: RosterPage) -> list[str]:
    """Who is shown."""
    shown = range(page.filter.rowCount())
    return [str(page.filter.index(row, 1).data()) for row in shown]


def test_a_person_is_added(page: RosterPage, qtbot: QtBot) -> None:
    """S0-24, S0-25: source, nomination, appointment and term; a fault keeps the dialog open."""
    page.add()
    qtbot.waitUntil(lambda: isinstance(page.dialog, MemberDialog))
    dialog = page.dialog
    assert isinstance(dialog, MemberDialog)
    assert dialog.source.findText("标准起草单位") >= 0
    dialog.name.setText("示例专家戊")
    dialog.organisation.setText("示例检测中心")
    dialog.former[0][0].setText("示例集团")
    dialog.former[0][1].setText("2025-01-31")
    dialog.by.setText(SECRETARY)
    press(page, "Keep")
    qtbot.waitUntil(dialog._trouble.isVisible)  # noqa: SLF001 - why it was refused
    dialog.appointed.setText("2024-01-01")
    dialog.term.setValue(60)
    press(page, "Keep")
    qtbot.waitUntil(lambda: "示例专家戊" in names(page))
    added = next(one for one, _ in page.model.rows if one.expert.name == "示例专家戊")
    assert (added.id, added.former[0].left) == ("E-0006", "2025-01-31")
    assert page.desk.who == SECRETARY


def test_a_person_is_found_changed_and_judged(page: RosterPage, qtbot: QtBot) -> None:
    """S0-28 to S0-34: the conditions are told in the scheme's words."""
    page.filter.setFilterFixedString("研究院")
    assert names(page) == ["示例专家丙"]
    page.table.selectRow(0)
    page.edit()
    qtbot.waitUntil(lambda: isinstance(page.dialog, MemberDialog))
    dialog = page.dialog
    assert isinstance(dialog, MemberDialog)
    dialog.fields.setText("服务；质量")
    dialog.by.setText(SECRETARY)
    press(page, "Keep")
    qtbot.waitUntil(lambda: any(one.fields == ("服务", "质量") for one, _ in page.model.rows))
    page.table.selectRow(0)
    page.conditions()
    qtbot.waitUntil(lambda: isinstance(page.dialog, ConditionsDialog))
    judged = page.dialog
    assert isinstance(judged, ConditionsDialog)
    judged.boxes["saq-0003-2023:law"].setChecked(True)
    press(page, "Keep")
    qtbot.waitUntil(lambda: any(one.meets == ("saq-0003-2023:law",) for one, _ in page.model.rows))


def test_a_person_is_removed_with_a_reason(page: RosterPage, qtbot: QtBot) -> None:
    """Personal data goes; without a reason nothing happens."""
    page.table.selectRow(0)
    page.remove()
    dialog = page.dialog
    assert isinstance(dialog, RemoveDialog)
    dialog.by.setText(SECRETARY)
    press(page, "Remove")
    qtbot.waitUntil(dialog._trouble.isVisible)  # noqa: SLF001 - why it was refused
    dialog.reason.setText("本人要求")
    press(page, "Remove")
    qtbot.waitUntil(lambda: len(names(page)) == 4)


def test_a_workbook_goes_out_and_comes_in(
    page: RosterPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What it would change is shown before anything is written."""
    out = tmp_path / "roster.xlsx"
    monkeypatch.setattr(roster_page, "ask_target", lambda *_: out)
    monkeypatch.setattr(roster_page, "ask_workbook", lambda *_: out)
    page.save()
    qtbot.waitUntil(lambda: out.name in page.said())
    page.table.selectRow(0)
    page.remove()
    dialog = page.dialog
    assert isinstance(dialog, RemoveDialog)
    dialog.by.setText(SECRETARY)
    dialog.reason.setText("任期届满")
    press(page, "Remove")
    qtbot.waitUntil(lambda: len(names(page)) == 4)
    page.take_in()
    qtbot.waitUntil(lambda: isinstance(page.dialog, ImportDialog))
    taking = page.dialog
    assert isinstance(taking, ImportDialog)
    assert [str(taking.model.index(row, 3).data()) for row in range(2)] == ["new", "unchanged"]
    press(page, "Take in")
    qtbot.waitUntil(lambda: len(names(page)) == 5)


def test_the_roster_is_a_proper_model(page: RosterPage, qtmodeltester: ModelTester) -> None:
    """As Qt wants it; who has a certificate shows it."""
    assert str(page.model.index(0, 7).data()) == "valid"
    qtmodeltester.check(page.model)
