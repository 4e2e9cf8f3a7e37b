"""Results against the panel in the workspace: packages taken back, experts replaced, returns, reminders."""

from collections.abc import Iterator
from pathlib import Path

import identity_builders as identities
import pytest
from openpyxl import load_workbook
from package_builders import FORMS, NOW
from panel_builders import expert
from results_builders import CAMPAIGN, OTHER, STAGE, WHO, campaign, panel, sheet, take

from evaluator_app.domain.codes import Code
from evaluator_app.domain.declarations import Declaration, Pledge, Recusal, Relation, Role
from evaluator_app.domain.issuing import IssuedPackage, IssueKind
from evaluator_app.domain.ledger import State
from evaluator_app.domain.panel import PanelMerge
from evaluator_app.domain.panels import SeatEvent, SeatKind
from evaluator_app.domain.problems import Refused
from evaluator_app.domain.received import Arrival
from evaluator_app.domain.reminders import reminders
from evaluator_app.domain.roster import Member
from evaluator_app.exchange.return_file import (
    FORMAT,
    SHEETS,
    Declared,
    ReturnContent,
    ReturnedPackage,
    ReturnHead,
    write_return,
)
from evaluator_app.services import packages, results, results_files, results_output, roster
from evaluator_app.store import panels
from evaluator_app.store.workspace import Workspace


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with campaign(tmp_path) as ws:
        yield ws


def merged(ws: Workspace) -> PanelMerge:
    return results.merged(ws, CAMPAIGN, allow_unsigned=True)


def codes(merge: PanelMerge) -> list[tuple[str, Code]]:
    return [(one.file, one.problem.code) for one in merge.refusals]


def issue(ws: Workspace, revision: int, kind: IssueKind, digest: str = "") -> None:
    """An event of the package that was issued."""
    one = results.ground(ws, CAMPAIGN).packages[0]
    event = IssuedPackage(
        package=one.id,
        revision=revision,
        digest=digest or one.digest,
        file="review.evpkg",
        members=(),
        contents={},
        kind=kind,
        who=WHO,
        at=NOW,
    )
    panels.add_issue(ws, CAMPAIGN, STAGE, event)


def test_sheets_of_a_package_that_was_taken_back_do_not_count(ws: Workspace, tmp_path: Path) -> None:
    """T-20: those that came before and those that come after; issued again they do."""
    take(ws, *panel(tmp_path))
    issue(ws, 1, IssueKind.WITHDRAWN)
    with pytest.raises(Refused, match=Code.ISSUED_NONE):
        merged(ws)
    seen = results_files.preview(ws, CAMPAIGN, [sheet(tmp_path, "late.xlsx", 3)])
    assert [wrong.code for one in seen.items for wrong in one.problems] == [Code.SHEET_WITHDRAWN]
    issue(ws, 1, IssueKind.ISSUED)
    assert merged(ws).results[0].result.score == 90


def test_a_newer_revision_stands_beside_one_that_was_taken_back(ws: Workspace, tmp_path: Path) -> None:
    """T-20: who goes on scores from the newer one; their older sheets are void."""
    take(ws, *panel(tmp_path))
    issue(ws, 1, IssueKind.WITHDRAWN)
    packages.build(tmp_path / "demo.evpkg.src", FORMS, tmp_path / "2.evpkg", revision=2, now=NOW)
    newer = results.register_package(ws, CAMPAIGN, tmp_path / "2.evpkg")
    take(ws, sheet(tmp_path, "new.xlsx", 1, package_revision=2, package_digest=newer.digest))
    merge = merged(ws)
    assert [one.returned.file for one in merge.results[0].sheets] == ["new.xlsx"]
    assert {code for _, code in codes(merge)} == {Code.SHEET_WITHDRAWN}


