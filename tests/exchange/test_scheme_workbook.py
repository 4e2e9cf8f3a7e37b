"""Schemes as workbooks: everything comes back, exactly, however a secretariat moves things about."""

from collections.abc import Callable
from decimal import Decimal

import pytest
import scheme_books as books
from openpyxl.cell import Cell
from package_builders import FORMS
from scheme_books import Book

from evaluator_app.domain.rubric import ScaleKind
from evaluator_app.domain.scheme import LoadedScheme
from evaluator_app.exchange.scheme_file import read_scheme, read_scheme_file
from evaluator_app.exchange.scheme_workbook_reader import read_scheme_workbook

SHIPPED = sorted(path.parent.name for path in FORMS.glob("*/scheme.toml"))
CRITERIA = "rubric.sections.criteria"


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_scheme_comes_back_with_the_same_digests(name: str) -> None:
    scheme = read_scheme_file(FORMS / name / "scheme.toml")
    again = read_scheme_workbook(books.written(scheme), "x.xlsx")
    assert (again.digest, again.protocol_digest) == (scheme.digest, scheme.protocol_digest)
    assert again.scheme == scheme.scheme


@pytest.mark.usefixtures("chinese")
def test_a_workbook_written_in_chinese_is_read_in_english(speak: Callable[[str], None]) -> None:
    scheme = read_scheme_file(FORMS / SHIPPED[0] / "scheme.toml")
    data = books.written(scheme)
    speak("en")
    assert read_scheme_workbook(data, "x.xlsx").digest == scheme.digest


def test_what_another_program_saves_is_read_too() -> None:
    assert Book().read().digest == books.small().digest


@pytest.mark.parametrize("name", SHIPPED)
def test_the_scheme_file_that_is_made_is_read_like_any_other(name: str) -> None:
    again = read_scheme_workbook(books.written(read_scheme_file(FORMS / name / "scheme.toml")), "x.xlsx")
    assert read_scheme(again.source, "again.toml").digest == again.digest
    assert max(map(len, again.source.decode().splitlines())) < 5_000


# Numbers are exact


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (0.1, "0.1"),
        (0.1 + 0.2 - 0.2, "0.1"),
        (10, "10"),
        ("0.5", "0.5"),
        ("０.５", "0.5"),
        ("0。5", "0.5"),
        (" 2.50 ", "2.50"),
    ],
)
def test_numbers_are_read_as_they_are_meant(typed: object, read: str) -> None:
    book = Book()
    book.put(f"{CRITERIA}.step", typed)
    book.put(f"{CRITERIA}.max", 10)
    assert f'step = "{read}"' in book.read().source.decode()


def test_numbers_are_numbers_for_excel_and_texts_are_texts() -> None:
    book = Book()
    assert book.cell(f"{CRITERIA}.max").value == 10
    assert book.cell(f"{CRITERIA}.id").number_format == "@"
    assert book.cell("version").value == "1"


@pytest.mark.parametrize(
    "words", ["=1+1", "+1", "@here", "'quoted", '"quoted"', " blank ", "a\n\nb", "_x0041_"]
)
def test_texts_are_never_formulas_and_lose_nothing(words: str) -> None:
    source = books.SMALL.replace('"示例：针对性"', "'''" + words + "'''")
    scheme = read_scheme(source.encode(), "small.toml")
    data = books.written(scheme)
    assert read_scheme_workbook(data, "x.xlsx").digest == scheme.digest
    cells = [cell for sheet in Book(scheme).file for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]


# What people do to a workbook


def test_a_criterion_is_added_by_inserting_a_row() -> None:
    book = Book()
    book.insert(f"{CRITERIA}.id", 1)
    book.fill(CRITERIA, 1, id="a3", title="新增", text="示例", max=2, step=0.1, clause="2")
    book.put("rubric.sections.max", 17)
    sections = book.read().scheme.rubric.sections
    assert [one.id for one in sections[0].criteria] == ["a1", "a3", "a2"]
    assert sections[0].criteria[1].step == Decimal("0.1")


