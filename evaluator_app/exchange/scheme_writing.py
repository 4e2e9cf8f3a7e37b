"""A scheme file written from raw data, so that people can read and change it."""

from collections.abc import Mapping
from typing import Any

import tomli_w

from evaluator_app.exchange.scheme_tables import Record, records

_HEAD = "# {title}\n# {standard}\n\n"


def scheme_toml(raw: Mapping[str, Any]) -> bytes:
    """The text of a scheme file; its values stand in the order of the workbook's columns."""
    ordered: dict[str, Any] = {}
    for one in records():
        parent, _, name = one.path.rpartition(".")
        source = _table(raw, parent)
        if one.repeated and name in source:
            _made(ordered, parent)[name] = [_record(element, one) for element in source[name]]
        elif not one.repeated and (not one.path or name in source):
            _made(ordered, one.path).update(_own(source if not one.path else source[name], one))
    head = _HEAD.format(title=_line(raw["title"]), standard=_line(raw["standard"]))
    return (head + tomli_w.dumps(ordered, indent=2)).encode()


def _line(words: str) -> str:
    return " ".join(words.split())


def _table(raw: Mapping[str, Any], path: str) -> Mapping[str, Any]:
    for step in path.split(".") if path else ():
        raw = raw.get(step, {})
    return raw


def _made(raw: dict[str, Any], path: str) -> dict[str, Any]:
    for step in path.split(".") if path else ():
        raw = raw.setdefault(step, {})
    return raw


def _own(raw: Mapping[str, Any], record: Record) -> dict[str, Any]:
    return {column.name: raw[column.name] for column in record.columns if column.name in raw}


def _record(raw: Mapping[str, Any], record: Record) -> dict[str, Any]:
    inner = {
        one.name: [_record(element, one) for element in raw[one.name]]
        for one in record.below
        if one.name in raw
    }
    return _own(raw, record) | inner
