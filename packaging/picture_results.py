"""What came back into the campaign of the pictures: most sheets, one twice and different, one no sheet."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from picture_screens import wait_until
from PySide6.QtWidgets import QWidget

from evaluator_app.domain.marks import Entry, Scored
from evaluator_app.domain.sheet import Marks, ScoreSheet, identity_of
from evaluator_app.exchange.package_reader import VerifiedPackage
from evaluator_app.exchange.score_sheet_writer import write_sheet
from evaluator_app.services import packages, results_files
from evaluator_app.services.workspaces import Workspace
from evaluator_app.ui.secretariat.desk import Name, SecretariatDesk
from evaluator_app.ui.secretariat.results_page import ResultsPage
from evaluator_app.ui.window import MainWindow

_SHARES = ("0.97", "0.93", "0.91", "0.9", "0.87", "0.86", "0.84", "0.8", "0.76")  # by application
_SHIFTS = ("0.5", "-0.5", "0", "0.5", "-1", "0", "0.5", "-0.5")
_MISSING = (8, 13, 26)  # by number of the sheet
_HARSH, _TWICE = 10, 4


def receive(ws: Workspace, campaign: str, issued: Path, who: str) -> None:
    """Write the experts' sheets for the packages issued into a folder, and take them in."""
    folder = issued.parent / "back"
    folder.mkdir()
    verified = [packages.verify(one) for one in sorted(issued.glob("*.evpkg"))]
    pairs = [(one, place) for one in verified for place in range(len(one.package.applications))]
    for number, (one, place) in enumerate(pairs):
        if number not in _MISSING:
            off = Decimal(-2) if number == _HARSH else Decimal(0)
            _write(folder / f"{number:02d}.xlsx", _sheet(one, place, number, off), one)
        if number == _TWICE:
            _write(folder / f"{number:02d} (2).xlsx", _sheet(one, place, number, Decimal(-1)), one)
    (folder / "说明.xlsx").write_bytes(b"no workbook")
    results_files.confirm(ws, results_files.preview(ws, campaign, [folder]), who)


def _sheet(one: VerifiedPackage, place: int, number: int, off: Decimal) -> ScoreSheet:
    scheme, application = one.scheme.scheme, one.package.applications[place]
    share = Decimal(_SHARES[int(application.id.rpartition("-")[2]) - 1])
    entries = {}
    for turn, criterion in enumerate(scheme.rubric.criteria):
        wanted = criterion.max * share + off + Decimal(_SHIFTS[number * (turn + 1) % len(_SHIFTS)])
        steps = (min(max(wanted, Decimal(0)), criterion.max) / criterion.step).to_integral_value()
        entries[criterion.id] = Entry(Scored(steps * criterion.step))
    remarks = {remark.id: "亮点：示例。不足：示例。" for remark in scheme.rubric.remarks}
    return ScoreSheet(
        identity=identity_of(one.package, application, scheme.id),
        expert=one.package.experts[0],
        marks=Marks(entries=entries, remarks=remarks),
        written="2024-09-02T09:30:00+08:00",
    )


def _write(path: Path, sheet: ScoreSheet, one: VerifiedPackage) -> None:
    with path.open("wb") as stream:
        write_sheet(stream, sheet, one.scheme)


def results_screens(window: MainWindow, desk: SecretariatDesk) -> Iterator[tuple[str, QWidget]]:
    """The page of results, and the choice between two different sheets."""
    page = desk.go_to(Name.RESULTS)
    if not isinstance(page, ResultsPage):
        return
    page.unsigned.setChecked(True)
    wait_until(lambda: any(row.one.rank for row in page.results.model.rows))
    page.results.table.selectRow(2)
    yield "results", window
    rows = page.results.model.rows
    page.results.table.selectRow(next(n for n, row in enumerate(rows) if row.standing.open))
    choice = page.choice_dialog()
    if choice is not None:
        yield "results-choice", choice
