"""A window on a workspace with the sample, and the hands of a user on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from declaring_builders import declare
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from evaluator_app.domain.expert import Expert
from evaluator_app.services import profile, samples, workspaces
from evaluator_app.services.places import Folders, own_places
from evaluator_app.ui.application import Program
from evaluator_app.ui.expert.desk import ExpertDesk
from evaluator_app.ui.expert.score_desk import ScoreDesk
from evaluator_app.ui.preferences import Preferences, preferences_text
from evaluator_app.ui.window import MainWindow

EXPERT = Expert(name="示例专家甲", organisation="示例大学")


def folders_in(home: Path, **preferences: object) -> Folders:
    """A user's folders below one place, with the preferences given."""
    chosen = Preferences(**{"language": "en", "theme": "light", **preferences})  # type: ignore[arg-type] # as the test says
    (home / "preferences.json").write_text(preferences_text(chosen), encoding="utf-8")
    return Folders(
        workspace=home / "workspace", keys=home / "keys", identity=home / "me.p12", preferences=home
    )


def with_workspace(folders: Folders, expert: Expert) -> None:
    """A fresh workspace that knows who works in it."""
    with workspaces.open_or_create(folders.workspace, folders.keys) as ws:
        profile.keep_expert(ws, expert)


def with_sample(folders: Folders, expert: Expert = EXPERT) -> None:
    """The sample in a fresh workspace, and who scores there."""
    ws = workspaces.open_or_create(folders.workspace, folders.keys)
    samples.receive_sample(ws, own_places())
    profile.keep_expert(ws, expert)
    declare(ws, expert=expert)
    ws.close()


@contextmanager
def running(folders: Folders, qtbot: QtBot, package: Path | None = None) -> Iterator[MainWindow]:
    """The program, running; closed as a user closes it."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    program = Program(application, own_places(), folders)
    window = program.open_window(package)
    try:
        qtbot.waitUntil(lambda: desk_of(window).ready)
        yield window
    finally:
        window = program.window or window
        window.close()
        program.close()
        window.deleteLater()
        program.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def open_application(window: MainWindow, qtbot: QtBot, name: str = "A-001") -> None:
    """Open the score screen of a sample application and wait until its first page is drawn."""
    desk_of(window).open_application(desk_of(window).packages[0].package.id, name)
    qtbot.waitUntil(lambda: desk_of(window).where() != ("", ""))
    qtbot.waitUntil(score_of(window).page.documents.drawn)


def declare_in(window: MainWindow, qtbot: QtBot) -> None:
    """Give the pledge and declare no interest, in the dialog that is about to open."""
    qtbot.waitUntil(lambda: desk_of(window).declaring.dialog is not None)
    dialog = desk_of(window).declaring.dialog
    assert dialog is not None
    dialog.pledge.click()
    dialog.rest.click()
    dialog.go.click()


def desk_of(window: MainWindow) -> ExpertDesk:
    """The expert's desk in a window."""
    assert isinstance(window.desk, ExpertDesk)
    return window.desk


def score_of(window: MainWindow) -> ScoreDesk:
    """The score screen, where a sheet was opened."""
    score = desk_of(window).score
    assert score is not None
    return score


def focused() -> QWidget:
    """Where the keyboard is."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(
    qtbot: QtBot, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press keys, each where the keyboard then is."""
    for key in keys:
        qtbot.keyClick(focused(), key, modifier)


def type_text(qtbot: QtBot, words: str) -> None:
    """Type where the keyboard is; Chinese as an input method commits it."""
    if words.isascii():
        qtbot.keyClicks(focused(), words)
    else:
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(focused(), event)
