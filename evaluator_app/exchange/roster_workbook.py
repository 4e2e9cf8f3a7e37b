"""The roster as an Excel workbook, written empty or filled."""

from collections.abc import Iterable
from datetime import datetime
from typing import BinaryIO

from evaluator_app.domain.roster import FormerEmployer, Member
from evaluator_app.exchange.committee.book import INPUT, QUIET, Book, height, prepare_page, put, put_wide
from evaluator_app.exchange.roster_columns import COLUMNS, FIRST_ROW, MARK
from evaluator_app.wording.language import text
from evaluator_app.wording.roster import kind_titles, nomination_titles

SPARE_ROWS = 60


def write_roster(stream: BinaryIO, members: Iterable[Member], written: datetime) -> None:
    """Write a roster with room for more; several fields or organisations stand in a cell with ; between."""
    book = Book(stream, text("Roster of experts"), written)
    page = book.add_sheet(book.sheet_name(text("Roster of experts")))
    for number, one in enumerate(COLUMNS):
        page.set_column(number, number, one.width)
        put(page, 2, number, text(one.title), book.heading())
    put(page, 0, 0, MARK, book.format(font_color=QUIET, font_size=8))
    about = text(
        "One person a row. Several fields or organisations are separated by ; days are such as 2024-03-01."
        " The number is given by the program."
    )
    put_wide(page, 1, (0, len(COLUMNS) - 1), about, book.format(font_color=QUIET))
    page.set_row(2, max(height(text(one.title), one.width) for one in COLUMNS))
    filled = [_cells(one) for one in members]
    last = FIRST_ROW + len(filled) + SPARE_ROWS
    for offset in range(len(filled) + SPARE_ROWS):
        words = filled[offset] if offset < len(filled) else [""] * len(COLUMNS)
        for number, (one, said) in enumerate(zip(COLUMNS, words, strict=True)):
            look = book.boxed(align="left", bg_color=INPUT, num_format="yyyy-mm-dd" if one.day else "@")
            put(page, FIRST_ROW + offset, number, said, look)
    for key, titles in (("kind", kind_titles()), ("nomination", nomination_titles())):
        number = next(n for n, one in enumerate(COLUMNS) if one.key == key)
        rule = {"validate": "list", "source": list(titles.values()), "error_type": "warning"}
        page.data_validation(FIRST_ROW, number, last, number, rule)
    page.freeze_panes(FIRST_ROW, 3)
    prepare_page(page, text("Roster of experts"), width=270, last_column=len(COLUMNS) - 1)
    book.workbook.close()


def _cells(one: Member) -> list[str]:
    former = [*one.former, *[FormerEmployer(organisation="", left="")] * 2][:2]
    return [
        one.id,
        one.expert.name,
        one.expert.organisation,
        kind_titles()[one.kind],
        one.source,
        nomination_titles()[one.nomination] if one.nomination else "",
        one.appointed,
        str(one.term_years or ""),
        one.trained,
        "；".join(one.fields),
        *(part for each in former for part in (each.organisation, each.left)),
        "；".join(one.related),
    ]
