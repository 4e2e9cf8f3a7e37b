"""The whole journey on the sample: package, workspace, score sheets, committee workbook."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from evaluator_app.domain.problems import Code, Refused, problem
from evaluator_app.services import packages, receiving, samples, workspaces
from evaluator_app.services.clock import now
from evaluator_app.services.places import Places


class Kind(StrEnum):
    """What the journey leaves behind."""

    PACKAGE = "package"
    WORKSPACE = "workspace"
    SHEET = "sheet"
    SHEET_PDF = "sheet_pdf"
    WORKBOOK = "workbook"


@dataclass(frozen=True, slots=True)
class Artefact:
    """One thing the journey has made."""

    kind: Kind
    path: Path


def run_demo(places: Places, out: Path, made: Callable[[Artefact], None]) -> None:
    """Everything from the applications' folder to the committee's workbook, into a new or empty folder."""
    if out.exists() and any(out.iterdir()):
        raise Refused([problem(Code.FOLDER_NOT_EMPTY, str(out))])
    out.mkdir(parents=True, exist_ok=True)
    package = out / "sample.evpkg"
    packages.build(samples.sample_campaign(places), places.forms, package, now=now())
    made(Artefact(Kind.PACKAGE, package))
    with closing(workspaces.open_or_create(out / "workspace", out / "keys")) as ws:
        receiving.receive(ws, package)
    made(Artefact(Kind.WORKSPACE, out / "workspace"))
