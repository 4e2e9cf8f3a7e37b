"""Cells as Excel displays them: numbers, percent, thousands, currency and dates by their number format."""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

MAX_TEXT = 2_000
_DIGITS = 15  # what Excel keeps of a number
_MAX_PLACES = 30
_NOON = 12
_SMALLEST = -9  # power of ten below which General shows an exponent
_SECTION = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
_CURRENCY = re.compile(r"\[\$([^\]-]*)[^\]]*\]")
_BRACKETS = re.compile(r"\[(?!h+\]|m+\]|s+\])[^\]]*\]", re.IGNORECASE)
_PADDING = re.compile(r"_.|\*.")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)')
_NUMBER = re.compile(r"[#0?][#0?,]*(?:\.[#0?]*)?,*|\.[#0?]+")
_DATE_TOKEN = re.compile(
    r'"[^"]*"|\\.|\[h+\]|\[m+\]|\[s+\]|y+|m+|d+|h+|s+(?:\.0+)?|am/pm|a/p|上午/下午|.', re.IGNORECASE
)
Value = str | int | float | bool | date | datetime | time | timedelta | None


def displayed(value: object, code: str = "General") -> str:
    """A cell's value as its number format shows it; a format not known here shows the plain value."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float() | Decimal():
            return _number(value, code)
        case datetime() | date() | time():
            return _moment(value, code)
        case timedelta():
            minutes, seconds = divmod(round(value.total_seconds()), 60)
            return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
        case _:
            return str(value)[:MAX_TEXT]


def _number(value: float | Decimal, code: str) -> str:
    try:
        exact = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    if not exact.is_finite():
        return str(value)
    sections = _SECTION.split(code)
    pattern = sections[0]
    own_sign = False
    if exact < 0 and len(sections) > 1:
        pattern, own_sign = sections[1], True
    elif exact == 0 and len(sections) > 2:  # noqa: PLR2004 - the third section is for zero
        pattern = sections[2]
    shown = _patterned(abs(exact), pattern)
    if shown is None:
        return _general(exact)
    is_zero = not any(one in "123456789" for one in shown)
    return shown if exact >= 0 or own_sign or is_zero else f"-{shown}"


def _general(value: Decimal) -> str:
    rounded = value.normalize() if len(value.as_tuple().digits) <= _DIGITS else +value
    if value and not _SMALLEST <= value.adjusted() < _DIGITS:
        return f"{value:.5E}"
    if value == value.to_integral_value():
        return f"{value:.0f}"
    places = max(0, 10 - max(1, rounded.adjusted() + 1))
    return f"{_rounded(value, places):f}".rstrip("0").rstrip(".") or "0"


def _rounded(value: Decimal, places: int) -> Decimal:
    try:
        return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    except InvalidOperation:  # more digits than are kept
        return value


def _patterned(value: Decimal, pattern: str) -> str | None:
    """The number by one section of a format; None where the section is not one of ordinary numbers."""
    bare = _PADDING.sub("", _BRACKETS.sub("", _CURRENCY.sub(r'"\1"', pattern)))
    literals: list[str] = []

    def put_aside(found: re.Match[str]) -> str:
        literals.append(found[1] if found[1] is not None else found[2])
        return chr(0xE000 + len(literals) - 1)

    bare = _LITERAL.sub(put_aside, bare)
    if bare.strip().lower() == "general":
        return _general(value)
    found = _NUMBER.search(bare)
    if found is None or re.search(r"[eE][+-]|/|@", bare):
        return _restored(bare, literals) if found is None and literals else None
    if "%" in bare:
        value *= 100
    shown = bare[: found.start()] + _digits(value, found[0]) + bare[found.end() :]
    return _restored(shown, literals).strip()


def _restored(shown: str, literals: list[str]) -> str:
    for place, literal in enumerate(literals):
        shown = shown.replace(chr(0xE000 + place), literal)
    return shown


def _digits(value: Decimal, pattern: str) -> str:
    whole, _, fraction = pattern.rstrip(",").partition(".")
    value /= Decimal(1000) ** (len(pattern) - len(pattern.rstrip(",")))
    least, most = fraction.count("0"), min(len(fraction), _MAX_PLACES)
    digits = f"{_rounded(value, most):f}"
    before, _, after = digits.partition(".")
    after = after[:least] + after[least:].rstrip("0")
    before = before.zfill(whole.count("0")) if before != "0" or "0" in whole else ""
    if "," in whole:
        before = re.sub(r"(?<=\d)(?=(\d{3})+$)", ",", before)
    return f"{before}.{after}" if after else before


def _moment(value: datetime | date | time, code: str) -> str:
    pattern = _PADDING.sub("", _BRACKETS.sub("", _SECTION.split(code)[0]))
    tokens = [one[0] for one in _DATE_TOKEN.finditer(pattern)]
    if not any(token[0].lower() in "ymdhs" for token in tokens) or code == "General":
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    half = any("/" in token and len(token) > 1 for token in tokens)
    return "".join(_part(value, tokens, place, half=half) for place in range(len(tokens))).strip()


def _part(value: datetime | date | time, tokens: list[str], place: int, *, half: bool) -> str:
    token = tokens[place]
    bare = token.strip("[]")
    kind, width = bare[0].lower(), min(len(bare), 2)
    if token[0] in '"\\':
        return token.strip('"') if token[0] == '"' else token[1:]
    if kind in "hs" or (kind == "m" and _means_minutes(tokens, place)):
        return f"{_of_time(value, kind, half=half):0{width}}"
    if len(token) > 1 and "/" in token:
        return "AM" if getattr(value, "hour", 0) < _NOON else "PM"
    if kind not in "ymd":
        return token
    return "" if isinstance(value, time) else _of_date(value, kind, len(bare))


def _of_time(value: datetime | date | time, kind: str, *, half: bool) -> int:
    """Hours, minutes or seconds; a date alone is at midnight."""
    number: int = getattr(value, {"h": "hour", "m": "minute", "s": "second"}[kind], 0)
    return (number - 1) % _NOON + 1 if half and kind == "h" else number


def _of_date(value: date, kind: str, length: int) -> str:
    if kind == "y":
        return f"{value.year:04}" if length > 2 else f"{value.year % 100:02}"  # noqa: PLR2004 - yy is short
    number = value.month if kind == "m" else value.day
    if length > 2:  # noqa: PLR2004 - names of months and days
        return value.strftime(("%b" if length == 3 else "%B") if kind == "m" else "%a")  # noqa: PLR2004 - likewise
    return f"{number:0{length}}"


def _means_minutes(tokens: list[str], place: int) -> bool:
    """After hours or before seconds an m is minutes."""
    kinds = [token.strip("[]")[0].lower() for token in tokens]
    before = next((kind for kind in reversed(kinds[:place]) if kind in "ymdhs"), "")
    after = next((kind for kind in kinds[place + 1 :] if kind in "ymdhs"), "")
    return before == "h" or after == "s"
