"""Lists of organisations read from files: which column, which cells, every fault with its cell (S3-20)."""

from pathlib import Path

import pytest
import xlsxwriter
from list_builders import PROVIDERS, ROWS, book

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused
from evaluator_app.exchange.name_list import ReadList, read_list


def names(read: ReadList) -> list[tuple[str, str]]:
    return [(one.name, one.place) for one in read.found.names]


def faults(read: ReadList) -> list[tuple[Code, str]]:
    return [(one.code, one.place) for one in read.problems]


def refused(path: Path) -> list[Code]:
    with pytest.raises(Refused) as caught:
        read_list(path, PROVIDERS)
    return [one.code for one in caught.value.problems]


def test_the_column_headed_as_names_is_taken_below_titles(tmp_path: Path) -> None:
    read = read_list(book(tmp_path / "目录.xlsx"), PROVIDERS)
    assert read.found.taken == "名单!B 企业名称"
    assert names(read)[0] == ("示例检测(上海)有限公司", "名单!B3")
    assert len(read.found.names) == 3
    assert (read.problems, read.findings) == ((), ())
    assert read.columns == ("名单!A", "名单!B", "名单!C")


@pytest.mark.parametrize("heading", ["单位名称（全称）", "机构名称", "服务商", "申报单位", "Company Name"])
def test_headings_people_use(tmp_path: Path, heading: str) -> None:
    rows = [("序号", heading, "联系人"), (1, "示例甲公司", "示例人")]
    assert names(read_list(book(tmp_path / "x.xlsx", rows), PROVIDERS)) == [("示例甲公司", "名单!B2")]


def test_every_worksheet_with_such_a_column_counts_and_others_are_named(tmp_path: Path) -> None:
    path = book(tmp_path / "x.xlsx", 第二批=[("企业名称",), ("示例乙公司",)], 说明=[("填写说明", "无")])
    read = read_list(path, PROVIDERS)
    assert names(read)[-1] == ("示例乙公司", "第二批!A2")
    assert [(one.code, one.details["sheet"]) for one in read.findings] == [(Code.LIST_SHEET_LEFT, "说明")]


def test_another_column_is_taken_when_it_is_said(tmp_path: Path) -> None:
    path = book(tmp_path / "x.xlsx", [("甲", "示例甲公司"), ("乙", "示例乙公司")])
    assert faults(read_list(path, PROVIDERS)) == [(Code.LIST_COLUMN_UNCLEAR, "x.xlsx 名单")]
    assert len(read_list(path, PROVIDERS, "b").found.names) == 2
    assert len(read_list(path, PROVIDERS, "名单!B").found.names) == 2
    assert faults(read_list(path, PROVIDERS, "F")) == [(Code.LIST_COLUMN_UNKNOWN, str(path))]
    headed = book(tmp_path / "y.xlsx")
    assert [one for one, _ in names(read_list(headed, PROVIDERS, "B"))] == [row[1] for row in ROWS[2:]]


def test_two_columns_headed_alike_are_asked_about(tmp_path: Path) -> None:
    path = book(tmp_path / "x.xlsx", [("企业名称", "项目名称"), ("示例甲公司", "示例项目")])
    assert faults(read_list(path, PROVIDERS)) == [(Code.LIST_COLUMN_UNCLEAR, "x.xlsx 名单")]


def test_every_fault_is_named_with_its_cell(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        sheet = made.add_worksheet("名单")
        sheet.write_row(0, 0, ["序号", "企业名称"])
        for number, words in enumerate(["示例甲、示例乙", "", 123, "长" * 201, "示例丙\n示例丁"], start=1):
            sheet.write_row(number, 0, [number, words])
        sheet.write_formula(6, 1, '="示例"&"戊"', None, "示例戊")
    assert faults(read_list(path, PROVIDERS)) == [
        (Code.LIST_NAME_SEVERAL, "x.xlsx 名单!B2"),
        (Code.LIST_NAME_MISSING, "x.xlsx 名单!B3"),
        (Code.LIST_NAME_INVALID, "x.xlsx 名单!B4"),
        (Code.LIST_NAME_INVALID, "x.xlsx 名单!B5"),
        (Code.LIST_NAME_SEVERAL, "x.xlsx 名单!B6"),
        (Code.FIELD_FORMULA, "x.xlsx 名单!B7"),
    ]


def test_text_has_a_name_in_each_line(tmp_path: Path) -> None:
    """The list's own title is none of its names; a comma parts no names, and unseen marks count not."""
    path = tmp_path / "x.txt"
    path.write_bytes(f"{PROVIDERS}\n单位名称\n示例甲公司\n\n\u200bExample Co., Ltd.\n".encode("gb18030"))
    assert names(read_list(path, PROVIDERS)) == [("示例甲公司", "A3"), ("Example Co., Ltd.", "A5")]


def test_csv_has_columns_too(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("序号,企业名称\n1,示例甲公司\n2,示例乙公司\n", "utf-8-sig")
    read = read_list(path, PROVIDERS)
    assert (read.found.taken, names(read)[1]) == ("B 企业名称", ("示例乙公司", "B3"))


def test_what_is_no_list_is_refused(tmp_path: Path) -> None:
    for name, data, code in (
        ("x.pdf", b"%PDF", Code.LIST_FILE_KIND),
        ("x.xlsx", b"PK broken", Code.SHEET_UNREADABLE),
        ("x.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Code.SHEET_OLD_EXCEL),
        ("x.csv", b"\0\1\2", Code.DOCUMENT_MISLABELLED),
        ("x.txt", "长".encode() * (1 << 20), Code.SHEET_TOO_LARGE),
    ):
        path = tmp_path / name
        path.write_bytes(data)
        assert refused(path) == [code]
    assert refused(tmp_path / "none.xlsx") == [Code.FILE_MISSING]
    empty = tmp_path / "empty.txt"
    empty.write_text("\n\n", "utf-8")
    assert faults(read_list(empty, PROVIDERS)) == [(Code.LIST_EMPTY, str(empty))]
