"""Campaigns in the window: begun, dated, recorded; what is due and what the source contradicts is shown."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from window_helpers import folders_in

from evaluator_app.domain.campaigns import CampaignPlan
from evaluator_app.services import campaigns, workspaces
from evaluator_app.services.places import Folders, own_places
from evaluator_app.ui.application import Program
from evaluator_app.ui.secretariat.campaign_dialogs import NewCampaignDialog, RecordDialog
from evaluator_app.ui.secretariat.campaign_page import CampaignPage
from evaluator_app.ui.secretariat.desk import Name, SecretariatDesk
from evaluator_app.ui.secretariat.steps_model import Column, StepsModel

PLAN = CampaignPlan(id="2024-1", title="示例活动", year=2024, scheme="saq-0005-2023", scheme_digest="")


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """The secretariat's folders."""
    return folders_in(tmp_path, desk="secretariat")


@pytest.fixture
def page(qapp: QApplication, folders: Folders, qtbot: QtBot) -> Iterator[CampaignPage]:
    """The page over an empty workspace."""
    program = Program(qapp, own_places(), folders)
    window = program.open_window()
    assert isinstance(window.desk, SecretariatDesk)
    shown = window.desk.go_to(Name.CAMPAIGNS)
    assert isinstance(shown, CampaignPage)
    qtbot.waitUntil(lambda: "No campaign yet" in said(shown))
    yield shown
    window.close()
    program.close()
    window.deleteLater()
    program.deleteLater()


def said(page: CampaignPage) -> str:
    """Everything the page says."""
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def press(page: CampaignPage, caption: str) -> None:
    """Press a button of the open dialog."""
    assert page.dialog is not None
    [button] = [one for one in page.dialog.findChildren(QPushButton) if one.text() == caption]
    button.click()


def begun(page: CampaignPage, qtbot: QtBot) -> None:
    """A campaign, begun in the window."""
    page.begin()
    qtbot.waitUntil(lambda: isinstance(page.dialog, NewCampaignDialog))
    dialog = page.dialog
    assert isinstance(dialog, NewCampaignDialog)
    dialog.scheme.setCurrentIndex(dialog.scheme.findData("saq-0005-2023"))
    dialog.name.setText("2024-1")
    dialog.title.setText("示例活动")
    dialog.year.setValue(2024)
    press(page, "Begin")
    qtbot.waitUntil(lambda: page.model.rowCount() == 8)


def cell(page: CampaignPage, row: int, column: Column) -> str:
    """What a cell shows."""
    return str(page.model.index(row, column).data())


def test_a_campaign_is_begun_with_the_schemes_days(page: CampaignPage, qtbot: QtBot) -> None:
    """scheme, year, days of its steps; D-6 is shown."""
    begun(page, qtbot)
    assert cell(page, 0, Column.LAST) == "2024-07-31"
    assert "the heading （一）活动报名（3-6月）" in said(page)
    assert "8 steps are over and not recorded as done" in said(page)


def test_a_day_is_typed_over_and_an_impossible_one_is_said(page: CampaignPage, qtbot: QtBot) -> None:
    """What was typed wrong changes nothing."""
    begun(page, qtbot)
    page.model.setData(page.model.index(0, Column.LAST), "2024-06-30")
    qtbot.waitUntil(lambda: cell(page, 0, Column.LAST) == "2024-06-30")
    page.model.setData(page.model.index(0, Column.LAST), "2024-06-31")
    qtbot.waitUntil(lambda: "“2024-06-31” is no day of the calendar." in said(page))
    assert cell(page, 0, Column.LAST) == "2024-06-30"
    assert not page.model.setData(page.model.index(0, Column.STEP), "x")
    assert page.model.flags(page.model.index(0, Column.LAST)) & Qt.ItemFlag.ItemIsEditable


def test_what_happened_is_recorded_and_no_longer_due(page: CampaignPage, qtbot: QtBot) -> None:
    """when, who took part, which papers, how it went; all of it or nothing."""
    begun(page, qtbot)
    page.table.selectRow(1)
    page.record()
    dialog = page.dialog
    assert isinstance(dialog, RecordDialog)
    dialog.day.setText("2024-03-20")
    dialog.who.setText("示例公司甲；示例公司乙")
    press(page, "Record")
    qtbot.waitUntil(lambda: "Who records this is not said." in dialog_words(dialog))
    dialog.note.setText("线上线下结合")
    dialog.by.setText("示例秘书")
    press(page, "Record")
    qtbot.waitUntil(lambda: cell(page, 1, Column.RECORD) == "2024-03-20 线上线下结合")
    assert cell(page, 1, Column.STATE) == "Done"
    assert "7 steps are over and not recorded as done" in said(page)
    (record,) = page.model.entry(1).records
    assert record.who == ("示例公司甲", "示例公司乙")


def dialog_words(dialog: RecordDialog) -> str:
    """Everything the dialog says."""
    return "\n".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisible())


def test_a_second_campaign_of_the_number_is_refused_in_the_dialog(page: CampaignPage, qtbot: QtBot) -> None:
    """What was typed stays."""
    begun(page, qtbot)
    page.begin()
    first = page.dialog
    qtbot.waitUntil(lambda: page.dialog is not first)
    dialog = page.dialog
    assert isinstance(dialog, NewCampaignDialog)
    dialog.name.setText("2024-1")
    dialog.title.setText("另一活动")
    press(page, "Begin")
    words = "There is a campaign of this number already."
    qtbot.waitUntil(lambda: any(words in one.text() for one in dialog.findChildren(QLabel)))
    assert dialog.title.text() == "另一活动"
    dialog.reject()


def test_the_steps_keep_qts_rules(folders: Folders, qtmodeltester: ModelTester) -> None:
    """With a campaign of every shipped scheme."""
    model = StepsModel(lambda _: None)
    with workspaces.open_or_create(folders.workspace, folders.keys) as ws:
        campaigns.begin(ws, own_places().forms, PLAN)
        (one,) = campaigns.every(ws)
        model.show_campaign(one, campaigns.dossier_of(one), "2024-05-01")
    qtmodeltester.check(model)
    assert "the table counts" in str(model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole))
