"""Commands: roster new, check."""

import argparse
from pathlib import Path

from evaluator_app.cli.output import DONE, PROBLEMS, give, problems_data, say
from evaluator_app.cli.table import table
from evaluator_app.services import roster
from evaluator_app.services.places import Places
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.problems import problem_line
from evaluator_app.wording.roster import conflict_words, term_words


def add_commands(group: argparse.ArgumentParser) -> None:
    """`roster new -o X`, `roster check X`."""
    commands = group.add_subparsers(dest="command_name", required=True)
    making = commands.add_parser("new", help=text("an empty roster of experts as an Excel workbook"))
    making.add_argument("-o", dest="out", metavar="X.xlsx", type=Path, required=True)
    making.set_defaults(command=_new)
    about = text("faults of a roster, terms that end, and conflicts with the applications of a campaign")
    checking = commands.add_parser("check", help=about)
    checking.add_argument("file", metavar="X.xlsx", type=Path)
    checking.add_argument("--campaign", metavar="FOLDER", type=Path)
    checking.set_defaults(command=_check)
    for command in (making, checking):
        command.add_argument("--json", action="store_true", help=text("machine-readable output"))


def _new(options: argparse.Namespace, _places: Places) -> int:
    roster.write(options.out)
    say(text("Written: {file}", file=options.out))
    if options.json:
        give({"file": str(options.out)})
    return DONE


def _check(options: argparse.Namespace, _places: Places) -> int:
    found = roster.check(options.file, options.campaign)
    rows = [
        (one.expert.name, one.expert.organisation, one.term_ends, term_words(state))
        for one, state in found.members
    ]
    for line in table((text("Name"), text("Organisation"), text("Until"), text("State")), rows):
        say(line)
    for one in found.conflicts:
        say(conflict_words(one))
    for application, count in found.clear:
        words = plural("{count} member may score it", "{count} members may score it", count)
        say(f"{application}: {words}")
    for wrong in found.problems:
        say(problem_line(wrong))
    if options.json:
        give(_data(found))
    return PROBLEMS if found.problems else DONE


def _data(found: roster.RosterCheck) -> dict[str, object]:
    return {
        "members": [
            {
                "name": one.expert.name,
                "organisation": one.expert.organisation,
                "kind": one.kind.value,
                "term_ends": one.term_ends,
                "state": state.value,
            }
            for one, state in found.members
        ],
        "conflicts": [
            {
                "name": one.member.expert.name,
                "application": one.application.id,
                "kind": one.kind.value,
                "organisation": one.organisation,
            }
            for one in found.conflicts
        ],
        "clear": dict(found.clear),
        "problems": problems_data(found.problems),
    }
