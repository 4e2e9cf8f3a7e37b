"""Results, promotion, recommendations and figures of a campaign as Excel workbooks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from xlsxwriter.worksheet import Worksheet

from evaluator_app.domain.campaign_counts import CampaignCounts
from evaluator_app.domain.consents import Party
from evaluator_app.domain.form import FieldKind, Form
from evaluator_app.domain.publication import Material, RecommendationList, field_title, material_sections
from evaluator_app.domain.register import Award, grade_title
from evaluator_app.domain.scheme import Scheme
from evaluator_app.exchange.committee.book import Book, height, prepare_page, put, put_wide
from evaluator_app.exchange.list_workbook import ListSheet, write_lists
from evaluator_app.exchange.register_letters import Release
from evaluator_app.wording.language import text
from evaluator_app.wording.register import missing_words

_WIDTHS = (8, 14, 30, 14, 14, 36, 14)  # of the recommender's table, as far as it has columns
_SEAL_ROWS = 5


@dataclass(frozen=True, kw_only=True)
class PromotionRow:
    """A result that is promoted, whose consent is missing, and what came in."""

    award: Award
    missing: Sequence[Party]
    materials: Sequence[Material]


def write_results(stream: BinaryIO, one: Release, written: datetime) -> None:
    """The results by field and grade."""
    rows = [
        (
            group.field,
            group.grade,
            each.organisation,
            each.site,
            each.title,
            one.numbers.get(each.application, ""),
        )
        for group in one.groups
        for each in group.awards
    ]
    listing = ListSheet(
        title=text("Results"),
        widths=(18, 12, 34, 26, 36, 20),
        rows=(
            (
                text("Sector"),
                text("Grade"),
                text("Organisation"),
                text("Site"),
                text("Title of the work"),
                text("Certificate number"),
            ),
            *rows,
        ),
        fixed=2,
    )
    write_lists(stream, one.campaign, (listing,), written)


def write_promotion(
    stream: BinaryIO, rows: Sequence[PromotionRow], scheme: Scheme, written: datetime
) -> None:
    """Which results are promoted, and what is there for each."""
    sheets = (_promoted(rows, scheme), _material(rows, scheme))
    write_lists(stream, text("Promotion"), sheets, written)


def _promoted(rows: Sequence[PromotionRow], scheme: Scheme) -> ListSheet:
    return ListSheet(
        title=text("Promoted results"),
        widths=(12, 30, 24, 34, 14, 12, 10, 20),
        rows=(
            (
                text("Number"),
                text("Organisation"),
                text("Site"),
                text("Title of the work"),
                text("Sector"),
                text("Grade"),
                text("Material"),
                text("Consent missing"),
            ),
            *[
                (
                    one.award.application,
                    one.award.organisation,
                    one.award.site,
                    one.award.title,
                    field_title(scheme, one.award.field),
                    grade_title(scheme, one.award.grade),
                    len(one.materials),
                    missing_words(one.missing),
                )
                for one in rows
            ],
        ),
        fixed=2,
    )


def _material(rows: Sequence[PromotionRow], scheme: Scheme) -> ListSheet:
    sections = {one.id: one.title for one in material_sections(scheme)}
    return ListSheet(
        title=text("Material"),
        widths=(12, 30, 12, 30, 50, 34, 30),
        rows=(
            (
                text("Number"),
                text("Organisation"),
                text("Day"),
                text("Section"),
                text("Text"),
                text("File"),
                text("SHA-256"),
            ),
            *[
                (
                    one.award.application,
                    one.award.organisation,
                    each.day,
                    sections.get(each.section, ""),
                    each.words,
                    each.file,
                    each.sha256,
                )
                for one in rows
                for each in one.materials
            ],
        ),
        fixed=2,
    )


def write_recommendations(
    stream: BinaryIO, form: Form, lists: Sequence[RecommendationList], written: datetime
) -> None:
    """A sheet for each recommender: the scheme's form with its table filled in, and room for the seal."""
    book = Book(stream, form.title, written)
    for one in lists:
        page = book.add_sheet(book.sheet_name(one.recommender or text("Without recommender")))
        widths = (*_WIDTHS, *[14] * len(one.columns))[: len(one.columns)]
        for number, width in enumerate(widths):
            page.set_column(number, number, width)
        row = _heading(book, page, form, one)
        row = _table(book, page, one, (row, widths))
        _closing(book, page, form, (row, len(one.columns) - 1, sum(widths)))
        prepare_page(page, form.title, width=sum(widths), last_column=len(one.columns) - 1)
    if not lists:
        book.add_sheet(book.sheet_name(form.title))
    book.workbook.close()


def _heading(book: Book, page: Worksheet, form: Form, one: RecommendationList) -> int:
    last = len(one.columns) - 1
    put_wide(page, 0, (0, last), form.title, book.format(bold=True, font_size=16, align="center"))
    page.set_row(0, 34)
    put_wide(page, 1, (0, last), f"{form.fields[0].title}：{one.recommender}", book.format(bold=True))
    return 2


def _table(book: Book, page: Worksheet, one: RecommendationList, place: tuple[int, Sequence[int]]) -> int:
    row, widths = place
    for number, title in enumerate(one.columns):
        put(page, row, number, title, book.heading())
    for cells in one.rows:
        row += 1
        for number, words in enumerate(cells):
            put(page, row, number, words, book.boxed(align="left"))
        page.set_row(row, max(height(words, width) for words, width in zip(cells, widths, strict=True)))
    return row + 1


def _closing(book: Book, page: Worksheet, form: Form, place: tuple[int, int, int]) -> None:
    """The statements, an empty box for the seal, and who filled it in."""
    row, last, width = place
    for asked in form.fields:
        for words in asked.statements:
            row += 1
            put_wide(page, row, (0, last), words, book.format(text_wrap=True))
            page.set_row(row, height(words, width))
    row += 2
    page.merge_range(row, 0, row + _SEAL_ROWS, last, "", book.boxed(align="center", valign="top"))
    seals = [one.title for one in form.fields if one.kind is FieldKind.SEAL]
    put(page, row, 0, "、".join(seals), book.boxed(align="center", valign="top"))
    row += _SEAL_ROWS + 1
    typed = (FieldKind.TEXT, FieldKind.DATE)
    asked_for = [one.title for one in form.fields[1:] if one.kind in typed]
    put_wide(page, row, (0, last), "        ".join(f"{one}：" for one in asked_for), book.format())


def write_counts(stream: BinaryIO, title: str, counts: CampaignCounts, written: datetime) -> None:
    """The campaign in figures."""
    steps = ListSheet(
        title=text("Steps"),
        widths=(40, 12, 12, 12),
        rows=(
            (text("Step"), text("Passed"), text("Not passed"), text("No record")),
            (text("Received"), counts.received, "", ""),
            *((one.step.title, one.passed, one.not_passed, one.open) for one in counts.steps),
            (text("Decided"), counts.decided, "", counts.received - counts.decided),
        ),
    )
    grades = [name for name, _ in counts.by_grade]
    by_field: list[tuple[str | int, ...]] = [
        (name, *numbers, sum(numbers)) for name, numbers in counts.by_field
    ]
    by_field.append((text("Sum"), *(number for _, number in counts.by_grade), counts.decided))
    fields = ListSheet(
        title=text("Results"),
        widths=(30, *[12] * len(grades), 12),
        rows=((text("Sector"), *grades, text("Sum")), *by_field),
    )
    write_lists(stream, title, (steps, fields), written)
