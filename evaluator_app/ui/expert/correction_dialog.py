"""Asking why a signed sheet is to be corrected."""

from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QPushButton, QWidget

from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.wording.corrections import lawful_reasons
from evaluator_app.wording.language import text


class CorrectionDialog(QDialog):
    """One of the lawful reasons, and what exactly is corrected."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("Correct a signed sheet"))
        self.setMinimumSize(600, 240)
        self._reason = QComboBox()
        self._reason.setAccessibleName(text("Reason"))
        self._reason.addItems(lawful_reasons())
        self._what = QLineEdit()
        self._what.setAccessibleName(text("What is corrected"))
        self._what.setPlaceholderText(text("What is corrected"))
        about = label(
            text("The signed sheet is kept. You go on in a new revision that names it and this reason."),
            wrap=True,
        )
        start = QPushButton(text("Start correction"))
        start.setProperty("primary", True)  # noqa: FBT003 - Qt's property
        start.setEnabled(False)
        start.clicked.connect(self.accept)
        self._what.textChanged.connect(lambda words: start.setEnabled(bool(words.strip())))
        back = QPushButton(text("Cancel"))
        back.clicked.connect(self.reject)
        self.setLayout(
            column(
                about,
                self._reason,
                self._what,
                None,
                row(None, back, start),
                spacing=12,
                margins=(20, 20, 20, 16),
            )
        )

    @classmethod
    def ask(cls, parent: QWidget | None) -> str:
        """The reason as it will stand in the sheet, or nothing when the dialog was left."""
        dialog = cls(parent)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return ""
        return f"{dialog._reason.currentText()}: {dialog._what.text().strip()}"
