"""What comes back into a campaign: seen before it is taken in, matched, chosen, removed (T-19 to T-22)."""

from collections.abc import Iterator
from dataclasses import asdict
from itertools import permutations
from pathlib import Path

import pytest
from openpyxl import load_workbook
from results_builders import CAMPAIGN, OTHER, SAID, STAGE, WHO, campaign, package_in, panel, sheet, take
from returned_files import issue
from workspace_builders import snapshot

from evaluator_app.domain.codes import Code
from evaluator_app.domain.ledger import State
from evaluator_app.domain.panel import PanelMerge
from evaluator_app.domain.problems import Refused
from evaluator_app.domain.received import Arrival
from evaluator_app.services import results, results_files
from evaluator_app.services.results_files import Preview, Said
from evaluator_app.store.workspace import Workspace


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with campaign(tmp_path) as ws:
        yield ws


def arrivals(seen: Preview) -> list[tuple[str, Arrival, list[Code]]]:
    return [(one.file, one.arrival, [wrong.code for wrong in one.problems]) for one in seen.items]


def merged(ws: Workspace) -> PanelMerge:
    return results.merged(ws, CAMPAIGN, allow_unsigned=True)


def codes(merge: PanelMerge) -> list[tuple[str, Code]]:
    return [(one.file, one.problem.code) for one in merge.refusals]


def test_nothing_is_written_before_it_is_confirmed(ws: Workspace, tmp_path: Path) -> None:
    """A preview changes no byte of the workspace; confirmed, the sheets are there and merged."""
    panel(tmp_path)
    before = snapshot(tmp_path / "ws")
    seen = results_files.preview(ws, CAMPAIGN, [tmp_path / "in"])
    assert arrivals(seen) == [(f"{number}.xlsx", Arrival.UNSIGNED, []) for number in range(3)]
    assert snapshot(tmp_path / "ws") == before
    assert not results.kept(ws, CAMPAIGN)
    assert results_files.confirm(ws, seen, WHO) == 3
    assert merged(ws).results[0].result.score == 90


def test_unsigned_sheets_count_only_where_that_is_asked(ws: Workspace, tmp_path: Path) -> None:
    take(ws, *panel(tmp_path))
    assert {code for _, code in codes(results.merged(ws, CAMPAIGN))} == {Code.SHEET_UNSIGNED}


def test_each_sheet_that_does_not_fit_is_refused_with_its_reason(ws: Workspace, tmp_path: Path) -> None:
    """From outside the panel, of another campaign, scheme version, protocol or package; changed (T-21)."""
    sheet(tmp_path, "1-outside.xlsx", 7)
    sheet(tmp_path, "2-campaign.xlsx", campaign="2023-demo")
    sheet(tmp_path, "3-scheme.xlsx", scheme_digest="0" * 64)
    sheet(tmp_path, "4-protocol.xlsx", protocol_digest="0" * 64)
    sheet(tmp_path, "5-package.xlsx", package="2024-other")
    sheet(tmp_path, "6-digest.xlsx", package_digest="0" * 64)
    edited = sheet(tmp_path, "7-edited.xlsx")
    book = load_workbook(edited)
    cell = next(cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == 13.5)
    cell.value = 15
    book.save(edited)
    (tmp_path / "in" / "8-noise.xlsx").write_bytes(b"no workbook")
    seen = take(ws, tmp_path / "in")
    assert [(file, found) for file, arrival, found in arrivals(seen) if arrival is Arrival.REFUSED] == [
        ("1-outside.xlsx", [Code.SHEET_OUTSIDE_PANEL]),
        ("2-campaign.xlsx", [Code.SHEET_OTHER_PACKAGE]),
        ("3-scheme.xlsx", [Code.SHEET_OTHER_SCHEME]),
        ("4-protocol.xlsx", [Code.SHEET_OTHER_PROTOCOL]),
        ("5-package.xlsx", [Code.SHEET_OTHER_PACKAGE]),
        ("6-digest.xlsx", [Code.SHEET_OTHER_PACKAGE]),
        ("7-edited.xlsx", [Code.SHEET_CELL_DIFFERS, *[Code.SHEET_TOTAL_DIFFERS] * 5]),
        ("8-noise.xlsx", [Code.SHEET_UNREADABLE]),
    ]
    assert codes(merged(ws)) == [(file, code) for file, _, found in arrivals(seen) for code in found]
    assert not any(one.sheets for one in merged(ws).results)


