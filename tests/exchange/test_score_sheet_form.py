"""The form of 附件5 as a workbook: every official word, the page, the protection (S1-176 to S1-202)."""

import json
import zipfile
from pathlib import Path

import builders as make
import openpyxl
import pytest
import sheet_builders as sheets
from openpyxl.worksheet.worksheet import Worksheet

from evaluator_app.domain.marks import Abstained, NotApplicable
from evaluator_app.domain.rubric import Rubric
from evaluator_app.domain.scheme import Status
from evaluator_app.exchange.score_sheet_page import GRID, MARGIN, POINTS

FACTS = json.loads((Path(__file__).parent.parent / "data" / "saq-0005-2023-facts.json").read_text("utf-8"))


def page(path: Path, name: str = "Score sheet") -> Worksheet:
    found = openpyxl.load_workbook(path)[name]
    assert isinstance(found, Worksheet)
    return found


def words(path: Path, name: str = "Score sheet") -> list[str]:
    return [str(cell.value) for row in page(path, name).iter_rows() for cell in row if cell.value is not None]


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("fact", [f"S1-{number}" for number in range(176, 203)])
def test_every_official_word_of_annex_5_is_on_the_sheet(tmp_path: Path, fact: str) -> None:
    """S1-176 to S1-202, word for word; line breaks and spaces do not count."""
    shown = squeezed("".join(words(sheets.written(tmp_path))))
    for one in FACTS[fact]["text"]:
        assert squeezed(one) in shown


def test_the_identity_block_names_who_and_what(tmp_path: Path) -> None:
    shown = words(sheets.written(tmp_path))
    for one in (
        "测试活动（示例）",
        "示例制造有限公司",
        "示例车间",
        "示例成果",
        "资料评审",
        "标杆级",
        "示例专家甲",
    ):
        assert one in shown


def test_it_is_a_page_of_a4(tmp_path: Path) -> None:
    sheet = page(sheets.written(tmp_path))
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert getattr(sheet.sheet_properties.pageSetUpPr, "fitToPage", False)
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_area
    assert sheet.print_title_rows
    assert sum(GRID) * POINTS <= 595 - 2 * MARGIN


def test_rows_are_never_higher_than_a_spreadsheet_allows(tmp_path: Path) -> None:
    long = sheets.official_sheet(remark="示例很长的一段评语。" * 800, note_a1="示例说明。" * 800)
    book = openpyxl.load_workbook(sheets.written(tmp_path, long))
    heights = [
        row.height or 0 for name in ("Score sheet", "Notes") for row in book[name].row_dimensions.values()
    ]
    assert max(heights) <= 409


def test_a_filled_sheet_is_locked_and_a_blank_one_takes_marks_notes_remarks_and_name(tmp_path: Path) -> None:
    """Brief: blank sheets are filled in by hand, filled ones are not."""

    def open_cells(path: Path) -> set[str]:
        places = {place: shows for shows, place in sheets.cells(path).items()}
        book = openpyxl.load_workbook(path)
        return {
            places[f"{one.title}!{cell.coordinate}"]
            for one in book
            for row in one.iter_rows()
            for cell in row
            if not cell.protection.locked and f"{one.title}!{cell.coordinate}" in places
        }

    assert page(sheets.written(tmp_path)).protection.sheet
    assert open_cells(sheets.written(tmp_path)) == set()
    ids = [one.id for one in sheets.official().scheme.rubric.criteria]
    typed = {f"{kind}.{name}" for kind in ("mark", "note") for name in ids}
    assert open_cells(sheets.blank(tmp_path)) == typed | {
        "remark.remarks",
        "expert.name",
        "expert.organisation",
    }


def test_mark_cells_take_only_what_is_on_the_scale(tmp_path: Path) -> None:
    rules = page(sheets.blank(tmp_path)).data_validations.dataValidation
    assert len(rules) == 3
    first = next(one for one in rules if one.formula1 and "<=10," in one.formula1)
    assert len(first.sqref.ranges) == 5
    assert first.type == "custom"
    assert "<=10" in str(first.formula1)
    assert "ROUND" in str(first.formula1)
    assert "0.5" in str(first.error)
    assert first.prompt


