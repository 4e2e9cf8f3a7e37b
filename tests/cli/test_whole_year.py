"""A secretariat's whole year by command, from the campaign to its archive."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import decision_builders as committee
import pytest
from identity_builders import PASSPHRASE, key_file
from roster_builders import APPLICATIONS, CAMPAIGN, MEMBERS, SECRETARY, campaign_folder, options

from evaluator_app.cli.main import run
from evaluator_app.domain.expert import Expert
from evaluator_app.services import packages, roster
from evaluator_app.services.places import own_places
from evaluator_app.services.samples import sample_campaign

Captured = pytest.CaptureFixture[str]
BY = ("--by", SECRETARY)


class Year:
    """Commands on one workspace, each answered as JSON."""

    def __init__(self, folder: Path, captured: Captured) -> None:
        self.folder, self._captured = folder, captured

    def __call__(self, *words: str | Path, ends: int = 0) -> Any:
        """What a command says, and how it must end."""
        arguments = [*map(str, words), *options(self.folder), "--json"]
        code = run(arguments, own_places())
        said = self._captured.readouterr()
        assert code == ends, said.err + said.out
        return json.loads(said.out or "{}")


@pytest.fixture
def year(tmp_path: Path, capsys: Captured) -> Year:
    """An empty place."""
    return Year(tmp_path, capsys)


def answers(folder: Path, application: str, expert: Expert, number: int) -> Path:
    """The answers of the sample for an application, given by somebody else."""
    source = sample_campaign(own_places()).parent / "answers" / application / f"expert-{number}.json"
    said = json.loads(source.read_text("utf-8"))
    said["expert"] = {"name": expert.name, "organisation": expert.organisation}
    path = folder / f"{application}-{number}.json"
    path.write_text(json.dumps(said, ensure_ascii=False), "utf-8")
    return path


def sheets(year: Year, issued: Path) -> Iterator[Path]:
    """What the experts hand back: a sheet for each application of their packages."""
    given: dict[str, int] = {}
    for path in sorted(issued.glob("*.evpkg")):
        package = packages.verify(path).package
        for application in package.applications:
            given[application.id] = number = given.get(application.id, 0) + 1
            out = year.folder / "in" / f"{package.id}-{application.id}.xlsx"
            out.parent.mkdir(exist_ok=True)
            said = answers(year.folder, application.id, package.experts[0], number)
            words = ["sheet", "fill", "--package", path, "--application", application.id, "--answers", said]
            assert run([*map(str, words), "-o", str(out)], own_places()) == 0
            yield out


def test_from_the_first_day_to_the_archive(year: Year) -> None:
    """Nothing is typed twice, and every step finds what the one before it left."""
    home = year.folder
    year(
        *("campaign", "new", CAMPAIGN, "--scheme", "saq-0005-2023", "--title", "示例活动", "--year", "2024"),
        *("--stage", "document-review", "--folder", campaign_folder(home / "applications")),
    )
    people = home / "roster.xlsx"
    roster.write(people, MEMBERS)
    assert len(year("roster", "import", people, "--confirm", *BY)["changes"]) == len(MEMBERS)
    year("panel", "propose", CAMPAIGN, "--each", "3", "--confirm", *BY)
    issued = year("package", "issue", CAMPAIGN, "-o", home / "out", "--confirm", *BY)["issued"]
    back = list(sheets(year, home / "out"))
    assert len(back) == 3 * len(APPLICATIONS) == sum(len(one["applications"]) for one in issued)
    year("results", "import", home / "in", "--campaign", CAMPAIGN, *BY, ends=1)  # they are not signed
    merged = year("results", "merge", "--campaign", CAMPAIGN, "--allow-unsigned")["results"]
    assert {one["grade"]["computed"] for one in merged} <= {"标杆级", "优秀级", "推进级"}
    _meet(year)
    _decide(year, {one["application"]: one["grade"]["computed"] for one in merged})
    _publish(year)
    _close(year)


def _meet(year: Year) -> None:
    file, marks = year.folder / "meeting.json", ("--campaign", CAMPAIGN, "--allow-unsigned")
    year("meeting", "prepare", *marks, "--application", "A-001", "-o", file)
    said = json.loads(file.read_text("utf-8"))
    said |= {"opinion": "同意推荐。", "recorded_by": SECRETARY, "points": []}
    file.write_text(json.dumps(said, ensure_ascii=False), "utf-8")
    year("meeting", "record", file, *marks)


def _decide(year: Year, computed: dict[str, str]) -> None:
    book, marks = year.folder / "committee.xlsx", ("--campaign", CAMPAIGN, "--allow-unsigned")
    year("decisions", "workbook", *marks, "-o", book)
    committee.fill(book, {name: (grade, "") for name, grade in computed.items()})
    session = ("--on", "2024-10-10", "--chair", "示例委员一", "--member", "示例委员一")
    year("decisions", "record", book, *marks, *session, *BY)
    minutes = year.folder / "minutes.docx"
    year("decisions", "minutes", CAMPAIGN, "-o", minutes)
    year("decisions", "minutes", CAMPAIGN, "--signed", minutes, *BY)


def _publish(year: Year) -> None:
    out = year.folder / "results.docx"
    year(
        "publication",
        "consent",
        CAMPAIGN,
        "--party",
        "secretariat",
        "--scope",
        "results",
        "--paper",
        "纪要",
        *BY,
    )
    for name in APPLICATIONS:
        words = ("--party", "applicant", "--scope", "results", "--application", name, "--paper", "回函")
        year("publication", "consent", CAMPAIGN, *words, *BY)
    year("publication", "results", CAMPAIGN, "--decisions", "-o", out, *BY)
    assert out.stat().st_size > 0


def _close(year: Year) -> None:
    (year.folder / "authority.p12").write_bytes(key_file(Expert(name=SECRETARY)))
    (year.folder / "secret.txt").write_bytes(PASSPHRASE)
    signer = ("--identity", year.folder / "authority.p12", "--passphrase-file", year.folder / "secret.txt")
    archive = year.folder / "2024.evarchive"
    made = year(
        "campaign", "archive", CAMPAIGN, "-o", archive, "--packages", year.folder / "out", *BY, *signer
    )
    assert made["missing"] == []
    assert run(["archive", "verify", str(archive)], own_places()) == 0
