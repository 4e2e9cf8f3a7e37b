"""The main window: shows the desk, the menus, and takes what is dropped on it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from evaluator_app.domain.problems import Problem
from evaluator_app.late import late
from evaluator_app.ui.desks import EXPERT, SECRETARIAT, MenuEntry
from evaluator_app.ui.preferences import Preferences, theme_titles
from evaluator_app.ui.tokens import TEXT_SCALES
from evaluator_app.wording.language import LANGUAGES, text

if TYPE_CHECKING:
    from evaluator_app.ui import help as help_page
    from evaluator_app.ui import settings
    from evaluator_app.ui.expert import dialogs
    from evaluator_app.ui.expert.desk import ExpertDesk
    from evaluator_app.ui.secretariat.desk import SecretariatDesk
else:
    help_page = late("evaluator_app.ui.help")
    settings = late("evaluator_app.ui.settings")
    dialogs = late("evaluator_app.ui.expert.dialogs")

PACKAGE_SUFFIX = ".evpkg"


class MainWindow(QMainWindow):
    """A frame around the desk; knows no use case itself."""

    care_wanted = Signal()

    def __init__(
        self,
        desk: "ExpertDesk | SecretariatDesk",
        preferences: Preferences,
        folder: Path,
        changed: Callable[[Preferences], None],
    ) -> None:
        super().__init__()
        self.desk = desk
        self._preferences = preferences
        self._folder = folder
        self._changed = changed
        self.has_let_go = False  # the workspace was let go already
        self.setCentralWidget(desk)
        self.setAcceptDrops(True)
        self.setMinimumSize(QSize(1024, 640))
        self.resize(1280, 800)
        desk.title_changed.connect(self._show_title)
        self._show_title("")
        self._make_menus()

    def _show_title(self, title: str) -> None:
        name = text("Expert evaluation")
        self.setWindowTitle(f"{title} – {name}" if title else name)

    def _make_menus(self) -> None:
        bar = self.menuBar()
        own: tuple[MenuEntry, ...] = (
            (text("Workspace care…"), "Ctrl+Shift+B", self.care_wanted.emit),
            (text("Settings…"), "Ctrl+,", self.ask_settings),
            None,
            (text("Quit"), "Ctrl+Q", self.close),
        )
        for i, (caption, entries) in enumerate(self.desk.menus()):
            self._fill(bar.addMenu(caption), *entries, *((None, *own) if i == 0 else ()))
        self._view_menu(bar.addMenu(text("&View")))
        self._fill(bar.addMenu(text("&Help")), (text("Keyboard and help"), "F1", self.show_help))

    def _fill(self, menu: QMenu, *entries: MenuEntry) -> None:
        """Entries of caption, shortcuts and what they do; None is a line between groups."""
        for entry in entries:
            if entry is None:
                menu.addSeparator()
                continue
            caption, keys, act = entry
            action = QAction(caption, menu)
            action.setShortcuts([QKeySequence(one) for one in keys.split(", ") if one])
            action.triggered.connect(lambda _=False, act=act: act())
            menu.addAction(action)

    def _view_menu(self, view: QMenu) -> None:
        current = self._preferences
        desks = {EXPERT: text("I score as an expert"), SECRETARIAT: text("I am the secretariat")}
        self._choices(view.addMenu(text("Desk")), desks, current.desk or EXPERT, current.with_desk)
        self._choices(
            view.addMenu(text("Language")),
            LANGUAGES,
            current.language,
            current.with_language,
        )
        self._choices(view.addMenu(text("Theme")), theme_titles(), current.theme, current.with_theme)
        scales = {str(scale): f"{scale:.0%}" for scale in TEXT_SCALES}
        self._choices(
            view.addMenu(text("Text size")),
            scales,
            str(current.text_scale),
            lambda scale: current.with_text_scale(float(scale)),
        )

    def _choices(
        self, menu: QMenu, choices: dict[str, str], current: str, chosen: Callable[[str], Preferences]
    ) -> None:
        group = QActionGroup(menu)
        for value, caption in choices.items():
            action = QAction(caption, menu, checkable=True, checked=value == current)
            action.triggered.connect(lambda _=False, value=value: self._changed(chosen(value)))
            group.addAction(action)
            menu.addAction(action)

    def ask_settings(self) -> None:
        """Show the settings; what was chosen takes effect at once."""
        chosen = settings.SettingsDialog.ask(self._preferences, self._folder, self)
        if chosen is not None:
            self._changed(chosen)

    def show_help(self) -> None:
        """Show the shortcuts, read from the menus themselves."""
        help_page.HelpDialog(self.shortcuts(), self).exec()

    def shortcuts(self) -> list[tuple[str, str]]:
        """What the menus offer by keyboard."""
        found = []
        for menu in self.menuBar().findChildren(QMenu):
            for action in menu.actions():
                if not action.shortcut().isEmpty():
                    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                    found.append((action.text().replace("&", ""), keys))
        return found

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: D102, N802 - Qt's name
        if _dropped_package(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: D102, N802 - Qt's name
        path = _dropped_package(event)
        if path is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.desk.open_package(path)

    def let_go(self) -> Sequence[Problem]:
        """Save what is being entered and close the workspace; then no control answers any more."""
        problems = self.desk.close_desk()
        self.has_let_go = not problems
        self.setEnabled(bool(problems))
        if not problems:
            self.statusBar().showMessage(text("Working…"))
        return problems

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: D102, N802 - Qt's name
        problems = () if self.has_let_go else self.desk.close_desk()
        if problems and not dialogs.CannotSaveDialog.ask(problems, self):
            event.ignore()
            return
        super().closeEvent(event)


def _dropped_package(event: QDropEvent) -> Path | None:
    """The package among what is dropped, or None."""
    paths = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return next((path for path in paths if path.suffix.lower() == PACKAGE_SUFFIX), None)
