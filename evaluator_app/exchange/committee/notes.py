"""An application's sheet: what the experts wrote, and the lines to sign on."""

from collections.abc import Iterator

from evaluator_app.domain.collecting import Accepted
from evaluator_app.domain.marks import Abstained, NotApplicable
from evaluator_app.exchange.committee.book import height, put, put_wide, rows_for
from evaluator_app.exchange.committee.layout import CRITERION, MAX, NUMBER, SECTION, TEXT
from evaluator_app.exchange.committee.page import WIDTHS, Page
from evaluator_app.wording.language import text


def write_notes(page: Page, row: int) -> int:
    """Remarks, notes and reasons of all experts from this row on; the first row after them."""
    page.sheet.set_h_pagebreaks([row])
    for remark in page.rubric.remarks:
        if remark.recommendation:
            continue  # it stands in the table
        words = [
            (one.expert, "", one.returned.sheet.marks.remarks.get(remark.id, ""))
            for one in page.outcome.sheets
        ]
        row = _write_block(page, row, remark.title, [one for one in words if one[2].strip()])
    row = _write_block(page, row, text("Notes and reasons"), list(_notes(page)))
    return _write_signatures(page, row)


def _notes(page: Page) -> Iterator[tuple[str, str, str]]:
    for criterion in page.rubric.criteria:
        for one in page.outcome.sheets:
            words = _words(one, criterion.id)
            if words:
                yield one.expert, criterion.title, words


def _words(one: Accepted, criterion: str) -> str:
    entry = one.returned.sheet.marks.entries.get(criterion)
    if entry is None:
        return ""
    parts = [entry.note.strip()] if entry.note.strip() else []
    match entry.mark:
        case NotApplicable(reason):
            parts.insert(0, text("N/A: {reason}", reason=reason))
        case Abstained(reason):
            parts.insert(0, text("Abstained: {reason}", reason=reason))
    return "\n".join(parts)


def _write_block(page: Page, row: int, title: str, lines: list[tuple[str, str, str]]) -> int:
    if not lines:
        return row
    last = page.layout.last_column
    put_wide(page.sheet, row, (NUMBER, last), title, page.book.heading(align="left"))
    page.sheet.set_row(row, height(title, 120, 20))
    for expert, criterion, words in lines:
        row = _write_words(page, row + 1, (expert, criterion), words)
    return row + 2


def _write_words(page: Page, row: int, who: tuple[str, str], words: str) -> int:
    """One text over as many rows as it needs; the last of them."""
    expert, criterion = who
    start, last = (TEXT if criterion else CRITERION), page.layout.last_column
    width = page.right_width + (0 if criterion else WIDTHS[CRITERION])
    needed = rows_for(words, width)
    end = row + needed - 1
    centre = page.book.boxed(align="center")
    _put_block(page, (row, NUMBER, end, SECTION), expert, centre)
    if criterion:
        _put_block(page, (row, CRITERION, end, CRITERION), criterion, centre)
    _put_block(page, (row, start, end, last), words, page.book.boxed(align="left", valign="top"))
    for one in range(row, end + 1):
        page.sheet.set_row(one, max(height(words, width), height(expert, 16)))
    return end


def _put_block(page: Page, area: tuple[int, int, int, int], words: str, look: object) -> None:
    first, left, last, right = area
    if (first, left) != (last, right):
        page.sheet.merge_range(first, left, last, right, "", look)
    put(page.sheet, first, left, words, look)


def _write_signatures(page: Page, row: int) -> int:
    look = page.book.format(font_size=11)
    put_wide(
        page.sheet, row, (NUMBER, TEXT), text("Head of the panel (signature): ____________________"), look
    )
    put(page.sheet, row, MAX, text("Date: ________________"), look)
    page.sheet.set_row(row, 36)
    return row + 1
