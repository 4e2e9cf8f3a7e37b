"""Intake in the window: forms dropped, seen before anything is written, taken in."""

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from form_builders import S1, SCHEMES, Rows, filled, loaded, sign_up, type_in
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
)
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from window_helpers import folders_in

from evaluator_app.domain.application_form import NOT_TYPED, key_of
from evaluator_app.domain.campaigns import CampaignPlan
from evaluator_app.domain.field_roles import BEFORE_ROLES, applicant_forms
from evaluator_app.domain.intake import Incoming, sort_out
from evaluator_app.exchange.source_folder import read_application
from evaluator_app.services import campaigns, workspaces
from evaluator_app.services.places import own_places
from evaluator_app.services.samples import sample_campaign
from evaluator_app.ui.application import Program
from evaluator_app.ui.secretariat import intake_page
from evaluator_app.ui.secretariat.application_dialog import ApplicationDialog
from evaluator_app.ui.secretariat.desk import Name, SecretariatDesk
from evaluator_app.ui.secretariat.intake_dialogs import JournalDialog, RecommendationsDialog
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


def test_a_folder_with_documents_and_its_journal(page: IntakePage, qtbot: QtBot, tmp_path: Path) -> None:
    """What is missing is said in the details; the journal has the digest and who took it in."""
    path = form(tmp_path / "in")
    (tmp_path / "in" / "现场管理创新成果报告.pdf").write_bytes(b"%PDF-1.7")
    page.add_paths([tmp_path / "in"])
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert cell(page, 0, Column.DOCUMENTS) == "1"
    said = page.details.toPlainText()
    assert "现场管理创新成果报告.pdf · 现场管理创新成果报告 · new document" in said
    assert "“联系人”" in said
    assert "“近年活动相关支撑材料”" in said
    page.take.click()
    qtbot.waitUntil(lambda: "1 application taken in." in page.said())
    page.show_journal()
    qtbot.waitUntil(lambda: isinstance(page.dialog, JournalDialog))
    assert isinstance(page.dialog, JournalDialog)
    (event,) = page.dialog.model.rows
    assert (event.who, Path(event.file)) == ("示例秘书甲", path)
    assert event.sha256 in page.dialog.model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    page.clear()
    assert page.model.rowCount() == 0


def test_what_cannot_be_taken_in_is_said_and_stays_on_the_list(
    page: IntakePage, qtbot: QtBot, tmp_path: Path
) -> None:
    """Nobody's name, a day that is none."""
    page.add_paths([form(tmp_path / "in")])
    qtbot.waitUntil(page.take.isEnabled)
    page.who.clear()
    page.take.click()
    qtbot.waitUntil(lambda: bool(page.said()))
    qtbot.waitUntil(page.take.isEnabled)
    page.who.setText("示例秘书甲")
    page.who.editingFinished.emit()
    assert page.desk.who == "示例秘书甲"
    page.received.setText("昨天")
    page.received.editingFinished.emit()
    qtbot.waitUntil(lambda: "昨天" in page.said())


def enter(dialog: ApplicationDialog, key: str, words: str) -> None:
    """Type into a field, choose, or mark."""
    field = dialog.inputs[key]
    if isinstance(field, QComboBox):
        field.setCurrentIndex(field.findText(words))
    elif isinstance(field, QCheckBox):
        field.setChecked(bool(words))
    elif isinstance(field, QLineEdit):
        field.setText(words)


def test_a_form_is_typed_in_under_the_same_checks(page: IntakePage, qtbot: QtBot, campaign: Path) -> None:
    """The same fields, options and limits as the workbook's, and the same thing is written."""
    page.type_in()
    dialog = page.dialog
    assert isinstance(dialog, ApplicationDialog)

    for key, words in {
        "organisation": "示例 制药股份有限公司",
        "ownership": "其他",
        "ownership#other": "个体",
        "customers#企业": "√",
        "employees": "约六百",
    }.items():
        enter(dialog, f"sign-up-form.{key}", words)
    enter(dialog, "declaration-form.site", "固体制剂车间")
    dialog.proceed.click()
    assert "约六百" in dialog.trouble.text()
    enter(dialog, "sign-up-form.employees", "612")
    dialog.proceed.click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert cell(page, 0, Column.STATE) == "new application"
    page.take.click()
    qtbot.waitUntil(lambda: "1 application taken in." in page.said())
    kept = read_application(campaign / "A-004").application
    assert kept.values == {
        "organisation": "示例 制药股份有限公司",
        "ownership": "其他：个体",
        "customers": "企业",
        "employees": "612",
        "site": "固体制剂车间",
    }


@pytest.mark.parametrize("name", SCHEMES)
def test_every_scheme_can_be_typed_in(qtbot: QtBot, name: str) -> None:
    """S0, S1, S3 with its yearly table, S4: every field the workbook has, and nothing typed says nothing."""
    dialog = ApplicationDialog(loaded(name), "x", lambda _: None, None)
    qtbot.addWidget(dialog)
    assert dialog.typed() == {}
    rules = loaded(name).scheme
    asked = {
        key_of(one, field).partition("#")[0]
        for one in applicant_forms(rules)
        for field in one.fields
        if field.kind not in NOT_TYPED
    }
    assert {key.partition("#")[0] for key in dialog.inputs} == asked
    assert all(one.accessibleName() for one in dialog.inputs.values())
    tables = [one for one in dialog.inputs.values() if isinstance(one, QTableWidget)]
    for table in tables:
        table.setItem(1, 0, QTableWidgetItem("2023年3月"))
    assert len(dialog.typed()) == len(tables)


def test_recommendations_are_seen_before_they_are_kept(
    page: IntakePage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S1-169: in order, with what does not fit."""

    def change(rows: Rows) -> None:
        type_in(rows, "recommendation-form.recommender", "示例区")
        for number, (order, name) in enumerate(((2, "A-001"), (1, "A-003"))):
            type_in(rows, f"recommendation-form.list#{number}", order)
            type_in(rows, f"recommendation-form.list#{number}", name, 4)

    path = filled(tmp_path, S1, change)
    monkeypatch.setattr(intake_page, "ask_file", lambda *_: path)
    page.recommend()
    qtbot.waitUntil(lambda: isinstance(page.dialog, RecommendationsDialog))
    dialog = page.dialog
    assert isinstance(dialog, RecommendationsDialog)
    assert [dialog.model.index(row, 1).data() for row in range(2)] == ["A-003", "A-001"]
    assert "A-002" in dialog.details.toPlainText()
    dialog.keep.click()
    qtbot.waitUntil(lambda: "The recommendations were taken in." in page.said())
