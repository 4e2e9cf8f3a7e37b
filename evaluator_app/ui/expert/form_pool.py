"""The widgets of the rubric form: made when one is missing, used again when they scroll out of sight."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QWidget

from evaluator_app.domain.rubric import Criterion, Section
from evaluator_app.ui.expert.criterion_card import CriterionCard
from evaluator_app.ui.expert.form_places import Place
from evaluator_app.ui.expert.remark_card import RemarkCard, SectionHeading
from evaluator_app.ui.tokens import Theme


class FormPool:
    """Hands out a heading or card for a place and takes it back; remarks keep their own card."""

    def __init__(
        self, theme: Theme, parent: QWidget, prepare: Callable[[CriterionCard | RemarkCard], None]
    ) -> None:
        self._theme = theme
        self._parent = parent
        self._prepare = prepare  # called once with every new card, to listen to it
        self._cards: list[CriterionCard] = []
        self._headings: list[SectionHeading] = []
        self._remarks: dict[str, RemarkCard] = {}

    def take(self, place: Place) -> QWidget:
        """A widget for this place, with whatever it showed before."""
        if isinstance(place, Section):
            return self._headings.pop() if self._headings else SectionHeading(self._parent)
        if isinstance(place, Criterion):
            return self._cards.pop() if self._cards else self._new(CriterionCard(self._theme, self._parent))
        if place.id not in self._remarks:
            card = RemarkCard(self._theme, place, self._parent)
            self._prepare(card)
            self._remarks[place.id] = card
        return self._remarks[place.id]

    def _new(self, card: CriterionCard) -> CriterionCard:
        self._prepare(card)
        return card

    def give_back(self, widget: QWidget) -> None:
        """Hide a widget until it is needed again."""
        focused = QApplication.focusWidget()
        if focused is not None and widget.isAncestorOf(focused):
            focused.clearFocus()  # else hiding would hand the focus to some other card
        widget.hide()
        if isinstance(widget, CriterionCard):
            self._cards.append(widget)
        elif isinstance(widget, SectionHeading):
            self._headings.append(widget)

    def forget_remarks(self) -> None:
        """Another sheet has other remarks."""
        for card in self._remarks.values():
            card.deleteLater()
        self._remarks.clear()
