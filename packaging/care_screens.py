"""The screens of workspace care and of closing a campaign, for the manual's pictures."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from evaluator_app.domain.problems import Problem
from evaluator_app.domain.rotation import Reason
from evaluator_app.services.places import Folders, own_places
from evaluator_app.store.backup_record import Backup, BackupRecord, Kept
from evaluator_app.ui.care.dialog import CareDialog
from evaluator_app.ui.care.keeper import CareKeeper
from evaluator_app.ui.care.move_dialogs import PackDialog, TakeInDialog
from evaluator_app.ui.operation import Operations
from evaluator_app.ui.secretariat.closing import CloseDialog, ClosingOffice, ReopenDialog
from evaluator_app.ui.tokens import Theme, theme
from evaluator_app.ui.window import MainWindow

_NOWHERE = Path("/…")
_SIZE = 6 << 20
_MADE = (
    ("2024-09-02T14:20:00+08:00", Reason.WORK),
    ("2024-09-02T09:00:00+08:00", Reason.START),
    ("2024-09-01T17:40:00+08:00", Reason.ASKED),
    ("2024-08-30T10:00:00+08:00", Reason.UPGRADE),
)


class _Nobody:
    """A program without a workspace."""

    def open_one(self) -> None:
        """No workspace is open."""

    def unlocked(self) -> None:
        """Nobody has unlocked it."""

    def let_go(self) -> Sequence[Problem]:
        """Nothing is open."""
        return ()

    def open_anew(self) -> QWidget:
        """No window is opened."""
        raise AssertionError

    def look(self) -> Theme:
        """The usual look."""
        return theme(own_places().resources / "icons", dark=False)


def care_screens(
    window: MainWindow, wait_until: Callable[[Callable[[], bool]], None]
) -> Iterator[tuple[str, QWidget]]:
    """The care of a workspace with some backups, moving, and closing a campaign."""
    folders = Folders(
        workspace=_NOWHERE / "workspace",
        keys=_NOWHERE / "keys",
        identity=_NOWHERE / "me.p12",
        preferences=_NOWHERE,
    )
    working, host = Operations("pictures", window), _Nobody()
    keeper = CareKeeper(own_places(), folders, working, host)
    keeper.stop()
    dialog = CareDialog(keeper, host.look(), window)
    wait_until(lambda: dialog.was_read)
    dialog.model.show_rows([_backup(made, reason) for made, reason in _MADE])
    dialog.table.selectRow(1)
    yield "care", dialog
    yield "pack", PackDialog(keeper, _NOWHERE, lambda _: None, window)
    yield "take-in", TakeInDialog(lambda _work, _said: None, _NOWHERE, window)
    office = ClosingOffice(
        working=working,
        places=own_places(),
        ws=None,
        campaign="2024-1",
        who="示例秘书",
        authority="/…/authority.p12",
    )
    yield "close-campaign", CloseDialog(office, lambda _: None, window)
    yield "reopen-campaign", ReopenDialog(office, lambda: None, window)
    working.close()
    keeper.close()


def _backup(made: str, reason: Reason) -> Backup:
    database = Kept(path="workspace.db", sha256="0" * 64, size=_SIZE)
    record = BackupRecord(
        workspace="0" * 32,
        made=made,
        reason=reason,
        version=1,
        database=database,
        label=Kept(path="workspace.json", sha256="0" * 64, size=94),
        key=None,
        documents=(),
    )
    return Backup(folder=_NOWHERE / made, record=record)
