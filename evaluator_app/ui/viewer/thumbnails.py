"""Small pictures of all pages in a narrow list, drawn one at a time as they come into sight."""

from collections import OrderedDict

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from evaluator_app.domain.problems import Refused
from evaluator_app.services.documents import Pages, PageSize, Raster
from evaluator_app.ui.operation import Operations
from evaluator_app.ui.tokens import Theme
from evaluator_app.ui.viewer.page_rasters import image_of
from evaluator_app.wording.language import text

_KEPT = 400
_HIGHEST = 1.6  # of the width; a longer page is shown smaller
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class ThumbnailModel(QAbstractListModel):
    """A row for each page; asks for its picture when it is first looked at."""

    def __init__(self, drawing: Operations, width: int, ratio: float) -> None:
        super().__init__()
        self._drawing = drawing
        self._width = width
        self._ratio = ratio
        self._pages: Pages | None = None
        self._kept: OrderedDict[int, QImage] = OrderedDict()
        self._wanted: list[int] = []
        self._drawing_one = False

    def show_pages(self, pages: Pages | None) -> None:
        """Show another document's pages."""
        self.beginResetModel()
        self._pages = pages
        self._kept.clear()
        self._wanted.clear()
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: D102, N802 - Qt's name
        return len(self._pages.sizes) if self._pages and not parent.isValid() else 0

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102 - Qt's name
        if not index.isValid():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return str(index.row() + 1)
            case Qt.ItemDataRole.AccessibleTextRole:
                return text("Page {page}", page=index.row() + 1)
            case _:
                return None

    def picture(self, page: int) -> QImage | None:
        """A page's picture, if it is drawn; if not it will be."""
        kept = self._kept.get(page)
        if kept is None and page not in self._wanted:
            self._wanted.append(page)
            self._draw_next()
        return kept

    def size(self, page: int) -> QSize:
        """How large a page's picture is."""
        size = self._pages.sizes[page] if self._pages else PageSize(1, 1)
        scale = self._scale(size)
        return QSize(max(1, round(size.width * scale)), max(1, round(size.height * scale)))

    def _scale(self, size: PageSize) -> float:
        return min(self._width / size.width, self._width * _HIGHEST / size.height)

    def _draw_next(self) -> None:
        """Draw what was asked for last, as it is in sight now; one at a time, so that pages come first."""
        pages = self._pages
        if self._drawing_one or not self._wanted or pages is None:
            return
        page = self._wanted[-1]
        scale = self._scale(pages.sizes[page]) * self._ratio
        self._drawing_one = True
        self._drawing.run(
            lambda: pages.draw(page, scale, 0),
            lambda raster: self._take(pages, page, raster),
            lambda error: self._not_drawn(pages, page, error),
        )

    def _take(self, pages: Pages, page: int, raster: Raster) -> None:
        self._drawing_one = False
        if pages is self._pages:
            self._kept[page] = image_of(raster)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            self._drawn(page)
        self._draw_next()

    def _not_drawn(self, pages: Pages, page: int, error: Exception) -> None:
        self._drawing_one = False
        if not isinstance(error, Refused):
            raise error
        if pages is self._pages:  # an unreadable page stays white
            self._kept[page] = QImage()
            self._drawn(page)
        self._draw_next()

    def _drawn(self, page: int) -> None:
        if page in self._wanted:
            self._wanted.remove(page)
        self.dataChanged.emit(self.index(page), self.index(page), [Qt.ItemDataRole.DecorationRole])


class _Painter(QStyledItemDelegate):
    """A page with its number below; the chosen one framed."""

    def __init__(self, theme: Theme, model: ThumbnailModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        size = self._model.size(index.row())
        return QSize(size.width() + 24, size.height() + option.fontMetrics.height() + 20)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours, page = self._theme.colours, index.row()
        area = option.rect
        size = self._model.size(page)
        paper = area.adjusted(0, 8, 0, 0)
        paper.setSize(size)
        paper.moveLeft(area.left() + (area.width() - size.width()) // 2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(paper, QColor("white"))
        picture = self._model.picture(page)
        if picture is not None and not picture.isNull():
            painter.drawImage(paper, picture)
        chosen = self._view().currentIndex().row() == page
        painter.setPen(QColor(colours.accent if chosen else colours.border))
        for wide in range(3 if chosen else 1):
            painter.drawRect(paper.adjusted(-wide, -wide, wide - 1, wide - 1))
        painter.setPen(QColor(colours.accent if chosen else colours.muted))
        below = area.adjusted(0, paper.bottom() - area.top() + 4, 0, 0)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop), str(page + 1))
        painter.restore()

    def _view(self) -> QListView:
        parent = self.parent()
        assert isinstance(parent, QListView)  # noqa: S101 - made so below
        return parent


class Thumbnails(QListView):
    """The list of pages; choosing one goes there."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, drawing: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        width = theme.sizes.touch * 9 // 4
        self._pages_model = ThumbnailModel(drawing, width, self.devicePixelRatioF())
        self._pages_model.setParent(self)
        self._pages: Pages | None = None
        self.setModel(self._pages_model)
        self.setItemDelegate(_Painter(theme, self._pages_model, self))
        self.setFixedWidth(width + 48)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(text("Pages"))
        self.selectionModel().currentChanged.connect(self._tell)

    def show_pages(self, pages: Pages | None) -> None:
        """Show another document's pages."""
        self._pages = pages
        self._pages_model.show_pages(pages if self.isVisible() else None)

    def showEvent(self, event: object) -> None:  # noqa: D102, N802 - Qt's name
        super().showEvent(event)  # type: ignore[arg-type] # Qt hands its own event
        self._pages_model.show_pages(self._pages)

    def wanted(self) -> bool:
        """Whether there is more than one page to choose from."""
        return self._pages is not None and len(self._pages.sizes) > 1

    def show_current(self, page: int) -> None:
        """Mark the page in sight."""
        index = self._pages_model.index(page)
        if index.isValid() and index != self.currentIndex():
            blocked = self.selectionModel().blockSignals(True)  # noqa: FBT003 - Qt's switch
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.selectionModel().blockSignals(blocked)
            self.scrollTo(index)
            self.viewport().update()

    def _tell(self, current: QModelIndex) -> None:
        self.viewport().update()
        if current.isValid():
            self.chosen.emit(current.row())
