"""The lists beside the results: the ledger, files received, everything that was done with them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QWidget

from evaluator_app.domain.ledger import LedgerLine, State
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.fields.row_table import chosen_row, row_table, when_chosen
from evaluator_app.ui.fields.rows_model import RowsModel
from evaluator_app.ui.secretariat.results_rows import (
    act_cells,
    act_headings,
    file_cells,
    file_headings,
    ledger_cells,
    ledger_headings,
)
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.language import text

if TYPE_CHECKING:
    from evaluator_app.services.results import Act, Kept


def search_field(words: str, changed: Callable[[], None]) -> QLineEdit:
    """A field that narrows a list."""
    field = QLineEdit()
    field.setClearButtonEnabled(True)
    field.setPlaceholderText(words)
    field.setAccessibleName(words)
    field.textChanged.connect(lambda _: changed())
    return field


def fits(cells: tuple[str, ...], words: str) -> bool:
    """Whether a row has all the words that are looked for."""
    found = " ".join(cells).casefold()
    return all(one in found for one in words.casefold().split())


class LedgerTab(QWidget):
    """For every expert and application what came and what not; whom to remind."""

    def __init__(self, theme: Theme, remind: Callable[[], None], copy: Callable[[], None]) -> None:
        super().__init__()
        self._theme = theme
        self._lines: tuple[LedgerLine, ...] = ()
        self._names: dict[str, str] = {}
        self.search = search_field(text("Search expert, application, state"), self._show)
        self.owed = QCheckBox(text("Only what is missing or not used"))
        self.owed.toggled.connect(lambda _: self._show())
        self.model = RowsModel[LedgerLine](ledger_headings(), self._cells, self, colour=self._colour)
        self.table = row_table(self.model, text("Ledger"), theme, {0: 150, 2: 150})
        self.remind = QPushButton(text("Save reminders…"))
        self.remind.clicked.connect(lambda _=False: remind())
        self.copy = QPushButton(text("Copy reminders"))
        self.copy.clicked.connect(lambda _=False: copy())
        head = row((self.search, 1), self.owed, self.copy, self.remind)
        self.setLayout(column(head, (self.table, 1), spacing=12, margins=(0, 12, 0, 0)))

    def show_lines(self, lines: tuple[LedgerLine, ...], names: dict[str, str]) -> None:
        """Show a ledger; `names` has what applications are called."""
        self._lines, self._names = lines, names
        owed = any(line.state in (State.MISSING, State.REFUSED) for line in lines)
        self.remind.setEnabled(owed)
        self.copy.setEnabled(owed)
        self._show()

    def _cells(self, line: LedgerLine) -> tuple[str, ...]:
        expert, application, state, files = ledger_cells(line)
        return expert, self._names.get(application, application), state, files

    def _colour(self, line: LedgerLine, place: int) -> str:
        tones = {State.MISSING: self._theme.colours.notice, State.REFUSED: self._theme.colours.blocked}
        return tones.get(line.state, "") if place == 2 else ""  # noqa: PLR2004 - the state's column

    def _show(self) -> None:
        words, only = self.search.text(), self.owed.isChecked()
        self.model.show_rows(
            [
                line
                for line in self._lines
                if fits(self._cells(line), words)
                and (not only or line.state in (State.MISSING, State.REFUSED))
            ]
        )


class FilesTab(QWidget):
    """Every file that counts as received, and how to let one no longer count."""

    def __init__(self, theme: Theme, remove: Callable[[], None], register: Callable[[], None]) -> None:
        super().__init__()
        self._files: tuple[Kept, ...] = ()
        self.search = search_field(text("Search file, expert, digest"), self._show)
        self.model = RowsModel["Kept"](file_headings(), file_cells, self)
        self.table = row_table(self.model, text("Files received"), theme, {2: 140, 3: 110, 4: 120})
        self.remove = QPushButton(text("Remove…"))
        self.remove.clicked.connect(lambda _=False: remove())
        self.remove.setEnabled(False)
        when_chosen(self.table, lambda: self.remove.setEnabled(self.chosen() is not None))
        adding = QPushButton(text("Register package…"))
        adding.clicked.connect(lambda _=False: register())
        head = row((self.search, 1), adding, self.remove)
        self.setLayout(column(head, (self.table, 1), spacing=12, margins=(0, 12, 0, 0)))

    def show_files(self, files: "tuple[Kept, ...]") -> None:
        """Show these files."""
        self._files = files
        self._show()

    def _show(self) -> None:
        self.model.show_rows([one for one in self._files if fits(file_cells(one), self.search.text())])

    def chosen(self) -> "Kept | None":
        """The file that is chosen."""
        place = chosen_row(self.table)
        return self.model.rows[place] if place is not None else None


class JournalTab(QWidget):
    """Everything that was done, the last on top."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.model = RowsModel["Act"](act_headings(), act_cells, self)
        self.table = row_table(self.model, text("Journal"), theme, {0: 140, 1: 100, 3: 110})
        self.setLayout(column((self.table, 1), margins=(0, 12, 0, 0)))

    def show_acts(self, acts: "tuple[Act, ...]") -> None:
        """Show what was done."""
        self.model.show_rows(tuple(reversed(acts)))
