"""Reading score sheets back: what a cell shows must be what the data says, and sums must be right."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from pathlib import Path

from evaluator_app.domain.codes import Code
from evaluator_app.domain.marks import Abstained, Graded, NotApplicable, Scored, check_entries
from evaluator_app.domain.numbers import parse_score, plain
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.rubric import Rubric
from evaluator_app.domain.scheme import LoadedScheme
from evaluator_app.domain.sheet import Marks, ScoreSheet, SheetSignature, check_remark
from evaluator_app.exchange.score_sheet_appearance import look_problems, saved_again
from evaluator_app.exchange.score_sheet_choices import OPTIONS_SHEET, blocks, sheet_rows
from evaluator_app.exchange.score_sheet_data import (
    BLANK,
    DATA_SHEET,
    DOCUMENT,
    FILLED,
    FORMAT,
    from_texts,
)
from evaluator_app.exchange.score_sheet_parts import correction_line, paper_line
from evaluator_app.exchange.score_sheet_results import Result, results
from evaluator_app.exchange.score_sheet_scale import scale_from, scale_text
from evaluator_app.exchange.score_sheet_signing import signer_problems, verified_signatures
from evaluator_app.exchange.score_sheet_typed import Typed, cell_number, cell_text, typed_sheet
from evaluator_app.exchange.sheet_texts import in_one_cell, showable, unprotected
from evaluator_app.exchange.small_files import read_small
from evaluator_app.exchange.strict_json import DataWrong
from evaluator_app.exchange.workbook_guard import MAX_FILE, CheckedWorkbook, open_workbook
from evaluator_app.wording.language import text

_TYPED = ("mark.", "note.", "remark.", "expert.")
_TOLERANCE = Fraction(1, 10**9)  # of a total as a spreadsheet stores it


@dataclass(frozen=True, kw_only=True)
class ReadSheet:
    """A score sheet file that was read and found sound; signed ones with their verified signatures."""

    sheet: ScoreSheet
    rubric: Rubric  # the scheme's where one was given, else only the scales the sheet carries
    path: Path
    digest: str
    kind: str
    signatures: tuple[SheetSignature, ...] = ()  # each of them verified, one of them the expert's
    saved_again: bool = False  # unsigned, and last saved by another program

    @property
    def signed(self) -> bool:
        """Whether a signature of the expert was verified over every part."""
        return bool(self.signatures)


def read_sheet(path: Path, scheme: LoadedScheme | None = None) -> ReadSheet:
    """The sheet in this file; with a scheme it must also be scored by it. Refuses with every problem."""
    return read_sheet_data(sheet_bytes(path), path, scheme)


def read_sheet_data(data: bytes, path: Path, scheme: LoadedScheme | None = None) -> ReadSheet:
    """The same for the bytes of a sheet; `path` says where they come from."""
    book = open_workbook(data, str(path))
    signatures = verified_signatures(data, str(path))
    texts = _texts(book, str(path))
    kind, shown = texts["kind"], _Shown(book, texts)
    with _data_wrong(path):
        sheet, rubric = from_texts(texts), _rubric(texts, scheme)
    problems: list[Problem] = list(_scheme_problems(sheet, scheme, str(path)))
    problems += _mark_problems(sheet.marks, rubric)
    if problems:
        raise Refused(problems)
    with _data_wrong(path):
        shown.check_map(sheet, rubric)
    if kind == BLANK:
        typed = typed_sheet(sheet, rubric, Typed(book=book, places=shown.places, texts=texts))
        sheet = typed.sheet
        problems += typed.problems
    resaved = not signatures and saved_again(book)
    if not (resaved or shown.blank):  # on a blank one people may draw what they like
        problems += look_problems(book, shown.places.values(), (DATA_SHEET, OPTIONS_SHEET), str(path))
    problems += [] if problems else shown.problems(sheet, rubric)
    problems += signer_problems(signatures, sheet, str(path))
    if problems:
        raise Refused(problems)
    return ReadSheet(
        sheet=sheet,
        rubric=rubric,
        path=path,
        digest=hashlib.sha256(data).hexdigest(),
        kind=kind,
        signatures=signatures,
        saved_again=resaved,
    )


@contextmanager
def _data_wrong(path: Path) -> Iterator[None]:
    """What is wrong in the data becomes problems of the file."""
    try:
        yield
    except DataWrong as wrong:
        raise Refused(
            problem(Code.SHEET_DATA_INVALID, str(path), reason=reason) for reason in wrong.reasons
        ) from wrong


def _mark_problems(marks: Marks, rubric: Rubric) -> list[Problem]:
    """Marks and choices the rubric does not allow: of a filled sheet, since a blank one has none yet."""
    found = list(check_entries(marks.entries, rubric))
    for remark in rubric.remarks:
        found += check_remark(remark, marks.remarks.get(remark.id, ""))
    return found


def sheet_bytes(path: Path) -> bytes:
    """The file's bytes; one that is larger than any sheet is refused."""
    return read_small(path, Code.SHEET_TOO_LARGE, MAX_FILE)


