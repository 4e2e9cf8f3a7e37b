"""The pages of a document one below the other, drawn in the background as they come into sight."""

from bisect import bisect_right
from collections import OrderedDict
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from evaluator_app.domain.problems import Refused
from evaluator_app.services.documents import Pages, PageSize, Raster
from evaluator_app.ui.operation import Operations
from evaluator_app.ui.tokens import Theme

_GAP = 12
_CACHE_BYTES = 96 * 1024 * 1024
_ZOOM_STEP = 1.25
_SMALLEST, _LARGEST = 0.1, 8.0


@dataclass(frozen=True, slots=True)
class _Look:
    """How pages are drawn; a raster of another look is stale."""

    scale: float  # device pixels a point
    turns: int


class PageView(QAbstractScrollArea):
    """Shows an opened document; tells which page is in sight."""

    page_changed = Signal(int)

    def __init__(self, theme: Theme, drawing: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._drawing = drawing
        self._pages: Pages | None = None
        self._zoom = 0.0  # 0 fits the width
        self._turns = 0
        self._tops: list[int] = [0]
        self._rects: list[QRect] = []
        self._rasters: OrderedDict[int, tuple[_Look, QImage]] = OrderedDict()
        self._asked: set[tuple[int, _Look]] = set()
        self._current = -1
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # -- what is shown

    def show_pages(self, pages: Pages | None) -> None:
        """Show another document from its first page, fitting the width; None shows nothing."""
        self._pages, self._zoom, self._turns, self._current = pages, 0.0, 0, -1
        self._rasters.clear()
        self._asked.clear()
        self._arrange()
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(0)
        self._scrolled()

    @property
    def page_count(self) -> int:
        """How many pages the document has."""
        return len(self._pages.sizes) if self._pages else 0

    @property
    def current_page(self) -> int:
        """The page in sight, from 0; -1 without a document."""
        return self._current

    def drawn(self) -> bool:
        """Whether every page in sight has been drawn as it is looked at now."""
        look = self._look()
        return self._pages is not None and all(
            page in self._rasters and self._rasters[page][0] == look for page in self._visible()
        )

    def go_to_page(self, page: int) -> None:
        """Bring the top of a page into sight."""
        if 0 <= page < self.page_count:
            self.verticalScrollBar().setValue(self._tops[page] - _GAP // 2)

    def fit_width(self) -> None:
        """Make pages as wide as the view."""
        self._rearranged(0.0, self._turns)

    def zoom(self, steps: int) -> None:
        """Larger or smaller by a step."""
        scale = self._points_scale() * _ZOOM_STEP**steps
        self._rearranged(min(max(scale, _SMALLEST), _LARGEST), self._turns)

    def turn(self) -> None:
        """A quarter turn clockwise."""
        self._rearranged(self._zoom, (self._turns + 1) % 4)

    def _rearranged(self, zoom: float, turns: int) -> None:
        page = max(self._current, 0)
        self._zoom, self._turns = zoom, turns
        self._arrange()
        self.go_to_page(page)
        self.viewport().update()

    # -- geometry, in device-independent pixels

    def _points_scale(self) -> float:
        if self._zoom:
            return self._zoom
        widest = (
            max((self._turned(size).width for size in self._pages.sizes), default=1) if self._pages else 1
        )
        return max(0.05, (self.viewport().width() - 2 * _GAP) / widest)

    def _turned(self, size: PageSize) -> PageSize:
        return PageSize(size.height, size.width) if self._turns % 2 else size

    def _arrange(self) -> None:
        scale = self._points_scale()
        sizes = [self._turned(size) for size in self._pages.sizes] if self._pages else []
        lengths = [(round(size.width * scale), round(size.height * scale)) for size in sizes]
        self._tops = list(accumulate((height + _GAP for _, height in lengths), initial=_GAP))
        wide = max((width for width, _ in lengths), default=0) + 2 * _GAP
        room = max(wide, self.viewport().width())
        self._rects = [
            QRect((room - width) // 2, top, width, height)
            for (width, height), top in zip(lengths, self._tops, strict=False)
        ]
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setRange(0, max(0, self._tops[-1] - self.viewport().height()))
        vertical.setPageStep(self.viewport().height())
        vertical.setSingleStep(48)
        horizontal.setRange(0, max(0, wide - self.viewport().width()))
        horizontal.setPageStep(self.viewport().width())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102, N802 - Qt's name
        super().resizeEvent(event)
        page = self._current
        self._arrange()
        if self._zoom == 0 and page > 0:
            self.go_to_page(page)

    def _visible(self) -> range:
        offset = self.verticalScrollBar().value()
        first = max(0, bisect_right(self._tops, offset) - 1)
        last = bisect_right(self._tops, offset + self.viewport().height())
        return range(first, min(last, self.page_count))

    def _scrolled(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        page = min(max(0, bisect_right(self._tops, middle) - 1), self.page_count - 1)
        if page != self._current:
            self._current = page
            self.page_changed.emit(page)
        self.viewport().update()

    # -- drawing

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, D102, N802 - Qt's name
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(self._theme.colours.desk))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        offset = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        look = self._look()
        visible = self._visible()
        for page in visible:
            rect = self._rects[page].translated(-offset)
            painter.fillRect(rect, QColor("white"))
            kept = self._rasters.get(page)
            if kept is not None:
                painter.drawImage(rect, kept[1])
            if kept is None or kept[0] != look:
                self._ask(page, look)
        for page in (visible.stop, visible.start - 1):  # the next one to be read, then the one before
            if 0 <= page < self.page_count and page not in self._rasters:
                self._ask(page, look)

    def _look(self) -> _Look:
        return _Look(self._points_scale() * self.devicePixelRatioF(), self._turns)

    def _ask(self, page: int, look: _Look) -> None:
        pages = self._pages
        if pages is None or (page, look) in self._asked:
            return
        self._asked.add((page, look))
        self._drawing.run(
            lambda: pages.draw(page, look.scale, look.turns),
            lambda raster: self._take(pages, page, look, raster),
            self._not_drawn,
        )

    def _take(self, pages: Pages, page: int, look: _Look, raster: Raster) -> None:
        self._asked.discard((page, look))
        if pages is not self._pages:
            return
        image = QImage(raster.pixels, raster.width, raster.height, raster.stride, QImage.Format.Format_RGB32)
        self._rasters[page] = (look, image.copy())
        self._rasters.move_to_end(page)
        while len(self._rasters) > 1 and self._kept_bytes() > _CACHE_BYTES:
            self._rasters.popitem(last=False)
        self.viewport().update()

    def _not_drawn(self, error: Exception) -> None:
        """An unreadable page stays white; anything else is a fault of the program."""
        if not isinstance(error, Refused):
            raise error

    def _kept_bytes(self) -> int:
        return sum(image.sizeInBytes() for _, image in self._rasters.values())

    # -- hands

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802 - Qt's name
        match event.key():
            case Qt.Key.Key_PageDown:
                self.go_to_page(self._current + 1)
            case Qt.Key.Key_PageUp:
                self.go_to_page(self._current - 1)
            case Qt.Key.Key_Home:
                self.go_to_page(0)
            case Qt.Key.Key_End:
                self.go_to_page(self.page_count - 1)
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: D102, N802 - Qt's name
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)
