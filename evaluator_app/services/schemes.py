"""Schemes for use: those installed, one by its id, files to be checked, and schemes as workbooks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.scheme import LoadedScheme
from evaluator_app.exchange.safe_names import is_safe_name
from evaluator_app.exchange.safe_writing import make_folder, new_file, replace_file
from evaluator_app.exchange.scheme_file import FILE_NAME, read_scheme_file
from evaluator_app.late import late
from evaluator_app.services.clock import now

if TYPE_CHECKING:
    from evaluator_app.exchange import application_workbook as application_workbooks
    from evaluator_app.exchange import scheme_workbook_reader, scheme_workbook_writer
else:
    application_workbooks = late("evaluator_app.exchange.application_workbook")
    scheme_workbook_reader = late("evaluator_app.exchange.scheme_workbook_reader")
    scheme_workbook_writer = late("evaluator_app.exchange.scheme_workbook_writer")

WORKBOOK = ".xlsx"
_FOLDER_NAME = re.compile(r"\w[\w.-]{0,63}")


@dataclass(frozen=True, kw_only=True)
class Survey:
    """What was found in a place: sound schemes, and the problems of the others."""

    schemes: tuple[LoadedScheme, ...]
    problems: tuple[Problem, ...]


def installed(forms: Path) -> tuple[LoadedScheme, ...]:
    """Every installed scheme; refuses where one of them is unsound."""
    return _all_sound(survey(forms))


def survey(forms: Path) -> Survey:
    """The installed schemes, the sound ones usable beside unsound ones."""
    return _survey(sorted(forms.glob(f"*/{FILE_NAME}")), named_by_folder=True)


def of_campaign(folder: Path, forms: Path, said: str) -> LoadedScheme:
    """The scheme a campaign names: a file in its folder where a path is given, else an installed one."""
    return read_scheme_file(folder / said) if said.endswith(".toml") else find(forms, said)


def find(forms: Path, scheme_id: str) -> LoadedScheme:
    """The installed scheme of this id."""
    path = forms / scheme_id / FILE_NAME
    if not _FOLDER_NAME.fullmatch(scheme_id) or not path.is_file():
        raise Refused([problem(Code.SCHEME_UNKNOWN, id=scheme_id[:80])])
    return _read_installed(path)


def find_or_read(forms: Path, name: str) -> LoadedScheme:
    """The installed scheme of this id, or the one in a file or folder of this path."""
    path = Path(name)
    if path.suffix == ".toml" or (path / FILE_NAME).is_file():
        return read_scheme_file(path / FILE_NAME if path.is_dir() else path)
    return find(forms, name)


def check(path: Path) -> tuple[LoadedScheme, ...]:
    """The schemes of a file, workbook, scheme's folder or folder of those; refuses with all problems."""
    if path.suffix.lower() == WORKBOOK:
        return (scheme_workbook_reader.read_scheme_workbook_file(path),)
    if not path.is_dir():
        return (read_scheme_file(path),)
    own = path / FILE_NAME
    files = [own] if own.exists() else sorted(path.glob(f"*/{FILE_NAME}"))
    if not files:
        raise Refused([problem(Code.FILE_MISSING, str(own))])
    return _all_sound(_survey(files, named_by_folder=False))


def to_workbook(loaded: LoadedScheme, out: Path, *, replace: bool = False) -> None:
    """Write a scheme as a workbook to be changed in Excel."""
    with (replace_file if replace else new_file)(out) as stream:
        scheme_workbook_writer.write_scheme_workbook(stream, loaded, datetime.fromisoformat(now()))


def application_workbook(loaded: LoadedScheme, out: Path, *, replace: bool = False) -> None:
    """Write the empty application forms of a scheme as a workbook for applicants."""
    with (replace_file if replace else new_file)(out) as stream:
        forms = application_workbooks.write_application_workbook
        forms(stream, loaded, datetime.fromisoformat(now()))


def from_workbook(workbook: Path, folder: Path, *, replace: bool = False) -> tuple[LoadedScheme, Path]:
    """The scheme file made of a workbook, in a folder of its id; with any problem nothing is written."""
    loaded = scheme_workbook_reader.read_scheme_workbook_file(workbook)
    out = folder / loaded.scheme.id / FILE_NAME
    if not is_safe_name(loaded.scheme.id):
        raise Refused([problem(Code.NOT_WRITABLE, str(out.parent))])
    make_folder(out.parent)
    with (replace_file if replace else new_file)(out) as stream:
        stream.write(loaded.source)
    return loaded, out


def _all_sound(found: Survey) -> tuple[LoadedScheme, ...]:
    if found.problems:
        raise Refused(found.problems)
    return found.schemes


def _survey(files: Iterable[Path], *, named_by_folder: bool) -> Survey:
    schemes: list[LoadedScheme] = []
    problems: list[Problem] = []
    for path in files:
        try:
            schemes.append(_read_installed(path) if named_by_folder else read_scheme_file(path))
        except Refused as refused:
            problems.extend(refused.problems)
    return Survey(schemes=tuple(schemes), problems=tuple(problems))


def _read_installed(path: Path) -> LoadedScheme:
    """An installed scheme is found by its folder's name, which must therefore be its id."""
    loaded = read_scheme_file(path)
    if loaded.scheme.id != path.parent.name:
        reason = f"{loaded.scheme.id} (= {path.parent.name})"
        raise Refused([problem(Code.SCHEME_VALUE_INVALID, f"{path} id", reason=reason)])
    return loaded
