"""The notes of a score sheet: what the expert wrote beside the marks, on pages after the form."""

from collections.abc import Iterator
from dataclasses import replace

from evaluator_app.domain.marks import Abstained, NotApplicable
from evaluator_app.exchange.score_sheet_columns import columns_of
from evaluator_app.exchange.score_sheet_data import cited_words
from evaluator_app.exchange.score_sheet_page import LAST, Cell, Look, Pages, Part, Typesetter
from evaluator_app.exchange.score_sheet_parts import (
    Content,
    banners,
    identity_rows,
    labelled,
    mark_word,
)
from evaluator_app.exchange.sheet_texts import showable
from evaluator_app.wording.language import text

_FIRST = 3  # the grid column where the words begin
_NOTE_LEAST = 26.0


def note_cells(content: Content) -> Iterator[tuple[str, Cell]]:
    """Reasons, and notes that do not stand beside the marks; on a blank sheet room for all of them."""
    beside = columns_of(content.scheme.rubric).comment is not None
    for criterion in content.scheme.rubric.criteria:
        entry = content.entry(criterion)
        title = labelled(criterion).replace("\n", " ")
        if isinstance(entry.mark, NotApplicable | Abstained):
            word = mark_word(type(entry.mark))
            yield f"{title} · {word}", _note_cell(f"reason.{criterion.id}", entry.mark.reason)
        cited = content.sheet.marks.citations.get(criterion.id, ())
        if cited:
            name = " · ".join((title, text("Citations")))
            yield name, _note_cell(f"cited.{criterion.id}", cited_words(cited))
        if beside:
            continue
        if content.blank or entry.note.strip():
            yield title, replace(_note_cell(f"note.{criterion.id}", entry.note), typed=content.blank)


def _note_cell(shows: str, words: str) -> Cell:
    return Cell(first=_FIRST, last=LAST, look=Look.TEXT, text=showable(words), shows=shows)


def notes_part(content: Content, setter: Typesetter, notes: list[tuple[str, Cell]]) -> Part:
    """The pages of notes, each with the header on top."""
    pages = Pages()
    for banner in banners(content):
        pages.add(setter.row(Cell(first=0, last=LAST, look=Look.BANNER, text=banner)))
    pages.add(
        setter.row(Cell(first=0, last=LAST, look=Look.TITLE, text=text("Notes on the marks")), least=32.0)
    )
    rows = list(identity_rows(content, setter))
    pages.add(*(rows[1:-1] if content.blank else rows[1:]))
    dimension = "".join(content.scheme.rubric.columns[2:3])
    header = (
        Cell(first=0, last=_FIRST - 1, look=Look.HEADER, text=dimension),
        Cell(first=_FIRST, last=LAST, look=Look.HEADER, text=text("Note")),
    )
    pages.add_header(setter.row(*header, least=22.0))
    for title, cell in notes:
        for piece in setter.pieces(cell):
            name = Cell(first=0, last=_FIRST - 1, look=Look.CRITERION, text=title)
            pages.add(replace(setter.row(name, piece, least=_NOTE_LEAST), table=True))
    return Part(name=text("Notes"), rows=tuple(pages.rows), header=pages.header)
