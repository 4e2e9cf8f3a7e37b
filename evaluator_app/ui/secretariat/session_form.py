"""Who decided and when: the day of the committee's meeting, its chair, its members, who records it."""

import re

from PySide6.QtWidgets import QLineEdit, QWidget

from evaluator_app.domain.decisions import Session
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.secretariat.roster_dialogs import line
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.language import text

_DAY = "yyyy-mm-dd"  # as it is typed
_BETWEEN = re.compile(r"[、，,;；\n]+")


def day_line(name: str, theme: Theme) -> QLineEdit:
    """A line for a day."""
    field = line(name)
    field.setPlaceholderText(_DAY)
    field.setFixedWidth(theme.sizes.body * 9)
    return field


class SessionForm(QWidget):
    """Asks for a session."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.day = day_line(text("Day of the committee's meeting"), theme)
        self.chair, self.by = line(text("Chair of the committee")), line(text("Entered by"))
        self.members = line(text("Members who took part"))
        self.members.setPlaceholderText(text("Names with 、 between them"))
        self.setLayout(
            column(
                row(
                    *(label(text("Day of the committee's meeting")), self.day),
                    *(label(text("Chair of the committee")), (self.chair, 1)),
                    *(label(text("Entered by")), (self.by, 1)),
                ),
                row(label(text("Members who took part")), (self.members, 1)),
            )
        )

    def session(self) -> Session:
        """What was entered; the chair is a member too."""
        chair = self.chair.text().strip()
        members = [name.strip() for name in _BETWEEN.split(self.members.text()) if name.strip()]
        if chair and chair not in members:
            members.insert(0, chair)
        return Session(
            day=self.day.text().strip(),
            members=tuple(members),
            chair=chair,
            recorded_by=self.by.text().strip(),
        )
