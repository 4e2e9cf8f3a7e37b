"""Understanding a merge in a window of its own."""

from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from evaluator_app.domain.panel import PanelMerge
from evaluator_app.ui.analysis.view import AnalysisView
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.operation import Operations
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.language import text

_WIDE, _HIGH = 1120, 660  # fits into a window of 1280 x 720


class AnalysisDialog(QDialog):
    """The statistics and charts of one merge."""

    def __init__(
        self, theme: Theme, working: Operations, merge: PanelMerge, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("Understanding the results: {campaign}", campaign=merge.campaign.title))
        self.view = AnalysisView(theme, working)
        close = QPushButton(text("Close"))
        close.clicked.connect(self.accept)
        self.setLayout(column((self.view, 1), row(None, close), spacing=8, margins=(20, 16, 20, 16)))
        self.resize(_WIDE, _HIGH)
        self.view.show_merge(merge)
