"""Draws the pictures of the manual: every screen, in both languages, light and dark, at two sizes."""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # the same picture on every machine

from desk_screens import desk_screens, prepare
from picture_screens import APPLICATION, desk_of, screens, wait_until
from PySide6.QtCore import QEventLoop, QSize, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from evaluator_app.domain.expert import Expert
from evaluator_app.domain.history import Subject, edit
from evaluator_app.domain.marks import Mark, Scored
from evaluator_app.domain.numbers import parse_score
from evaluator_app.services import declaring, profile, samples, scoring, workspaces
from evaluator_app.services.places import Folders, Places, own_places
from evaluator_app.ui.application import Program
from evaluator_app.ui.desks import SECRETARIAT
from evaluator_app.ui.preferences import Preferences, preferences_text
from evaluator_app.ui.window import MainWindow
from evaluator_app.wording.declarations import pledge_words

LANGUAGES = {"zh": "zh_CN", "en": "en"}
THEMES = ("light", "dark")
SIZES = {"small": QSize(1280, 720), "large": QSize(1600, 1000)}
LEFT_OPEN = "c2"  # one criterion stays unmarked, so that the grades still reachable are seen


@dataclass(frozen=True, slots=True)
class Look:
    """One way the window can look."""

    language: str
    theme: str
    size: str

    @property
    def name(self) -> str:
        """`zh-light-small`."""
        return f"{self.language}-{self.theme}-{self.size}"


def fill(folders: Folders, places: Places) -> None:
    """A workspace with the sample, half scored."""
    ws = workspaces.open_or_create(folders.workspace, folders.keys)
    received = samples.receive_sample(ws, places)
    package = received.package
    expert = json.loads(_answers(places).read_text("utf-8"))["expert"]
    own = Expert(name=expert["name"], organisation=expert["organisation"])
    profile.keep_expert(ws, own)
    choices = dict.fromkeys(one.id for one in package.applications)
    words = pledge_words(received.scheme.scheme)
    declaring.declare(ws, package, own, declaring.Answers(choices=choices, pledge=words))
    sheet = scoring.open_sheet(ws, package.id, APPLICATION)
    state = sheet.state
    for subject, target, value in _entries(places):
        step = edit(state, subject, target, value)
        if step is not None:
            scoring.save_step(ws, sheet.key, step.row, expert["name"])
            state = step.state
    ws.close()


def _answers(places: Places) -> Path:
    return min((places.resources / "sample" / "answers" / APPLICATION).glob("*.json"))


def _entries(places: Places) -> Iterator[tuple[Subject, str, Mark | str]]:
    answers = json.loads(_answers(places).read_text("utf-8"))
    for criterion, mark in answers["marks"].items():
        score = parse_score(str(mark["score"]))
        if criterion != LEFT_OPEN and score is not None:
            yield Subject.MARK, criterion, Scored(score)
            yield Subject.NOTE, criterion, mark.get("note", "")


def draw(application: QApplication, look: Look, out: Path, only: str) -> list[Path]:
    """The screens in one look; the files written."""
    places = own_places()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        folders = Folders(
            workspace=home / "workspace", keys=home / "keys", identity=home / "me.p12", preferences=home
        )
        chosen = Preferences(language=LANGUAGES[look.language], theme=look.theme)
        (home / "preferences.json").write_text(preferences_text(chosen), encoding="utf-8")
        fill(folders, places)
        program = Program(application, places, folders)
        window = program.open_window()
        window.resize(SIZES[look.size])
        wait_until(lambda: bool(desk_of(window).packages))
        written = [
            _save(widget, out / f"{name}-{look.name}.png")
            for name, widget in screens(window)
            if only in ("", name)
        ]
        window.close()
        program.close()
        window.deleteLater()
    return written + draw_desk(application, look, out, only)


def draw_desk(application: QApplication, look: Look, out: Path, only: str) -> list[Path]:
    """The pages of the secretariat's desk in one look; the files written."""
    places = own_places()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        folders = Folders(
            workspace=home / "workspace", keys=home / "keys", identity=home / "me.p12", preferences=home
        )
        chosen = Preferences(language=LANGUAGES[look.language], theme=look.theme, desk=SECRETARIAT)
        (home / "preferences.json").write_text(preferences_text(chosen), encoding="utf-8")
        prepare(folders, places, home)
        program = Program(application, places, folders)
        window = program.open_window()
        window.resize(SIZES[look.size])
        written = [
            _save(widget, out / f"{name}-{look.name}.png")
            for name, widget in desk_screens(window)
            if only in ("", name)
        ]
        window.close()
        program.close()
        window.deleteLater()
    return written


def _save(widget: QWidget, path: Path) -> Path:
    if not widget.isVisible():
        widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        widget.show()
    QEventLoop().processEvents()
    widget.grab().save(str(path))
    if not isinstance(widget, MainWindow):
        widget.close()
    return path


def main() -> int:
    """Draw what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", default="", help="one screen")
    parser.add_argument("--look", default="", help="one look, such as zh-light-small")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    qInstallMessageHandler(_qt_message)
    application = QApplication([])
    looks = [Look(*parts) for parts in product(LANGUAGES, THEMES, SIZES)]
    for look in looks:
        if options.look in ("", look.name):
            for path in draw(application, look, options.out, options.only):
                print(path)
    return 0


def _qt_message(kind: QtMsgType, _context: object, message: str) -> None:
    """What Qt says, except that the offscreen screen cannot hint at sizes."""
    if "propagateSizeHints" not in message:
        print(kind, message, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
