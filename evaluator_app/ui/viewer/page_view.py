"""The pages of a document one below the other, drawn in the background as they come into sight."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from evaluator_app.services.documents import Pages, Region
from evaluator_app.ui.operation import Operations
from evaluator_app.ui.tokens import Theme
from evaluator_app.ui.viewer.page_hits import PageHits
from evaluator_app.ui.viewer.page_layout import (
    GAP,
    LARGEST,
    PIXELS_A_POINT,
    SMALLEST,
    ZOOM_STEP,
    Fit,
    Zoom,
    arranged,
)
from evaluator_app.ui.viewer.page_marks import PageMarks
from evaluator_app.ui.viewer.page_rasters import Look, PageRasters
from evaluator_app.ui.viewer.region_picker import RegionPicker
from evaluator_app.ui.viewer.regions import around, rect_of
from evaluator_app.ui.viewer.selection import Picked, Target

_FLASH_MS = 1800
_WHOLE_PAGE = Region(0, 0, 1000, 1000)


class PageView(QAbstractScrollArea):
    """Shows an opened document of pages; a region of a page can be selected by dragging."""

    page_changed = Signal(int)
    zoomed = Signal()
    selected = Signal()
    found = Signal(int, int)  # which of how many; (0, n) while none is gone to yet

    def __init__(self, theme: Theme, drawing: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pages: Pages | None = None
        self._zoom: Zoom = Fit.WIDTH
        self._turns = 0
        self._current = -1
        self._layout = arranged((), 0, Fit.WIDTH, QSize(1, 1))
        self._marks = PageMarks()
        self._rasters = PageRasters(drawing, self)
        self._picker = RegionPicker(drawing, self)
        self._hits = PageHits(drawing, self)
        self._flash = QTimer(self, singleShot=True, interval=_FLASH_MS)
        self._rasters.arrived.connect(self.viewport().update)
        self._picker.picked.connect(self._show_picked)
        self._hits.changed.connect(self._show_hits)
        self._hits.gone_to.connect(self._show_hit)
        self._flash.timeout.connect(self._end_flash)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # -- what is shown

    def show_pages(self, pages: Pages | None) -> None:
        """Show another document from its first page, fitting the width; None shows nothing."""
        self._pages, self._zoom, self._turns, self._current = pages, Fit.WIDTH, 0, -1
        self._marks = PageMarks()
        self._rasters.show_pages(pages)
        self._picker.show_pages(pages)
        self._hits.show_pages(pages)
        self._arrange()
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(0)
        self._scrolled()
        self.zoomed.emit()

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
        return self._pages is not None and all(self._rasters.has(page, look) for page in self._visible())

    def go_to_page(self, page: int) -> None:
        """Bring the top of a page into sight."""
        if 0 <= page < self.page_count:
            self.verticalScrollBar().setValue(self._layout.tops[page] - GAP // 2)

    def reveal(self, target: Target) -> None:
        """Bring the place into sight and let its region flash."""
        page = target.page if target.page is not None else 0
        if not 0 <= page < self.page_count:
            return
        region = Region(*target.region) if target.region is not None else None
        self._bring_into_sight(page, region)
        self._marks.flashed = (page, region or _WHOLE_PAGE)
        self._flash.start()
        self.viewport().update()

    def _bring_into_sight(self, page: int, region: Region | None, *, always: bool = True) -> None:
        if region is None:
            self.go_to_page(page)
            return
        rect = rect_of(region, self._layout.rects[page], self._turns)
        view = self.viewport().size()
        seen = QRect(QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value()), view)
        if always or not seen.contains(rect):
            self.verticalScrollBar().setValue(rect.top() - view.height() // 3)
            self.horizontalScrollBar().setValue(rect.center().x() - view.width() // 2)

    def _end_flash(self) -> None:
        self._marks.flashed = None
        self.viewport().update()

    # -- scale and turn

    def set_zoom(self, zoom: Zoom) -> None:
        """A scale in pixels a point, or what is to fit."""
        self._rearranged(zoom, self._turns)

    def set_percent(self, percent: int) -> None:
        """A scale beside that of paper on a 96 dpi screen."""
        self.set_zoom(percent * PIXELS_A_POINT / 100)

    def zoom(self, steps: int) -> None:
        """Larger or smaller by a step."""
        self.set_zoom(min(max(self._layout.scale * ZOOM_STEP**steps, SMALLEST), LARGEST))

    @property
    def percent(self) -> int:
        """The scale beside that of paper on a 96 dpi screen."""
        return round(self._layout.scale / PIXELS_A_POINT * 100) if self._pages is not None else 100

    def turn(self) -> None:
        """A quarter turn clockwise."""
        self._rearranged(self._zoom, (self._turns + 1) % 4)

    def _rearranged(self, zoom: Zoom, turns: int) -> None:
        page = max(self._current, 0)
        self._zoom, self._turns = zoom, turns
        self._arrange()
        self.go_to_page(page)
        self.viewport().update()
        self.zoomed.emit()

    def _arrange(self) -> None:
        view = self.viewport().size()
        sizes = self._pages.sizes if self._pages else ()
        self._layout = arranged(sizes, self._turns, self._zoom, view)
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setRange(0, max(0, self._layout.height - view.height()))
        vertical.setPageStep(view.height())
        vertical.setSingleStep(48)
        horizontal.setRange(0, max(0, self._layout.width - view.width()))
        horizontal.setPageStep(view.width())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102, N802 - Qt's name
        super().resizeEvent(event)
        page = self._current
        self._arrange()
        if isinstance(self._zoom, Fit):
            if page > 0:
                self.go_to_page(page)
            self.zoomed.emit()

    def _visible(self) -> range:
        return self._layout.visible(self.verticalScrollBar().value(), self.viewport().height())

    def _scrolled(self) -> None:
        page = self._layout.page_at(self.verticalScrollBar().value() + self.viewport().height() // 3)
        if page != self._current:
            self._current = page
            self.page_changed.emit(page)
        self.viewport().update()

    # -- drawing

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, D102, N802 - Qt's name
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(self._theme.colours.desk))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        visible = self._visible()
        for page in visible:
            rect = self._rect_in_view(page)
            painter.fillRect(rect, QColor("white"))
            kept = self._rasters.raster(page)
            if kept is not None:
                painter.drawImage(rect, kept[1])
            self._marks.paint(painter, page, rect, self._turns)
        self._picker.paint(painter)
        around = (visible.stop, visible.start - 1)  # the next one to be read, then the one before
        wanted = [*visible, *(page for page in around if 0 <= page < self.page_count)]
        self._rasters.want(wanted, self._look())

    def _rect_in_view(self, page: int) -> QRect:
        offset = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        return self._layout.rects[page].translated(-offset)

    def _look(self) -> Look:
        return Look(self._layout.scale * self.devicePixelRatioF(), self._turns)

    # -- selecting, and words found

    def selection(self) -> Picked | None:
        """The selected region with its text."""
        return self._picker.selection

    def select(self, page: int, region: Region, excerpt: str = "") -> None:
        """Select a region; its text is looked up where none is given."""
        self._picker.pick(page, region, excerpt)

    def _show_picked(self) -> None:
        picked = self._picker.selection
        chosen = picked is not None and picked.page is not None and picked.region is not None
        self._marks.selected = (picked.page, picked.region) if picked and chosen else None  # type: ignore[assignment] # both are there
        self.viewport().update()
        self.selected.emit()

    def look_for(self, words: str, page: int | None = None) -> None:
        """Find words; the first hit from the page given, or the one in sight, is gone to."""
        self._hits.look_for(words, max(self._current, 0) if page is None else page)

    def next_hit(self, count: int) -> None:
        """Go to a hit further on or back."""
        self._hits.step(count)

    def _show_hits(self) -> None:
        self._marks.hits, self._marks.current = self._hits.by_page, self._hits.current
        self.viewport().update()
        self.found.emit(self._hits.position, self._hits.count)

    def _show_hit(self) -> None:
        hit = self._hits.current
        if hit is not None and hit.regions:
            self._bring_into_sight(hit.page, hit.regions[0], always=False)
            self.select(hit.page, around(hit.regions), hit.excerpt)

    # -- hands

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802 - Qt's name
        if event.button() == Qt.MouseButton.LeftButton:
            spot = event.position().toPoint()
            pages = {page: self._rect_in_view(page) for page in self._visible()}
            self._picker.press(spot, pages, self._turns)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802 - Qt's name
        self._picker.move(event.position().toPoint())
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002, D102, N802 - Qt's name
        self._picker.release()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802 - Qt's name
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        match event.key():
            case Qt.Key.Key_PageDown if not control:
                self.go_to_page(self._current + 1)
            case Qt.Key.Key_PageUp if not control:
                self.go_to_page(self._current - 1)
            case Qt.Key.Key_Home:
                self.go_to_page(0)
            case Qt.Key.Key_End:
                self.go_to_page(self.page_count - 1)
            case Qt.Key.Key_A if control and self._current >= 0:
                self.select(self._current, _WHOLE_PAGE)
            case Qt.Key.Key_Escape if self._picker.selection is not None:
                self._picker.clear()
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: D102, N802 - Qt's name
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)
