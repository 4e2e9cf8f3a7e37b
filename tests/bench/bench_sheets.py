"""Score sheets against their budgets: writing beside XlsxWriter, reading beside openpyxl.

Run by the benchmarks of the project, or alone: `python tests/bench/bench_sheets.py`.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]  # run alone, it has no pytest to set the path

import builders as make  # noqa: E402 - after the path
import openpyxl  # noqa: E402 - after the path
import sheet_builders as sheets  # noqa: E402 - after the path
import signature_builders as signatures  # noqa: E402 - after the path
from python_calamine import CalamineWorkbook  # noqa: E402 - after the path
from xlsxwriter import Workbook  # noqa: E402 - after the path

from evaluator_app.domain.rubric import Rubric  # noqa: E402 - after the path
from evaluator_app.domain.scheme import LoadedScheme  # noqa: E402 - after the path
from evaluator_app.domain.sheet import ScoreSheet  # noqa: E402 - after the path
from evaluator_app.exchange.ooxml_signature import sign  # noqa: E402 - after the path
from evaluator_app.exchange.score_sheet_reader import read_sheet  # noqa: E402 - after the path
from evaluator_app.exchange.score_sheet_writer import write_sheet  # noqa: E402 - after the path

READ_BUDGET = 0.4  # of the time openpyxl takes just to load the sheet
Figure = Callable[[str, float, float | None, str], None]


def seconds(work: Callable[[], object], rounds: int = 15) -> float:
    """The best of several runs: what else the machine does only adds."""
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def thousand() -> tuple[ScoreSheet, LoadedScheme]:
    """A finished sheet of a rubric of 1,000 criteria."""
    text = "依据标准逐条核实，查阅记录、询问现场人员并观察实际操作。"
    parts = [
        make.section(*(replace(make.criterion(f"c{i}-{j}"), text=text) for j in range(50)), name=f"s{i}")
        for i in range(20)
    ]
    rubric = Rubric(title="示例", sections=tuple(parts), bands=make.S0_BANDS)
    marks = make.marks({one.id: "9.5" for one in rubric.criteria}, none="")
    return make.sheet(marks=marks), sheets.loaded(rubric)


def same_cells(path: Path) -> Callable[[], None]:
    """Writes the values of a workbook with XlsxWriter and nothing else."""
    book = openpyxl.load_workbook(path)
    pages = [
        [
            (cell.row - 1, cell.column - 1, cell.value)
            for row in page.iter_rows()
            for cell in row
            if cell.value is not None
        ]
        for page in book
    ]

    def write() -> None:
        with Workbook(BytesIO(), {"in_memory": True, "strings_to_formulas": True}) as fresh:
            style = fresh.add_format({"border": 1, "text_wrap": True})
            for cells in pages:
                page = fresh.add_worksheet()
                for row, column, value in cells:
                    page.write(row, column, value, style)

    return write


def measure(folder: Path, figure: Figure, name: str, sheet: ScoreSheet, scheme: LoadedScheme) -> None:
    """The figures of one sheet."""
    path = sheets.written(folder, sheet, scheme)
    ours = seconds(lambda: write_sheet(BytesIO(), sheet, scheme))
    figure(
        f"score sheet, {name}: written against raw XlsxWriter", ours / seconds(same_cells(path)), None, "x"
    )
    reading = seconds(lambda: read_sheet(path, scheme))
    loading = seconds(lambda: openpyxl.load_workbook(path))
    figure(
        f"score sheet, {name}: read and checked against openpyxl loading it",
        reading / loading,
        READ_BUDGET,
        "x",
    )

    def bare() -> None:
        book = CalamineWorkbook.from_path(path)
        for page in book.sheet_names:
            book.get_sheet_by_name(page).to_python()

    figure(f"score sheet, {name}: read and checked against bare calamine", reading / seconds(bare), None, "x")
    figure(f"score sheet, {name}: written", ours * 1000, None, "ms")
    figure(f"score sheet, {name}: read and checked", reading * 1000, None, "ms")


def measure_signed(folder: Path, figure: Figure, name: str, sheet: ScoreSheet, scheme: LoadedScheme) -> None:
    """The figures of one signed sheet; openpyxl loads the sheet as it was before it was signed."""
    path = sheets.written(folder, sheet, scheme)
    loading = seconds(lambda: openpyxl.load_workbook(path))
    unsigned, identity = path.read_bytes(), signatures.identity(folder, sheet.expert.name)
    signing = seconds(lambda: sign(unsigned, identity, signatures.TIME))
    path.write_bytes(sign(unsigned, identity, signatures.TIME))
    verifying = seconds(lambda: read_sheet(path, scheme))
    title = f"signed score sheet, {name}"
    figure(f"{title}: read and verified against openpyxl loading it", verifying / loading, READ_BUDGET, "x")
    figure(f"{title}: read and verified", verifying * 1000, None, "ms")
    figure(f"{title}: signed", signing * 1000, None, "ms")
    figure(f"{title}: size", path.stat().st_size / 1024, None, "KiB")


def bench_sheets(tmp_path: Path, figure: Figure) -> None:
    """A sheet of 8 criteria and one of 1,000 (architecture, budgets)."""
    measure(tmp_path, figure, "8 criteria", sheets.official_sheet(note_a1="示例"), sheets.official())
    measure(tmp_path, figure, "1,000 criteria", *thousand())
    measure_signed(tmp_path, figure, "8 criteria", sheets.official_sheet(note_a1="示例"), sheets.official())
    measure_signed(tmp_path, figure, "1,000 criteria", *thousand())


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        bench_sheets(
            Path(place),
            lambda name, value, budget, unit: print(f"{name:<72} {value:8.3f} {unit}  {budget or ''}"),  # noqa: T201 - run by hand it prints its figures
        )
