"""Names of files inside packages: which are safe on every system, which are twins, and how to make one."""

import re
import unicodedata
from collections.abc import Sequence

MAX_NAME = 400  # characters of a whole path
MAX_PART = 150  # characters of one part of it
MAX_PART_BYTES = 255  # what common file systems take
MAX_ENDING = 10  # a longer one is part of the title
LINE = 120  # characters of a name that are shown

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"|?*\\\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]')
_DEVICE = re.compile(r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|COM[0-9¹²³]|LPT[0-9¹²³])", re.IGNORECASE)
_ID = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?")


def is_safe_name(name: str) -> bool:
    """Whether a path with `/` is relative, stays inside and can be written on every system."""
    if len(name) > MAX_NAME or unicodedata.normalize("NFC", name) != name:
        return False
    return all(_is_safe_part(part) for part in name.split("/"))


def _is_safe_part(part: str) -> bool:
    if not part or len(part) > MAX_PART or part != part.strip() or part.endswith("."):
        return False  # `.` and `..` end with a full stop
    if _FORBIDDEN.search(part) or len(part.encode()) > MAX_PART_BYTES:
        return False
    return not _DEVICE.fullmatch(part.partition(".")[0].strip())


def is_safe_id(value: str) -> bool:
    """Whether an id may name a folder: letters, digits, `.`, `_`, `-`; at most 64 of them."""
    return bool(_ID.fullmatch(value)) and is_safe_name(value)


def same_file_key(name: str) -> str:
    """Equal for names that some file system takes for the same file: case and composition do not count."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def clashing(names: Sequence[str]) -> list[str]:
    """Names that mean the same file as an earlier one, or use an earlier file as a folder."""
    seen: set[str] = set()
    clashes = []
    for name in names:
        key = same_file_key(name)
        if key in seen:
            clashes.append(name)
        seen.add(key)
    return clashes + [name for name in names if _folders(same_file_key(name)) & seen]


def _folders(key: str) -> set[str]:
    parts = key.split("/")
    return {"/".join(parts[:count]) for count in range(1, len(parts))}


def safe_part(title: str, limit: int = 60) -> str:
    """A title as part of a path: letters and digits of any script stay, the ending too."""
    stem, dot, ending = unicodedata.normalize("NFC", title).rpartition(".")
    if not dot or len(ending) > MAX_ENDING:
        stem, ending = f"{stem}{dot}{ending}", ""
    kept, ending = _plain(stem)[:limit] or "document", _plain(ending).lower()
    return f"{kept}.{ending}" if ending else kept


def _plain(words: str) -> str:
    return re.sub(r"[^\w-]+", "_", words).strip("_")


def visible(name: str) -> str:
    """A name fit to be shown: control characters as escapes, never longer than a line."""
    shown = "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in name[: LINE + 1])
    return f"{shown[:LINE]}…" if len(shown) > LINE else shown
