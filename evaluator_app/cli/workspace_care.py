"""Commands on a workspace: backup, backups, restore, repair, move, import, retention."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from evaluator_app.cli.output import DONE, PROBLEMS, give, problems_data, say
from evaluator_app.cli.table import table
from evaluator_app.cli.workspaces import add_workspace, opened
from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.domain.retention import DueRemoval, Kept
from evaluator_app.services import care, identities, moving, retention
from evaluator_app.services.care import Backup, CarePlace
from evaluator_app.services.places import Places, own_folders
from evaluator_app.wording.care import kept_titles, made_words, reason_titles, size_words
from evaluator_app.wording.language import text
from evaluator_app.wording.problems import problem_line


def add_care_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add them to the commands on a workspace."""
    keeping = commands.add_parser("backup", help=text("keep the workspace as it is now"))
    keeping.add_argument("--to", metavar="DIR", type=Path, help=text("copy it to a stick or a share as well"))
    keeping.set_defaults(command=_backup)
    listing = commands.add_parser("backups", help=text("the backups there are, the newest first"))
    listing.add_argument("--check", action="store_true", help=text("read every file of every backup"))
    listing.set_defaults(command=_backups)
    restoring = commands.add_parser("restore", help=text("the workspace as it was; what is there is kept"))
    restoring.add_argument("which", metavar="YYYY-MM-DD|NAME", help=text("a day, or a name from the list"))
    restoring.set_defaults(command=_restore)
    repairing = commands.add_parser("repair", help=text("save what can be read of a damaged workspace"))
    repairing.set_defaults(command=_repair)
    for command in (keeping, listing, restoring, repairing, *_moving(commands)):
        add_workspace(command)
        command.add_argument("--backups", metavar="DIR", type=Path, help=text("where the backups lie"))


