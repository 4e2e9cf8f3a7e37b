"""Campaigns in a workspace: locked to their scheme, dated, recorded, by services and by command."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from workspace_builders import KEY

from evaluator_app.cli.main import run
from evaluator_app.domain.campaigns import CampaignPlan, StepDates
from evaluator_app.domain.codes import Code
from evaluator_app.domain.dossier import Result, StepRecord
from evaluator_app.domain.problems import Refused
from evaluator_app.exchange.scheme_file import read_scheme_file
from evaluator_app.exchange.source_folder import read_campaign
from evaluator_app.services import campaigns
from evaluator_app.services.places import own_places
from evaluator_app.store.workspace import Workspace, create_workspace, open_workspace

FORMS = own_places().forms
PLAN = CampaignPlan(
    id="2024-review", title="2024年现场管理创新活动", year=2024, scheme="saq-0005-2023", scheme_digest=""
)
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace with one campaign."""
    ws = create_workspace(tmp_path / "ws", KEY)
    campaigns.begin(ws, FORMS, PLAN)
    yield ws
    ws.close()


def refused(work: object, *arguments: object) -> list[Code]:
    """Why something is refused."""
    with pytest.raises(Refused) as caught:
        work(*arguments)  # type: ignore[operator] # a function of the services
    return [one.code for one in caught.value.problems]


def test_a_campaign_is_locked_to_its_scheme_as_it_was(ws: Workspace, tmp_path: Path) -> None:
    """Locking gives a digest; what changes in forms later changes no campaign that runs."""
    forms = tmp_path / "forms"
    shutil.copytree(FORMS, forms)
    file = forms / PLAN.scheme / "scheme.toml"
    file.write_text(file.read_text("utf-8").replace("minimum_sheets = ", "minimum_sheets = 1"), "utf-8")
    before = campaigns.opened(ws, PLAN.id)
    other = campaigns.begin(ws, forms, CampaignPlan(**{**vars(PLAN), "id": "2025-review", "year": 2025}))
    assert other.scheme_digest != before.plan.scheme_digest
    after = campaigns.opened(ws, PLAN.id)
    assert after.scheme == before.scheme
    assert after.scheme.digest == after.plan.scheme_digest
    assert [one.plan.id for one in campaigns.every(ws)] == ["2025-review", "2024-review"]


def test_a_campaign_begins_with_the_schemes_days_and_first_scored_stage(ws: Workspace) -> None:
    """The secretariat changes what it wants to."""
    plan = campaigns.opened(ws, PLAN.id).plan
    assert plan.days_of("sign-up").last == "2024-07-31"
    assert plan.stage == "document-review"
    dates = [StepDates(step="sign-up", first="2024-03-15", last="2024-06-30")]
    changed = campaigns.set_dates(ws, PLAN.id, dates).plan
    assert changed.days_of("sign-up").last == "2024-06-30"
    assert changed.days_of("review") == plan.days_of("review")
    assert campaigns.set_stage(ws, PLAN.id, "document-review").plan == changed
    assert refused(campaigns.set_stage, ws, PLAN.id, "nowhere") == [Code.CAMPAIGN_PLAN_INVALID]


def test_what_cannot_be_is_refused_and_changes_nothing(ws: Workspace) -> None:
    """A second one of the number, an odd number, unknown ones, impossible days."""
    assert refused(campaigns.begin, ws, FORMS, PLAN) == [Code.CAMPAIGN_EXISTS]
    odd = CampaignPlan(**{**vars(PLAN), "id": "../x", "title": ""})
    assert refused(campaigns.begin, ws, FORMS, odd) == [Code.CAMPAIGN_PLAN_INVALID] * 2
    assert refused(campaigns.opened, ws, "nowhere") == [Code.CAMPAIGN_UNKNOWN]
    wrong = [StepDates(step="review", first="2024-09-31")]
    before = campaigns.opened(ws, PLAN.id)
    assert refused(campaigns.set_dates, ws, PLAN.id, wrong) == [Code.CAMPAIGN_DAY_INVALID]
    assert campaigns.opened(ws, PLAN.id) == before


