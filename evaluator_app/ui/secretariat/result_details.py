"""One application's result: score, what to look at, totals on a line, marks by expert, the computation."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QTableView,
    QWidget,
)

from evaluator_app.ui.fields.labels import elided, label
from evaluator_app.ui.fields.layouts import column, fit_height, row
from evaluator_app.ui.secretariat.marks_model import MarksDelegate, MarksModel
from evaluator_app.ui.secretariat.results_rows import (
    ResultRow,
    grade_words,
    place_words,
    score_words,
    warning_lines,
)
from evaluator_app.ui.secretariat.totals_track import TotalsTrack
from evaluator_app.ui.secretariat.work_page import scrolling
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.calculation import calculation_lines
from evaluator_app.wording.language import text

_NAME, _MARK = 92, 45  # widths for text of 14 px


class ResultDetails(QWidget):
    """Shows the application that is chosen in the table."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._place = elided(textSize="title")
        self._number = label(tone="muted", textSize="small")
        self._score = label(textSize="display")
        self._grade = label(chip="good")
        self._warnings = label(wrap=True, tone="notice")
        self.choose = QPushButton(text("Choose between different sheets…"))
        self._notice = self._frame(self._warnings, role="notice")
        self._track = TotalsTrack(theme)
        self.model = MarksModel(theme, self)
        self.table = self._make_table()
        self._steps = label(wrap=True)
        self._steps.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._totals = self._card(text("Totals and grade limits"), self._track)
        marks = self._card(
            text("Criteria × experts (blue above the mean, red below; the number is always shown)"),
            self.table,
        )
        steps = self._card(text("How it was computed"), self._steps)
        self._frames = (self._notice, self._totals, marks, steps)
        for one in (self._score, self._grade):
            one.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        named = column(self._place, self._number, spacing=2)
        head = row((named, 1), self._score, self._grade, spacing=12)
        inside = column(
            head,
            self._notice,
            self.choose,
            self._totals,
            marks,
            steps,
            None,
            spacing=12,
            margins=(0, 0, 8, 0),
        )
        self._inside: QLayout = inside
        self._area: QScrollArea = scrolling(text("The chosen application"), inside)
        self.setLayout(column(self._area))

    def _frame(self, *inside: QWidget, role: str = "card") -> QFrame:
        frame = QFrame()
        frame.setProperty("role", role)
        frame.setLayout(column(*inside, margins=(12, 8, 12, 8)))
        return frame

    def _card(self, heading: str, inside: QWidget | QLayout) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "card")
        title = label(heading, wrap=True, tone="muted", textSize="small")
        frame.setLayout(column(title, inside, margins=(8, 8, 8, 10)))
        return frame

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setProperty("compact", True)  # noqa: FBT003 - Qt's property
        table.setItemDelegate(MarksDelegate(table))
        table.setAccessibleName(text("Marks of each expert"))
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self._theme.sizes.control)
        table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        return table

    def show_row(self, found: ResultRow | None) -> None:
        """Show an application, or nothing."""
        self._area.setVisible(found is not None)
        if found is None:
            return
        one, merge = found.one, found.merge
        rubric, protocol = merge.scheme.rubric, merge.scheme.protocol
        self._place.setText(place_words(one))
        self._number.setText(one.application.id)
        self._score.setText(score_words(one, merge))
        grade = grade_words(one, merge)
        self._grade.setText(grade)
        self._grade.setVisible(grade != "—")
        lines = warning_lines(found)
        self._warnings.setText("\n".join(lines))
        self._notice.setVisible(bool(lines))
        self.choose.setVisible(any(rivals.application == one.application.id for rivals in merge.rivals))
        self._totals.setVisible(not rubric.qualitative and bool(one.sheets))
        self._track.show_result(rubric, one.result)
        self.model.show_result(rubric, one)
        self._fit_table()
        self._steps.setText("\n".join(calculation_lines(one.result, protocol)))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102, N802 - Qt's name
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as the wrapped texts need, which Qt forgets in a scrolled column."""
        self._inside.activate()
        for frame in self._frames:
            frame.setMinimumHeight(0)
            fit_height(frame)

    def _fit_table(self) -> None:
        """As high as its rows: the page scrolls, not the table in it."""
        scale = self._theme.sizes.body / 14
        header = self.table.horizontalHeader()
        header.setMinimumSectionSize(round(_MARK * scale))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.table.setColumnWidth(0, round(_NAME * scale))
        height = header.sizeHint().height() + self.model.rowCount() * self._theme.sizes.control
        self.table.setFixedHeight(height + 20)
