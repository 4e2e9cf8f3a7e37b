"""Draws the pictures of the manual with the program itself: the sample, in both languages, light and dark."""

import argparse
import os
import tempfile
from contextlib import closing
from itertools import product
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is loaded
os.environ.pop("EVALUATOR_LANGUAGE", None)  # each picture has its own

from PySide6.QtCore import QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from evaluator_app.services import scoring, workspaces
from evaluator_app.services.demo import run_demo
from evaluator_app.services.places import Folders, own_places
from evaluator_app.services.preferences import keep_preferences
from evaluator_app.ui.application import Program
from evaluator_app.ui.preferences import Preferences, preferences_text
from evaluator_app.wording.language import LANGUAGES

PAGES = ("home", "score")
SIZE = QSize(1440, 900)
DRAWN = 1500  # milliseconds in which a page has come from the workers and is drawn


def draw(application: QApplication, folders: Folders, preferences: Preferences, out: Path) -> None:
    """The pages of one window with these preferences."""
    keep_preferences(folders.preferences, preferences_text(preferences))
    unfinished = find_unfinished(folders)
    program = Program(application, own_places(), folders)
    window = program.open_window()
    window.resize(SIZE)
    for page in PAGES:
        if page == "score":
            window.desk.open_application(*unfinished)
        QTest.qWait(DRAWN)
        file = out / f"{page}-{preferences.language[:2]}-{preferences.theme}.png"
        window.grab().save(str(file))
        print(file)
    window.close()
    program.close()


def find_unfinished(folders: Folders) -> tuple[str, str]:
    """A package and application whose sheet is begun and not finished: the most telling picture."""
    with closing(workspaces.open_existing(folders.workspace, folders.keys)) as ws:
        return next(
            (shelf.package.id, one.application.id)
            for shelf in scoring.desk(ws)
            for one in shelf.applications
            if 0 < one.marked < one.criteria
        )


def main() -> None:
    """Make the demo, then the pictures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--language", choices=LANGUAGES, action="append")
    parser.add_argument("--theme", choices=("light", "dark"), action="append")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    with tempfile.TemporaryDirectory() as temporary:
        demo = Path(temporary)
        run_demo(own_places(), demo, lambda _: None)
        folders = Folders(workspace=demo / "workspace", keys=demo / "keys", preferences=demo)
        for language, theme in product(options.language or LANGUAGES, options.theme or ("light", "dark")):
            draw(application, folders, Preferences(language=language, theme=theme), options.out)


if __name__ == "__main__":
    main()
