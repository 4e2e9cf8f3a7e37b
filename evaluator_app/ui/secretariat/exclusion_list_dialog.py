"""Lists of organisations that may not take part: what is imported, and a file looked at before it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QTableView, QWidget
from shiboken6 import isValid

from evaluator_app.domain.application import Application
from evaluator_app.domain.exclusion_lists import ExclusionList, Listing, Standing
from evaluator_app.ui.fields.file_dialogs import ask_file
from evaluator_app.ui.fields.fitting_dialog import FittingDialog
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.fields.messages import problem_list
from evaluator_app.ui.fields.row_table import chosen_row, row_table, when_chosen
from evaluator_app.ui.fields.rows_model import RowsModel
from evaluator_app.ui.operation import Operations, problems_of
from evaluator_app.ui.style import restyle
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.exclusion_lists import names_words, place_words, replacing_words
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.problems import problem_line

if TYPE_CHECKING:
    from evaluator_app.services.exclusion_lists import KeptList, ListPreview

Applicant = tuple[Application, Listing]
_LIST_WIDTHS = {1: 136, 2: 70, 3: 200, 4: 110}
_APPLICANT_WIDTHS = {0: 90, 1: 250}
_ROWS = 2  # lists that are seen at once, below the headings


@dataclass(frozen=True, kw_only=True)
class ListOffice:
    """The worker, and what the dialog does with lists."""

    working: Operations
    kept: "Callable[[], Sequence[KeptList]]"
    look: "Callable[[str, Path, str], ListPreview]"
    take: "Callable[[ListPreview, str, str], ExclusionList]"
    done: Callable[[ExclusionList], None]


class ListsDialog(FittingDialog):
    """The lists the scheme asks for, and the file chosen for one; nothing is kept before the button."""

    def __init__(self, theme: Theme, office: ListOffice, who: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("Lists of organisations"))
        self.resize(940, 600)
        self._theme, self._office = theme, office
        self.file: Path | None = None
        self._for = ""  # the list the file is looked at for
        self.seen: ListPreview | None = None
        heads = (text("List"), text("Day"), text("Names"), text("File"), text("Imported by"))
        self.lists: RowsModel[KeptList] = RowsModel(heads, _list_cells, self)
        self.table = row_table(self.lists, text("Lists the scheme asks for"), theme, _LIST_WIDTHS)
        self.table.setMinimumHeight(theme.sizes.touch * (_ROWS + 1) + theme.sizes.body)
        when_chosen(self.table, self._choose_list)
        columns = (text("Number"), text("Applicant"), text("Found"))
        self.applicants: RowsModel[Applicant] = RowsModel(
            columns, _applicant_cells, self, colour=self._colour
        )
        self._lay_out(self._applicant_table(), who)
        self._office.working.run(self._office.kept, self._show_lists, self._fail)

    def _applicant_table(self) -> QTableView:
        return row_table(
            self.applicants, text("Applicants on the list, or nearly so"), self._theme, _APPLICANT_WIDTHS
        )

    def _lay_out(self, applicants: QTableView, who: str) -> None:
        self.choose = _button(text("Choose file…"), self._ask_file)
        self.column = QComboBox()
        self.column.setAccessibleName(text("Column of the names"))
        self.column.setMinimumContentsLength(14)
        self.column.activated.connect(lambda _: self._look(self.column.currentData() or ""))
        self._name = label(wrap=True)
        self._summary = label(wrap=True)
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(text("What is to be said of the file"))
        self.details.setPlaceholderText(
            text("An Excel workbook, a CSV file or a text file with a name in each line.")
        )
        self.by, self.day = _line(text("Imported by"), who), _line(text("Day of the list: 2024-03-01"), "")
        self.by.textChanged.connect(lambda _: self._enable())
        self.take = _button(text("Import"), self.take_in)
        self.take.setProperty("primary", True)  # noqa: FBT003 - Qt's property
        close = _button(text("Close"), self.accept)
        caption = label(text("Column of the names"), tone="muted", textSize="small")
        caption.setBuddy(self.column)
        self.setLayout(
            column(
                (self.table, 2),
                row(self.choose, (self._name, 1), caption, self.column, spacing=8),
                self._summary,
                (applicants, 3),
                (self.details, 2),
                row((self.by, 2), (self.day, 2), None, close, self.take, spacing=8),
                spacing=12,
                margins=(20, 16, 20, 16),
            )
        )
        self._clear()

    # -- the lists

    def _show_lists(self, found: "Sequence[KeptList]") -> None:
        if not isValid(self):
            return
        before = chosen_row(self.table)
        self.lists.show_rows(tuple(found))
        missing = next((n for n, one in enumerate(found) if one.current is None), 0)
        self.table.selectRow(missing if before is None else before)

    def current(self) -> "KeptList | None":
        """The list that is chosen."""
        number = chosen_row(self.table)
        return self.lists.rows[number] if number is not None else None

    def _choose_list(self) -> None:
        """A file is looked at for the list that is chosen, never for another."""
        one = self.current()
        if one is not None and self._for not in ("", one.title):
            self._clear()
        self._enable()

    def _clear(self) -> None:
        self.file, self.seen, self._for = None, None, ""
        self._name.clear()
        self.column.clear()
        self.applicants.show_rows(())
        self.details.clear()
        self._say("", "good")
        self._enable()

    # -- the file

    def _ask_file(self) -> None:
        kinds = text("Lists (*.xlsx *.xlsm *.csv *.txt)")
        file = ask_file(self, text("Choose the list"), kinds)
        if file is not None:
            self.look_at(file)

    def look_at(self, file: Path) -> None:
        """Look at a file for the list that is chosen."""
        self._clear()
        self.file = file
        self._name.setText(file.name)
        self._look("")

    def _look(self, wanted: str) -> None:
        one, file = self.current(), self.file
        if one is None or file is None:
            return
        title = self._for = one.title
        self.seen = None
        self._enable()
        self._office.working.run(
            lambda: self._office.look(title, file, wanted), lambda seen: self._show(seen, wanted), self._fail
        )

    def _show(self, seen: "ListPreview", wanted: str) -> None:
        one = self.current() if isValid(self) else None
        if one is None or one.title != seen.found.title:
            return
        self.seen = seen
        self.column.clear()
        self.column.addItem(text("by its heading"), "")
        for name in seen.columns:
            self.column.addItem(name, name)
        self.column.setCurrentIndex(max(self.column.findData(wanted), 0))
        self.applicants.show_rows(seen.applicants)
        said = [problem_line(wrong) for wrong in (*seen.problems, *seen.findings, *seen.doubles)]
        self.details.setPlainText("\n".join(said))
        self._say(_summary(seen), "blocked" if seen.problems else "notice" if seen.applicants else "good")
        self._enable()

    def _say(self, words: str, tone: str) -> None:
        restyle(self._summary, tone=tone)
        self._summary.setText(words)
        self._summary.setVisible(bool(words))

    def _fail(self, error: Exception) -> None:
        if isValid(self):
            self.seen = None
            self.applicants.show_rows(())
            self._say(problem_list(problems_of(error)), "blocked")
            self._enable()

    def _enable(self) -> None:
        good = self.seen is not None and not self.seen.problems
        self.choose.setEnabled(self.current() is not None)
        self.column.setEnabled(self.seen is not None)
        self.take.setEnabled(good and bool(self.by.text().strip()))

    def _colour(self, one: Applicant, section: int) -> str:
        colours = self._theme.colours
        named = one[1].standing is Standing.NAMED
        return (colours.blocked if named else colours.notice) if section == len(_APPLICANT_WIDTHS) else ""

    def take_in(self) -> None:
        """Import what was shown; the dialog stays for the other lists."""
        seen, who, day = self.seen, self.by.text(), self.day.text().strip()
        if seen is None:
            return
        self.take.setEnabled(False)
        self._office.working.run(
            lambda: self._office.take(seen, who, day), self._taken, lambda error: self._not_taken(seen, error)
        )

    def _taken(self, whole: ExclusionList) -> None:
        self._office.done(whole)
        if isValid(self):
            self._clear()
            words = plural(
                "{count} name imported: {title}",
                "{count} names imported: {title}",
                len(whole.names),
                title=whole.title,
            )
            self._say(words, "good")
            self._office.working.run(self._office.kept, self._show_lists, self._fail)

    def _not_taken(self, seen: "ListPreview", error: Exception) -> None:
        """What was looked at stays, to be imported once the day is right."""
        self._fail(error)
        if isValid(self):
            self.seen = seen
            self.applicants.show_rows(seen.applicants)
            self._enable()


def _list_cells(one: "KeptList") -> Sequence[str]:
    last = one.current
    if last is None:
        return (one.title, text("not imported yet"), "", "", "")
    return (one.title, last.day, str(len(last.names)), last.file, last.who)


def _applicant_cells(one: Applicant) -> Sequence[str]:
    application, listing = one
    return (application.id, application.organisation, place_words(listing))


def _summary(seen: "ListPreview") -> str:
    """How many names from which column, who is on it, and what becomes of the import before."""
    found = seen.found
    organisations = len({one.id for one, _ in seen.applicants})
    said = (
        names_words(len(found.names), len(seen.doubles)),
        text("Column: {column}", column=found.taken) if found.taken else "",
        plural(
            "{count} applicant is on it, or nearly so",
            "{count} applicants are on it, or nearly so",
            organisations,
        ),
        replacing_words(seen.before, found),
        plural("{count} fault", "{count} faults", len(seen.problems)) if seen.problems else "",
    )
    return " · ".join(filter(None, said))


def _button(words: str, act: Callable[[], None]) -> QPushButton:
    made = QPushButton(words)
    made.setAutoDefault(False)
    made.clicked.connect(lambda _=False: act())
    return made


def _line(name: str, known: str) -> QLineEdit:
    field = QLineEdit(known)
    field.setAccessibleName(name)
    field.setPlaceholderText(name)
    return field
