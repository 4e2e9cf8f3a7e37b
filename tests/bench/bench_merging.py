"""Merging a panel of growing size: time, memory and growth, beside openpyxl, LibreOffice and raw XlsxWriter.

Run by the benchmarks of the project; 100,000 sheets too where `EVALUATOR_BENCH_FULL=1` is set.
"""

import os
import re
import shutil
import subprocess
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path

import openpyxl
import pytest
from merge_panels import MIB, Measured, Panel, make_panel, merge
from xlsxwriter import Workbook

from evaluator_app.services.merging import MOST_PROCESSES

Figure = Callable[[str, float, float | None, str], None]

SMALL, MIDDLE, LARGE, LARGEST = 15, 143, 1_500, 14_286  # applications, of seven sheets each
TIME_BUDGET, MEMORY_BUDGET, GROWTH_BUDGET = 60.0, 1024.0, 1.5  # seconds, MiB, times as long for each sheet
FULL = os.environ.get("EVALUATOR_BENCH_FULL") == "1"
OPENPYXL_SHEETS, LIBREOFFICE_SHEETS = 1_000, 100  # those read by others; what all would take is scaled


def panel_of(folder: Path, applications: int) -> Panel:
    """A panel made by as many processes as a merge uses."""
    with processes() as pool:
        return make_panel(folder, applications, pool)


def processes() -> ProcessPoolExecutor:
    """As many as a merge uses."""
    return ProcessPoolExecutor(min(os.cpu_count() or 1, MOST_PROCESSES), mp_context=get_context("spawn"))


@pytest.fixture(scope="module")
def middle(tmp_path_factory: pytest.TempPathFactory) -> Measured:
    """What a thousand sheets take, at best of three: what else the machine does only adds."""
    panel = panel_of(tmp_path_factory.getbasetemp() / "middle", MIDDLE)
    return min((merge(panel) for _ in range(3)), key=lambda one: one.seconds)


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Panel]:
    """All sheets of 1,500 applications; half a gigabyte that is not kept."""
    folder = tmp_path_factory.getbasetemp() / "large"
    yield panel_of(folder, LARGE)
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def large(panel: Panel) -> Measured:
    """What merging them takes, at best of two."""
    return min((merge(panel) for _ in range(2)), key=lambda one: one.seconds)


def tell(figure: Figure, found: Measured, budgets: tuple[float | None, float | None] = (None, None)) -> None:
    """The figures of a merge; those with a budget come last, for one that is over ends a benchmark."""
    name = f"merge {found.sheets:,} sheets"
    figure(f"{name}: the workbook alone", found.writing, None, "s")
    figure(f"{name}: each sheet, workbook included", found.seconds / found.sheets * 1000, None, "ms")
    figure(f"{name}: peak memory of all processes", found.memory, budgets[1], "MiB")
    figure(f"{name}: workbook included", found.seconds, budgets[0], "s")


def tell_growth(figure: Figure, found: Measured, middle: Measured) -> None:
    """How much longer each sheet takes than where there are a thousand.

    Fewer sheets have the same start to share, and that flatters many; the workbook has none.
    """
    name = f"each of {found.sheets:,} sheets against each of {middle.sheets:,}"
    few, many = middle.sheets, found.sheets
    figure(f"{name}, by the processor", found.processor / many / (middle.processor / few), GROWTH_BUDGET, "x")
    figure(f"{name}, by the clock", found.seconds / many / (middle.seconds / few), GROWTH_BUDGET, "x")
    figure(f"{name}, workbook alone", found.writing / many / (middle.writing / few), GROWTH_BUDGET, "x")


def bench_growing(tmp_path: Path, figure: Figure, middle: Measured, large: Measured) -> None:
    """A hundred sheets, a thousand, ten thousand: 10,000 in a minute and 1 GiB, and the growth."""
    small = panel_of(tmp_path / "small", SMALL)
    merge(small)  # compiles the program
    tell(figure, merge(small))
    tell(figure, middle)
    tell_growth(figure, large, middle)
    tell(figure, large, (TIME_BUDGET, MEMORY_BUDGET))


def bench_beside_openpyxl(figure: Figure, panel: Panel, large: Measured) -> None:
    """A script that reads the same cells and verifies nothing, in as many processes."""
    each = openpyxl_seconds(panel)
    title = f"openpyxl only reads {panel.count:,} sheets (scaled from {OPENPYXL_SHEETS:,})"
    figure(title, each * panel.count, None, "s")
    reading = large.seconds - large.writing
    figure(
        "read, verified and merged, without workbook, against it", reading / (each * panel.count), None, "x"
    )


