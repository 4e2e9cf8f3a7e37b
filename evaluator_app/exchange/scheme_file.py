"""Scheme files: TOML in, a checked scheme with its digests out, or every problem with its line."""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from evaluator_app.domain.codes import Code
from evaluator_app.domain.digests import digest
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.scheme import LoadedScheme
from evaluator_app.exchange.scheme_faults import sound_scheme
from evaluator_app.exchange.small_files import read_small
from evaluator_app.exchange.toml_lines import lines_by_path, nearest

__all__ = ["FILE_NAME", "LoadedScheme", "read_scheme", "read_scheme_file"]

FILE_NAME = "scheme.toml"
FORMAT = 1
MAX_BYTES = 2 << 20
_LIMIT = f"{MAX_BYTES >> 20} MiB"

_PART = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*"""
# The parser's work grows with the square of a key's parts; no scheme is as deep as this.
_DEEP_KEY = re.compile(rf"(?<![\w-])(?:{_PART}){{16}}")
_PLACE_IN_MESSAGE = re.compile(r"\(at line (\d+), column \d+\)")
TOO_MANY = 100  # problems of one file that are worth reading


def read_scheme_file(path: Path) -> LoadedScheme:
    """The scheme in this file; a missing, unreadable or unsound file is refused."""
    data = read_small(path, Code.SCHEME_TOO_LARGE, MAX_BYTES, limit=_LIMIT)
    return read_scheme(data, str(path))


def read_scheme(data: bytes, place: str) -> LoadedScheme:
    """The scheme these bytes hold; refuses with all problems, each with its place and line."""
    source = _decode(data, place)
    raw = _parse(source, place)
    form = raw.get("format")
    if isinstance(form, int) and form > FORMAT:
        raise Refused([problem(Code.SCHEME_NEWER_FORMAT, place)])
    try:
        scheme = sound_scheme(raw)
    except Refused as refused:
        raise Refused(_located(refused.problems, source, place)) from None
    return LoadedScheme(
        scheme=scheme, digest=digest(raw), protocol_digest=digest(raw["protocol"]), source=data
    )


def _decode(data: bytes, place: str) -> str:
    if len(data) > MAX_BYTES:
        raise Refused([problem(Code.SCHEME_TOO_LARGE, place, limit=_LIMIT)])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refused([problem(Code.SCHEME_NOT_UTF8, f"{place}:{line}")]) from error


def _parse(source: str, place: str) -> dict[str, Any]:
    deep = _DEEP_KEY.search(source)
    if deep:
        line = source.count("\n", 0, deep.start()) + 1
        raise Refused([problem(Code.SCHEME_SYNTAX, f"{place}:{line}")])
    try:
        return tomllib.loads(source)
    except (ValueError, RecursionError) as error:
        # ValueError also for a number of thousands of digits; RecursionError for brackets without end.
        at = _PLACE_IN_MESSAGE.search(str(error))
        here = f"{place}:{at[1]}" if at else place
        raise Refused([problem(Code.SCHEME_SYNTAX, here)]) from error


def _located(problems: Iterable[Problem], source: str, place: str) -> list[Problem]:
    """The problems with file, line and path as their place."""
    lines = lines_by_path(source)
    return [_at(one, nearest(one.place, lines), place) for one in list(problems)[:TOO_MANY]]


def _at(one: Problem, line: int | None, place: str) -> Problem:
    where = place if line is None else f"{place}:{line}"
    return Problem(one.code, f"{where} {one.place}".rstrip(), one.details)
