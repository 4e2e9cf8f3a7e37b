"""A scheme as tables: which records, lists and columns it has, read from its classes."""

from collections.abc import Iterator
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from decimal import Decimal
from enum import Enum, StrEnum, auto
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from evaluator_app.domain.rubric import Rule
from evaluator_app.domain.scheme import Scheme

# Lists of small records that stand in one cell, a line each, so that a criterion stays one row.
IN_ONE_CELL = frozenset({"rubric.sections.criteria.options"})


class CellKind(Enum):
    """What a cell of a column holds."""

    TEXT = auto()
    TRUTH = auto()
    WHOLE = auto()
    NUMBER = auto()
    WORD = auto()  # one member of an enumeration
    TEXTS = auto()  # a text per line
    RECORDS = auto()  # a small record per line


@dataclass(frozen=True, kw_only=True)
class Column:
    """One value of a record: its key such as `rubric.bands.low`, and what its cell takes."""

    key: str
    owner: type
    kind: CellKind
    required: bool
    default: object = None
    members: tuple[StrEnum, ...] = ()  # of a WORD
    parts: tuple["Column", ...] = ()  # of RECORDS

    @property
    def name(self) -> str:
        """The name of the value in its record."""
        return self.key.rpartition(".")[2]


@dataclass(frozen=True, kw_only=True)
class Record:
    """A class of records: at `path` stands one of them, or a list of them; `below` are lists inside it."""

    path: str
    kind: type
    repeated: bool
    required: bool  # a list that must be there, even empty; a record that must be there
    columns: tuple[Column, ...]
    below: tuple["Record", ...] = ()

    @property
    def name(self) -> str:
        """The name of the record or list in what holds it."""
        return self.path.rpartition(".")[2]

    def walk(self) -> Iterator["Record"]:
        """This and everything below, parents first."""
        yield self
        for one in self.below:
            yield from one.walk()


@cache
def records() -> tuple[Record, ...]:
    """Every single record of a scheme and every list in one: the scheme itself first."""
    return tuple(_singles(Scheme, "", required=True))


@cache
def columns_by_key() -> dict[str, Column]:
    """Every column by its key."""
    return {column.key: column for top in records() for one in top.walk() for column in one.columns}


def _singles(kind: type, path: str, *, required: bool) -> Iterator[Record]:
    columns, lists, inner = _parts(kind, path)
    yield Record(path=path, kind=kind, repeated=False, required=required, columns=columns)
    yield from lists
    for one, name, needed in inner:
        yield from _singles(one, name, required=needed)


def _repeated(kind: type, path: str, *, required: bool) -> Record:
    columns, lists, _ = _parts(kind, path)
    return Record(path=path, kind=kind, repeated=True, required=required, columns=columns, below=lists)


Inner = tuple[type, str, bool]


def _parts(kind: type, path: str) -> tuple[tuple[Column, ...], tuple[Record, ...], list[Inner]]:
    """What a class is made of: plain values, lists of records, single records."""
    hints = get_type_hints(kind)
    columns: list[Column] = []
    lists: list[Record] = []
    inner: list[Inner] = []
    for one in _ordered(kind):
        key, hint = f"{path}.{one.name}" if path else one.name, _without_none(hints[one.name])
        needed = one.default is MISSING and one.default_factory is MISSING
        element = get_args(hint)[0] if get_origin(hint) is tuple else None
        if is_dataclass(hint):
            inner.append((_class(hint), key, needed))
        elif is_dataclass(element) and key not in IN_ONE_CELL:
            lists.append(_repeated(_class(element), key, required=needed))
        else:
            columns.append(_column(key, kind, one, hint))
    return tuple(columns), tuple(lists), inner


def _class(hint: object) -> type:
    if not isinstance(hint, type):
        raise TypeError(hint)
    return hint


def _ordered(kind: type) -> list[Field[Any]]:
    """The fields as people want to see them: id and title first; clause and comment, which all have, last."""
    common = [one.name for one in fields(Rule)]
    first = ["format", "id", "number", "title"]
    found = fields(kind)
    head = [one for name in first for one in found if one.name == name]
    tail = [one for one in found if one.name in common]
    return [*head, *(one for one in found if one not in head and one not in tail), *tail]


def _without_none(hint: object) -> object:
    kinds = [one for one in get_args(hint) if one is not type(None)]
    return kinds[0] if type(None) in get_args(hint) and len(kinds) == 1 else hint


_PLAIN = {str: CellKind.TEXT, bool: CellKind.TRUTH, int: CellKind.WHOLE, Decimal: CellKind.NUMBER}


def _column(key: str, owner: type, one: Field[Any], hint: object) -> Column:
    members: tuple[StrEnum, ...] = ()
    parts: tuple[Column, ...] = ()
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        kind, members = CellKind.WORD, tuple(hint)
    elif get_origin(hint) is tuple:
        element = get_args(hint)[0]
        kind = CellKind.RECORDS if is_dataclass(element) else CellKind.TEXTS
        parts = _parts(_class(element), key)[0] if is_dataclass(element) else ()
    else:
        kind = _PLAIN[_class(hint)]
    required = one.default is MISSING
    default = None if required else one.default
    return Column(
        key=key, owner=owner, kind=kind, required=required, default=default, members=members, parts=parts
    )
