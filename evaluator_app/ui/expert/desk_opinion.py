"""Signing the panel's opinion on the expert's desk: a member signs with their own key, at home."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from evaluator_app.late import late
from evaluator_app.ui.operation import Operations
from evaluator_app.ui.tokens import Theme

if TYPE_CHECKING:
    from evaluator_app.ui.expert.desk import ExpertDesk
    from evaluator_app.ui.opinion import sign_dialog
else:
    sign_dialog = late("evaluator_app.ui.opinion.sign_dialog")


class DeskOpinion(QObject):
    """What the menu entry for signing an opinion does."""

    def __init__(self, desk: "ExpertDesk", theme: Theme, storing: Operations) -> None:
        super().__init__(desk)
        self._desk, self._theme, self._storing = desk, theme, storing
        self.dialog: sign_dialog.SignOpinionDialog | None = None

    def sign(self) -> None:
        """Choose the workbook the secretariat sent, and sign it."""
        known = self._desk.identity
        self.dialog = sign_dialog.SignOpinionDialog(self._theme, self._storing, known, self._desk)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()
