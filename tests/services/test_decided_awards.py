"""From the committee's decisions to certificates (S0-80, S0-86): nothing is typed twice."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import decision_builders as committee
import pytest
from roster_builders import campaign_folder

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused
from evaluator_app.services import awards, campaigns, decisions
from evaluator_app.store import campaigns as store
from evaluator_app.store.workspace import Workspace


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace whose campaign has the folder of the sample's applications."""
    with committee.workspace(tmp_path) as ws:
        found = campaigns.opened(ws, committee.CAMPAIGN)
        plan = replace(found.plan, folder=str(campaign_folder(tmp_path / "applications")))
        store.save_plan(ws, plan, committee.RULES.read_bytes(), "2024-09-02T09:30:00+08:00")
        yield ws


def test_what_was_decided_is_what_certificates_and_lists_are_made_from(ws: Workspace, tmp_path: Path) -> None:
    """Only with signed minutes; who was not recommended gets none."""
    with pytest.raises(Refused, match=Code.DECISIONS_MISSING):
        awards.decided(ws, committee.CAMPAIGN)
    assert not awards.are_decided(ws, committee.CAMPAIGN)
    merge, book = committee.merged(), tmp_path / "committee.xlsx"
    decisions.write_for_committee(ws, merge, book)
    committee.fill(book, {"A-001": ("优秀级", ""), "A-002": ("Not recommended", "材料不实")})
    decisions.record(ws, merge, book, committee.SESSION)
    with pytest.raises(Refused, match=Code.MINUTES_MISSING):
        awards.decided(ws, committee.CAMPAIGN)
    scan = tmp_path / "纪要.pdf"
    scan.write_bytes(b"%PDF-1.7 signed")
    decisions.take_minutes(ws, committee.CAMPAIGN, scan, "示例秘书")
    found = awards.of(ws, committee.CAMPAIGN, None)
    assert [(one.application, one.grade, one.decided_on) for one in found] == [
        ("A-001", "优秀级", committee.SESSION.day),
        ("A-002", "", committee.SESSION.day),
    ]
