"""`workspace`: the database as plain SQLite, and whether everything in it is sound."""

import argparse
import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator_app.cli.output import DONE, give, report, say
from evaluator_app.late import late
from evaluator_app.services import identities, workspaces
from evaluator_app.services.places import Places, own_folders
from evaluator_app.services.workspaces import Workspace
from evaluator_app.wording.language import text

if TYPE_CHECKING:
    from evaluator_app.cli import workspace_care
else:  # it needs what stands below
    workspace_care = late("evaluator_app.cli.workspace_care")


def add_commands(group: argparse.ArgumentParser) -> None:
    """The commands on a workspace."""
    commands = group.add_subparsers(dest="action", required=True)
    export = commands.add_parser("export")
    export.add_argument("-o", dest="out", metavar="X.sqlite", type=Path, required=True)
    export.set_defaults(command=_export)
    check = commands.add_parser("check")
    check.set_defaults(command=_check)
    for command in (export, check):
        add_workspace(command)
    workspace_care.add_care_commands(commands)


def add_workspace(command: argparse.ArgumentParser, *, signing: bool = False) -> None:
    """Which workspace a command works on, and what opens it; who signs with it has to say so."""
    folders = own_folders()
    command.add_argument("--workspace", metavar="DIR", type=Path, default=folders.workspace)
    command.add_argument("--keys", metavar="DIR", type=Path, default=folders.keys)
    command.add_argument("--identity", metavar="F.p12", type=Path, required=signing)
    command.add_argument("--passphrase-file", metavar="F", type=Path, required=signing)
    command.add_argument("--json", action="store_true")


@contextlib.contextmanager
def opened(options: argparse.Namespace, *, create: bool = False) -> Iterator[Workspace]:
    """The workspace the options name, open; a new one only where it is asked for."""
    identity = None
    if options.identity and options.passphrase_file:
        identity = identities.signer(options.identity, options.passphrase_file)
    opening = workspaces.open_or_create if create else workspaces.open_existing
    with contextlib.closing(opening(options.workspace, options.keys, identity)) as ws:
        yield ws


def _export(options: argparse.Namespace, _places: Places) -> int:
    with opened(options) as ws:
        workspaces.export(ws, options.out)
    say(text("Written without encryption: {path}", path=options.out))
    if options.json:
        give({"path": str(options.out)})
    return DONE


def _check(options: argparse.Namespace, _places: Places) -> int:
    with opened(options) as ws:
        problems = workspaces.check(ws)
    if problems:
        return report(problems, as_json=options.json)
    say(text("The workspace is sound."))
    if options.json:
        give({"problems": []})
    return DONE
