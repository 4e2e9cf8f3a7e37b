"""Pledge and interests in the window: asked before anything opens, kept, changed from the menu."""

from pathlib import Path

import pytest
from declaring_builders import KINSHIP, declare
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from window_helpers import EXPERT, desk_of, folders_in, running

from evaluator_app.domain.application import Application
from evaluator_app.domain.declarations import Declaration, Declarations, Relation
from evaluator_app.domain.expert import Expert
from evaluator_app.services import profile, samples, scoring, workspaces
from evaluator_app.services.places import Folders, own_places
from evaluator_app.ui.expert.declaration_dialog import DeclarationDialog
from evaluator_app.ui.expert.declaration_model import DeclarationsModel
from evaluator_app.ui.window import MainWindow

APPLICATIONS = tuple(Application(id=f"A-{n}", organisation=f"第{n}厂", site="现场") for n in (1, 2, 3))
AT = "2026-01-01T08:00:00+08:00"


def received(folders: Folders, expert: Expert = EXPERT) -> None:
    """The sample in a workspace, nothing declared."""
    with workspaces.open_or_create(folders.workspace, folders.keys) as ws:
        samples.receive_sample(ws, own_places())
        profile.keep_expert(ws, expert)


def asked(window: MainWindow, qtbot: QtBot) -> DeclarationDialog:
    """The dialog, after the first application was opened."""
    desk = desk_of(window)
    first = desk.packages[0]
    desk.open_application(first.package.id, first.applications[0].application.id)
    qtbot.waitUntil(lambda: desk.declaring.dialog is not None)
    dialog = desk.declaring.dialog
    assert dialog is not None
    return dialog


def test_the_first_opening_asks_for_pledge_and_interests(tmp_path: Path, qtbot: QtBot) -> None:
    """S0-115 to S0-117: the pledge, then each application; only then the sheet opens."""
    folders = folders_in(tmp_path)
    received(folders)
    with running(folders, qtbot) as window:
        dialog = asked(window, qtbot)
        assert not dialog.go.isEnabled()
        dialog.rest.click()
        assert not dialog.go.isEnabled()
        dialog.pledge.click()
        dialog.go.click()
        qtbot.waitUntil(lambda: desk_of(window).where() != ("", ""))


def test_a_recused_application_stays_closed_and_says_why(tmp_path: Path, qtbot: QtBot) -> None:
    """The sheet does not open; the table shows it as recused."""
    folders = folders_in(tmp_path)
    received(folders)
    with running(folders, qtbot) as window:
        dialog = asked(window, qtbot)
        dialog.pledge.click()
        dialog.table.selectRow(0)
        dialog.recuse.click()
        dialog.rest.click()
        dialog.go.click()
        assert dialog.isVisible()  # a recusal needs a reason, which is said in the dialog
        qtbot.waitUntil(lambda: not dialog.trouble.isHidden())
        dialog.table.selectRow(0)
        qtbot.keyClicks(dialog.reason, "my sister leads it")
        dialog.go.click()
        desk = desk_of(window)
        qtbot.waitUntil(lambda: "my sister leads it" in desk.home.notice())
        assert desk.where() == ("", "")
        qtbot.waitUntil(lambda: desk.packages[0].applications[0].recusal is not None)


def test_leaving_declares_nothing(tmp_path: Path, qtbot: QtBot) -> None:
    """Asked again at the next opening."""
    folders = folders_in(tmp_path)
    received(folders)
    with running(folders, qtbot) as window:
        asked(window, qtbot).reject()
        assert desk_of(window).where() == ("", "")
        assert not desk_of(window).packages[0].applications[0].declared


def test_the_own_organisation_is_recused_from_the_start(tmp_path: Path, qtbot: QtBot) -> None:
    """T-19: who works for the applicant finds the recusal filled in."""
    folders = folders_in(tmp_path)
    received(folders)
    with workspaces.open_existing(folders.workspace, folders.keys) as ws:
        own = scoring.desk(ws)[0].applications[0].application.organisation
        profile.keep_expert(ws, Expert(name="示例专家甲", organisation=own))
    with running(folders, qtbot) as window:
        model = asked(window, qtbot).model
        choice = model.choices[model.applications[0].id]
        assert choice is not None
        assert choice.relation is Relation.EMPLOYER


def test_a_recusal_is_taken_back_from_the_menu_with_a_reason(tmp_path: Path, qtbot: QtBot) -> None:
    """While the secretariat was not told."""
    folders = folders_in(tmp_path)
    received(folders)
    with workspaces.open_existing(folders.workspace, folders.keys) as ws:
        declare(ws, {"A-001": KINSHIP})
    with running(folders, qtbot) as window:
        desk = desk_of(window)
        desk.declaring.change()
        qtbot.waitUntil(lambda: desk.declaring.dialog is not None)
        dialog = desk.declaring.dialog
        assert dialog is not None
        assert dialog.pledge.isHidden()
        dialog.table.selectRow(0)
        dialog.none.click()
        dialog.reason.clear()
        qtbot.keyClicks(dialog.reason, "wrong row")
        dialog.go.click()
        qtbot.waitUntil(lambda: desk.packages[0].applications[0].recusal is None)


@pytest.fixture
def model() -> DeclarationsModel:
    """Three applications, the first recused before."""
    before = Declarations(given={"A-1": Declaration(application="A-1", at=AT, recusal=KINSHIP)})
    return DeclarationsModel(APPLICATIONS, before, Expert(name="张三", organisation="第2厂"))


def test_the_model_keeps_its_promises(model: DeclarationsModel, qtmodeltester: ModelTester) -> None:
    """Qt's own checks."""
    qtmodeltester.check(model)


def test_only_what_changed_is_declared(model: DeclarationsModel) -> None:
    """What was declared before is not declared once more."""
    model.choose_for_rest()
    assert set(model.changed()) == {"A-2", "A-3"}
    model.choose([0], None, "误选")
    assert set(model.changed()) == {"A-1", "A-2", "A-3"}
    assert model.is_taken_back(0)
