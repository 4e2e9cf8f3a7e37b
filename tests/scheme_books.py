"""A scheme's workbook in the hands of a secretariat: its cells found by what they are for, and changed."""

import io
from datetime import datetime
from typing import Any

import openpyxl
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from evaluator_app.domain.problems import Problem, Refused
from evaluator_app.domain.scheme import LoadedScheme
from evaluator_app.exchange.scheme_file import read_scheme
from evaluator_app.exchange.scheme_workbook_reader import read_scheme_workbook
from evaluator_app.exchange.scheme_workbook_writer import write_scheme_workbook

SMALL = """\
format = 1
id = "small"
title = "示例方案"
standard = "T/TEST 1"
version = "1"
status = "sample"
owner = "示例协会"

[[stages]]
id = "document-review"
title = "资料评审"
clause = "1"

[rubric]
title = "示例评分表"

[[rubric.sections]]
id = "a"
number = "一"
title = "策划"
max = "15"
clause = "2"
criteria = [
  {id = "a1", title = "针对性", text = "示例：针对性", max = "10", step = "0.5", clause = "2"},
  {id = "a2", title = "科学性", text = "示例：科学性", max = "5", step = "0.5", clause = "2"},
]

[[rubric.sections]]
id = "b"
number = "二"
title = "效果"
max = "10"
clause = "2"
criteria = [{id = "b1", title = "显效性", text = "示例：显效性", max = "10", step = "0.5", clause = "2"}]

[[rubric.bands]]
id = "good"
title = "优秀"
low = "20"
clause = "3"

[[rubric.bands]]
id = "fair"
title = "合格"
low = "10"
high = "20"
high_inclusive = false
clause = "3"

[[rubric.remarks]]
id = "remarks"
title = "评语"
clause = "3"

[protocol]
unit = "total"
rule = "mean"
minimum_sheets = 3
clause = "4"
"""


def small() -> LoadedScheme:
    """A little scheme of two sections and three criteria."""
    return read_scheme(SMALL.encode(), "small.toml")


def written(scheme: LoadedScheme) -> bytes:
    """The workbook of a scheme."""
    stream = io.BytesIO()
    write_scheme_workbook(stream, scheme, datetime(2024, 1, 1))  # noqa: DTZ001 - XlsxWriter wants it without
    return stream.getvalue()


class Book:
    """A workbook open in a spreadsheet program."""

    def __init__(self, scheme: LoadedScheme | None = None) -> None:
        self.file = openpyxl.load_workbook(io.BytesIO(written(scheme or small())))

    def key(self, key: str) -> Cell:
        """The hidden cell that names a column or value."""
        found = [
            cell
            for sheet in self.file
            for row in sheet.iter_rows()
            for cell in row
            if cell.value == f"@{key}"
        ]
        (one,) = found
        assert isinstance(one, Cell)
        return one

    def sheet(self, key: str) -> Worksheet:
        """The worksheet a column is on."""
        return self.file[self.key(key).parent.title]

    def cell(self, key: str, row: int = 0) -> Cell:
        """The cell of a value, in the given row of a list."""
        named, sheet = self.key(key), self.sheet(key)
        beside = named.column_letter == "A" and sheet.column_dimensions["A"].hidden
        found = named.offset(column=2) if beside else named.offset(row=1 + row)
        assert isinstance(found, Cell)
        return found

    def put(self, key: str, value: Any, row: int = 0) -> str:
        """Type a value; its address."""
        cell = self.cell(key, row)
        cell.value = value
        return f"{cell.parent.title}!{cell.coordinate}"

    def fill(self, path: str, row: int, **values: Any) -> None:
        """Type several values of one record."""
        for name, value in values.items():
            self.put(f"{path}.{name}", value, row)

    def insert(self, key: str, row: int) -> None:
        """Insert an empty row before the given one."""
        self.sheet(key).insert_rows(self.cell(key, row).row)

    def delete(self, key: str, row: int) -> None:
        """Delete a row."""
        self.sheet(key).delete_rows(self.cell(key, row).row)

    def saved(self) -> bytes:
        """The file as it is saved."""
        stream = io.BytesIO()
        self.file.save(stream)
        return stream.getvalue()

    def read(self) -> LoadedScheme:
        """The scheme it now holds."""
        return read_scheme_workbook(self.saved(), "x.xlsx")

    def problems(self) -> list[Problem]:
        """What it is refused for."""
        try:
            self.read()
        except Refused as refused:
            return list(refused.problems)
        return []

    def faults(self) -> set[tuple[str, str]]:
        """Code and place of every problem."""
        return {(one.code.value, one.place) for one in self.problems()}
