"""Days as a calendar file (iCalendar, RFC 5545) that Outlook and every telephone reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

_WIDEST = 75  # bytes of a line


@dataclass(frozen=True, kw_only=True)
class CalendarDay:
    """Something on a day; the same `key` is the same entry when the file is read again."""

    key: str
    day: str  # yyyy-mm-dd
    title: str
    about: str = ""


def calendar_bytes(title: str, days: Iterable[CalendarDay], written: str) -> bytes:
    """The file; `written` is the moment in UTC such as 2024-03-01T08:00:00Z."""
    stamp = written.replace("-", "").replace(":", "")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//evaluator-app//register//ZH", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", f"X-WR-CALNAME:{_escaped(title)}"]
    for one in days:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{sha256(one.key.encode()).hexdigest()[:32]}@evaluator-app",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{one.day.replace('-', '')}",
            f"SUMMARY:{_escaped(one.title)}",
            *([f"DESCRIPTION:{_escaped(one.about)}"] if one.about else []),
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _escaped(words: str) -> str:
    plain = "".join(letter for letter in words if letter == "\n" or letter.isprintable())
    for mark in ("\\", ";", ","):
        plain = plain.replace(mark, f"\\{mark}")
    return plain.replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """A line cut into pieces of at most 75 bytes, no character cut through; each goes on after a blank."""
    pieces, piece = [], b""
    for letter in line:
        more = letter.encode()
        if len(piece) + len(more) > _WIDEST:
            pieces.append(piece)
            piece = b" "
        piece += more
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
