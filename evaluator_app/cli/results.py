"""Commands: results register, ledger, reminders, merge, stages; those on files stand beside."""

import argparse
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from evaluator_app.cli.merge_inputs import refusal_line
from evaluator_app.cli.output import DONE, PROBLEMS, give, problems_data, say
from evaluator_app.cli.panels import ledger_line_data, merge_lines, panel_data
from evaluator_app.cli.results_files import add_files
from evaluator_app.cli.table import table
from evaluator_app.cli.workspaces import add_workspace, opened
from evaluator_app.domain.numbers import exact_text, shown
from evaluator_app.domain.panel import PanelMerge
from evaluator_app.domain.reminders import Reminder, reminders
from evaluator_app.domain.scheme import Scheme
from evaluator_app.domain.stage_sum import StageSum, stage_sums
from evaluator_app.services import campaigns, identities, results, results_output
from evaluator_app.services.places import Places
from evaluator_app.wording.language import text
from evaluator_app.wording.problems import problem_line
from evaluator_app.wording.reminders import reminders_text
from evaluator_app.wording.results import file_state, ledger_state


def add_commands(group: argparse.ArgumentParser) -> None:
    """What comes back from experts, from the files to the committee's workbook."""
    commands = group.add_subparsers(dest="command_name", required=True)
    registering = commands.add_parser("register", help=text("a package that was issued, so that sheets fit"))
    registering.add_argument("package", metavar="P.evpkg", type=Path, nargs="+")
    registering.add_argument("--by", default="", help=text("who does this"))
    registering.set_defaults(command=_register)
    _common(registering)
    add_files(commands, _common)
    ledger = commands.add_parser(
        "ledger", help=text("for each expert and application what came and what not")
    )
    ledger.set_defaults(command=_ledger)
    reminding = commands.add_parser("reminders", help=text("whom to remind of what"))
    reminding.add_argument("-o", dest="out", metavar="LIST.xlsx|.txt", type=Path)
    reminding.set_defaults(command=_reminders)
    merging = commands.add_parser("merge", help=text("the results, and the committee's workbook"))
    merging.add_argument("-o", dest="out", metavar="COMMITTEE.xlsx", type=Path)
    merging.set_defaults(command=_merge)
    for command in (reminding, merging):
        command.add_argument("--replace", action="store_true", help=text("overwrite an existing file"))
    staging = commands.add_parser("stages", help=text("the results of every stage side by side"))
    staging.add_argument("--allow-unsigned", action="store_true", help=text("count sheets without signature"))
    staging.set_defaults(command=_stages)
    _common(staging)
    for command in (ledger, reminding, merging):
        stage = text("another stage than the one that is scored now")
        command.add_argument("--stage", metavar="ID", default="", help=stage)
        command.add_argument(
            "--allow-unsigned", action="store_true", help=text("count sheets without signature")
        )
        _common(command)


def _common(command: argparse.ArgumentParser) -> None:
    command.add_argument("--campaign", metavar="ID", required=True)
    add_workspace(command)


def _register(options: argparse.Namespace, _places: Places) -> int:
    identity = None
    if options.identity and options.passphrase_file:
        identity = identities.signer(options.identity, options.passphrase_file)
    with opened(options) as ws:
        found = [
            results.register_package(ws, options.campaign, path, identity, options.by)
            for path in options.package
        ]
    for one in found:
        say(f"{one.id}  {one.revision}  {one.campaign.stage}  {one.digest[:12]}")
    if options.json:
        keys = ("id", "revision", "digest")
        give({"packages": [{key: getattr(one, key) for key in keys} for one in found]})
    return DONE


def _merged(options: argparse.Namespace) -> PanelMerge:
    with opened(options) as ws:
        for wrong in results.unregistered(ws, options.campaign, options.stage):
            say(problem_line(wrong))
        return results.merged(ws, options.campaign, options.stage, allow_unsigned=options.allow_unsigned)


def _ledger(options: argparse.Namespace, _places: Places) -> int:
    merge = _merged(options)
    head = (text("Expert"), text("Application"), text("State"), text("Files"))
    rows = [
        (
            line.expert,
            line.application,
            ledger_state(line.state),
            "; ".join(f"{name} ({file_state(state)})" for name, state in line.files),
        )
        for line in merge.ledger
    ]
    for row in table(head, rows):
        say(row)
    if options.json:
        give({"ledger": [ledger_line_data(line) for line in merge.ledger]})
    return DONE


def _reminders(options: argparse.Namespace, _places: Places) -> int:
    merge = _merged(options)
    owed = reminders(merge)
    say(reminders_text(owed, merge.campaign.title) if owed else text("Nobody owes a score sheet."))
    if options.out is not None:
        results_output.write_reminders(merge, options.out, replace=options.replace)
        say(text("Written: {file}", file=options.out))
    if options.json:
        give({"reminders": [_reminder(one) for one in owed]})
    return DONE


def _reminder(one: Reminder) -> dict[str, Any]:
    return {
        "expert": one.expert,
        "due": one.due,
        "missing": [application.id for application in one.missing],
        "unusable": [
            {"application": unusable.application.id, "problems": problems_data(unusable.problems)}
            for unusable in one.unusable
        ],
    }


def _merge(options: argparse.Namespace, _places: Places) -> int:
    merge = _merged(options)
    for line in merge_lines(merge):
        say(line)
    for one in merge.refusals:
        say(refusal_line(one))
    if options.out is not None:
        results_output.write_workbook(merge, options.out, replace=options.replace)
        say(text("The committee's workbook: {path}", path=options.out))
    if options.json:
        give({**panel_data(merge), "stage": merge.campaign.stage, "packages": _packages(merge)})
    return PROBLEMS if merge.refusals else DONE


def _packages(merge: PanelMerge) -> list[dict[str, Any]]:
    wanted = ("id", "revision", "digest", "issued")
    return [{key: value for key, value in asdict(one).items() if key in wanted} for one in merge.packages]


def _stages(options: argparse.Namespace, _places: Places) -> int:
    with opened(options) as ws:
        scheme = campaigns.opened(ws, options.campaign).scheme.scheme
        merges = results.stage_merges(ws, options.campaign, allow_unsigned=options.allow_unsigned)
    sums = stage_sums(scheme, merges)
    titles = {one.id: one.title for one in scheme.stages}
    head = (text("Application"), *(titles[stage] for stage in merges), text("Weighted score"))
    for line in table(head, [_sum_row(one, merges, scheme) for one in sums]):
        say(line)
    if options.json:
        give({"stages": list(merges), "results": [_sum(one) for one in sums]})
    return DONE


def _sum_row(one: StageSum, merges: Mapping[str, PanelMerge], scheme: Scheme) -> tuple[str, ...]:
    scores = (one.stages[stage].result.score if stage in one.stages else None for stage in merges)
    protocol = scheme.protocol
    return one.application.id, *(
        "—" if score is None else shown(score, protocol.decimals, protocol.rounding)
        for score in (*scores, one.score)
    )


def _sum(one: StageSum) -> dict[str, Any]:
    scores = {stage: found.result.score for stage, found in one.stages.items()}
    return {
        "application": one.application.id,
        "stages": {stage: None if score is None else exact_text(score) for stage, score in scores.items()},
        "score": None if one.score is None else exact_text(one.score),
        "grade": one.grade.id if one.grade else None,
        "rank": one.rank,
    }