def test_the_same_file_again_changes_nothing(ws: Workspace, tmp_path: Path) -> None:
    """T-22: an exact duplicate is harmless, in the same import, under another name, or later."""
    paths = panel(tmp_path)
    copy = tmp_path / "in" / "copy.xlsx"
    copy.write_bytes(paths[0].read_bytes())
    take(ws, tmp_path / "in")
    first = merged(ws)
    assert [one.file.name for one in results.kept(ws, CAMPAIGN)] == ["0.xlsx", "1.xlsx", "2.xlsx"]
    seen = take(ws, tmp_path / "in")
    assert {one.arrival for one in seen.items} == {Arrival.KNOWN}
    assert seen.new == 0
    assert merged(ws) == first


def test_between_two_different_sheets_a_person_chooses(ws: Workspace, tmp_path: Path) -> None:
    """T-22: both are shown, neither counts until somebody says which one and why; the choice stays."""
    take(ws, *panel(tmp_path))
    seen = take(ws, sheet(tmp_path, "other.xlsx", 0, OTHER))
    assert arrivals(seen) == [("other.xlsx", Arrival.CONFLICT, [Code.SHEET_CONFLICT])]
    (rivals,) = merged(ws).rivals
    assert [one.file for one in rivals.sheets] == ["0.xlsx", "other.xlsx"]
    assert merged(ws).results[0].result.score is None
    chosen = results_files.choose(ws, CAMPAIGN, rivals.sheets[1].digest[:10], SAID)
    merge = merged(ws)
    assert merge.rivals[0].choice == chosen
    assert codes(merge) == [("0.xlsx", Code.SHEET_NOT_CHOSEN)]
    assert merge.results[0].result.counted == 3
    back = results_files.choose(ws, CAMPAIGN, rivals.sheets[0].digest, SAID)
    assert merged(ws).rivals[0].choice == back
    kinds = [one.kind for one in results_files.journal(ws, CAMPAIGN)]
    assert kinds == ["received"] * 4 + ["chosen"] * 2


def test_a_choice_needs_reason_name_and_something_to_choose(ws: Workspace, tmp_path: Path) -> None:
    take(ws, *panel(tmp_path))
    digest = results.kept(ws, CAMPAIGN)[0].file.digest
    with pytest.raises(Refused) as caught:
        results_files.choose(ws, CAMPAIGN, digest, Said(reason=" ", who=""))
    assert [one.code for one in caught.value.problems] == [Code.REASON_MISSING, Code.RECORD_NAME_MISSING]
    for wrong in (digest, ""):
        with pytest.raises(Refused, match=Code.CHOICE_NOT_OPEN):
            results_files.choose(ws, CAMPAIGN, wrong, SAID)


def test_a_third_sheet_asks_anew(ws: Workspace, tmp_path: Path) -> None:
    """A choice between two says nothing of a third."""
    take(ws, *panel(tmp_path), sheet(tmp_path, "other.xlsx", 0, OTHER))
    results_files.choose(ws, CAMPAIGN, merged(ws).rivals[0].sheets[0].digest, SAID)
    take(ws, sheet(tmp_path, "third.xlsx", 0, OTHER | {"a1": "7"}))
    (rivals,) = merged(ws).rivals
    assert rivals.choice is None
    assert len(rivals.sheets) == 3


def test_removed_and_taken_in_again_leaves_no_trace_but_the_journal(ws: Workspace, tmp_path: Path) -> None:
    """With a reason, which is kept."""
    take(ws, *panel(tmp_path))
    before, kept = merged(ws), results.kept(ws, CAMPAIGN)
    gone = results_files.remove(ws, CAMPAIGN, kept[0].file.digest[:12], SAID)
    assert gone.name == "0.xlsx"
    assert merged(ws).results[0].result.score is None
    with pytest.raises(Refused, match=Code.RECEIVED_UNKNOWN):
        results_files.remove(ws, CAMPAIGN, kept[0].file.digest, SAID)
    assert arrivals(take(ws, tmp_path / "in"))[0][:2] == ("0.xlsx", Arrival.UNSIGNED)
    assert merged(ws) == before
    acts = results_files.journal(ws, CAMPAIGN)
    assert [(one.kind, one.name, one.reason) for one in acts[3:]] == [
        ("removed", "0.xlsx", SAID.reason),
        ("received", "0.xlsx", ""),
    ]


def test_the_order_of_arrival_does_not_matter(tmp_path: Path) -> None:
    """Whatever came first, removals in between included: the same results, refusals and ledger."""
    package = issue(tmp_path)
    files = [sheet(tmp_path, "a.xlsx"), sheet(tmp_path, "b.xlsx", 1), sheet(tmp_path, "c.xlsx", 0, OTHER)]
    seen = []
    for number, order in enumerate(permutations(files)):
        with campaign(tmp_path / str(number), package) as ws:
            for one in order:
                take(ws, one)
            results_files.remove(ws, CAMPAIGN, results.kept(ws, CAMPAIGN)[number % 3].file.digest, SAID)
            take(ws, *files)
            merge = merged(ws)
            seen.append([asdict(one) for one in merge.ledger] + [codes(merge)])
    assert all(one == seen[0] for one in seen)


