"""Commands: intake read, apply."""

import argparse
from pathlib import Path
from typing import Any

from evaluator_app.cli.output import DONE, PROBLEMS, give, problems_data, say
from evaluator_app.domain.intake import Sorted
from evaluator_app.services import intake, schemes
from evaluator_app.services.intake import ReadForm
from evaluator_app.services.places import Places
from evaluator_app.wording.intake import arrival_words
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.problems import problem_line


def add_commands(group: argparse.ArgumentParser) -> None:
    """`intake read X.xlsx... --scheme ID`, `intake apply X.xlsx... --campaign FOLDER`."""
    commands = group.add_subparsers(dest="command_name", required=True)
    about = text("what applicants typed into their forms, with every fault")
    reading = commands.add_parser("read", help=about)
    reading.add_argument("files", metavar="X.xlsx", type=Path, nargs="+")
    reading.add_argument("--scheme", metavar="ID", required=True)
    reading.add_argument("--json", action="store_true", help=text("machine-readable output"))
    reading.set_defaults(command=_read)
    about = text("what taking forms into a campaign's folder would do; with --confirm it is done")
    taking = commands.add_parser("apply", help=about)
    taking.add_argument("files", metavar="X.xlsx", type=Path, nargs="+")
    taking.add_argument("--campaign", metavar="FOLDER", type=Path, required=True)
    taking.add_argument("--confirm", action="store_true", help=text("write what is new or changed"))
    taking.add_argument("--json", action="store_true", help=text("machine-readable output"))
    taking.set_defaults(command=_apply)


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


def _apply(options: argparse.Namespace, places: Places) -> int:
    found = intake.preview(options.files, options.campaign, places.forms)
    for one in found:
        for line in _sorted_lines(one):
            say(line)
    written = intake.apply(found, options.campaign) if options.confirm else ()
    for path in written:
        say(text("Written: {file}", file=path))
    if not options.confirm:
        say(text("Nothing was written; --confirm writes what is new or changed."))
    if options.json:
        give({"forms": [_sorted_data(one) for one in found], "written": [str(path) for path in written]})
    return PROBLEMS if any(one.problems for one in found) else DONE


def _sorted_lines(one: Sorted) -> list[str]:
    application = one.application
    name = f"{application.id} {application.organisation} · {application.site}" if application else ""
    lines = ["  ".join(part for part in (Path(one.file).name, arrival_words(one.arrival), name) if part)]
    lines += [f"  {change.field}: {change.old or '–'} → {change.new}" for change in one.changes]
    return lines + [f"  {problem_line(wrong)}" for wrong in (*one.problems, *one.missing)]


def _sorted_data(one: Sorted) -> dict[str, Any]:
    return {
        "file": one.file,
        "arrival": one.arrival.value,
        "application": one.application.id if one.application else None,
        "changes": [{"field": c.field, "old": c.old, "new": c.new} for c in one.changes],
        "problems": problems_data(one.problems),
        "missing": problems_data(one.missing),
    }
