"""Where commands take the results of a campaign from: decisions, a workbook, or the record of a step."""

import argparse
from pathlib import Path

from evaluator_app.domain.register import Award
from evaluator_app.services import awards
from evaluator_app.services.workspaces import Workspace
from evaluator_app.wording.language import text


def add_awards(command: argparse.ArgumentParser, *, required: bool) -> None:
    """`--decisions`, `--results X.xlsx [--decided DAY]` or `--step ID`."""
    source = command.add_mutually_exclusive_group(required=required)
    about = text("a filled list of results, or the committee's workbook")
    source.add_argument("--results", metavar="X.xlsx", type=Path, help=about)
    source.add_argument(
        "--step", metavar="ID", default="", help=text("the recorded step whose notes are grades")
    )
    recorded = text("what the committee decided, as recorded in the workspace")
    source.add_argument("--decisions", action="store_true", help=recorded)
    decided = text("when it was decided, where the workbook does not say")
    command.add_argument("--decided", metavar="YYYY-MM-DD", default="", help=decided)


def awards_of(ws: Workspace, options: argparse.Namespace) -> tuple[Award, ...]:
    """The results the options name; none where they name nothing."""
    if options.decisions:
        return awards.decided(ws, options.campaign)
    if options.results:
        return awards.read_list(ws, options.campaign, options.results, options.decided)
    return awards.recorded(ws, options.campaign, options.step) if options.step else ()
