"""The dialog in which an expert is replaced by another on all panels (T-20)."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QWidget

from evaluator_app.ui.identity.form_dialog import FormDialog
from evaluator_app.ui.secretariat.roster_dialogs import line
from evaluator_app.wording.language import text

if TYPE_CHECKING:
    from evaluator_app.services.panels import PanelBoard


class ReplaceDialog(FormDialog):
    """Asks who leaves, who comes, and why."""

    def __init__(self, board: "PanelBoard", chosen: str, who: str, parent: QWidget | None) -> None:
        about = text(
            "The new expert scores from the beginning. The package of the one who leaves is withdrawn when "
            "packages are issued next, and their sheets are refused from then on."
        )
        super().__init__(text("Replace an expert"), about, parent)
        load = board.panels.load()
        people = {one.id: f"{one.expert.name} · {one.expert.organisation}" for one in board.ground.members}
        self.old, self.new = QComboBox(), QComboBox()
        self.old.setAccessibleName(text("Who leaves"))
        self.new.setAccessibleName(text("Who comes"))
        for name in load:
            self.old.addItem(people.get(name, name), name)
        for one in board.ground.able:
            self.new.addItem(people[one.id], one.id)
        self.old.setCurrentIndex(max(0, self.old.findData(chosen)))
        self.reason, self.by = line(text("Reason")), line(text("Entered by"))
        self.by.setText(who)
        self.lay_out([self.old, self.new, self.reason, self.by], text("Replace"))

    def pair(self) -> tuple[str, str]:
        """Who leaves and who comes, by their numbers."""
        return self.old.currentData() or "", self.new.currentData() or ""
