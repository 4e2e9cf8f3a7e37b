"""The question before a package whose issuer is not known here: who it says it is from, and how to check."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from evaluator_app.domain.trust import PackageSignature
from evaluator_app.ui.fields.fitting_dialog import FittingDialog
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.wording.language import text
from evaluator_app.wording.trust import issuer_words


class IssuerDialog(FittingDialog):
    """Opens nothing by itself: leaving it is the safe answer."""

    def __init__(self, signature: PackageSignature | None, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("Who issued this package?"))
        self.setMinimumWidth(520)
        words = issuer_words(signature)
        heading = label(words.heading, wrap=True, textSize="title")
        about = label(words.about, wrap=True)
        digits = label(words.digits, wrap=True, weight="strong", textSize="title")
        digits.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        digits.setVisible(bool(words.digits))
        leave = QPushButton(text("Do not open"))
        leave.setDefault(True)
        leave.setProperty("primary", True)  # noqa: FBT003 - Qt's property
        leave.clicked.connect(self.reject)
        proceed = QPushButton(words.proceed)
        proceed.setAutoDefault(False)
        proceed.clicked.connect(self.accept)
        self.setLayout(
            column(heading, about, digits, row(None, proceed, leave), spacing=16, margins=(20, 20, 20, 16))
        )

    @classmethod
    def ask(cls, signature: PackageSignature | None, parent: QWidget | None) -> bool:
        """Whether the package is to be opened."""
        return cls(signature, parent).exec() == QDialog.DialogCode.Accepted
