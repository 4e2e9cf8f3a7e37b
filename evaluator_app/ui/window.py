"""The main window: shows the desk, the menus, and takes what is dropped on it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from evaluator_app.ui.expert.desk import ExpertDesk
from evaluator_app.ui.expert.dialogs import CannotSaveDialog
from evaluator_app.ui.help import HelpDialog
from evaluator_app.ui.preferences import Preferences
from evaluator_app.ui.tokens import TEXT_SCALES
from evaluator_app.wording.language import LANGUAGES, text

PACKAGE_SUFFIX = ".evpkg"


class MainWindow(QMainWindow):
    """A frame around the desk; knows no use case itself."""

    def __init__(
        self, desk: ExpertDesk, preferences: Preferences, changed: Callable[[Preferences], None]
    ) -> None:
        super().__init__()
        self.desk = desk
        self._preferences = preferences
        self._changed = changed
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
        desk = self.desk
        file = self.menuBar().addMenu(text("&File"))
        self._add(file, text("Open package…"), desk.choose_package, QKeySequence.StandardKey.Open)
        self._add(file, text("Check and export…"), desk.export, QKeySequence("Ctrl+E"))
        file.addSeparator()
        self._add(file, text("Quit"), self.close, QKeySequence("Ctrl+Q"))
        edit = self.menuBar().addMenu(text("&Edit"))
        self._add(edit, text("Undo"), desk.undo, QKeySequence.StandardKey.Undo)
        redo = self._add(edit, text("Redo"), desk.redo, QKeySequence("Ctrl+Y"))
        redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        edit.addSeparator()
        self._add(edit, text("Your name…"), desk.ask_profile)
        go = self.menuBar().addMenu(text("&Go"))
        self._add(go, text("All applications"), desk.show_home, QKeySequence("Alt+Left"))
        self._add(go, text("Next missing entry"), desk.go_to_missing, QKeySequence("F8"))
        self._add(go, text("Between documents and rubric"), desk.score.change_side, QKeySequence("F6"))
        self._add(
            go,
            text("Next document"),
            lambda: desk.score.documents.next_document(1),
            QKeySequence("Ctrl+PgDown"),
        )
        self._add(
            go,
            text("Previous document"),
            lambda: desk.score.documents.next_document(-1),
            QKeySequence("Ctrl+PgUp"),
        )
        go.addSeparator()
        self._add(go, text("Rules and assumptions"), desk.score.show_rules, QKeySequence("F2"))
        self._view_menu(self.menuBar().addMenu(text("&View")))
        help_ = self.menuBar().addMenu(text("&Help"))
        self._add(help_, text("Keyboard and help"), self.show_help, QKeySequence("F1"))

    def _view_menu(self, view: QMenu) -> None:
        current = self._preferences
        self._choices(
            view.addMenu(text("Language")),
            LANGUAGES,
            current.language,
            current.with_language,
        )
        themes = {"system": text("Like the system"), "light": text("Light"), "dark": text("Dark")}
        self._choices(view.addMenu(text("Theme")), themes, current.theme, current.with_theme)
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

    def _add(
        self,
        menu: QMenu,
        caption: str,
        act: Callable[[], object],
        shortcut: QKeySequence | QKeySequence.StandardKey | None = None,
    ) -> QAction:
        action = QAction(caption, menu)
        action.triggered.connect(lambda _=False: act())
        if shortcut is not None:
            action.setShortcut(shortcut)
        menu.addAction(action)
        return action

    def show_help(self) -> None:
        """Show the shortcuts, read from the menus themselves."""
        HelpDialog(self.shortcuts(), self).exec()

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

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: D102, N802 - Qt's name
        problems = self.desk.close_desk()
        if problems and not CannotSaveDialog.ask(problems, self):
            event.ignore()
            return
        super().closeEvent(event)


def _dropped_package(event: QDropEvent) -> Path | None:
    """The package among what is dropped, or None."""
    paths = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return next((path for path in paths if path.suffix.lower() == PACKAGE_SUFFIX), None)
