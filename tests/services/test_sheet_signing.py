"""Signing on the expert's desk: frozen afterwards, corrected by a new revision, all at once from home."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import signature_builders as make
from builders import mark
from declaring_builders import declare
from PIL import Image

from evaluator_app.domain.codes import Code
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.history import Subject, edit
from evaluator_app.domain.problems import Refused
from evaluator_app.exchange.score_sheet_reader import read_sheet
from evaluator_app.services import (
    clock,
    merging,
    packages,
    receiving,
    samples,
    scoring,
    sheet_signing,
    workspaces,
)
from evaluator_app.services.places import own_places
from evaluator_app.store.workspace import Workspace

REMARK = "亮点：示例。\n不足：示例。"


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace with the sample."""
    with workspaces.open_or_create(tmp_path / "ws", tmp_path / "keys") as ws:
        places, package = own_places(), tmp_path / "sample.evpkg"
        packages.build(samples.sample_campaign(places), places.forms, package, now=clock.now())
        receiving.receive(ws, package)
        declare(ws)
        yield ws


@pytest.fixture
def pen(tmp_path: Path) -> sheet_signing.Pen:
    """An expert with a drawn signature."""
    picture = tmp_path / "drawn.png"
    Image.new("RGBA", (300, 100), (0, 0, 0, 255)).save(picture)
    return sheet_signing.Pen(identity=make.identity(tmp_path), picture=picture.read_bytes())


def opened(ws: Workspace, application: str = "A-001") -> scoring.OpenSheet:
    """The sheet of an application."""
    return scoring.open_sheet(ws, scoring.desk(ws)[0].package.id, application)


def keep(ws: Workspace, subject: Subject, target: str, value: object, application: str = "A-001") -> None:
    """One edit."""
    sheet = opened(ws, application)
    step = edit(sheet.state, subject, target, value)  # type: ignore[arg-type] # what the subject holds
    if step is not None:
        scoring.save_step(ws, sheet.key, step.row, make.EXPERT)


def finish(ws: Workspace, application: str = "A-001") -> None:
    """Fill in everything."""
    rubric = opened(ws, application).scheme.scheme.rubric
    for criterion in rubric.criteria:
        keep(ws, Subject.MARK, criterion.id, mark("5"), application)
    for remark in rubric.remarks:
        keep(ws, Subject.REMARK, remark.id, REMARK, application)


def test_a_signed_sheet_is_frozen_and_has_a_receipt(
    ws: Workspace, tmp_path: Path, pen: sheet_signing.Pen
) -> None:
    finish(ws)
    receipt = sheet_signing.sign_open(ws, opened(ws), pen, tmp_path / "s.xlsx")
    read = read_sheet(receipt.path)
    assert read.signed
    assert (read.digest, read.sheet.revision, read.sheet.supersedes) == (receipt.digest, 1, None)
    assert receipt.code in (tmp_path / "s.receipt.txt").read_text("utf-8")
    assert (tmp_path / "s.pdf").read_bytes().startswith(b"%PDF")
    with pytest.raises(Refused, match=Code.SHEET_FROZEN):
        keep(ws, Subject.NOTE, "a1", "示例：事后")
    with pytest.raises(Refused, match=Code.SHEET_FROZEN):
        sheet_signing.sign_open(ws, opened(ws), pen, tmp_path / "t.xlsx")
    assert [one.signed_at != "" for one in scoring.desk(ws)[0].applications][:2] == [True, False]
    sheet_signing.copy_signed(ws, opened(ws), tmp_path / "copy.xlsx")
    assert (tmp_path / "copy.xlsx").read_bytes() == receipt.path.read_bytes()


def test_a_correction_supersedes_and_the_merge_counts_it(
    ws: Workspace, tmp_path: Path, pen: sheet_signing.Pen
) -> None:
    finish(ws)
    folder = tmp_path / "sheets"
    folder.mkdir()
    first = sheet_signing.sign_open(ws, opened(ws), pen, folder / "first.xlsx")
    scoring.start_correction(ws, opened(ws), "分项评分计算错误：示例", make.EXPERT)
    keep(ws, Subject.MARK, "a1", mark("6"))
    name = sheet_signing.file_name(opened(ws), pen.identity.expert)
    second = sheet_signing.sign_open(ws, opened(ws), pen, folder / name)
    read = read_sheet(second.path)
    assert name.endswith("-r2.xlsx")
    assert read.sheet.supersedes is not None
    assert (read.sheet.revision, read.sheet.supersedes.digest) == (2, first.digest)
    merge = merging.merge_panel([tmp_path / "sample.evpkg"], [folder])
    (refusal,) = merge.refusals
    assert (refusal.problem.code, Path(refusal.file).name) == (Code.SHEET_SUPERSEDED, "first.xlsx")


def test_all_finished_are_signed_at_once(ws: Workspace, tmp_path: Path, pen: sheet_signing.Pen) -> None:
    finish(ws)
    done = sheet_signing.sign_finished(ws, tmp_path, pen, lambda *_: True)
    assert [one.application for one in done.receipts] == ["A-001"]
    assert done.unfinished
    again = sheet_signing.sign_finished(ws, tmp_path, pen, lambda *_: True)
    assert (again.receipts, again.problems) == ((), ())


def test_who_stops_keeps_what_is_signed_and_the_rest_open(
    ws: Workspace, tmp_path: Path, pen: sheet_signing.Pen
) -> None:
    """Nothing half: the first is signed and frozen, the second waits."""
    finish(ws)
    finish(ws, "A-002")
    done = sheet_signing.sign_finished(ws, tmp_path, pen, lambda done, _total: done < 1)
    assert [one.application for one in done.receipts] == ["A-001"]
    assert done.left == ("A-002",)
    rest = sheet_signing.sign_finished(ws, tmp_path, pen, lambda *_: True)
    assert [one.application for one in rest.receipts] == ["A-002"]


def test_what_is_missing_or_there_already_is_told(
    ws: Workspace, tmp_path: Path, pen: sheet_signing.Pen
) -> None:
    with pytest.raises(Refused, match=Code.UNMARKED):
        sheet_signing.sign_open(ws, opened(ws), pen, tmp_path / "s.xlsx")
    finish(ws)
    (tmp_path / "s.receipt.txt").write_text("示例", encoding="utf-8")
    with pytest.raises(Refused, match=Code.FILE_EXISTS):
        sheet_signing.sign_open(ws, opened(ws), pen, tmp_path / "s.xlsx")
    assert not (tmp_path / "s.xlsx").exists()
    assert opened(ws).revision.signed is None


def test_nobody_signs_in_anothers_place(pen: sheet_signing.Pen) -> None:
    sheet_signing.check_signer(pen.identity, Expert(name=make.EXPERT))
    with pytest.raises(Refused, match=Code.SHEET_SIGNER_DIFFERS):
        sheet_signing.check_signer(pen.identity, Expert(name="示例专家乙"))


def test_the_preview_is_the_first_page(ws: Workspace) -> None:
    raster = sheet_signing.preview(opened(ws), Expert(name=make.EXPERT), 1.0)
    assert (raster.width, raster.height) == (596, 842)
