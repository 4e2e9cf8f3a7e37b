"""Intake on a campaign of the workspace: journal, receipt, last days, folders of documents."""

import contextlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from delivery_builders import deliver
from form_builders import S1, S3
from intake_builders import DAY, REPORT, WHO, application, begin, codes, institution, look, take
from workspace_builders import KEY, snapshot

from evaluator_app.domain.campaigns import StepDates
from evaluator_app.domain.codes import Code
from evaluator_app.domain.dossier import Result
from evaluator_app.domain.intake import Arrival, Sorted
from evaluator_app.domain.intake_journal import IntakeKind
from evaluator_app.domain.problems import Refused
from evaluator_app.exchange.source_folder import read_application
from evaluator_app.services import campaigns, intake, taking_in
from evaluator_app.services.places import own_places
from evaluator_app.store import closings
from evaluator_app.store.closings import Closing, ClosingKind
from evaluator_app.store.workspace import Workspace, create_workspace


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """An open workspace with a campaign of S1 and one of S3."""
    with contextlib.closing(create_workspace(tmp_path / "ws", KEY)) as ws:
        begin(ws, "s1", S1, 2024, tmp_path / "campaign-s1")
        begin(ws, "s3", S3, 2023, tmp_path / "campaign-s3")
        yield ws


def test_a_form_and_its_documents_come_in_together(ws: Workspace, tmp_path: Path) -> None:
    """Matched to the kinds of the scheme, journaled with digests, received in the dossier's step (S1-37)."""
    folder = application(
        tmp_path / "甲",
        现场管理创新成果报告_pdf=b"%PDF-1.7 report",
        相关荣誉__2023_png=b"png",
        其他_pdf=b"%PDF-1.7 else",
    )
    (found,) = look(ws, folder)
    assert {one.document.name: one.kind for one in found.documents} == {
        "现场管理创新成果报告.pdf": "innovation-report",
        "相关荣誉/2023.png": "honours",
        "其他.pdf": "",
    }
    assert Code.DOCUMENT_KIND_MISSING in codes(found.missing)
    (path,) = take(ws, [found]).written
    kept = read_application(path.parent).application
    assert {one.id: one.kind for one in kept.documents} == {
        "现场管理创新成果报告.pdf": "innovation-report",
        "相关荣誉/2023.png": "honours",
        "其他.pdf": "",
    }
    (event,) = intake.journal(ws, "s1")
    assert (event.kind, event.application, event.who, event.received) == (IntakeKind.NEW, "A-001", WHO, DAY)
    assert event.file.endswith(f"{S1}.xlsx")
    assert event.sha256 == found.sha256 != ""
    assert {name for name, _ in event.documents} == {one.id for one in kept.documents}
    entries = campaigns.dossier_of(campaigns.opened(ws, "s1"), "A-001")
    ((step, record),) = [(entry.step.id, one) for entry in entries for one in entry.records]
    assert (step, record.day, record.result, record.recorded_by) == ("declaration", DAY, Result.DONE, WHO)
    assert record.papers == ("sign-up-form", "declaration-form", "innovation-report", "honours")


def test_the_same_folder_again_changes_nothing(ws: Workspace, tmp_path: Path) -> None:
    """A changed document is shown, replaces the one that is there, and is journaled; the rest stays."""
    folder = application(tmp_path / "甲", 报告_pdf=b"%PDF-1.7 one", 其他_pdf=b"%PDF-1.7 two")
    take(ws, look(ws, folder))
    before = snapshot(tmp_path / "campaign-s1")
    (again,) = look(ws, folder)
    assert again.arrival is Arrival.SAME
    assert take(ws, [again]).written == ()
    assert snapshot(tmp_path / "campaign-s1") == before
    (folder / "报告.pdf").write_bytes(b"%PDF-1.7 new")
    (changed,) = look(ws, folder)
    assert changed.arrival is Arrival.CHANGED
    take(ws, [changed])
    assert (tmp_path / "campaign-s1" / "A-001" / "报告.pdf").read_bytes() == b"%PDF-1.7 new"
    assert [(one.kind, [name for name, _ in one.documents]) for one in intake.journal(ws, "s1")][1:] == [
        (IntakeKind.CHANGED, ["报告.pdf"])
    ]
    records = campaigns.opened(ws, "s1").records
    assert [one.result for one in records] == [Result.DONE, Result.NOTED]


