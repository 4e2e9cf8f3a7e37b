"""How far a piece of work is, with the way out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from evaluator_app.ui.fields.labels import elided
from evaluator_app.ui.fields.layouts import row
from evaluator_app.wording.language import text


class ProgressRow(QWidget):
    """A bar with what is worked on, and a button to stop it."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._name = elided(tone="muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(text("Progress"))
        cancel = QPushButton(text("Cancel"))
        cancel.clicked.connect(self.cancelled)
        self.setLayout(row((self._name, 1), (self._bar, 2), cancel, spacing=12))
        self.hide()

    def show_progress(self, name: str, done: int, total: int) -> None:
        """Show the name and share of what is done, in thousandths so that any size fits; 0 is not known."""
        self._name.setText(text("Reading {name}", name=name) if name else text("Working…"))
        self._bar.setRange(0, 1000 if total else 0)
        self._bar.setValue(done * 1000 // total if total else 0)
        self.show()
