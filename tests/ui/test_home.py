"""Home: the table of applications and what an empty desk says."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from window_helpers import EXPERT, declare_in, desk_of, folders_in, running, with_sample

from evaluator_app.services import profile, workspaces
from evaluator_app.ui.expert.home_filter import ApplicationsFilter, Show
from evaluator_app.ui.expert.home_model import ApplicationsModel, Column


def test_the_model_of_applications_keeps_qts_rules(
    qtbot: QtBot, qtmodeltester: ModelTester, tmp_path: Path
) -> None:
    folders = folders_in(tmp_path)
    with_sample(folders)
    with running(folders, qtbot) as window:
        model = ApplicationsModel()
        model.show_packages(desk_of(window).packages)
        qtmodeltester.check(model)
        assert model.index(0, Column.PROGRESS).data() == "0 / 8"
        assert model.index(0, Column.TOTAL).data() == "–"


def test_search_keeps_the_rows_that_hold_the_words(qtbot: QtBot, tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with_sample(folders)
    with running(folders, qtbot) as window:
        table = desk_of(window).home.findChild(QTableView)
        assert table is not None
        assert table.model().rowCount() == 3
        desk_of(window).home.search("药房")
        assert [table.model().index(0, Column.ID).data(), table.model().rowCount()] == ["A-003", 1]


def test_the_filter_keeps_what_is_still_to_do(qtbot: QtBot, tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with_sample(folders)
    with running(folders, qtbot) as window:
        model = ApplicationsModel()
        model.show_packages(desk_of(window).packages)
        shown = ApplicationsFilter(model)
        shown.show_only(Show.COMPLETE)
        assert shown.rowCount() == 0
        shown.show_only(Show.OPEN)
        assert shown.rowCount() == 3


def test_an_empty_desk_says_what_to_do_and_takes_the_sample(qtbot: QtBot, tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with workspaces.open_or_create(folders.workspace, folders.keys) as ws:
        profile.keep_expert(ws, EXPERT)
    with running(folders, qtbot) as window:
        buttons = {one.text() for one in desk_of(window).home.visible_buttons()}
        assert "Try it with the sample" in buttons
        desk_of(window).receiving.open_sample()
        qtbot.waitUntil(lambda: len(desk_of(window).packages) == 1)
        table = desk_of(window).home.findChild(QTableView)
        assert table is not None
        qtbot.keyClick(table, Qt.Key.Key_Return)
        declare_in(window, qtbot)
        qtbot.waitUntil(lambda: desk_of(window).where() != ("", ""))
