"""Paper sheets: entered twice from the signed print, kept with its scan, signed by who entered them."""

import hashlib
import io
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from evaluator_app.domain.codes import Code
from evaluator_app.domain.double_entry import Entered, differences
from evaluator_app.domain.problems import Gathered, Problem, problem
from evaluator_app.domain.sheet import Paper, ScoreSheet, findings, identity_of
from evaluator_app.exchange.answers_file import read_answers
from evaluator_app.exchange.certificates import to_utc
from evaluator_app.exchange.identity_file import Identity
from evaluator_app.exchange.package_reader import (
    VerifiedPackage as VerifiedPackage,  # noqa: PLC0414 - the window shows its applications
)
from evaluator_app.exchange.paper_scan import read_scan
from evaluator_app.exchange.safe_writing import new_file
from evaluator_app.exchange.score_sheet_reader import ReadSheet, read_sheet
from evaluator_app.exchange.score_sheet_signing import same_person, signed_workbook
from evaluator_app.exchange.score_sheet_writer import write_sheet
from evaluator_app.services import packages, sheets
from evaluator_app.services.clock import now


@dataclass(frozen=True, kw_only=True)
class Entries:
    """What was entered from one paper sheet: two answers files made apart from each other, and the scan."""

    first: Path
    second: Path
    scan: Path


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What was entered twice in the window, and the scan."""

    first: Entered
    second: Entered
    scan: Path


def enter_paper(source: sheets.Source, entries: Entries, identity: Identity, target: Path) -> ReadSheet:
    """The sheet file of a paper sheet from two answers files, and its scan beside it."""
    rubric, gathered = packages.verify(source.package).scheme.scheme.rubric, Gathered()
    first = gathered.attempt(lambda: read_answers(entries.first, rubric))
    second = gathered.attempt(lambda: read_answers(entries.second, rubric))
    gathered.refuse()
    if first is None or second is None:
        raise AssertionError  # each of them is None only where a problem was found
    typed = Typed(first=(first.expert, first.marks), second=(second.expert, second.marks), scan=entries.scan)
    return write_paper(source, typed, identity, target)


def write_paper(source: sheets.Source, typed: Typed, identity: Identity, target: Path) -> ReadSheet:
    """The same from what was entered in the window; refused where the two entries differ."""
    verified = packages.verify(source.package)
    sheet, (scan, suffix) = _entered(verified, source, typed, identity.expert.name)
    stream = io.BytesIO()
    write_sheet(stream, sheet, verified.scheme)
    data = signed_workbook(stream.getvalue(), identity, to_utc(now()), target)
    with ExitStack() as stack:
        stack.enter_context(new_file(target)).write(data)
        stack.enter_context(new_file(target.with_name(f"{target.stem}.scan{suffix}"))).write(scan)
    return read_sheet(target)


def problems_between(package: VerifiedPackage, first: Entered, second: Entered) -> tuple[Problem, ...]:
    """Where two entries differ, and what is missing in them."""
    rubric = package.scheme.scheme.rubric
    return (*differences(rubric, first, second), *findings(rubric, first[1]))


def _entered(
    verified: VerifiedPackage, source: sheets.Source, typed: Typed, by: str
) -> tuple[ScoreSheet, tuple[bytes, str]]:
    """The sheet both entries agree on, and the scan with its ending."""
    gathered, (expert, marks) = Gathered(), typed.first
    application = gathered.attempt(lambda: sheets.application_of(verified, source))
    scan = gathered.attempt(lambda: read_scan(typed.scan))
    gathered.problems += problems_between(verified, typed.first, typed.second)
    if not expert.name.strip():
        gathered.problems.append(problem(Code.EXPERT_NAME_MISSING))
    if same_person(by, expert.name):
        gathered.problems.append(problem(Code.PAPER_BY_EXPERT, expert=expert.name))
    gathered.refuse()
    if application is None or scan is None:
        raise AssertionError  # each of them is None only where a problem was found
    sheet = ScoreSheet(
        identity=identity_of(verified.package, application, verified.scheme.scheme.id),
        expert=expert,
        marks=marks,
        written=now(),
        paper=Paper(entered_by=by, scan=hashlib.sha256(scan[0]).hexdigest()),
    )
    return sheet, scan
