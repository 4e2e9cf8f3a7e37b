"""A chart as wide as its place, drawn in the background, to be saved as PNG, SVG or PDF."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QStyle, QWidget

from evaluator_app.domain.analysis import Analysis
from evaluator_app.domain.charts import Look, Wanted, missing
from evaluator_app.late import late
from evaluator_app.ui.fields.file_dialogs import ask_target
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.fields.messages import problem_list
from evaluator_app.ui.operation import Operations, problems_of
from evaluator_app.ui.style import restyle
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.charts import chart_title
from evaluator_app.wording.language import text
from evaluator_app.wording.statistics import withheld_words

if TYPE_CHECKING:
    from evaluator_app.services import analysing
else:
    analysing = late("evaluator_app.services.analysing")

_INCH, _BODY = 100, 14  # a chart's width of an inch; the size of text for which charts are laid out
_LEAST, _MARGIN, _SETTLED = 320, 4, 150  # px; ms without a change of size
_KINDS = "PNG (*.png);;SVG (*.svg);;PDF (*.pdf)"


class ChartView(QWidget):
    """Shows one chart; what cannot be drawn says why."""

    def __init__(self, theme: Theme, working: Operations) -> None:
        super().__init__()
        self._theme, self._working = theme, working
        self._asked: tuple[Analysis, Wanted] | None = None
        self._width = 0  # of the chart that is shown or being drawn
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.notice = label(wrap=True, tone="muted")
        self.notice.hide()
        self.save = QPushButton(text("Save chart…"))
        self.save.clicked.connect(self._save)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setWidget(self.picture)
        self._area.setMinimumSize(QSize(_LEAST, _LEAST // 2))
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED)
        self._settled.timeout.connect(self._draw)
        head = row(self.notice, None, self.save)
        self.setLayout(column((self._area, 1), head, spacing=4))

    def show_chart(self, analysis: Analysis, one: Wanted) -> None:
        """Draw this chart, or say why it cannot be drawn."""
        why = missing(analysis, one)
        self._asked = None if why else (analysis, one)
        self._width = 0
        self.picture.clear()
        self.picture.setAccessibleName(chart_title(one.chart))
        self._area.setAccessibleName(chart_title(one.chart))
        self.save.setEnabled(False)
        self._say(f"{chart_title(one.chart)}: {withheld_words(why)}" if why else "")
        self._draw()

    @property
    def drawn(self) -> bool:
        """Whether the chart that was asked for is shown."""
        return self._asked is None or self.save.isEnabled()

    def _draw(self) -> None:
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        width = self._area.width() - bar - _MARGIN  # as if it were longer than its place
        if self._asked is None or not self.isVisible() or width == self._width:
            return
        asked = self._asked
        self._width = width
        look = self._look(width)
        self._working.run(
            lambda: analysing.picture(*asked, look), lambda data: self._show(data, asked), self._fail
        )

    def _look(self, width: int) -> Look:
        """As wide as the place, with letters of the window's size, sharp on every screen."""
        grown = self._theme.sizes.body / _BODY
        dots = round(_INCH * grown * self.devicePixelRatio())
        return Look(dark=self._theme.dark, width=round(max(width, _LEAST) / grown), dots=dots)

    def _show(self, data: bytes, asked: tuple[Analysis, Wanted]) -> None:
        if asked != self._asked:
            return
        pixels = QPixmap()
        pixels.loadFromData(data)
        pixels.setDevicePixelRatio(self.devicePixelRatio())
        self.picture.setPixmap(pixels)
        self.save.setEnabled(True)

    def _save(self) -> None:
        if self._asked is None:
            return
        analysis, one = self._asked
        name = f"{analysing.chart_name(one)}.png"
        target = ask_target(self, text("Save chart"), name, _KINDS)
        if target is not None:
            self._working.run(
                lambda: analysing.save_chart(analysis, one, target, replace=True),
                lambda _: self._say(text("Written: {file}", file=target), "good"),
                self._fail,
            )

    def _fail(self, error: Exception) -> None:
        self._say(problem_list(problems_of(error)), "blocked")

    def _say(self, words: str, tone: str = "muted") -> None:
        restyle(self.notice, tone=tone)
        self.notice.setText(words)
        self.notice.setVisible(bool(words))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102, N802 - Qt's name
        super().resizeEvent(event)
        self._settled.start()

    def showEvent(self, event: object) -> None:  # noqa: ARG002, D102, N802 - Qt's name
        self._settled.start()
