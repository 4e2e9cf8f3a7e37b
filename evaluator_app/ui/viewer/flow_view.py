"""Word documents and plain text as flowing text, without network, links or scripts."""

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QColor, QFont, QImage, QTextCharFormat, QTextCursor, QTextDocument, QWheelEvent
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from evaluator_app.domain.finding import find_spans
from evaluator_app.services.documents import Flow
from evaluator_app.ui.tokens import Theme
from evaluator_app.ui.viewer.page_layout import ZOOM_STEP
from evaluator_app.ui.viewer.page_rasters import image_of
from evaluator_app.ui.viewer.region_picker import MAX_EXCERPT
from evaluator_app.ui.viewer.selection import Picked, Target

_FLASH_MS = 1800
_MARGIN = 24
_SMALLEST, _LARGEST = 50, 400  # percent
MAX_HITS = 2_000
_ASTRAL = 0xFFFF  # Qt counts letters beyond this twice


class FlowView(QTextBrowser):
    """Shows a document of paragraphs; any text can be selected."""

    zoomed = Signal()
    selected = Signal()
    found = Signal(int, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._images: dict[str, QImage] = {}
        self._spans: list[tuple[int, int]] = []
        self._current = -1
        self._flashed: QTextCursor | None = None
        self._plain = False  # whether every line is a paragraph, empty ones too
        self.percent = 100
        self._flash = QTimer(self, singleShot=True, interval=_FLASH_MS)
        self._flash.timeout.connect(self._end_flash)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.document().setDocumentMargin(_MARGIN)
        self.document().setDefaultStyleSheet(_sheet(theme))
        self.selectionChanged.connect(self.selected)

    def show_flow(self, flow: Flow | None) -> None:
        """Show a document from its beginning; None shows nothing."""
        self._spans, self._current, self._flashed = [], -1, None
        self.setExtraSelections([])
        self._images = {name: image_of(raster) for name, raster in flow.pictures.items()} if flow else {}
        self.clear()
        self.document().setDefaultFont(self._font())
        if flow is not None and flow.html:
            self.setHtml(flow.html)
        elif flow is not None:
            self.setPlainText(flow.text)
        self._plain = flow is not None and not flow.html
        self.zoomed.emit()

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: D102, N802 - Qt's name
        wanted = name if isinstance(name, str) else name.toString()
        if kind == QTextDocument.ResourceType.ImageResource.value and wanted in self._images:
            return self._fitting(self._images[wanted])
        return None  # nothing is ever read from disk or network

    def _fitting(self, image: QImage) -> QImage:
        room = max(200, self.viewport().width() - 3 * _MARGIN)
        return image if image.width() <= room else image.scaledToWidth(room)

    # -- scale

    def zoom(self, steps: int) -> None:
        """Larger or smaller text by a step."""
        self.set_percent(round(self.percent * ZOOM_STEP**steps))

    def set_percent(self, percent: int) -> None:
        """The size of the text beside that of the window."""
        self.percent = min(max(percent, _SMALLEST), _LARGEST)
        self.document().setDefaultFont(self._font())
        self.zoomed.emit()

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(1, round(self._theme.sizes.body * self.percent / 100)))
        return font

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: D102, N802 - Qt's name
        if event.modifiers() & event.modifiers().ControlModifier and event.angleDelta().y():
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    # -- selecting and going to

    def selection(self) -> Picked | None:
        """The selected text with its paragraph."""
        cursor = self.textCursor()
        words = cursor.selection().toPlainText().replace("\ufffc", "").strip()
        if not words:
            return None
        number = self._paragraph(cursor.selectionStart())
        return Picked(None, None, words[:MAX_EXCERPT], f"¶{number}")

    def _paragraph(self, position: int) -> int:
        """The paragraph's number, from 1, not counting empty ones: as they are counted in a search."""
        if self._plain:
            return self.document().findBlock(position).blockNumber() + 1
        number, block = 0, self.document().begin()
        while block.isValid() and block.position() <= position:
            number += bool(block.text().strip(" \ufffc"))
            block = block.next()
        return max(1, number)

    def reveal(self, target: Target) -> None:
        """Bring the words meant into sight and let them flash."""
        cursor = self._cursor_of(target)
        if cursor is None:
            return
        self._bring_into_sight(cursor)
        self._flashed = cursor
        self._flash.start()
        self._mark()

    def _cursor_of(self, target: Target) -> QTextCursor | None:
        said = self.document().toPlainText()
        spans = find_spans(said, target.excerpt.strip("…")) if target.excerpt else []
        place = self._place(target.place)
        if spans:
            return self._cursor(min(_positions(said, spans), key=lambda span: abs(span[0] - (place or 0))))
        return self._cursor((place, place)) if place is not None else None

    def _place(self, place: str) -> int | None:
        """Where the paragraph of a place begins."""
        if not place.startswith("¶") or not place[1:].isdecimal():
            return None
        wanted, number, block = int(place[1:]), 0, self.document().begin()
        while block.isValid():
            number += self._plain or bool(block.text().strip(" \ufffc"))
            if number == wanted:
                return block.position()
            block = block.next()
        return None

    def _cursor(self, span: tuple[int, int]) -> QTextCursor:
        cursor = QTextCursor(self.document())
        last = self.document().characterCount() - 1
        cursor.setPosition(min(span[0], last))
        cursor.setPosition(min(span[1], last), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _bring_into_sight(self, cursor: QTextCursor) -> None:
        start = QTextCursor(cursor)
        start.setPosition(cursor.selectionStart())
        self.setTextCursor(start)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(start).top() - self.viewport().height() // 3)

    def _end_flash(self) -> None:
        self._flashed = None
        self._mark()

    # -- words found

    def look_for(self, words: str, place: str = "") -> None:
        """Find words; the first hit from the place given, or from the cursor, is gone to."""
        said = self.document().toPlainText() if words.strip() else ""
        self._spans = _positions(said, find_spans(said, words)[:MAX_HITS])
        self._current = -1
        here = self._place(place) or self.textCursor().selectionStart()
        later = [i for i, span in enumerate(self._spans) if span[0] >= here]
        if self._spans:
            self._go_to(later[0] if later else 0)
        else:
            self._mark()
            self.found.emit(0, 0)

    def next_hit(self, count: int) -> None:
        """Go to a hit further on or back, round from the last to the first."""
        if self._spans:
            self._go_to((self._current + count) % len(self._spans))

    def _go_to(self, number: int) -> None:
        self._current = number
        cursor = self._cursor(self._spans[number])
        self._bring_into_sight(cursor)
        self.setTextCursor(cursor)
        self._mark()
        self.found.emit(number + 1, len(self._spans))

    def _mark(self) -> None:
        colours = self._theme.colours
        marks = [self._extra(self._cursor(span), colours.notice_soft) for span in self._spans]
        if self._current >= 0:
            marks.append(self._extra(self._cursor(self._spans[self._current]), colours.accent_soft))
        if self._flashed is not None:
            marks.append(self._extra(self._flashed, colours.accent_soft))
        self.setExtraSelections(marks)

    def _extra(self, cursor: QTextCursor, colour: str) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        mark.cursor = cursor
        look = QTextCharFormat()
        look.setBackground(QColor(colour))
        mark.format = look
        return mark


def _positions(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans as Qt counts letters: rare ones take two places."""
    if not any(ord(one) > _ASTRAL for one in text):
        return spans
    return [(start + _astral(text[:start]), end + _astral(text[:end])) for start, end in spans]


def _astral(text: str) -> int:
    return sum(ord(one) > _ASTRAL for one in text)


def _sheet(theme: Theme) -> str:
    """Tables with lines, in the colours of the theme."""
    border = theme.colours.border
    return (
        f"table {{ border-collapse: collapse; border: 1px solid {border}; margin: 8px 0; }}"
        f"td, th {{ border: 1px solid {border}; padding: 4px 8px; }}"
        "p { margin: 6px 0; } h1 { margin: 16px 0 8px 0; } h2, h3 { margin: 12px 0 6px 0; }"
    )
