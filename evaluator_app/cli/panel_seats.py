"""Commands: panel show, propose, assign, release, chair, replace."""

import argparse
from typing import Any, TypeAlias

from evaluator_app.cli.output import DONE, PROBLEMS, give, problems_data, say
from evaluator_app.cli.table import table
from evaluator_app.cli.workspaces import add_workspace, opened
from evaluator_app.domain.panels import PanelNeeds, SeatEvent, SeatKind
from evaluator_app.domain.proposal import Proposal
from evaluator_app.services import panels
from evaluator_app.services.panels import PanelBoard
from evaluator_app.services.places import Places
from evaluator_app.wording.language import text
from evaluator_app.wording.problems import problem_line
from evaluator_app.wording.roster import conflict_words

_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - argparse has no other name


def add_seats(commands: _Commands) -> None:
    """The commands on who scores what in a campaign of the workspace."""
    showing = commands.add_parser("show", help=text("who scores what, conflicts, and what is still missing"))
    showing.set_defaults(command=_show)
    proposing = commands.add_parser("propose", help=text("a balanced proposal; with --confirm it is taken"))
    proposing.add_argument("--confirm", action="store_true", help=text("assign what is proposed"))
    proposing.add_argument("--by", default="", help=text("who assigns"))
    proposing.set_defaults(command=_propose)
    for command in (showing, proposing):
        command.add_argument("campaign", metavar="ID")
        command.add_argument("--each", metavar="N", type=int, help=text("members each application needs"))
        command.add_argument("--odd", action="store_true", help=text("only odd numbers of members"))
        command.add_argument("--most", metavar="N", type=int, default=0, help=text("applications a member"))
        command.add_argument("--most-staff", metavar="N", type=int, default=1, help=text("staff on a panel"))
        add_workspace(command)
    _add_changes(commands)


def _add_changes(commands: _Commands) -> None:
    about = {
        SeatKind.ASSIGNED: ("assign", text("a member scores an application")),
        SeatKind.RELEASED: ("release", text("a member no longer scores an application")),
        SeatKind.CHAIR: ("chair", text("a member becomes the chair of a panel")),
    }
    for kind, (name, words) in about.items():
        command = commands.add_parser(name, help=words)
        command.add_argument("campaign", metavar="ID")
        command.add_argument("--application", metavar="ID", action="append", required=True)
        command.add_argument("--member", metavar="ID", required=True)
        command.add_argument("--reason", default="", required=kind is SeatKind.RELEASED)
        command.set_defaults(command=_change, kind=kind)
    replacing = commands.add_parser("replace", help=text("somebody takes another's place everywhere"))
    replacing.add_argument("campaign", metavar="ID")
    replacing.add_argument("--member", metavar="ID", required=True)
    replacing.add_argument("--with", dest="new", metavar="ID", required=True)
    replacing.add_argument("--reason", required=True)
    replacing.set_defaults(command=_replace)
    for name in ("assign", "release", "chair", "replace"):
        command = commands.choices[name]
        command.add_argument("--by", required=True, help=text("who assigns"))
        add_workspace(command)


def _needs(options: argparse.Namespace, found: PanelBoard) -> PanelNeeds:
    usual = panels.suggested_needs(found)
    return PanelNeeds(
        per_application=options.each or usual.per_application,
        odd=options.odd or (options.each is None and usual.odd),
        most_each=options.most,
        most_staff=options.most_staff,
    )


def _show(options: argparse.Namespace, _places: Places) -> int:
    with opened(options) as ws:
        found = panels.board(ws, options.campaign)
    problems = found.problems(_needs(options, found))
    _say(found)
    for tie in found.ground.conflicts:
        say(conflict_words(tie))
    for wrong in problems:
        say(problem_line(wrong))
    if options.json:
        give({**_data(found), "problems": problems_data(problems)})
    return PROBLEMS if problems else DONE


def _propose(options: argparse.Namespace, _places: Places) -> int:
    with opened(options) as ws:
        found = panels.board(ws, options.campaign)
        proposed = panels.proposal(found, _needs(options, found))
        if options.confirm:
            found = panels.take(ws, options.campaign, proposed, options.by)
    _say(found, proposed)
    for wrong in proposed.problems:
        say(problem_line(wrong))
    if not options.confirm:
        say(text("Nothing is written yet; with --confirm it is."))
    if options.json:
        said = {"seats": dict(proposed.seats), "chairs": dict(proposed.chairs)}
        give({**_data(found), "proposed": said, "problems": problems_data(proposed.problems)})
    return PROBLEMS if proposed.problems else DONE


def _change(options: argparse.Namespace, _places: Places) -> int:
    events = [
        SeatEvent(
            application=one, member=options.member, kind=options.kind, reason=options.reason, who=options.by
        )
        for one in options.application
    ]
    with opened(options) as ws:
        return _tell(panels.change(ws, options.campaign, *events), options)


def _replace(options: argparse.Namespace, _places: Places) -> int:
    with opened(options) as ws:
        found = panels.board(ws, options.campaign)
        events = panels.replaced(found, options.member, options.new, options.reason, options.by)
        return _tell(panels.change(ws, options.campaign, *events), options)


def _tell(found: PanelBoard, options: argparse.Namespace) -> int:
    _say(found)
    if options.json:
        give(_data(found))
    return DONE


def _say(found: PanelBoard, proposed: Proposal | None = None) -> None:
    names = {one.id: f"{one.expert.name} ({one.id})" for one in found.ground.members}
    seats = proposed.seats if proposed else found.panels.seats
    chairs = proposed.chairs if proposed else found.panels.chairs
    rows = [
        (
            one.id,
            one.organisation,
            names.get(chairs.get(one.id, ""), ""),
            "、".join(names.get(member, member) for member in seats.get(one.id, ())),
        )
        for one in found.ground.applications
    ]
    for line in table((text("Application"), text("Organisation"), text("Chair"), text("Members")), rows):
        say(line)


def _data(found: PanelBoard) -> dict[str, Any]:
    return {
        "stage": found.stage,
        "panels": [
            {
                "application": one.id,
                "members": list(found.panels.of(one.id)),
                "chair": found.panels.chairs.get(one.id),
            }
            for one in found.ground.applications
        ],
        "conflicts": [
            {"application": one.application.id, "member": one.member.id, "kind": one.kind.value}
            for one in found.ground.conflicts
        ],
        "overridden": [
            {"application": application, "member": member, "reason": reason}
            for (application, member), reason in found.panels.reasons.items()
        ],
    }
