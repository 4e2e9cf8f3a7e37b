"""Personal data is removed by rule and by command, each removal recorded; what is needed stays (D-31)."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from archive_builders import CAMPAIGN, STAGE, WHO, archived, member, with_campaign
from workspace_builders import KEY

from evaluator_app.cli.main import run
from evaluator_app.domain.codes import Code
from evaluator_app.domain.panels import SeatEvent, SeatKind
from evaluator_app.domain.problems import Refused
from evaluator_app.domain.retention import Kept, RetentionRule
from evaluator_app.services import campaigns, retention, workspaces
from evaluator_app.services.places import own_places
from evaluator_app.store import panels, roster
from evaluator_app.store.workspace import Workspace, create_workspace

AT = "2024-09-02T09:30:00+08:00"
RULES = (
    RetentionRule(what=Kept.ROSTER, years=3, clause="个人信息保护法 19"),
    RetentionRule(what=Kept.APPLICATIONS, years=5, clause="个人信息保护法 47"),
)


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace with a campaign, and two people who left the roster in 2014."""
    with create_workspace(tmp_path / "ws", KEY) as ws:
        with_campaign(ws, tmp_path / "campaigns" / CAMPAIGN)
        people = [(member(name, ended=True), "new") for name in ("E-008", "E-009")]
        roster.save(ws, people, WHO, AT)
        seat = SeatEvent(application="A-001", member="E-009", kind=SeatKind.ASSIGNED, who=WHO, at=AT)
        panels.add_seat_events(ws, CAMPAIGN, STAGE, [seat])
        yield ws


def due(ws: Workspace, day: str = "2024-09-02") -> list[tuple[str, str]]:
    """What is due on a day."""
    return [(one.held.what.value, one.held.id) for one in retention.due(ws, RULES, day)]


def refused(work: object, *arguments: object) -> list[Code]:
    """Why something is refused."""
    with pytest.raises(Refused) as caught:
        work(*arguments)  # type: ignore[operator] # a function of the services
    return [one.code for one in caught.value.problems]


def test_who_sits_on_a_panel_of_an_open_campaign_stays(ws: Workspace, tmp_path: Path) -> None:
    assert due(ws) == [("roster", "E-008")]
    archived(ws, tmp_path / "x.evarchive")
    assert due(ws) == [("roster", "E-008"), ("roster", "E-009")]


def test_the_applications_of_a_closed_campaign_are_due_after_their_years(
    ws: Workspace, tmp_path: Path
) -> None:
    archived(ws, tmp_path / "x.evarchive")
    assert ("applications", CAMPAIGN) not in due(ws)
    assert ("applications", CAMPAIGN) in due(ws, "2099-01-01")


def test_a_removal_is_recorded_by_its_number_alone(ws: Workspace) -> None:
    said = retention.remove(ws, RULES, Kept.ROSTER, "E-008", WHO)
    assert [one.id for one in roster.members(ws)] == ["E-001", "E-002", "E-009"]
    assert retention.removed(ws) == (said,)
    assert (said.id, said.clause, said.years, said.who) == ("E-008", "个人信息保护法 19", 3, WHO)
    assert refused(retention.remove, ws, RULES, Kept.ROSTER, "E-008", WHO) == [Code.REMOVAL_NOT_DUE]


def test_what_is_not_due_or_by_nobody_stays(ws: Workspace) -> None:
    assert refused(retention.remove, ws, RULES, Kept.ROSTER, "E-009", WHO) == [Code.REMOVAL_NOT_DUE]
    assert refused(retention.remove, ws, RULES, Kept.ROSTER, "E-008", " ") == [Code.RECORD_NAME_MISSING]
    assert len(roster.members(ws)) == 4


def test_a_folder_goes_only_where_it_is_the_campaigns_own(ws: Workspace, tmp_path: Path) -> None:
    archived(ws, tmp_path / "x.evarchive")
    rules = (RetentionRule(what=Kept.APPLICATIONS, years=-1, clause="test"),)  # due at once
    folder = tmp_path / "campaigns" / CAMPAIGN
    said = (folder / "campaign.toml").read_text("utf-8")
    (folder / "campaign.toml").write_text(said.replace(f'id = "{CAMPAIGN}"', 'id = "another"'), "utf-8")
    codes = refused(retention.remove, ws, rules, Kept.APPLICATIONS, CAMPAIGN, WHO)
    assert codes == [Code.CAMPAIGN_FOLDER_TAKEN]
    assert (folder / "A-001" / "application.toml").exists()
    (folder / "campaign.toml").write_text(said, "utf-8")
    retention.remove(ws, rules, Kept.APPLICATIONS, CAMPAIGN, WHO)
    assert list((tmp_path / "campaigns").iterdir()) == [tmp_path / "campaigns" / "2024-review-1.evpkg"]
    assert campaigns.opened(ws, CAMPAIGN).plan.folder == ""
    assert [one.what for one in retention.removed(ws)] == [Kept.APPLICATIONS]


def test_the_command_lists_removes_and_tells(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, keys = tmp_path / "ws", tmp_path / "keys"
    with workspaces.open_or_create(folder, keys) as ws:
        roster.save(ws, [(member("E-008", ended=True), "new")], WHO, AT)
    command = ["workspace", "retention", "--workspace", str(folder), "--keys", str(keys), "--json"]
    assert run(command, own_places()) == 0
    assert [one["id"] for one in json.loads(capsys.readouterr().out)["due"]] == ["E-008"]
    assert run([*command, "--remove", "letters:1", "--by", WHO], own_places()) == 1
    assert run([*command, "--remove", "roster:E-008", "--by", WHO], own_places()) == 0
    said = capsys.readouterr()
    assert "Removed and recorded: Expert of the roster E-008" in said.err
