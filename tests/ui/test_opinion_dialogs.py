"""A panel's opinion signed and checked in the window, at both desks (S0-22, S0-78)."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import consensus_builders as panel
import decision_builders as committee
import panel_builders as panels
import pytest
from identity_builders import trust_list
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QTableView, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from signature_builders import PASSPHRASE, identity, saved
from window_helpers import desk_of, folders_in, running, with_sample

from evaluator_app.domain.panel import PanelMerge
from evaluator_app.services import meetings
from evaluator_app.store.workspace import Workspace
from evaluator_app.ui.operation import Operations
from evaluator_app.ui.opinion import check_dialog, sign_dialog
from evaluator_app.ui.opinion.check_dialog import CheckOpinionDialog
from evaluator_app.ui.opinion.sign_dialog import SignOpinionDialog
from evaluator_app.ui.secretariat.desk_workspace import DeskWorkspace
from evaluator_app.ui.secretariat.meeting_page import MeetingPage
from evaluator_app.ui.tokens import theme

THEME = theme(Path(), dark=False)
FIRST, SECOND, THIRD = panel.PANEL


@pytest.fixture
def merge() -> PanelMerge:
    """Three sheets of exactly 90 points."""
    return panel.scored()


@pytest.fixture
def ws(tmp_path: Path, merge: PanelMerge) -> Iterator[Workspace]:
    """A workspace in which the panel has met."""
    with committee.workspace(tmp_path) as ws:
        meetings.record(ws, merge, panel.meeting(merge))
        yield ws


@pytest.fixture
def opinion(ws: Workspace, merge: PanelMerge, tmp_path: Path) -> Path:
    """Its opinion, signed by nobody."""
    meetings.write_opinion_workbook(ws, merge, "A-001", tmp_path / "opinion.xlsx")
    return tmp_path / "opinion.xlsx"


@pytest.fixture
def working() -> Iterator[Operations]:
    """The worker of a window."""
    found = Operations("test")
    yield found
    found.close()


@pytest.fixture
def signing(
    opinion: Path, working: Operations, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> SignOpinionDialog:
    """The dialog with the workbook chosen, and the first member's identity known."""
    known = Path(saved(tmp_path, FIRST)[0])
    dialog = SignOpinionDialog(THEME, working, known, None)
    qtbot.addWidget(dialog)
    dialog.show()
    monkeypatch.setattr(sign_dialog, "ask_workbook", given(opinion))
    press(dialog, "Choose workbook…", qtbot)
    qtbot.waitUntil(lambda: dialog.people.model.rowCount() == 3)
    return dialog


def press(dialog: QWidget, words: str, qtbot: QtBot) -> None:
    """Press a button by its words."""
    found = next(one for one in dialog.findChildren(QPushButton) if one.text() == words)
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def shown(dialog: SignOpinionDialog | CheckOpinionDialog, column: int) -> list[str]:
    """A column of the table of signers."""
    model = dialog.people.model
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def signed(dialog: SignOpinionDialog) -> list[bool]:
    """Who has signed, as the table says it."""
    return [one.startswith("signed") for one in shown(dialog, 1)]


def given(path: Path) -> Callable[..., Path]:
    """The answer of a file dialog."""
    return lambda *_: path


def type_and_sign(dialog: SignOpinionDialog, qtbot: QtBot) -> None:
    """The passphrase and the return key; no mouse."""
    qtbot.keyClicks(dialog.passphrase, PASSPHRASE)
    qtbot.keyClick(dialog.passphrase, Qt.Key.Key_Return)


def words_of(dialog: QWidget) -> str:
    """Everything its labels say."""
    return "\n".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisible())


def trouble_of(dialog: QWidget) -> str:
    """Why something was not done."""
    found = [one for one in dialog.findChildren(QLabel) if one.property("tone") == "blocked"]
    return "\n".join(one.text() for one in found if one.isVisible())


