"""Schemes for use: those installed with the program, one by its id, and files to be checked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from evaluator_app.domain.problems import Code, Problem, Refused, problem
from evaluator_app.domain.scheme import LoadedScheme
from evaluator_app.exchange.scheme_file import FILE_NAME, read_scheme_file

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


def find(forms: Path, scheme_id: str) -> LoadedScheme:
    """The installed scheme of this id."""
    path = forms / scheme_id / FILE_NAME
    if not _FOLDER_NAME.fullmatch(scheme_id) or not path.is_file():
        raise Refused([problem(Code.SCHEME_UNKNOWN, id=scheme_id[:80])])
    return _read_installed(path)


def check(path: Path) -> tuple[LoadedScheme, ...]:
    """The schemes of a file, of a scheme's folder or of a folder of those; refuses with all problems."""
    if not path.is_dir():
        return (read_scheme_file(path),)
    own = path / FILE_NAME
    files = [own] if own.exists() else sorted(path.glob(f"*/{FILE_NAME}"))
    if not files:
        raise Refused([problem(Code.FILE_MISSING, str(own))])
    return _all_sound(_survey(files, named_by_folder=False))


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