def test_hundreds_of_folders_at_once(ws: Workspace, tmp_path: Path) -> None:
    """One folder of folders: each form with its own documents; what has no form is said."""
    application(tmp_path / "in" / "甲", "一号车间", 报告_pdf=b"%PDF-1.7 one")
    for number in range(2, 6):
        application(tmp_path / "in" / f"{number}", f"{number}号车间", 报告_pdf=b"%PDF-1.7 one")
    (tmp_path / "in" / "无表").mkdir()
    (tmp_path / "in" / "无表" / "报告.pdf").write_bytes(b"%PDF")
    (tmp_path / "in" / "说明.txt").write_text("说明", "utf-8")
    found = look(ws, tmp_path / "in")
    assert sorted(one.arrival.value for one in found) == ["new"] * 5 + ["refused"] * 2
    wrong = {code for one in found for code in codes(one.problems)}
    assert wrong == {Code.FOLDER_WITHOUT_FORM, Code.FORM_NOT_OURS}
    written = take(ws, found).written
    assert [len(read_application(path.parent).files) for path in written] == [1] * 5


def test_a_delivery_as_large_as_offices_get_them(ws: Workspace, tmp_path: Path) -> None:
    """The benchmark's delivery made small: ten documents each, all taken in, nothing new afterwards."""
    delivery = deliver(tmp_path / "in", applications=4, documents=10)
    written = take(ws, look(ws, delivery)).written
    assert [len(read_application(path.parent).files) for path in written] == [10] * 4
    assert [one.application for one in intake.journal(ws, "s1")] == ["A-001", "A-002", "A-003", "A-004"]
    assert {one.arrival for one in look(ws, delivery)} == {Arrival.SAME}


@pytest.fixture
def word(tmp_path: Path, libreoffice_writer: str) -> Path:
    """A folder with a form and a report in Word, beside one that is none."""
    assert libreoffice_writer
    folder = application(tmp_path / "甲", 坏_doc=b"\xd0\xcf\x11\xe0 no document")
    write_report(folder, "初稿")
    return folder


def write_report(folder: Path, words: str) -> None:
    """The report, in Word."""
    report = docx.Document()
    report.add_paragraph(words)
    report.save(str(folder / f"{REPORT}.docx"))


def test_office_documents_get_pdfs_and_keep_their_originals(ws: Workspace, word: Path) -> None:
    """The PDF is of the same kind, the journal has its digest; nothing is tried again."""
    taken = take(ws, look(ws, word))
    home = taken.written[0].parent
    assert {one.name for one in home.iterdir()} >= {f"{REPORT}.docx", f"{REPORT}.pdf", "坏.doc"}
    kinds = {one.id: one.kind for one in read_application(home).application.documents}
    assert kinds[f"{REPORT}.pdf"] == "innovation-report"
    assert f"{REPORT}.pdf" in dict(intake.journal(ws, "s1")[0].documents)
    assert set(codes(taken.findings)) <= {Code.OFFICE_FAILED}  # it may make something of anything
    (again,) = look(ws, word)
    assert again.arrival is Arrival.SAME


