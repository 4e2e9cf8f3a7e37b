"""What lies in a folder that was handed in: which form belongs to which documents; no link is followed."""

import os
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem, problem
from evaluator_app.exchange.application_workbook import MARK
from evaluator_app.exchange.safe_names import visible
from evaluator_app.exchange.source_folder import is_document
from evaluator_app.wording.language import text

_FORMS = (".xlsx", ".xlsm", ".xls", ".et")  # a form may have been saved as any of them
_OPENED = ("~$", ".~lock.", ".~")  # before the name of a file that Office, LibreOffice or WPS has open
_DEEPEST = 30
_JUNCTION = 0xA0000003
_MOST_SEARCHED = 8 << 20  # bytes of a part in which the mark of a form is sought
_TABLES = ("xl/sharedStrings.xml", "xl/worksheets/")
_BROKEN = (zipfile.BadZipFile, ValueError, EOFError, OSError, zlib.error, KeyError, RuntimeError)


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A form with the documents that lie beside it; without a form, why nothing of it can be taken."""

    place: Path
    form: Path | None = None
    home: Path | None = None  # the folder its documents lie in
    documents: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = ()
    findings: tuple[Problem, ...] = ()


class _Bears(Enum):
    """Whether a workbook is one of our forms."""

    YES = 0
    NO = 1
    UNKNOWN = 2


@dataclass
class _Folder:
    """A folder as it was found."""

    path: Path
    forms: list[Path] = field(default_factory=list)
    unknown: list[Path] = field(default_factory=list)  # workbooks nobody can look into
    files: list[Path] = field(default_factory=list)
    folders: "list[_Folder]" = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)

    @property
    def bears(self) -> bool:
        """Whether there is a form here or below."""
        return bool(self.forms) or any(one.bears for one in self.folders)

    @property
    def empty(self) -> bool:
        """Whether there is nothing here or below that anybody handed in."""
        return not (self.forms or self.unknown or self.files or self.problems) and all(
            one.empty for one in self.folders
        )


def units_of(paths: Sequence[Path]) -> tuple[Unit, ...]:
    """The forms of files and folders with their documents, in the order of the paths."""
    return tuple(unit for path in paths for unit in _units_of(path))


def place_of(path: Path) -> str:
    """A path as it can be shown and written anywhere."""
    return str(path.parent / visible(path.name)).encode("utf-8", "backslashreplace").decode()


def _units_of(path: Path) -> Iterator[Unit]:
    if path.is_symlink():
        yield Unit(place=path, problems=(problem(Code.DOCUMENT_LINK, place_of(path)),))
    elif path.is_dir():
        found = _looked_into(path, 0)
        if found.empty or not found.bears:
            yield from _formless(found)
        else:
            yield from _units(found)
    else:
        yield Unit(place=path, form=path)


def _looked_into(path: Path, depth: int) -> _Folder:
    found = _Folder(path)
    if depth > _DEEPEST:
        reason = text("the folders are nested too deeply")
        found.problems.append(problem(Code.FILE_UNREADABLE, place_of(path), reason=reason))
        return found
    try:
        with os.scandir(path) as listed:
            entries = sorted(listed, key=lambda one: one.name)
    except OSError as error:
        reason = error.strerror or str(error)
        found.problems.append(problem(Code.FILE_UNREADABLE, place_of(path), reason=reason))
        return found
    for entry in entries:
        _sort_in(found, entry, depth)
    return found


def _sort_in(found: _Folder, entry: "os.DirEntry[str]", depth: int) -> None:
    path = found.path / entry.name
    opened = next((entry.name.removeprefix(one) for one in _OPENED if entry.name.startswith(one)), "")
    if opened:
        found.opened.append(opened.removesuffix("#"))
    elif _is_link(entry):
        found.problems.append(problem(Code.DOCUMENT_LINK, place_of(path)))
    elif not is_document(entry.name):
        return
    elif entry.is_dir(follow_symlinks=False):
        found.folders.append(_looked_into(path, depth + 1))
    elif not entry.is_file(follow_symlinks=False):
        reason = text("it is no ordinary file")
        found.problems.append(problem(Code.FILE_UNREADABLE, place_of(path), reason=reason))
    else:
        bears = _bears_mark(path) if path.suffix.lower() in _FORMS else _Bears.NO
        {_Bears.YES: found.forms, _Bears.UNKNOWN: found.unknown}.get(bears, found.files).append(path)


def _is_link(entry: "os.DirEntry[str]") -> bool:
    """A link, or what Windows calls a junction."""
    return entry.is_symlink() or getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0) == _JUNCTION


def _bears_mark(path: Path) -> _Bears:
    """Whether a workbook says that it is a form; old workbooks and protected ones are looked through."""
    wanted = MARK.encode()
    try:
        with path.open("rb") as file:
            if file.read(2) != b"PK":
                file.seek(0)
                return _Bears.YES if wanted in file.read(_MOST_SEARCHED) else _Bears.UNKNOWN
        with zipfile.ZipFile(path) as archive:
            for part in archive.infolist():
                if part.filename.startswith(_TABLES):
                    with archive.open(part) as stream:
                        if wanted in stream.read(_MOST_SEARCHED):
                            return _Bears.YES
    except _BROKEN:
        return _Bears.UNKNOWN
    return _Bears.NO


def _formless(found: _Folder) -> Iterator[Unit]:
    """A folder without any form; a single workbook nobody can look into may be it."""
    everything = list(_below(found))
    unknown = [path for one in everything for path in one.unknown]
    if len(unknown) == 1:
        yield _unit(found, unknown[0], everything)
    else:
        said = (problem(Code.FOLDER_WITHOUT_FORM, place_of(found.path)), *_problems(everything))
        yield Unit(place=found.path, problems=said)


def _units(found: _Folder) -> Iterator[Unit]:
    """The units of a folder in which, or below which, there is a form."""
    if not found.forms:
        yield from _loose(found)
    else:
        own = [found, *(below for one in found.folders if not one.bears for below in _below(one))]
        yield from [_unit(found, found.forms[0], own)] if len(found.forms) == 1 else _pile(found, own)
    for one in found.folders:
        if one.bears:
            yield from _units(one)


def _loose(found: _Folder) -> Iterator[Unit]:
    """What lies beside the folders that have forms."""
    for path in (*found.unknown, *found.files):
        yield Unit(place=path, problems=(problem(Code.FORM_NOT_OURS, place_of(path)),))
    if found.problems:
        yield Unit(place=found.path, problems=tuple(found.problems))
    for one in found.folders:
        if not one.bears and not one.empty:
            yield from _formless(one)


def _pile(found: _Folder, own: Sequence[_Folder]) -> Iterator[Unit]:
    """Several forms in one folder: good, while there are no documents nobody can give to one of them."""
    problems = _problems(own)
    if any(one.files or one.unknown for one in own):
        problems = (problem(Code.FOLDER_MANY_FORMS, place_of(found.path)), *problems)
    for form in found.forms:
        yield Unit(place=form, form=form, problems=problems, findings=_opened(found, form))


def _unit(home: _Folder, form: Path, folders: Sequence[_Folder]) -> Unit:
    documents = [path for one in folders for path in (*one.unknown, *one.files) if path != form]
    opened = [wrong for one in folders for path in (*one.unknown, *one.files) for wrong in _opened(one, path)]
    if form not in (*home.unknown, *home.files):
        opened += _opened(home, form)
    return Unit(
        place=home.path,
        form=form,
        home=home.path,
        documents=tuple(documents),
        problems=_problems(folders),
        findings=tuple(opened),
    )


def _opened(folder: _Folder, path: Path) -> tuple[Problem, ...]:
    """Office cuts the beginning of a long name off when it marks a file as open."""
    if any(path.name == one or (one and path.name[2:] == one) for one in folder.opened):
        return (problem(Code.DOCUMENT_OPEN, place_of(path)),)
    return ()


def _below(found: _Folder) -> Iterator[_Folder]:
    yield found
    for one in found.folders:
        yield from _below(one)


def _problems(folders: Sequence[_Folder]) -> tuple[Problem, ...]:
    return tuple(wrong for one in folders for wrong in one.problems)
