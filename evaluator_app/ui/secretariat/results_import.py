"""Taking in what came back: files are looked at, shown with what would become of each, then taken in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget
from shiboken6 import isValid

from evaluator_app.domain.received import Arrival, Item
from evaluator_app.ui.fields.file_dialogs import ask_files_of, ask_folder
from evaluator_app.ui.fields.fitting_dialog import FittingDialog
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.fields.messages import problem_list
from evaluator_app.ui.fields.progress_row import ProgressRow
from evaluator_app.ui.fields.row_table import chosen_row, row_table, when_chosen
from evaluator_app.ui.fields.rows_model import RowsModel
from evaluator_app.ui.operation import Cancelled, Operations, Progress, problems_of
from evaluator_app.ui.style import restyle
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.problems import problem_line, what_happened
from evaluator_app.wording.received import arrival_words, item_words

if TYPE_CHECKING:
    from evaluator_app.services.merging import Step
    from evaluator_app.services.results_files import Preview

_WIDTHS = {0: 240, 1: 160, 2: 200}
_WELL = (Arrival.COUNTS, Arrival.DECLARED)
_QUIET = (Arrival.KNOWN, Arrival.DUPLICATE, Arrival.SUPERSEDED, Arrival.SET_ASIDE)


@dataclass(frozen=True, kw_only=True)
class ImportOffice:
    """The worker, and what the dialog does with files."""

    working: Operations
    look: "Callable[[Sequence[Path], Step], Preview]"
    take: "Callable[[Preview, str], int]"
    done: Callable[[int, str], None]  # how many files were taken in, and who did it
    against: str  # whose trust list signers are judged by, in words


class ImportDialog(FittingDialog):
    """Nothing is written before the button says so."""

    def __init__(self, theme: Theme, office: ImportOffice, who: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("Take in what came back"))
        self.setAcceptDrops(True)
        self.resize(980, 560)
        self._theme, self._office = theme, office
        self.places: tuple[Path, ...] = ()
        self.seen: Preview | None = None
        headings = (text("File"), text("What becomes of it"), text("Score sheet"), text("To note"))
        self.model = RowsModel[Item](headings, _cells, self, colour=self._colour)
        self.table = row_table(self.model, text("Files and what becomes of them"), theme, _WIDTHS)
        when_chosen(self.table, self._show_details)
        self.details = self._make_details()
        self.by = self._make_name(who)
        self._summary = label(wrap=True)
        self._progress = ProgressRow()
        self._worker = Progress(self)
        self._worker.moved.connect(lambda done, total: self._progress.show_progress("", done, total))
        self._progress.cancelled.connect(self._worker.cancel)
        self._lay_out()
        self._enable()

    def _make_details(self) -> QPlainTextEdit:
        details = QPlainTextEdit()
        details.setReadOnly(True)
        details.setTabChangesFocus(True)
        details.setAccessibleName(text("What is to be said about the file"))
        details.setPlaceholderText(
            text("Drop return files, score sheets or whole folders here, or choose them.")
        )
        return details

    def _make_name(self, who: str) -> QLineEdit:
        name = QLineEdit(who)
        name.setAccessibleName(text("Taken in by"))
        name.setPlaceholderText(text("Taken in by"))
        name.textChanged.connect(lambda _: self._enable())
        return name

    def _button(self, words: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _=False: act())
        return button

    def _lay_out(self) -> None:
        self.take = self._button(text("Take in"), self.take_in)
        self.take.setProperty("primary", True)  # noqa: FBT003 - Qt's property
        choose = row(
            self._button(text("Choose files…"), self._choose_files),
            self._button(text("Choose folder…"), self._choose_folder),
            (label(self._office.against, wrap=True, tone="muted", textSize="small"), 1),
        )
        self.setLayout(
            column(
                choose,
                self._progress,
                self._summary,
                (self.table, 3),
                (self.details, 1),
                row((self.by, 1), None, self._button(text("Cancel"), self.reject), self.take),
                spacing=12,
                margins=(20, 16, 20, 16),
            )
        )

    # -- what is looked at

    def _choose_files(self) -> None:
        self.look_at(ask_files_of(self, text("Return files and score sheets (*.evret *.xlsx)")))

    def _choose_folder(self) -> None:
        folder = ask_folder(self, text("Folder with return files and score sheets"))
        if folder is not None:
            self.look_at([folder])

    def look_at(self, places: Sequence[Path]) -> None:
        """Look at these files and folders too."""
        if not places:
            return
        self.places = tuple(dict.fromkeys((*self.places, *places)))
        self._worker.restart()
        self._progress.show_progress("", 0, 0)
        found, step = self.places, self._worker.step
        self._office.working.run(lambda: self._office.look(found, step), self._show, self._fail)

    def _show(self, seen: "Preview") -> None:
        if not isValid(self):
            return
        self._progress.hide()
        self.seen = seen
        self.model.show_rows(seen.items)
        first = next((place for place, one in enumerate(seen.items) if one.problems), 0)
        self.table.selectRow(first)
        self._say(_summary(seen), "good" if all(one.arrival in _WELL for one in seen.items) else "notice")
        self._enable()

    def _say(self, words: str, tone: str) -> None:
        restyle(self._summary, tone=tone)
        self._summary.setText(words)

    def _fail(self, error: Exception) -> None:
        if not isValid(self):
            return
        self._progress.hide()
        if not isinstance(error, Cancelled):
            self._say(problem_list(problems_of(error)), "blocked")
        self.places = () if self.seen is None else self.places
        self._enable()

    def _enable(self) -> None:
        new = self.seen.new if self.seen else 0
        self.take.setEnabled(new > 0 and bool(self.by.text().strip()))
        self.take.setText(
            plural("Take in {count} file", "Take in {count} files", new) if new else text("Take in")
        )

    def _show_details(self) -> None:
        place = chosen_row(self.table)
        one = self.model.rows[place] if place is not None else None
        self.details.setPlainText("\n".join(problem_line(wrong) for wrong in one.problems) if one else "")

    def _colour(self, one: Item, place: int) -> str:
        if place != 1 or one.arrival in _QUIET:
            return ""
        colours = self._theme.colours
        if one.arrival in _WELL:
            return colours.good
        return colours.blocked if one.arrival is Arrival.REFUSED else colours.notice

    # -- what is taken in

    def take_in(self) -> None:
        """Take in what was shown."""
        seen, who = self.seen, self.by.text().strip()
        if seen is None:
            return
        self.take.setEnabled(False)

        def taken(count: int) -> None:
            self._office.done(count, who)
            if isValid(self):
                self.accept()

        self._office.working.run(lambda: self._office.take(seen, who), taken, self._fail)

    # -- what is dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: D102, N802 - Qt's name
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: D102, N802 - Qt's name
        self.look_at(dropped(event))
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()


def dropped(event: QDropEvent) -> tuple[Path, ...]:
    """The files and folders that are dropped."""
    return tuple(Path(one.toLocalFile()) for one in event.mimeData().urls() if one.isLocalFile())


def _cells(one: Item) -> tuple[str, ...]:
    remark = what_happened(one.problems[0]) if one.problems else ""
    return one.file, arrival_words(one.arrival), item_words(one), remark


def _summary(seen: "Preview") -> str:
    """How many of each kind, in the order of the kinds."""
    counts = {kind: sum(one.arrival is kind for one in seen.items) for kind in Arrival}
    return " · ".join(f"{arrival_words(kind)} {count}" for kind, count in counts.items() if count)
