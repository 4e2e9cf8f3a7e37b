"""Panels and packages in the window: proposed, assigned, conflicts explained, replaced, issued."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from roster_builders import CAMPAIGN, SECRETARY, fill_workspace
from window_helpers import folders_in

from evaluator_app.domain.panels import Panels
from evaluator_app.services import workspaces
from evaluator_app.services.packages import verify
from evaluator_app.services.places import own_places
from evaluator_app.ui.application import Program
from evaluator_app.ui.secretariat import packages_page
from evaluator_app.ui.secretariat.build_dialog import BuildDialog, Signer
from evaluator_app.ui.secretariat.desk import Name, SecretariatDesk
from evaluator_app.ui.secretariat.packages_page import PackagesPage
from evaluator_app.ui.secretariat.panels_model import Seat
from evaluator_app.ui.secretariat.panels_page import PanelsPage
from evaluator_app.ui.secretariat.replace_dialog import ReplaceDialog

Page = TypeVar("Page", bound=QWidget)
DOCTOR = (2, 3)  # the application of the hospital, and who works there


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> Iterator[SecretariatDesk]:
    """The desk over a campaign with three applications and a roster of five."""
    folders = folders_in(tmp_path, desk="secretariat")
    fill_workspace(workspaces.open_or_create(folders.workspace, folders.keys), tmp_path).close()
    program = Program(qapp, own_places(), folders)
    window = program.open_window()
    assert isinstance(window.desk, SecretariatDesk)
    found = window.desk
    qtbot.waitUntil(lambda: found.workspace.chosen == CAMPAIGN)
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
def panels(desk: SecretariatDesk, qtbot: QtBot) -> PanelsPage:
    """The grid, read."""
    page = opened(desk, Name.PANELS, PanelsPage)
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    page.by.setText(SECRETARY)
    return page


def choose(page: PanelsPage, row: int, column: int) -> None:
    """Choose a cell."""
    page.table.setCurrentIndex(page.model.index(row, column))


def seated(page: PanelsPage) -> Panels:
    """Who scores what."""
    assert page.board is not None
    return page.board.panels


def test_a_proposal_is_seen_before_it_is_taken(panels: PanelsPage, qtbot: QtBot) -> None:
    """Hollow signs until it is taken; then every application has its panel."""
    assert panels.problems.isVisible()
    panels.propose.click()
    qtbot.waitUntil(panels.take.isVisible)
    signs = {panels.model.seat(0, place) for place in range(5)}
    assert {Seat.PROPOSED, Seat.PROPOSED_CHAIR} <= signs
    assert seated(panels) == Panels()
    panels.discard.click()
    assert panels.model.seat(0, 0) is Seat.FREE
    panels.propose.click()
    qtbot.waitUntil(panels.take.isVisible)
    panels.take.click()
    qtbot.waitUntil(lambda: "9 seats are assigned." in panels.said())
    assert not panels.problems.isVisible()
    assert all(len(seated(panels).of(one)) == 3 for one in ("A-001", "A-002", "A-003"))


def test_a_conflict_is_explained_and_needs_a_reason(panels: PanelsPage, qtbot: QtBot) -> None:
    """T-19: refused without a reason; with one it stands out in the grid."""
    choose(panels, *DOCTOR)
    assert panels.model.seat(*DOCTOR) is Seat.CONFLICT
    assert "works for the applicant" in panels.model.words(*DOCTOR)
    panels.assign.click()
    qtbot.waitUntil(lambda: "tied to the applicant" in panels.said())
    panels.reason.setText("经主任批准")
    panels.assign.click()
    qtbot.waitUntil(lambda: panels.model.seat(*DOCTOR) is Seat.OVERRIDDEN)
    assert "经主任批准" in panels.model.words(*DOCTOR)


def test_seats_by_keyboard(panels: PanelsPage, qtbot: QtBot) -> None:
    """Space assigns; with a reason it releases; a button makes the chair."""
    choose(panels, 0, 0)
    panels.table.setFocus()
    qtbot.keyClick(panels.table, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: panels.model.seat(0, 0) is Seat.SEATED)
    panels.chair.click()
    qtbot.waitUntil(lambda: panels.model.seat(0, 0) is Seat.CHAIR)
    panels.reason.setText("出差")
    qtbot.keyClick(panels.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panels.model.seat(0, 0) is Seat.RELEASED)


def press(dialog: QWidget | None, caption: str) -> None:
    """Press a button of a dialog."""
    assert dialog is not None
    [button] = [one for one in dialog.findChildren(QPushButton) if one.text() == caption]
    button.click()


def test_an_expert_is_replaced_on_all_panels(panels: PanelsPage, qtbot: QtBot) -> None:
    """T-20: who leaves is chosen by the cell; without a reason the dialog stays."""
    choose(panels, 0, 0)
    panels.assign.click()
    qtbot.waitUntil(lambda: panels.model.seat(0, 0) is Seat.SEATED)
    panels.replace()
    dialog = panels.dialog
    assert isinstance(dialog, ReplaceDialog)
    assert dialog.pair()[0] == "E-0001"
    dialog.new.setCurrentIndex(dialog.new.findData("E-0002"))
    press(dialog, "Replace")
    dialog.reason.setText("因病")
    qtbot.waitUntil(dialog._go.isEnabled)  # noqa: SLF001 - the refusal has been shown
    press(dialog, "Replace")
    qtbot.waitUntil(lambda: seated(panels).of("A-001") == ("E-0002",))


def test_the_grid_is_a_proper_model(panels: PanelsPage, qtmodeltester: ModelTester) -> None:
    """As Qt wants it."""
    qtmodeltester.check(panels.model)


@pytest.fixture
def issue(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[PackagesPage], None]:
    """Issue unsigned packages into a folder."""
    monkeypatch.setattr(packages_page, "ask_folder", lambda *_: tmp_path / "out")
    monkeypatch.setattr(BuildDialog, "ask", lambda *_: Signer())

    def act(page: PackagesPage) -> None:
        page.by.setText(SECRETARY)
        page.issue.click()

    return act


def test_packages_are_issued_when_the_panels_are_right(
    desk: SecretariatDesk,
    panels: PanelsPage,
    issue: Callable[[PackagesPage], None],
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    """What keeps them is said first; then one for each expert, and the list of what was issued."""
    page = opened(desk, Name.PACKAGES, PackagesPage)
    qtbot.waitUntil(lambda: bool(page.problems.toPlainText()))
    assert not page.issue.isEnabled()
    desk.go_to(Name.PANELS)
    panels.propose.click()
    qtbot.waitUntil(panels.take.isVisible)
    panels.take.click()
    qtbot.waitUntil(lambda: not panels.problems.isVisible())
    desk.go_to(Name.PACKAGES)
    qtbot.waitUntil(page.issue.isEnabled)
    count = page.model.rowCount()
    issue(page)
    qtbot.waitUntil(lambda: f"{count} packages issued" in page.said(), timeout=20_000)
    qtbot.waitUntil(lambda: page.past.rowCount() == count)
    assert not page.issue.isEnabled()
    files = sorted((tmp_path / "out").glob("*.evpkg"))
    assert [verify(one).package.campaign.id for one in files] == [CAMPAIGN] * count


def test_the_lists_of_packages_are_proper_models(
    desk: SecretariatDesk, qtmodeltester: ModelTester, qtbot: QtBot
) -> None:
    """As Qt wants them; the other way of making packages shows others."""
    page = opened(desk, Name.PACKAGES, PackagesPage)
    qtbot.waitUntil(lambda: page.needed is not None)
    page.way.setCurrentIndex(1)
    page.way.activated.emit(1)
    qtmodeltester.check(page.model)
    qtmodeltester.check(page.past)
