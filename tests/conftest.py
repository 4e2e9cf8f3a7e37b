"""What every test gets: no screen, no noise, English sentences, and the checkers that are not ours."""

import gc
import logging
import multiprocessing
import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hypothesis import HealthCheck, settings

# Before Qt is loaded by anyone: no screen, and a locale it does not complain about.
os.environ.update(QT_QPA_PLATFORM="offscreen", LC_ALL="C.UTF-8")

from evaluator_app.wording.language import DOMAIN, use_language

ROOT = Path(__file__).resolve().parent.parent
NOT_INSTALLED = "is not installed"

# Examples are not timed: on a busy machine time says nothing about the code.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


# Noise: whatever a test leaves behind or complains about is a fault, even where all its assertions hold.


class _Records(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture
def logged() -> Iterator[list[str]]:
    """Log lines of WARNING and above; a test that expects some reads and clears the list."""
    records = _Records()
    logging.getLogger().addHandler(records)
    yield records.lines
    logging.getLogger().removeHandler(records)


@pytest.fixture(autouse=True)
def _no_noise(logged: list[str]) -> Iterator[None]:
    """After each test: nothing logged, no thread, process or window left."""
    threads, windows = set(threading.enumerate()), _windows()
    yield
    assert not logged, f"logged: {logged}"
    assert not _running(threads), f"threads left: {_running(threads)}"
    assert not multiprocessing.active_children(), "processes left"
    assert not _left(windows), f"windows left: {_left(windows)}"


def _running(before: set[threading.Thread]) -> list[str]:
    """New threads that do not end soon; a thread of Qt shows as “Dummy-” and is Qt's to end."""
    new = [one for one in threading.enumerate() if one not in before and not one.name.startswith("Dummy-")]
    for thread in new:
        thread.join(timeout=2)
    return [thread.name for thread in new if thread.is_alive()]


def _windows() -> set[object]:
    """Top-level widgets that are alive, without loading Qt for a test that does not use it."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    app = widgets.QApplication.instance() if widgets else None
    return set(app.topLevelWidgets()) if app else set()


def _left(before: set[object]) -> set[object]:
    """New windows that stay when what is due for deletion has been deleted."""
    if not _windows() - before:
        return set()
    from PySide6.QtCore import QCoreApplication, QEvent  # noqa: PLC0415 - only where a test loaded Qt

    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return _windows() - before


# Language


@pytest.fixture(scope="session")
def locale_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogues of resources/locale, compiled afresh."""
    folder = tmp_path_factory.mktemp("locale")
    for source in (ROOT / "resources" / "locale").rglob("*.po"):
        target = folder / source.relative_to(ROOT / "resources" / "locale").with_suffix(".mo")
        target.parent.mkdir(parents=True)
        with source.open("rb") as po, target.open("wb") as mo:
            write_mo(mo, read_po(po, domain=DOMAIN))
    return folder


@pytest.fixture(autouse=True)
def speak(locale_folder: Path) -> Iterator[Callable[[str], None]]:
    """Speaks the language given until the test ends; English unless a test asks for another."""

    def use(language: str) -> None:
        use_language(language, locale_folder)

    use("en")
    yield use
    use("en")


@pytest.fixture
def chinese(speak: Callable[[str], None]) -> None:
    """The program speaks Chinese in this test."""
    speak("zh_CN")


# Checkers that are not ours. One that is missing is said in the summary, and fails where CI is set.


def _checker(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{name} {NOT_INSTALLED}")
    return found


@pytest.fixture(scope="session")
def libreoffice() -> str:
    """LibreOffice's program, for recalculating and converting."""
    return _checker("soffice")


@pytest.fixture(scope="session")
def libreoffice_writer(libreoffice: str) -> str:
    """LibreOffice's program, where its word processor is there too."""
    _checker("lowriter")
    return libreoffice


@pytest.fixture(scope="session")
def xmlsec1() -> str:
    """The XML Security Library's program."""
    return _checker("xmlsec1")


@pytest.fixture(scope="session")
def sqlite3_program() -> str:
    """The sqlite3 shell."""
    return _checker("sqlite3")


@pytest.fixture(scope="session")
def pdftotext() -> str:
    """Poppler's text extraction."""
    return _checker("pdftotext")


@pytest.fixture(scope="session")
def unzip() -> str:
    """Info-ZIP's unzip."""
    return _checker("unzip")


@pytest.fixture(scope="session")
def openssl() -> str:
    """OpenSSL's program."""
    return _checker("openssl")


@pytest.fixture(scope="session")
def age() -> str:
    """The age program."""
    return _checker("age")


# Figures of benchmarks: `figure("package verify against sha256sum", 1.31, 1.43)`.

_FIGURES: list[str] = []


@pytest.fixture
def figure() -> Callable[..., None]:
    """Records a measured figure for the table at the end; one above its budget fails the benchmark."""

    def record(name: str, measured: float, budget: float | None = None, unit: str = "x") -> None:
        over = budget is not None and measured > budget
        shown = f"budget {budget:10.3f} {unit}" if budget is not None else "for information"
        _FIGURES.append(f"{name:<64} {measured:10.3f} {unit:<4} {shown}{'  OVER' if over else ''}")
        assert not over, f"{name}: {measured:.3f} {unit}, budget {budget} {unit}"

    return record


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The figures measured, and one line for each checker that was missing."""
    for line in _FIGURES:
        terminalreporter.write_line(line)
    skipped = [str(one.longrepr) for one in terminalreporter.stats.get("skipped", [])]
    for reason in sorted(
        {text.split("Skipped: ")[-1].strip("')") for text in skipped if NOT_INSTALLED in text}
    ):
        terminalreporter.write_line(f"NOT CHECKED: {reason}", yellow=True)
