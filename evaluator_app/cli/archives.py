"""Commands: campaign archive, reopen; archive verify, restore."""

import argparse
from pathlib import Path
from typing import Any

from evaluator_app.cli.output import DONE, give, say
from evaluator_app.cli.workspaces import add_workspace, opened
from evaluator_app.services import archive_restoring, archiving, identities
from evaluator_app.services.archiving import CampaignArchive
from evaluator_app.services.places import Places
from evaluator_app.wording.language import plural, text


def add_commands(group: argparse.ArgumentParser) -> None:
    """The commands on archives."""
    commands = group.add_subparsers(dest="command_name", required=True)
    checking = commands.add_parser("verify", help=text("whether an archive is whole, and who signed it"))
    checking.add_argument("--json", action="store_true", help=text("machine-readable output"))
    checking.set_defaults(command=_verify)
    putting = commands.add_parser("restore", help=text("an archived campaign in a workspace, as it was"))
    putting.add_argument("--folder", metavar="DIR", type=Path, help=text("where its folder goes"))
    putting.set_defaults(command=_restore)
    add_workspace(putting)
    for command in (checking, putting):
        command.add_argument("file", metavar="X.evarchive", type=Path)


def add_closing(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add them to the commands on campaigns."""
    closing = commands.add_parser("archive", help=text("close a campaign into one signed archive"))
    closing.add_argument("-o", dest="out", metavar="X.evarchive", type=Path, required=True)
    about = text("another file for the archive, such as a workbook or minutes; once for each")
    closing.add_argument("--add", metavar="FILE", type=Path, action="append", default=[], help=about)
    closing.add_argument("--packages", metavar="DIR", type=Path, help=text("where issued packages lie"))
    closing.set_defaults(command=_close)
    opening = commands.add_parser("reopen", help=text("open a closed campaign again"))
    opening.add_argument("--reason", required=True)
    opening.set_defaults(command=_reopen)
    for command in (closing, opening):
        command.add_argument("campaign", metavar="ID")
        command.add_argument("--by", required=True, help=text("who does this"))
    add_workspace(closing, signing=True)
    add_workspace(opening)


def _close(options: argparse.Namespace, places: Places) -> int:
    asked = archiving.ToClose(
        campaign=options.campaign,
        out=options.out,
        who=options.by,
        packages=options.packages,
        added=tuple(options.add),
    )
    signer = identities.signer(options.identity, options.passphrase_file)
    with opened(options) as ws:
        closed = archiving.close(ws, places, asked, signer)
    say(text("Closed and archived: {path}", path=closed.path))
    say(text("Fingerprint of the archive: {digest}", digest=closed.digest))
    for name in closed.missing:
        say(text("This issued package was not found and is not in the archive: {name}", name=name))
    if options.json:
        give({"path": str(closed.path), "digest": closed.digest, "missing": list(closed.missing)})
    return DONE


def _reopen(options: argparse.Namespace, _places: Places) -> int:
    with opened(options) as ws:
        archiving.reopen(ws, options.campaign, options.reason, options.by)
    say(text("The campaign is open again; its archive stays as it is."))
    if options.json:
        give({"campaign": options.campaign, "closed": False})
    return DONE


def _verify(options: argparse.Namespace, _places: Places) -> int:
    found = archiving.verify(options.file)
    _say_archive(found)
    if options.json:
        give(_data(found))
    return DONE


def _say_archive(found: CampaignArchive) -> None:
    head, signed = found.head, found.signature
    say(f"{head.campaign}  {head.title}  {head.year}")
    words = text("Closed by {who}, {at}", who=head.closed_by, at=head.written[:16].replace("T", " "))
    say(words)
    signer = f"{signed.signer}, {signed.organisation}" if signed.organisation else signed.signer
    say(text("Signed by {who}; certificate {fingerprint}", who=signer, fingerprint=signed.fingerprint))
    say(plural("The archive is whole: {count} file.", "The archive is whole: {count} files.", found.count))
    say(text("Fingerprint of the archive: {digest}", digest=found.digest))


def _data(found: CampaignArchive) -> dict[str, Any]:
    head = found.head
    return {
        "campaign": head.campaign,
        "title": head.title,
        "year": head.year,
        "written": head.written,
        "closed_by": head.closed_by,
        "digest": found.digest,
        "files": found.count,
        "tables": {one.name: one.rows for one in head.tables},
        "signature": {
            "signer": found.signature.signer,
            "organisation": found.signature.organisation,
            "fingerprint": found.signature.fingerprint,
            "claimed": found.signature.claimed,
        },
    }


def _restore(options: argparse.Namespace, _places: Places) -> int:
    below = options.folder or options.workspace.parent / "campaigns"
    with opened(options, create=True) as ws:
        restored = archive_restoring.restore(ws, options.file, below)
    say(text("Campaign {name} is in the workspace.", name=restored.campaign))
    if restored.folder:
        say(text("Folder of a campaign: {path}", path=restored.folder))
    if options.json:
        folder = str(restored.folder or "")
        give({"campaign": restored.campaign, "rows": restored.rows, "folder": folder})
    return DONE
