"""The official score sheet laid out from its scheme: rows and cells, the same in workbook and PDF."""

from collections.abc import Iterator
from dataclasses import replace

from evaluator_app.domain.marks import Abstained, NotApplicable, Scored
from evaluator_app.domain.numbers import plain
from evaluator_app.domain.rubric import Band, Criterion, RemarkField, Section
from evaluator_app.exchange.score_sheet_notes import note_cells, notes_part
from evaluator_app.exchange.score_sheet_page import Cell, Look, Pages, Part, Row, Typesetter
from evaluator_app.exchange.score_sheet_parts import (
    LAST,
    Content,
    banners,
    identity_rows,
    labelled,
    mark_word,
)
from evaluator_app.exchange.score_sheet_results import Results, results
from evaluator_app.exchange.sheet_texts import showable
from evaluator_app.exchange.text_wrapping import CharacterWidth
from evaluator_app.wording.language import text

_TITLE, _CONTENT, _CONTENT_END = 2, 3, 5
_REMARK_LEAST, _REMARK_MOST = 56.0, 380.0


def layout(content: Content, width_of: CharacterWidth) -> tuple[Part, ...]:
    """The parts of the sheet: the form, and the notes where there are any."""
    setter = Typesetter(width_of)
    notes = list(note_cells(content))
    parts = [_form(content, setter)]
    if parts[0].pages > 1:
        tight = _form(content, Typesetter(width_of, tight=True))
        parts = [tight] if tight.pages == 1 else parts
    if notes:
        parts.append(notes_part(content, setter, notes))
    return tuple(parts)


def _form(content: Content, setter: Typesetter) -> Part:
    pages, rubric = Pages(), content.scheme.rubric
    for banner in banners(content):
        pages.add(setter.row(Cell(first=0, last=LAST, look=Look.BANNER, text=banner)))
    pages.add(setter.row(Cell(first=0, last=LAST, look=Look.TITLE, text=rubric.title), least=32.0))
    pages.add(*identity_rows(content, setter))
    pages.add_header(setter.row(*_header(rubric.columns), least=20.0))
    found = results(rubric, content.sheet.marks.entries)
    for section in rubric.sections:
        _add_section(pages, section, content, setter, found)
    pages.add(*_result_rows(content, setter, found))
    _add_closing(pages, content, setter)
    return Part(name=text("Score sheet"), rows=tuple(pages.rows), header=pages.header)


def _header(columns: tuple[str, ...]) -> tuple[Cell, ...]:
    spans = ((0, 0), (1, 1), (2, 2), (_CONTENT, _CONTENT_END), (LAST, LAST))
    titles = (columns + ("",) * len(spans))[: len(spans)]
    return tuple(
        Cell(first=first, last=last, look=Look.HEADER, text=title)
        for (first, last), title in zip(spans, titles, strict=True)
    )


def _add_section(
    pages: Pages, section: Section, content: Content, setter: Typesetter, found: Results
) -> None:
    start = len(pages.rows)
    number = Cell(first=0, last=0, look=Look.SECTION, text=section.number)
    title = Cell(first=1, last=1, look=Look.SECTION, text=labelled(section))
    rows = [row for one in section.criteria for row in _criterion_rows(one, content, setter)]
    rows.append(_subtotal_row(section, content, found))
    short_of = max(setter.height(title), setter.height(number)) - sum(row.height for row in rows)
    rows[0] = replace(rows[0], height=rows[0].height + max(short_of, 0.0))
    for row in rows:
        pages.add(row)
    pages.join(start, (number, title))


def _criterion_rows(criterion: Criterion, content: Content, setter: Typesetter) -> Iterator[Row]:
    """One row, or several where the official text is too long for one; the mark stands in the first."""
    full = showable(criterion.text)
    pieces = setter.pieces(Cell(first=_CONTENT, last=_CONTENT_END, look=Look.CONTENT, text=full))
    name = Cell(first=_TITLE, last=_TITLE, look=Look.CRITERION, text=labelled(criterion))
    yield replace(setter.row(name, pieces[0], _mark_cell(criterion, content), least=30.0), table=True)
    for piece in pieces[1:]:
        empty = (replace(name, text=""), Cell(first=LAST, last=LAST, look=Look.SCORE))
        yield replace(setter.row(empty[0], piece, empty[1]), table=True)


