"""What an open card adds to its mark: official text, buttons of the scale, abstention, note, phrases."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QSizePolicy, QWidget

from evaluator_app.domain.citations import Citation
from evaluator_app.domain.history import Subject
from evaluator_app.domain.marks import UNMARKED, Abstained, Entry, Graded, Mark, NotApplicable, Scored
from evaluator_app.domain.numbers import plain
from evaluator_app.domain.rubric import Criterion
from evaluator_app.ui.expert.citation_row import CitationRow
from evaluator_app.ui.expert.edits import CardEdit
from evaluator_app.ui.expert.quick_values import quick_values
from evaluator_app.ui.fields.buttons import touch_button
from evaluator_app.ui.fields.choice_row import ChoiceRow
from evaluator_app.ui.fields.flow import FlowLayout
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.fields.text_field import TextField
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.language import text

_QUICK_BUTTONS = 6
_PHRASES, _PHRASE_LENGTH = 12, 40


class CriterionDetails(QWidget):
    """Shows the rest of one criterion and tells what the expert does there."""

    answered = Signal(object)  # CardEdit
    citation_opened = Signal(object)  # Citation
    cite_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._criterion: Criterion | None = None
        self._mark: Mark = UNMARKED
        self._text = label(wrap=True)
        self._quick = [self._quick_button() for _ in range(_QUICK_BUTTONS)]
        self._options = ChoiceRow()
        self._options.chosen.connect(self._option_chosen)
        self._not_applicable = self._choice(text("Not applicable"))
        self._abstain = self._choice(text("Abstain"))
        self._reason = QLineEdit()
        self._reason.editingFinished.connect(self._reason_given)
        self._note = self._note_field(2 * theme.sizes.touch + 8)
        self._phrases = touch_button(text("Phrases"))
        self._phrases.setMenu(QMenu(self._phrases))
        self._phrases.hide()
        self._cite = touch_button(text("Cite"))
        self._cite.setToolTip(text("Attach what is selected in the documents (F7)"))
        self._cite.clicked.connect(self.cite_wanted)
        self._citations = CitationRow()
        self._citations.opened.connect(self.citation_opened)
        self._citations.changed.connect(self._citations_changed)
        self._lay_out()

    def _lay_out(self) -> None:
        choices = column(self._cite, self._not_applicable, self._abstain, self._phrases, None)
        note = row((self._note, 1), choices)
        self.setLayout(
            column(
                self._text,
                FlowLayout(*self._quick),
                self._options,
                self._reason,
                note,
                self._citations,
                margins=(0, 0, 0, 4),
            )
        )

    def _quick_button(self) -> QPushButton:
        button = QPushButton()
        button.setProperty("quick", True)  # noqa: FBT003 - Qt's property
        button.clicked.connect(lambda: self._say_mark(read_button(button)))
        return button

    def _note_field(self, height: int) -> TextField:
        note = TextField()
        note.setMinimumHeight(height)
        note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        note.setPlaceholderText(text("Note"))
        note.answered.connect(self._note_answered)
        return note

    def _choice(self, caption: str) -> QPushButton:
        button = touch_button(caption)
        button.setCheckable(True)
        button.clicked.connect(lambda: self._choice_clicked(button))
        return button

    def show_entry(self, criterion: Criterion, entry: Entry) -> None:
        """Show a criterion's text and what the expert entered besides the score."""
        if criterion is not self._criterion:
            self._criterion = criterion
            self._show_scale(criterion)
        self._mark = entry.mark
        self._show_choice(entry.mark)
        if criterion.by_option:
            choices = [(one.id, f"{i} {one.title}") for i, one in enumerate(criterion.options, start=1)]
            chosen = entry.mark.grade if isinstance(entry.mark, Graded) else ""
            self._options.show_choices(choices, criterion.title, chosen)
        self._note.show_text(entry.note)

    def show_phrases(self, phrases: Sequence[str]) -> None:
        """Offer notes written on other sheets; choosing one adds it to the note."""
        menu = self._phrases.menu()
        menu.clear()
        for phrase in phrases[:_PHRASES]:
            shown = phrase if len(phrase) <= _PHRASE_LENGTH else f"{phrase[:_PHRASE_LENGTH]}…"
            menu.addAction(shown.replace("&", "&&")).triggered.connect(partial(self._add_phrase, phrase))
        self._phrases.setVisible(bool(phrases))

    def _add_phrase(self, phrase: str, *_: object) -> None:
        note = self._note.toPlainText()
        self._note.setPlainText(f"{note}\n{phrase}" if note.strip() else phrase)
        self._note.finish()

    def _show_scale(self, criterion: Criterion) -> None:
        self._text.setText(criterion.text)
        self._text.setVisible(bool(criterion.text))
        values = quick_values(criterion)
        for i, button in enumerate(self._quick):
            button.setVisible(i < len(values))
            if i < len(values):
                shown = plain(values[i])
                button.setText(shown)
                button.setProperty("value", values[i])
                button.setAccessibleName(
                    text("{criterion}: give {score}", criterion=criterion.title, score=shown)
                )
        self._options.setVisible(criterion.by_option)
        self._not_applicable.setVisible(criterion.not_applicable)
        self._note.setAccessibleName(text("{criterion}: note", criterion=criterion.title))
        self._reason.setAccessibleName(text("{criterion}: reason", criterion=criterion.title))

    def _show_choice(self, mark: Mark) -> None:
        self._not_applicable.setChecked(isinstance(mark, NotApplicable))
        self._abstain.setChecked(isinstance(mark, Abstained))
        has_reason = isinstance(mark, NotApplicable | Abstained)
        if not self._reason.hasFocus():
            self._reason.setVisible(has_reason)
            self._reason.setText(mark.reason if isinstance(mark, NotApplicable | Abstained) else "")

    def _choice_clicked(self, button: QPushButton) -> None:
        other = self._abstain if button is self._not_applicable else self._not_applicable
        other.setChecked(False)
        if button.isChecked():
            self._reason.setVisible(True)
            self._reason.setPlaceholderText(text("Reason (required)"))
            self._reason.setFocus()
            self._reason_given()
        else:
            self._reason.clearFocus()
            self._reason.hide()
            if not isinstance(self._mark, Scored | Graded):
                self._say_mark(UNMARKED)
        self.updateGeometry()

    def _reason_given(self) -> None:
        reason = self._reason.text().strip()
        if reason and self._not_applicable.isChecked():
            self._say_mark(NotApplicable(reason))
        elif reason and self._abstain.isChecked():
            self._say_mark(Abstained(reason))

    def show_citations(self, citations: Sequence[Citation]) -> None:
        """Show the places this criterion's mark refers to."""
        self._citations.show_citations(citations)

    def _citations_changed(self, citations: tuple[Citation, ...]) -> None:
        if self._criterion is not None:
            self.answered.emit(CardEdit(Subject.CITATIONS, self._criterion.id, citations))

    def _option_chosen(self, option: str) -> None:
        self._say_mark(Graded(option) if option else UNMARKED)

    def _say_mark(self, mark: Mark) -> None:
        if self._criterion is not None and mark != self._mark:
            self.answered.emit(CardEdit(Subject.MARK, self._criterion.id, mark))

    def _note_answered(self, note: str, final: bool) -> None:  # noqa: FBT001 - a slot
        if self._criterion is not None:
            self.answered.emit(CardEdit(Subject.NOTE, self._criterion.id, note, final))

    def focus_chain(self) -> list[QWidget]:
        """What Tab visits here, in order."""
        options = [] if self._options.isHidden() else self._options.focus_chain()
        last = [self._reason, self._note, *self._citations.focus_chain()]
        last += [self._cite, self._not_applicable, self._abstain, self._phrases]
        return [widget for widget in (*self._quick, *options, *last) if not widget.isHidden()]

    def finish(self) -> None:
        """Take what is being written as the answer."""
        self._note.finish()


def read_button(button: QPushButton) -> Scored:
    """The mark a button of the scale stands for."""
    return Scored(button.property("value"))
