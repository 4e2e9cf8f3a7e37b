"""Commands on files that came back: results preview, import, list, choose, remove, journal."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from evaluator_app.cli.output import DONE, PROBLEMS, give, problems_data, say
from evaluator_app.cli.table import table
from evaluator_app.cli.workspaces import opened
from evaluator_app.domain.received import Arrival, Item
from evaluator_app.domain.trust import Trust
from evaluator_app.services import identities, results, results_files
from evaluator_app.services.places import Places
from evaluator_app.services.results_files import Preview, Said
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.problems import problem_line
from evaluator_app.wording.received import act_words, arrival_words, item_words

_DIGITS = 12  # of a digest, enough to name a file on the command line


def add_files(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    common: Callable[[argparse.ArgumentParser], None],
) -> None:
    """The commands on files."""
    showing = commands.add_parser("preview", help=text("what taking in files would do; nothing is written"))
    taking = commands.add_parser("import", help=text("take in sheets, return files and folders of them"))
    for command in (showing, taking):
        command.add_argument("files", metavar="FILE|FOLDER", type=Path, nargs="+")
        command.add_argument(
            "--trust", metavar="X.evtrust", type=Path, help=text("every signer must be in this trust list")
        )
        common(command)
    listing = commands.add_parser("list", help=text("every file received, with its digest"))
    journal = commands.add_parser("journal", help=text("everything that was done with files, in order"))
    choosing = commands.add_parser("choose", help=text("which of several different sheets counts"))
    removing = commands.add_parser("remove", help=text("let a file no longer count"))
    for command in (choosing, removing):
        command.add_argument("digest", metavar="DIGEST", help=text("or its beginning"))
        command.add_argument("--reason", required=True)
    for command in (taking, choosing, removing):
        command.add_argument("--by", required=True, help=text("who does this"))
    for command in (listing, journal, choosing, removing):
        common(command)
    for command, act in (
        (showing, _preview),
        (taking, _import),
        (listing, _list),
        (journal, _journal),
        (choosing, _choose),
        (removing, _remove),
    ):
        command.set_defaults(command=act)


def _preview(options: argparse.Namespace, _places: Places) -> int:
    with opened(options) as ws:
        seen = results_files.preview(ws, options.campaign, options.files, _trust(options))
    return _tell(seen, options, 0)


def _import(options: argparse.Namespace, _places: Places) -> int:
    with opened(options) as ws:
        seen = results_files.preview(ws, options.campaign, options.files, _trust(options))
        taken = results_files.confirm(ws, seen, options.by)
    return _tell(seen, options, taken)


def _trust(options: argparse.Namespace) -> Trust | None:
    return identities.read_trust(options.trust) if options.trust else None


_WELL = (Arrival.COUNTS, Arrival.DECLARED, Arrival.KNOWN, Arrival.DUPLICATE)


def _tell(seen: Preview, options: argparse.Namespace, taken: int) -> int:
    for one in seen.items:
        say("  ".join(part for part in (one.file, arrival_words(one.arrival), item_words(one)) if part))
        for wrong in one.problems:
            say(f"  {problem_line(wrong)}")
    said = plural("{count} file taken in.", "{count} files taken in.", taken)
    say(said if taken else text("Nothing was written."))
    if options.json:
        give({"items": [_item(one) for one in seen.items], "taken": taken})
    return DONE if all(one.arrival in _WELL for one in seen.items) else PROBLEMS


def _item(one: Item) -> dict[str, Any]:
    sheet = one.returned.sheet if one.returned else None
    return {
        "file": one.file,
        "arrival": one.arrival.value,
        "stage": one.stage,
        "digest": one.returned.digest if one.returned else None,
        "expert": sheet.expert.name if sheet else None,
        "application": sheet.identity.application if sheet else None,
        "revision": sheet.revision if sheet else None,
        "signed": one.returned.signed if one.returned else None,
        "recusals": one.recusals,
        "problems": problems_data(one.problems),
    }


def _list(options: argparse.Namespace, _places: Places) -> int:
    with opened(options) as ws:
        found = results.kept(ws, options.campaign)
    head = (text("File"), text("Digest"), text("Taken in"), text("By"))
    rows = [(one.label, one.file.digest[:_DIGITS], one.file.at[:16], one.file.who) for one in found]
    for line in table(head, rows):
        say(line)
    if options.json:
        give(
            {
                "files": [
                    {
                        "file": one.label,
                        "digest": one.file.digest,
                        "at": one.file.at,
                        "by": one.file.who,
                        "sheets": [sheet.digest for sheet in one.found.sheets],
                        "problems": problems_data(wrong.problem for wrong in one.found.refusals),
                    }
                    for one in found
                ]
            }
        )
    return DONE


def _journal(options: argparse.Namespace, _places: Places) -> int:
    with opened(options) as ws:
        found = results_files.journal(ws, options.campaign)
    for one in found:
        parts = (one.at, act_words(one.kind), one.name, one.digest[:_DIGITS], one.who, one.reason)
        say("  ".join(part for part in parts if part))
    if options.json:
        keys = ("kind", "digest", "name", "reason", "who", "at")
        give({"journal": [{key: getattr(one, key) for key in keys} for one in found]})
    return DONE


def _choose(options: argparse.Namespace, _places: Places) -> int:
    with opened(options) as ws:
        done = results_files.choose(
            ws, options.campaign, options.digest, Said(reason=options.reason, who=options.by)
        )
    say(text("The sheet {digest} counts.", digest=done.chosen[:_DIGITS]))
    if options.json:
        give({"chosen": done.chosen, "over": list(done.over)})
    return DONE


def _remove(options: argparse.Namespace, _places: Places) -> int:
    with opened(options) as ws:
        gone = results_files.remove(
            ws, options.campaign, options.digest, Said(reason=options.reason, who=options.by)
        )
    say(text("{file} no longer counts; taken in again it counts as before.", file=gone.name))
    if options.json:
        give({"removed": gone.digest})
    return DONE
