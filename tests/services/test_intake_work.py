"""Intake into a campaign's folder: seen before it is done, packed and checked afterwards."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from form_builders import S1, Rows, filled, sign_up, type_in
from workspace_builders import snapshot

from evaluator_app.cli.main import run
from evaluator_app.domain.intake import Arrival, Sorted
from evaluator_app.exchange.source_folder import read_applications
from evaluator_app.services import intake, taking_in
from evaluator_app.services.intake import target_of_folder
from evaluator_app.services.places import own_places
from evaluator_app.services.samples import sample_campaign

FORMS = own_places().forms


@pytest.fixture
def campaign(tmp_path: Path) -> Path:
    """The sample's campaign, with its three applications."""
    folder = tmp_path / "campaign"
    shutil.copytree(sample_campaign(own_places()), folder)
    return folder


def look(paths: Sequence[Path], campaign: Path) -> tuple[Sorted, ...]:
    """The preview."""
    return intake.preview(paths, target_of_folder(campaign, FORMS))


def take(found: Sequence[Sorted], campaign: Path) -> tuple[Path, ...]:
    """Take it in."""
    return taking_in.apply(found, target_of_folder(campaign, FORMS)).written


def entered(folder: Path, site: str = "焊接车间") -> Path:
    """A filled form for a new site."""

    def change(rows: Rows) -> None:
        sign_up(rows)
        type_in(rows, "declaration-form.site", site)

    folder.mkdir(exist_ok=True)
    return filled(folder, S1, change)


def test_nothing_is_written_before_it_is_confirmed(campaign: Path, tmp_path: Path) -> None:
    """The preview says what would be done."""
    before = snapshot(campaign)
    (found,) = look([entered(tmp_path / "in")], campaign)
    assert found.arrival is Arrival.NEW
    assert "联系人" in [one.details["field"] for one in found.missing]
    assert snapshot(campaign) == before
    (path,) = take([found], campaign)
    assert path == campaign / "A-004" / "application.toml"
    application = read_applications(campaign)[3].application
    assert (application.site, application.values["employees"]) == ("焊接车间", "612")


def test_the_same_form_again_changes_nothing(campaign: Path, tmp_path: Path) -> None:
    """And a changed one keeps what people wrote besides."""
    form = entered(tmp_path / "in")
    take(look([form], campaign), campaign)
    before = snapshot(campaign)
    (again,) = look([form], campaign)
    assert again.arrival is Arrival.SAME
    assert take([again], campaign) == ()
    assert snapshot(campaign) == before
    file = campaign / "A-001" / "application.toml"
    old = read_applications(campaign)[0]
    changed = entered(tmp_path / "in2", site="总装二车间")
    (found,) = look([changed], campaign)
    assert found.arrival is Arrival.CHANGED
    take([found], campaign)
    new = read_applications(campaign)[0]
    assert new.application.documents == old.application.documents
    assert new.application.values["ownership"] == "其他：个体"
    assert "innovation-report" in file.read_text("utf-8")


def test_an_application_is_written_where_it_lies(campaign: Path, tmp_path: Path) -> None:
    """A folder may be called anything; no second file of the same application appears."""
    (campaign / "A-001").rename(campaign / "甲公司")
    changed = entered(tmp_path / "in", site="总装二车间")
    found = look([changed], campaign)
    assert take(found, campaign) == (campaign / "甲公司" / "application.toml",)
    ids = [one.application.id for one in read_applications(campaign)]
    assert sorted(ids) == ["A-001", "A-002", "A-003"]
    (campaign / "A-001").mkdir()
    (campaign / "A-001" / "application.toml").write_text(
        'id = "Z"\norganisation = "z"\nsite = "z"\n', "utf-8"
    )
    new = look([entered(tmp_path / "in2")], campaign)
    assert take(new, campaign)[0].parent.name not in {"A-001", "甲公司"}


def test_doubtful_forms_stay_out(campaign: Path, tmp_path: Path) -> None:
    """Two for the same site, one that is none."""
    first, second = entered(tmp_path / "one"), entered(tmp_path / "two")
    found = look([first, second, tmp_path / "missing.xlsx"], campaign)
    assert [one.arrival for one in found] == [Arrival.DOUBTFUL, Arrival.DOUBTFUL, Arrival.REFUSED]
    assert take(found, campaign) == ()


def test_a_campaign_without_applications_takes_its_first(campaign: Path, tmp_path: Path) -> None:
    """From the form to a package that can be built."""
    for one in campaign.iterdir():
        if one.is_dir():
            shutil.rmtree(one)
    take(look([entered(tmp_path / "in")], campaign), campaign)
    out = tmp_path / "x.evpkg"
    assert run(["package", "build", str(campaign), "-o", str(out)], own_places()) == 0


def test_the_command_shows_and_then_does_it(
    campaign: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`intake apply`, `--confirm`."""
    words = ["intake", "apply", str(entered(tmp_path / "in")), "--folder", str(campaign), "--json"]
    assert run(words, own_places()) == 0
    said = json.loads(capsys.readouterr().out)
    assert ([one["arrival"] for one in said["forms"]], said["written"]) == (["new"], [])
    assert run([*words, "--confirm"], own_places()) == 0
    assert len(json.loads(capsys.readouterr().out)["written"]) == 1
    assert run([*words, "--confirm"], own_places()) == 0
    assert json.loads(capsys.readouterr().out)["forms"][0]["arrival"] == "same"
