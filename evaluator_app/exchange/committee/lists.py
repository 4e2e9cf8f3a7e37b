"""The committee workbook's lists: rules, ledger, files not used, and how to read it all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from xlsxwriter.worksheet import Worksheet

from evaluator_app.domain.ledger import LedgerLine, State
from evaluator_app.domain.numbers import plain
from evaluator_app.domain.panel import PanelMerge
from evaluator_app.domain.protocol import Protocol
from evaluator_app.domain.rubric import LevelList, Rubric
from evaluator_app.exchange.committee.book import AMBER, Book, height, prepare_page, put
from evaluator_app.exchange.committee.heading import write_heading
from evaluator_app.exchange.committee.votes import votes_rule
from evaluator_app.exchange.committee.words import Words
from evaluator_app.exchange.score_sheet_choices import OPTIONS_SHEET, blocks, sheet_rows
from evaluator_app.wording.declarations import recusal_words
from evaluator_app.wording.language import text
from evaluator_app.wording.problems import what_happened, what_to_do
from evaluator_app.wording.protocols import band_words, points, protocol_lines, source_words
from evaluator_app.wording.results import file_state, ledger_state, scheme_status

SMALLEST = 2  # among the lines of a protocol


@dataclass(frozen=True)
class Table:
    """A list as it is written: title, headings with widths, rows of texts."""

    title: str
    columns: Sequence[tuple[str, float]]
    rows: Sequence[Sequence[str]]
    amber: frozenset[int] = frozenset()  # rows that ask for attention


def write_rules(book: Book, sheet: Worksheet, merge: PanelMerge) -> None:
    """The protocol in words with its clauses, the grades, and the digests that pin them."""
    scheme, rubric = merge.scheme, merge.scheme.rubric
    protocol = scheme.protocol
    sources = [source_words(protocol)]  # one for all lines of the protocol
    lines = _votes_lines(protocol, rubric) if rubric.qualitative else protocol_lines(protocol, rubric)
    rows = [(name, words, sources.pop() if sources else "") for name, words in lines]
    rows += [
        (text("Grade {grade}", grade=one.title), band_words(one), source_words(one)) for one in rubric.bands
    ]
    rows += [(text("Condition"), one.text, source_words(one)) for one in scheme.preconditions]
    rows += [(one.title, points(one.max), source_words(one)) for one in rubric.sections if one.max]
    told = [_level_words(one, points=not rubric.qualitative) for one in rubric.level_lists]
    rows += [
        (one.title, words, source_words(one)) for one, words in zip(rubric.level_lists, told, strict=True)
    ]
    status = scheme_status(scheme.status)
    named = f"{scheme.title} {scheme.standard}, {scheme.version} ({status})"
    rows.append((text("Scheme"), named, text("digest {digest}", digest=merge.packages[0].scheme_digest)))
    rows.append((text("Protocol"), text("fixed before the sheets were opened"),
                 text("digest {digest}", digest=merge.packages[0].protocol_digest)))  # fmt: skip
    rows += [
        (
            text("Package"),
            text(
                "{package}, revision {revision}, issued {issued}",
                package=one.id,
                revision=one.revision,
                issued=one.issued,
            ),
            text("digest {digest}", digest=one.digest),
        )
        for one in merge.packages
    ]
    columns = ((text("What"), 22), (text("Rule"), 62), (text("Source"), 70))
    _write(book, sheet, merge, Table(text("Rules of the merge"), columns, rows))


def _votes_lines(protocol: Protocol, rubric: Rubric) -> tuple[tuple[str, str], ...]:
    """What of a protocol matters where there are no points: votes, and the smallest panel."""
    smallest = protocol_lines(protocol, rubric)[SMALLEST]
    return ((text("Rule"), votes_rule()), smallest)


def _level_words(one: LevelList, *, points: bool) -> str:
    """Options, with the share of the maximum they earn where there are points."""
    shares = ((level.title, level.factor if points else None) for level in one.levels)
    return "; ".join(title if factor is None else f"{title}: {plain(factor)}" for title, factor in shares)


_SETTLED = (State.RETURNED, State.RECUSED)


def write_ledger(book: Book, sheet: Worksheet, merge: PanelMerge) -> None:
    """For each expert and application what was issued and what came back."""
    organisations = {one.application.id: one.application.organisation for one in merge.results}
    rows = [_ledger_row(line, organisations) for line in merge.ledger]
    waiting = frozenset(i for i, line in enumerate(merge.ledger) if line.state not in _SETTLED)
    columns = (
        (text("Expert"), 22),
        (text("No."), 14),
        (text("Organisation"), 30),
        (text("Issued"), 10),
        (text("State"), 16),
        (text("Files"), 50),
        (text("Remark"), 28),
    )
    missing = sum(line.state is State.MISSING for line in merge.ledger)
    title = text("Ledger of score sheets: {missing} missing", missing=missing)
    _write(book, sheet, merge, Table(title, columns, rows, waiting))


def _ledger_row(line: LedgerLine, organisations: dict[str, str]) -> tuple[str, ...]:
    files = "\n".join(f"{name} ({file_state(state)})" for name, state in line.files)
    return (
        line.expert,
        line.application,
        organisations.get(line.application, ""),
        text("yes") if line.issued else text("no list"),
        ledger_state(line.state),
        files,
        "; ".join(_remarks(line)),
    )


def _remarks(line: LedgerLine) -> Iterator[str]:
    if line.older_package:
        yield text("scored on an earlier revision of the package")
    if line.recusal is not None:
        yield recusal_words(line.recusal)
    if line.paper:
        yield text("on paper, entered by the secretariat")


def write_refusals(book: Book, sheet: Worksheet, merge: PanelMerge) -> None:
    """Every file that does not count, why, and what to do."""
    rows = [
        (
            one.file,
            one.problem.place,
            what_happened(one.problem),
            what_to_do(one.problem),
            one.problem.code.value,
        )
        for one in merge.refusals
    ]
    columns = (
        (text("File"), 40),
        (text("Place"), 18),
        (text("What is wrong"), 52),
        (text("What to do"), 42),
        (text("Code"), 24),
    )
    files = len({one.file for one in merge.refusals})
    title = text("Files not used: {count}", count=files)
    _write(book, sheet, merge, Table(title, columns, rows or [(text("none"), "", "", "", "")]))


def write_options(book: Book, merge: PanelMerge) -> None:
    """The hidden lists that drop-downs offer and formulas look options up in."""
    words = Words()
    rows = sheet_rows(blocks(merge.scheme.rubric, words.not_applicable, words.abstained))
    if not rows:
        return
    sheet, look = book.add_sheet(OPTIONS_SHEET), book.format()
    for row, (title, units) in enumerate(rows):
        put(sheet, row, 0, title, look)
        if units is not None:
            sheet.write_number(row, 1, units, look)
    sheet.very_hidden()


def write_guide(book: Book, sheet: Worksheet, merge: PanelMerge, written: datetime) -> None:
    """How to read and use the workbook."""
    lines = _votes_guide() if merge.scheme.rubric.qualitative else _points_guide()
    lines = (*lines, text("Written {time}.", time=written.isoformat(sep=" ", timespec="minutes")))
    rows = [(str(number), words) for number, words in enumerate(lines, start=1)]
    columns = ((text("No."), 8), (text("How to read this workbook"), 120))
    _write(book, sheet, merge, Table(text("Guide"), columns, rows))


def _points_guide() -> tuple[str, ...]:
    return (
        text("Each application has a sheet with all experts' marks; its name in the overview leads there."),
        text("All results are formulas: a changed mark changes total, score, grade and rank at once."),
        text("“Check” then says that the result is no longer the program's, and what that was."),
        text("Formulas count in whole units of the scale, so that no rounding error moves a grade."),
        text("The plus sign above the columns unfolds the working area with these units."),
        text("The grade follows from the exact value (a fraction); the rounded score is only for display."),
        text("What is to be looked at was found by the program; it does not change with the marks."),
        text("Grey and struck through: left out by the rule, or not counted."),
        text("An empty mark is no zero: a sheet with an empty mark does not count."),
        text("Where totals are merged, the merged value of each criterion only compares equal scores."),
        text("The committee chooses the decided grade; where it differs from the proposal, say why."),
        text("Rows keep their order when ranks change; sort by rank with the filter in the heading."),
    )


def _votes_guide() -> tuple[str, ...]:
    return (
        text("Each application has a sheet with all experts' marks; its name in the overview leads there."),
        text("There are no points: votes are counted, for each criterion and for the recommendation."),
        text("All results are formulas: a changed mark or recommendation changes the votes at once."),
        text("“Check” then says that the votes are no longer the program's, and what those were."),
        text("Where two options have equally many votes, the chair decides."),
        text("A sheet with an empty mark or without recommendation does not count."),
        text("Grey and struck through: left out by the rule, or not counted."),
        text("The committee chooses the decision; where it differs from the proposal, say why."),
    )


def _write(book: Book, sheet: Worksheet, merge: PanelMerge, table: Table) -> None:
    last = len(table.columns) - 1
    head = write_heading(book, sheet, merge, table.title, last)
    for column, (title, width) in enumerate(table.columns):
        sheet.set_column(column, column, width)
        put(sheet, head, column, title, book.heading())
    for number, line in enumerate(table.rows):
        look = book.boxed(align="left", **({"bg_color": AMBER} if number in table.amber else {}))
        for column, value in enumerate(line):
            put(sheet, head + 1 + number, column, value, look)
        widths = (width * 0.92 for _, width in table.columns)
        tallest = max(height(value, width) for value, width in zip(line, widths, strict=True))
        sheet.set_row(head + 1 + number, tallest)
    sheet.autofilter(head, 0, head + max(len(table.rows), 1), last)
    sheet.freeze_panes(head + 1, 0)
    sheet.repeat_rows(head)
    width = sum(width for _, width in table.columns)
    prepare_page(sheet, merge.campaign.title, width=width, last_column=last)
