"""Understanding a merge in the window: what to look at, figures that explain themselves, charts."""

from collections.abc import Iterator
from pathlib import Path

import builders as make
import pytest
from analysis_builders import PANEL, merged, of_totals
from package_builders import FORMS
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from evaluator_app.domain.codes import Code
from evaluator_app.domain.panel import PanelMerge
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.services import analysing
from evaluator_app.services.places import Places
from evaluator_app.ui.analysis import chart_view
from evaluator_app.ui.analysis.dialog import AnalysisDialog
from evaluator_app.ui.analysis.view import AnalysisView
from evaluator_app.ui.operation import Operations
from evaluator_app.ui.secretariat.outcome import Outcome, OutcomeCard
from evaluator_app.ui.secretariat.work_page import WorkPage
from evaluator_app.ui.tokens import theme

THEME = theme(FORMS, dark=False)
NOTABLE, EXPERTS, APPLICATIONS, CRITERIA, AGREEMENT = range(5)


@pytest.fixture
def working(qapp: QApplication) -> Iterator[Operations]:
    operations = Operations("test", qapp)
    yield operations
    operations.close()


@pytest.fixture
def view(working: Operations, qtbot: QtBot) -> AnalysisView:
    """The view of the panel in which 丙 alone lifts A-3 over the limit."""
    return shown(of_totals(PANEL), working, qtbot)


def shown(merge: PanelMerge, working: Operations, qtbot: QtBot) -> AnalysisView:
    made = AnalysisView(THEME, working)
    qtbot.addWidget(made)
    made.resize(1000, 620)
    made.show()
    made.show_merge(merge)
    qtbot.waitUntil(lambda: made.analysis is not None)
    return made


def test_what_to_look_at_comes_first(view: AnalysisView, qtbot: QtBot) -> None:
    first = view.notable.item(0).text()
    assert first.startswith("A-3 示例单位A-3: without 示例专家丙 the score is 89.50")
    qtbot.waitUntil(lambda: view.charts[NOTABLE].drawn)
    assert not view.charts[NOTABLE].picture.pixmap().isNull()
    assert view.charts[NOTABLE].picture.accessibleName() == "Scores and the limits of the grades"


