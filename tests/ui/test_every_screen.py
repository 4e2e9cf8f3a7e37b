"""Every screen: names for those who listen, nothing cut in either language or at double text length."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import desk_screens
import picture_screens
import pictures
import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot
from window_helpers import desk_of, folders_in, score_of

from evaluator_app.services.places import Folders, Places, own_places
from evaluator_app.ui.application import Program
from evaluator_app.ui.fields.labels import ElidedLabel
from evaluator_app.ui.window import MainWindow

ROOT = Path(__file__).resolve().parents[2]
INTERACTIVE = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView, QTabBar)
TOLERANCE = 1  # px of rounding
LOOKS = {
    "small": (QSize(1280, 720), 1.0),
    "small with large text": (QSize(1280, 720), 1.5),
    "large text": (QSize(1920, 1080), 1.5),
}

Screens = Callable[[MainWindow], Iterator[tuple[str, QWidget]]]


def doubled(resources: Path) -> Places:
    """The program's places with a “Chinese” catalogue in which every sentence stands twice."""
    own = own_places()
    for name in ("icons", "sample"):
        (resources / name).symlink_to(own.resources / name)
    with (ROOT / "resources/locale/zh_CN/LC_MESSAGES/evaluator_app.po").open("rb") as source:
        catalogue = read_po(source)
    twice = Catalog(locale="zh_CN")
    for message in catalogue:
        if message.id:
            words = message.string if isinstance(message.string, str) else (message.string or ("",))[0]
            once = f"{words} {words}"
            twice.add(message.id, (once,) if isinstance(message.id, (tuple, list)) else once)
    target = resources / "locale/zh_CN/LC_MESSAGES/evaluator_app.mo"
    target.parent.mkdir(parents=True)
    with target.open("wb") as written:
        write_mo(written, twice)
    return Places(forms=own.forms, resources=resources)


@contextmanager
def window_of(
    qtbot: QtBot, home: Path, places: Places, preferences: dict[str, object], size: QSize
) -> Iterator[MainWindow]:
    """A window on the half-scored sample."""
    folders = folders_in(home, **preferences)
    pictures.fill(folders, own_places())
    with window_on(places, folders, size) as window:
        qtbot.waitUntil(lambda: bool(desk_of(window).packages))
        yield window


@contextmanager
def window_on(places: Places, folders: Folders, size: QSize) -> Iterator[MainWindow]:
    """A window, closed at the end."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    program = Program(application, places, folders)
    window = program.open_window()
    window.resize(size)
    try:
        yield window
    finally:
        window.close()
        program.close()
        window.deleteLater()
        program.deleteLater()


def seen(screen: QWidget) -> list[QWidget]:
    return [widget for widget in screen.findChildren(QWidget) if widget.isVisible()]


def name_of(widget: QWidget) -> str:
    return widget.accessibleName() or getattr(widget, "text", str)() or widget.toolTip()


def unnamed(screen: QWidget) -> list[str]:
    """Controls a screen reader would have no word for; those Qt makes inside its own are Qt's."""
    return [
        repr(widget)
        for widget in seen(screen)
        if isinstance(widget, INTERACTIVE)
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not isinstance(widget.parentWidget(), (*INTERACTIVE, QLabel))
        and not name_of(widget).strip()
    ]


def cut(screen: QWidget) -> list[str]:
    """Labels and buttons whose words need more room than they have."""
    return [f"{type(widget).__name__} “{name_of(widget)}”" for widget in seen(screen) if _is_cut(widget)]


def _is_cut(widget: QWidget) -> bool:
    if isinstance(widget, ElidedLabel):
        return False  # ends in … by design, the tool tip has the whole
    if isinstance(widget, QLabel):
        if widget.wordWrap():
            return widget.heightForWidth(widget.width()) > widget.height() + TOLERANCE
        return widget.sizeHint().width() > widget.width() + TOLERANCE
    if isinstance(widget, QPushButton):
        needed = widget.minimumSizeHint()
        return needed.width() > widget.width() + TOLERANCE or needed.height() > widget.height() + TOLERANCE
    return False