def test_a_file_that_changed_after_the_look_is_not_taken_in(ws: Workspace, tmp_path: Path) -> None:
    """Nothing of that import is."""
    paths = panel(tmp_path)
    seen = results_files.preview(ws, CAMPAIGN, paths)
    sheet(tmp_path, "2.xlsx", 2, OTHER)
    with pytest.raises(Refused, match=Code.RECEIVED_CHANGED):
        results_files.confirm(ws, seen, WHO)
    with pytest.raises(Refused, match=Code.RECORD_NAME_MISSING):
        results_files.confirm(ws, seen, " ")
    assert not results.kept(ws, CAMPAIGN)


def test_places_without_sheets_and_campaigns_without_packages_are_said(ws: Workspace, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with pytest.raises(Refused, match=Code.NO_SHEETS):
        results_files.preview(ws, CAMPAIGN, [tmp_path / "in"])
    with pytest.raises(Refused, match=Code.CAMPAIGN_UNKNOWN):
        results_files.preview(ws, "2030-none", [tmp_path / "in"])
    with pytest.raises(Refused, match=Code.ISSUED_NONE):
        results.merged(ws, CAMPAIGN, "onsite-review")


def test_files_of_one_name_are_told_apart(ws: Workspace, tmp_path: Path) -> None:
    """Five experts send `评分表.xlsx`."""
    for number in range(2):
        path = sheet(tmp_path, f"{number}/评分表.xlsx", number)
        take(ws, path)
    names = [one.label for one in results.kept(ws, CAMPAIGN)]
    assert len(set(names)) == 2
    assert all(name.startswith("评分表 (") and name.endswith(").xlsx") for name in names)


def test_a_package_is_registered_once_and_must_be_of_the_campaign(ws: Workspace, tmp_path: Path) -> None:
    """Another campaign's, one under other rules, and a twin of one revision are refused."""
    known = results.ground(ws, CAMPAIGN)
    results.register_package(ws, CAMPAIGN, package_in(tmp_path))
    assert results.ground(ws, CAMPAIGN) == known
    text = (tmp_path / "demo.evpkg.src" / "campaign.toml").read_text(encoding="utf-8")
    for name, changed, code in (
        ("a", text.replace('id = "2024-demo"', 'id = "2025-demo"'), Code.ISSUED_OTHER_CAMPAIGN),
        ("b", text.replace("2024-09-30", "2024-10-30"), Code.PACKAGE_TWIN),
    ):
        other = issue(tmp_path, name=f"{name}.evpkg", files={"campaign.toml": changed})
        with pytest.raises(Refused, match=code):
            results.register_package(ws, CAMPAIGN, other)
    assert results.ground(ws, CAMPAIGN).stages == (STAGE,)


def test_the_ledger_tells_for_every_expert_and_application(ws: Workspace, tmp_path: Path) -> None:
    take(ws, *panel(tmp_path, 2))
    states = {(line.expert, line.application): line.state for line in merged(ws).ledger}
    assert len(states) == 10
    assert [key for key, state in states.items() if state is State.RETURNED] == [
        ("示例专家甲", "A-001"),
        ("示例专家乙", "A-001"),
    ]


def test_a_file_that_cannot_be_opened_keeps_no_other_from_being_taken_in(
    ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is named with its reason, and nothing of it is kept."""
    path = sheet(tmp_path, "0.xlsx")
    (tmp_path / "in" / "huge.evret").write_bytes(path.read_bytes() * 2)
    monkeypatch.setattr(results_files, "LARGEST", path.stat().st_size)
    assert arrivals(take(ws, tmp_path / "in")) == [
        ("0.xlsx", Arrival.UNSIGNED, []),
        ("huge.evret", Arrival.REFUSED, [Code.RECEIVED_TOO_LARGE]),
    ]
    assert [one.label for one in results.kept(ws, CAMPAIGN)] == ["0.xlsx"]


def test_what_is_here_is_not_read_again(ws: Workspace, tmp_path: Path) -> None:
    """A folder of hundreds is looked at again in a moment."""
    take(ws, *panel(tmp_path))
    counted: list[tuple[int, int]] = []
    results_files.preview(ws, CAMPAIGN, [tmp_path / "in"], step=lambda *one: counted.append(one))
    assert counted == []
    sheet(tmp_path, "3.xlsx", 3)
    results_files.preview(ws, CAMPAIGN, [tmp_path / "in"], step=lambda *one: counted.append(one))
    assert counted == [(1, 1)]