def test_members_sign_one_after_another(
    signing: SignOpinionDialog, opinion: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S0-22: who has signed and who still must is shown; nobody's passphrase stays for the next."""
    assert shown(signing, 0) == [FIRST, SECOND, THIRD]
    assert shown(signing, 1) == ["still to sign"] * 3
    type_and_sign(signing, qtbot)
    qtbot.waitUntil(lambda: signed(signing) == [True, False, False])
    assert f"2 signatures are missing: {SECOND}、{THIRD}" in words_of(signing)
    assert (signing.passphrase.text(), signing.identity.text()) == ("", "")
    for place, name in enumerate((SECOND, THIRD), start=1):
        key = Path(saved(tmp_path, name, place)[0])
        monkeypatch.setattr(sign_dialog, "ask_identity", given(key))
        press(signing, "Choose identity…", qtbot)
        type_and_sign(signing, qtbot)
        qtbot.waitUntil(lambda: signed(signing).count(True) > place)  # noqa: B023 - waited for in this turn
    assert "Everybody has signed." in words_of(signing)
    assert [one.name for one in meetings.opinion_state(opinion).signings if one.signature] == list(
        panel.PANEL
    )


def test_who_cannot_sign_is_told_and_the_workbook_stays(
    signing: SignOpinionDialog, opinion: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    """A wrong passphrase, no member, no identity; what was typed can be mended."""
    before = opinion.read_bytes()
    qtbot.keyClicks(signing.passphrase, "wrong words")
    press(signing, "Sign", qtbot)
    qtbot.waitUntil(lambda: trouble_of(signing) != "")
    assert "passphrase" in trouble_of(signing)
    signing.passphrase.clear()
    signing.identity.setText(saved(tmp_path, panels.EXPERTS[5], 5)[0])
    type_and_sign(signing, qtbot)
    qtbot.waitUntil(lambda: panels.EXPERTS[5] in trouble_of(signing))
    signing.identity.clear()
    press(signing, "Sign", qtbot)
    assert "Choose the identity that signs first." in words_of(signing)
    assert opinion.read_bytes() == before


def test_any_other_file_is_told(signing: SignOpinionDialog, tmp_path: Path, qtbot: QtBot) -> None:
    """Nothing of the opinion looked at before stays on the screen."""
    other = tmp_path / "other.xlsx"
    other.write_bytes(b"no workbook")
    signing.look_at(other)
    qtbot.waitUntil(lambda: "other.xlsx" in words_of(signing))
    assert signing.people.model.rowCount() == 0
    signing.file.clear()
    press(signing, "Sign", qtbot)
    assert "Choose the workbook of the opinion first." in words_of(signing)


@pytest.fixture
def checking(
    ws: Workspace, merge: PanelMerge, opinion: Path, working: Operations, qtbot: QtBot
) -> CheckOpinionDialog:
    """The dialog over the recorded meeting, without a trust list; one member has signed."""
    meetings.sign_opinion(opinion, identity(opinion.parent, FIRST))

    def look(path: Path, chosen: Path | None) -> meetings.OpinionCheck:
        return meetings.check_opinion(ws, merge, path, trust_list() if chosen is not None else None)

    dialog = CheckOpinionDialog(THEME, working, look, None)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_an_opinion_is_checked_signer_by_signer(
    checking: CheckOpinionDialog, opinion: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who signed, who must; the certificates against a trust list, once there is one."""
    press(checking, "Check again", qtbot)
    assert "Choose the workbook of the opinion first." in words_of(checking)
    monkeypatch.setattr(check_dialog, "ask_workbook", given(opinion))
    press(checking, "Choose workbook…", qtbot)
    qtbot.waitUntil(lambda: checking.people.model.rowCount() == 3)
    assert shown(checking, 2) == ["not checked", "", ""]
    assert said(checking) == "Every cell is as it was written."
    assert SECOND in words_of(checking)
    monkeypatch.setattr(check_dialog, "ask_trust_list", lambda *_: opinion.parent / "list.evtrust")
    press(checking, "Choose trust list…", qtbot)
    qtbot.waitUntil(lambda: shown(checking, 2) == ["not in the trust list", "", ""])


def test_changed_cells_are_named(
    checking: CheckOpinionDialog, ws: Workspace, merge: PanelMerge, tmp_path: Path, qtbot: QtBot
) -> None:
    """An unsigned copy that shows something else; an opinion of an earlier meeting."""
    copy = tmp_path / "copy.xlsx"
    meetings.write_opinion_workbook(ws, merge, "A-001", copy)
    committee.type_into(copy, {"A1": "另一份意见"})
    checking.look_at(copy)
    qtbot.waitUntil(lambda: "A1: “Opinion and recommended result” is now “另一份意见”" in said(checking))
    meetings.record(ws, merge, replace(panel.meeting(merge), opinion="另一份意见。"))
    checking.look_at(tmp_path / "opinion.xlsx")
    qtbot.waitUntil(lambda: "A1" not in said(checking) and said(checking) != "")


def said(dialog: CheckOpinionDialog) -> str:
    """What was found."""
    return dialog.found.toPlainText()


def test_everything_has_a_name_and_the_table_is_a_proper_model(
    signing: SignOpinionDialog, checking: CheckOpinionDialog
) -> None:
    """For those who listen."""
    kinds = (QLineEdit, QPushButton, QTableView, QPlainTextEdit)
    for dialog in (signing, checking):
        ModelTester(dialog.people.model)
        for one in (each for kind in kinds for each in dialog.findChildren(kind)):
            assert one.accessibleName() or (isinstance(one, QPushButton) and one.text())


def test_the_page_of_meetings_opens_both(
    ws: Workspace, merge: PanelMerge, opinion: Path, working: Operations, qtbot: QtBot
) -> None:
    """S0-22: the known identity stands there already; what is checked is the recorded meeting."""
    folders = folders_in(opinion.parent)
    folders.identity.write_bytes(Path(saved(opinion.parent, FIRST)[0]).read_bytes())
    page = MeetingPage(THEME, folders, DeskWorkspace(working))
    qtbot.addWidget(page)
    page.sign.click()
    signing = page.dialog
    assert isinstance(signing, SignOpinionDialog)
    assert signing.identity.text() == str(folders.identity)
    signing.reject()
    page.check.click()
    assert page.dialog is signing  # nothing is merged yet
    page.desk.workspace, page.merge = ws, merge
    page.check.click()
    checking = page.dialog
    assert isinstance(checking, CheckOpinionDialog)
    checking.look_at(opinion)
    qtbot.waitUntil(lambda: shown(checking, 1) == ["still to sign"] * 3)
    checking.reject()


def test_a_member_signs_at_the_expert_s_desk(opinion: Path, tmp_path: Path, qtbot: QtBot) -> None:
    """S0-22: with the own key on the own computer, from the file menu."""
    home = tmp_path / "home"
    home.mkdir()
    folders = folders_in(home)
    with_sample(folders)
    folders.identity.write_bytes(Path(saved(tmp_path, FIRST)[0]).read_bytes())
    with running(folders, qtbot) as window:
        desk = desk_of(window)
        _, file = desk.menus()[0]
        act = next(one[2] for one in file if one is not None and one[0] == "Sign the panel's opinion…")
        act()
        dialog = desk.opinion.dialog
        assert dialog is not None
        assert dialog.identity.text() == str(folders.identity)
        dialog.look_at(opinion)
        qtbot.waitUntil(lambda: dialog.people.model.rowCount() == 3)
        type_and_sign(dialog, qtbot)
        qtbot.waitUntil(lambda: signed(dialog) == [True, False, False])
        dialog.reject()
    assert [bool(one.signature) for one in meetings.opinion_state(opinion).signings] == [True, False, False]