def faults(qtbot: QtBot, window: MainWindow, screens: Screens) -> list[str]:
    found = []
    for name, screen in screens(window):
        if screen is not window:
            qtbot.addWidget(screen)
            screen.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
            screen.show()
        QApplication.processEvents()
        found += [f"{name}: cut: {one}" for one in cut(screen)]
        found += [f"{name}: without a name: {one}" for one in unnamed(screen)]
        if screen is not window:
            screen.close()
    return found


def translated(resources: Path, locale_folder: Path) -> Places:
    """The program's places with the catalogue of the source."""
    own = own_places()
    resources.mkdir()
    for name in ("icons", "sample", "templates"):
        (resources / name).symlink_to(own.resources / name)
    (resources / "locale").symlink_to(locale_folder)
    return Places(forms=own.forms, resources=resources)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_nothing_is_cut_and_everything_has_a_name(
    qtbot: QtBot, tmp_path: Path, language: str, look: tuple[QSize, float], locale_folder: Path
) -> None:
    places, (size, text_scale) = translated(tmp_path / "resources", locale_folder), look
    preferences: dict[str, object] = {"language": language, "text_scale": text_scale}
    with window_of(qtbot, tmp_path, places, preferences, size) as window:
        assert faults(qtbot, window, picture_screens.screens) == []


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A secretariat's workspace in the middle of its work, to be copied."""
    home = tmp_path_factory.mktemp("year")
    desk_screens.prepare(folders_in(home, desk="secretariat"), own_places(), home)
    return home


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_nothing_is_cut_on_the_secretariats_desk(  # noqa: PLR0917 - what the looks are, and fixtures
    qtbot: QtBot, tmp_path: Path, year: Path, language: str, look: tuple[QSize, float], locale_folder: Path
) -> None:
    places, (size, text_scale) = translated(tmp_path / "resources", locale_folder), look
    folders = folders_in(tmp_path, language=language, text_scale=text_scale, desk="secretariat")
    for name in ("workspace", "keys", "schemes"):
        shutil.copytree(year / name, tmp_path / name)
    with window_on(places, folders, size) as window:
        assert faults(qtbot, window, desk_screens.desk_screens) == []


def test_nothing_is_cut_at_double_text_length(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "resources").mkdir()
    places = doubled(tmp_path / "resources")
    with window_of(qtbot, tmp_path, places, {"language": "zh_CN"}, QSize(1600, 1000)) as window:
        assert faults(qtbot, window, picture_screens.screens) == []


def test_tab_goes_through_the_whole_score_screen(qtbot: QtBot, tmp_path: Path) -> None:
    """Through every stop of the form, then the header and the documents, and into the form again."""
    with window_of(qtbot, tmp_path, own_places(), {"language": "en"}, QSize(1280, 720)) as window:
        desk_of(window).open_application(desk_of(window).packages[0].package.id, "A-001")
        qtbot.waitUntil(lambda: desk_of(window).where() != ("", ""))
        page = score_of(window).page
        qtbot.waitUntil(page.documents.drawn)
        regions, stops = [], []
        for _ in range(160):
            focused = QApplication.focusWidget()
            assert focused is not None
            areas = {"form": page.form, "header": page.header, "documents": page.documents}
            regions += [name for name, area in areas.items() if area.isAncestorOf(focused)]
            stops.append(page.form.open_target())
            qtbot.keyClick(focused, Qt.Key.Key_Tab)
        assert list(dict.fromkeys(stops)) == [*["a1", "a2", "b1", "b2", "b3", "b4", "c1", "c2", "remarks"]]
        assert {*regions} == {"form", "header", "documents"}
        assert regions.index("header") > regions.index("form")
