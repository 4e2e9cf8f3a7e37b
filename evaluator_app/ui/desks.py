"""What the window needs of a desk, whichever it is."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import SignalInstance

from evaluator_app.domain.problems import Problem

MenuEntry = tuple[str, str, Callable[[], object]] | None  # caption, shortcuts, act; None is a line
Menus = Sequence[tuple[str, Sequence[MenuEntry]]]

EXPERT, SECRETARIAT = "expert", "secretariat"


class Desk(Protocol):
    """A desk fills the window, brings its menus, and takes what is dropped."""

    title_changed: SignalInstance

    def menus(self) -> Menus:
        """The menus of this desk; the first is the file menu."""

    def open_package(self, path: Path) -> None:
        """Take a package that was dropped or double-clicked."""

    def close_desk(self) -> Sequence[Problem]:
        """Save what is being entered; the problems that keep it off the disk."""
