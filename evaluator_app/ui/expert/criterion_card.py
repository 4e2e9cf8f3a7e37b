"""The card of one criterion: its mark always in sight; open, also its official text, buttons and note."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QWidget

from evaluator_app.domain.history import Subject
from evaluator_app.domain.marks import UNMARKED, Abstained, Entry, Mark, NotApplicable, Scored
from evaluator_app.domain.numbers import plain
from evaluator_app.domain.problems import Problem
from evaluator_app.domain.rubric import Criterion
from evaluator_app.ui.expert.edits import CardEdit
from evaluator_app.ui.expert.quick_values import quick_values
from evaluator_app.ui.fields.labels import elided, label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.fields.score_field import ScoreField, mark_text
from evaluator_app.ui.fields.text_field import TextField
from evaluator_app.ui.style import restyle
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.language import text
from evaluator_app.wording.problems import problem_line, what_happened, what_to_do

_QUICK_BUTTONS = 6


class CriterionCard(QFrame):
    """Shows one criterion with its entry; recycled for another one by `show_criterion`."""

    edited = Signal(object)  # CardEdit
    activated = Signal(str)  # the criterion's id: the expert turned to this card

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._theme = theme
        self._criterion: Criterion | None = None
        self._entry = Entry()
        self._title = elided(weight="strong")
        self._scale = elided(tone="muted", textSize="small")
        self._score = ScoreField()
        self._maximum = label(tone="muted")
        self._note_line = elided(tone="muted", textSize="small")
        self._details = _Details(theme)
        self._lay_out()
        self._score.answered.connect(self._mark_answered)
        self._score.refused.connect(self._show_refusal)
        self._details.answered.connect(self.edited)

    def _lay_out(self) -> None:
        self._score.setFixedWidth(self._theme.sizes.score_width)
        self._score.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._maximum.setMinimumWidth(self._theme.sizes.body * 2)
        names = column(self._title, self._scale, spacing=2)
        top = row((names, 1), self._score, self._maximum)
        self._details.hide()
        self.setLayout(column(top, self._note_line, self._details, margins=(14, 8, 14, 8)))

    @property
    def criterion_id(self) -> str:
        """The criterion shown now."""
        return self._criterion.id if self._criterion else ""

    def show_criterion(self, criterion: Criterion, entry: Entry, *, open_: bool) -> None:
        """Show this criterion and entry, opened or as one line."""
        if criterion is not self._criterion:
            self._criterion = criterion
            self._show_names(criterion)
        self._entry = entry
        self._score.show_mark(criterion, entry.mark)
        self._note_line.setText(_reason_and_note(entry))
        self._note_line.setVisible(not open_ and has_line(entry))
        self._details.setVisible(open_)
        if open_:
            self._details.show_entry(criterion, entry)
        restyle(self, active="true" if open_ else "false")

    def _show_names(self, criterion: Criterion) -> None:
        self._title.setText(criterion.title)
        self._maximum.setText(f"/ {plain(criterion.max)}")
        self._show_refusal(None)
        name = text("{criterion}: score from 0 to {max}", criterion=criterion.title, max=plain(criterion.max))
        self._score.setAccessibleName(name)
        self._score.setAccessibleDescription(criterion.text)
        self.setAccessibleName(criterion.title)

    def score_text(self) -> str:
        """The mark as the field shows it."""
        return self._score.text()

    def visible_buttons(self) -> list[QPushButton]:
        """The buttons a user can press in this card."""
        return [button for button in self.findChildren(QPushButton) if button.isVisible()]

    def focus_score(self) -> None:
        """Put the cursor into the mark."""
        self._score.setFocus(Qt.FocusReason.TabFocusReason)

    def focus_chain(self) -> list[QWidget]:
        """What Tab visits in the open card, in order."""
        return [self._score, *self._details.focus_chain()]

    def finish(self) -> None:
        """Take what is being typed as the answer."""
        self._score.finish()
        self._details.finish()

    def _mark_answered(self, mark: Mark, final: bool) -> None:  # noqa: FBT001 - a slot
        self.edited.emit(CardEdit(Subject.MARK, self.criterion_id, mark, final))

    def _show_refusal(self, refusal: Problem | None) -> None:
        if self._criterion is None:
            return
        if refusal is None:
            scale = text(
                "Maximum {max} · step {step}",
                max=plain(self._criterion.max),
                step=plain(self._criterion.step),
            )
            self._scale.setText(scale)
            self._scale.setAccessibleName(scale)
        else:
            self._scale.setText(f"{what_happened(refusal)} {what_to_do(refusal)}")
            self._scale.setAccessibleName(problem_line(refusal))
        restyle(self._scale, tone="blocked" if refusal else "muted")

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802 - Qt's name
        self.activated.emit(self.criterion_id)
        super().mousePressEvent(event)


class _Details(QWidget):
    """What an open card adds: official text, buttons of the scale, abstention, note."""

    answered = Signal(object)  # CardEdit

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._criterion: Criterion | None = None
        self._mark: Mark = UNMARKED
        self._text = label(wrap=True)
        self._quick = [self._quick_button() for _ in range(_QUICK_BUTTONS)]
        self._not_applicable = self._choice(text("Not applicable"))
        self._abstain = self._choice(text("Abstain"))
        self._reason = QLineEdit()
        self._reason.editingFinished.connect(self._reason_given)
        self._note = TextField()
        self._note.setFixedHeight(2 * theme.sizes.touch + 8)
        self._note.setPlaceholderText(text("Note"))
        self._note.answered.connect(self._note_answered)
        self._lay_out()

    def _lay_out(self) -> None:
        choices = column(self._not_applicable, self._abstain, None)
        note = row((self._note, 1), choices)
        self.setLayout(
            column(self._text, row(*self._quick, None, spacing=6), self._reason, note, margins=(0, 0, 0, 4))
        )

    def _quick_button(self) -> QPushButton:
        button = QPushButton()
        button.setProperty("quick", True)  # noqa: FBT003 - Qt's property
        button.clicked.connect(lambda: self._say_mark(read_button(button)))
        return button

    def _choice(self, caption: str) -> QPushButton:
        button = QPushButton(caption)
        button.setCheckable(True)
        button.setProperty("touch", True)  # noqa: FBT003 - Qt's property
        button.clicked.connect(lambda: self._choice_clicked(button))
        return button

    def show_entry(self, criterion: Criterion, entry: Entry) -> None:
        """Show a criterion's text and what the expert entered besides the score."""
        if criterion is not self._criterion:
            self._criterion = criterion
            self._show_scale(criterion)
        self._mark = entry.mark
        self._show_choice(entry.mark)
        self._note.show_text(entry.note)

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
            if not isinstance(self._mark, Scored):
                self._say_mark(UNMARKED)
        self.updateGeometry()

    def _reason_given(self) -> None:
        reason = self._reason.text().strip()
        if reason and self._not_applicable.isChecked():
            self._say_mark(NotApplicable(reason))
        elif reason and self._abstain.isChecked():
            self._say_mark(Abstained(reason))

    def _say_mark(self, mark: Mark) -> None:
        if self._criterion is not None and mark != self._mark:
            self.answered.emit(CardEdit(Subject.MARK, self._criterion.id, mark))

    def _note_answered(self, note: str, final: bool) -> None:  # noqa: FBT001 - a slot
        if self._criterion is not None:
            self.answered.emit(CardEdit(Subject.NOTE, self._criterion.id, note, final))

    def focus_chain(self) -> list[QWidget]:
        """What Tab visits here, in order."""
        every = [*self._quick, self._not_applicable, self._abstain, self._reason, self._note]
        return [widget for widget in every if not widget.isHidden()]

    def finish(self) -> None:
        """Take what is being written as the answer."""
        self._note.finish()


def read_button(button: QPushButton) -> Scored:
    """The mark a button of the scale stands for."""
    return Scored(button.property("value"))


def has_line(entry: Entry) -> bool:
    """Whether a closed card shows a line below the mark: a reason or a note."""
    return bool(entry.note.strip()) or isinstance(entry.mark, NotApplicable | Abstained)


def _reason_and_note(entry: Entry) -> str:
    parts = [entry.note.strip()]
    if isinstance(entry.mark, NotApplicable | Abstained):
        parts.insert(0, f"{mark_text(entry.mark)}：{entry.mark.reason}")
    return " · ".join(part for part in parts if part)
