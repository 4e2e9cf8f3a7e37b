"""The committee workbook as a file: names of sheets, hostile texts, words, drop-downs, pages."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import Any

import builders as make
import panel_builders as panels
import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from evaluator_app.domain.collecting import Returned
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.numbers import exact_text
from evaluator_app.domain.panel import PanelMerge, merge_returned
from evaluator_app.domain.protocol import MergeRule, Unit
from evaluator_app.domain.scheme import Precondition, Status
from evaluator_app.exchange.committee.book import Book
from evaluator_app.exchange.committee_workbook import write_committee_workbook


def written(merged: PanelMerge, *, formulas: bool = False) -> Workbook:
    stream = BytesIO()
    write_committee_workbook(stream, merged, panels.WRITTEN)
    return load_workbook(stream, data_only=not formulas)


def cells(book: Workbook, sheet: int) -> list[Any]:
    return [cell for row in book.worksheets[sheet].iter_rows(values_only=True) for cell in row if cell]


def visible(book: Workbook) -> list[Any]:
    """The sheets that people see; after them come lists and data for the program."""
    return [one for one in book.worksheets if one.sheet_state == "visible"]


def of_organisations(*names: str, **application: str) -> PanelMerge:
    applications = [make.application(f"A-{i}", organisation=n, **application) for i, n in enumerate(names)]
    return merge_returned(make.scheme(), [make.package(*applications)], [panels.returned(0, "A-0")])


def one(*sheets: Returned, **scheme: Any) -> PanelMerge:
    return merge_returned(make.scheme(**scheme), [make.package()], sheets or [panels.returned()])


# Names of sheets


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("示例", "示例"),
        ("a/b\\c*d?e:f[g]", "a／b＼c＊d？e：f〔g〕"),
        ("'quoted'", "quoted"),
        ("", "—"),
        ("\u202e\x07x\ny", "x y"),
        ("长" * 40, "长" * 31),
        ("History", "History 2"),
    ],
)
def test_sheet_names_are_what_excel_allows(wanted: str, name: str) -> None:
    assert Book(BytesIO(), "示例", panels.WRITTEN).sheet_name(wanted) == name


def test_sheet_names_are_unique_in_any_spelling() -> None:
    book = Book(BytesIO(), "示例", panels.WRITTEN)
    assert [book.sheet_name("a" * 31), book.sheet_name("A" * 31), book.sheet_name("a" * 40)] == [
        "a" * 31,
        "A" * 29 + " 2",
        "a" * 29 + " 3",
    ]


def test_organisations_with_quotes_and_one_name_have_working_sheets() -> None:
    book = written(of_organisations("示例's 厂", "示例's 厂"), formulas=True)
    assert book.sheetnames[5:7] == ["01 示例's 厂", "02 示例's 厂"]
    assert any("'01 示例''s 厂'!" in str(cell) for cell in cells(book, 0))


# Texts


HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "http://示例", "{=1}", "1e5", "_x0041_"]


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_stay_texts(text: str) -> None:
    """Formulas in text cells are written as text, never as formulas."""
    marks = make.marks(make.NINETY, highlights=text)
    expert = Expert(name=text, organisation=text)
    application = make.application(organisation=text, site=text, title=text, sector=text)
    file = panels.returned(marks=marks, expert=expert, file=text)
    merged = merge_returned(make.scheme(), [make.package(application)], [file])
    for sheet in written(merged, formulas=True):
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row if cell.value == text), sheet.title
    assert cells(written(merged), 5).count(text) >= 2


def test_a_remark_of_any_length_is_kept_to_what_a_cell_holds() -> None:
    long = "示例亮点。" * 8000
    book = written(one(panels.returned(marks=make.marks(make.NINETY, highlights=long))))
    found = max((str(cell) for cell in cells(book, 5)), key=len)
    assert found == long[:32_000] + "…"


def test_notes_and_reasons_stand_with_expert_and_criterion() -> None:
    marks = make.marks(make.NINETY | {"a1": "abstain"}).with_note("a2", "示例备注")
    words = cells(written(one(panels.returned(marks=marks))), 5)
    assert "Abstained: 示例：弃评" in words
    assert "示例备注" in words


# What a reader must know


@pytest.mark.parametrize(
    ("status", "fictitious", "count"),
    [
        (Status.IN_FORCE, False, 0),
        (Status.IN_FORCE, True, 1),
        (Status.DRAFT, False, 1),
        (Status.SAMPLE, True, 2),
    ],
)
def test_every_sheet_bears_the_banners(status: Status, count: int, *, fictitious: bool) -> None:
    campaign = replace(make.package().campaign, fictitious=fictitious)
    merged = merge_returned(make.scheme(status=status), [make.package(campaign=campaign)], [])
    book = written(merged)
    for sheet in range(len(visible(book))):
        found = [
            cell for cell in cells(book, sheet) if "Fictitious" in str(cell) or "not in force" in str(cell)
        ]
        assert len(found) == count


def test_warnings_are_said_in_words() -> None:
    protocol = make.protocol(stability=True, spread=Decimal(1), near_threshold=Decimal(1), minimum_sheets=1)
    panel = {"A-001": [make.NINETY, make.NINETY, make.NINETY | {"c1": "20"}]}
    words = cells(written(panels.merged(panel, protocol)), 5)
    assert any("without some one expert" in str(cell) and "lie far apart" in str(cell) for cell in words)


def test_a_condition_of_the_grade_is_noted_and_does_not_cap_d10() -> None:
    condition = Precondition(id="x", text="标杆级须经答辩", grades=("标杆级",), cap="优秀级", clause="D-10")
    book = written(panels.merged({"A-001": [make.NINETY | {"a1": "10"}] * 3}, preconditions=(condition,)))
    assert "标杆级" in cells(book, 0)
    assert any("标杆级须经答辩" in str(cell) for cell in cells(book, 0))


def test_refusals_and_ledger_have_their_sheets() -> None:
    package = make.package(experts=(panels.expert(0), panels.expert(1)))
    files = [panels.returned(), panels.returned(2), panels.returned(file="copy.xlsx")]
    book = written(merge_returned(make.scheme(), [package], files))
    ledger, refused = cells(book, 3), cells(book, 4)
    assert ledger[0] == "Ledger of score sheets: 1 missing"
    assert refused[0] == "Files not used: 2"
    assert {"sheet_outside_panel", "sheet_duplicate"} <= set(refused)


@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("rule", MergeRule)
def test_the_protocol_is_told_with_its_source_and_digests(unit: Unit, rule: MergeRule) -> None:
    protocol = make.protocol(unit=unit, rule=rule, tie_breaks=("c1",), assumed=True, comment="示例依据")
    words = cells(written(panels.merged({"A-001": [make.NINETY]}, protocol)), 2)
    assert "T-23; assumed, the source is silent; 示例依据" in words
    assert {f"digest {letter * 64}" for letter in "abc"} <= set(words)


def validations(book: Workbook, sheet: int) -> Sequence[Any]:
    return list(book.worksheets[sheet].data_validations.dataValidation)


@pytest.mark.parametrize(("complete", "offered"), [(True, 4), (False, 5)])
def test_the_committee_chooses_from_the_grades_and_not_recommended_d5(
    offered: int, *, complete: bool
) -> None:
    rubric = replace(make.s1_rubric(), bands_complete=complete)
    book = written(one(rubric=rubric), formulas=True)
    [rule] = validations(book, 0)
    choices = book.worksheets[0][rule.formula1.replace("$", "")]
    names = ["标杆级", "优秀级", "推进级", "Not recommended", "未达等级"]
    assert [cell.value for row in choices for cell in row] == names[:offered]


def test_marks_can_only_be_typed_on_the_scale() -> None:
    rules = validations(written(one(), formulas=True), 5)
    assert len(rules) == 8
    assert "F8/0.5" in rules[0].formula1
    assert "N/A" not in rules[0].formula1


def test_pages_are_landscape_as_wide_as_the_paper_with_frozen_headings() -> None:
    for sheet in visible(written(panels.merged({"A-001": [make.NINETY] * 9}))):
        assert sheet.page_setup.orientation == "landscape"
        pages = sheet.sheet_properties.pageSetUpPr
        assert pages is not None
        assert pages.fitToPage
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.freeze_panes


def test_the_same_merge_gives_the_same_bytes() -> None:
    merged, streams = panels.merged({"A-001": [make.NINETY] * 3}), [BytesIO(), BytesIO()]
    for stream in streams:
        write_committee_workbook(stream, merged, panels.WRITTEN)
    assert streams[0].getvalue() == streams[1].getvalue()


def test_where_formulas_could_not_be_exact_the_programs_result_stands_alone() -> None:
    """Totals over many different maxima have no common denominator that doubles hold."""
    criteria = [make.criterion(f"c{i}", str(97 + 2 * i), "0.01", not_applicable=True) for i in range(9)]
    sheets = [{c.id: "na" if i == j else "50" for j, c in enumerate(criteria)} for i in range(9)]
    rubric = make.rubric(*criteria, bands=make.S0_BANDS, remarks=(make.HIGHLIGHTS,))
    merged = panels.merged({"A-001": sheets}, rubric=rubric)
    words = cells(written(merged, formulas=True), 5)
    assert any("not live" in str(cell) for cell in words)
    score = merged.results[0].result.score
    assert score is not None
    assert exact_text(score) in words
