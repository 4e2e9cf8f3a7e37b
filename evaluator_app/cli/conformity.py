"""Command: conformity check."""

import argparse
from dataclasses import asdict
from pathlib import Path

from evaluator_app.cli.output import DONE, PROBLEMS, give, say
from evaluator_app.cli.table import table
from evaluator_app.domain.conformity_results import Conformity, RuleResult, Verdict
from evaluator_app.services import conformity
from evaluator_app.services.places import Places
from evaluator_app.wording.conformity import heads, row, whole_words
from evaluator_app.wording.language import text

_LONGEST = 32  # characters of a cell in the terminal


def add_commands(group: argparse.ArgumentParser) -> None:
    """The sub-commands of `conformity`."""
    commands = group.add_subparsers(dest="name", required=True)
    check = commands.add_parser("check", help=text("the formal review of one application or of a campaign"))
    check.add_argument("path", metavar="FOLDER", type=Path)
    check.add_argument("--scheme", metavar="ID", default="", help=text("where no campaign.toml says it"))
    check.add_argument("-o", dest="out", metavar="LIST.xlsx", type=Path)
    check.add_argument("--json", action="store_true", help=text("machine-readable output"))
    check.set_defaults(command=_check)


def _check(options: argparse.Namespace, places: Places) -> int:
    checked = conformity.check(options.path, places.forms, options.scheme)
    for one in checked:
        _say(one)
    if options.out:
        conformity.write_list(checked, options.out)
        say(text("Written: {file}", file=options.out))
    if options.json:
        give({"applications": [_data(one) for one in checked]})
    return DONE if all(one.verdict is Verdict.MET for one in checked) else PROBLEMS


def _say(one: Conformity) -> None:
    application = one.application
    say(f"{application.id}  {application.organisation}  {application.site}: {whole_words(one)}")
    shown = [one for one in one.results if one.verdict is not Verdict.NOT_NEEDED]
    for line in table(heads(), [_short(result) for result in shown]):
        say(f"  {line}")


def _short(result: RuleResult) -> tuple[str, ...]:
    return tuple(cell if len(cell) <= _LONGEST else cell[: _LONGEST - 1] + "…" for cell in row(result))


def _data(one: Conformity) -> dict[str, object]:
    application = one.application
    return {
        "application": application.id,
        "organisation": application.organisation,
        "site": application.site,
        "verdict": one.verdict,
        "results": [{**asdict(result), "verdict": result.verdict} for result in one.results],
    }
