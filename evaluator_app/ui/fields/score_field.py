"""The field for a mark: typing, arrows, full-width digits; a value off the scale is refused in words."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from evaluator_app.domain.marks import UNMARKED, Graded, Mark, NotApplicable, Scored, Unmarked, read_score
from evaluator_app.domain.numbers import plain
from evaluator_app.domain.problems import Problem
from evaluator_app.domain.rubric import Criterion
from evaluator_app.ui.style import restyle
from evaluator_app.wording.language import text

PAUSE_MS = 700  # typing that rests this long is an answer


class ScoreField(QLineEdit):
    """Shows a mark of one criterion and tells what the expert types."""

    answered = Signal(object, bool)  # a Mark, and whether it is final or still being typed
    refused = Signal(object)  # the Problem of what was typed, or None when it is well again

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._criterion: Criterion | None = None
        self._mark: Mark = UNMARKED
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.finish)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setProperty("score", True)  # noqa: FBT003 - Qt's property
        self.textEdited.connect(self._typed)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, True)  # noqa: FBT003 - Qt's switch

    def show_mark(self, criterion: Criterion, mark: Mark) -> None:
        """Show a stored mark without announcing it as the expert's; typing in progress is left alone."""
        same = criterion is self._criterion and self._typing()
        self._criterion, self._mark = criterion, mark
        self.setReadOnly(criterion.by_option)  # an option is chosen by its number, not typed
        if not same:
            self._restore()

    def finish(self) -> None:
        """Take what was typed as the answer, or put the old value back where it is not on the scale."""
        self._pause.stop()
        if self._criterion is None or not self._typing():
            return
        outcome = read_score(self.text(), self._criterion)
        self._restore_text()
        if isinstance(outcome, tuple):
            self._say(outcome[0])
        else:
            self._answer(outcome)

    def step(self, count: int) -> None:
        """One step of the scale up or down; from nothing, up begins at the best and down at the least."""
        self.finish()
        if self._criterion is not None:
            self._answer(stepped(self._mark, self._criterion, count))

    def choose(self, number: int) -> None:
        """Take the option of this number, counted from 1."""
        if self._criterion is not None and 0 < number <= len(self._criterion.options):
            self._answer(Graded(self._criterion.options[number - 1].id))

    def _answer(self, mark: Mark) -> None:
        if mark != self._mark:
            self._mark = mark
            self._restore()
            self.answered.emit(mark, True)  # noqa: FBT003 - a signal has no keywords

    def _typing(self) -> bool:
        return self.isModified()

    def _typed(self) -> None:
        if self._criterion is None:
            return
        outcome = read_score(self.text(), self._criterion)
        if isinstance(outcome, tuple):
            self._say(outcome[0])
            self._pause.stop()
        else:
            self._say(None)
            self._pause.start()
        preview = self._mark if isinstance(outcome, tuple) else outcome
        self.answered.emit(preview, False)  # noqa: FBT003 - a signal has no keywords

    def _restore(self) -> None:
        self._restore_text()
        self._say(None)

    def _restore_text(self) -> None:
        self._pause.stop()
        self.setText(mark_text(self._mark, self._criterion))
        self.setModified(False)

    def _say(self, found: Problem | None) -> None:
        restyle(self, wrong=found is not None)
        self.refused.emit(found)

    def event(self, event: QEvent) -> bool:  # noqa: D102 - undo belongs to the whole sheet, not to this field
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo))
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802 - Qt's name
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if steps is not None:
            self.step(steps)
        elif event.key() == Qt.Key.Key_Escape and self._typing():
            self._restore()
            self.answered.emit(self._mark, False)  # noqa: FBT003 - a signal has no keywords
        elif self.isReadOnly() and self._option_key(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _option_key(self, event: QKeyEvent) -> bool:
        """A digit chooses the option of that number; deleting takes the choice back."""
        if event.text().isdecimal():
            self.choose(int(event.text()))
            return True
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._answer(UNMARKED)
            return True
        return False

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: D102, N802 - Qt's name
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: D102, N802 - Qt's name
        self.finish()
        super().focusOutEvent(event)


def stepped(mark: Mark, criterion: Criterion, count: int) -> Mark:
    """The mark so many steps further up its scale; options run from the best down."""
    if criterion.by_option:
        names = [option.id for option in criterion.options]
        here = names.index(mark.grade) - count if isinstance(mark, Graded) and mark.grade in names else None
        first = 0 if count > 0 else len(names) - 1
        return Graded(names[min(max(here, 0), len(names) - 1)] if here is not None else names[first])
    least = criterion.highest * 0
    if not isinstance(mark, Scored):
        return Scored(criterion.highest if count > 0 else least)
    return Scored(min(max(mark.value + count * criterion.step, least), criterion.highest))


def mark_text(mark: Mark, criterion: Criterion | None) -> str:
    """A mark as the field shows it."""
    match mark:
        case Scored(value):
            return plain(value)
        case Graded(grade):
            return criterion.options_by_id[grade].title if criterion else grade
        case Unmarked():
            return ""
        case NotApplicable():
            return text("N/A")
        case _:
            return text("Abstained")
