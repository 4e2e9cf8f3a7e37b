"""What a piece of the secretariat's work ended in: a heading, lines, and whether all went well."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLayout, QPushButton, QWidget

from evaluator_app.domain.panel import PanelMerge
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.wording.language import text


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of one piece of work, in words."""

    heading: str
    lines: Sequence[str] = ()
    well: bool = True
    merge: PanelMerge | None = None  # where sheets were merged: what there is to understand


class OutcomeCard(QFrame):
    """Shows an outcome; its words can be copied."""

    analysis_wanted = Signal(object)

    def __init__(self, outcome: Outcome, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        tone = "good" if outcome.well else "blocked"
        heading = label(outcome.heading, wrap=True, weight="strong", tone=tone)
        lines = label("\n".join(outcome.lines), wrap=True)
        lines.setVisible(bool(outcome.lines))
        for one in (heading, lines):
            one.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self.setLayout(column(heading, lines, *self._more(outcome), margins=(16, 12, 16, 12)))

    def _more(self, outcome: Outcome) -> Sequence[QLayout]:
        """What can be done next."""
        merge = outcome.merge
        if merge is None:
            return ()
        look = QPushButton(text("Understand the results…"))
        look.clicked.connect(lambda: self.analysis_wanted.emit(merge))
        return (row(look, None),)
