"""Filled application forms for tests: the workbook of a scheme, typed into as Excel would."""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from shipped import ROOT

from evaluator_app.domain.scheme import LoadedScheme
from evaluator_app.exchange.application_workbook import write_application_workbook
from evaluator_app.exchange.scheme_file import read_scheme_file

SCHEMES = [
    "saq-0003-2023",
    "saq-0005-2023",
    "smart-factory-supervisor-2023",
    "hebqia-quality-unit",
    "hebqia-quality-project",
]
S1, S3 = SCHEMES[1], SCHEMES[2]
WRITTEN = datetime(2024, 3, 1, 9, 0, tzinfo=UTC)
Rows = dict[str, tuple[Worksheet, int]]
Change = Callable[[Rows], None]


def loaded(name: str) -> LoadedScheme:
    """A shipped scheme."""
    return read_scheme_file(ROOT / "forms" / name / "scheme.toml")


def filled(folder: Path, name: str, change: Change) -> Path:
    """The form of a scheme, filled in as Excel would."""
    stream = io.BytesIO()
    write_application_workbook(stream, loaded(name), WRITTEN)
    book = load_workbook(io.BytesIO(stream.getvalue()))
    rows: Rows = {
        str(page.cell(row, 1).value): (page, row)
        for page in book.worksheets
        for row in range(1, page.max_row + 1)
        if page.cell(row, 1).value
    }
    change(rows)
    path = folder / f"{name}.xlsx"
    book.save(path)
    return path


def type_in(rows: Rows, key: str, value: str | int | date, column: int = 3) -> None:
    """Type into the cell of a field."""
    page, row = rows[key]
    page.cell(row, column).value = value


def sign_up(rows: Rows) -> None:
    """The sign-up form of S1, filled in."""
    values: dict[str, str | int | date] = {
        "organisation": "示例精密制造有限公司",
        "member": "是",
        "ownership": "其他",
        "ownership#other": "个体",
        "founded": date(2006, 5, 18),
        "employees": 612,
        "customers#企业": "√",
        "customers#政府": "√",
        "intention": "参加活动，申报管理创新成果",
    }
    for key, value in values.items():
        type_in(rows, f"sign-up-form.{key}", value)
