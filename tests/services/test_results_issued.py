"""From packages issued by panels to results: each expert's own package, one of them replaced (T-20)."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import builders as make
import pytest
from roster_builders import APPLICATIONS, CAMPAIGN, MEMBERS, SECRETARY, secretariat_workspace

from evaluator_app.domain.codes import Code
from evaluator_app.domain.ledger import State
from evaluator_app.domain.panels import SeatEvent, SeatKind
from evaluator_app.domain.problems import Refused
from evaluator_app.domain.sheet import ScoreSheet, identity_of
from evaluator_app.exchange.score_sheet_writer import write_sheet
from evaluator_app.services import issuing, packages, panels, results, results_files
from evaluator_app.services.issuing import How, needed
from evaluator_app.store.workspace import Workspace

FIRST = APPLICATIONS[0]
SEATED = ("E-0001", "E-0002", "E-0003")
NEW = "E-0005"


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """A campaign whose applications are scored by three experts, with their packages issued."""
    ws = secretariat_workspace(tmp_path)
    seats = [_seat(one, who) for one in APPLICATIONS for who in SEATED]
    panels.change(ws, CAMPAIGN, *seats, *(_seat(one, "E-0002", SeatKind.CHAIR) for one in APPLICATIONS))
    issue(ws, tmp_path)
    yield ws
    ws.close()


def _seat(application: str, who: str, kind: SeatKind = SeatKind.ASSIGNED) -> SeatEvent:
    return SeatEvent(application=application, member=who, kind=kind, who=SECRETARY)


def issue(ws: Workspace, folder: Path) -> None:
    """Issue what is due."""
    issuing.issue(ws, needed(ws, CAMPAIGN), How(out=folder / "out", who=SECRETARY))


def sheet(folder: Path, member: str, revision: int = 1) -> Path:
    """The sheet of a member for the first application, by the package of their own."""
    issued = folder / "out" / f"{CAMPAIGN}-document-review-{member}-{revision}.evpkg"
    verified = packages.verify(issued)
    application = next(one for one in verified.package.applications if one.id == FIRST)
    rubric = verified.scheme.scheme.rubric
    written = ScoreSheet(
        identity=identity_of(verified.package, application, verified.scheme.scheme.id),
        expert=verified.package.experts[0],
        marks=make.marks(make.NINETY, **{one.id: "亮点：示例。不足：示例。" for one in rubric.remarks}),
        written="2024-09-02T09:30:00+08:00",
    )
    path = folder / "in" / f"{member}-{revision}.xlsx"
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as stream:
        write_sheet(stream, written, verified.scheme)
    return path


def test_sheets_of_issued_packages_are_known_and_a_replaced_expert_is_not(
    ws: Workspace, tmp_path: Path
) -> None:
    """Issued is known without the files; who was replaced does not count, who came in is expected."""
    stage = results.ground(ws, CAMPAIGN).stages[0]
    assert results.unregistered(ws, CAMPAIGN, stage) == ()
    sheets = [sheet(tmp_path, member) for member in SEATED]
    results_files.confirm(ws, results_files.preview(ws, CAMPAIGN, sheets), SECRETARY)
    before = results.merged(ws, CAMPAIGN, allow_unsigned=True)
    assert before.results[0].result.counted == 3
    assert sum(line.state is State.MISSING for line in before.ledger) == 3 * (len(APPLICATIONS) - 1)

    found = panels.board(ws, CAMPAIGN)
    panels.change(ws, CAMPAIGN, *panels.replaced(found, "E-0001", NEW, "因病", SECRETARY))
    issue(ws, tmp_path)
    merge = results.merged(ws, CAMPAIGN, allow_unsigned=True)
    assert [(one.file, one.problem.code) for one in merge.refusals] == [
        ("E-0001-1.xlsx", Code.SHEET_WITHDRAWN)
    ]
    names = {member.id or f"E-{number:04d}": member.expert.name for number, member in enumerate(MEMBERS, 1)}
    expected = {line.expert for line in merge.ledger if line.issued and line.application == FIRST}
    assert expected == {names["E-0002"], names["E-0003"], names[NEW]}
    late = results_files.preview(ws, CAMPAIGN, [sheet(tmp_path, NEW)])
    results_files.confirm(ws, late, SECRETARY)
    after = results.merged(ws, CAMPAIGN, allow_unsigned=True)
    assert next(one for one in after.results if one.application.id == FIRST).result.counted == 3


def test_what_was_issued_twice_of_one_revision_is_a_twin(ws: Workspace) -> None:
    """Another package of the same number and revision would make its sheets ambiguous."""
    one = results.ground(ws, CAMPAIGN).packages[0]
    assert results.register(ws, CAMPAIGN, one) == one
    with pytest.raises(Refused, match=Code.PACKAGE_TWIN):
        results.register(ws, CAMPAIGN, replace(one, digest="9" * 64))
