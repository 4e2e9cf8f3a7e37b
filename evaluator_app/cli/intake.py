"""Commands: intake read, apply, journal, recommend, recommended."""

import argparse
import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evaluator_app.cli.intake_recommendations import add_recommending
from evaluator_app.cli.output import DONE, PROBLEMS, give, problems_data, say
from evaluator_app.cli.table import table
from evaluator_app.cli.workspaces import add_workspace, opened
from evaluator_app.domain.intake import Sorted
from evaluator_app.services import campaigns, intake, schemes, taking_in
from evaluator_app.services.intake import ReadForm, Target
from evaluator_app.services.places import Places
from evaluator_app.services.taking_in import Office
from evaluator_app.wording.intake import arrival_words, document_lines, kind_words
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.problems import problem_line


def add_commands(group: argparse.ArgumentParser) -> None:
    """Reading forms, taking them in, and what was taken in."""
    commands = group.add_subparsers(dest="command_name", required=True)
    about = text("what applicants typed into their forms, with every fault")
    reading = commands.add_parser("read", help=about)
    reading.add_argument("files", metavar="X.xlsx", type=Path, nargs="+")
    scheme = reading.add_mutually_exclusive_group(required=True)
    scheme.add_argument("--scheme", metavar="ID", default="")
    scheme.add_argument("--campaign", metavar="ID", default="")
    reading.set_defaults(command=_read)
    about = text("what taking forms and their documents in would do; with --confirm it is done")
    taking = commands.add_parser("apply", help=about)
    taking.add_argument("paths", metavar="PATH", type=Path, nargs="+")
    where = taking.add_mutually_exclusive_group(required=True)
    where.add_argument("--campaign", metavar="ID", default="")
    where.add_argument("--folder", metavar="FOLDER", type=Path)
    taking.add_argument("--received", metavar="YYYY-MM-DD", default="")
    taking.add_argument("--by", default="", help=text("who takes it in"))
    taking.add_argument("--confirm", action="store_true", help=text("write what is new or changed"))
    taking.set_defaults(command=_apply)
    telling = commands.add_parser("journal", help=text("what was taken in, when, by whom, from which file"))
    telling.add_argument("campaign", metavar="ID")
    telling.set_defaults(command=_journal)
    for command in (reading, taking, telling):
        add_workspace(command)
    add_recommending(commands)


def _read(options: argparse.Namespace, places: Places) -> int:
    if options.campaign:
        with opened(options) as ws:
            loaded = campaigns.opened(ws, options.campaign).scheme
    else:
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


@contextlib.contextmanager
def _target(options: argparse.Namespace, places: Places) -> Iterator[tuple[Target, Office | None]]:
    """Where applications go: a campaign of the workspace, or a folder that stands for itself."""
    if options.folder:
        yield intake.target_of_folder(options.folder, places.forms, options.received), None
    else:
        with opened(options) as ws:
            yield intake.target_of(ws, options.campaign, options.received), Office(ws=ws, who=options.by)


def _apply(options: argparse.Namespace, places: Places) -> int:
    with _target(options, places) as (target, office):
        found = intake.preview(options.paths, target)
        for one in found:
            for line in _sorted_lines(one, target):
                say(line)
        taken = taking_in.apply(found, target, office) if options.confirm else taking_in.Taken()
    for path in taken.written:
        say(text("Written: {file}", file=path))
    for wrong in taken.findings:
        say(problem_line(wrong))
    if not options.confirm:
        say(text("Nothing was written; --confirm writes what is new or changed."))
    if options.json:
        give(
            {
                "forms": [_sorted_data(one) for one in found],
                "written": [str(path) for path in taken.written],
                "findings": problems_data(taken.findings),
            }
        )
    return PROBLEMS if any(one.problems for one in found) else DONE


def _sorted_lines(one: Sorted, target: Target) -> list[str]:
    application = one.application
    name = f"{application.id} {application.organisation} · {application.site}" if application else ""
    lines = ["  ".join(part for part in (Path(one.file).name, arrival_words(one.arrival), name) if part)]
    lines += [f"  {change.field}: {change.old or '–'} → {change.new}" for change in one.changes]
    lines += [f"  {line}" for line in document_lines(one.documents, target.scheme.scheme.documents)]
    return lines + [f"  {problem_line(wrong)}" for wrong in (*one.problems, *one.findings, *one.missing)]


def _sorted_data(one: Sorted) -> dict[str, Any]:
    return {
        "file": one.file,
        "arrival": one.arrival.value,
        "application": one.application.id if one.application else None,
        "changes": [{"field": c.field, "old": c.old, "new": c.new} for c in one.changes],
        "documents": [
            {
                "name": each.document.name,
                "arrival": each.arrival.value,
                "kind": each.kind,
                "sha256": each.document.sha256,
                "pdf": each.rendition,
            }
            for each in one.documents
        ],
        "problems": problems_data(one.problems),
        "findings": problems_data(one.findings),
        "missing": problems_data(one.missing),
    }


def _journal(options: argparse.Namespace, _places: Places) -> int:
    with opened(options) as ws:
        events = intake.journal(ws, options.campaign)
    head = (text("Received"), text("Number"), "", text("File"), "SHA-256", text("Taken in by"))
    rows = [
        (one.received, one.application, kind_words(one.kind), Path(one.file).name, one.sha256[:12], one.who)
        for one in events
    ]
    for line in table(head, rows):
        say(line)
    if options.json:
        give(
            {
                "events": [
                    {
                        "application": one.application,
                        "kind": one.kind.value,
                        "file": one.file,
                        "sha256": one.sha256,
                        "received": one.received,
                        "fields": list(one.fields),
                        "documents": [{"name": name, "sha256": sha256} for name, sha256 in one.documents],
                        "who": one.who,
                        "at": one.at,
                    }
                    for one in events
                ]
            }
        )
    return DONE
