"""The applications by rank, narrowed by words, grade and need, with the chosen one beside them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QSplitter, QWidget

from evaluator_app.domain.panel import PanelMerge
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.fields.row_table import chosen_row, row_table, when_chosen
from evaluator_app.ui.fields.rows_model import RowsModel
from evaluator_app.ui.secretariat.result_details import ResultDetails
from evaluator_app.ui.secretariat.results_rows import (
    ResultRow,
    grade_words,
    result_cells,
    result_headings,
    result_rows,
    warning_lines,
)
from evaluator_app.ui.secretariat.results_tabs import fits, search_field
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.language import text

_WIDTHS = {0: 52, 2: 66, 3: 76, 4: 62, 5: 56, 6: 132}
_REMARKS = 6  # the column
_DETAILS = 29  # least width of the chosen application, in letters


class ResultsTab(QWidget):
    """Shows a merge; what was chosen stays chosen when it is shown again."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: list[ResultRow] = []
        self.search = search_field(text("Search organisation, site, number"), self._show_rows)
        self.grade = QComboBox()
        self.grade.setAccessibleName(text("Grade"))
        self.grade.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.grade.activated.connect(lambda _: self._show_rows())
        self.attention = QCheckBox(text("Only what needs attention"))
        self.attention.toggled.connect(lambda _: self._show_rows())
        self.model = RowsModel[ResultRow](
            result_headings(), result_cells, self, tip=_tip, colour=self._colour
        )
        self.table = row_table(self.model, text("Applications by rank"), theme, _WIDTHS)
        when_chosen(self.table, self._show_details)
        self.details = ResultDetails(theme)
        left, right = QWidget(), QWidget()
        narrow = row((self.search, 1), self.grade, self.attention)
        left.setLayout(column(narrow, (self.table, 1), spacing=12, margins=(0, 12, 8, 0)))
        right.setMinimumWidth(theme.sizes.body * _DETAILS)
        right.setLayout(column((self.details, 1), margins=(8, 12, 0, 0)))
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setChildrenCollapsible(False)
        for place, (part, share) in enumerate(((left, 3), (right, 2))):
            both.addWidget(part)
            both.setStretchFactor(place, share)
        self.setLayout(column((both, 1)))

    def show_merge(self, merge: PanelMerge) -> None:
        """Show the applications of a merge."""
        self._rows = result_rows(merge)
        chosen = self._grade()
        self.grade.clear()
        self.grade.addItem(text("All grades"))
        self.grade.addItems(list(dict.fromkeys(grade_words(one.one, one.merge) for one in self._rows)))
        self.grade.setCurrentIndex(max(0, self.grade.findText(chosen)))
        self._show_rows()

    def _grade(self) -> str:
        return self.grade.currentText() if self.grade.currentIndex() > 0 else ""

    def chosen(self) -> ResultRow | None:
        """The application that is chosen."""
        place = chosen_row(self.table)
        return self.model.rows[place] if place is not None else None

    def _show_rows(self) -> None:
        words, only, grade = self.search.text(), self.attention.isChecked(), self._grade()
        before = self.chosen()
        rows = [
            one
            for one in self._rows
            if fits((*result_cells(one), one.one.application.id), words)
            and (not only or one.attention)
            and grade in ("", grade_words(one.one, one.merge))
        ]
        self.model.show_rows(rows)
        if rows:
            places = {one.one.application.id: number for number, one in enumerate(rows)}
            self.table.selectRow(places.get(before.one.application.id, 0) if before else 0)
        self._show_details()

    def _show_details(self) -> None:
        self.details.show_row(self.chosen())

    def _colour(self, one: ResultRow, place: int) -> str:
        return self._theme.colours.notice if place == _REMARKS and one.attention else ""


def _tip(one: ResultRow, place: int) -> str:
    return "\n".join(warning_lines(one)) if place == _REMARKS else ""
