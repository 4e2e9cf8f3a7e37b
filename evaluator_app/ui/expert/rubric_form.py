"""The rubric as a form: about a screenful of cards, recycled while scrolling, one of them open."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from evaluator_app.domain.citations import Citation
from evaluator_app.domain.marks import EMPTY, Entry
from evaluator_app.domain.rubric import Criterion, RemarkField, Rubric, Section
from evaluator_app.domain.sheet import Marks
from evaluator_app.domain.totals import subtotal
from evaluator_app.ui.expert.criterion_card import CriterionCard, closed_line
from evaluator_app.ui.expert.form_places import MARGIN, SPACING, Geometry, Place, places_of, stacked, stops
from evaluator_app.ui.expert.form_pool import FormPool
from evaluator_app.ui.expert.remark_card import RemarkCard, SectionHeading
from evaluator_app.ui.tokens import Theme

_SPARE = 200  # px kept bound above and below what is visible


class RubricForm(QAbstractScrollArea):
    """Shows a rubric with an expert's marks; tells every change."""

    edited = Signal(object)  # CardEdit
    citation_opened = Signal(object)  # Citation
    cite_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rubric: Rubric | None = None
        self._marks = Marks()
        self._places: tuple[Place, ...] = ()
        self._sections: Mapping[str, Section] = {}
        self._geometry = Geometry()
        self._open = -1
        self._bound: dict[int, QWidget] = {}
        self._phrases: Mapping[str, Sequence[str]] = {}
        self._pool = FormPool(theme, self.viewport(), self._prepare)
        self._closed_heights: tuple[int, int] = (0, 0)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setProperty("role", "page")
        self.verticalScrollBar().valueChanged.connect(self._place_widgets)

    # -- what is shown

    def show_rubric(
        self, rubric: Rubric, marks: Marks, phrases: Mapping[str, Sequence[str]] = MappingProxyType({})
    ) -> None:
        """Show another sheet, its first criterion open; `phrases` are earlier notes by criterion."""
        self.finish()
        self._release_all()
        self._rubric, self._marks, self._phrases = rubric, marks, phrases
        self._places = places_of(rubric)
        self._sections = {c.id: section for section in rubric.sections for c in section.criteria}
        self._open = next(iter(stops(self._places)), -1)
        self._measure()

    def show_marks(self, marks: Marks) -> None:
        """Show changed marks of the same sheet."""
        old, self._marks = self._marks, marks
        changed = {name for name, entry in marks.entries.items() if old.entries.get(name) is not entry}
        if marks.citations is not old.citations:
            changed |= {*marks.citations, *old.citations}
        touched = {self._sections[name].id for name in changed if name in self._sections}
        for i, widget in self._bound.items():
            self._refresh(i, widget, changed, touched)
        lines = any(_has_line(old, name) != _has_line(marks, name) for name in changed)
        if lines or (self._open >= 0 and self._height_now(self._open) != self._geometry.heights[self._open]):
            self._measure()

    def _refresh(self, i: int, widget: QWidget, changed: set[str], touched: set[str]) -> None:
        match self._places[i]:
            case Criterion(id=name) if name in changed:
                self._show_in(i, widget)
            case Section(id=name) if name in touched:
                self._show_in(i, widget)
            case RemarkField():
                self._show_in(i, widget)
            case _:
                pass

    def go_to(self, target: str) -> None:
        """Open a criterion or remark by its id, bring it into sight and put the cursor there."""
        for i in stops(self._places):
            if self._places[i].id == target:
                self._activate(i)
                return

    def open_target(self) -> str:
        """The id of the criterion or remark that is open."""
        return self._places[self._open].id if self._open >= 0 else ""

    def finish(self) -> None:
        """Take what is being typed as the answer."""
        widget = self._bound.get(self._open)
        if isinstance(widget, CriterionCard | RemarkCard):
            widget.finish()

    # -- moving about

    def go_on(self, count: int) -> bool:
        """Go to the next or previous criterion or remark; False at the ends."""
        ways = stops(self._places)
        position = ways.index(self._open) + count if self._open in ways else 0
        if not 0 <= position < len(ways):
            return False
        self._activate(ways[position])
        return True

    def _activate(self, i: int) -> None:
        if i != self._open:
            self.finish()
            self._open = i
            for index, widget in self._bound.items():
                if isinstance(widget, CriterionCard):
                    self._show_in(index, widget)
            self._measure()
        self._bring_into_sight(i)
        widget = self._bound[i]
        if isinstance(widget, CriterionCard):
            widget.focus_score()
        elif isinstance(widget, RemarkCard):
            widget.focus_text()

    def _bring_into_sight(self, i: int) -> None:
        bar, height = self.verticalScrollBar(), self.viewport().height()
        top = self._geometry.tops[i] - SPACING
        bottom = top + self._geometry.heights[i] + 2 * SPACING
        if top < bar.value() or bottom - top > height:
            bar.setValue(top)
        elif bottom > bar.value() + height:
            bar.setValue(bottom - height)
        self._place_widgets()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, D102, FBT001, N802 - Qt's name
        chain = self._open_chain()
        focused = QApplication.focusWidget()
        if focused not in chain:
            return super().focusNextPrevChild(next)
        position = chain.index(focused) + (1 if next else -1)
        if 0 <= position < len(chain):
            chain[position].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return self.go_on(1 if next else -1) or super().focusNextPrevChild(next)

    def _open_chain(self) -> list[QWidget]:
        widget = self._bound.get(self._open)
        return widget.focus_chain() if isinstance(widget, CriterionCard | RemarkCard) else []

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802 - Qt's name
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.finish()
                self.go_on(-1 if back else 1)
            case Qt.Key.Key_PageDown:
                self.go_on(1)
            case Qt.Key.Key_PageUp:
                self.go_on(-1)
            case _:
                event.ignore()

    # -- geometry

    def _measure(self) -> None:
        if not self._places:
            return
        self._closed_heights = self._closed_heights if all(self._closed_heights) else self._measure_closed()
        heights = [self._height(i) for i in range(len(self._places))]
        if self._open >= 0:
            heights[self._open] = self._height_now(self._open)
        self._geometry = stacked(heights)
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(40)
        bar.setRange(0, max(0, self._geometry.length - self.viewport().height()))
        self._place_widgets()

    def _measure_closed(self) -> tuple[int, int]:
        criterion = next(place for place in self._places if isinstance(place, Criterion))
        card = self._pool.take(criterion)
        if not isinstance(card, CriterionCard):
            return 0, 0
        card.show_criterion(criterion, Entry(), open_=False)
        plain_height = card.sizeHint().height()
        card.show_criterion(criterion, Entry(note="…"), open_=False)
        noted_height = card.sizeHint().height()
        self._pool.give_back(card)
        return plain_height, noted_height

    def _height(self, i: int) -> int:
        match self._places[i]:
            case Section():
                return self._theme.sizes.title + 26
            case RemarkField(options=options):
                return self._theme.sizes.body * (7 if options else 12)
            case Criterion(id=name):
                return self._closed_heights[_has_line(self._marks, name)]

    def _height_now(self, i: int) -> int:
        """The height of the open card, whose text wraps."""
        if not isinstance(self._places[i], Criterion):
            return self._height(i)
        widget = self._bound.get(i) or self._bind(i)
        return widget.heightForWidth(self._width())

    def _width(self) -> int:
        return self.viewport().width() - 2 * MARGIN

    def _place_widgets(self) -> None:
        if not self._places:
            return
        offset = self.verticalScrollBar().value()
        wanted = {*self._geometry.between(offset - _SPARE, offset + self.viewport().height() + _SPARE)}
        if self._open >= 0:
            wanted.add(self._open)
        for i in [i for i in self._bound if i not in wanted]:
            self._pool.give_back(self._bound.pop(i))
        for i in sorted(wanted):
            widget = self._bound.get(i) or self._bind(i)
            top, height = self._geometry.tops[i] - offset, self._geometry.heights[i]
            widget.setGeometry(MARGIN, top, self._width(), height)
            widget.show()

    # -- recycling

    def _bind(self, i: int) -> QWidget:
        widget = self._bound[i] = self._pool.take(self._places[i])
        self._show_in(i, widget)
        return widget

    def _show_in(self, i: int, widget: QWidget) -> None:
        what = self._places[i]
        if isinstance(widget, CriterionCard) and isinstance(what, Criterion):
            entry, cited = _entered(self._marks, what.id)
            widget.show_criterion(what, entry, cited, open_=i == self._open)
            widget.show_phrases((*self._phrases.get(what.id, ()), *self._phrases.get("", ())))
        elif isinstance(widget, SectionHeading) and isinstance(what, Section):
            widget.show_section(what, subtotal(what, self._marks.entries))
        elif isinstance(widget, RemarkCard):
            widget.show_remark(self._marks.remarks.get(what.id, ""))

    def _release_all(self) -> None:
        for i in list(self._bound):
            self._pool.give_back(self._bound.pop(i))
        self._pool.forget_remarks()

    def _prepare(self, card: CriterionCard | RemarkCard) -> None:
        card.edited.connect(self.edited)
        if isinstance(card, CriterionCard):
            card.activated.connect(self.go_to)
            card.citation_opened.connect(self.citation_opened)
            card.cite_wanted.connect(self.cite_wanted)
        card.installEventFilter(self)
        for widget in card.focus_chain():
            widget.installEventFilter(self)

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # type: ignore[override] # noqa: D102, N802 - Qt
        if isinstance(event, QFocusEvent) and event.reason() is Qt.FocusReason.MouseFocusReason:
            self._focus_went_to(watched)
        elif event.type() == QEvent.Type.LayoutRequest and watched is self._bound.get(self._open):
            self._measure()
        return super().eventFilter(watched, event)

    def _focus_went_to(self, widget: QWidget) -> None:
        for i, bound in self._bound.items():
            if i != self._open and bound.isAncestorOf(widget):
                self._activate(i)
                return

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102, N802 - Qt's name
        super().resizeEvent(event)
        self._measure()

    def sizeHint(self) -> QSize:  # noqa: D102, N802 - Qt's name
        return QSize(560, 640)


def _entered(marks: Marks, criterion: str) -> tuple[Entry, Sequence[Citation]]:
    return marks.entries.get(criterion, EMPTY), marks.citations.get(criterion, ())


def _has_line(marks: Marks, criterion: str) -> bool:
    return bool(closed_line(*_entered(marks, criterion)))
