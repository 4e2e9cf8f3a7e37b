"""Publication in the window: consents, material, and files of those who consented (S0-117, S1-50, S1-53)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from certificate_builders import CAMPAIGN, add_application, decided, plan
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from register_builders import WHO
from window_helpers import folders_in

from evaluator_app.domain.consents import Party, Scope
from evaluator_app.services import awards, campaigns, workspaces
from evaluator_app.services.places import own_places
from evaluator_app.ui.application import Program
from evaluator_app.ui.secretariat import publication_page
from evaluator_app.ui.secretariat.desk import Name, SecretariatDesk
from evaluator_app.ui.secretariat.publication_dialogs import ConsentDialog, LeavingDialog, MaterialDialog
from evaluator_app.ui.secretariat.publication_page import PublicationPage


@pytest.fixture
def page(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> Iterator[PublicationPage]:
    """The page over three decided applications of the activity."""
    folders = folders_in(tmp_path, desk="secretariat")
    for name in ("A-001", "A-002", "A-003"):
        add_application(tmp_path / "files", name, 'recommender = "示例集团"\n')
    ws = workspaces.open_or_create(folders.workspace, folders.keys)
    campaigns.begin(ws, own_places().forms, plan(tmp_path / "files", "saq-0005-2023"))
    awards.write_list(ws, CAMPAIGN, tmp_path / "results.xlsx", decided(ws, "标杆级", "优秀级", "推进级"))
    ws.close()
    program = Program(qapp, own_places(), folders)
    window = program.open_window()
    assert isinstance(window.desk, SecretariatDesk)
    shown = window.desk.go_to(Name.PUBLICATION)
    assert isinstance(shown, PublicationPage)
    qtbot.waitUntil(lambda: shown.model.rowCount() == 3)
    yield shown
    window.close()
    program.close()
    window.deleteLater()
    program.deleteLater()


def press(page: PublicationPage) -> None:
    """Press the button that goes on in the open dialog."""
    assert page.dialog is not None
    page.dialog.findChildren(QPushButton)[-1].click()


def consent(page: PublicationPage, qtbot: QtBot, scope: Scope, *rows: int) -> None:
    """Record consents for these rows, for all where there are none."""
    page.table.clearSelection()
    for one in rows:
        page.table.selectionModel().select(
            page.model.index(one, 0),
            page.table.selectionModel().SelectionFlag.Select | page.table.selectionModel().SelectionFlag.Rows,
        )
    (page.consent if rows else page.consent_for_all)()
    dialog = page.dialog
    assert isinstance(dialog, ConsentDialog)
    dialog.scope.setCurrentIndex(dialog.scope.findData(scope))
    dialog.paper.setText("函")
    dialog.by.setText(WHO)
    with qtbot.waitSignal(dialog.accepted):
        press(page)


def test_consents_are_recorded_for_several_at_once(
    page: PublicationPage, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    """S0-117: the applicants' one by one, the secretariat's for all."""
    qtmodeltester.check(page.model)
    assert [one.results for one in page.model.rows] == [tuple(Party)] * 3
    consent(page, qtbot, Scope.RESULTS, 0, 1)
    consent(page, qtbot, Scope.RESULTS)
    qtbot.waitUntil(lambda: [bool(one.results) for one in page.model.rows] == [False, False, True])
    assert "2 of 3" in page._summary.text()  # noqa: SLF001 - what it says


def test_results_leave_only_of_those_who_consented(
    page: PublicationPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S0-117, S1-50: refused in the dialog until somebody says to leave the others out."""
    consent(page, qtbot, Scope.RESULTS, 0)
    consent(page, qtbot, Scope.RESULTS)
    target = tmp_path / "results.docx"
    monkeypatch.setattr(publication_page, "ask_workbook", lambda *_: tmp_path / "results.xlsx")
    monkeypatch.setattr(publication_page, "ask_target", lambda *_: target)
    page.publish()
    qtbot.waitUntil(lambda: isinstance(page.dialog, LeavingDialog))
    dialog = page.dialog
    assert isinstance(dialog, LeavingDialog)
    dialog.by.setText(WHO)
    press(page)
    qtbot.waitUntil(dialog._trouble.isVisible)  # noqa: SLF001 - whose consent is missing
    assert not target.exists()
    dialog.leave_out.setChecked(True)
    with qtbot.waitSignal(dialog.accepted):
        press(page)
    assert target.is_file()
    assert "results.docx" in page.said()


def test_material_and_the_summary_for_promotion(
    page: PublicationPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S1-53: material of 标杆级 results is collected, listed and summed up."""
    page.table.selectRow(0)
    page.material()
    qtbot.waitUntil(lambda: isinstance(page.dialog, MaterialDialog))
    dialog = page.dialog
    assert isinstance(dialog, MaterialDialog)
    assert not dialog.section.isEnabled()
    dialog.words.setPlainText("示例亮点")
    dialog.by.setText(WHO)
    with qtbot.waitSignal(dialog.accepted):
        press(page)
    qtbot.waitUntil(lambda: page.model.rows[0].materials == 1)
    consent(page, qtbot, Scope.PROMOTION, 0)
    consent(page, qtbot, Scope.PROMOTION)
    monkeypatch.setattr(publication_page, "ask_workbook", lambda *_: tmp_path / "results.xlsx")
    monkeypatch.setattr(publication_page, "ask_target", lambda *_: tmp_path / "promotion.docx")
    page.promotion()
    qtbot.waitUntil(lambda: isinstance(page.dialog, LeavingDialog))
    assert isinstance(page.dialog, LeavingDialog)
    page.dialog.by.setText(WHO)
    press(page)
    qtbot.waitUntil((tmp_path / "promotion.docx").is_file)


def test_lists_forms_and_figures(
    page: PublicationPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S1-53, S1-166: what stays with the secretariat or goes back to the recommenders needs no consent."""
    files = [tmp_path / name for name in ("list.xlsx", "forms.xlsx", "figures.xlsx")]
    targets = iter(files)
    monkeypatch.setattr(publication_page, "ask_workbook", lambda *_: tmp_path / "results.xlsx")
    monkeypatch.setattr(publication_page, "ask_target", lambda *_: next(targets))
    for act in (page.promotion_list, page.recommendations, page.figures):
        act()
    qtbot.waitUntil(lambda: all(path.is_file() for path in files))
