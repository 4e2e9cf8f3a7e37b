"""The command line: one parser, one module per group of commands, loaded when it is asked for."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator_app.cli.output import USAGE, report
from evaluator_app.domain.problems import Refused
from evaluator_app.late import late

if TYPE_CHECKING:
    from evaluator_app.cli import packages, panels, schemes, sheets
else:
    packages = late("evaluator_app.cli.packages")
    panels = late("evaluator_app.cli.panels")
    schemes = late("evaluator_app.cli.schemes")
    sheets = late("evaluator_app.cli.sheets")


@dataclass(frozen=True, kw_only=True)
class Places:
    """Where the program's own files lie."""

    forms: Path
    resources: Path


Command = Callable[[argparse.Namespace, Places], int]

_GROUPS = {"schemes": schemes, "package": packages, "sheet": sheets, "panel": panels}


def run(arguments: Sequence[str], places: Places) -> int:
    """Run one command; every expected failure is a list of problems, never a traceback."""
    parser = argparse.ArgumentParser(prog="evaluator-app")
    groups = parser.add_subparsers(dest="group", required=True)
    for name, module in _GROUPS.items():
        group = groups.add_parser(name)
        if name in arguments[:1]:
            module.add_commands(group)
    try:
        options = parser.parse_args(arguments)
    except SystemExit as stop:
        return USAGE if stop.code else 0
    command: Command = options.command
    try:
        return command(options, places)
    except Refused as refused:
        return report(refused.problems, as_json=getattr(options, "json", False))
