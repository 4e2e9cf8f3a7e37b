"""Exporting many sheets at once: every finished one, each as workbook and PDF."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from evaluator_app.domain.codes import Code
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.services import scoring, sheets
from evaluator_app.store.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class Batch:
    """What was written, and the applications whose sheets are not finished."""

    written: tuple[Path, ...]
    unfinished: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


def export_finished(
    ws: Workspace, folder: Path, expert: Expert, progress: Callable[[int, int], None]
) -> Batch:
    """Write every finished sheet into the folder; files that are there already stay as they are."""
    desk = [(one.package.id, app) for one in scoring.desk(ws) for app in one.applications]
    finished = [(package, app) for package, app in desk if app.finished]
    written: list[Path] = []
    problems: list[Problem] = []
    for done, (package, app) in enumerate(finished):
        progress(done, len(finished))
        workbook = folder / f"{package}-{app.application.id}-{expert.name}.xlsx"
        try:
            written += _export(ws, package, app.application.id, (workbook, expert))
        except Refused as refused:
            problems += refused.problems
    progress(len(finished), len(finished))
    unfinished = tuple(app.application.id for _, app in desk if app.unfinished)
    return Batch(written=tuple(written), unfinished=unfinished, problems=tuple(problems))


def _export(ws: Workspace, package: str, application: str, target: tuple[Path, Expert]) -> tuple[Path, ...]:
    workbook, expert = target
    if workbook.exists():
        raise Refused([problem(Code.FILE_EXISTS, str(workbook))])
    opened = scoring.open_sheet(ws, package, application)
    return sheets.export(
        scoring.sheet_of(opened, expert), opened.scheme, workbook, workbook.with_suffix(".pdf")
    )