def _texts(book: CheckedWorkbook, place: str) -> dict[str, str]:
    """The named texts of the data sheet."""
    rows = [[cell_text(value) for value in row] for row in book.values.get(DATA_SHEET, [])]
    keys = [unprotected(row[0]) for row in rows if row and row[0]]
    texts = {unprotected(row[0]): "".join(map(unprotected, row[1:])) for row in rows if row and row[0]}
    if texts.get("document") != DOCUMENT:
        raise Refused([problem(Code.SHEET_NOT_OURS, place)])
    version = texts.get("format", "")
    if version.isascii() and version.isdigit() and int(version[:9]) > FORMAT:
        raise Refused([problem(Code.SHEET_NEWER_FORMAT, place)])
    twins = sorted({key for key in keys if keys.count(key) > 1}) if len(set(keys)) < len(keys) else []
    if twins or texts.get("kind") not in {FILLED, BLANK} or version != str(FORMAT):
        raise Refused([problem(Code.SHEET_DATA_INVALID, place, reason=", ".join(twins) or "format, kind")])
    return texts


def _rubric(texts: Mapping[str, str], scheme: LoadedScheme | None) -> Rubric:
    """The scheme's own rubric where the sheet was scored by it, else the scales the sheet carries."""
    if scheme is not None and texts.get("scale") == scale_text(scheme.scheme.rubric):
        return scheme.scheme.rubric
    if "scale" not in texts:
        raise DataWrong([text("“{key}” is missing", key="scale")])
    return scale_from(texts["scale"])


def _scheme_problems(sheet: ScoreSheet, scheme: LoadedScheme | None, place: str) -> Iterator[Problem]:
    if scheme is None:
        return
    if sheet.identity.scheme_digest != scheme.digest:
        yield problem(Code.SHEET_OTHER_SCHEME, place)
    if sheet.identity.protocol_digest != scheme.protocol_digest:
        yield problem(Code.SHEET_OTHER_PROTOCOL, place)


