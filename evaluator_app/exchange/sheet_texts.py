"""Texts of a score sheet file: what may be shown in a cell or line, and how any text survives as data."""

import re

_UNSHOWABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
# A spreadsheet may change control and direction characters, white space at the ends, OOXML's own escape.
_FRAGILE = re.compile(
    "[\\\\\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]|_(?=x)|^\\s|\\s\\Z"
)
_LONGEST_NAME = 250
_ESCAPED = re.compile(r"\\u([0-9a-f]{4});")


def showable(text: str) -> str:
    """The text as a cell or a line of print can show it: line breaks stay, invisible characters go."""
    return _UNSHOWABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))


def in_one_cell(text: str) -> str:
    """A name as the form shows it: one of absurd length is shortened, the data keeps it whole."""
    shown = showable(text)
    return shown if len(shown) <= _LONGEST_NAME else shown[: _LONGEST_NAME - 1] + "…"


def protected(text: str) -> str:
    """The text with every character escaped that a spreadsheet program might change on saving."""
    return _FRAGILE.sub(lambda found: f"\\u{ord(found.group()):04x};", text)


def unprotected(text: str) -> str:
    """The text that `protected` was given."""
    return _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text)
