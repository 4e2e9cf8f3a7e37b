"""The dialog that locks the draft of a scheme as a new version."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLineEdit, QWidget

from evaluator_app.ui.identity.form_dialog import FormDialog
from evaluator_app.wording.language import plural, text

if TYPE_CHECKING:
    from evaluator_app.ui.operation import Operations


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The worker, what is done with version, name and reason, and what follows."""

    working: "Operations"
    do: Callable[[str, str, str], Any]
    done: Callable[[Any], None]


class LockDialog(FormDialog):
    """Asks for the name of the version, who locks it and why; says what cannot be undone."""

    def __init__(self, changes: int, by: str, asked: Asked, parent: QWidget | None) -> None:
        count = plural("{count} value changes.", "{count} values change.", changes)
        about = text(
            "A locked version gets a digest and never changes; campaigns begun after this can use it. "
            "What is to be otherwise later becomes another version."
        )
        super().__init__(text("Lock the draft"), f"{count} {about}", parent)
        self.version, self.reason = _line(text("Name of the version")), _line(text("Reason"))
        self.by = _line(text("Who locks it"))
        self.version.setPlaceholderText("2026-1")
        self.by.setText(by)
        self.lay_out([self.version, self.reason, self.by], text("Lock"))
        self.when_asked(lambda: self.run(asked.working, lambda: asked.do(*self._said()), asked.done))

    def _said(self) -> tuple[str, str, str]:
        return self.version.text().strip(), self.by.text().strip(), self.reason.text().strip()


def _line(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    return field