def test_a_package_that_was_issued_and_is_not_known_is_named(ws: Workspace) -> None:
    issue(ws, 1, IssueKind.ISSUED)
    assert results.unregistered(ws, CAMPAIGN, STAGE) == ()
    issue(ws, 2, IssueKind.ISSUED, "9" * 64)
    (wrong,) = results.unregistered(ws, CAMPAIGN, STAGE)
    assert (wrong.code, wrong.place) == (Code.ISSUED_UNREGISTERED, "review.evpkg")


def seat(ws: Workspace, number: int, kind: SeatKind = SeatKind.ASSIGNED, reason: str = "") -> None:
    """Something happens to the seat of an expert for the first application."""
    one = Member(expert=expert(number), place="", appointed="2024-03-01", term_years=5)
    known = next((m for m in roster.standing(ws).members if m[0].expert == one.expert), None)
    member = known[0] if known else roster.save(ws, one, WHO)
    event = SeatEvent(application="A-001", member=member.id, kind=kind, reason=reason, who=WHO, at=NOW)
    panels.add_seat_events(ws, CAMPAIGN, STAGE, [event])


def test_the_sheet_of_an_expert_who_was_replaced_is_void(ws: Workspace, tmp_path: Path) -> None:
    """T-20: the old sheet is void, the new expert scores from zero."""
    for number in (0, 1, 2):
        seat(ws, number)
    take(ws, *panel(tmp_path))
    seat(ws, 2, SeatKind.RELEASED, "生病")
    seat(ws, 3)
    merge = merged(ws)
    assert codes(merge) == [("2.xlsx", Code.SHEET_REPLACED)]
    assert merge.refusals[0].problem.details["reason"] == "生病"
    expected = [line.expert for line in merge.ledger if line.application == "A-001" and line.issued]
    assert expected == [expert(number).name for number in (0, 1, 3)]
    take(ws, sheet(tmp_path, "3.xlsx", 3), sheet(tmp_path, "4.xlsx", 4))
    assert codes(merged(ws)) == [("2.xlsx", Code.SHEET_REPLACED), ("4.xlsx", Code.SHEET_OUTSIDE_PANEL)]
    assert merged(ws).results[0].result.score == 90


def test_a_panel_whose_people_were_forgotten_does_not_refuse_them(ws: Workspace, tmp_path: Path) -> None:
    """Personal data is removed when it is no longer needed; the package's own list stands then."""
    for number in (0, 1, 2):
        seat(ws, number)
    take(ws, *panel(tmp_path))
    roster.remove(ws, roster.standing(ws).members[0][0].id, "任期届满", WHO)
    assert codes(merged(ws)) == []


def handed_back(
    folder: Path, ws: Workspace, campaign_id: str = CAMPAIGN, own: identities.Enrolled | None = None
) -> Path:
    """A return file of the first expert with their sheet, recused from the second application."""
    own, one = own or identities.enrolled(folder), results.ground(ws, CAMPAIGN).packages[0]
    whole = ReturnHead(
        format=FORMAT,
        campaign=campaign_id,
        stage=STAGE,
        expert=own.identity.expert,
        written=NOW,
        packages=(ReturnedPackage(id=one.id, revision=1, digest=one.digest),),
    )
    said = Declared(
        pledge=Pledge(
            by=own.identity.expert.name, organisation="示例大学", at=NOW, text="示例承诺", role=Role.EXPERT
        ),
        declarations=(
            Declaration(
                application="A-002",
                at=NOW,
                recusal=Recusal(relation=Relation.EMPLOYER, reason="任职单位"),
            ),
        ),
    )
    files = {f"{SHEETS}/A-001-r1.xlsx": sheet(folder, "own.xlsx", 0).read_bytes()}
    content = ReturnContent(head=whole, declared=said, files=files)
    path = folder / "back.evret"
    with path.open("wb") as stream:
        write_return(stream, content, own.identity)
    return path


