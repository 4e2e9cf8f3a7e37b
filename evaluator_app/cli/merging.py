"""Options of commands that work on a merge: which packages and sheets, and whose signatures count."""

import argparse
from pathlib import Path

from evaluator_app.domain.panel import PanelMerge
from evaluator_app.services import identities, merging
from evaluator_app.wording.language import text


def add_merge(command: argparse.ArgumentParser) -> None:
    """Where the marks come from; `--identity` opens sealed packages too."""
    command.add_argument("--package", metavar="P", type=Path, nargs="+", required=True)
    command.add_argument("--sheets", metavar="DIR", type=Path, nargs="+", required=True)
    command.add_argument("--allow-unsigned", action="store_true", help=text("count sheets without signature"))
    command.add_argument(
        "--trust", metavar="X.evtrust", type=Path, help=text("every signer must be in this trust list")
    )


def merged(options: argparse.Namespace) -> PanelMerge:
    """The merge the options name."""
    identity = None
    if options.identity is not None and options.passphrase_file is not None:
        identity = identities.signer(options.identity, options.passphrase_file)
    how = merging.MergeOptions(
        allow_unsigned=options.allow_unsigned,
        trust=identities.read_trust(options.trust) if options.trust else None,
        identity=identity,
    )
    return merging.merge_panel(options.package, options.sheets, how)
