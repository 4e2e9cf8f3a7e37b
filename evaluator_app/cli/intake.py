"""Commands: intake read."""

import argparse
from pathlib import Path
from typing import Any

from evaluator_app.cli.output import DONE, PROBLEMS, give, problems_data, say
from evaluator_app.services import intake, schemes
from evaluator_app.services.intake import ReadForm
from evaluator_app.services.places import Places
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.problems import problem_line


def add_commands(group: argparse.ArgumentParser) -> None:
    """`intake read X.xlsx... --scheme ID`."""
    commands = group.add_subparsers(dest="command_name", required=True)
    about = text("what applicants typed into their forms, with every fault")
    reading = commands.add_parser("read", help=about)
    reading.add_argument("files", metavar="X.xlsx", type=Path, nargs="+")
    reading.add_argument("--scheme", metavar="ID", required=True)
    reading.add_argument("--json", action="store_true", help=text("machine-readable output"))
    reading.set_defaults(command=_read)


def _read(options: argparse.Namespace, places: Places) -> int:
    loaded = schemes.find_or_read(places.forms, options.scheme)
    found = intake.read_forms(options.files, loaded)
    for one in found:
        for line in _lines(one):
            say(line)
    if options.json:
        give({"forms": [_data(one) for one in found]})
    return DONE if all(one.sound for one in found) else PROBLEMS


def _lines(one: ReadForm) -> list[str]:
    if one.form is None:
        return [problem_line(wrong) for wrong in one.problems]
    count = len(one.form.values)
    read = plural("{file}: {count} field read", "{file}: {count} fields read", count, file=one.path.name)
    said = (*one.problems, *one.form.missing)
    return [read, *(f"  {problem_line(wrong)}" for wrong in said)]


def _data(one: ReadForm) -> dict[str, Any]:
    form = one.form
    return {
        "file": str(one.path),
        "values": dict(form.values) if form else {},
        "problems": problems_data(one.problems),
        "missing": problems_data(form.missing) if form else [],
    }
