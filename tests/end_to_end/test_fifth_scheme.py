"""A fifth scheme made with Excel alone works everywhere: package, sheets, merge, workbook, window."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import package_builders as bags
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from scheme_books import Book
from window_helpers import EXPERT, declare_in, desk_of, folders_in, press, running, score_of, type_text

from evaluator_app.cli import main
from evaluator_app.domain.marks import Graded, NotApplicable, Scored
from evaluator_app.exchange.score_sheet_reader import read_sheet
from evaluator_app.services.places import Places, own_places
from evaluator_app.services.samples import sample_campaign
from evaluator_app.ui.expert import dialogs
from evaluator_app.ui.expert.issuer_dialog import IssuerDialog

CRITERIA = "rubric.sections.criteria"
EXPERTS: dict[str, dict[str, str | None]] = {
    "示例专家甲": {"innovation": "12.3", "lasting": "A", "safety": "17.2"},
    "示例专家乙": {"innovation": "11.9", "lasting": "B", "safety": None},
    "示例专家丙": {"innovation": "12", "lasting": "A", "safety": "16.9"},
}
EXACT = "8986/195"  # the mean of 49.5, 25.9 x 50 / 32.5 and 48.9
LISTED = '\n[[experts]]\nname = "{name}"\norganisation = "示例大学"\n'


def fill_in(book: Book) -> None:
    """What the secretariat changes in the workbook of a small scheme."""
    book.put("id", "site-award-2025")
    book.put("title", "现场之星（示例）")
    book.put("rubric.title", "现场之星评分表")
    book.fill("rubric.level_lists", 0, id="持续程度", title="持续程度", clause="示例 2")
    for row, (name, title, factor) in enumerate((("A", "长期", 1), ("B", "一年", 0.7), ("C", "没有", 0))):
        book.fill("rubric.level_lists.levels", row, id=name, title=title, factor=factor)
    book.put("rubric.sections.max", 32.5)
    book.put("rubric.sections.max", "１７.５", 2)
    book.fill(CRITERIA, 0, id="innovation", title="创新性", text="有没有新做法。", max=12.5, step=0.1)
    book.fill(CRITERIA, 1, id="lasting", title="持续性", text="能不能坚持。", max=20, step=None)
    book.fill(CRITERIA, 1, scale="levels with a factor", levels="持续程度")
    book.fill(CRITERIA, 2, id="safety", title="安全性", text="安不安全。", max=17.5, step="0.1")
    book.put(f"{CRITERIA}.not_applicable", "yes", 2)
    book.insert("rubric.bands.id", 2)
    book.fill("rubric.bands", 0, id="gold", title="金星", low=45)
    book.fill("rubric.bands", 1, id="silver", title="银星", low=35, high=45, high_inclusive="no")
    book.fill("rubric.bands", 2, id="bronze", title="铜星", high=35, high_inclusive="no", clause="示例 3")


Run = Callable[..., Any]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command that must succeed, in a program that has no schemes of its own; gives its JSON."""

    def command(*arguments: object) -> Any:
        capsys.readouterr()
        status = main.run([*map(str, arguments), "--json"], Places(forms=tmp_path, resources=tmp_path))
        captured = capsys.readouterr()
        assert status == 0, captured.err
        return json.loads(captured.out)

    return command


@pytest.fixture
def package(tmp_path: Path, run: Run) -> Path:
    """A package under the scheme that was read from the workbook."""
    book = Book()
    fill_in(book)
    (tmp_path / "star.xlsx").write_bytes(book.saved())
    made = run("schemes", "from-workbook", tmp_path / "star.xlsx", "-o", tmp_path / "schemes")
    campaign = bags.CAMPAIGN.replace("saq-0005-2023", "scheme.toml")
    others = "".join(LISTED.format(name=name) for name in list(EXPERTS)[1:])
    first = bags.FIRST.replace('kind = "innovation-report"', "").replace("标杆级", "gold")
    files: dict[str, str | bytes | None] = {
        "campaign.toml": campaign + others,
        "A-001/application.toml": first,
    }
    report = next(sample_campaign(own_places()).rglob("*.pdf"))
    files |= {"A-001/报告.pdf": report.read_bytes(), "A-001/photos/现场 (1).JPG": None}
    bags.source(tmp_path / "source", files | {"scheme.toml": Path(made["file"]).read_bytes()})
    run("package", "build", tmp_path / "source", "-o", tmp_path / "star.evpkg")
    return tmp_path / "star.evpkg"


