"""PDFs of Word, WPS and PowerPoint documents, made by LibreOffice in a process and profile of their own."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from evaluator_app.exchange.safe_writing import new_file
from evaluator_app.exchange.small_files import reading

_PROGRAMS = ("soffice", "libreoffice", "soffice.com")
_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_STARTING, _EACH = 60.0, 60.0  # seconds for LibreOffice to start, and for a document
_TICK = 0.1
_STARTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"<?xml")
_WINDOWS = sys.platform == "win32"

# Documents come from strangers: nothing in them is run, and nothing outside of them is fetched.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""


def find_office() -> Path | None:
    """LibreOffice's program on this computer, None where it has none."""
    found = next((where for one in _PROGRAMS if (where := shutil.which(one))), None)
    if found:
        return Path(found)
    return next((Path(one) for one in _PLACES if Path(one).is_file()), None)


def make_pdfs(
    office: Path,
    sources: Sequence[Path],
    alive: Callable[[], None],
    seconds: tuple[float, float] | None = None,
) -> Iterator[tuple[Path, Path | None]]:
    """Each document with its PDF, which is gone when the next is asked for; None where none could be made.

    `alive` is called while LibreOffice works and may raise to stop it; `seconds` are for its start and each
    document. Where one document brings it down, the others are tried again by themselves.
    """
    starting, each = seconds or (_STARTING, _EACH)
    with tempfile.TemporaryDirectory(prefix="evaluator-app-", ignore_cleanup_errors=True) as name:
        run = _Run(office, Path(name), alive)
        able = [one for one in sources if _plausible(one)]
        copies = {source: run.copy(source, number) for number, source in enumerate(able)}
        if able:
            run.convert(list(copies.values()), starting + each * len(able))
        for source in sources:
            copy = copies.get(source)
            if copy is not None and len(able) > 1 and run.pdf_of(copy) is None:
                run.convert([copy], starting + each)
            yield source, run.pdf_of(copy) if copy else None


def _plausible(source: Path) -> bool:
    """Whether it begins as an office document: LibreOffice would print anything else letter by letter."""
    with reading(source), source.open("rb") as file:
        return file.read(8).startswith(_STARTS)


class _Run:
    """One folder for profile, copies with plain names, and PDFs."""

    def __init__(self, office: Path, folder: Path, alive: Callable[[], None]) -> None:
        self._office, self._alive = office, alive
        self._profile, self._in, self._out = (folder / one for one in ("profile", "in", "out"))
        (self._profile / "user").mkdir(parents=True)
        with new_file(self._profile / "user" / "registrymodifications.xcu") as settings:
            settings.write(_SETTINGS.encode())
        self._in.mkdir()
        self._out.mkdir()

    def copy(self, source: Path, number: int) -> Path:
        """The document under a name no program stumbles over."""
        target = self._in / f"{number}{source.suffix.lower()}"
        with reading(source), source.open("rb") as given, new_file(target) as file:
            shutil.copyfileobj(given, file)
        return target

    def pdf_of(self, copy: Path) -> Path | None:
        """The PDF that was made, if it is one."""
        pdf = self._out / f"{copy.stem}.pdf"
        try:
            with pdf.open("rb") as file:
                return pdf if file.read(5) == b"%PDF-" else None
        except OSError:
            return None

    def convert(self, copies: Sequence[Path], seconds: float) -> None:
        """Ask LibreOffice for PDFs and wait until it is done, too slow, or no longer wanted."""
        command = [
            str(self._office),
            f"-env:UserInstallation={self._profile.as_uri()}",
            *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
            *("--convert-to", "pdf", "--outdir", str(self._out), *map(str, copies)),
        ]
        try:
            process = subprocess.Popen(  # noqa: S603 - the program found above, no shell
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                **_own_group(),  # type: ignore[call-overload]  # which of the two depends on the system
            )
        except OSError:
            return
        end = time.monotonic() + seconds
        try:
            while process.poll() is None and time.monotonic() < end:
                self._alive()
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(_TICK)
        finally:
            _end(process)


def _own_group() -> Mapping[str, object]:
    """LibreOffice starts a process of its own, which has to end with it."""
    flags = {"creationflags": 0x08000000}  # CREATE_NO_WINDOW
    return flags if _WINDOWS else {"start_new_session": True}


def _end(process: "subprocess.Popen[bytes]") -> None:
    if _WINDOWS:
        if process.poll() is None:
            ending = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
            subprocess.run(ending, check=False, capture_output=True)  # noqa: S603 - as above
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, 9)
    process.wait()