def _mark_cell(criterion: Criterion, content: Content) -> Cell:
    cell = Cell(first=LAST, last=LAST, look=Look.SCORE, shows=f"mark.{criterion.id}", typed=content.blank)
    match content.entry(criterion).mark:
        case Scored(value):
            return replace(cell, number=value, text=plain(value))
        case NotApplicable() | Abstained() as other:
            return replace(cell, text=mark_word(type(other)))
        case _:
            return cell


def _subtotal_row(section: Section, content: Content, found: Results) -> Row:
    value = None if content.blank else found.subtotals[section.id]
    label = Cell(first=_TITLE, last=_CONTENT_END, look=Look.SUBTOTAL_LABEL, text=text("Subtotal"))
    shown = Cell(
        first=LAST,
        last=LAST,
        look=Look.SUBTOTAL,
        text="" if value is None else plain(value),
        number=value,
        shows=f"subtotal.{section.id}",
    )
    return Row(cells=(label, shown), height=18.0, table=True)


def _result_rows(content: Content, setter: Typesetter, found: Results) -> Iterator[Row]:
    rubric = content.scheme.rubric
    value = None if content.blank else found.total
    words = rubric.total_label or text("Total ({max} points)", max=plain(rubric.max))
    total = Cell(first=LAST, last=LAST, look=Look.TOTAL, shows="total", number=value)
    total = replace(total, text="" if value is None else plain(value))
    grade = Cell(
        first=LAST, last=LAST, look=Look.TOTAL, shows="grade", text="" if content.blank else found.grade
    )
    yield setter.row(Cell(first=0, last=5, look=Look.TOTAL_LABEL, text=words), total, least=22.0)
    yield setter.row(Cell(first=0, last=5, look=Look.TOTAL_LABEL, text=text("Grade")), grade, least=22.0)
    note = rubric.bands_note or _bands_note(rubric.bands)
    yield setter.row(Cell(first=0, last=LAST, look=Look.NOTE, text=note))


def _bands_note(bands: tuple[Band, ...]) -> str:
    named = [f"{band.title}: {band.label}" for band in bands if band.label]
    return text("Note: {grades}.", grades="; ".join(named)) if named else ""


def _add_closing(pages: Pages, content: Content, setter: Typesetter) -> None:
    """Remarks, signature and source; the signature never stands on a page of its own."""
    closing = list(_closing_rows(content, setter))
    remarks = content.scheme.rubric.remarks
    for remark in remarks[:-1]:
        pages.add(*_remark_rows(remark, content, setter))
    for remark in remarks[-1:]:
        *before, last = _remark_rows(remark, content, setter)
        room = pages.left - sum(row.height for row in (*before, last, *closing))
        if pages.first_page and room > 0:
            last = replace(last, height=last.height + min(room, max(_REMARK_MOST - last.height, 0.0)))
        closing.insert(0, last)
        if len(before) == 1:
            closing.insert(0, before.pop())
        pages.add(*before[:2])
        for row in before[2:]:
            pages.add(row)
    pages.add(*closing)


def _remark_rows(remark: RemarkField, content: Content, setter: Typesetter) -> list[Row]:
    """The heading and what was written, in several rows where it is long."""
    heading = Cell(first=0, last=LAST, look=Look.HEADING, text=remark.title)
    said = Cell(
        first=0,
        last=LAST,
        look=Look.TEXT,
        text=showable(content.sheet.marks.remarks.get(remark.id, "")),
        shows=f"remark.{remark.id}",
        typed=content.blank,
    )
    pieces = setter.pieces(said)
    least = _REMARK_LEAST if len(pieces) == 1 else 18.0
    return [setter.row(heading), *(setter.row(piece, least=least) for piece in pieces)]


def _closing_rows(content: Content, setter: Typesetter) -> Iterator[Row]:
    signature = Cell(first=0, last=3, look=Look.SIGN, text=text("Signature of the expert:"))
    date = Cell(first=4, last=LAST, look=Look.SIGN, text=text("Date:"))
    yield setter.row(signature, date, least=34.0)
    source = showable(content.scheme.rubric.source_note)
    if source:
        yield setter.row(Cell(first=0, last=LAST, look=Look.NOTE, text=source))
