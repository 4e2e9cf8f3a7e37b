"""Looks after the workspace while the program runs, and does in the window what care needs it closed for."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from evaluator_app.domain.problems import Problem, Refused
from evaluator_app.late import late
from evaluator_app.services.places import Folders, Places
from evaluator_app.ui.operation import Operations, problems_of
from evaluator_app.ui.tokens import Theme

if TYPE_CHECKING:
    from evaluator_app.services import care
    from evaluator_app.services.care import CarePlace
    from evaluator_app.services.own_identity import Identity
    from evaluator_app.services.workspaces import Workspace
    from evaluator_app.ui.care import dialog
else:
    care = late("evaluator_app.services.care")
    dialog = late("evaluator_app.ui.care.dialog")

T = TypeVar("T")
_LOOK_MS = 60_000  # how often it is asked whether a backup is due; the rule says after how many minutes
_FIRST_LOOK_MS = 4_000  # after the start, when the window has come to rest


class Host(Protocol):
    """What care needs of the program."""

    def open_one(self) -> "Workspace | None":
        """The workspace, while it is open."""

    def unlocked(self) -> "Identity | None":
        """Who has unlocked the program."""

    def let_go(self) -> Sequence[Problem]:
        """Save what is being entered and close the workspace; what keeps it open."""

    def open_anew(self) -> QWidget:
        """Open a new window on the workspace as it is then."""

    def look(self) -> Theme:
        """How the program looks now."""


class CareKeeper(QObject):
    """One for the program; the workspace's own thread copies the database, another one its documents."""

    troubled = Signal(object)  # the problems of a backup nobody asked for
    backed_up = Signal()

    def __init__(self, places: Places, folders: Folders, storing: Operations, host: Host) -> None:
        super().__init__()
        self._places, self._folders, self._host = places, folders, host
        self.storing, self.copying = storing, Operations("backups", self)
        self._known: Workspace | None = None
        self.dialog: dialog.CareDialog | None = None
        self._looks = (
            QTimer(self, interval=_LOOK_MS),
            QTimer(self, interval=_FIRST_LOOK_MS, singleShot=True),
        )
        for timer in self._looks:
            timer.timeout.connect(self.look_after)
            timer.start()

    def place(self) -> "CarePlace":
        """Where the workspace and its backups lie; refused where the rules are wrong."""
        return care.care_place(self._places, self._folders, self._host.unlocked())

    # -- by itself

    def look_after(self) -> None:
        """Back up where it is due: once after the start, then after the minutes of the rule."""
        ws = self._host.open_one()
        if ws is None:
            return
        starting = ws is not self._known
        self._known = ws
        self._back_up(lambda: care.start_due(ws, self.place(), starting=starting), self.troubled.emit)

    def back_up(self, done: Callable[[], None], failed: Callable[[Sequence[Problem]], None]) -> None:
        """Back up because it was asked for."""
        ws = self._host.open_one()
        if ws is not None:
            self._back_up(lambda: care.start(ws, self.place()), failed, done)

    def _back_up(
        self,
        start: "Callable[[], care.Started | None]",
        failed: Callable[[Sequence[Problem]], None],
        done: Callable[[], None] = lambda: None,
    ) -> None:
        def copied(started: "care.Started | None") -> None:
            if started is not None:
                self.copying.run(started.finish, finished, wrong)

        def finished(made: "care.Done") -> None:
            self.backed_up.emit()
            if made.lost:
                failed(made.lost)
            else:
                done()

        def wrong(error: Exception) -> None:
            failed(problems_of(error))

        self.storing.run(start, copied, wrong)

    # -- what the workspace has to be closed for

    def with_closed(
        self, work: "Callable[[CarePlace], T]", said: Callable[[T], str], parent: QWidget | None
    ) -> None:
        """Close the workspace, do the work, open a window anew, and say there what became of it."""
        problems = self._host.let_go()
        if problems:
            self.ask(parent, problems=problems)
            return

        def done(result: T) -> None:
            self._say_anew(said(result), ())

        def wrong(error: Exception) -> None:
            self._say_anew("", problems_of(error))

        self.storing.run(lambda: work(self.place()), done, wrong)

    def _say_anew(self, words: str, problems: Sequence[Problem]) -> None:
        self._known = None
        self.ask(self._host.open_anew(), words, problems)

    def ask(self, parent: QWidget | None, words: str = "", problems: Sequence[Problem] = ()) -> None:
        """Show the dialog, with what was done or was wrong."""
        shown = self.dialog = dialog.CareDialog(self, self._host.look(), parent)
        shown.finished.connect(self._left)
        shown.finished.connect(shown.deleteLater)
        self.backed_up.connect(shown.refresh)
        shown.say(words, problems)
        shown.open()

    def _left(self) -> None:
        self.dialog = None

    def is_open(self) -> bool:
        """Whether the workspace is open."""
        return self._host.open_one() is not None

    def workspace_folder(self) -> Path:
        """Where the workspace lies."""
        return self._folders.workspace

    def open_one(self) -> "Workspace":
        """The workspace; only asked where it is open."""
        ws = self._host.open_one()
        if ws is None:
            raise Refused(())
        return ws

    def stop(self) -> None:
        """Look no more: the program is about to end."""
        for timer in self._looks:
            timer.stop()

    def close(self) -> None:
        """Finish what was begun."""
        self.copying.close()