def test_tables_are_sound_models(view: AnalysisView) -> None:
    assert set(view.tables) == {EXPERTS, APPLICATIONS, CRITERIA, AGREEMENT}
    for one in view.tables.values():
        QAbstractItemModelTester(one.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_a_heading_sorts_by_exact_values_and_back_and_withheld_stays_last(
    working: Operations, qtbot: QtBot
) -> None:
    view = shown(of_totals(PANEL | {"A-9": ()}), working, qtbot)
    table = view.tables[APPLICATIONS]
    place = [one.title for one in table._table.columns].index("Range")  # noqa: SLF001 - the column by its name

    def order() -> list[str]:
        return [str(cells[0])[:3] for _, cells in table.model.rows]

    table.view.horizontalHeader().sectionClicked.emit(place)
    assert (order()[0], order()[-1]) == ("A-6", "A-9")
    table.view.horizontalHeader().sectionClicked.emit(place)
    assert order()[-2:] == ["A-6", "A-9"]
    table.view.horizontalHeader().sectionClicked.emit(0)
    assert order() == ["A-9", "A-6", "A-5", "A-4", "A-3", "A-2", "A-1"]


def test_the_chosen_figure_says_what_it_means_or_why_it_is_withheld(
    working: Operations, qtbot: QtBot
) -> None:
    view = shown(of_totals({"A-1": (80, 82)}), working, qtbot)
    view.bar.setCurrentIndex(EXPERTS)
    table = view.tables[EXPERTS]
    table.view.setCurrentIndex(table.model.index(0, 4))
    assert table.meaning.text().startswith("Raw deviation: How far the totals lie")
    qtbot.keyClick(table.view, Qt.Key.Key_Right)
    assert table.meaning.text().startswith("Severity: Withheld: needs 3 applications")
    table.view.setCurrentIndex(table.model.index(0, 0))
    assert table.meaning.text() == "Expert"


def test_the_radar_is_that_of_the_chosen_application(working: Operations, qtbot: QtBot) -> None:
    rows = {
        name: {n: dict(make.NINETY) | {"c1": str(14 + n)} for n in range(3)} for name in ("A-001", "A-002")
    }
    view = shown(merged(rows, rubric=make.s1_rubric()), working, qtbot)
    view.bar.setCurrentIndex(APPLICATIONS)
    chart, table = view.charts[APPLICATIONS], view.tables[APPLICATIONS]
    qtbot.waitUntil(lambda: chart.drawn)
    before = chart.picture.pixmap().cacheKey()
    table.view.selectRow(1)
    qtbot.waitUntil(lambda: chart.drawn and chart.picture.pixmap().cacheKey() != before)


def test_a_chart_that_cannot_be_drawn_says_why(view: AnalysisView) -> None:
    chart = view.charts[APPLICATIONS]
    assert "needs 3 sections or criteria" in chart.notice.text()
    assert not chart.save.isEnabled()
    chart.save.click()


def test_a_chart_is_saved_as_the_kind_its_name_says(
    view: AnalysisView, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chart = view.charts[NOTABLE]
    qtbot.waitUntil(lambda: chart.drawn)
    targets = [tmp_path / "scores.svg", tmp_path / "scores.docx", None]
    monkeypatch.setattr(chart_view, "ask_target", lambda *_: targets.pop(0))
    chart.save.click()
    qtbot.waitUntil(lambda: "scores.svg" in chart.notice.text())
    assert b"<svg" in (tmp_path / "scores.svg").read_bytes()
    chart.save.click()
    qtbot.waitUntil(lambda: "cannot be saved as such a file" in chart.notice.text())
    chart.save.click()
    assert not (tmp_path / "scores.docx").exists()


def test_a_wider_place_has_a_wider_chart(view: AnalysisView, qtbot: QtBot) -> None:
    chart = view.charts[NOTABLE]
    qtbot.waitUntil(lambda: chart.drawn)
    before = chart.picture.pixmap().width()
    view.resize(1300, 620)
    qtbot.waitUntil(lambda: chart.picture.pixmap().width() > before + 50)


def test_another_merge_takes_the_place_of_the_first(view: AnalysisView, qtbot: QtBot) -> None:
    view.show_merge(of_totals({"A-1": (80, 80, 80)}))
    qtbot.waitUntil(lambda: view.tables[EXPERTS].model.rowCount() == 3)
    assert view.bar.count() == 5
    assert view.notable.item(0).text() == "nothing"


def test_a_failure_is_said(working: Operations, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise Refused([problem(Code.NO_FONT)])

    monkeypatch.setattr(analysing, "statistics", refuse)
    view = AnalysisView(THEME, working)
    qtbot.addWidget(view)
    view.show_merge(of_totals(PANEL))
    qtbot.waitUntil(lambda: any("font" in one.text() for one in view.findChildren(QLabel)))


def test_the_outcome_of_a_merge_leads_there(working: Operations, qtbot: QtBot, tmp_path: Path) -> None:
    page = WorkPage(THEME, Places(forms=FORMS, resources=FORMS), tmp_path, working)
    qtbot.addWidget(page)
    page._show(Outcome("The committee's workbook", merge=of_totals(PANEL)))  # noqa: SLF001 - what `start` ends in
    button = next(one for one in page.findChildren(QPushButton) if one.text() == "Understand the results…")
    button.click()
    assert isinstance(page.analysis, AnalysisDialog)
    qtbot.waitUntil(lambda: page.analysis.view.analysis is not None)
    assert "测试活动" in page.analysis.windowTitle()
    page.analysis.accept()


def test_other_outcomes_lead_nowhere(qtbot: QtBot) -> None:
    card = OutcomeCard(Outcome("Package made"))
    qtbot.addWidget(card)
    assert not card.findChildren(QPushButton)
