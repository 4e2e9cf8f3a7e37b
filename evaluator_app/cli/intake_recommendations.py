"""Commands: intake recommend, recommended."""

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from evaluator_app.cli.output import DONE, PROBLEMS, give, problems_data, say
from evaluator_app.cli.table import table
from evaluator_app.cli.workspaces import add_workspace, opened
from evaluator_app.domain.recommendations import Recommended
from evaluator_app.services import intake, recommending
from evaluator_app.services.places import Places
from evaluator_app.services.recommending import Standing
from evaluator_app.services.taking_in import Office
from evaluator_app.wording.language import text
from evaluator_app.wording.problems import problem_line


def add_recommending(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """A table of recommendations taken in, and all that were."""
    about = text("what taking a table of recommendations in would do; with --confirm it is kept")
    taking = commands.add_parser("recommend", help=about)
    taking.add_argument("file", metavar="X.xlsx", type=Path)
    taking.add_argument("--recommender", metavar="NAME", default="")
    taking.add_argument("--received", metavar="YYYY-MM-DD", default="")
    taking.add_argument("--by", default="", help=text("who takes it in"))
    taking.add_argument("--confirm", action="store_true", help=text("keep the table with its order"))
    taking.set_defaults(command=_recommend)
    telling = commands.add_parser("recommended", help=text("who is recommended, in order, and what is not"))
    telling.set_defaults(command=_recommended)
    for command in (taking, telling):
        command.add_argument("--campaign", metavar="ID", required=True)
        add_workspace(command)


def _recommend(options: argparse.Namespace, _places: Places) -> int:
    with opened(options) as ws:
        target = intake.target_of(ws, options.campaign, options.received)
        found = recommending.preview(ws, options.file, target, options.recommender)
        if options.confirm:
            recommending.apply(found, target, Office(ws=ws, who=options.by))
    mine = [one for one in found.standing.recommended if one.recommender == found.given.recommender]
    _say(mine, found.standing)
    for wrong in found.given.problems:
        say(problem_line(wrong))
    if not options.confirm:
        say(text("Nothing was written; --confirm keeps the table with its order."))
    if options.json:
        give(
            {
                "recommender": found.given.recommender,
                "recommended": [_data(one) for one in mine],
                "problems": problems_data(found.given.problems),
                "findings": problems_data(found.standing.findings),
                "kept": options.confirm,
            }
        )
    return PROBLEMS if found.given.problems else DONE


def _recommended(options: argparse.Namespace, _places: Places) -> int:
    with opened(options) as ws:
        found = recommending.standing(ws, intake.target_of(ws, options.campaign))
    _say(found.recommended, found)
    if options.json:
        give(
            {
                "recommended": [_data(one) for one in found.recommended],
                "findings": problems_data(found.findings),
            }
        )
    return DONE


def _say(rows: Iterable[Recommended], found: Standing) -> None:
    head = (text("Recommended by"), *found.table.field.columns, text("Application"))
    for line in table(head, [(one.recommender, *one.row.words, one.row.application) for one in rows]):
        say(line)
    for wrong in found.findings:
        say(problem_line(wrong))


def _data(one: Recommended) -> dict[str, Any]:
    return {
        "recommender": one.recommender,
        "place": one.place,
        "application": one.row.application or None,
        "words": list(one.row.words),
    }
