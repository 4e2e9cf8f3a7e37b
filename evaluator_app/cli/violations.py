"""Commands: violations list, record."""

import argparse
from dataclasses import asdict
from typing import Any

from evaluator_app.cli.output import DONE, give, say
from evaluator_app.cli.table import table
from evaluator_app.cli.workspaces import add_workspace, opened
from evaluator_app.domain.violations import Violation, ViolationStep
from evaluator_app.services import register
from evaluator_app.services.places import Places
from evaluator_app.wording.language import text
from evaluator_app.wording.register import step_titles


def add_commands(group: argparse.ArgumentParser) -> None:
    """`violations list`, `violations record`."""
    commands = group.add_subparsers(dest="command_name", required=True)
    about = text("reports that somebody taking part broke the rules, and what became of them")
    listing = commands.add_parser("list", help=about)
    listing.set_defaults(command=_list)
    recording = commands.add_parser("record", help=text("a report, or what became of one"))
    recording.add_argument("--report", metavar="N", type=int, default=0, help=text("none: a new one"))
    recording.add_argument("--step", choices=[one.value for one in ViolationStep], default="received")
    recording.add_argument("--on", metavar="YYYY-MM-DD", default="")
    recording.add_argument("--about", default="", help=text("whom it concerns"))
    recording.add_argument("--source", default="", help=text("who reported; may be left out"))
    recording.add_argument("--text", dest="words", required=True, help=text("what was reported or done"))
    recording.add_argument("--by", required=True, help=text("who records this"))
    recording.set_defaults(command=_record)
    for command in (listing, recording):
        add_workspace(command)


def _list(options: argparse.Namespace, _places: Places) -> int:
    with opened(options) as ws:
        found = register.violations(ws)
    head = (text("Number"), text("Day"), text("State"), text("Concerns"), text("Reported by"), text("Text"))
    rows = [
        (str(one.report), one.day, step_titles()[one.step], one.about, one.source, one.words) for one in found
    ]
    for line in table(head, rows):
        say(line)
    if options.json:
        give({"violations": [_data(one) for one in found]})
    return DONE


def _record(options: argparse.Namespace, _places: Places) -> int:
    one = Violation(
        report=options.report,
        step=ViolationStep(options.step),
        day=options.on or register.today(),
        about=options.about,
        source=options.source,
        words=options.words,
        recorded_by=options.by,
    )
    with opened(options) as ws:
        kept = register.report_violation(ws, one)
    say(f"{kept.report}  {kept.day}  {step_titles()[kept.step]}  {kept.words}")
    if options.json:
        give(_data(kept))
    return DONE


def _data(one: Violation) -> dict[str, Any]:
    return {**asdict(one), "step": one.step.value}
