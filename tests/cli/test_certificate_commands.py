"""Commands on certificates, publication and violations, from results to a third party's check."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from certificate_builders import CAMPAIGN, PLACES, add_application
from identity_builders import PASSPHRASE, secretariat
from register_builders import SCHEME_ID, WHO

from evaluator_app.cli.main import run
from evaluator_app.exchange.identity_file import identity_bytes

Captured = pytest.CaptureFixture[str]
FIRST = "SAQ0003-2024-0001"


class Desk:
    """Commands on one workspace, answered as JSON."""

    def __init__(self, folder: Path, capsys: Captured) -> None:
        self.folder, self._capsys = folder, capsys
        self._where = ["--workspace", str(folder / "ws"), "--keys", str(folder / "keys"), "--json"]

    def ask(self, *words: object, status: int = 0) -> Any:
        """The answer of a command that ends with this status."""
        where = ["--json"] if words[1] == "verify" else self._where
        found = run([*map(str, words), *where], PLACES)
        said = self._capsys.readouterr()
        assert found == status, said.err
        return json.loads(said.out)


@pytest.fixture
def desk(tmp_path: Path, capsys: Captured) -> Desk:
    """A campaign of two applications, both decided."""
    files = tmp_path / "files"
    for name in ("A-001", "A-002"):
        add_application(files, name)
    desk = Desk(tmp_path, capsys)
    desk.ask(
        "campaign",
        "new",
        CAMPAIGN,
        "--scheme",
        SCHEME_ID,
        "--title",
        "示例评价",
        "--year",
        2024,
        "--folder",
        files,
    )
    desk.ask("certificates", "results", CAMPAIGN, "-o", tmp_path / "results.xlsx")
    book = openpyxl.load_workbook(tmp_path / "results.xlsx")
    page = book.active
    assert page
    page["G3"], page["G4"] = "六星级", "五星级"
    book.save(tmp_path / "results.xlsx")
    return desk


def issued(desk: Desk) -> list[dict[str, str]]:
    """Certificates for both."""
    results = ("--results", desk.folder / "results.xlsx", "--decided", "2024-06-20", "--on", "2024-07-01")
    planned = desk.ask("certificates", "issue", CAMPAIGN, *results)
    assert [one["number"] for one in planned["planned"]] == [FIRST, "SAQ0003-2024-0002"]
    assert planned["issued"] == []
    done = desk.ask("certificates", "issue", CAMPAIGN, *results, "--by", WHO, "--confirm")
    found: list[dict[str, str]] = done["issued"]
    return found


def test_from_results_to_a_check_by_a_third_party(desk: Desk) -> None:
    """S0-83, S0-87: issue, write, export, verify; the third party needs no workspace."""
    first = issued(desk)[0]
    out = desk.folder / "certificates"
    assert len(desk.ask("certificates", "write", "-o", out)["files"]) == 2
    desk.ask("certificates", "plaques", FIRST, "-o", desk.folder / "plaques.xlsx")
    (desk.folder / "office.p12").write_bytes(identity_bytes(secretariat(), PASSPHRASE))
    (desk.folder / "secret").write_bytes(PASSPHRASE)
    signing = ("--identity", desk.folder / "office.p12", "--passphrase-file", desk.folder / "secret")
    file = desk.folder / "r.evregister"
    assert desk.ask("certificates", "export", "-o", file, *signing, "--by", WHO)["with_names"] == 0
    asked = ("certificates", "verify", file, "--number", FIRST, "--code", first["code"])
    assert desk.ask(*asked)["state"] == "valid"
    assert desk.ask(*asked, "--result", "五星级", status=1)["differs"] == ["result"]
    assert desk.ask(*asked[:-1], "0000", status=1)["problems"][0]["code"] == "register_no_match"


def test_another_evaluation_takes_the_old_certificates_place(desk: Desk) -> None:
    """S0-97: applied for again, decided later, issued while the old ones run."""
    old = [one["number"] for one in issued(desk)]
    again = ("--results", desk.folder / "results.xlsx", "--decided", "2025-03-20", "--on", "2025-04-01")
    refused = desk.ask("certificates", "issue", CAMPAIGN, *again, status=1)
    assert {one["code"] for one in refused["problems"]} == {"certificate_there"}
    for number in old:
        desk.ask("certificates", "event", number, "--kind", "renewal", "--on", "2025-02-01", "--by", WHO)
    done = desk.ask("certificates", "issue", CAMPAIGN, *again, "--by", WHO, "--confirm")
    assert [one["replaces"] for one in done["planned"]] == [[number] for number in old]
    assert [one["number"] for one in done["issued"]] == ["SAQ0003-2025-0001", "SAQ0003-2025-0002"]
    shown = desk.ask("certificates", "show", old[0])
    assert (shown["state"], shown["due"]) == ("replaced", [])
    assert shown["events"][-1]["successor"] == "SAQ0003-2025-0001"


def test_the_life_of_a_certificate(desk: Desk) -> None:
    """S0-98 to S0-113: case, confirmation, notice, exchange; what is due as calendar and list."""
    issued(desk)
    steps: tuple[tuple[object, ...], ...] = (
        ("已报告", "2024-08-05", "--sanction", "lowering", "--cause", "accident", "--occurred", "2024-08-01"),
        ("待确认", "2024-08-10"),
        ("降级", "2024-08-20", "--grade", "五星级", "--confirmed-by", "标委会", "--paper", "纪要"),
        ("待退换", "2024-08-25"),
    )
    for state, day, *more in steps:
        said = desk.ask(
            "certificates",
            "event",
            FIRST,
            "--kind",
            "case",
            "--state",
            state,
            "--on",
            day,
            "--by",
            WHO,
            *more,
        )
    assert (said["state"], said["case"], said["due"][0]["due"]) == ("lowered", "待退换", "2024-09-09")
    due = desk.ask("certificates", "due", "--until", "2024-09-30", "-o", desk.folder / "due.ics")["due"]
    assert ("exchange-lowered", "2024-09-09") in [(one["duty"], one["due"]) for one in due]
    desk.ask("certificates", "due", "-o", desk.folder / "due.xlsx")
    desk.ask("certificates", "notice", FIRST, "-o", desk.folder / "notice.docx")
    new = desk.ask("certificates", "exchange", FIRST, "--on", "2024-09-02", "--by", WHO)
    assert (new["number"], new["replaces"]) == ("SAQ0003-2024-0003", FIRST)
    listed = desk.ask("certificates", "list", "-o", desk.folder / "register.xlsx")["certificates"]
    assert [one["state"] for one in listed] == ["replaced", "valid", "valid"]
    assert desk.ask("certificates", "show", FIRST)["events"][-1]["successor"] == new["number"]
    assert desk.ask("certificates", "show", "X", status=1)["problems"][0]["code"] == "certificate_unknown"


def test_what_is_due_has_two_kinds_of_file(desk: Desk, capsys: Captured) -> None:
    """S0-96: another ending is wrong usage."""
    where = ["--workspace", str(desk.folder / "ws"), "--keys", str(desk.folder / "keys")]
    assert run(["certificates", "due", "-o", "due.txt", *where], PLACES) == 2
    assert ".ics" in capsys.readouterr().err


def test_consents_results_promotion_and_figures(desk: Desk) -> None:
    """S0-81, S0-86, S0-117: nothing leaves before both consents are recorded."""
    results = ("--results", desk.folder / "results.xlsx", "--decided", "2024-06-20")
    releasing = ("publication", "results", CAMPAIGN, *results, "-o", desk.folder / "r.docx", "--by", WHO)
    told = desk.ask(*releasing, status=1)["problems"]
    assert {one["code"] for one in told} == {"consent_of_applicant_missing", "consent_of_secretariat_missing"}
    for scope in ("results", "promotion"):
        said = ("publication", "consent", CAMPAIGN, "--scope", scope, "--paper", "函", "--by", WHO)
        desk.ask(*said, "--party", "applicant", "--application", "A-001")
        desk.ask(*said, "--party", "secretariat")
    assert len(desk.ask("publication", "consents", CAMPAIGN)["consents"]) == 4
    done = desk.ask(*releasing, "--leave-out")
    assert [one["applications"] for one in done["groups"]] == [["A-001"]]
    desk.ask("publication", "material", CAMPAIGN, "--application", "A-001", "--text", "示例", "--by", WHO)
    for ending in ("xlsx", "docx"):
        file = desk.folder / f"promotion.{ending}"
        found = desk.ask("publication", "promotion", CAMPAIGN, *results, "-o", file, "--by", WHO)
        assert found["promoted"] == ["A-001", "A-002"]
        assert file.is_file()
    figures = desk.ask("publication", "statistics", CAMPAIGN, *results, "-o", desk.folder / "f.xlsx")
    assert (figures["received"], figures["by_grade"]["六星级"]) == (2, 1)
    kinds = [one["kind"] for one in desk.ask("publication", "list", CAMPAIGN)["published"]]
    assert kinds == ["results", "promotion"]
    nothing = desk.ask("publication", "recommendations", CAMPAIGN, "-o", desk.folder / "x.xlsx", status=1)
    assert nothing["problems"][0]["code"] == "publication_no_rule"


def test_reports_of_violations(desk: Desk) -> None:
    """S0-102, S0-103: anybody may report, also without a name."""
    first = desk.ask("violations", "record", "--text", "示例情况", "--about", "示例专家甲", "--by", WHO)
    closing = ("--report", first["report"], "--step", "closed", "--text", "已核实", "--by", WHO)
    desk.ask("violations", "record", *closing)
    found = desk.ask("violations", "list")["violations"]
    assert [(one["report"], one["step"]) for one in found] == [(1, "received"), (1, "closed")]