def test_a_section_may_be_repeated_on_each_of_its_rows() -> None:
    book = Book()
    book.fill("rubric.sections", 1, id="a", number="一", title="策划", max=15)
    assert book.read().digest == books.small().digest


def test_empty_rows_between_do_no_harm() -> None:
    book = Book()
    for row in (2, 1, 0):
        book.insert(f"{CRITERIA}.id", row)
    assert book.read().digest == books.small().digest


def test_columns_moved_sheets_renamed_and_notes_beside_do_no_harm() -> None:
    book = Book()
    sheet = book.sheet(f"{CRITERIA}.step")
    moved, last = book.key(f"{CRITERIA}.step").column, sheet.max_column + 2
    for row in range(3, sheet.max_row + 1):  # below the merged head
        sheet.cell(row, last).value, sheet.cell(row, moved).value = sheet.cell(row, moved).value, None
    sheet.cell(5, last + 2).value = "秘书处的备注"
    sheet.title = "改名"
    assert book.read().digest == books.small().digest


def test_a_scale_is_chosen_from_a_drop_down() -> None:
    book = Book()
    book.fill("rubric.level_lists", 0, id="满足程度", title="满足程度", clause="2")
    for row, (name, factor) in enumerate({"好": 1, "中": 0.6, "差": 0}.items()):
        book.fill("rubric.level_lists.levels", row, id=name, title=name, factor=factor)
    book.fill(CRITERIA, 0, scale="levels with a factor", step=None, levels="满足程度", not_applicable="yes")
    first = book.read().scheme.rubric.criteria[0]
    assert (first.scale, first.not_applicable) == (ScaleKind.LEVELS, True)
    assert [one.factor for one in first.options] == [Decimal(1), Decimal("0.6"), Decimal(0)]


def test_options_of_one_criterion_stand_in_its_cell() -> None:
    book = Book()
    options = "pass | 通过 | 1\n\nfail | 不通过 | ０ | 见说明"
    book.fill(CRITERIA, 0, scale="levels", step=None, options=options)
    found = book.read().scheme.rubric.criteria[0].options
    assert [(one.id, one.factor) for one in found] == [("pass", Decimal(1)), ("fail", Decimal(0))]


def _own_options(data: LoadedScheme) -> LoadedScheme:
    book = Book(data)
    text = '{"a": "x|y"}'
    book.fill(CRITERIA, 0, scale="levels", step=None)
    book.put(f"{CRITERIA}.options", f'p | 是 | 1 | "{text.replace(chr(34), chr(92) + chr(34))}"\nf | 否 | 0')
    return book.read()


def test_options_with_bars_and_quotes_come_back() -> None:
    scheme = _own_options(books.small())
    assert scheme.scheme.rubric.criteria[0].options[0].text == '{"a": "x|y"}'
    assert read_scheme_workbook(books.written(scheme), "x.xlsx").digest == scheme.digest


# The workbook is pleasant


def test_every_choice_has_its_drop_down() -> None:
    book = Book()
    for key in (
        "status",
        "protocol.rule",
        f"{CRITERIA}.scale",
        "rubric.bands.low_inclusive",
        f"{CRITERIA}.levels",
    ):
        cell = book.cell(key)
        listed = book.sheet(key).data_validations.dataValidation
        rules = [rule for rule in listed if cell.coordinate in rule.sqref]
        assert [rule.type for rule in rules] == ["list"], key


def test_pages_are_a4_with_frozen_titles_and_hidden_keys() -> None:
    for sheet in Book().file:
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.fitToHeight == 0
        cells = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell, Cell)]
        keys = [cell for cell in cells if str(cell.value).startswith("@")]
        for cell in keys:
            column = sheet.column_dimensions[cell.column_letter]
            assert (
                sheet.row_dimensions[int(cell.coordinate.lstrip(cell.column_letter))].hidden or column.hidden
            )
        assert sheet.freeze_panes or not keys


def test_the_first_sheet_explains_every_column_that_needs_a_word() -> None:
    book = Book()
    words = {cell.value for row in book.file.worksheets[0].iter_rows() for cell in row}
    assert {"Scale", "Step", "May be not applicable", "Criteria", "Merging rule"} <= words
    assert book.file.active is book.file.worksheets[0]
