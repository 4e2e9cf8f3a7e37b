"""A dialog that asks, tries, and stays with the reason until what was asked for is done or given up."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtWidgets import QPushButton, QWidget
from shiboken6 import isValid

from evaluator_app.domain.problems import Problem
from evaluator_app.ui.fields.fitting_dialog import FittingDialog
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column, fit_height, row
from evaluator_app.ui.fields.messages import problem_list
from evaluator_app.ui.operation import Operations, problems_of
from evaluator_app.wording.language import text

T = TypeVar("T")


class FormDialog(FittingDialog):
    """Fields below an explanation; the work runs in the background, and a refusal is said in the dialog."""

    def __init__(self, heading: str, about: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.setMinimumWidth(480)
        self._heading = label(heading, wrap=True, textSize="title")
        self._about = label(about, wrap=True)
        self._trouble = label(wrap=True, tone="blocked")
        self._trouble.hide()
        self._leave = QPushButton(text("Cancel"))
        self._leave.setAutoDefault(False)
        self._leave.clicked.connect(self.reject)
        self._go = QPushButton()
        self._go.setDefault(True)
        self._go.setProperty("primary", True)  # noqa: FBT003 - Qt's property

    def lay_out(
        self, fields: Sequence[QWidget], proceed: str, first: Sequence[QWidget] = (), *, across: int = 1
    ) -> None:
        """Put the fields between explanation and buttons, several across where there are many.

        What comes first needs no name above it.
        """
        self._go.setText(proceed)
        captions = [label(one.accessibleName(), textSize="small", tone="muted") for one in fields]
        for caption, one in zip(captions, fields, strict=True):
            caption.setBuddy(one)
        columns = [column(caption, one, spacing=2) for caption, one in zip(captions, fields, strict=True)]
        named = [
            row(*((one, 1) for one in columns[start : start + across]), spacing=12)
            for start in range(0, len(columns), across)
        ]
        self.setLayout(
            column(
                self._heading,
                self._about,
                *first,
                *named,
                self._trouble,
                row(None, self._leave, self._go),
                spacing=12,
                margins=(20, 20, 20, 16),
            )
        )
        fields[0].setFocus()

    def when_asked(self, act: Callable[[], None]) -> None:
        """What the button does."""
        self._go.clicked.connect(lambda _=False: act())

    def proceed_with(self, caption: str) -> None:
        """Another caption for going on, and the way to it open again."""
        self._go.setText(caption)
        self._go.setEnabled(True)

    def leave_with(self, caption: str) -> None:
        """Another caption for leaving."""
        self._leave.setText(caption)

    def run(self, operations: Operations, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Do the work in the background; the dialog closes when it is done."""

        def finished(result: T) -> None:
            done(result)
            if isValid(self):  # it may have been closed meanwhile; the work was done all the same
                self.accept()

        self.run_and_stay(operations, work, finished)

    def run_and_stay(self, operations: Operations, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Do the work in the background; the dialog stays for what comes next."""
        self._go.setEnabled(False)
        self._trouble.hide()
        operations.run(work, done, self._failed)

    def _failed(self, error: Exception) -> None:
        problems = problems_of(error)
        if isValid(self):
            self.show_problems(problems)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say why it was not done; what was typed stays."""
        self.say(problem_list(problems))

    def say(self, words: str) -> None:
        """Say why it cannot be done as it was typed."""
        self._go.setEnabled(True)
        self._trouble.setText(words)
        self._trouble.show()
        fit_height(self)
