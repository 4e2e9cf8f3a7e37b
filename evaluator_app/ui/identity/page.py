"""One's identity on the screen: whose it is, its fingerprint, and what can be done with it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from evaluator_app.domain.trust import Certified, grouped
from evaluator_app.ui.fields.fitting_dialog import FittingDialog
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.wording.fingerprints import in_words
from evaluator_app.wording.language import text
from evaluator_app.wording.trust import who

Action = tuple[str, Callable[[], object]]


class IdentityPage(FittingDialog):
    """Shows an identity; each action closes the page first."""

    def __init__(self, own: Certified, *, issued: bool, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("My identity"))
        self.setMinimumWidth(560)
        if issued:
            standing = text("Certificate of the secretariat until {day}.", day=own.not_after[:10])
        else:
            standing = text("No secretariat has issued a certificate yet: hand in your enrolment card.")
        fingerprint = label(f"{grouped(own.fingerprint)}\n{in_words(own.fingerprint)}", wrap=True)
        fingerprint.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        about = text("Fingerprint, to compare by telephone:")
        self._parts: list[QWidget] = [
            label(who(own.name, own.organisation), wrap=True, textSize="title"),
            label(standing, wrap=True),
            label(about, wrap=True, tone="muted"),
            fingerprint,
        ]

    def offer(self, actions: Sequence[Action]) -> None:
        """Put a button below for each action."""
        buttons = []
        for caption, act in actions:
            button = QPushButton(caption)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, act=act: self._do(act))
            buttons.append(button)
        close = QPushButton(text("Close"))
        close.setDefault(True)
        close.clicked.connect(self.reject)
        self.setLayout(column(*self._parts, *buttons, row(None, close), spacing=12, margins=(20, 20, 20, 16)))

    def _do(self, act: Callable[[], object]) -> None:
        self.accept()
        act()
