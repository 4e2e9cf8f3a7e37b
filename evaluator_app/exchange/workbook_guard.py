"""Opening workbooks that may be hostile: sizes, packing and XML are checked before any of it is read.

What was checked is put into a fresh archive in memory, and only that is read.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.parsers import expat

from python_calamine import CalamineError, CalamineWorkbook

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem

MAX_FILE, MAX_UNPACKED = 32 << 20, 128 << 20
_MAX_ROWS = 60_000
_OLE, _ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "EncryptedPackage".encode("utf-16-le")
_KEPT = re.compile(r"(\[Content_Types\]\.xml|_rels/\.rels|docProps/app\.xml|xl/.*\.(xml|rels))", re.ASCII)
_MEDIA = re.compile(r"xl/media/[^/]+", re.ASCII)
_FORM_COLUMNS = frozenset("12345678")  # those beyond hold what formulas need
_LEAST_HEIGHT, _LEAST_WIDTH = 6.0, 1.0
_BUILT_IN = {"0": "General", "2": "0.00", "49": "@"}
_PAGE = re.compile(r"xl/worksheets/[^/]+\.xml", re.ASCII)
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.ASCII)
_ENCODING = "utf-8"  # whatever a part claims of itself
_BROKEN = (zipfile.BadZipFile, ValueError, EOFError, OSError, zlib.error, KeyError)


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a workbook may be; the cells are those of one worksheet."""

    unpacked: int = MAX_UNPACKED
    parts: int = 400
    columns: int = 64
    cells: int = 500_000


ONE_SHEET = Limits()


@dataclass(frozen=True, kw_only=True)
class CheckedWorkbook:
    """The values of each worksheet as rows, and the addresses of its cells that hold formulas."""

    values: Mapping[str, Sequence[Sequence[object]]]
    formulas: Mapping[str, frozenset[str]]
    looks: Mapping[str, "Looks"]
    formats: Sequence[str]  # the number format of each style
    names: Sequence[str]  # of all parts
    parts: Mapping[str, bytes]  # the XML that was checked
    media: Mapping[str, bytes]  # pictures, which nobody has looked at yet

    def value(self, page: str, address: str) -> object:
        """The value at an address such as G7; "" beyond the sheet's end."""
        rows, found = self.values.get(page, []), _REFERENCE.fullmatch(address)
        if found is None:
            return ""
        row, column = int(found[2]) - 1, column_number(found[1]) - 1
        return rows[row][column] if 0 <= row < len(rows) and column < len(rows[row]) else ""

    def number_format(self, page: str, address: str) -> str:
        """The number format of a cell; "" where it has none of its own."""
        look = self.looks.get(page)
        style = look.styles.get(address, "0") if look else "0"
        known = style.isascii() and style.isdigit() and int(style[:9]) < len(self.formats)
        return self.formats[int(style)] if known else ""


@dataclass(frozen=True, kw_only=True)
class Looks:
    """What a worksheet hides or shows otherwise than it is."""

    hidden: bool
    conditional: bool
    styles: Mapping[str, str]
    merged: Sequence[str]  # areas such as B2:D2


def open_workbook(data: bytes, place: str, limits: Limits = ONE_SHEET) -> CheckedWorkbook:
    """The values of a workbook; refused where it is none, or none that is safe to read."""
    if data.startswith(_OLE):
        code = Code.SHEET_ENCRYPTED if _ENCRYPTED in data else Code.SHEET_OLD_EXCEL
        raise Refused([problem(code, place)])
    parts, names, media = _parts(data, place, limits)
    try:
        scanned = {name: _scan(part, limits) for name, part in parts.items() if _PAGE.fullmatch(name)}
    except (expat.ExpatError, ValueError) as error:
        raise Refused([problem(Code.SHEET_UNREADABLE, place)]) from error
    if any(page.too_large for page in scanned.values()):
        raise Refused([problem(Code.SHEET_TOO_LARGE, place)])
    return _read(parts, scanned, (names, media), place)


