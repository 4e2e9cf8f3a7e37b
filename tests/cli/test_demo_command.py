"""`demo`: the whole journey on the sample, every artefact left behind."""

import json
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from evaluator_app.cli.main import run
from evaluator_app.services import packages, scoring, workspaces
from evaluator_app.services.demo import Artefact, Kind, run_demo
from evaluator_app.services.places import own_places
from evaluator_app.wording.declarations import pledge_words


@pytest.fixture(scope="module")
def journey(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Artefact]]:
    """One journey for all tests here: it takes some seconds."""
    out, made = tmp_path_factory.mktemp("demo"), list[Artefact]()
    run_demo(own_places(), out, made.append, pledge_words)
    return out, made


def test_every_artefact_is_there_and_told(journey: tuple[Path, list[Artefact]]) -> None:
    _, made = journey
    counts = {Kind.PACKAGE: 1, Kind.WORKSPACE: 1, Kind.SHEET: 9, Kind.SHEET_PDF: 9, Kind.WORKBOOK: 1}
    assert Counter(one.kind for one in made) == counts
    assert all(one.path.exists() for one in made)


def test_the_package_is_the_sample_and_says_so(journey: tuple[Path, list[Artefact]]) -> None:
    package = packages.verify(journey[0] / "sample.evpkg").package
    assert package.campaign.fictitious
    assert len(package.applications) == 3


def test_the_workspace_stands_in_the_middle_of_the_work(journey: tuple[Path, list[Artefact]]) -> None:
    with closing(workspaces.open_existing(journey[0] / "workspace", journey[0] / "keys")) as ws:
        [shelf] = scoring.desk(ws)
    assert [one.marked for one in shelf.applications] == [8, 7, 0]
    assert shelf.applications[0].open_points == 0


def test_a_folder_that_is_not_empty_is_left_alone(
    journey: tuple[Path, list[Artefact]], capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(journey[0].rglob("*"))
    assert run(["demo", "--out", str(journey[0]), "--json"], own_places()) == 1
    assert json.loads(capsys.readouterr().out)["problems"][0]["code"] == "folder_not_empty"
    assert sorted(journey[0].rglob("*")) == before
