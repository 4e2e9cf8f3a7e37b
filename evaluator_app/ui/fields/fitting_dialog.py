"""A dialog that is as high as its texts need: Qt alone forgets that wrapped lines make a dialog higher."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog

from evaluator_app.ui.fields.layouts import fit_height


class FittingDialog(QDialog):
    """Fits its height when it is shown."""

    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102, N802 - Qt's name
        super().showEvent(event)
        fit_height(self)
