"""Commands: roster new, check, import, list, export, remove."""

import argparse
from pathlib import Path

from evaluator_app.cli.output import DONE, PROBLEMS, give, problems_data, say
from evaluator_app.cli.table import table
from evaluator_app.cli.workspaces import add_workspace, opened
from evaluator_app.services import roster
from evaluator_app.services.places import Places
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.problems import problem_line
from evaluator_app.wording.roster import change_words, conflict_words, term_words


def add_commands(group: argparse.ArgumentParser) -> None:
    """The commands on a roster's workbook, and on the roster of the workspace."""
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
    _add_kept(commands)


def _add_kept(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    about = text("what taking in a roster would change; with --confirm it is done")
    taking = commands.add_parser("import", help=about)
    taking.add_argument("file", metavar="X.xlsx", type=Path)
    taking.add_argument("--confirm", action="store_true", help=text("write what is new or changed"))
    taking.set_defaults(command=_import)
    listing = commands.add_parser("list", help=text("everybody on the roster, and how their terms stand"))
    listing.set_defaults(command=_list)
    exporting = commands.add_parser("export", help=text("the roster as a workbook"))
    exporting.add_argument("-o", dest="out", metavar="X.xlsx", type=Path, required=True)
    exporting.set_defaults(command=_export)
    removing = commands.add_parser("remove", help=text("forget a person and their data"))
    removing.add_argument("member", metavar="ID")
    removing.add_argument("--reason", required=True)
    removing.set_defaults(command=_remove)
    for command in (taking, removing):
        command.add_argument("--by", default="", required=command is removing, help=text("who changes it"))
    for command in (taking, listing, exporting, removing):
        add_workspace(command)


def _import(options: argparse.Namespace, _places: Places) -> int:
    with opened(options, create=True) as ws:
        changes = roster.preview(ws, options.file)
        if options.confirm:
            roster.take_in(ws, changes, options.by)
    rows = [(one.member.id, one.member.expert.name, change_words(one)) for one in changes]
    for line in table((text("Number"), text("Name"), ""), rows):
        say(line)
    if not options.confirm:
        say(text("Nothing is written yet; with --confirm it is."))
    if options.json:
        give(
            {
                "changes": [
                    {"id": one.member.id, "change": one.change.value, "differs": list(one.differs)}
                    for one in changes
                ]
            }
        )
    return DONE


def _list(options: argparse.Namespace, _places: Places) -> int:
    with opened(options) as ws:
        return _tell(roster.standing(ws), options)


def _export(options: argparse.Namespace, _places: Places) -> int:
    with opened(options) as ws:
        roster.export(ws, options.out)
    say(text("Written: {file}", file=options.out))
    if options.json:
        give({"file": str(options.out)})
    return DONE


def _remove(options: argparse.Namespace, _places: Places) -> int:
    with opened(options) as ws:
        roster.remove(ws, options.member, options.reason, options.by)
        return _tell(roster.standing(ws), options)


def _new(options: argparse.Namespace, _places: Places) -> int:
    roster.write(options.out)
    say(text("Written: {file}", file=options.out))
    if options.json:
        give({"file": str(options.out)})
    return DONE


def _check(options: argparse.Namespace, _places: Places) -> int:
    return _tell(roster.check(options.file, options.campaign), options)


def _tell(found: roster.RosterCheck, options: argparse.Namespace) -> int:
    rows = [
        (one.id, one.expert.name, one.expert.organisation, one.term_ends, term_words(state))
        for one, state in found.members
    ]
    head = (text("Number"), text("Name"), text("Organisation"), text("Until"), text("State"))
    for line in table(head, rows):
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
                "id": one.id,
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
