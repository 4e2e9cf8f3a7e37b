"""`roster`, `panel` and `package issue` on a workspace, from an empty one to packages that can be merged."""

import json
from pathlib import Path
from typing import Any

import pytest
from roster_builders import CAMPAIGN, SECRETARY, options, secretariat_workspace

from evaluator_app.cli.main import run
from evaluator_app.services.packages import verify
from evaluator_app.services.places import own_places

Captured = pytest.CaptureFixture[str]


class Commands:
    """Commands on one workspace, answered as JSON."""

    def __init__(self, folder: Path, captured: Captured) -> None:
        self._options, self._captured = options(folder), captured
        secretariat_workspace(folder).close()

    def __call__(self, *words: str, code: int = 0) -> Any:
        """What a command says; `code` is how it ends."""
        assert run([*words, *self._options, "--json"], own_places()) == code
        return json.loads(self._captured.readouterr().out or "{}")


@pytest.fixture
def commands(tmp_path: Path, capsys: Captured) -> Commands:
    """The workspace of a secretariat."""
    return Commands(tmp_path, capsys)


def test_the_roster_goes_out_and_comes_in_again(commands: Commands, tmp_path: Path) -> None:
    """`roster list`, `export`, `import`, `remove`: nothing is written without --confirm."""
    assert len(commands("roster", "list")["members"]) == 5
    out = tmp_path / "roster.xlsx"
    commands("roster", "export", "-o", str(out))
    commands("roster", "remove", "E-0003", "--reason", "任期届满", "--by", SECRETARY)
    for confirm in ([], ["--confirm", "--by", SECRETARY], []):
        commands("roster", "import", str(out), *confirm)
    found = commands("roster", "import", str(out))["changes"]
    assert {one["change"] for one in found} == {"same"}
    assert commands("roster", "remove", "E-0003", "--reason", "x", "--by", SECRETARY, code=1)


def test_panels_are_proposed_changed_and_shown(commands: Commands) -> None:
    """`panel propose`, `show`, `replace`, `release`, `assign`, `chair`."""
    assert commands("panel", "show", CAMPAIGN, code=1)["panels"][0]["members"] == []
    commands("panel", "propose", CAMPAIGN)
    commands("panel", "propose", CAMPAIGN, "--confirm", "--by", SECRETARY)
    found = commands("panel", "show", CAMPAIGN)
    first = found["panels"][0]
    assert (len(first["members"]), first["chair"] in first["members"]) == (3, True)
    words = ("--application", "A-001", "--member", first["members"][0], "--by", SECRETARY)
    commands("panel", "release", CAMPAIGN, *words, "--reason", "出差")
    commands("panel", "assign", CAMPAIGN, *words)
    commands("panel", "chair", CAMPAIGN, *words)


def test_somebody_is_replaced(commands: Commands) -> None:
    """T-20: `panel replace` names a reason; nobody unknown takes the place."""
    by = ("--by", SECRETARY)
    commands("panel", "assign", CAMPAIGN, "--application", "A-001", "--member", "E-0001", *by)
    replace = ("panel", "replace", CAMPAIGN, "--member", "E-0001", "--reason", "因病", *by)
    commands(*replace, "--with", "E-0009", code=1)
    assert commands(*replace, "--with", "E-0002")["panels"][0]["members"] == ["E-0002"]


def test_packages_are_issued_once(commands: Commands, tmp_path: Path) -> None:
    """`package issue`: shown first, then made with letters and recorded; the same again makes nothing."""
    out = tmp_path / "out"
    commands("package", "issue", CAMPAIGN, "-o", str(out), code=1)
    commands("panel", "propose", CAMPAIGN, "--confirm", "--by", SECRETARY)
    assert commands("package", "issue", CAMPAIGN, "-o", str(out))["issued"] == []
    made = commands("package", "issue", CAMPAIGN, "-o", str(out), "--confirm", "--by", SECRETARY)["issued"]
    for one in made:
        assert verify(out / one["file"]).package.digest == one["digest"]
        assert (out / one["file"]).with_suffix(".docx").is_file()
    again = commands("package", "issue", CAMPAIGN, "-o", str(out), "--confirm", "--by", SECRETARY)
    assert again["issued"] == []
    assert len(commands("package", "issued", CAMPAIGN)["issued"]) == len(made)
    assert run(["package", "issue", CAMPAIGN, "-o", str(out), "--seal"], own_places()) == 2
