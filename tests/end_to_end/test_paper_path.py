"""Paper is an equal path: entered twice, the scan kept, signed by who entered it, never as the expert."""

import json
from pathlib import Path

import identity_builders as identities
import pytest
import signature_builders as make
from PIL import Image

from evaluator_app.cli import main
from evaluator_app.domain.check_report import Verdict
from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused
from evaluator_app.exchange.ooxml_signature import sign
from evaluator_app.exchange.score_sheet_reader import read_sheet
from evaluator_app.services import clock, merging, packages, paper, samples, verification
from evaluator_app.services.places import own_places
from evaluator_app.services.sheets import Source
from evaluator_app.services.signing import sign_sheets

PLACES = own_places()
ANSWERS = min((PLACES.resources / "sample" / "answers" / "A-001").glob("*.json"))


@pytest.fixture
def source(tmp_path: Path) -> Source:
    """An application of the sample package."""
    path = tmp_path / "sample.evpkg"
    packages.build(samples.sample_campaign(PLACES), PLACES.forms, path, now=clock.now())
    return Source(package=path, application="A-001")


@pytest.fixture
def entries(tmp_path: Path) -> paper.Entries:
    """Two equal entries and a scan."""
    scan = tmp_path / "scan.bin"
    Image.new("RGB", (200, 280), "white").save(scan, "PNG")
    return paper.Entries(first=ANSWERS, second=ANSWERS, scan=scan)


def test_a_paper_sheet_says_so_and_counts(source: Source, entries: paper.Entries, tmp_path: Path) -> None:
    folder = tmp_path / "sheets"
    folder.mkdir()
    secretariat = identities.secretariat()
    read = paper.enter_paper(source, entries, secretariat, folder / "p.xlsx")
    assert read.sheet.paper is not None
    assert read.sheet.paper.entered_by == read.signatures[0].signer == secretariat.expert.name
    assert (folder / "p.scan.png").read_bytes() == entries.scan.read_bytes()
    merge = merging.merge_panel(
        [source.package], [folder], merging.MergeOptions(trust=identities.trust_list())
    )
    assert [one.paper for one in merge.ledger if one.state.value == "returned"] == [True]
    against = verification.Against(package=packages.verify(source.package), trust=identities.trust_list())
    report = verification.verify_sheet(folder / "p.xlsx", against)
    assert {one.verdict for one in report.lines} == {Verdict.PASSED}
    assert report.facts["paper"] == secretariat.expert.name


def test_entries_that_differ_are_shown(source: Source, entries: paper.Entries, tmp_path: Path) -> None:
    said = json.loads(ANSWERS.read_text("utf-8"))
    said["marks"]["a1"]["score"] = "0"
    second = tmp_path / "second.json"
    second.write_text(json.dumps(said), encoding="utf-8")
    differing = paper.Entries(first=ANSWERS, second=second, scan=entries.scan)
    with pytest.raises(Refused, match=Code.PAPER_ENTRIES_DIFFER):
        paper.enter_paper(source, differing, identities.secretariat(), tmp_path / "p.xlsx")
    assert not (tmp_path / "p.xlsx").exists()


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"%PDF-1.7 broken", b"\x89PNG\r\n\x1a\nbroken"])
def test_a_scan_that_cannot_be_read_is_refused(
    source: Source, entries: paper.Entries, tmp_path: Path, data: bytes
) -> None:
    entries.scan.write_bytes(data)
    with pytest.raises(Refused, match=Code.PAPER_SCAN_INVALID):
        paper.enter_paper(source, entries, identities.secretariat(), tmp_path / "p.xlsx")


def test_no_expert_signs_by_paper(source: Source, entries: paper.Entries, tmp_path: Path) -> None:
    """Neither the expert alone, nor beside the secretariat, nor another expert in its place."""
    expert = json.loads(ANSWERS.read_text("utf-8"))["expert"]["name"]
    own = make.identity(tmp_path, expert)
    with pytest.raises(Refused, match=Code.PAPER_BY_EXPERT):
        paper.enter_paper(source, entries, own, tmp_path / "own.xlsx")
    read = paper.enter_paper(source, entries, identities.secretariat(), tmp_path / "p.xlsx")
    with pytest.raises(Refused, match=Code.SHEET_SIGNER_DIFFERS):
        sign_sheets([read.path], own)
    read.path.write_bytes(sign(read.path.read_bytes(), own, make.TIME))
    with pytest.raises(Refused, match=Code.SHEET_SIGNER_DIFFERS):
        read_sheet(read.path)
    other = make.identity(tmp_path, "示例专家丙")
    paper.enter_paper(source, entries, other, tmp_path / "other.xlsx")
    trust = verification.Against(trust=identities.trust_list())
    report = verification.verify_sheet(tmp_path / "other.xlsx", trust)
    assert report.failed


def test_the_command(
    source: Source, entries: paper.Entries, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    identity, passphrase = make.saved(tmp_path, "示例秘书处")
    target = tmp_path / "p.xlsx"
    files = [
        "--first",
        str(ANSWERS),
        "--second",
        str(ANSWERS),
        "--scan",
        str(entries.scan),
        "-o",
        str(target),
    ]
    signing = ["--identity", identity, "--passphrase-file", passphrase]
    about = ["--package", str(source.package), "--application", "A-001"]
    assert main.run(["sheet", "paper", *about, *files, *signing, "--json"], PLACES) == 0
    assert json.loads(capsys.readouterr().out)["entered_by"] == "示例秘书处"
    report = tmp_path / "r.json"
    assert main.run(["sheet", "verify", str(target), "--report", str(report), "--json"], PLACES) == 0
    assert json.loads(capsys.readouterr().out)["sheets"][0]["paper"]
    assert json.loads(report.read_text("utf-8"))["files"][0]["paper"] == "示例秘书处"
    assert main.run(["package", "verify", str(source.package), "--report", str(report)], PLACES) == 0
    assert json.loads(report.read_text("utf-8"))["files"][0]["kind"] == "package"
