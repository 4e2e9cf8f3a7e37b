"""PDF documents: text, regions, and hostile files (issue: hostile documents are refused in words)."""

from pathlib import Path

import pytest
from document_builders import fate, pages_of, pdf, raw_pdf

from evaluator_app.domain.codes import Code
from evaluator_app.exchange.pages import MAX_PIXELS, MAX_POINTS, Region
from evaluator_app.exchange.pdf_pages import MAX_PAGES

WORDS = b"BT /F 24 Tf 72 700 Td (andon response) Tj ET"
A4 = b"/MediaBox[0 0 595 842]"


def test_words_are_found_with_their_place_on_the_page(tmp_path: Path) -> None:
    pages = pages_of(pdf(tmp_path / "a.pdf", "first page", "Cycle time fell.\nAndon answers sooner."))
    assert pages.find(0, "andon") == ()
    (hit,) = pages.find(1, "ANDON  answers")
    assert "Andon answers sooner." in hit.excerpt
    assert pages.text_in(1, hit.regions[0]) == "Andon answers"
    assert "Cycle time fell." in pages.text(1)
    pages.close()


@pytest.mark.parametrize("turns", [0, 90, 180, 270])
def test_regions_follow_a_page_that_is_stored_turned(tmp_path: Path, turns: int) -> None:
    pages = pages_of(raw_pdf(tmp_path / "a.pdf", A4 + b"/Rotate %d" % turns, WORDS))
    (hit,) = pages.find(0, "andon response")
    assert pages.text_in(0, hit.regions[0]) == "andon response"
    upright = turns in {0, 180}
    assert (pages.sizes[0].width < pages.sizes[0].height) is upright
    pages.close()


def test_a_region_without_text_is_silent(tmp_path: Path) -> None:
    pages = pages_of(pdf(tmp_path / "a.pdf", "words"))
    assert pages.text_in(0, Region(500, 500, 900, 900)) == ""
    assert pages.find(0, "   ") == ()
    pages.close()


def test_a_cut_off_pdf_is_refused_or_shown_never_a_fault(tmp_path: Path) -> None:
    whole = pdf(tmp_path / "a.pdf", "one", "two").read_bytes()
    cut = tmp_path / "cut.pdf"
    fates = set()
    for share in range(1, 20):
        cut.write_bytes(whole[: len(whole) * share // 20])
        fates.add(fate(cut))
    assert fates <= {Code.DOCUMENT_DAMAGED, "shown"}
    assert Code.DOCUMENT_DAMAGED in fates


def test_a_pdf_of_absurdly_many_pages_is_refused(tmp_path: Path) -> None:
    assert fate(raw_pdf(tmp_path / "a.pdf", A4, count=MAX_PAGES + 1)) == Code.DOCUMENT_TOO_LARGE


def test_a_pdf_of_many_pages_is_shown(tmp_path: Path) -> None:
    pages = pages_of(raw_pdf(tmp_path / "a.pdf", A4, WORDS, count=MAX_PAGES))
    assert len(pages.sizes) == MAX_PAGES
    assert "andon" in pages.text(MAX_PAGES - 1)
    pages.close()


@pytest.mark.parametrize("box", [b"0 0 100000000 100000000", b"0 0 2000000 10", b"0 0 0 0"])
def test_a_giant_page_is_drawn_small(tmp_path: Path, box: bytes) -> None:
    pages = pages_of(raw_pdf(tmp_path / "a.pdf", b"/MediaBox[%b]" % box, WORDS))
    assert max(pages.sizes[0].width, pages.sizes[0].height) <= MAX_POINTS
    drawn = pages.draw(0, 8.0, 1)
    assert drawn.width * drawn.height <= MAX_PIXELS * 1.01
    pages.close()


def test_a_pdf_with_a_password_says_so(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", "words", password=tmp_path.name)
    assert fate(path) == Code.DOCUMENT_ENCRYPTED


def test_a_content_that_unpacks_to_far_more_is_survived(tmp_path: Path) -> None:
    assert fate(raw_pdf(tmp_path / "a.pdf", A4, b" " * 60_000_000)) == "shown"


def test_something_else_named_pdf_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"PK\3\4 no pdf")
    assert fate(path) == Code.DOCUMENT_MISLABELLED
