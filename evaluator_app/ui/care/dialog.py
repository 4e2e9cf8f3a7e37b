"""The dialog of workspace care: its backups, restoring by date, checking, repairing, moving."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QWidget
from shiboken6 import isValid

from evaluator_app.domain.problems import Problem
from evaluator_app.late import late
from evaluator_app.ui.care.move_dialogs import PackDialog, TakeInDialog
from evaluator_app.ui.fields.file_dialogs import ask_file, ask_folder, ask_target
from evaluator_app.ui.fields.fitting_dialog import FittingDialog
from evaluator_app.ui.fields.labels import elided, label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.fields.messages import problem_list
from evaluator_app.ui.fields.row_table import chosen_row, row_table, when_chosen
from evaluator_app.ui.fields.rows_model import RowsModel
from evaluator_app.ui.operation import problems_of
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.care import made_words, reason_titles, size_words
from evaluator_app.wording.language import plural, text

if TYPE_CHECKING:
    from evaluator_app.services import care, moving, workspaces
    from evaluator_app.services.care import Backup, CarePlace
    from evaluator_app.ui.care.keeper import CareKeeper
else:
    care = late("evaluator_app.services.care")
    moving = late("evaluator_app.services.moving")
    workspaces = late("evaluator_app.services.workspaces")

T = TypeVar("T")
_OPENING_MS = 300
_WIDTHS = {0: 170, 2: 110, 3: 100}


class CareDialog(FittingDialog):
    """Lists the backups; what is done is said below, also in the window that is opened anew."""

    def __init__(self, keeper: "CareKeeper", theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("Workspace care"))
        self.setMinimumSize(theme.sizes.body * 58, theme.sizes.body * 40)
        self._keeper = keeper
        self.was_read = False  # which backups there are
        self.model: RowsModel[Backup] = RowsModel(
            (text("Made at"), text("Why"), text("Documents"), text("Size")), _cells, self
        )
        self.table = row_table(self.model, text("Backups, the newest first"), theme, _WIDTHS)
        self.said = label(wrap=True, tone="good")
        self.trouble = label(wrap=True, tone="blocked")
        self.now = self._button(text("Back up now"), self.back_up)
        self.restore = self._button(text("Restore"), self.put_back)
        self.copy = self._button(text("Copy to a stick…"), self.copy_out)
        self.check = self._button(text("Check everything"), self.check_all)
        self.repair = self._button(text("Repair"), self.repair_it)
        self.pack = self._button(text("Pack for another computer…"), self.pack_up)
        self.take = self._button(text("Take in a packed workspace…"), self.take_in)
        self._lay_out()
        when_chosen(self.table, self._show_choices)
        opening = QTimer(self, interval=_OPENING_MS)  # the workspace opens while the dialog is shown
        opening.timeout.connect(self._show_choices)
        opening.start()
        self.say("", ())
        self._show_choices()
        self.refresh()

    def _button(self, words: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _=False: act())
        return button

    def _lay_out(self) -> None:
        close = self._button(text("Close"), self.reject)
        about = label(
            text(
                "Backups are made by themselves: at the start, while working, and before an upgrade. "
                "Restoring first keeps what is there now as a backup, so that it can be undone."
            ),
            wrap=True,
            tone="muted",
        )
        where = elided(str(self._keeper.workspace_folder()), tone="muted", textSize="small")
        self.setLayout(
            column(
                label(text("Workspace care"), textSize="title"),
                where,
                about,
                (self.table, 1),
                row(self.now, self.restore, self.copy, None, spacing=8),
                row(self.check, self.repair, None, spacing=8),
                row(self.pack, self.take, None, spacing=8),
                self.said,
                self.trouble,
                row(None, close),
                spacing=12,
                margins=(20, 20, 20, 16),
            )
        )

    # -- what is shown

    def refresh(self) -> None:
        """Show the backups there are now."""
        self._keeper.storing.run(lambda: care.every(self._keeper.place()), self._show, self._failed)

    def _show(self, found: "tuple[tuple[Backup, ...], tuple[Problem, ...]]") -> None:
        if isValid(self):
            self.was_read = True
            self.model.show_rows(found[0])
            self._show_choices()
            if found[1]:
                self.say(self.said.text(), found[1])

    def _show_choices(self) -> None:
        chosen, is_open = chosen_row(self.table) is not None, self._keeper.is_open()
        for button, able in (
            (self.now, is_open),
            (self.restore, chosen),
            (self.copy, chosen),
            (self.check, is_open),
            (self.repair, not is_open),
            (self.pack, is_open),
        ):
            button.setEnabled(able)

    def say(self, words: str, problems: Sequence[Problem]) -> None:
        """Say what was done, and what was wrong."""
        self.said.setText(words)
        self.said.setVisible(bool(words))
        self.trouble.setText(problem_list(problems))
        self.trouble.setVisible(bool(problems))

    def _failed(self, error: Exception) -> None:
        problems = problems_of(error)
        if isValid(self):
            self.say("", problems)

    def _done(self, words: str) -> None:
        if isValid(self):
            self.say(words, ())
            self.refresh()

    # -- what can be done

    def chosen(self) -> "Backup | None":
        """The backup that is chosen."""
        number = chosen_row(self.table)
        return self.model.rows[number] if number is not None else None

    def back_up(self) -> None:
        """Back up now."""
        self._keeper.back_up(
            lambda: self._done(text("Backed up and checked.")),
            lambda problems: self.say("", problems) if isValid(self) else None,
        )

    def copy_out(self) -> None:
        """Copy a backup to a stick or a share."""
        backup = self.chosen()
        folder = ask_folder(self, text("Copy to a stick…")) if backup else None
        if backup is not None and folder is not None:
            self._keeper.copying.run(
                lambda: care.copy_to(backup, folder),
                lambda copied: self._done(text("Copied and checked: {path}", path=copied.folder)),
                self._failed,
            )

    def put_back(self) -> None:
        """Restore the chosen backup; the window opens anew."""
        backup = self.chosen()
        if backup is not None:
            made = made_words(backup.record.made)
            self._with_closed(
                lambda place: care.restore(place, backup),
                lambda _: text("The workspace is as it was at {made}.", made=made),
            )

    def repair_it(self) -> None:
        """Save what can be read of a damaged workspace."""
        self._with_closed(care.repair, _repaired_words)

    def _with_closed(self, work: "Callable[[CarePlace], T]", said: Callable[[T], str]) -> None:
        keeper, window = self._keeper, self.parentWidget()
        self.accept()
        keeper.with_closed(work, said, window)

    def check_all(self) -> None:
        """Check the workspace and every backup."""
        ws, backups = self._keeper.open_one(), self.model.rows
        self._keeper.storing.run(
            lambda: (*workspaces.check(ws), *(wrong for one in backups for wrong in care.check(one))),
            self._checked,
            self._failed,
        )

    def _checked(self, problems: tuple[Problem, ...]) -> None:
        if isValid(self):
            words = plural(
                "The workspace is sound, and so is {count} backup.",
                "The workspace is sound, and so are {count} backups.",
                len(self.model.rows),
            )
            self.say("" if problems else words, problems)

    def pack_up(self) -> None:
        """Pack the workspace for another computer."""
        name = f"{datetime.now().astimezone():%Y-%m-%d}{moving.SUFFIX}"
        kinds = text("Packed workspaces (*{ending})", ending=moving.SUFFIX)
        out = ask_target(self, text("Pack for another computer…"), name, kinds)
        if out is not None:
            PackDialog(self._keeper, out, self._done, self).open()

    def take_in(self) -> None:
        """Take in a workspace that was packed on another computer."""
        kinds = text("Packed workspaces (*{ending})", ending=moving.SUFFIX)
        path = ask_file(self, text("Take in a packed workspace…"), kinds)
        if path is not None:
            TakeInDialog(self._with_closed, path, self).open()


def _repaired_words(repaired: "care.Repaired") -> str:
    if repaired.kept is None:
        return text("The database is sound; there is nothing to repair.")
    kept = text("What could be read is in a new database. The old one is kept: {path}", path=repaired.kept)
    return "\n".join([kept, problem_list(repaired.problems)]).strip()


def _cells(one: "Backup") -> Sequence[str]:
    documents = str(len(one.record.documents))
    return made_words(one.record.made), reason_titles()[one.record.reason], documents, size_words(one.size)
