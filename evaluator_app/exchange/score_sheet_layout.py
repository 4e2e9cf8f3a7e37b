"""The official score sheet laid out from its scheme: rows and cells, the same in workbook and PDF."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest

from evaluator_app.domain.marks import Abstained, Graded, NotApplicable, Scored
from evaluator_app.domain.numbers import plain
from evaluator_app.domain.rubric import Band, Criterion, RemarkField, ScaleKind, Section, Weights
from evaluator_app.exchange.score_sheet_choices import OPEN
from evaluator_app.exchange.score_sheet_columns import Columns, columns_of
from evaluator_app.exchange.score_sheet_notes import note_cells, notes_part
from evaluator_app.exchange.score_sheet_page import LAST, Cell, Look, Pages, Part, Row, Typesetter
from evaluator_app.exchange.score_sheet_parts import (
    Content,
    banners,
    identity_rows,
    labelled,
    mark_word,
)
from evaluator_app.exchange.score_sheet_results import Result, results
from evaluator_app.exchange.sheet_texts import showable
from evaluator_app.exchange.text_wrapping import CharacterWidth
from evaluator_app.wording.language import text

_TITLE, _CHOICE = 2, (2, 3)
_REMARK_LEAST, _REMARK_MOST = 56.0, 380.0
_SLACK = 0.1  # heights are sums of fractions: a row that fills a page must not turn it


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


@dataclass(frozen=True, kw_only=True)
class _Form:
    """What the rows of the form are made from."""

    content: Content
    setter: Typesetter
    columns: Columns
    results: Mapping[str, Result]


def _form(content: Content, setter: Typesetter) -> Part:
    pages, rubric = Pages(), content.scheme.rubric
    for banner in banners(content):
        pages.add(setter.row(Cell(first=0, last=LAST, look=Look.BANNER, text=banner)))
    pages.add(setter.row(Cell(first=0, last=LAST, look=Look.TITLE, text=rubric.title), least=32.0))
    pages.add(*identity_rows(content, setter))
    columns, found = columns_of(rubric), results(rubric, content.sheet.marks)
    pages.add_header(setter.row(*_header(columns), least=20.0))
    form = _Form(content=content, setter=setter, columns=columns, results=found)
    for section in rubric.sections:
        _add_section(pages, section, form)
    pages.add(*_result_rows(form))
    _add_closing(pages, form)
    return Part(name=text("Score sheet"), rows=tuple(pages.rows), header=pages.header)


def _header(columns: Columns) -> tuple[Cell, ...]:
    return tuple(
        Cell(first=first, last=last, look=Look.HEADER, text=title)
        for (first, last), title in zip(columns.spans, columns.titles, strict=True)
    )


def _add_section(pages: Pages, section: Section, form: _Form) -> None:
    start, setter = len(pages.rows), form.setter
    number = Cell(first=0, last=0, look=Look.SECTION, text=section.number)
    title = Cell(first=1, last=1, look=Look.SECTION, text=labelled(section))
    rows = [row for one in section.criteria for row in _criterion_rows(one, form)]
    if not form.content.scheme.rubric.qualitative:
        rows.append(_subtotal_row(section, form))
    short_of = max(setter.height(title), setter.height(number)) - sum(row.height for row in rows)
    rows[0] = replace(rows[0], height=rows[0].height + max(short_of, 0.0))
    for row in rows:
        pages.add(row)
    pages.join(start, (number, title))


def _criterion_rows(criterion: Criterion, form: _Form) -> Iterator[Row]:
    """One row, or several where a text is too long for one; mark and points stand in the first."""
    name = Cell(first=_TITLE, last=_TITLE, look=Look.CRITERION, text=labelled(criterion))
    official = _span(form.columns.content, Look.CONTENT, text=showable(criterion.text))
    beside = (name, _mark_cell(criterion, form), *_points_cell(criterion, form))
    runs = [form.setter.pieces(one) for one in (official, *_comment_cell(criterion, form))]
    for number, pieces in enumerate(zip_longest(*runs)):
        cells = [piece or _emptied(run[0]) for piece, run in zip(pieces, runs, strict=True)]
        others = beside if number == 0 else [_emptied(one) for one in beside]
        yield replace(form.setter.row(*others, *cells, least=30.0 if number == 0 else 18.0), table=True)


def _span(columns: tuple[int, int], look: Look, *, text: str = "", shows: str = "") -> Cell:
    first, last = columns
    return Cell(first=first, last=last, look=look, text=text, shows=shows)


def _emptied(cell: Cell) -> Cell:
    return replace(cell, text="", shows="", number=None, typed=False)


def _mark_cell(criterion: Criterion, form: _Form) -> Cell:
    content = form.content
    cell = replace(_span(form.columns.mark, Look.SCORE, shows=f"mark.{criterion.id}"), typed=content.blank)
    match content.entry(criterion).mark:
        case Scored(value):
            percent = criterion.scale is ScaleKind.PERCENT
            return replace(cell, number=value, text=f"{plain(value)}%" if percent else plain(value))
        case Graded(grade):
            return replace(cell, text=showable(criterion.options_by_id[grade].title))
        case NotApplicable() | Abstained() as other:
            return replace(cell, text=mark_word(type(other)))
    if content.printed and criterion.by_option:
        ticks = "\n".join(f"{OPEN}{showable(one.title)}" for one in criterion.options)
        return replace(cell, look=Look.OPTIONS, text=ticks)
    return cell


def _points_cell(criterion: Criterion, form: _Form) -> tuple[Cell, ...]:
    columns = form.columns.points
    return (_result_cell(f"points.{criterion.id}", Look.SCORE, form),) if columns else ()


def _comment_cell(criterion: Criterion, form: _Form) -> tuple[Cell, ...]:
    columns = form.columns.comment
    if columns is None:
        return ()
    words = showable(form.content.entry(criterion).note)
    cell = _span(columns, Look.CONTENT, text=words, shows=f"note.{criterion.id}")
    return (replace(cell, typed=form.content.blank),)


def _result_cell(shows: str, look: Look, form: _Form) -> Cell:
    """A computed value in the last column."""
    value = form.results[shows]
    cell = Cell(first=LAST, last=LAST, look=look, shows=shows)
    if isinstance(value, str):
        return replace(cell, text=value)
    return cell if value is None else replace(cell, number=value, text=plain(value))


def _subtotal_row(section: Section, form: _Form) -> Row:
    label = Cell(first=_TITLE, last=LAST - 1, look=Look.SUBTOTAL_LABEL, text=text("Subtotal"))
    shown = _result_cell(f"subtotal.{section.id}", Look.SUBTOTAL, form)
    return replace(form.setter.row(label, shown), table=True)


def _result_rows(form: _Form) -> Iterator[Row]:
    rubric, setter = form.content.scheme.rubric, form.setter
    note = rubric.bands_note or _bands_note(rubric.bands)
    if rubric.qualitative:
        note = text("No weights are set: there is no total.") if rubric.weights is Weights.UNSET else ""
    else:
        total = rubric.total_label or text("Total ({max} points)", max=plain(rubric.max))
        for label, shows in ((total, "total"), (text("Grade"), "grade")):
            words = Cell(first=0, last=LAST - 1, look=Look.TOTAL_LABEL, text=label)
            yield setter.row(words, _result_cell(shows, Look.TOTAL, form), least=22.0)
    if note:
        yield setter.row(Cell(first=0, last=LAST, look=Look.NOTE, text=note))


def _bands_note(bands: tuple[Band, ...]) -> str:
    named = [f"{band.title}: {band.label}" for band in bands if band.label]
    return text("Note: {grades}.", grades="; ".join(named)) if named else ""


def _add_closing(pages: Pages, form: _Form) -> None:
    """Remarks, choices, signature and source; the signature never stands on a page of its own."""
    closing = list(_closing_rows(form))
    remarks = [one for one in form.content.scheme.rubric.remarks if not one.options]
    for remark in remarks[:-1]:
        pages.add(*_remark_rows(remark, form))
    for remark in remarks[-1:]:
        *before, last = _remark_rows(remark, form)
        room = pages.left - sum(row.height for row in (*before, last, *closing)) - _SLACK
        if pages.first_page and room > 0:
            last = replace(last, height=last.height + min(room, max(_REMARK_MOST - last.height, 0.0)))
        closing.insert(0, last)
        if len(before) == 1:
            closing.insert(0, before.pop())
        pages.add(*before[:2])
        for row in before[2:]:
            pages.add(row)
    pages.add(*closing)


def _remark_rows(remark: RemarkField, form: _Form) -> list[Row]:
    """The heading and what was written, in several rows where it is long."""
    content, setter = form.content, form.setter
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


def _choice_row(remark: RemarkField, form: _Form) -> Row:
    """Title, choice and boxes in a row; on paper the boxes alone, to be ticked by hand."""
    content = form.content
    label = Cell(first=0, last=1, look=Look.LABEL, text=remark.title)
    said = showable(content.sheet.marks.remarks.get(remark.id, ""))
    choice = replace(_span(_CHOICE, Look.VALUE, text=said, shows=f"remark.{remark.id}"), typed=content.blank)
    boxes = Cell(
        first=_TITLE if content.printed else _CHOICE[1] + 1,
        last=LAST,
        look=Look.VALUE,
        text=str(form.results[f"boxes.{remark.id}"]),
        shows=f"boxes.{remark.id}",
    )
    cells = (label, boxes) if content.printed else (label, choice, boxes)
    return form.setter.row(*cells, least=24.0)


def _closing_rows(form: _Form) -> Iterator[Row]:
    content, setter = form.content, form.setter
    yield from (_choice_row(one, form) for one in content.scheme.rubric.remarks if one.options)
    signature = Cell(first=0, last=3, look=Look.SIGN, text=text("Signature of the expert:"))
    date = Cell(first=4, last=LAST, look=Look.SIGN, text=text("Date:"))
    yield setter.row(signature, date, least=48.0 if content.picture else 34.0)
    source = showable(content.scheme.rubric.source_note)
    if source:
        yield setter.row(Cell(first=0, last=LAST, look=Look.NOTE, text=source))