def answers(name: str) -> dict[str, object]:
    """An answers file of one expert."""
    said = EXPERTS[name]
    return {
        "expert": {"name": name, "organisation": "示例大学"},
        "marks": {
            "innovation": {"score": said["innovation"]},
            "lasting": {"grade": said["lasting"]},
            "safety": {"score": said["safety"]} if said["safety"] else {"not_applicable": "示例：没有此项"},
        },
        "remarks": {"remarks": "示例评语。"},
    }


def test_from_workbook_to_the_committee(tmp_path: Path, package: Path, run: Run) -> None:
    for number, name in enumerate(EXPERTS):
        path = tmp_path / f"{number}.json"
        path.write_text(json.dumps(answers(name), ensure_ascii=False), encoding="utf-8")
        target = tmp_path / "sheets" / f"{number}.xlsx"
        target.parent.mkdir(exist_ok=True)
        options = (
            "--application",
            "A-001",
            "--answers",
            path,
            "-o",
            target,
            "--pdf",
            path.with_suffix(".pdf"),
        )
        run("sheet", "fill", "--package", package, *options)
    run("sheet", "verify", *sorted((tmp_path / "sheets").iterdir()), "--package", package)
    sheets = ("--sheets", tmp_path / "sheets", "--allow-unsigned")
    merged = run("panel", "merge", "--package", package, *sheets, "-o", tmp_path / "committee.xlsx")
    first = merged["results"][0]
    assert (first["score"]["exact"], first["score"]["shown"]) == (EXACT, "46.08")
    assert first["grade"]["computed"] == "gold"
    book = load_workbook(tmp_path / "committee.xlsx", data_only=True)
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {"创新性", "持续性", "安全性", "金星"} <= cells


def test_a_sheet_of_it_is_read_as_it_was_filled(tmp_path: Path, package: Path, run: Run) -> None:
    path, target = tmp_path / "a.json", tmp_path / "a.xlsx"
    path.write_text(json.dumps(answers("示例专家乙"), ensure_ascii=False), encoding="utf-8")
    run("sheet", "fill", "--package", package, "--application", "A-001", "--answers", path, "-o", target)
    entries = read_sheet(target).sheet.marks.entries
    assert entries["lasting"].mark == Graded("B")
    assert isinstance(entries["safety"].mark, NotApplicable)
    assert "现场之星评分表" in [cell.value for row in load_workbook(target).worksheets[0] for cell in row]


def test_it_is_scored_in_the_window_by_keyboard(
    qtbot: QtBot, tmp_path: Path, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setattr(dialogs.ProfileDialog, "ask", lambda *_: EXPERT)
    monkeypatch.setattr(IssuerDialog, "ask", lambda *_: True)
    with running(folders_in(home), qtbot, package) as window:
        qtbot.waitUntil(lambda: len(desk_of(window).packages) == 1)
        desk_of(window).home.take_focus()
        press(qtbot, Qt.Key.Key_Return)
        declare_in(window, qtbot)
        qtbot.waitUntil(lambda: desk_of(window).where() != ("", ""))
        type_text(qtbot, "12.3")
        press(qtbot, Qt.Key.Key_Return)
        press(qtbot, Qt.Key.Key_2, Qt.Key.Key_Return)
        type_text(qtbot, "17.2")
        press(qtbot, Qt.Key.Key_Return)
        sheet = score_of(window).editor.sheet
        assert sheet is not None
        marks = {name: entry.mark for name, entry in sheet.state.marks.entries.items()}
        assert {type(one) for one in marks.values()} == {Scored, Graded}
        assert marks["lasting"] == Graded("B")