@pytest.mark.parametrize(
    "text", ["=cmd|' /C calc'!A0", "+1+1", "-1", "@SUM(A1)", "=1+1", "{=1}", "http://x.example"]
)
def test_texts_are_texts_and_never_formulas_or_links(tmp_path: Path, text: str) -> None:
    path = sheets.written(tmp_path, sheets.official_sheet(remark=text, note_a1=text, organisation=text))
    assert [f for f in formulas(path) if "SUM" not in f and "IF(" not in f] == []
    with zipfile.ZipFile(path) as archive:
        assert not any(b"hyperlink" in archive.read(name) for name in archive.namelist())
    assert text in words(path)


def formulas(path: Path) -> list[str]:
    book = openpyxl.load_workbook(path)
    return [str(c.value) for one in book for row in one.iter_rows() for c in row if c.data_type == "f"]


def test_formulas_carry_their_values(tmp_path: Path) -> None:
    """Decision 10: previewers do not calculate."""
    path = sheets.written(tmp_path)
    book, places = openpyxl.load_workbook(path, data_only=True), sheets.cells(path)
    shown = {
        name: book["Score sheet"][places[name].partition("!")[2]].value
        for name in places
        if "." not in name[:6]
    }
    assert shown["total"] == 90
    assert shown["grade"] == "优秀级"


def test_not_applicable_and_abstained_are_said_with_their_reasons(tmp_path: Path) -> None:
    rubric = make.rubric(make.criterion("a", not_applicable=True), make.criterion("b"), make.criterion("c"))
    marks = make.marks({"a": None, "b": None, "c": "9"}, none="")
    marks = marks.with_mark("a", NotApplicable("示例：无此过程")).with_mark("b", Abstained("示例：曾任顾问"))
    path = sheets.written(tmp_path, make.sheet(marks=marks), sheets.loaded(rubric))
    assert {"N/A", "Abstained"} <= set(words(path))
    assert {"示例：无此过程", "示例：曾任顾问"} <= set(words(path, "Notes"))


@pytest.mark.parametrize(
    ("status", "fictitious", "banners"),
    [
        (Status.IN_FORCE, False, 0),
        (Status.IN_FORCE, True, 1),
        (Status.DRAFT, False, 1),
        (Status.SAMPLE, True, 2),
    ],
)
def test_samples_and_drafts_say_so(tmp_path: Path, status: Status, banners: int, *, fictitious: bool) -> None:
    scheme = sheets.loaded(make.s1_rubric(), status=status)
    path = sheets.written(tmp_path, make.sheet(identity=make.identity(fictitious=fictitious)), scheme)
    assert words(path).index("现场管理创新成果评分表") == banners


def test_an_unfinished_sheet_says_so_and_shows_no_total(tmp_path: Path) -> None:
    path = sheets.written(tmp_path, sheets.official_sheet({**make.NINETY, "c2": None}))
    assert "Unfinished · open items: 1" in words(path)
    book, places = openpyxl.load_workbook(path, data_only=True), sheets.cells(path)
    assert not book["Score sheet"][places["total"].partition("!")[2]].value


def test_the_data_is_very_hidden_and_the_file_names_no_path(tmp_path: Path) -> None:
    path = sheets.written(tmp_path)
    assert openpyxl.load_workbook(path)["data"].sheet_state == "veryHidden"
    with zipfile.ZipFile(path) as archive:
        assert str(tmp_path).encode() not in b"".join(archive.read(name) for name in archive.namelist())


def test_one_sheet_is_one_file(tmp_path: Path) -> None:
    assert sheets.written(tmp_path).read_bytes() == sheets.written(tmp_path).read_bytes()


def test_a_rubric_of_a_thousand_criteria_is_a_sheet_of_many_pages(tmp_path: Path) -> None:
    parts = (make.section(*(make.criterion(f"c{i}-{j}") for j in range(50)), name=f"s{i}") for i in range(20))
    rubric = Rubric(title="示例", sections=tuple(parts), bands=make.S0_BANDS)
    marks = make.marks({one.id: "9.5" for one in rubric.criteria}, none="")
    path = sheets.written(tmp_path, make.sheet(marks=marks), sheets.loaded(rubric))
    sheet = page(path)
    assert len(sheet.row_breaks.brk) > 20
    assert sheet.print_title_rows == "$9:$9"
    assert sheets.refused(path) == ()
