"""The head of the score screen: what is scored, the total, the grades, what is missing."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from evaluator_app.domain.codes import Code
from evaluator_app.domain.numbers import plain
from evaluator_app.domain.reachable import reachable_grades
from evaluator_app.domain.rubric import Band, Rubric
from evaluator_app.domain.sheet import Marks, findings, remark_findings
from evaluator_app.domain.totals import Total, next_grade, sheet_grade, total
from evaluator_app.services.scoring import OpenSheet
from evaluator_app.ui.expert.grade_track import GradeTrack
from evaluator_app.ui.fields.labels import elided, label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.icons import Icon, give_icon
from evaluator_app.ui.style import restyle
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.problems import what_happened

_MENU_ENTRIES = 25
_ONE_ROW_FROM = 76  # letters of width below which names and figures stand in two rows
_TRACK_FROM = 86  # letters of width below which one row must do without the bar
_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class ScoreHeader(QWidget):
    """Always in sight: total, grade, completeness; leads back, to what is missing, and to the export."""

    left = Signal()
    jumped = Signal(str)  # the criterion or remark to go to
    export_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._shown: tuple[Rubric, Marks] | None = None
        self._qualitative = False
        self._back = QPushButton(text("Back"))
        give_icon(self._back, Icon.BACK, theme)
        self._back.clicked.connect(self.left)
        self._title = elided(textSize="title")
        self._chips = row()
        self._subtitle = elided(tone="muted", textSize="small")
        self._total = label(textSize="display")
        self._total.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._maximum = label(tone="muted")
        self._track = GradeTrack(theme)
        self._grade = label(weight="strong")
        self._distance = label(tone="muted", textSize="small")
        self._missing = self._missing_button()
        self._export = self._export_button()
        self._lay_out()

    def _missing_button(self) -> QPushButton:
        button = QPushButton()
        button.setMenu(QMenu(button))
        button.menu().aboutToShow.connect(self._fill_menu)
        return button

    def _export_button(self) -> QPushButton:
        button = QPushButton(text("Check and export"))
        button.setProperty("primary", True)  # noqa: FBT003 - Qt's property
        button.clicked.connect(self.export_wanted)
        return button

    def _lay_out(self) -> None:
        self._track.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        names = column(self._title, row(self._chips, (self._subtitle, 1)), spacing=4)
        words = column(self._grade, self._distance, spacing=2)
        points = row(self._total, self._maximum, spacing=6)
        figures = row(points, (self._track, 2), None, words, self._missing, self._export, spacing=16)
        self._rows = row((row(self._back, (names, 1), spacing=16), 2), (figures, 3), spacing=16)
        self._rows.setContentsMargins(16, 8, 16, 8)
        self.setLayout(self._rows)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102, N802 - Qt's name
        super().resizeEvent(event)
        letters = self.width() // self._theme.sizes.body
        narrow = letters < _ONE_ROW_FROM
        self._rows.setDirection(_DOWN if narrow else _ACROSS)
        self._track.setVisible((narrow or letters >= _TRACK_FROM) and not self._qualitative)

    def show_sheet(self, sheet: OpenSheet, position: str) -> None:
        """Show which application is scored, and its place among the others."""
        application, scheme = sheet.application, sheet.scheme.scheme
        self._title.setText(f"{application.organisation} · {application.site}")
        stage = next((one.title for one in scheme.stages if one.id == sheet.key.stage), sheet.key.stage)
        while (item := self._chips.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self._chips.addWidget(label(stage, chip="accent"))
        self._qualitative = scheme.rubric.qualitative
        self._track.setVisible(not self._qualitative)
        parts = [scheme.title, scheme.standard, application.title, position]
        if application.intended_grade:
            parts.insert(3, text("Applied for: {grade}", grade=application.intended_grade))
        self._subtitle.setText(" · ".join(part for part in parts if part))
        self._maximum.setText(f"/ {plain(scheme.rubric.max)}")
        self._keep_still(scheme.rubric)

    def _keep_still(self, rubric: Rubric) -> None:
        """Give the figures the room of their longest texts, so that nothing moves while typing."""
        self._total.ensurePolished()
        self._grade.ensurePolished()
        self._total.setMinimumWidth(self._total.fontMetrics().horizontalAdvance(f"{plain(rubric.max)}.8"))
        longest = reachable_words(rubric, rubric.bands)
        self._grade.setMinimumWidth(self._grade.fontMetrics().horizontalAdvance(longest))

    def show_marks(self, rubric: Rubric, marks: Marks) -> None:
        """Show total, grade or grades still reachable, distance and what is missing."""
        now = total(rubric, marks.entries)
        self._total.setText(_total_words(rubric, now))
        self._maximum.setVisible(not rubric.qualitative)
        self._total.setVisible(not rubric.qualitative)
        self._track.show_total(rubric, now)
        self._show_grade(rubric, now)
        self._show_missing(rubric, marks, now)
        words = f"{self._total.text()} {self._maximum.text()}, {self._grade.text()}, {self._distance.text()}"
        self._track.setAccessibleName(words)

    def _show_grade(self, rubric: Rubric, now: Total) -> None:
        words, tone = grade_words(rubric, now)
        self._grade.setText(words)
        restyle(self._grade, tone=tone)
        distance = distance_words(rubric, now)
        self._distance.setText(distance)
        self._distance.setVisible(bool(distance) or not rubric.qualitative)

    def _show_missing(self, rubric: Rubric, marks: Marks, now: Total) -> None:
        self._shown = (rubric, marks)
        judged = len(rubric.criteria) - len(now.unmarked)
        done = text("Scored {done} / {all}", done=judged, all=len(rubric.criteria))
        count = len(now.unmarked) + len(remark_findings(rubric.remarks, marks))
        rest = plural("{count} to do", "{count} to do", count) if count else text("complete")
        self._missing.setText(f"{done} · {rest}")
        self._missing.setEnabled(bool(count))

    def _fill_menu(self) -> None:
        """List what is missing when the list is asked for, not at every keystroke."""
        menu = self._missing.menu()
        menu.clear()
        for one in findings(*self._shown)[:_MENU_ENTRIES] if self._shown else ():
            words = one.place if one.code is Code.UNMARKED else f"{one.place} {what_happened(one)}"
            action = QAction(words, menu)
            target = one.details.get("criterion") or one.details.get("remark", "")
            action.triggered.connect(lambda _=False, target=target: self.jumped.emit(target))
            menu.addAction(action)


def grade_words(rubric: Rubric, now: Total) -> tuple[str, str]:
    """The grade of a complete sheet, or the grades still reachable, and the tone they are said in."""
    if rubric.qualitative:
        return text("Judged without points"), "plain"
    if now.complete:
        band = sheet_grade(rubric, now)
        title = band.title if band else rubric.unplaced
        return text("Grade: {grade}", grade=title), "good" if band else "notice"
    if now.abstained:
        return text("Abstained: no grade of its own"), "muted"
    return reachable_words(rubric, reachable_grades(rubric, now)), "plain"


def reachable_words(rubric: Rubric, bands: Sequence[Band]) -> str:
    """The grades some completion still earns."""
    return text("Reachable: {grades}", grades=" / ".join(band.title for band in bands) or rubric.unplaced)


def _total_words(rubric: Rubric, now: Total) -> str:
    """The total so far; a dash while nothing is judged, since that is not a zero."""
    if len(now.unmarked) == len(rubric.criteria):
        return "–"
    return plain(now.score)


def distance_words(rubric: Rubric, now: Total) -> str:
    """How far the next grade is, or nothing at the top."""
    following = next_grade(rubric, now) if not now.abstained else None
    if following is None:
        return ""
    points = plain(following.points)
    return text("{points} more for {grade}", points=points, grade=following.band.title)
