"""What a reader sees of a score sheet besides its values: nothing hidden, no odd format, one picture."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from xml.parsers import expat

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.exchange.package_parts import NotAPackage, relationships
from evaluator_app.exchange.signature_picture import check_signature
from evaluator_app.exchange.workbook_guard import CheckedWorkbook

PICTURE = "xl/media/image1.png"
_DRAWING = "xl/drawings/drawing1.xml"
_TIES = {
    "xl/worksheets/_rels/sheet1.xml.rels": ("drawing", "../drawings/drawing1.xml"),
    "xl/drawings/_rels/drawing1.xml.rels": ("image", "../media/image1.png"),
}
_PICTURE_PARTS = {PICTURE, _DRAWING, *_TIES}
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_KNOWN = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(?:app|core)\.xml|_xmlsignatures/.+|xl/workbook\.xml"
    r"|xl/_rels/workbook\.xml\.rels|xl/(?:styles|sharedStrings|metadata)\.xml|xl/theme/theme1\.xml"
    r"|xl/worksheets/sheet[0-9]{1,2}\.xml",
    re.ASCII,
)
_WRITER = b"<Application>Microsoft Excel</Application>"
_VERSION = b"<AppVersion>12.0000</AppVersion>"
_FORMATS = {"", "General", "0.00", "@", 'General"%"'}
_DRAWN = {
    *("wsDr", "twoCellAnchor", "from", "to", "col", "colOff", "row", "rowOff", "pic", "nvPicPr", "cNvPr"),
    *("cNvPicPr", "picLocks", "blipFill", "blip", "stretch", "fillRect", "spPr", "xfrm", "off", "ext"),
    *("prstGeom", "avLst", "clientData"),
}
_TWICE = {"col", "colOff", "row", "rowOff"}


def saved_again(book: CheckedWorkbook) -> bool:
    """Whether the last program that saved the workbook is not this one: each names itself in the file."""
    said = book.parts.get("docProps/app.xml", b"")
    return _WRITER not in said or _VERSION not in said


def look_problems(
    book: CheckedWorkbook, shown: Iterable[Iterable[str]], pages: Collection[str], file: str
) -> list[Problem]:
    """Parts that no sheet has, what is hidden, formats that show other than the value; `shown` are cells."""
    found = _odd_looks(book, [place for places in shown for place in places], pages)
    return [one if one.place else replace(one, place=file) for one in found]


def _odd_looks(book: CheckedWorkbook, places: Collection[str], pages: Collection[str]) -> Iterator[Problem]:
    shown = {place.rpartition("!")[0] for place in places}
    yield from _foreign_parts(book, places)
    for page in book.values:
        if page not in shown and page not in pages:
            yield problem(Code.SHEET_UNKNOWN_PART, part=page)
    for page in sorted(shown & set(book.looks)):
        if book.looks[page].hidden:
            yield problem(Code.SHEET_HIDDEN, page)
        if book.looks[page].conditional:
            yield problem(Code.SHEET_UNKNOWN_PART, page, part="conditionalFormatting")
    yield from _odd_formats(book, places)


def _odd_formats(book: CheckedWorkbook, places: Collection[str]) -> Iterator[Problem]:
    for place in places:
        page, _, address = place.rpartition("!")
        found = book.number_format(page, address)
        if found not in _FORMATS:
            yield problem(Code.SHEET_FORMAT_ODD, place, format=found[:60])


def _foreign_parts(book: CheckedWorkbook, places: Collection[str]) -> Iterator[Problem]:
    names = set(book.names)
    pictured = names >= _PICTURE_PARTS
    for name in sorted(names):
        if _KNOWN.fullmatch(name) is None and not (pictured and name in _PICTURE_PARTS):
            yield problem(Code.SHEET_UNKNOWN_PART, part=name)
    if pictured:
        try:
            check_signature(book.media[PICTURE])
        except Refused as refused:
            yield from refused.problems
        for name in _wrong_ties(book.parts):
            yield problem(Code.SHEET_UNKNOWN_PART, part=name)
        if not _is_signature(book.parts[_DRAWING], {_row_of(place) for place in places}):
            yield problem(Code.SHEET_UNKNOWN_PART, part=_DRAWING)


def _row_of(place: str) -> int:
    return int(place.rpartition("!")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def _wrong_ties(parts: Mapping[str, bytes]) -> Iterator[str]:
    """Relationships that lead anywhere but from the form to its one picture."""
    for name, (kind, target) in _TIES.items():
        try:
            found = relationships(parts[name], name)
        except NotAPackage:
            yield name
            continue
        if [(one.type, one.target, one.mode) for one in found] != [(_RELATION + kind, target, "Internal")]:
            yield name


def _is_signature(part: bytes, rows: Collection[int]) -> bool:
    """Whether a drawing is one picture, without a link, in one row that shows no data."""
    seen = _Drawing()
    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler, parser.CharacterDataHandler = seen.start, seen.words
    try:
        parser.Parse(part, True)  # noqa: FBT003 - expat takes it by position only
        lines = {int(one) for one in seen.rows}
    except (expat.ExpatError, ValueError):
        return False
    return seen.sound and len(lines) == 1 and not {line + 1 for line in lines} & set(rows)


class _Drawing:
    """The elements of a drawing, each known and there once, and the rows it reaches."""

    def __init__(self) -> None:
        self.sound = True
        self.rows: list[str] = []
        self._seen: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins; names count without their prefix."""
        short = name.rpartition(":")[2]
        self._seen.append(short)
        most = 2 if short in _TWICE else 1
        linked = any(key.rpartition(":")[2] == "link" for key in attributes)
        self.sound = self.sound and short in _DRAWN and self._seen.count(short) <= most and not linked
        if short == "row":
            self.rows.append("")

    def words(self, words: str) -> None:
        """Text of the element that began last."""
        if self._seen[-1] == "row" and words.strip():
            self.rows[-1] += words