def test_without_libreoffice_that_is_said(ws: Workspace, word: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The original is taken in; a PDF of an earlier draft goes, and comes back with LibreOffice."""
    home = take(ws, look(ws, word)).written[0].parent
    write_report(word, "第二稿")
    with monkeypatch.context() as patched:
        for module in (intake, taking_in):
            patched.setattr(module, "find_office", lambda: None)
        (found,) = look(ws, word)
        assert Code.OFFICE_MISSING in codes(found.findings)
        take(ws, [found])
    assert not (home / f"{REPORT}.pdf").exists()
    assert f"{REPORT}.pdf" not in (home / "application.toml").read_text("utf-8")
    take(ws, look(ws, word))
    assert (home / f"{REPORT}.pdf").exists()


def test_late_ones_are_refused_where_the_source_says_so(ws: Workspace, tmp_path: Path) -> None:
    """S3-32, S3-36, D-18: in time, on the day the source leaves open, after it; the refusal is noted once."""
    path = institution(tmp_path / "in")

    def on(day: str) -> Sorted:
        (found,) = look(ws, path, campaign="s3", day=day)
        return found

    assert (on("2023-08-31").arrival, on("2023-08-31").findings) == (Arrival.NEW, ())
    assert (on("2023-09-01").arrival, codes(on("2023-09-01").findings)) == (
        Arrival.NEW,
        [Code.FORM_BORDERLINE],
    )
    late = on("2023-09-02")
    assert (late.arrival, codes(late.problems)) == (Arrival.LATE, [Code.FORM_LATE])
    assert late.problems[0].details["rule"] == "逾期将不予受理。"
    for _ in range(2):
        assert take(ws, [late], "s3", "2023-09-02").written == ()
    assert [(one.kind, one.application) for one in intake.journal(ws, "s3")] == [(IntakeKind.LATE, "")]
    (written,) = take(ws, [on("2023-08-31")], "s3", "2023-08-31").written
    assert [(one.rule, one.figure) for one in read_application(written.parent).judgements] == [
        ("submission", "2023-08-31")
    ]


def test_the_campaigns_own_day_counts_before_the_sources(ws: Workspace, tmp_path: Path) -> None:
    """A later day makes it in time; where the source refuses nothing, a late one is only said."""
    path = institution(tmp_path / "in")
    campaigns.set_dates(ws, "s3", [StepDates(step="application", last="2023-09-15")])
    (found,) = look(ws, path, campaign="s3", day="2023-09-15")
    assert (found.arrival, found.findings) == (Arrival.NEW, ())
    (found,) = look(ws, path, campaign="s3", day="2023-09-16")
    assert found.arrival is Arrival.LATE
    (found,) = look(ws, application(tmp_path / "甲"), day="2024-09-01")
    assert (found.arrival, codes(found.findings)) == (Arrival.NEW, [Code.FORM_LATE])


@pytest.mark.parametrize(("day", "who"), [("2999-01-01", WHO), (DAY, " ")])
def test_a_receipt_needs_a_day_that_has_come_and_a_name(
    ws: Workspace, tmp_path: Path, day: str, who: str
) -> None:
    """Refused before anything is written."""
    found = look(ws, application(tmp_path / "甲"))
    before = snapshot(tmp_path / "campaign-s1")
    with pytest.raises(Refused):
        take(ws, found, day=day, who=who)
    with pytest.raises(Refused):
        intake.target_of(ws, "s1", "2024-13-01")
    assert snapshot(tmp_path / "campaign-s1") == before
    assert intake.journal(ws, "s1") == ()


def test_a_closed_campaign_takes_nothing(ws: Workspace, tmp_path: Path) -> None:
    """What is archived stays as it is."""
    found = look(ws, application(tmp_path / "甲"))
    closings.add(ws, "s1", Closing(kind=ClosingKind.CLOSED, who=WHO, at="2024-12-31T09:00:00+08:00"))
    before = snapshot(tmp_path / "campaign-s1")
    with pytest.raises(Refused) as caught:
        take(ws, found)
    assert codes(caught.value.problems) == [Code.CAMPAIGN_CLOSED]
    assert snapshot(tmp_path / "campaign-s1") == before


def test_what_changed_since_the_preview_is_not_written(ws: Workspace, tmp_path: Path) -> None:
    """Neither over another's work, nor a document nobody looked at."""
    folder = application(tmp_path / "甲", 报告_pdf=b"%PDF-1.7 one")
    found = look(ws, folder)
    (folder / "报告.pdf").write_bytes(b"%PDF-1.7 other")
    with pytest.raises(Refused) as caught:
        take(ws, found)
    assert codes(caught.value.problems) == [Code.INTAKE_DOCUMENT_CHANGED]
    assert not [one for one in (tmp_path / "campaign-s1").iterdir() if one.is_dir()]
    assert intake.journal(ws, "s1") == ()
    found = look(ws, folder)
    take(ws, found)
    with pytest.raises(Refused) as caught:
        take(ws, [replace(found[0], file="x")])
    assert codes(caught.value.problems) == [Code.INTAKE_STALE]


def test_the_commands(
    ws: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`intake read --campaign`, `intake apply --campaign`, `intake journal`."""
    from evaluator_app.cli import intake as commands  # noqa: PLC0415 - its opener is answered here
    from evaluator_app.cli.main import run  # noqa: PLC0415 - as above

    monkeypatch.setattr(commands, "opened", lambda _options: contextlib.nullcontext(ws))
    folder = application(tmp_path / "甲", 报告_ofd=b"ofd")
    form = str(folder / f"{S1}.xlsx")
    assert run(["intake", "read", form, "--campaign", "s1", "--json"], own_places()) == 0
    assert json.loads(capsys.readouterr().out)["forms"][0]["values"]["employees"] == "612"
    words = ["intake", "apply", str(folder), "--campaign", "s1", "--received", DAY, "--by", WHO, "--json"]
    assert run(words, own_places()) == 0
    said = json.loads(capsys.readouterr().out)
    assert [one["code"] for one in said["forms"][0]["findings"]] == ["document_unsupported"]
    assert said["written"] == []
    assert run([*words, "--confirm"], own_places()) == 0
    assert len(json.loads(capsys.readouterr().out)["written"]) == 1
    assert run(["intake", "journal", "s1", "--json"], own_places()) == 0
    (event,) = json.loads(capsys.readouterr().out)["events"]
    assert (event["kind"], event["who"], event["documents"][0]["name"]) == ("new", WHO, "报告.ofd")
