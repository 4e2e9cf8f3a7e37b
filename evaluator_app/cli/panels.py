"""Commands: panel merge, and those on who scores what."""

import argparse
import contextlib
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from evaluator_app.cli.merge_inputs import add_inputs, merged, refusal_line
from evaluator_app.cli.output import DONE, PROBLEMS, give, say
from evaluator_app.cli.panel_seats import add_seats
from evaluator_app.cli.panel_statistics import add_statistics
from evaluator_app.cli.schemes import protocol_data
from evaluator_app.cli.table import table
from evaluator_app.domain.collecting import Refusal
from evaluator_app.domain.declarations import Recusal
from evaluator_app.domain.ledger import LedgerLine, State
from evaluator_app.domain.merging import MergedSheet
from evaluator_app.domain.numbers import exact_text, shown
from evaluator_app.domain.panel import ApplicationResult, PanelMerge
from evaluator_app.domain.protocol import Protocol
from evaluator_app.domain.rubric import Rubric
from evaluator_app.services import clock, cluster, merging
from evaluator_app.services.places import Places
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.problems import what_happened, what_to_do
from evaluator_app.wording.results import advice_short, no_score, votes_words


def add_commands(group: argparse.ArgumentParser) -> None:
    """`panel merge --package P... --sheets DIR -o COMMITTEE.xlsx`."""
    commands = group.add_subparsers(dest="command_name", required=True)
    merge = commands.add_parser(
        "merge", help=text("score sheets into one result and the committee's workbook")
    )
    add_inputs(merge)
    merge.add_argument("-o", dest="out", metavar="COMMITTEE.xlsx", type=Path, required=True)
    merge.add_argument("--replace", action="store_true", help=text("overwrite the workbook if it exists"))
    merge.add_argument("--anonymous", action="store_true", help=text("experts are A, B, C"))
    merge.add_argument("--cluster", metavar="ADDRESS", help=text("a Dask cluster reads the sheets"))
    merge.set_defaults(command=merge_command)
    add_statistics(commands)
    add_seats(commands)


def merge_command(options: argparse.Namespace, places: Places) -> int:  # noqa: ARG001 - same for all commands
    """Merge and write the workbook; refused sheets are problems, but do not keep the others from it."""
    reads = bool(options.cluster and options.package)  # what a workspace received has been read
    with cluster.cluster(options.cluster) if reads else contextlib.nullcontext() as executor:
        merge, how = merged(options, options.out, replace=options.replace, executor=executor)
    merging.write_workbook(
        merge, replace(how, nameless=options.anonymous), datetime.fromisoformat(clock.now())
    )
    for line in merge_lines(merge):
        say(line)
    for one in merge.refusals:
        say(refusal_line(one))
    say(text("The committee's workbook: {path}", path=options.out))
    if options.json:
        give(panel_data(merge))
    return PROBLEMS if merge.refusals else DONE


def panel_data(merge: PanelMerge) -> dict[str, Any]:
    """A merged panel as other programs need it; exact numbers are texts."""
    protocol = merge.scheme.protocol
    return {
        "results": [_result(one, protocol, merge.scheme.rubric) for one in merge.results],
        "refused": [_refusal(one) for one in merge.refusals],
        "ledger": [ledger_line_data(one) for one in merge.ledger],
        "protocol": {**protocol_data(protocol), "digest": merge.packages[0].protocol_digest},
    }


def _result(one: ApplicationResult, protocol: Protocol, rubric: Rubric) -> dict[str, Any]:
    result, score = one.result, None
    computed = result.grade.id if result.grade else result.majority
    if result.score is not None:
        display = shown(result.score, protocol.decimals, protocol.rounding)
        score = {"exact": exact_text(result.score), "shown": display}
    return {
        "application": one.application.id,
        "organisation": one.application.organisation,
        "site": one.application.site,
        "score": score,
        "grade": {"computed": computed, "consensus": None, "decided": None},
        "reason": result.reason.value if result.reason else None,
        "rank": one.rank,
        "warnings": [warning.value for warning in result.warnings],
        "votes": {
            "criteria": {votes.subject: dict(votes.counts) for votes in result.votes},
            "recommendation": dict(result.recommendation.counts) if result.recommendation else None,
        },
        "sheets": [_sheet(sheet, rubric) for sheet in result.sheets],
    }


def _sheet(sheet: MergedSheet, rubric: Rubric) -> dict[str, Any]:
    return {
        "expert": sheet.expert,
        "total": None if rubric.qualitative else exact_text(sheet.total.score),
        "counted": sheet.counted,
        "trimmed": sheet.trimmed,
        "reason": sheet.reason.value if sheet.reason else None,
    }


def _refusal(one: Refusal) -> dict[str, str]:
    message = f"{what_happened(one.problem)} {what_to_do(one.problem)}"
    return {"file": one.file, "code": one.problem.code.value, "message": message}


def ledger_line_data(line: LedgerLine) -> dict[str, Any]:
    """A line of the ledger as other programs need it."""
    return {
        "expert": line.expert,
        "application": line.application,
        "issued": line.issued,
        "state": line.state.value,
        "files": [{"file": file, "state": state.value} for file, state in line.files],
        "older_package": line.older_package,
        "paper": line.paper,
        "recusal": _recusal(line.recusal),
    }


def _recusal(recusal: Recusal | None) -> dict[str, str] | None:
    return {"relation": recusal.relation.value, "reason": recusal.reason} if recusal else None


def merge_lines(merge: PanelMerge) -> list[str]:
    """The ranking for people, and what is missing."""
    head = (
        text("Rank"),
        text("Application"),
        text("Organisation"),
        text("Score"),
        text("Grade"),
        text("Sheets"),
        "",
    )
    lines = table(head, [_row(one, merge) for one in merge.results])
    missing = sum(line.state is State.MISSING for line in merge.ledger)
    if missing:
        lines.append(plural("{count} sheet is missing.", "{count} sheets are missing.", missing))
    return lines


def _row(one: ApplicationResult, merge: PanelMerge) -> tuple[str, ...]:
    result, protocol, rubric = one.result, merge.scheme.protocol, merge.scheme.rubric
    score, grade = "—", result.majority or "—"
    if result.score is not None:
        score = shown(result.score, protocol.decimals, protocol.rounding)
        grade = result.grade.title if result.grade else rubric.unplaced
    notes = [votes_words(result.recommendation)] if result.recommendation else []
    notes += [advice_short(warning) for warning in result.warnings]
    notes += [no_score(result.reason)] if result.reason else []
    notes += [condition.text for condition in one.preconditions]
    application = one.application
    rank = str(one.rank or "—")
    return rank, application.id, application.organisation, score, grade, str(result.counted), "; ".join(notes)
