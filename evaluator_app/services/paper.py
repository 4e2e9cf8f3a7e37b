"""Paper sheets: entered twice from the signed print, kept with its scan, signed by who entered them."""

import hashlib
import io
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from evaluator_app.domain.double_entry import differences
from evaluator_app.domain.problems import Code, Gathered, problem
from evaluator_app.domain.sheet import Paper, ScoreSheet, findings, identity_of
from evaluator_app.exchange.answers_file import read_answers
from evaluator_app.exchange.certificates import to_utc
from evaluator_app.exchange.identity_file import Identity
from evaluator_app.exchange.package_reader import VerifiedPackage
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


def enter_paper(source: sheets.Source, entries: Entries, identity: Identity, target: Path) -> ReadSheet:
    """The sheet file of a paper sheet, and its scan beside it; refused where the two entries differ."""
    verified = packages.verify(source.package)
    sheet, (scan, suffix) = _entered(verified, source, entries, identity.expert.name)
    stream = io.BytesIO()
    write_sheet(stream, sheet, verified.scheme)
    data = signed_workbook(stream.getvalue(), identity, to_utc(now()), target)
    with ExitStack() as stack:
        stack.enter_context(new_file(target)).write(data)
        stack.enter_context(new_file(target.with_name(f"{target.stem}.scan{suffix}"))).write(scan)
    return read_sheet(target)


def _entered(
    verified: VerifiedPackage, source: sheets.Source, entries: Entries, by: str
) -> tuple[ScoreSheet, tuple[bytes, str]]:
    """The sheet both entries agree on, and the scan with its ending."""
    rubric, gathered = verified.scheme.scheme.rubric, Gathered()
    application = gathered.attempt(lambda: sheets.application_of(verified, source))
    first = gathered.attempt(lambda: read_answers(entries.first, rubric))
    second = gathered.attempt(lambda: read_answers(entries.second, rubric))
    scan = gathered.attempt(lambda: read_scan(entries.scan))
    gathered.refuse()
    if application is None or first is None or second is None or scan is None:
        raise AssertionError  # each of them is None only where a problem was found
    gathered.problems += differences(rubric, (first.expert, first.marks), (second.expert, second.marks))
    gathered.problems += findings(rubric, first.marks)
    if same_person(by, first.expert.name):
        name = first.expert.name
        gathered.problems.append(problem(Code.PAPER_BY_EXPERT, expert=name))
    gathered.refuse()
    sheet = ScoreSheet(
        identity=identity_of(verified.package, application, verified.scheme.scheme.id),
        expert=first.expert,
        marks=first.marks,
        written=now(),
        paper=Paper(entered_by=by, scan=hashlib.sha256(scan[0]).hexdigest()),
    )
    return sheet, scan
