"""How a scheme is laid out as a workbook: its sheets in order, rows of lists, widths of columns."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from types import MappingProxyType
from typing import Any

from evaluator_app.exchange.scheme_tables import CellKind, Column, Record, records
from evaluator_app.wording.scheme_column_help import column_help
from evaluator_app.wording.scheme_columns import column_title

# Every column and value is known by its key in a hidden row or column, whatever people name or move.
KEY_MARK = "@"
BASICS, OTHERS, GUIDE = "basics", "others", "guide"
_FIRST = (
    BASICS,
    "rubric.sections",
    "rubric.bands",
    "rubric.level_lists",
    "rubric.remarks",
    "protocol",
    "stages",
    "preconditions",
)
_SELDOM = frozenset({"label", "verbatim", "aliases", "clause", "assumed", "comment"})
_SINGLES = {"": BASICS, "rubric": BASICS, "protocol": "protocol"}

# Ids that a column refers to, for its drop-down.
REFERENCES: Mapping[str, str] = MappingProxyType(
    {
        "rubric.sections.criteria.levels": "rubric.level_lists.id",
        "preconditions.cap": "rubric.bands.id",
        "preconditions.stage": "stages.id",
        "evidence.grade": "rubric.bands.id",
        "eligibility.applies_to": "sectors.id",
        "submission.to": "organisations.id",
        "upkeep.duties.to": "organisations.id",
        "upkeep.sanctions.proposed_by": "organisations.id",
        "upkeep.sanctions.confirmed_by": "organisations.id",
    }
)

_WIDE = {
    "text": 48,
    "comment": 32,
    "verbatim": 32,
    "title": 16,
    "clause": 14,
    "id": 13,
    "number": 8,
    "address": 30,
}
_WIDTHS = {
    CellKind.TEXT: 18,
    CellKind.TRUTH: 9,
    CellKind.WHOLE: 9,
    CellKind.NUMBER: 9,
    CellKind.WORD: 16,
    CellKind.TEXTS: 30,
    CellKind.RECORDS: 26,
}


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A worksheet: one list with all that is inside it, or single records one value per row."""

    path: str
    singles: tuple[Record, ...] = ()
    list: Record | None = None

    @property
    def columns(self) -> tuple[tuple[Record, Column], ...]:
        """The columns from left to right with their records: what outer records seldom need comes last."""
        levels = self.levels
        main = [(one, column) for one in levels for column in one.columns if not _seldom(one, column)]
        rest = [(one, column) for one in levels for column in one.columns if _seldom(one, column)]
        return (*main, *rest)

    @property
    def levels(self) -> tuple[Record, ...]:
        """The list and the lists inside it, parents first."""
        return tuple(self.list.walk()) if self.list else self.singles


def sheets() -> tuple[Sheet, ...]:
    """Every worksheet in order: what a secretariat sets first, then all the rest of a scheme."""
    singles: dict[str, list[Record]] = {}
    lists = []
    for one in records():
        if one.repeated:
            lists.append(Sheet(path=one.path, list=one))
        elif one.columns:
            singles.setdefault(_SINGLES.get(one.path, OTHERS), []).append(one)
    found = [*(Sheet(path=path, singles=tuple(these)) for path, these in singles.items()), *lists]
    return tuple(sorted(found, key=lambda one: _place(one.path)))


def _seldom(record: Record, column: Column) -> bool:
    return bool(record.below) and column.name in _SELDOM


def _place(path: str) -> int:
    if path in _FIRST:
        return _FIRST.index(path)
    return len(_FIRST) + (path == OTHERS)


def rows(elements: Sequence[Mapping[str, Any]], level: Record) -> Iterator[dict[str, Any]]:
    """The rows of a list by key: what a record holds inside begins on its row and goes on below it."""
    for element in elements:
        own = {one.key: element[one.name] for one in level.columns if one.name in element}
        inner = [list(rows(element.get(one.name, ()), one)) for one in level.below]
        for number, parts in enumerate(zip_longest(*inner, fillvalue={})) if any(inner) else [(0, ())]:
            row = dict(own) if number == 0 else {}
            for part in parts:
                row |= part
            yield row


def at(raw: Mapping[str, Any], path: str) -> Any:  # noqa: ANN401 - raw data of a scheme file
    """What stands at a path of names, None where there is nothing."""
    value: Any = raw
    for step in path.split(".") if path else ():
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def title_of(column: Column) -> str:
    """The head of a column; a star where it must be filled in."""
    star = " *" if column.required else ""
    return column_title(column.owner.__name__, column.name) + star


def help_of(column: Column) -> str:
    """What is to be filled in, in a sentence or none."""
    return column_help(column.owner.__name__, column.name)


def width_of(column: Column) -> int:
    """The width of a column in characters."""
    return (
        _WIDE.get(column.name, _WIDTHS[column.kind]) if column.kind is CellKind.TEXT else _WIDTHS[column.kind]
    )