def _moving(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> list[argparse.ArgumentParser]:
    packing = commands.add_parser("pack", help=text("the whole workspace in one file, for another computer"))
    packing.add_argument("-o", dest="out", metavar="X.evmove", type=Path, required=True)
    packing.set_defaults(command=_pack)
    taking = commands.add_parser("import", help=text("a packed workspace, here"))
    taking.add_argument("file", metavar="X.evmove", type=Path)
    taking.add_argument("--campaigns", metavar="DIR", type=Path, help=text("where campaigns' folders go"))
    taking.set_defaults(command=_import)
    holding = commands.add_parser("retention", help=text("personal data whose time is over"))
    holding.add_argument("--remove", metavar="WHAT:ID", action="append", default=[])
    holding.add_argument("--by", default="", help=text("who does this"))
    holding.set_defaults(command=_retention)
    for command in (packing, taking):
        about = text("protects the key on its way where no identity does")
        command.add_argument("--move-passphrase-file", metavar="F", type=Path, help=about)
    return [packing, taking, holding]


def care_of(options: argparse.Namespace, places: Places) -> CarePlace:
    """The workspace the options name, with its backups."""
    identity = None
    if options.identity and options.passphrase_file:
        identity = identities.signer(options.identity, options.passphrase_file)
    folders = own_folders(options.workspace, options.keys)
    return CarePlace(
        workspace=folders.workspace,
        keys=folders.keys,
        backups=options.backups or folders.backups,
        identity=identity,
        rules=care.rules(places, folders.preferences),
    )


def _backup(options: argparse.Namespace, places: Places) -> int:
    place = care_of(options, places)
    with opened(options) as ws:
        done = care.back_up(ws, place)
        backup = care.copy_to(done.backup, options.to) if options.to else done.backup
    say(text("Backup written and checked: {path}", path=backup.folder))
    for one in done.lost:
        say(problem_line(one))
    if options.json:
        give(_data(backup) | {"problems": problems_data(done.lost)})
    return DONE


def _backups(options: argparse.Namespace, places: Places) -> int:
    found, problems = care.every(care_of(options, places))
    head = (text("Name"), text("Made at"), text("Why"), text("Size"))
    rows = [
        (
            one.folder.name,
            made_words(one.record.made),
            reason_titles()[one.record.reason],
            size_words(one.size),
        )
        for one in found
    ]
    for line in table(head, rows):
        say(line)
    if not found:
        say(text("No backup yet."))
    if options.check:
        problems = (*problems, *(wrong for one in found for wrong in care.check(one)))
    for wrong in problems:
        say(problem_line(wrong))
    if options.json:
        give({"backups": [_data(one) for one in found], "problems": problems_data(problems)})
    return PROBLEMS if problems else DONE


def _data(one: Backup) -> dict[str, Any]:
    return {
        "name": one.folder.name,
        "path": str(one.folder),
        "made": one.record.made,
        "reason": one.record.reason.value,
        "size": one.size,
        "documents": len(one.record.documents),
        "key": one.record.key is not None,
    }


def _restore(options: argparse.Namespace, places: Places) -> int:
    place = care_of(options, places)
    restored = care.restore(place, care.find(place, options.which))
    say(text("The workspace is as it was at {made}.", made=made_words(restored.backup.record.made)))
    for path in restored.aside:
        say(text("Kept aside: {path}", path=path))
    if restored.before is not None:
        say(text("What was there before is a backup: {name}", name=restored.before.folder.name))
    if options.json:
        before = _data(restored.before) if restored.before else None
        aside = [str(path) for path in restored.aside]
        give({"restored": _data(restored.backup), "before": before, "aside": aside})
    return DONE


def _repair(options: argparse.Namespace, places: Places) -> int:
    repaired = care.repair(care_of(options, places))
    if repaired.kept is None:
        say(text("The database is sound; there is nothing to repair."))
    else:
        say(text("What could be read is in a new database. The old one is kept: {path}", path=repaired.kept))
    for one in repaired.problems:
        say(problem_line(one))
    if options.json:
        give({"kept": str(repaired.kept or ""), "problems": problems_data(repaired.problems)})
    return PROBLEMS if repaired.problems else DONE


def _passphrase(options: argparse.Namespace) -> str:
    path = options.move_passphrase_file
    return identities.read_passphrase(path).decode() if path else ""


def _pack(options: argparse.Namespace, places: Places) -> int:
    place = care_of(options, places)
    with opened(options) as ws:
        packed = moving.pack(ws, place, options.out, _passphrase(options))
    say(text("Packed: {path}", path=packed.path))
    for name in packed.away:
        say(text("The folder of campaign {name} is away; it is not in the file.", name=name))
    if options.json:
        give({"path": str(packed.path), "campaigns": list(packed.campaigns), "away": list(packed.away)})
    return DONE


def _import(options: argparse.Namespace, places: Places) -> int:
    parcel = moving.Parcel(path=options.file, passphrase=_passphrase(options), folders=options.campaigns)
    place = care_of(options, places)
    arrived = moving.unpack(place, parcel)
    say(text("The workspace is here: {path}", path=place.workspace))
    for folder in arrived.folders:
        say(text("Folder of a campaign: {path}", path=folder))
    if options.json:
        folders = [str(one) for one in arrived.folders]
        give({"workspace": str(place.workspace), "campaigns": folders})
    return DONE


def _retention(options: argparse.Namespace, places: Places) -> int:
    rules = care_of(options, places).rules.retention
    with opened(options) as ws:
        for named in options.remove:
            what, _, name = named.partition(":")
            said = retention.remove(ws, rules, _kept(what), name, options.by)
            say(text("Removed and recorded: {what} {name}", what=kept_titles()[said.what], name=said.id))
        due, removed = retention.due(ws, rules), retention.removed(ws)
    head = (text("What"), text("Number"), text("Due since"), text("Rule"))
    rows = [
        (kept_titles()[one.held.what], f"{one.held.what.value}:{one.held.id}", one.since, one.rule.clause)
        for one in due
    ]
    for line in table(head, rows):
        say(line)
    if not due:
        say(text("Nothing is due for removal."))
    if options.json:
        give({"due": [_due(one) for one in due], "removed": [asdict(one) for one in removed]})
    return DONE


def _kept(what: str) -> Kept:
    if what not in set(Kept):
        raise Refused([problem(Code.REMOVAL_NOT_DUE, what=what)])
    return Kept(what)


def _due(one: DueRemoval) -> dict[str, Any]:
    rule = {"years": one.rule.years, "clause": one.rule.clause, "assumed": one.rule.assumed}
    return {"what": one.held.what.value, "id": one.held.id, "since": one.since, "rule": rule}
