"""JSON from outside into frozen values, and values into the same JSON bytes every time."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, TypeVar

from evaluator_app.exchange.safe_names import visible
from evaluator_app.exchange.structuring import Fault, FaultKind, Faults, structure
from evaluator_app.wording.language import text

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T")


class DataWrong(ValueError):  # noqa: N818 - it becomes problems at once
    """Data that does not fit: a reason for each fault, to become problems."""

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("; ".join(self.reasons))


def structured(data: object, kind: type[T]) -> T:
    """The value the data describes."""
    try:
        return structure(data, kind)
    except Faults as faults:
        raise DataWrong(_reason(fault) for fault in faults.faults) from faults


def _reason(fault: Fault) -> str:
    match fault.kind:
        case FaultKind.KEY_UNKNOWN:
            reason = text("“{key}” is not known here", key=visible(fault.detail))
        case FaultKind.KEY_MISSING:
            reason = text("“{key}” is missing", key=visible(fault.detail))
        case FaultKind.VALUE:
            reason = fault.detail
    return f"{visible(fault.path)}: {reason}" if fault.path else reason


def parse_json(data: bytes) -> object:
    """JSON without floats, NaN, keys given twice, half characters or bottomless nesting."""
    try:
        value: object = json.loads(
            data.decode(), object_pairs_hook=_no_twins, parse_float=_refused, parse_constant=_refused
        )
        json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise DataWrong([text("it is no proper JSON")]) from error
    return value


def _no_twins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError
    return found


def _refused(_: str) -> object:
    raise ValueError


def json_bytes(value: "DataclassInstance") -> bytes:
    """A frozen value as JSON that any editor shows, in the order of its fields."""
    return (json.dumps(asdict(value), ensure_ascii=False, indent=1) + "\n").encode()
