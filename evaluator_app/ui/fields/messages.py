"""What went wrong or what to do next, in words, with at most one thing to press."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from evaluator_app.domain.problems import Problem
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.wording.language import plural
from evaluator_app.wording.problems import problem_line, what_happened, what_to_do

_SHOWN = 12


class Message(QWidget):
    """A calm page in the middle of a pane."""

    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what = label(wrap=True, textSize="title")
        self._todo = label(wrap=True, tone="muted")
        self._button = QPushButton()
        self._button.clicked.connect(self.acted)
        for one in (self._what, self._todo):
            one.setAlignment(Qt.AlignmentFlag.AlignCenter)
            one.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        act = row(None, self._button, None)
        self.setLayout(
            column((None, 2), self._what, self._todo, act, (None, 3), spacing=12, margins=(32, 32, 32, 32))
        )

    def show_text(self, what: str, todo: str, action: str = "") -> None:
        """Show a sentence, what to do, and the caption of the button."""
        self._what.setText(what)
        self._todo.setText(todo)
        self._todo.setVisible(bool(todo))
        self._button.setText(action)
        self._button.setVisible(bool(action))

    def show_problems(self, problems: Sequence[Problem], action: str = "") -> None:
        """Show one problem large, several as one list."""
        if len(problems) == 1:
            self.show_text(what_happened(problems[0]), what_to_do(problems[0]), action)
        else:
            heading = plural("{count} problem", "{count} problems", len(problems))
            self.show_text(heading, problem_list(problems), action)


def problem_list(problems: Sequence[Problem]) -> str:
    """Problems as lines of text; a very long list ends with how many more there are."""
    lines = [problem_line(one) for one in problems[:_SHOWN]]
    rest = len(problems) - _SHOWN
    if rest > 0:
        lines.append(plural("and {count} more", "and {count} more", rest))
    return "\n".join(lines)
