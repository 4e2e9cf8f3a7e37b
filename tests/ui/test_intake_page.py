"""Intake in the window: forms dropped, seen before anything is written, taken in."""

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from form_builders import S1, Rows, filled, sign_up, type_in
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from window_helpers import folders_in

from evaluator_app.domain.campaigns import CampaignPlan
from evaluator_app.domain.field_roles import BEFORE_ROLES
from evaluator_app.domain.intake import Incoming, sort_out
from evaluator_app.services import campaigns, workspaces
from evaluator_app.services.places import own_places
from evaluator_app.services.samples import sample_campaign
from evaluator_app.ui.application import Program
from evaluator_app.ui.secretariat import intake_page
from evaluator_app.ui.secretariat.desk import Name, SecretariatDesk
from evaluator_app.ui.secretariat.intake_model import Column, intake_model
from evaluator_app.ui.secretariat.intake_page import IntakePage

PLAN = CampaignPlan(id="2024-1", title="示例活动", year=2024, scheme=S1, scheme_digest="")


@pytest.fixture
def campaign(tmp_path: Path) -> Path:
    """The folder of the campaign, with the applications of the sample."""
    folder = tmp_path / "campaign"
    folder.mkdir()
    for one in sample_campaign(own_places()).iterdir():
        if one.is_dir():
            shutil.copytree(one, folder / one.name)
    return folder


@pytest.fixture
def page(qapp: QApplication, tmp_path: Path, campaign: Path, qtbot: QtBot) -> Iterator[IntakePage]:
    """The page, opened from the desk, on a campaign whose days are not over."""
    folders = folders_in(tmp_path, desk="secretariat")
    with contextlib.closing(workspaces.open_or_create(folders.workspace, folders.keys)) as ws:
        made = campaigns.begin(ws, own_places().forms, replace(PLAN, folder=str(campaign)))
        open_days = [replace(one, last="") for one in made.dates]
        campaigns.set_dates(ws, PLAN.id, open_days)
    program = Program(qapp, own_places(), folders)
    window = program.open_window()
    assert isinstance(window.desk, SecretariatDesk)
    shown = window.desk.go_to(Name.INTAKE)
    assert isinstance(shown, IntakePage)
    qtbot.waitUntil(lambda: shown.target is not None)
    shown.who.setText("示例秘书甲")
    yield shown
    window.close()
    program.close()
    window.deleteLater()
    program.deleteLater()


def form(folder: Path, site: str = "焊接车间", founded: str = "") -> Path:
    """A filled form."""

    def change(rows: Rows) -> None:
        sign_up(rows)
        type_in(rows, "declaration-form.site", site)
        if founded:
            type_in(rows, "sign-up-form.founded", founded)

    folder.mkdir(exist_ok=True)
    return filled(folder, S1, change)


def cell(page: IntakePage, row: int, column: Column) -> str:
    """What a cell shows."""
    return str(page.model.index(row, column).data())


def drop(page: IntakePage, *paths: Path) -> bool:
    """Files dropped on the page; whether it takes them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(one)) for one in paths])
    place, buttons, keys = QPointF(9, 9), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place.toPoint(), Qt.DropAction.CopyAction, data, buttons, keys)
    enter.ignore()
    page.dragEnterEvent(enter)
    if enter.isAccepted():
        page.dropEvent(QDropEvent(place, Qt.DropAction.CopyAction, data, buttons, keys))
    return enter.isAccepted()


def test_forms_are_seen_before_they_are_taken_in(
    page: IntakePage, qtbot: QtBot, campaign: Path, tmp_path: Path
) -> None:
    """A folder dropped: a new one, one with a fault; the button says how many, and takes those only."""
    form(tmp_path / "in" / "", "焊接车间")
    (tmp_path / "in" / "bad").mkdir()
    form(tmp_path / "in" / "bad", "涂装车间", founded="去年")
    assert drop(page, tmp_path / "in")
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    assert page.take.text() == "Take in 1 application"
    assert not (campaign / "A-004").exists()
    states = {cell(page, n, Column.STATE): cell(page, n, Column.SITE) for n in range(2)}
    assert states["new application"] == "焊接车间"
    assert "去年" in page.details.toPlainText()
    page.take.click()
    qtbot.waitUntil(lambda: "1 application taken in." in page.said())
    qtbot.waitUntil(lambda: not page.take.isEnabled())
    assert (campaign / "A-004" / "application.toml").exists()


def test_files_are_chosen_and_changes_shown(
    page: IntakePage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Field by field, old and new."""
    path = form(tmp_path / "in", "总装二车间")
    monkeypatch.setattr(intake_page, "ask_files_of", lambda *_: (path,))
    page.choose_files()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert cell(page, 0, Column.STATE) == "changed"
    assert "ownership: 民营 → 其他：个体" in page.details.toPlainText()


def test_the_table_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    """With a new, a changed and a refused form."""
    model = intake_model()
    values = {"organisation": "示例公司", "site": "车间"}
    (first,) = sort_out([Incoming(file="a.xlsx", values=values)], (), BEFORE_ROLES)
    known = [first.application] if first.application else []
    forms = [
        Incoming(file="b.xlsx", values={**values, "products": "减速机"}),
        Incoming(file="c.xlsx", values={}),
    ]
    model.show_rows((first, *sort_out(forms, known, BEFORE_ROLES)))
    qtmodeltester.check(model)
    remarks = [model.index(row, Column.REMARK).data() for row in range(3)]
    assert remarks == ["", "1 value differs", "1 problem"]
