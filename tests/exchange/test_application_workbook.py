"""The application form as a workbook: written for every scheme, filled in, moved about, read back."""

import json
from pathlib import Path

import pytest
from form_builders import S1, S3, SCHEMES, Rows, filled, loaded, sign_up, type_in
from recalculation import convert
from shipped import ROOT

from evaluator_app.cli.main import run
from evaluator_app.domain.application_form import FilledForm, table_rows
from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused
from evaluator_app.exchange.application_workbook import MARK
from evaluator_app.exchange.application_workbook_reader import read_application_workbook
from evaluator_app.services.places import own_places


def read(path: Path, name: str = S1) -> FilledForm:
    """The form, read back."""
    found: FilledForm = read_application_workbook(path, loaded(name))
    return found


def refused(path: Path, name: str = S1) -> list[Code]:
    """Why it is refused."""
    with pytest.raises(Refused) as caught:
        read(path, name)
    return [one.code for one in caught.value.problems]


def test_what_was_typed_comes_back(tmp_path: Path) -> None:
    """S1 报名表 (附件2（一）): text, choice with other words, several options, a day, a number."""
    found = read(filled(tmp_path, S1, sign_up))
    assert found.problems == ()
    assert dict(found.values) == {
        "organisation": "示例精密制造有限公司",
        "member": "是",
        "ownership": "其他：个体",
        "founded": "2006-05-18",
        "employees": "612",
        "customers": "政府、企业",
        "intention": "申报成果",
    }
    assert "联系人" in [one.details["field"] for one in found.missing]


def test_a_table_comes_back(tmp_path: Path) -> None:
    """S3 申报表: 技术服务团队 by period, in rows that can be added to."""

    def change(rows: Rows) -> None:
        row: list[str | int] = ["2023年3月", 86, 12, 30]
        for column, value in enumerate(row, start=3):
            type_in(rows, "application-form.team#0", value, column)

    found = read(filled(tmp_path, S3, change), S3)
    assert table_rows(found.values["team"]) == (("2023年3月", "86", "12", "30"),)


@pytest.mark.parametrize("name", SCHEMES)
def test_every_scheme_has_its_forms(tmp_path: Path, name: str) -> None:
    """S0 申请表/申报表/承诺书, S1 报名表/申报表/推荐表, S3 申报表, S4 both: nothing typed, nothing read."""
    found = read(filled(tmp_path, name, lambda _: None), name)
    assert (dict(found.values), found.problems, found.missing) == ({}, (), ())


def test_rows_that_were_moved_are_still_found(tmp_path: Path) -> None:
    """The hidden name of a row goes with it."""

    def change(rows: Rows) -> None:
        sign_up(rows)
        page = rows["sign-up-form.organisation"][0]
        page.insert_rows(3, 2)
        for area in page.merged_cells.ranges:  # Excel moves them too
            area.shift(row_shift=2 if area.min_row >= 3 else 0)

    assert read(filled(tmp_path, S1, change)).values["organisation"] == "示例精密制造有限公司"


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("employees", "约六百", Code.FIELD_NOT_A_NUMBER),
        ("employees", "=600+12", Code.FIELD_FORMULA),
        ("founded", "去年", Code.FIELD_NOT_A_DAY),
        ("ownership", "State-owned", Code.FIELD_NOT_AN_OPTION),
        ("customers#企业", "大概", Code.FIELD_NOT_AN_OPTION),
    ],
)
def test_every_fault_names_its_cell(tmp_path: Path, key: str, value: str, code: Code) -> None:
    """Sheet and address, and what to do."""
    path = filled(tmp_path, S1, lambda rows: type_in(rows, f"sign-up-form.{key}", value))
    (wrong,) = read(path).problems
    assert wrong.code is code
    assert wrong.place.startswith(f"{path.name} ")
    assert "!C" in wrong.place


def test_other_workbooks_and_other_schemes_are_refused(tmp_path: Path) -> None:
    """Each with its reason; another version of the scheme is said, not hidden."""
    assert refused(ROOT / "tests/data" / "nothing.xlsx") == [Code.FILE_MISSING]
    other = filled(tmp_path, S3, lambda _: None)
    assert refused(other) == [Code.FORM_OTHER_SCHEME]

    def strip(rows: Rows) -> None:
        for page, _ in rows.values():
            page["A1"] = None

    assert refused(filled(tmp_path, S1, strip)) == [Code.FORM_NOT_OURS]

    def older(rows: Rows) -> None:
        sign_up(rows)
        for page, _ in rows.values():
            page["A1"] = f"{MARK} {S1} {'0' * 64}"

    found = read(filled(tmp_path, S1, older))
    assert [one.code for one in found.problems] == [Code.FORM_OTHER_VERSION]
    assert found.values["organisation"]


def test_a_field_that_stands_twice_is_said(tmp_path: Path) -> None:
    """A copied row: nobody knows which of the two is meant."""

    def change(rows: Rows) -> None:
        sign_up(rows)
        page, row = rows["sign-up-form.organisation"]
        last = page.max_row + 2
        for column, value in enumerate((page.cell(row, 1).value, page.cell(row, 2).value, "另一个单位"), 1):
            page.cell(last, column).value = value

    assert [one.code for one in read(filled(tmp_path, S1, change)).problems] == [Code.FIELD_TWICE]


def test_libreoffice_saves_it_and_it_still_can_be_read(tmp_path: Path, libreoffice: str) -> None:
    """Applicants use WPS and LibreOffice too."""
    path = filled(tmp_path, S1, sign_up)
    (saved,) = convert(libreoffice, [path], tmp_path)
    assert read(saved).values == read(path).values


def test_the_commands_write_and_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`schemes application-workbook`, `intake read`."""
    out = tmp_path / "form.xlsx"
    assert run(["schemes", "application-workbook", S1, "-o", str(out)], own_places()) == 0
    assert run(["schemes", "application-workbook", S1, "-o", str(out)], own_places()) == 1
    path = filled(tmp_path, S1, sign_up)
    capsys.readouterr()
    assert run(["intake", "read", str(path), "--scheme", S1, "--json"], own_places()) == 0
    (form,) = json.loads(capsys.readouterr().out)["forms"]
    assert form["values"]["employees"] == "612"
    bad = filled(tmp_path, S1, lambda rows: type_in(rows, "sign-up-form.founded", "去年"))
    assert (
        run(["intake", "read", str(bad), str(out), str(tmp_path / "x.xlsx"), "--scheme", S1], own_places())
        == 1
    )
    assert "去年" in capsys.readouterr().err
