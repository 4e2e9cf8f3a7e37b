"""PDFs made by LibreOffice: of several documents, one of them broken; it may hang, fail, or not be there."""

import os
import stat
import sys
from pathlib import Path

import docx
import pytest

from evaluator_app.exchange import office_pdf
from evaluator_app.exchange.office_pdf import find_office, make_pdfs
from evaluator_app.exchange.pdf_pages import PdfPages

PATIENCE = (20.0, 1.0)
posix = pytest.mark.skipif(os.name != "posix", reason="the stand-ins are shell scripts")


def nothing() -> None:
    """Nobody stops it."""


def documents(folder: Path, *names: str) -> list[Path]:
    """Word documents."""
    made = []
    for name in names:
        document = docx.Document()
        document.add_paragraph(f"示例报告 {name}")
        document.save(str(folder / name))
        made.append(folder / name)
    return made


def stand_in(folder: Path, script: str) -> Path:
    """A program in LibreOffice's place."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IEXEC)
    return path


def test_documents_become_pdfs(tmp_path: Path, libreoffice_writer: str) -> None:
    """Odd names are no trouble; what is no document is not printed letter by letter; originals stay."""
    good = documents(tmp_path, "报 告（终稿）.docx", "-b.docx")
    bad = tmp_path / "坏.docx"
    bad.write_bytes(b"no document at all")
    before = [one.read_bytes() for one in good]
    seen = {}
    for source, pdf in make_pdfs(Path(libreoffice_writer), [*good, bad], nothing):
        seen[source.name] = "".join(PdfPages(pdf, "x").text(0).split()) if pdf else None
    assert seen == {
        "报 告（终稿）.docx": "示例报告报告（终稿）.docx",
        "-b.docx": "示例报告-b.docx",
        "坏.docx": None,
    }
    assert [one.read_bytes() for one in good] == before


@posix
def test_one_document_that_brings_it_down_does_not_stop_the_others(tmp_path: Path) -> None:
    """The others are tried by themselves."""
    script = 'for last; do :; done\ncase "$*" in *"/0.docx"*) exit 77;; esac\n'
    script += 'while [ "$1" != --outdir ]; do shift; done\n'
    script += 'printf %%PDF-1.7 > "$2/$(basename "$last" .docx).pdf"'
    found = list(make_pdfs(stand_in(tmp_path, script), documents(tmp_path, "a.docx", "b.docx"), nothing))
    assert [(source.name, pdf is not None) for source, pdf in found] == [("a.docx", False), ("b.docx", True)]


@posix
@pytest.mark.parametrize("script", ["exit 1", "exec sleep 600"])
def test_it_is_ended_when_it_fails_or_takes_too_long(tmp_path: Path, script: str) -> None:
    """The process is gone, not only forgotten."""
    office = stand_in(tmp_path, f"echo $$ > {tmp_path}/pid\n{script}")
    ((_, pdf),) = make_pdfs(office, documents(tmp_path, "a.docx"), nothing, (0.3, 0.1))
    assert pdf is None
    with pytest.raises(ProcessLookupError):
        os.killpg(int((tmp_path / "pid").read_text()), 0)


class Stopped(Exception):  # noqa: N818 - the user's wish, not an error
    """Somebody pressed cancel."""


@posix
def test_it_can_be_stopped(tmp_path: Path) -> None:
    """At once, and nothing of it stays."""

    def stop() -> None:
        raise Stopped

    office = stand_in(tmp_path, f"echo $$ > {tmp_path}/pid\nexec sleep 600")
    with pytest.raises(Stopped):
        list(make_pdfs(office, documents(tmp_path, "a.docx"), stop, PATIENCE))


def test_a_missing_libreoffice_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither on the path nor where it is usually installed; one that went away makes nothing."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(office_pdf, "_PLACES", (str(tmp_path / "nowhere"),))
    assert find_office() is None
    monkeypatch.setattr(office_pdf, "_PLACES", (sys.executable,))
    assert find_office() == Path(sys.executable)
    gone = make_pdfs(tmp_path / "gone", documents(tmp_path, "a.docx"), nothing)
    assert [pdf for _, pdf in gone] == [None]
