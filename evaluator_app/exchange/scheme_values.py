"""Single values in the raw data of a scheme file: found, shown, read and replaced by their paths."""

import copy
import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any

from evaluator_app.domain.numbers import plain
from evaluator_app.domain.rubric import NOT_GIVEN
from evaluator_app.domain.scheme import LoadedScheme, Scheme
from evaluator_app.exchange.scheme_cells import from_cell, to_cell
from evaluator_app.exchange.scheme_tables import CellKind, Column
from evaluator_app.exchange.structuring import Faults, structure
from evaluator_app.wording.scheme_sheets import member_word, truth_word

_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


def raw_scheme(loaded: LoadedScheme) -> dict[str, Any]:
    """The data of a scheme as its file says it."""
    return tomllib.loads(loaded.source.decode("utf-8-sig"))


def choices(column: Column) -> tuple[str, ...]:
    """The words a value is one of; none where it is typed."""
    if column.kind is CellKind.TRUTH:
        return tuple(truth_word(value) for value in (True, False))
    return tuple(member_word(one) for one in column.members)


def value_at(raw: Mapping[str, Any], path: str, column: Column) -> Any:  # noqa: ANN401 - raw data of a scheme file
    """The value in force at a path such as `rubric.bands[0].low`: what is said there, else the usual one."""
    *outer, name = _steps(path)
    record = _record(raw, outer)
    return record[name] if name in record else _usual(column)


def with_value(raw: Mapping[str, Any], path: str, value: object) -> dict[str, Any]:
    """The data with another value at a path; None takes it out, so that the usual one counts."""
    changed = copy.deepcopy(dict(raw))
    *outer, name = _steps(path)
    record = _record(changed, outer)
    if value is None:
        record.pop(name, None)
    else:
        record[name] = value
    return changed


def fault_at(raw: Mapping[str, Any], path: str) -> str:
    """Why a value cannot be what it is said to be, whatever else stands there; nothing where it can."""
    try:
        structure(raw, Scheme)
    except Faults as faults:
        return next((one.detail for one in faults.faults if one.path == path), "")
    return ""


def shown(value: object, column: Column) -> str:
    """A value as a cell shows it; nothing for none, and what is no such value as it stands there."""
    try:
        cell = "" if value is None else to_cell(value, column)
    except (ArithmeticError, StopIteration, TypeError, ValueError):
        return str(value)
    return plain(cell) if isinstance(cell, Decimal) else cell


def read(cell: object, column: Column) -> Any:  # noqa: ANN401 - raw data of a scheme file
    """The value that was typed, None for nothing; what cannot be understood raises `CellWrong`."""
    return from_cell(cell, column)


def _usual(column: Column) -> object:
    default = column.default
    if default is None or default is NOT_GIVEN or default == ():
        return None
    if isinstance(default, StrEnum):
        return default.value
    return plain(default) if isinstance(default, Decimal) else default


def _steps(path: str) -> list[str | int]:
    return [int(number) if number else name for name, number in _STEP.findall(path)]


def _record(raw: Any, steps: list[str | int]) -> Any:  # noqa: ANN401 - raw data of a scheme file
    for step in steps:
        raw = raw[step]
    return raw
