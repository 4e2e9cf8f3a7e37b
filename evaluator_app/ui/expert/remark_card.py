"""The card of a remark every sheet ends with, and the heading of a section."""

from fractions import Fraction

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from evaluator_app.domain.history import Subject
from evaluator_app.domain.numbers import plain
from evaluator_app.domain.rubric import RemarkField, Section
from evaluator_app.domain.sheet import count_characters
from evaluator_app.domain.totals import Subtotal
from evaluator_app.ui.expert.edits import CardEdit
from evaluator_app.ui.fields.choice_row import ChoiceRow
from evaluator_app.ui.fields.labels import elided, label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.fields.text_field import TextField
from evaluator_app.ui.style import restyle
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.language import plural, text


class RemarkCard(QFrame):
    """Shows one remark with its length."""

    edited = Signal(object)  # CardEdit

    def __init__(self, theme: Theme, field: RemarkField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._field = field
        self._title = label(field.title, wrap=True, weight="strong")
        self._length = label(tone="muted", textSize="small")
        self._text = TextField()
        self._text.setAccessibleName(field.title)
        self._text.setMinimumHeight(theme.sizes.body * 8)
        self._text.answered.connect(self._answered)
        self._choice = ChoiceRow()
        self._choice.chosen.connect(lambda choice: self._answered(choice, True))  # noqa: FBT003 - as a signal has it
        heading = row((self._title, 1), self._length)
        body = column(self._choice, (self._text, 1))
        self.setLayout(column(heading, (body, 1), margins=(14, 10, 14, 12)))
        # Only now they lie inside the card: shown before, each would be a window and take the keyboard.
        self._choice.setVisible(bool(field.options))
        self._text.setVisible(not field.options)
        self.show_remark("")

    def show_remark(self, remark: str) -> None:
        """Show the stored text."""
        if self._field.options:
            choices = [(option, option) for option in self._field.options]
            self._choice.show_choices(choices, self._field.title, remark)
            self._show_length(remark)
        else:
            self._text.show_text(remark)
            self._show_length(self._text.toPlainText())

    def focus_text(self) -> None:
        """Put the cursor into the remark."""
        self.focus_chain()[0].setFocus(Qt.FocusReason.TabFocusReason)

    def focus_chain(self) -> list[QWidget]:
        """What Tab visits in this card."""
        return self._choice.focus_chain() if self._field.options else [self._text]

    def finish(self) -> None:
        """Take what is being written as the answer."""
        self._text.finish()

    def _answered(self, remark: str, final: bool) -> None:  # noqa: FBT001 - a slot
        self._show_length(remark)
        self.edited.emit(CardEdit(Subject.REMARK, self._field.id, remark, final))

    def _show_length(self, remark: str) -> None:
        count, limit = count_characters(remark), self._field.max_characters
        if count == 0 and self._field.required:
            words, tone = text("required"), "notice"
        elif self._field.options:
            words, tone = "", "muted"
        elif limit:
            words = text("{count} / {limit} characters", count=count, limit=limit)
            tone = "blocked" if count > limit else "muted"
        else:
            words, tone = plural("{count} character", "{count} characters", count), "muted"
        self._length.setText(words)
        restyle(self._length, tone=tone)


class SectionHeading(QWidget):
    """A section's number and title with its subtotal."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = elided(textSize="title")
        self._points = label(tone="muted")
        self.setLayout(row((self._title, 1), self._points, margins=(2, 8, 2, 2)))

    def show_section(self, section: Section, subtotal: Subtotal) -> None:
        """Show a section and what it has so far: points, or how many are judged where there are none."""
        self._title.setText(f"{section.number}  {section.title}")
        count = len(section.criteria)
        words = points_of(subtotal.earned, subtotal.applicable)
        if not any(criterion.max for criterion in section.criteria):
            words = text("Judged {done} / {all}", done=count - subtotal.unmarked, all=count)
        self._points.setText(words)


def points_of(earned: Fraction, maximum: Fraction) -> str:
    """`18 / 20`."""
    return f"{plain(earned)} / {plain(maximum)}"