def test_a_return_file_brings_sheets_and_recusals(ws: Workspace, tmp_path: Path) -> None:
    """T-19: recused stands in the ledger; the same sheet beside it counts once."""
    seen = take(ws, handed_back(tmp_path, ws), tmp_path / "in" / "own.xlsx")
    assert [(one.file, one.arrival, one.recusals) for one in seen.items] == [
        ("back.evret/A-001-r1.xlsx", Arrival.UNSIGNED, 0),
        ("back.evret", Arrival.DECLARED, 1),
        ("own.xlsx", Arrival.DUPLICATE, 0),
    ]
    states = {(line.expert, line.application): line.state for line in merged(ws).ledger}
    assert states[expert(0).name, "A-002"] is State.RECUSED
    assert states[expert(0).name, "A-001"] is State.RETURNED
    kept = next(one for one in results.kept(ws, CAMPAIGN) if one.label == "back.evret")
    assert results_files.received_bytes(ws, kept.file.digest) == (tmp_path / "back.evret").read_bytes()


def test_a_return_of_another_campaign_declares_nothing_here(ws: Workspace, tmp_path: Path) -> None:
    take(ws, handed_back(tmp_path, ws, "2023-demo"))
    merge = merged(ws)
    assert ("back.evret", Code.RETURN_OTHER_CAMPAIGN) in codes(merge)
    assert not any(line.state is State.RECUSED for line in merge.ledger)


def test_what_a_trust_list_found_good_stays_good(ws: Workspace, tmp_path: Path) -> None:
    """Semantics, trust in time: judged at import; a look without the list, or with a shorter one, is none."""
    own = identities.enrolled(tmp_path)
    path = handed_back(tmp_path, ws, own=own)
    strangers = identities.trust_list()
    for trust, known in ((strangers, False), (own.trust, False), (None, True), (strangers, True)):
        seen = results_files.preview(ws, CAMPAIGN, [path], trust)
        assert [one.known for one in seen.files] == [known]
        results_files.confirm(ws, seen, WHO)
    (kept,) = results.kept(ws, CAMPAIGN)
    assert kept.found.judged
    assert not kept.found.refusals


def test_reminders_name_what_each_expert_owes(ws: Workspace, tmp_path: Path) -> None:
    """In Excel and as words to send; who returned everything, or waits for a choice, is not asked."""
    take(ws, *panel(tmp_path), sheet(tmp_path, "other.xlsx", 1, OTHER), handed_back(tmp_path, ws))
    merge = merged(ws)
    owed = {one.expert: [app.id for app in one.missing] for one in reminders(merge)}
    assert owed == {
        expert(1).name: ["A-002"],
        expert(2).name: ["A-002"],
        expert(3).name: ["A-001", "A-002"],
        expert(4).name: ["A-001", "A-002"],
    }
    signed_only = results.merged(ws, CAMPAIGN)
    unusable = {one.expert: [app.application.id for app in one.unusable] for one in reminders(signed_only)}
    assert unusable[expert(2).name] == ["A-001"]
    results_output.write_reminders(signed_only, tmp_path / "list.xlsx")
    rows = list(load_workbook(tmp_path / "list.xlsx").worksheets[0].iter_rows(values_only=True))
    assert len(rows) == 1 + sum(len(one.missing) + len(one.unusable) for one in reminders(signed_only))
    results_output.write_reminders(signed_only, tmp_path / "list.txt")
    words = (tmp_path / "list.txt").read_text(encoding="utf-8-sig")
    assert "2024-09-30" in words
    with pytest.raises(Refused, match=Code.FILE_EXISTS):
        results_output.write_reminders(merge, tmp_path / "list.txt")
    results_output.write_reminders(merge, tmp_path / "list.txt", replace=True)


def test_the_committee_gets_its_workbook(ws: Workspace, tmp_path: Path) -> None:
    take(ws, *panel(tmp_path))
    results_output.write_workbook(merged(ws), tmp_path / "committee.xlsx")
    assert len(load_workbook(tmp_path / "committee.xlsx").worksheets) > 3
