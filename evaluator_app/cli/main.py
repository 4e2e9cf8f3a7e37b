"""The command line: one parser, one module per group of commands, loaded when it is asked for."""

import argparse
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from evaluator_app.cli.output import USAGE, report
from evaluator_app.domain.problems import Refused
from evaluator_app.late import late
from evaluator_app.services.places import Places

if TYPE_CHECKING:
    from evaluator_app.cli import (
        archives,
        campaigns,
        certificates,
        conformity,
        decisions,
        demo,
        exchanges,
        identities,
        intake,
        meetings,
        packages,
        panels,
        pledges,
        publication,
        results,
        returns,
        roster,
        schemes,
        sheets,
        violations,
        workspaces,
    )
else:
    archives = late("evaluator_app.cli.archives")
    campaigns = late("evaluator_app.cli.campaigns")
    certificates = late("evaluator_app.cli.certificates")
    conformity = late("evaluator_app.cli.conformity")
    decisions = late("evaluator_app.cli.decisions")
    demo = late("evaluator_app.cli.demo")
    exchanges = late("evaluator_app.cli.exchanges")
    identities = late("evaluator_app.cli.identities")
    intake = late("evaluator_app.cli.intake")
    meetings = late("evaluator_app.cli.meetings")
    packages = late("evaluator_app.cli.packages")
    panels = late("evaluator_app.cli.panels")
    pledges = late("evaluator_app.cli.pledges")
    publication = late("evaluator_app.cli.publication")
    results = late("evaluator_app.cli.results")
    returns = late("evaluator_app.cli.returns")
    roster = late("evaluator_app.cli.roster")
    schemes = late("evaluator_app.cli.schemes")
    sheets = late("evaluator_app.cli.sheets")
    violations = late("evaluator_app.cli.violations")
    workspaces = late("evaluator_app.cli.workspaces")

__all__ = ["Command", "Places", "run"]

Command = Callable[[argparse.Namespace, Places], int]

GROUPS = {
    "demo": demo,
    "schemes": schemes,
    "identity": identities,
    "campaign": campaigns,
    "archive": archives,
    "exchange": exchanges,
    "conformity": conformity,
    "intake": intake,
    "package": packages,
    "sheet": sheets,
    "panel": panels,
    "meeting": meetings,
    "decisions": decisions,
    "return": returns,
    "results": results,
    "roster": roster,
    "pledge": pledges,
    "certificates": certificates,
    "publication": publication,
    "violations": violations,
    "workspace": workspaces,
}


def run(arguments: Sequence[str], places: Places) -> int:
    """Run one command; every expected failure is a list of problems, never a traceback."""
    parser = command_parser(arguments[:1])
    try:
        options = parser.parse_args(arguments)
    except SystemExit as stop:
        return USAGE if stop.code else 0
    command: Command = options.command
    try:
        return command(options, places)
    except Refused as refused:
        return report(refused.problems, as_json=getattr(options, "json", False))


def command_parser(loaded: Sequence[str]) -> argparse.ArgumentParser:
    """The parser of all groups, with the commands of those that are named here."""
    parser = argparse.ArgumentParser(prog="evaluator-app")
    groups = parser.add_subparsers(dest="group", required=True)
    for name, module in GROUPS.items():
        group = groups.add_parser(name)
        if name in loaded:
            module.add_commands(group)
    return parser
