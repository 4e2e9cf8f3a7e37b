"""Commands: results register, preview, import, list, ledger, reminders, choose, remove, journal, merge."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from evaluator_app.cli.output import DONE, PROBLEMS, give, problems_data, say
from evaluator_app.cli.panels import ledger_line_data, merge_lines, panel_data, refusal_line
from evaluator_app.cli.results_files import add_files
from evaluator_app.cli.table import table
from evaluator_app.cli.workspaces import add_workspace, opened
from evaluator_app.domain.panel import PanelMerge
from evaluator_app.domain.reminders import Reminder, reminders
from evaluator_app.services import identities, results, results_output
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
