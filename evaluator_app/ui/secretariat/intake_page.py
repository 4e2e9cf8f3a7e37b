"""The page of intake: filled forms dropped on it, what would be done with each, and doing it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from evaluator_app.domain.intake import Arrival, Sorted
from evaluator_app.late import late
from evaluator_app.services.places import Places
from evaluator_app.ui.fields.file_dialogs import ask_files_of, ask_folder
from evaluator_app.ui.fields.labels import elided, label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.fields.messages import problem_list
from evaluator_app.ui.operation import Operations, problems_of
from evaluator_app.ui.secretariat.intake_model import Column, IntakeModel
from evaluator_app.ui.style import restyle
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.problems import problem_line

if TYPE_CHECKING:
    from evaluator_app.services import intake
else:
    intake = late("evaluator_app.services.intake")

_WORKBOOK = ".xlsx"
_WIDTHS = {Column.FILE: 200, Column.STATE: 130, Column.NUMBER: 90, Column.REMARK: 130}


class IntakePage(QWidget):
    """Nothing is written before the button says so; doubtful forms stay out."""

    def __init__(self, theme: Theme, places: Places, working: Operations) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAcceptDrops(True)
        self._theme, self._places, self._working = theme, places, working
        self.campaign: Path | None = None
        self.files: tuple[Path, ...] = ()
        self.found: tuple[Sorted, ...] = ()
        self._folder = elided(text("First choose the campaign's folder."), tone="muted")
        self._notice = label(wrap=True)
        self._notice.hide()
        self.model = IntakeModel(self)
        self.table = self._make_table()
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(text("What is to be said about the form"))
        self.details.setPlaceholderText(text("Drop filled forms here, or choose them."))
        self._choose = self._button(text("Choose forms…"), self.choose_files)
        self.take = self._button(text("Take in"), self.take_in)
        self.take.setProperty("primary", True)  # noqa: FBT003 - Qt's property
        self._lay_out()
        self.show_sorted(())

    # -- the parts

    def _button(self, words: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.clicked.connect(lambda _=False: act())
        return button

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName(text("Forms and what would be done with them"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self._theme.sizes.touch)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        for section in (Column.ORGANISATION, Column.SITE):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)
        scale = self._theme.sizes.body / 14
        for section, width in _WIDTHS.items():
            table.setColumnWidth(section, round(width * scale))
        table.selectionModel().selectionChanged.connect(lambda *_: self._show_details())
        return table

    def _lay_out(self) -> None:
        folder = self._button(text("Campaign's folder…"), self.choose_campaign)
        self.setLayout(
            column(
                label(text("Intake"), textSize="title"),
                row(folder, (self._folder, 1), self._choose, self.take, spacing=8),
                self._notice,
                (self.table, 3),
                (self.details, 1),
                spacing=12,
                margins=(24, 20, 24, 20),
            )
        )

    # -- what is asked

    def choose_campaign(self) -> None:
        """Choose the folder the applications go into."""
        folder = ask_folder(self, text("Folder with campaign.toml and the applications"))
        if folder is not None:
            self.use_campaign(folder)

    def use_campaign(self, folder: Path) -> None:
        """Take forms into this folder."""
        self.campaign = folder
        self._folder.setText(str(folder))
        self._look()

    def choose_files(self) -> None:
        """Choose filled forms."""
        self.add_files(ask_files_of(self, text("Excel workbook (*.xlsx)")))

    def add_files(self, files: Sequence[Path]) -> None:
        """Look at these forms too."""
        self.files = tuple(dict.fromkeys((*self.files, *files)))
        self._look()

    def _look(self) -> None:
        campaign, files = self.campaign, self.files
        if campaign is not None and files:
            self._working.run(
                lambda: intake.preview(files, campaign, self._places.forms), self.show_sorted, self._fail
            )

    def take_in(self) -> None:
        """Write what is new or changed."""
        campaign, found = self.campaign, self.found
        if campaign is not None:
            self._working.run(lambda: intake.apply(found, campaign), self._taken, self._fail)

    # -- what is shown

    def show_sorted(self, found: "tuple[Sorted, ...]") -> None:
        """Show what would be done with these forms."""
        self.found = found
        self.model.show_sorted(found)
        wanted = sum(one.arrival in (Arrival.NEW, Arrival.CHANGED) for one in found)
        self.take.setEnabled(wanted > 0)
        self._choose.setEnabled(self.campaign is not None)
        self.take.setText(
            plural("Take in {count} application", "Take in {count} applications", wanted)
            if wanted
            else text("Take in")
        )
        if found:
            self.table.selectRow(next((n for n, one in enumerate(found) if one.problems), 0))
        self._show_details()

    def _show_details(self) -> None:
        rows = self.table.selectionModel().selectedRows()
        one = self.model.row(rows[0].row()) if rows else None
        lines = [problem_line(wrong) for wrong in one.problems] if one else []
        lines += (
            [f"{change.field}: {change.old or '–'} → {change.new}" for change in one.changes] if one else []
        )
        self.details.setPlainText("\n".join(lines))

    def _taken(self, written: "tuple[Path, ...]") -> None:
        restyle(self._notice, tone="good")
        self._notice.setText(
            plural("{count} application taken in.", "{count} applications taken in.", len(written))
        )
        self._notice.show()
        self._look()

    def _fail(self, error: Exception) -> None:
        restyle(self._notice, tone="blocked")
        self._notice.setText(problem_list(problems_of(error)))
        self._notice.show()
        self.show_sorted(())

    def notice(self) -> str:
        """What is said."""
        return "" if self._notice.isHidden() else self._notice.text()

    # -- what is dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: D102, N802 - Qt's name
        if self.campaign is not None and _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: D102, N802 - Qt's name
        self.add_files(_dropped(event))
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()


def _details(one: Sorted) -> list[str]:
    """Every problem of a form, every value it changes, every required field that is empty."""
    changes = [f"{change.field}: {change.old or '–'} → {change.new}" for change in one.changes]
    return [*map(problem_line, one.problems), *changes, *map(problem_line, one.missing)]


def _dropped(event: QDropEvent) -> list[Path]:
    """The workbooks among what is dropped, also those in folders."""
    paths = [Path(one.toLocalFile()) for one in event.mimeData().urls() if one.isLocalFile()]
    inside = [path for folder in paths if folder.is_dir() for path in sorted(folder.rglob(f"*{_WORKBOOK}"))]
    files = [path for path in paths if path.suffix.lower() == _WORKBOOK]
    return [path for path in (*files, *inside) if not path.name.startswith("~$")]
