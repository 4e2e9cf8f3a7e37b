"""Starting the window: theme, language, workspace; and starting it again when a preference changes."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from evaluator_app.domain.problems import Problem
from evaluator_app.late import late
from evaluator_app.services.places import Folders, Places, own_folders
from evaluator_app.services.preferences import PREFERENCES, keep, kept
from evaluator_app.ui import style
from evaluator_app.ui.care.keeper import CareKeeper
from evaluator_app.ui.desks import EXPERT, SECRETARIAT
from evaluator_app.ui.expert.desk import ExpertDesk
from evaluator_app.ui.fields.messages import problem_list
from evaluator_app.ui.identity.keeper import IdentityKeeper
from evaluator_app.ui.operation import Operations
from evaluator_app.ui.preferences import Preferences, preferences_text, read_preferences
from evaluator_app.ui.secretariat.desk_workspace import DeskWorkspace
from evaluator_app.ui.tokens import Theme, theme
from evaluator_app.ui.window import MainWindow
from evaluator_app.wording.language import text, use_language

if TYPE_CHECKING:
    from evaluator_app.services import workspaces
    from evaluator_app.services.own_identity import Identity
    from evaluator_app.ui.expert import dialogs
    from evaluator_app.ui.secretariat import desk as secretariat
else:
    dialogs = late("evaluator_app.ui.expert.dialogs")
    secretariat = late("evaluator_app.ui.secretariat.desk")
    workspaces = late("evaluator_app.services.workspaces")

_AFTER_FIRST_PAINT_MS = 15  # importing the store before would keep the window from being seen


class Program(QObject):
    """The running program: one window, rebuilt when language, theme or text size change."""

    def __init__(self, application: QApplication, places: Places, folders: Folders) -> None:
        super().__init__()
        self._application = application
        self._places = places
        self._folders = folders
        self._preferences = read_preferences(kept(folders.preferences, PREFERENCES))
        self._storing = Operations("store", self)
        self._drawing = Operations("pages", self)
        self._keeper = IdentityKeeper(folders, self._storing, self)
        self._keeper.locked.connect(self._locked)
        self._keeper.unlocked.connect(self._unlocked)
        self.care = CareKeeper(places, folders, self._storing, self)
        self.care.troubled.connect(self._tell_trouble)
        self._waiting: Path | None = None  # a package that was double-clicked while the program was locked
        self.window: MainWindow | None = None
        application.styleHints().colorSchemeChanged.connect(self._system_theme_changed)

    def open_window(self, package: Path | None = None) -> MainWindow:
        """Show the window with the preferences in force."""
        preferences = self._preferences
        use_language(
            os.environ.get("EVALUATOR_LANGUAGE") or preferences.language, self._places.resources / "locale"
        )
        look = self._theme()
        style.apply(self._application, look)
        self._keeper.lock_after(preferences.lock_minutes)
        old, where, self._waiting = self.window, self._where(), package
        desk = self._desk(look, package, where)
        self.window = MainWindow(desk, preferences, self._folders.workspace, self._change)
        if old is not None:
            self.window.setGeometry(old.geometry())
            old.close()
            old.deleteLater()
        self.window.care_wanted.connect(self.ask_care)
        self.window.show()
        return self.window

    # -- what care needs of the program

    def ask_care(self) -> None:
        """Show the care of the workspace."""
        if self.window is not None:
            self.care.ask(self.window)

    def open_one(self) -> "workspaces.Workspace | None":
        """The workspace, while it is open."""
        desk = self.window.desk if self.window is not None and not self.window.has_let_go else None
        held = desk.workspace if desk is not None else None
        return held.workspace if isinstance(held, DeskWorkspace) else held

    def unlocked(self) -> "Identity | None":
        """Who has unlocked the program."""
        return self._keeper.identity

    def let_go(self) -> Sequence[Problem]:
        """Save what is being entered and close the workspace; what keeps it open."""
        return self.window.let_go() if self.window is not None else ()

    def open_anew(self) -> MainWindow:
        """Open a new window on the workspace as it is then."""
        return self.open_window()

    def look(self) -> Theme:
        """How the program looks now."""
        return self._theme()

    def _tell_trouble(self, problems: Sequence[Problem]) -> None:
        """A backup that failed is said in the window; the work goes on."""
        if self.window is not None:
            self.window.statusBar().showMessage(problem_list(problems))

    def _locked(self) -> None:
        """Show a window that asks for the passphrase; what was being typed is saved first."""
        self.open_window()

    def _where(self) -> tuple[str, str]:
        """The sheet that is open now, so that a new window shows it again."""
        desk = self.window.desk if self.window is not None else None
        return desk.where() if isinstance(desk, ExpertDesk) else ("", "")

    def _desk(
        self, look: Theme, package: Path | None, where: tuple[str, str]
    ) -> "ExpertDesk | secretariat.SecretariatDesk":
        if self._preferences.desk == SECRETARIAT and package is None:
            return self._secretariat(look)
        desk = ExpertDesk(look, self._places, self._storing, self._drawing)
        desk.timed = self._preferences.timer
        desk.identity, desk.keeper = self._folders.identity, self._keeper
        desk.unlock_wanted.connect(lambda: self._keeper.ask_unlock(desk))

        def opened() -> None:
            self._waiting = None
            _go_on(desk, package, where)

        QTimer.singleShot(
            _AFTER_FIRST_PAINT_MS, desk, lambda: desk.open_workspace(self._open_workspace, opened)
        )
        return desk

    def _secretariat(self, look: Theme) -> "secretariat.SecretariatDesk":
        desk = secretariat.SecretariatDesk(look, self._places, self._folders, self._storing)
        desk.workspace.unlock_wanted.connect(lambda: self._keeper.ask_unlock(desk))
        QTimer.singleShot(_AFTER_FIRST_PAINT_MS, desk, lambda: desk.workspace.open(self._open_workspace))
        return desk

    def _unlocked(self) -> None:
        """Open what was locked; a workspace that is open already stays as it is."""
        desk = self.window.desk if self.window is not None else None
        if isinstance(desk, ExpertDesk) and desk.workspace is None:
            self.open_window(self._waiting)
        elif desk is not None and not isinstance(desk, ExpertDesk):
            desk.workspace.open(self._open_workspace)

    def ask_desk(self) -> None:
        """At the first start: who works here."""
        if not self._preferences.desk:
            desk = dialogs.DeskDialog.ask(self.window)
            if desk:
                self._change(self._preferences.with_desk(desk))
            if desk == EXPERT and self.window is not None and not self._folders.identity.exists():
                self._keeper.offer(self.window)

    def _open_workspace(self) -> "workspaces.Workspace":
        folders = self._folders
        ws = workspaces.open_or_create(folders.workspace, folders.keys, self._keeper.identity)
        return workspaces.unsealed_by(ws, lambda: self._keeper.identity)

    def _theme(self) -> Theme:
        choice = self._preferences.theme
        system_dark = self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        dark = choice == "dark" or (choice == "system" and system_dark)
        return theme(self._places.resources / "icons", dark=dark, text_scale=self._preferences.text_scale)

    def _change(self, preferences: Preferences) -> None:
        if preferences != self._preferences:
            self._preferences = preferences
            keep(self._folders.preferences, PREFERENCES, preferences_text(preferences))
            self.open_window()

    def _system_theme_changed(self) -> None:
        if self._preferences.theme == "system" and self.window is not None:
            self.open_window()

    def close(self) -> None:
        """Finish what was asked for and end the workers."""
        self.care.stop()
        self._storing.close()
        self.care.close()
        self._drawing.close()


def _show_faults(application: QApplication) -> None:
    """A fault of the program is said in a dialog as well; the log is written by the hook before."""
    log = sys.excepthook

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log(kind, error, trace)
        if application.activeModalWidget() is None:
            words = text("Something went wrong in the program. What was saved is safe.")
            QMessageBox.warning(application.activeWindow(), text("Expert evaluation"), words)

    sys.excepthook = tell


def _go_on(desk: ExpertDesk, package: Path | None, where: tuple[str, str]) -> None:
    """After the start: the package that was double-clicked, or the sheet that was open before."""
    if package is not None:
        desk.open_package(package)
    elif all(where):
        desk.open_application(*where)


def start(
    places: Places,
    workspace: Path | None = None,
    keys: Path | None = None,
    package: Path | None = None,
) -> int:
    """Open the window and stay until it is closed; the exit status."""
    application = QApplication([])
    application.setApplicationName("evaluator-app")
    program = Program(application, places, own_folders(workspace, keys))
    program.open_window(package)
    _show_faults(application)
    if package is None:
        QTimer.singleShot(_AFTER_FIRST_PAINT_MS, program, program.ask_desk)
    status = application.exec()
    program.close()
    return status
