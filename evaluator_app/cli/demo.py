"""The command `demo`: the whole journey on the sample."""

import argparse
from pathlib import Path

from evaluator_app.cli.output import DONE, give, say
from evaluator_app.services import demo
from evaluator_app.services.demo import Artefact, Kind
from evaluator_app.services.places import Places
from evaluator_app.wording.declarations import pledge_words
from evaluator_app.wording.language import mark, text

_NAMES = {
    Kind.PACKAGE: mark("Package"),
    Kind.WORKSPACE: mark("Workspace"),
    Kind.SHEET: mark("Score sheet"),
    Kind.SHEET_PDF: mark("Score sheet, PDF"),
    Kind.WORKBOOK: mark("Committee's workbook"),
}


def add_commands(group: argparse.ArgumentParser) -> None:
    """`demo --out DIR`."""
    group.add_argument("--out", type=Path, required=True, metavar="DIR")
    group.add_argument("--json", action="store_true", help=text("machine-readable output"))
    group.set_defaults(command=_demo)


def _demo(options: argparse.Namespace, places: Places) -> int:
    made: list[Artefact] = []

    def show(one: Artefact) -> None:
        made.append(one)
        say(text("{name}: {path}", name=text(_NAMES[one.kind]), path=one.path))

    demo.run_demo(places, options.out, show, pledge_words)
    if options.json:
        give({"artefacts": [{"kind": one.kind.value, "path": str(one.path)} for one in made]})
    return DONE
