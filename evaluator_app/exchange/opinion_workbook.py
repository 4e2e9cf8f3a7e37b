"""A panel's opinion and recommended result (评价意见与结果建议) as a workbook its chair and members sign."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import BinaryIO

from xlsxwriter.worksheet import Worksheet

from evaluator_app.domain.consensus import (
    Consensus,
    agreed_score,
    agreed_value,
    consensus_outcome,
    digest_of,
    merged_value,
    points_by_id,
)
from evaluator_app.domain.digests import short
from evaluator_app.domain.numbers import plain
from evaluator_app.domain.outcomes import computed
from evaluator_app.domain.panel import ApplicationResult, PanelMerge
from evaluator_app.domain.rubric import Criterion, Rubric
from evaluator_app.exchange.committee.book import (
    ACCENT,
    AMBER,
    QUIET,
    Book,
    height,
    prepare_page,
    put,
    put_wide,
)
from evaluator_app.exchange.score_sheet_results import stage_title
from evaluator_app.exchange.sheet_texts import protected
from evaluator_app.wording.decisions import NONE, mark_words, outcome_title, score_words, value_words
from evaluator_app.wording.language import spoken, text
from evaluator_app.wording.results import banners

DATA_SHEET, DOCUMENT, FORMAT = "data", "evaluator-app panel opinion", "1"
_SECTION, _CRITERION, _MAX, _EXPERTS = range(4)
_WIDTHS = {_SECTION: 16, _CRITERION: 22, _MAX: 8}
_EXPERT, _VALUE, _REASON = 11, 11, 34


@dataclass(frozen=True)
class _Opinion:
    """The sheet while it is written."""

    book: Book
    sheet: Worksheet
    merge: PanelMerge
    one: ApplicationResult
    consensus: Consensus

    @property
    def rubric(self) -> Rubric:
        return self.merge.scheme.rubric

    @property
    def computed_column(self) -> int:
        return _EXPERTS + max(1, len(self.one.sheets))

    @property
    def last(self) -> int:
        return self.computed_column + 2

    @property
    def widths(self) -> dict[int, int]:
        experts = dict.fromkeys(range(_EXPERTS, self.computed_column), _EXPERT)
        ends = {self.computed_column: _VALUE, self.computed_column + 1: _VALUE, self.last: _REASON}
        return {**_WIDTHS, **experts, **ends}

    @property
    def width(self) -> int:
        return sum(self.widths.values())


def write_opinion(
    stream: BinaryIO, merge: PanelMerge, one: ApplicationResult, consensus: Consensus, written: datetime
) -> None:
    """Write the whole workbook; the same record and time give the same bytes."""
    title = text("Opinion and recommended result")
    book = Book(stream, f"{title} {one.application.id}", written)
    book.sheet_name(DATA_SHEET)  # no other sheet may take it
    sheet = book.add_sheet(book.sheet_name(title))
    page = _Opinion(book, sheet, merge, one, consensus)
    for column, width in page.widths.items():
        sheet.set_column(column, column, width)
    row = _write_heading(page, title)
    row = _write_table(page, row)
    row = _write_conclusion(page, row + 1)
    row = _write_signatures(page, row + 1)
    footer = f"{merge.campaign.title} · {one.application.id} · {short(digest_of(consensus))}"
    prepare_page(sheet, footer, width=page.width, last_column=page.last)
    sheet.print_area(0, 0, row, page.last)
    _write_data(page, written)
    sheet.activate()
    book.workbook.close()


def _write_heading(page: _Opinion, title: str) -> int:
    """Title, banners and what the opinion is about; the first row after them."""
    sheet, book, application, merge = page.sheet, page.book, page.one.application, page.merge
    put_wide(sheet, 0, (0, page.last), title, book.format(bold=True, font_size=18, align="center"))
    sheet.set_row(0, 36)
    stage = stage_title(merge.scheme, merge.campaign.stage)
    quiet = book.format(font_color=QUIET, align="center")
    put_wide(sheet, 1, (0, page.last), f"{merge.campaign.title} · {stage}", quiet)
    row = 2
    for words in banners(fictitious=merge.campaign.fictitious, status=merge.scheme.status):
        look = book.format(bg_color=AMBER, align="center", bold=True)
        put_wide(sheet, row, (0, page.last), words, look)
        row += 1
    intended = page.rubric.bands_by_id.get(application.intended_grade)
    asked = intended.title if intended else application.intended_grade
    pairs = (
        (text("Organisation"), application.organisation, text("No."), application.id),
        (text("Site"), application.site, text("Sector"), application.sector or NONE),
        (text("Title of the work"), application.title or NONE, text("Grade applied for"), asked or NONE),
    )
    middle = page.computed_column
    for left, value, right, other in pairs:
        put(sheet, row, _SECTION, left, book.heading(align="right"))
        put_wide(sheet, row, (_CRITERION, middle - 1), value, book.boxed(align="left"))
        put(sheet, row, middle, right, book.heading(align="right"))
        put_wide(sheet, row, (middle + 1, page.last), other, book.boxed(align="left"))
        room = sum(page.widths[column] for column in range(_CRITERION, middle))
        sheet.set_row(row, max(height(value, room), height(other, _VALUE + _REASON)))
        row += 1
    return row + 1


def _write_table(page: _Opinion, row: int) -> int:
    """Every expert's marks side by side, what the rule makes of them, and what the meeting agreed on."""
    sheet, book, rubric = page.sheet, page.book, page.rubric
    names = [one.expert for one in page.one.sheets] or [NONE]
    heads = (text("Section"), text("Criterion"), text("Maximum"), *names)
    heads += (text("By the rule"), text("Agreed"), text("Reason"))
    for column, words in enumerate(heads):
        put(sheet, row, column, words, book.heading())
    sheet.set_row(row, max(30, *(height(words, _EXPERT) for words in names)))
    for section in rubric.sections:
        for criterion in section.criteria:
            row += 1
            _write_criterion(page, row, section.title, criterion)
    if not rubric.qualitative:
        row += 1
        _write_total(page, row)
    return row + 1


