"""What the tables of the results page show of each value."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluator_app.domain.ledger import LedgerLine, State
from evaluator_app.domain.numbers import plain, shown
from evaluator_app.domain.overview import Overview, Standing, spread
from evaluator_app.domain.panel import ApplicationResult, PanelMerge
from evaluator_app.domain.problems import Problem
from evaluator_app.wording.declarations import recusal_words
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.problems import what_happened
from evaluator_app.wording.received import act_words
from evaluator_app.wording.results import (
    advice,
    advice_short,
    file_state,
    ledger_state,
    no_score,
    no_score_short,
)

if TYPE_CHECKING:
    from evaluator_app.services.results import Act, Kept

_DIGITS = 12


@dataclass(frozen=True, kw_only=True)
class ResultRow:
    """One application with what is known of it."""

    merge: PanelMerge
    one: ApplicationResult
    standing: Standing
    attention: bool


def result_rows(merge: PanelMerge) -> list[ResultRow]:
    """Every application, by rank."""
    found = Overview(merge)
    return [
        ResultRow(
            merge=merge,
            one=one,
            standing=found.standings[one.application.id],
            attention=found.attention(one),
        )
        for one in merge.results
    ]


def result_headings() -> tuple[str, ...]:
    """The columns of the results."""
    return (
        text("Rank"),
        text("Application"),
        text("Score"),
        text("Grade"),
        text("Sheets"),
        text("Range"),
        text("To note"),
    )


def result_cells(row: ResultRow) -> tuple[str, ...]:
    """An application in the table."""
    apart = spread(row.one)
    return (
        str(row.one.rank or "—"),
        place_words(row.one),
        score_words(row.one, row.merge),
        grade_words(row.one, row.merge),
        f"{row.standing.returned} / {row.standing.expected}",
        "—" if apart is None or row.merge.scheme.rubric.qualitative else plain(apart),
        ", ".join(notes(row)),
    )


def place_words(one: ApplicationResult) -> str:
    """Organisation and site."""
    application = one.application
    return " · ".join(part for part in (application.organisation, application.site) if part)


def score_words(one: ApplicationResult, merge: PanelMerge) -> str:
    """The score as the protocol shows it."""
    score, protocol = one.result.score, merge.scheme.protocol
    return "—" if score is None else shown(score, protocol.decimals, protocol.rounding)


def grade_words(one: ApplicationResult, merge: PanelMerge) -> str:
    """The grade, or what most experts recommend."""
    result = one.result
    if result.score is None:
        return result.majority or "—"
    return result.grade.title if result.grade else merge.scheme.rubric.unplaced


def notes(row: ResultRow) -> list[str]:
    """What a reader should know, in a few words each."""
    result, standing = row.one.result, row.standing
    found = [text("choose a sheet")] if standing.open else []
    found += [no_score_short(result.reason)] if result.reason else []
    found += [advice_short(one) for one in result.warnings]
    if standing.recused:
        found.append(plural("{count} recused", "{count} recused", standing.recused))
    missing = standing.expected - standing.returned
    if missing > 0:
        found.append(plural("{count} missing", "{count} missing", missing))
    return found


def warning_lines(row: ResultRow) -> list[str]:
    """The same in sentences."""
    result = row.one.result
    found = [no_score(result.reason)] if result.reason else []
    found += [advice(one) for one in result.warnings]
    return found + [condition.text for condition in row.one.preconditions]


def ledger_headings() -> tuple[str, ...]:
    """The columns of the ledger."""
    return (text("Expert"), text("Application"), text("State"), text("Files"))


def ledger_cells(line: LedgerLine) -> tuple[str, ...]:
    """A line of the ledger."""
    files = "; ".join(f"{name} ({file_state(state)})" for name, state in line.files)
    said = recusal_words(line.recusal) if line.recusal else files
    state = ledger_state(line.state)
    if line.state is State.RETURNED and line.older_package:
        state = text("received (earlier package)")
    return line.expert, line.application, state, said


def file_headings() -> tuple[str, ...]:
    """The columns of files received."""
    return (text("File"), text("What it brought"), text("Taken in"), text("Taken in by"), text("Digest"))


def file_cells(one: "Kept") -> tuple[str, ...]:
    """A file that was received."""
    return (
        one.label,
        _brought(one),
        one.file.at[:16].replace("T", " "),
        one.file.who,
        one.file.digest[:_DIGITS],
    )


def _brought(one: "Kept") -> str:
    wrong: list[Problem] = [refusal.problem for refusal in one.found.refusals]
    if wrong:
        return what_happened(wrong[0])
    sheets = len(one.found.sheets)
    if sheets == 1 and not one.found.declared:
        sheet = one.found.sheets[0].sheet
        return f"{sheet.expert.name} · {sheet.identity.application}"
    parts = [plural("{count} score sheet", "{count} score sheets", sheets)]
    recusals = sum(said.declaration.recusal is not None for said in one.found.declared)
    if recusals:
        parts.append(plural("{count} recusal", "{count} recusals", recusals))
    return ", ".join(parts)


def act_headings() -> tuple[str, ...]:
    """The columns of the journal."""
    return (text("Time"), text("Act"), text("File"), text("Who"), text("Reason"))


def act_cells(one: "Act") -> tuple[str, ...]:
    """What somebody did."""
    name = one.name or one.digest[:_DIGITS]
    return one.at[:16].replace("T", " "), act_words(one.kind), name, one.who, one.reason