def bench_beside_libreoffice(tmp_path: Path, figure: Figure, panel: Panel, large: Measured) -> None:
    """The first page of each sheet as CSV."""
    if shutil.which("soffice") is None:
        pytest.skip("soffice is not installed")
    every = libreoffice_seconds(panel, tmp_path) * panel.count
    title = f"LibreOffice makes CSV of {panel.count:,} sheets (scaled from {LIBREOFFICE_SHEETS})"
    figure(title, every, None, "s")
    figure("merged, workbook included, against it", large.seconds / every, None, "x")


def bench_workbook_beside_xlsxwriter(figure: Figure, large: Measured) -> None:
    """As many texts, numbers, formulas and empty cells on as many worksheets."""
    counts = cells_of(large.workbook)
    figure("committee's workbook: cells", sum(one.total() for one in counts) / 1000, None, "k")
    figure("committee's workbook: size", large.workbook.stat().st_size / MIB, None, "MiB")
    plain = min(xlsxwriter_seconds(counts) for _ in range(2))
    figure("the same cells by raw XlsxWriter", plain, None, "s")
    figure("committee's workbook against raw XlsxWriter", large.writing / plain, None, "x")


@pytest.mark.skipif(not FULL, reason="takes half an hour; EVALUATOR_BENCH_FULL=1")
def bench_largest(tmp_path: Path, figure: Figure, middle: Measured) -> None:
    """A hundred thousand sheets."""
    found = merge(panel_of(tmp_path / "largest", LARGEST))
    tell(figure, found)
    tell_growth(figure, found, middle)
    shutil.rmtree(tmp_path / "largest")  # gigabytes


# What others take


def by_openpyxl(path: Path) -> int:
    """Reads every cell of a sheet and verifies nothing."""
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    cells = sum(len(row) for page in book for row in page.iter_rows(values_only=True))
    book.close()
    return cells


def openpyxl_seconds(panel: Panel) -> float:
    """For a sheet, read by as many processes as a merge uses; their start is not counted."""
    files = sorted(panel.sheets.iterdir())[:OPENPYXL_SHEETS]
    with processes() as pool:
        assert all(pool.map(by_openpyxl, files[:32]))  # they have loaded openpyxl
        start = time.perf_counter()
        assert all(pool.map(by_openpyxl, files, chunksize=16))
        return (time.perf_counter() - start) / len(files)


def libreoffice_seconds(panel: Panel, folder: Path) -> float:
    """For a sheet whose first page becomes CSV; the start of the program is not counted."""
    files = sorted(panel.sheets.iterdir())

    def converted(count: int) -> float:
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        options: list[str | Path] = ["--headless", "--convert-to", "csv", "--outdir", folder / "csv"]
        start = time.perf_counter()
        subprocess.run(["soffice", profile, *options, *files[:count]], check=True, capture_output=True)
        assert len(list((folder / "csv").iterdir())) >= count
        return time.perf_counter() - start

    converted(1)  # makes the profile
    one = converted(1)
    return (converted(LIBREOFFICE_SHEETS + 1) - one) / LIBREOFFICE_SHEETS


def cells_of(workbook: Path) -> list[Counter[str]]:
    """How many texts, formulas, numbers and empty cells each worksheet of a workbook has."""
    counts = []
    with zipfile.ZipFile(workbook) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                found = re.findall(rb'<c r="[A-Z]+\d+"(?: s="\d+")?( t="s")?(/>|><f>)?', archive.read(name))
                counts.append(Counter(_kind(text, rest) for text, rest in found))
    return counts


def _kind(text: bytes, rest: bytes) -> str:
    if rest:
        return "blank" if rest == b"/>" else "formula"
    return "text" if text else "number"


def xlsxwriter_seconds(counts: list[Counter[str]]) -> float:
    """To write as many cells of each kind with XlsxWriter and nothing else, in rows of ten."""
    start = time.perf_counter()
    with Workbook(BytesIO(), {"in_memory": True}) as book:
        style = book.add_format({"border": 1, "text_wrap": True})
        for number, kinds in enumerate(counts):
            page = book.add_worksheet()
            for place, kind in enumerate(kinds.elements()):
                row, column = divmod(place, 10)
                if kind == "text":
                    page.write_string(row, column, f"示例{number}-{place}", style)
                elif kind == "formula":
                    page.write_formula(row, column, "=ROUND(AVERAGE(A1:G1),2)", style, 9.5)
                elif kind == "number":
                    page.write_number(row, column, 9.5, style)
                else:
                    page.write_blank(row, column, None, style)
    return time.perf_counter() - start
