"""The whole journey on the sample: package, workspace, score sheets, committee workbook."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from evaluator_app.domain.codes import Code
from evaluator_app.domain.history import Subject, edit
from evaluator_app.domain.marks import Mark
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.domain.scheme import Scheme
from evaluator_app.domain.sheet import Marks
from evaluator_app.exchange.answers_file import Answers, read_answers
from evaluator_app.services import (
    declaring,
    merging,
    packages,
    profile,
    receiving,
    samples,
    scoring,
    sheets,
    workspaces,
)
from evaluator_app.services.clock import now
from evaluator_app.services.places import Places
from evaluator_app.store.workspace import Workspace


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


def run_demo(
    places: Places, out: Path, made: Callable[[Artefact], None], pledge: Callable[[Scheme], str]
) -> None:
    """Everything from the applications' folder to the committee's workbook, into a new or empty folder.

    `pledge` gives the words of the pledge of secrecy that a scheme asks for.
    """
    if out.exists() and any(out.iterdir()):
        raise Refused([problem(Code.FOLDER_NOT_EMPTY, str(out))])
    (out / "sheets").mkdir(parents=True, exist_ok=True)
    package = out / "sample.evpkg"
    answers = samples.sample_campaign(places).parent / "answers"
    packages.build(samples.sample_campaign(places), places.forms, package, now=now())
    made(Artefact(Kind.PACKAGE, package))
    _score_some(out, package, answers, pledge)
    made(Artefact(Kind.WORKSPACE, out / "workspace"))
    for file in sorted(answers.glob("*/*.json")):
        for one in _fill(package, file, out / "sheets"):
            made(one)
    made(_merge(package, out))


def _fill(package: Path, answers: Path, out: Path) -> Iterator[Artefact]:
    """One expert's sheet for one application, as workbook and PDF."""
    application = answers.parent.name
    xlsx = out / f"{application}-{answers.stem}.xlsx"
    pdf = xlsx.with_suffix(".pdf")
    source = sheets.Source(package=package, application=application)
    sheets.fill(source, answers, sheets.Files(xlsx=xlsx, pdf=pdf))
    yield Artefact(Kind.SHEET, xlsx)
    yield Artefact(Kind.SHEET_PDF, pdf)


def _merge(package: Path, out: Path) -> Artefact:
    options = merging.MergeOptions(allow_unsigned=True, output=out / "committee.xlsx")
    merge = merging.merge_panel([package], [out / "sheets"], options)
    merging.write_workbook(merge, options, datetime.fromisoformat(now()))
    return Artefact(Kind.WORKBOOK, out / "committee.xlsx")


def _score_some(out: Path, package: Path, answers: Path, pledge: Callable[[Scheme], str]) -> None:
    """A workspace in the middle of the work: the first application scored, the next but for its last mark."""
    with closing(workspaces.open_or_create(out / "workspace", out / "keys")) as ws:
        received = receiving.receive(ws, package)
        rubric = received.scheme.scheme.rubric
        first, second = (one.id for one in received.package.applications[:2])
        said = [read_answers(min((answers / name).glob("*.json")), rubric) for name in (first, second)]
        profile.keep_expert(ws, said[0].expert)
        no_interest = declaring.Answers(
            choices={one.id: None for one in received.package.applications},
            pledge=pledge(received.scheme.scheme),
        )
        declaring.declare(ws, received.package, said[0].expert, no_interest)
        _enter(ws, received.package.id, first, said[0])
        last = rubric.criteria[-1].id
        entries = {name: entry for name, entry in said[1].marks.entries.items() if name != last}
        _enter(ws, received.package.id, second, Answers(expert=said[0].expert, marks=Marks(entries=entries)))


def _enter(ws: Workspace, package: str, application: str, said: Answers) -> None:
    """Answers typed in one after the other, as an expert does."""
    opened = scoring.open_sheet(ws, package, application)
    state = opened.state
    for subject, target, value in _edits(said.marks):
        step = edit(state, subject, target, value)
        if step is not None:
            scoring.save_step(ws, opened.key, step.row, said.expert.name)
            state = step.state


def _edits(marks: Marks) -> Iterator[tuple[Subject, str, Mark | str]]:
    for name, entry in marks.entries.items():
        yield Subject.MARK, name, entry.mark
        yield Subject.NOTE, name, entry.note
    for name, remark in marks.remarks.items():
        yield Subject.REMARK, name, remark