class _Shown:
    """What the visible cells of a workbook show, by the map its data holds."""

    def __init__(self, book: CheckedWorkbook, texts: Mapping[str, str]) -> None:
        self._book = book
        self._texts = texts
        self.blank = texts["kind"] == BLANK
        self.places: dict[str, list[str]] = {}
        for key, shows in texts.items():
            if key.startswith("cell."):
                self.places.setdefault(shows, []).append(key.removeprefix("cell."))

    def check_map(self, sheet: ScoreSheet, rubric: Rubric) -> None:
        """Whatever a sheet must show is in the map, in a worksheet that exists."""
        needed = {*self._expected(sheet, rubric), *results(rubric, sheet.marks)}
        pages = {_page(place) for places in self.places.values() for place in places}
        faults = [*sorted(needed - set(self.places)), *sorted(pages - set(self._book.values))]
        for name in ("word.not_applicable", "word.abstained"):
            word = self._texts.get(name, "")
            faults += [name] if not word.strip() or parse_score(word) is not None else []
        faults += [] if self._options_sound(rubric) else [OPTIONS_SHEET]
        if faults:
            raise DataWrong(faults)

    def _options_sound(self, rubric: Rubric) -> bool:
        """Whether the drop-downs offer what the scales have, and for the points these earn."""
        found = blocks(
            rubric, *(self._texts.get(f"word.{name}", "") for name in ("not_applicable", "abstained"))
        )
        rows = [row[:2] for row in self._book.values.get(OPTIONS_SHEET, [])]
        shown = [(cell_text(row[0]), cell_number(row[1]) if row[1:] else None) for row in rows]
        return shown == sheet_rows(found)

    def problems(self, sheet: ScoreSheet, rubric: Rubric) -> list[Problem]:
        """Every cell that shows something else than the data, and every sum that is wrong."""
        found: list[Problem] = []
        for shows, written in self._expected(sheet, rubric).items():
            if self.blank and shows.startswith(_TYPED):
                continue  # it was read from this very cell
            for _, places in groupby(self.places[shows], key=_page):
                found += self._differing(list(places), written)
        for shows, computed in results(rubric, sheet.marks).items():
            found += self._result(shows, computed, may_be_empty=self.blank)
        return found

    def _expected(self, sheet: ScoreSheet, rubric: Rubric) -> dict[str, str | Decimal]:
        expected = self._expected_marks(sheet, rubric)
        for name in ("campaign_title", "organisation", "site", "title", "intended_grade", "application"):
            expected[f"identity.{name}"] = in_one_cell(self._texts[f"identity.{name}"])
        expected["stage_title"] = in_one_cell(self._texts.get("stage_title", ""))
        expected["expert.name"] = in_one_cell(sheet.expert.name)
        expected["expert.organisation"] = in_one_cell(sheet.expert.organisation)
        for name, said in (("correction", correction_line(sheet)), ("paper", paper_line(sheet))):
            expected |= {name: in_one_cell(said)} if said else {}
        for name in sheet.marks.citations:
            expected[f"cited.{name}"] = self._texts.get(f"cited.{name}", "")
        for remark in rubric.remarks:
            expected[f"remark.{remark.id}"] = sheet.marks.remarks.get(remark.id, "")
        return expected

    def _expected_marks(self, sheet: ScoreSheet, rubric: Rubric) -> dict[str, str | Decimal]:
        expected: dict[str, str | Decimal] = {f"mark.{one.id}": "" for one in rubric.criteria}
        expected |= {shows: "" for shows in self.places if shows.startswith("note.")}
        for name, entry in sheet.marks.entries.items():
            match entry.mark:
                case Scored(value):
                    expected[f"mark.{name}"] = value
                case Graded(grade):
                    expected[f"mark.{name}"] = rubric.criteria_by_id[name].options_by_id[grade].title
                case NotApplicable(reason) | Abstained(reason):
                    state = "not_applicable" if isinstance(entry.mark, NotApplicable) else "abstained"
                    expected[f"mark.{name}"] = self._texts[f"word.{state}"]
                    expected[f"note.{name}" if self.blank else f"reason.{name}"] = reason
                case _:
                    pass
            if entry.note.strip():
                expected[f"note.{name}"] = entry.note
        return expected

    def _value(self, place: str) -> object:
        page, _, address = place.rpartition("!")
        return self._book.value(page, address)

    def _has_formula(self, place: str) -> bool:
        page, _, address = place.rpartition("!")
        return address in self._book.formulas[page]

    def _differing(self, places: Sequence[str], written: str | Decimal) -> Iterator[Problem]:
        return self._number(places, written) if isinstance(written, Decimal) else self._text(places, written)

    def _number(self, places: Sequence[str], written: Decimal) -> Iterator[Problem]:
        for place in places:
            value = self._value(place)
            number = cell_number(value)
            if number is None or number != Decimal(format(written, ".15g")) or self._has_formula(place):
                yield _differs(place, value, plain(written))

    def _text(self, places: Sequence[str], written: str) -> Iterator[Problem]:
        """A long text goes on in further cells; together they hold all of it and nothing else."""
        rest = _joined(showable(written))
        for number, place in enumerate(places, start=1):
            value = self._value(place)
            piece = _joined(cell_text(value))
            last = number == len(places)
            if self._has_formula(place) or not rest.startswith(piece) or (last and rest != piece):
                yield _differs(place, value, rest)
                return
            rest = rest[len(piece) :]

    def _result(self, shows: str, computed: Result, *, may_be_empty: bool) -> Iterator[Problem]:
        for place in self.places[shows]:
            value = self._value(place)
            if value == "" and may_be_empty:
                continue
            number = cell_number(value)
            if isinstance(computed, Fraction):
                same = number is not None and abs(Fraction(number) - computed) < _TOLERANCE
            else:
                same = cell_text(value) == showable(computed or "")
            if not same:
                words = plain(computed) if isinstance(computed, Fraction) else computed or ""
                yield problem(Code.SHEET_TOTAL_DIFFERS, place, shown=cell_text(value), computed=words)


def _page(place: str) -> str:
    return place.rpartition("!")[0]


def _joined(text: str) -> str:
    return text.replace("\n", "").strip()


def _differs(place: str, value: object, written: str) -> Problem:
    shown = cell_text(value)
    return problem(Code.SHEET_CELL_DIFFERS, place, shown=shown[:80], written=written[:80])