def _write_criterion(page: _Opinion, row: int, section: str, criterion: Criterion) -> None:
    sheet, centre, left = page.sheet, page.book.boxed(align="center"), page.book.boxed(align="left")
    point = points_by_id(page.consensus).get(criterion.id)
    before, after = merged_value(page.one, criterion), agreed_value(page.one, criterion, point)
    look = page.book.boxed(align="center", bold=True, **({"bg_color": AMBER} if before != after else {}))
    reason = point.reason if point else ""
    marks = [mark_words(sheet, criterion) for sheet in page.one.sheets]
    put(sheet, row, _SECTION, section, left)
    put(sheet, row, _CRITERION, criterion.title, left)
    put(sheet, row, _MAX, plain(criterion.max) if criterion.max else NONE, centre)
    for column, words in enumerate(marks or [NONE], start=_EXPERTS):
        put(sheet, row, column, words, centre)
    put(sheet, row, page.computed_column, value_words(before, criterion), centre)
    put(sheet, row, page.computed_column + 1, value_words(after, criterion), look)
    put(sheet, row, page.last, reason, left)
    tallest = (height(section, 16), height(criterion.title, 22), height(reason, _REASON - 2))
    sheet.set_row(row, max(tallest))


def _write_total(page: _Opinion, row: int) -> None:
    sheet, protocol, result = page.sheet, page.merge.scheme.protocol, page.one.result
    strong = page.book.boxed(align="center", bold=True, bg_color="#F6F8FB")
    put_wide(sheet, row, (_SECTION, _CRITERION), page.rubric.total_label, strong)
    put(sheet, row, _MAX, plain(page.rubric.max), strong)
    totals = [plain(one.total.score) if one.counted else NONE for one in result.sheets] or [NONE]
    for column, words in enumerate(totals, start=_EXPERTS):
        put(sheet, row, column, words, strong)
    agreed: Fraction | None = agreed_score(page.one, page.rubric, page.consensus)
    put(sheet, row, page.computed_column, score_words(result.score, protocol), strong)
    put(sheet, row, page.computed_column + 1, score_words(agreed, protocol), strong)
    put(sheet, row, page.last, "", strong)


def _write_conclusion(page: _Opinion, row: int) -> int:
    """Result, opinion and dissent; the first row after them."""
    accent = {"bold": True, "font_size": 13, "font_color": ACCENT}
    for label, words, look in _conclusion(page):
        put_wide(page.sheet, row, (_SECTION, _SECTION), label, page.book.heading(align="right"))
        box = page.book.boxed(align="left", **(accent if look else {}))
        put_wide(page.sheet, row, (_CRITERION, page.last), words, box)
        room = (page.width - _WIDTHS[_SECTION]) * 0.95
        page.sheet.set_row(row, max(26 if look else 18, height(words, room), height(label, 16)))
        row += 1
    return row


def _conclusion(page: _Opinion) -> Iterator[tuple[str, str, bool]]:
    rubric, consensus = page.rubric, page.consensus
    yield text("Result by the rule"), outcome_title(computed(page.one.result, rubric), rubric), False
    recommended = outcome_title(consensus_outcome(page.one, rubric, consensus), rubric)
    yield text("Recommended result"), recommended, True
    if consensus.reason:
        yield text("Reason"), consensus.reason, False
    yield text("Opinion"), consensus.opinion, False
    told = [text("{who}: {words}", who=one.who, words=one.words) for one in consensus.dissents]
    yield text("Dissent"), "\n".join(told) or text("none"), False
    yield text("Date of the meeting"), consensus.held, False
    yield text("Members"), "、".join(consensus.members), False


def _write_signatures(page: _Opinion, row: int) -> int:
    """A line to sign on for the chair and for every other member."""
    look, consensus = page.book.format(font_size=11), page.consensus
    lines = [text("Chair (signature): {name} ____________________", name=consensus.chair)]
    lines += [
        text("Member (signature): {name} ____________________", name=name)
        for name in consensus.members
        if name != consensus.chair
    ]
    lines.append(text("Date: ________________"))
    for offset, words in enumerate(lines):
        put_wide(page.sheet, row + offset, (_SECTION, page.last), words, look)
        page.sheet.set_row(row + offset, 28)
    return row + len(lines)


def _write_data(page: _Opinion, written: datetime) -> None:
    sheet, look = page.book.add_sheet(DATA_SHEET), page.book.format(num_format="@")
    consensus = page.consensus
    texts = {
        "document": DOCUMENT,
        "format": FORMAT,
        "language": spoken(),
        "written": written.isoformat(),
        "campaign": page.merge.campaign.id,
        "application": consensus.application,
        "record": digest_of(consensus),
        "basis": consensus.basis,
        **{f"member.{number}": name for number, name in enumerate(consensus.members)},
    }
    for row, (key, value) in enumerate(texts.items()):
        put(sheet, row, 0, protected(key), look)
        put(sheet, row, 1, protected(value), look)
    sheet.very_hidden()
