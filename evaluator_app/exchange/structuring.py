"""Plain data into frozen dataclasses, strictly: nothing is coerced, every fault is named with its path."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import is_dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, get_args, get_origin

from cattrs import (
    AttributeValidationNote,
    ClassValidationError,
    Converter,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn

from evaluator_app.wording.language import text

_NUMBER = re.compile(r"-?\d{1,9}(\.\d{1,9})?", re.ASCII)
# Control characters spoil workbooks; direction marks make a text look like another one.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")

MAX_ELEMENTS = 20_000  # each fault in a list costs time, and no list of ours is this long

T = TypeVar("T")


class FaultKind(StrEnum):
    """What can be wrong with a piece of data."""

    KEY_UNKNOWN = "key_unknown"
    KEY_MISSING = "key_missing"
    VALUE = "value"


class Fault(ValueError):  # noqa: N818 - an answer about the data, not an error of the program
    """One fault: its path such as `rubric.sections[1].max`, and the key or the reason."""

    def __init__(self, kind: FaultKind, detail: str, path: str = "") -> None:
        super().__init__(f"{path}: {kind} {detail}")
        self.kind, self.detail, self.path = kind, detail, path


class Faults(ValueError):  # noqa: N818 - as above
    """Every fault of the data."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(str(fault) for fault in faults))
        self.faults = faults


def structure(value: object, kind: type[T]) -> T:
    """The value as a frozen dataclass; raises `Faults` with all of them."""
    try:
        return _converter().structure(value, kind)
    except (ClassValidationError, Fault) as error:
        raise Faults(tuple(_faults(error, ""))) from None


def _faults(error: BaseException, path: str) -> Iterator[Fault]:
    match error:
        case ClassValidationError() | IterableValidationError():
            for inner in error.exceptions:
                yield from _faults(inner, path + _step(inner, first=not path))
        case ForbiddenExtraKeysError():
            for key in sorted(error.extra_fields):
                yield Fault(FaultKind.KEY_UNKNOWN, key[:80], path)
        case KeyError():
            owner, _, key = path.rpartition(".")
            yield Fault(FaultKind.KEY_MISSING, key, owner)
        case Fault():
            yield Fault(error.kind, error.detail, path)
        case _:
            raise error


def _step(error: BaseException, *, first: bool) -> str:
    """The last step of the path to a fault, from the note cattrs leaves on it."""
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return note.name if first else f".{note.name}"
        if isinstance(note, IterableValidationNote):
            return f"[{note.index}]"
    return ""


def _refuse(reason: str) -> Fault:
    return Fault(FaultKind.VALUE, reason)


def _text(value: object, _: type) -> str:
    if not isinstance(value, str):
        raise _refuse(text("it must be a text in quotes"))
    if _FORBIDDEN.search(value):
        raise _refuse(text("the text holds a control character"))
    return value


def _whole_number(value: object, _: type) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > 2**53:
        raise _refuse(text("it must be a whole number"))
    return value


def _truth(value: object, _: type) -> bool:
    if not isinstance(value, bool):
        raise _refuse(text("it must be true or false"))
    return value


def _decimal(value: object, _: type) -> Decimal:
    """Exact numbers come as text or whole numbers; a float has already lost digits."""
    if isinstance(value, float):
        raise _refuse(text("write the number in quotes, such as “0.5”"))
    if isinstance(value, bool) or not isinstance(value, int | str) or not _NUMBER.fullmatch(str(value)):
        raise _refuse(text("it must be a number such as “0.5”"))
    return Decimal(value)


def _member(value: object, kind: type[StrEnum]) -> StrEnum:
    names = [member.value for member in kind]
    if value not in names:
        raise _refuse(text("it must be one of: {names}", names=", ".join(names)))
    return kind(value)


Hook = Callable[[Any, Any], Any]


def _strict_record(kind: type, converter: Converter) -> Hook:
    inner: Hook = make_dict_structure_fn(kind, converter, _cattrs_forbid_extra_keys=True)

    def hook(value: object, to: type) -> object:
        if not isinstance(value, Mapping):
            raise _refuse(text("it must be a table of values"))
        return inner(value, to)

    return hook


def _strict_list(kind: type, converter: Converter) -> Hook:
    element = get_args(kind)[0]

    def hook(value: object, _: type) -> object:
        if not isinstance(value, list):
            raise _refuse(text("it must be a list"))
        if len(value) > MAX_ELEMENTS:
            raise _refuse(text("the list is too long"))
        return tuple(converter.structure(value, list[element]))  # type: ignore[valid-type]  # a type at run time

    return hook


def _strict_mapping(kind: type, converter: Converter) -> Hook:
    key, element = get_args(kind)

    def hook(value: object, _: type) -> object:
        if not isinstance(value, Mapping):
            raise _refuse(text("it must be a table of values"))
        return converter.structure(value, dict[key, element])  # type: ignore[valid-type]  # types at run time

    return hook


@cache
def _converter() -> Converter:
    converter = Converter(detailed_validation=True, forbid_extra_keys=True)
    # The most specific class decides: without a hook of its own a StrEnum would be read as a str.
    for kind, hook in (
        (str, _text),
        (int, _whole_number),
        (bool, _truth),
        (Decimal, _decimal),
        (StrEnum, _member),
    ):
        converter.register_structure_hook(kind, hook)
    converter.register_structure_hook_factory(is_dataclass, lambda kind: _strict_record(kind, converter))
    converter.register_structure_hook_factory(_is_tuple, lambda kind: _strict_list(kind, converter))
    converter.register_structure_hook_factory(_is_mapping, lambda kind: _strict_mapping(kind, converter))
    return converter


def _is_tuple(kind: object) -> bool:
    return get_origin(kind) is tuple


def _is_mapping(kind: object) -> bool:
    return get_origin(kind) is Mapping