def _parts(data: bytes, place: str, limits: Limits) -> tuple[dict[str, bytes], list[str], dict[str, bytes]]:
    """The XML parts, all names and the pictures, within bounds; two parts of one name are refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > limits.parts or sum(one.file_size for one in entries) > limits.unpacked:
                raise Refused([problem(Code.SHEET_TOO_LARGE, place)])
            names = [one.filename.lower() for one in entries]
            parts = {one.filename: archive.read(one) for one in entries if _KEPT.fullmatch(one.filename)}
            media = {one.filename: archive.read(one) for one in entries if _MEDIA.fullmatch(one.filename)}
            exact = [one.filename for one in entries if not one.is_dir()]
    except (*_BROKEN, RuntimeError) as error:  # RuntimeError: packed in an unknown way, or with a password
        raise Refused([problem(Code.SHEET_UNREADABLE, place)]) from error
    # A NUL byte is UTF-16, in which a document type could hide.
    odd = any(b"<!DOCTYPE" in part or b"<!ENTITY" in part or b"\0" in part for part in parts.values())
    if len(set(names)) < len(names) or odd:
        raise Refused([problem(Code.SHEET_UNREADABLE, place)])
    return parts, exact, media


class _Scanned:
    """What a worksheet's XML says about its cells: where formulas are, and how far it reaches."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.formulas: set[str] = set()
        self.styles: dict[str, str] = {}
        self.merged: list[str] = []
        self.cells = 0
        self.too_large = self.hidden = self.conditional = False
        self._cell = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins; names count without their prefix."""
        match name.rpartition(":")[2]:
            case "c":
                self._cell = attributes.get("r", "")
                self.cells += 1
                self._measure(self._cell)
                self.styles[self._cell] = attributes.get("s", "0")
            case "row":
                self._measure(f"A{attributes.get('r', '1')}")
                self._notice(attributes, "ht", _LEAST_HEIGHT)
            case "col" if attributes.get("min", "1") in _FORM_COLUMNS:
                self._notice(attributes, "width", _LEAST_WIDTH)
            case "mergeCell":
                self.merged.append(attributes.get("ref", ""))
            case "conditionalFormatting":
                self.conditional = True
            case "f":
                self.formulas.add(self._cell)
                if attributes.get("t") in {"array", "dataTable"}:
                    self.formulas |= set(_covered(attributes.get("ref", "")))
            case _:
                pass

    def _notice(self, attributes: Mapping[str, str], size: str, least: float) -> None:
        """Rows and columns that nobody sees."""
        self.hidden = self.hidden or attributes.get("hidden", "0") not in {"0", "false"}
        self.hidden = self.hidden or not float(attributes.get(size, least)) >= least

    def _measure(self, reference: str) -> None:
        if not reference:
            return
        found = _REFERENCE.fullmatch(reference)
        far = found is None or int(found[2]) > _MAX_ROWS or column_number(found[1]) > self._limits.columns
        self.too_large = self.too_large or far or self.cells > self._limits.cells


def _scan(part: bytes, limits: Limits) -> _Scanned:
    scanned, parser = _Scanned(limits), expat.ParserCreate(_ENCODING)
    parser.StartElementHandler = scanned.start
    parser.Parse(part, True)  # noqa: FBT003 - expat takes it by position only
    return scanned


def _covered(area: str) -> Iterator[str]:
    """The addresses an array formula fills."""
    first, _, last = area.partition(":")
    start, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last or first)
    if start is None or end is None:
        return
    rows = range(int(start[2]), min(int(end[2]), _MAX_ROWS) + 1)
    columns = range(column_number(start[1]), min(column_number(end[1]), ONE_SHEET.columns) + 1)
    yield from (f"{column_name(column)}{row}" for row in rows for column in columns)


def column_number(letters: str) -> int:
    """A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_name(number: int) -> str:
    """1 is A, 26 is Z, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _read(
    parts: Mapping[str, bytes],
    scanned: Mapping[str, _Scanned],
    others: tuple[Sequence[str], Mapping[str, bytes]],
    place: str,
) -> CheckedWorkbook:
    fresh = io.BytesIO()
    with zipfile.ZipFile(fresh, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    fresh.seek(0)
    try:
        pages = _pages(parts)
        book = CalamineWorkbook.from_filelike(fresh)
        values = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in pages}
        formulas = {name: frozenset(scanned[page].formulas) for name, page in pages.items()}
        looks, formats = _looks(parts, scanned, pages), _formats(parts.get("xl/styles.xml", b""))
    except (CalamineError, expat.ExpatError, OSError, ValueError, KeyError, OverflowError) as error:
        # OverflowError: a span of time beyond what Python holds.
        raise Refused([problem(Code.SHEET_UNREADABLE, place)]) from error
    except BaseException as error:
        # calamine ends in a panic on a date beyond all calendars; Python has no name to catch it by.
        if type(error).__name__ != "PanicException":
            raise
        raise Refused([problem(Code.SHEET_UNREADABLE, place)]) from error
    return CheckedWorkbook(
        values=values,
        formulas=formulas,
        looks=looks,
        formats=formats,
        names=others[0],
        parts=parts,
        media=others[1],
    )


def _looks(
    parts: Mapping[str, bytes], scanned: Mapping[str, _Scanned], pages: Mapping[str, str]
) -> dict[str, Looks]:
    sheets = _elements(parts["xl/workbook.xml"], "sheet")
    unseen = {one["name"] for one in sheets if one.get("state", "visible") != "visible"}
    return {
        name: Looks(
            hidden=scanned[page].hidden or name in unseen,
            conditional=scanned[page].conditional,
            styles=scanned[page].styles,
            merged=scanned[page].merged,
        )
        for name, page in pages.items()
    }


def _formats(part: bytes) -> tuple[str, ...]:
    """The number format of each style of a cell, in their order."""
    own: dict[str, str] = {}
    styles: list[str] = []
    inside = ""

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal inside
        short = name.rpartition(":")[2]
        if short in {"cellXfs", "cellStyleXfs", "dxfs"}:
            inside = short
        elif short == "numFmt" and inside != "dxfs":
            own[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif short == "xf" and inside == "cellXfs":
            styles.append(attributes.get("numFmtId", "0"))

    if part:
        parser = expat.ParserCreate(_ENCODING)
        parser.StartElementHandler = start
        parser.Parse(part, True)  # noqa: FBT003 - expat takes it by position only
    return tuple(own.get(one, _BUILT_IN.get(one, f"#{one}")) for one in styles)


def _pages(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The part of each worksheet by its name."""
    targets = {
        one["Id"]: one["Target"].removeprefix("/xl/")
        for one in _elements(parts["xl/_rels/workbook.xml.rels"], "Relationship")
    }
    sheets = _elements(parts["xl/workbook.xml"], "sheet")
    ids = {one["name"]: next((one[key] for key in one if key.endswith(":id")), "") for one in sheets}
    return {name: f"xl/{targets[found]}" for name, found in ids.items()}


def _elements(part: bytes, wanted: str) -> list[dict[str, str]]:
    """The attributes of all elements of one name, whatever its prefix."""
    found: list[dict[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == wanted:
            found.append(attributes)

    parser = expat.ParserCreate(_ENCODING)
    parser.StartElementHandler = start
    parser.Parse(part, True)  # noqa: FBT003 - expat takes it by position only
    return found
