"""Commands: conformity import-list, lists: organisations that may not take part (S3-20)."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evaluator_app.cli.output import DONE, PROBLEMS, give, problems_data, say
from evaluator_app.cli.table import table
from evaluator_app.cli.workspaces import add_workspace, opened
from evaluator_app.domain.exclusion_lists import ExclusionList
from evaluator_app.late import late
from evaluator_app.services.places import Places
from evaluator_app.wording.exclusion_lists import listing_words, names_words, replacing_words
from evaluator_app.wording.language import text
from evaluator_app.wording.problems import problem_line

if TYPE_CHECKING:
    from evaluator_app.services import exclusion_lists
else:
    exclusion_lists = late("evaluator_app.services.exclusion_lists")


def add_list_commands(commands: Any) -> None:  # noqa: ANN401 - argparse has no public name for its sub-parsers
    """The commands on lists, beside the others of `conformity`."""
    taken = commands.add_parser("import-list", help=text("import a list of organisations into a campaign"))
    taken.add_argument("campaign", metavar="CAMPAIGN")
    taken.add_argument("file", metavar="FILE", type=Path)
    taken.add_argument("--list", metavar="NAME", required=True, help=text("its name, or a part of it"))
    taken.add_argument("--column", metavar="B|SHEET!B", default="", help=text("where the names stand"))
    taken.add_argument("--day", metavar="YYYY-MM-DD", default="", help=text("of which day the list is"))
    taken.add_argument("--confirm", action="store_true", help=text("import it; without, it is only shown"))
    taken.add_argument("--by", default="", help=text("who imports it"))
    taken.set_defaults(command=_import)
    listing = commands.add_parser("lists", help=text("the lists a campaign asks for, and their imports"))
    listing.add_argument("campaign", metavar="CAMPAIGN")
    listing.set_defaults(command=_lists)
    for command in (taken, listing):
        add_workspace(command)


def _import(options: argparse.Namespace, _places: Places) -> int:
    with opened(options) as ws:
        seen = exclusion_lists.preview(ws, options.campaign, options.list, options.file, options.column)
        _say(seen)
        done = options.confirm and not seen.problems
        whole = exclusion_lists.take(ws, seen, options.by, options.day) if done else seen.found
    if done:
        say(text("Imported."))
    elif not seen.problems:
        say(text("Nothing is written yet; with --confirm it is."))
    if options.json:
        give({**_data(whole), **_preview_data(seen), "imported": done})
    return PROBLEMS if seen.problems else DONE


def _say(seen: "exclusion_lists.ListPreview") -> None:
    found = seen.found
    said = (
        found.title,
        text("Column: {column}", column=found.taken) if found.taken else "",
        names_words(len(found.names), len(seen.doubles)),
        replacing_words(seen.before, found),
    )
    for line in filter(None, said):
        say(line)
    for one, listing in seen.applicants:
        say(f"{one.id}  {one.organisation}: {listing_words(listing)}")
    for wrong in (*seen.problems, *seen.findings, *seen.doubles):
        say(problem_line(wrong))


def _lists(options: argparse.Namespace, _places: Places) -> int:
    with opened(options) as ws:
        found = exclusion_lists.kept(ws, options.campaign)
    head = (text("List"), text("Day"), text("Names"), text("File"), text("Imported by"))
    rows = [_row(one.title, each) for one in found for each in (*one.imports[::-1],) or (None,)]
    for line in table(head, rows):
        say(line)
    if options.json:
        give(
            {
                "lists": [
                    {
                        "list": one.title,
                        "imported": one.current is not None,
                        "imports": [_data(each) for each in one.imports],
                    }
                    for one in found
                ]
            }
        )
    return DONE


def _row(title: str, one: ExclusionList | None) -> tuple[str, ...]:
    if one is None:
        return (title, text("not imported yet"), "", "", "")
    return (title, one.day, str(len(one.names)), one.file, one.who)


def _data(one: ExclusionList) -> dict[str, object]:
    return {
        "list": one.title,
        "file": one.file,
        "sha256": one.sha256,
        "column": one.taken,
        "names": len(one.names),
        "day": one.day,
        "by": one.who,
        "at": one.at,
    }


def _preview_data(seen: "exclusion_lists.ListPreview") -> dict[str, object]:
    return {
        "columns": list(seen.columns),
        "doubles": problems_data(seen.doubles),
        "applicants": [
            {
                "application": one.id,
                "organisation": one.organisation,
                "standing": listing.standing.value,
                "name": listing.name,
                "place": listing.place,
            }
            for one, listing in seen.applicants
        ],
        "problems": problems_data(seen.problems),
        "findings": problems_data(seen.findings),
    }
