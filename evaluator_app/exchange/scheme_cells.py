"""Values of a scheme as cells of a workbook and back: exact numbers, words of drop-downs, lines of lists."""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from evaluator_app.domain.numbers import half_width, plain
from evaluator_app.exchange.scheme_tables import CellKind, Column
from evaluator_app.exchange.score_sheet_typed import cell_number, cell_text
from evaluator_app.wording.language import text
from evaluator_app.wording.scheme_sheets import member_word, member_words, truth_word, truth_words

# What a spreadsheet program might change, or takes for an escape of its own.
_FRAGILE = re.compile("[\u200e\u200f\u2028\u2029\ufeff]|_(?=x[0-9A-Fa-f]{4}_)")
_PART = re.compile(r'\s*("(?:[^"\\]|\\.)*"|[^|]*)\s*(?:\||$)')
_EXACT_DIGITS = 15  # of a number that a spreadsheet keeps
_LONGEST_SHOWN = 80
BETWEEN = "|"
NONE = "[]"  # a list that is said to be empty, where an empty cell would mean the usual list


class CellWrong(ValueError):  # noqa: N818 - an answer about the cell, not an error of the program
    """A cell that cannot be understood, and why."""


# Writing


def to_cell(value: Any, column: Column) -> str | Decimal:  # noqa: ANN401 - raw data of a scheme file
    """What the cell shows for a value of the scheme file: a text, or a number where it stays exact."""
    match column.kind:
        case CellKind.TRUTH:
            return truth_word(value)
        case CellKind.WORD:
            return next(member_word(one) for one in column.members if one.value == value)
        case CellKind.WHOLE | CellKind.NUMBER:
            return _number(str(value))
        case CellKind.TEXTS:
            return "\n".join(_line(one) for one in value) or NONE
        case CellKind.RECORDS:
            return "\n".join(_record_line(one, column.parts) for one in value)
        case CellKind.TEXT:
            return _plain(value)


def _number(written: str) -> str | Decimal:
    """A number that comes back as it was written; one that would not stays a text."""
    number = Decimal(written)
    same = plain(number) == written and len(number.as_tuple().digits) <= _EXACT_DIGITS
    return number if same else written


def _plain(words: str) -> str:
    """The text itself, in quotes where a cell would lose a part of it."""
    if words and words == words.strip() and words[0] != '"' and not _FRAGILE.search(words):
        return words
    return _FRAGILE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(words, ensure_ascii=False))


def _line(words: str) -> str:
    return json.dumps(words, ensure_ascii=False) if "\n" in words else _plain(words)


def _record_line(record: Mapping[str, Any], parts: Sequence[Column]) -> str:
    """`good | 好 | 0.8`: the parts of a small record in their order."""
    shown = [_part(record[one.name], one) if one.name in record else "" for one in parts]
    while shown and not shown[-1]:
        shown.pop()
    return f" {BETWEEN} ".join(shown)


def _part(value: Any, column: Column) -> str:  # noqa: ANN401 - raw data of a scheme file
    if column.kind is not CellKind.TEXT:
        return str(to_cell(value, column))
    return json.dumps(value, ensure_ascii=False) if BETWEEN in value else _line(value)


# Reading


def from_cell(value: object, column: Column) -> Any:  # noqa: ANN401 - raw data of a scheme file
    """The value as a scheme file holds it, None for an empty cell; what no rule allows is left as typed."""
    words = _said(value)
    if not words:
        return None
    return (
        value
        if isinstance(value, bool) and column.kind is CellKind.TRUTH
        else _READ[column.kind](words, column)
    )


def _said(value: object) -> str:
    """What a cell says; a date is written as scheme files write it."""
    if isinstance(value, datetime):
        value = value.date() if value.time() == datetime.min.time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    words = plain(number) if (number := cell_number(value)) is not None else cell_text(value)
    return words.replace("\r\n", "\n").replace("\r", "\n").strip()


def _text(words: str, _: Column) -> str:
    return _unquoted(words)


def _unquoted(words: str) -> str:
    """A text without the quotes that kept it whole."""
    if len(words) > 1 and words[0] == words[-1] == '"':
        try:
            found = json.loads(words)
        except ValueError:
            return words
        return str(found)
    return words


def _number_typed(words: str, _: Column) -> str:
    return half_width(words)


def _whole(words: str, _: Column) -> int | str:
    typed = half_width(words)
    return int(typed) if re.fullmatch(r"-?\d{1,15}", typed, re.ASCII) else typed


def _truth(words: str, _: Column) -> bool:
    known = {_key(word): value for value, found in truth_words().items() for word in found}
    return bool(_known(words, {**known, "true": True, "false": False}, [truth_word(True), truth_word(False)]))  # noqa: FBT003 - it is the value itself


def _member(words: str, column: Column) -> str:
    known = {_key(word): member.value for member in column.members for word in member_words(member)}
    return str(_known(words, known, [member_word(one) for one in column.members]))


def _key(words: str) -> str:
    return unicodedata.normalize("NFKC", words).strip().casefold()


def _known(words: str, known: Mapping[str, str | bool], offered: Sequence[str]) -> str | bool:
    found = known.get(_key(words))
    if found is None:
        names = text("“{said}” is none of: {names}", said=words[:_LONGEST_SHOWN], names=", ".join(offered))
        raise CellWrong(names)
    return found


def _texts(words: str, _: Column) -> list[str]:
    return [] if words == NONE else [_unquoted(one) for one in _lines(words)]


def _records(words: str, column: Column) -> list[dict[str, Any]]:
    return [_record(one, column.parts) for one in _lines(words)]


def _lines(words: str) -> list[str]:
    return [one.strip() for one in words.split("\n") if one.strip()]


def _record(line: str, parts: Sequence[Column]) -> dict[str, Any]:
    said = _split(line)
    if len(said) > len(parts):
        raise CellWrong(text("“{said}” has more than {count} parts", said=line[:80], count=len(parts)))
    found = {one.name: from_cell(words, one) for one, words in zip(parts, said, strict=False)}
    return {name: value for name, value in found.items() if value is not None}


def _split(line: str) -> list[str]:
    """The parts between the bars; a bar inside quotes is no bar."""
    parts, at = [], 0
    while at < len(line):
        found = _PART.match(line, at)
        if found is None:
            return [line]
        parts.append(found[1].strip())
        at = found.end()
    return parts


_READ: Mapping[CellKind, Callable[[str, Column], Any]] = {
    CellKind.TEXT: _text,
    CellKind.TRUTH: _truth,
    CellKind.WHOLE: _whole,
    CellKind.NUMBER: _number_typed,
    CellKind.WORD: _member,
    CellKind.TEXTS: _texts,
    CellKind.RECORDS: _records,
}
