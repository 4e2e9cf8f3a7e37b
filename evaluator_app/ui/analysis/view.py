"""Understanding a panel's results: what to look at, tables of statistics, and charts beside them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QSplitter, QStackedWidget, QTabBar, QWidget

from evaluator_app.domain.analysis import Analysis
from evaluator_app.domain.charts import Chart, Wanted
from evaluator_app.domain.notable import notables
from evaluator_app.domain.panel import PanelMerge
from evaluator_app.late import late
from evaluator_app.ui.analysis.chart_view import ChartView
from evaluator_app.ui.analysis.figures_table import FiguresTable
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.fields.messages import Message
from evaluator_app.ui.fields.row_table import when_chosen
from evaluator_app.ui.operation import Operations, problems_of
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.language import text
from evaluator_app.wording.statistics import notable_words
from evaluator_app.wording.statistics_columns import Table
from evaluator_app.wording.statistics_tables import (
    agreement_table,
    applications_table,
    criteria_table,
    experts_table,
)

if TYPE_CHECKING:
    from evaluator_app.services import analysing
else:
    analysing = late("evaluator_app.services.analysing")


_PART = 200  # of a splitter, in px: only their relation counts


class AnalysisView(QWidget):
    """Takes a merge, computes in the background, and shows it; it changes nothing."""

    def __init__(self, theme: Theme, working: Operations) -> None:
        super().__init__()
        self._theme, self._working = theme, working
        self.analysis: Analysis | None = None
        self._merge: PanelMerge | None = None
        self.charts: dict[int, ChartView] = {}
        self.tables: dict[int, FiguresTable] = {}
        self._parts: list[QWidget] = []
        self.bar = QTabBar()
        self.bar.setAccessibleName(text("Parts of the statistics"))
        self.bar.setExpanding(False)
        self.bar.setDrawBase(False)
        self._pages = QStackedWidget()
        self._message = Message()
        self._whole = QStackedWidget()
        inside = QWidget()
        advice = label(text("All of this is advice; the rule of the protocol alone decides."), tone="muted",
                       wrap=True)  # fmt: skip
        advice.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        inside.setLayout(column(row(self.bar, (advice, 1)), (self._pages, 1), spacing=8))
        self._whole.addWidget(self._message)
        self._whole.addWidget(inside)
        self.setLayout(column(self._whole))
        self.bar.currentChanged.connect(self._go)

    def show_merge(self, merge: PanelMerge) -> None:
        """Compute the statistics of this merge and show them."""
        self._merge = merge
        self._message.show_text(text("Computing the statistics…"), "")
        self._whole.setCurrentWidget(self._message)

        def fail(error: Exception) -> None:
            self._message.show_problems(problems_of(error))

        self._working.run(lambda: analysing.statistics(merge), self._show, fail)

    def _show(self, analysis: Analysis) -> None:
        if analysis.merge is not self._merge:
            return
        self.analysis = analysis
        self._clear()
        self._add(text("To be looked at"), self._notable_page(analysis))
        experts = experts_table(analysis)
        self._add(experts.title, self._figures(experts, Wanted(chart=Chart.SEVERITY)))
        self._add(text("Applications"), self._applications_page(analysis))
        criteria = criteria_table(analysis)
        self._add(criteria.title, self._figures(criteria))
        agreement = agreement_table(analysis)
        self._add(agreement.title, self._figures(agreement, Wanted(chart=Chart.HEAT)))
        self._whole.setCurrentIndex(1)
        self._go(self.bar.currentIndex())

    def _clear(self) -> None:
        """Take the parts of an earlier merge away."""
        self.charts.clear()
        self.tables.clear()
        while self.bar.count():
            self.bar.removeTab(0)
        for page in self._parts:
            self._pages.removeWidget(page)
            page.deleteLater()
        self._parts = []

    def _add(self, title: str, page: QWidget) -> None:
        self._parts.append(page)
        self._pages.addWidget(page)
        self.bar.addTab(title)

    def _go(self, place: int) -> None:
        if 0 <= place < self._pages.count():
            self._pages.setCurrentIndex(place)

    # -- the parts

    def _notable_page(self, analysis: Analysis) -> QWidget:
        """The sentences, and all scores beside them."""
        self.notable = QListWidget()
        self.notable.setAccessibleName(text("To be looked at"))
        self.notable.setWordWrap(True)
        self.notable.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        found = [notable_words(one, analysis.merge) for one in notables(analysis)]
        self.notable.addItems(found or [text("nothing")])
        return self._beside(self.notable, Wanted(chart=Chart.SCORES), Qt.Orientation.Horizontal, (2, 3))

    def _figures(self, table: Table, chart: Wanted | None = None) -> QWidget:
        made = FiguresTable(self._theme, table)
        self.tables[self._pages.count()] = made
        return made if chart is None else self._beside(made, chart, Qt.Orientation.Vertical)

    def _applications_page(self, analysis: Analysis) -> QWidget:
        """The table, and the radar of the application that is chosen."""
        names = [one.outcome.application.id for one in analysis.applications]
        place = self._pages.count()
        table = self.tables[place] = FiguresTable(self._theme, applications_table(analysis))
        first = Wanted(chart=Chart.RADAR, application=names[0])
        page = self._beside(table, first, Qt.Orientation.Horizontal, (3, 2))
        chart = self.charts[place]

        def choose() -> None:
            chosen = table.place()
            if chosen is not None:
                chart.show_chart(analysis, Wanted(chart=Chart.RADAR, application=names[chosen]))

        when_chosen(table.view, choose)
        return page

    def _beside(
        self, first: QWidget, one: Wanted, way: Qt.Orientation, parts: tuple[int, int] = (1, 1)
    ) -> QWidget:
        chart = ChartView(self._theme, self._working)
        self.charts[self._pages.count()] = chart
        if self.analysis is not None:
            chart.show_chart(self.analysis, one)
        both = QSplitter(way)
        both.setChildrenCollapsible(False)
        both.addWidget(first)
        both.addWidget(chart)
        both.setSizes([part * _PART for part in parts])
        return both