def test_the_record_only_grows_and_outlives_the_program(ws: Workspace) -> None:
    """What was recorded stays; a correction is another record."""
    one = StepRecord(
        step="briefing", day="2024-03-20", result=Result.DONE, recorded_by="示例秘书", note="线上"
    )
    written = campaigns.record(ws, PLAN.id, one)
    folder = ws.folder
    ws.close()
    again = open_workspace(folder, KEY)
    assert campaigns.opened(again, PLAN.id).records == (written,)
    with pytest.raises(Exception, match="only grows"), again.changing() as db:
        db.execute("DELETE FROM step_records")
    again.close()


def test_what_is_recorded_as_done_is_no_longer_due(ws: Workspace) -> None:
    """Due are steps that end within two weeks, or ended before."""
    found = campaigns.opened(ws, PLAN.id)
    assert [one.step.id for one in campaigns.due(found, "2024-03-25")] == ["briefing"]
    one = StepRecord(step="briefing", day="2024-03-20", result=Result.DONE, recorded_by="示例秘书")
    campaigns.record(ws, PLAN.id, one)
    assert campaigns.due(campaigns.opened(ws, PLAN.id), "2024-03-25") == ()
    missing = StepRecord(step="briefing", day="2024-03-20", result=Result.NOT_PASSED, recorded_by="")
    assert refused(campaigns.record, ws, PLAN.id, missing) == [
        Code.RECORD_REASON_MISSING,
        Code.RECORD_NAME_MISSING,
    ]


def test_the_commands_do_the_same(tmp_path: Path, capsys: Captured) -> None:
    """`campaign new, list, show, dates, due, record, dossier`."""
    where = ["--workspace", str(tmp_path / "ws"), "--keys", str(tmp_path / "keys"), "--json"]

    def ask(*words: str) -> dict[str, list[dict[str, object]]]:
        assert run(["campaign", *words, *where], own_places()) == 0
        answer: dict[str, list[dict[str, object]]] = json.loads(capsys.readouterr().out)
        return answer

    new = ask("new", "2024", "--scheme", "saq-0005-2023", "--title", "示例活动", "--year", "2024")
    assert [one["id"] for one in new["steps"] if one["contradicts"]] == ["sign-up"]
    assert [one["id"] for one in ask("list")["campaigns"]] == ["2024"]
    shown = ask("dates", "2024", "--step", "review", "--from", "2024-08-05", "--until", "2024-09-20")
    assert {"review": "2024-09-20"}.items() <= {one["id"]: one["until"] for one in shown["steps"]}.items()
    assert ask("show", "2024") == shown
    due = ask("due", "2024", "--on", "2024-09-15")["due"]
    assert {"step": "review", "until": "2024-09-20", "overdue": False} in due
    told = [
        "--step",
        "review",
        "--on",
        "2024-09-01",
        "--who",
        "示例专家甲",
        "--paper",
        "evaluation",
        "--by",
        "秘书",
    ]
    ask("record", "2024", "--application", "A-001", *told)
    steps = ask("dossier", "2024", "--application", "A-001")["steps"]
    assert [one["id"] for one in steps if one["done"]] == ["review"]
    assert ask("dossier", "2024")["steps"] != steps
    assert run(["campaign", "show", "nowhere", *where], own_places()) == 1


def test_a_campaign_lays_out_its_folder_and_takes_no_other(ws: Workspace, tmp_path: Path) -> None:
    """The folder says by itself under which rules it stands; that of another campaign is refused."""
    folder = tmp_path / "2024"
    assert refused(campaigns.folder_of, campaigns.opened(ws, PLAN.id)) == [Code.CAMPAIGN_WITHOUT_FOLDER]
    found = campaigns.set_folder(ws, PLAN.id, folder)
    assert campaigns.folder_of(found) == folder
    assert campaigns.folder_of(campaigns.opened(ws, PLAN.id)) == folder
    assert read_campaign(folder).id == PLAN.id
    assert read_scheme_file(folder / "scheme.toml").digest == found.plan.scheme_digest
    campaigns.set_folder(ws, PLAN.id, folder)
    other = CampaignPlan(**{**vars(PLAN), "id": "2025-review", "year": 2025, "folder": str(folder)})
    assert refused(campaigns.begin, ws, FORMS, other) == [Code.CAMPAIGN_FOLDER_TAKEN]
    assert [one.plan.id for one in campaigns.every(ws)] == [PLAN.id]
    shutil.rmtree(folder)
    assert refused(campaigns.folder_of, found) == [Code.FILE_MISSING]
