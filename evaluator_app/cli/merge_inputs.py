"""What commands read that merge a panel: packages, sheets, and who must have signed."""

import argparse
from concurrent.futures import Executor
from pathlib import Path

from evaluator_app.cli.workspaces import add_workspace, opened
from evaluator_app.domain.collecting import Refusal
from evaluator_app.domain.panel import PanelMerge
from evaluator_app.services import identities, merging, results
from evaluator_app.wording.language import text
from evaluator_app.wording.problems import problem_line


def add_sheets(command: argparse.ArgumentParser) -> None:
    """Where the marks come from: files, or what the workspace received; for commands that open one anyway."""
    where = command.add_mutually_exclusive_group(required=True)
    where.add_argument("--package", metavar="P", type=Path, nargs="+")
    where.add_argument("--campaign", metavar="ID", help=text("what the workspace received for it"))
    command.add_argument("--sheets", metavar="DIR", type=Path, nargs="+", default=[])
    command.add_argument("--allow-unsigned", action="store_true", help=text("count sheets without signature"))
    command.add_argument(
        "--trust", metavar="X.evtrust", type=Path, help=text("every signer must be in this trust list")
    )


def add_inputs(command: argparse.ArgumentParser) -> None:
    """The options of everything that is read; the identity opens a sealed package, or the workspace."""
    add_sheets(command)
    add_workspace(command)


def merged(
    options: argparse.Namespace,
    output: Path | None = None,
    *,
    replace: bool = False,
    executor: Executor | None = None,
) -> tuple[PanelMerge, merging.MergeOptions]:
    """The merge, and how it was made; its workbook will go to `output`, and an executor reads the sheets."""
    how = merging.MergeOptions(
        allow_unsigned=options.allow_unsigned,
        output=output,
        replace=replace,
        trust=identities.read_trust(options.trust) if options.trust else None,
        identity=_identity(options),
    )
    if options.campaign:
        with opened(options) as ws:
            return results.merged(ws, options.campaign, allow_unsigned=options.allow_unsigned), how
    return merging.merge_panel(options.package, options.sheets, how, executor), how


def _identity(options: argparse.Namespace) -> "merging.Identity | None":
    if options.identity is None or options.passphrase_file is None:
        return None
    return identities.signer(options.identity, options.passphrase_file)


def refusal_line(one: Refusal) -> str:
    """A file that does not count, and why."""
    line = problem_line(one.problem)
    return line if one.problem.place.startswith(one.file) else f"{one.file}: {line}"
