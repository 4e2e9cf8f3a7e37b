"""The score sheet as PDF: the same words on A4, with its own Chinese font."""

import subprocess
from dataclasses import replace
from pathlib import Path

import builders as make
import pypdfium2
import pytest
import sheet_builders as sheets

from evaluator_app.domain.codes import Code
from evaluator_app.domain.marks import Abstained
from evaluator_app.domain.problems import Refused
from evaluator_app.domain.scheme import LoadedScheme
from evaluator_app.domain.sheet import ScoreSheet
from evaluator_app.exchange import fonts
from evaluator_app.exchange.score_sheet_pdf import write_sheet_pdf


def printed(folder: Path, sheet: ScoreSheet | None = None, scheme: LoadedScheme | None = None) -> Path:
    path = folder / "sheet.pdf"
    with path.open("wb") as stream:
        write_sheet_pdf(stream, sheet or sheets.official_sheet(), scheme or sheets.official())
    return path


def words(program: str, path: Path) -> str:
    found = subprocess.run([program, "-raw", str(path), "-"], check=True, capture_output=True, text=True)
    return "".join(found.stdout.split())


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_every_official_text_is_on_the_page_to_its_last_character(pdftotext: str, tmp_path: Path) -> None:
    """S1-176 to S1-202: nothing is cut."""
    shown = words(pdftotext, printed(tmp_path))
    rubric = sheets.official().scheme.rubric
    for one in rubric.criteria:
        assert squeezed(one.text) in shown
        assert squeezed(one.label) in shown
    for one_text in (
        rubric.title,
        rubric.bands_note,
        rubric.source_note,
        rubric.remarks[0].title,
        "90",
        "优秀级",
    ):
        assert squeezed(one_text) in shown


def test_a_finished_official_sheet_is_one_page_of_a4(tmp_path: Path) -> None:
    """附件5 is one page with its signature line."""
    with pypdfium2.PdfDocument(printed(tmp_path)) as document:
        assert len(document) == 1
        assert [round(one) for one in document[0].get_size()] == [595, 842]


def test_long_remarks_notes_and_reasons_are_whole_and_pages_numbered(pdftotext: str, tmp_path: Path) -> None:
    long = "".join(f"示例第{i}句评语。" for i in range(900))
    sheet = sheets.official_sheet(remark=long, note_a1=long)
    sheet = replace(sheet, marks=sheet.marks.with_mark("a2", Abstained("示例：曾任该现场顾问")))
    path = printed(tmp_path, sheet)
    shown = words(pdftotext, path)
    assert all(f"示例第{i}句评语。" in shown for i in range(900))
    assert "示例：曾任该现场顾问" in shown
    with pypdfium2.PdfDocument(path) as document:
        assert f"Page{len(document)}of{len(document)}" in shown


def test_the_font_is_embedded_and_only_what_is_used_of_it(tmp_path: Path) -> None:
    data = printed(tmp_path).read_bytes()
    assert b"/FontFile" in data
    assert len(data) < 400_000


def test_characters_the_font_lacks_are_boxes_and_no_noise(tmp_path: Path) -> None:
    assert printed(tmp_path, sheets.official_sheet(remark="😀 示例 \x00\u202e")).stat().st_size


def test_one_sheet_is_one_file(tmp_path: Path) -> None:
    assert printed(tmp_path).read_bytes() == printed(tmp_path).read_bytes()


def test_without_a_chinese_font_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_folders", lambda: iter((tmp_path,)))
    with pytest.raises(Refused) as refused:
        printed(tmp_path)
    assert [one.code for one in refused.value.problems] == [Code.NO_FONT]


def test_a_damaged_font_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "NotoSerifCJK-Regular.ttc").write_bytes(b"no font")
    (tmp_path / "NotoSerifCJK-Bold.ttc").write_bytes(b"no font")
    monkeypatch.setattr(fonts, "_folders", lambda: iter((tmp_path,)))
    with pytest.raises(Refused):
        printed(tmp_path)


def test_a_thousand_criteria_are_many_pages_with_the_header_on_each(pdftotext: str, tmp_path: Path) -> None:
    parts = (
        make.section(*(make.criterion(f"c{i}-{j}") for j in range(100)), name=f"s{i}") for i in range(10)
    )
    rubric = make.rubric()
    rubric = replace(rubric, sections=tuple(parts))
    marks = make.marks({one.id: "9.5" for one in rubric.criteria}, none="")
    path = printed(tmp_path, make.sheet(marks=marks), sheets.loaded(rubric))
    with pypdfium2.PdfDocument(path) as document:
        pages = len(document)
    assert pages > 20
    assert words(pdftotext, path).count("序号评价项目") >= pages - 1


@pytest.mark.parametrize("fictitious", [False, True])
def test_an_ordinary_remark_leaves_the_signature_on_the_first_page(
    pdftotext: str, tmp_path: Path, *, fictitious: bool
) -> None:
    """A remark of 300 characters moves nothing to a second page."""
    sheet = sheets.official_sheet(remark="示例评语写得具体，" * 34, fictitious=fictitious)
    path = printed(tmp_path, sheet)
    with pypdfium2.PdfDocument(path) as document:
        assert len(document) == 1
    assert "Signatureoftheexpert" in words(pdftotext, path)
