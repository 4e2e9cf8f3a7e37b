"""A row of buttons of which at most one is chosen: options of a scale, a recommendation."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from evaluator_app.ui.fields.buttons import touch_button
from evaluator_app.ui.fields.flow import FlowLayout
from evaluator_app.wording.language import text


class ChoiceRow(QWidget):
    """Shows options as buttons; pressing the chosen one takes the choice back."""

    chosen = Signal(str)  # the option's id, or nothing

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: tuple[tuple[str, str], ...] = ()
        self._buttons: list[QPushButton] = []
        self._flow = FlowLayout()
        self.setLayout(self._flow)

    def show_choices(self, choices: Sequence[tuple[str, str]], subject: str, current: str) -> None:
        """Show these (id, title) pairs; `subject` is what is judged, for those who listen."""
        if tuple(choices) != self._choices:
            self._choices = tuple(choices)
            self._make_buttons(subject)
        for (name, _), button in zip(self._choices, self._buttons, strict=True):
            button.setChecked(name == current)

    def _make_buttons(self, subject: str) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self._buttons = []
        for name, title in self._choices:
            button = touch_button(title)
            button.setCheckable(True)
            button.setAccessibleName(text("{criterion}: {choice}", criterion=subject, choice=title))
            button.clicked.connect(lambda on, name=name: self.chosen.emit(name if on else ""))
            self._flow.addWidget(button)
            button.show()  # a child made while its parent is seen would wait for the next event
            self._buttons.append(button)

    def focus_chain(self) -> list[QWidget]:
        """What Tab visits, in order."""
        return list(self._buttons)
