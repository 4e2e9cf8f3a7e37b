"""Sheets as files: filled from answers, blank, exported from the window, verified."""

import errno
import json
from pathlib import Path
from typing import Any

import builders as make
import package_builders as packs
import pytest
import sheet_builders

from evaluator_app.domain.codes import Code
from evaluator_app.domain.marks import UNMARKED, Abstained
from evaluator_app.domain.problems import Problem, Refused
from evaluator_app.exchange.answers_file import Answers, read_answers
from evaluator_app.exchange.score_sheet_reader import read_sheet
from evaluator_app.services import packages, sheets

MARKS = {name: {"score": value} for name, value in make.NINETY.items()}
FINISHED = {
    "expert": {"name": "示例专家甲", "organisation": "示例大学"},
    "marks": MARKS,
    "remarks": {"remarks": "亮点：示例。不足：示例。"},
}


def answers(folder: Path, data: object = None, source: str | bytes = "") -> Path:
    path = folder / "answers.json"
    text = source or json.dumps(FINISHED if data is None else data, ensure_ascii=False)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def fill(folder: Path, said: Path, application: str = "A-001", *, pdf: bool = False) -> sheets.Written:
    source = sheets.Source(package=packs.build(folder), application=application)
    files = sheets.Files(xlsx=folder / "s.xlsx", pdf=folder / "s.pdf" if pdf else None)
    return sheets.fill(source, said, files)


def problems(folder: Path, said: Path, **options: Any) -> tuple[Problem, ...]:
    with pytest.raises(Refused) as refused:
        fill(folder, said, **options)
    assert list(folder.glob("s.*")) == []
    return refused.value.problems


def test_answers_become_a_sheet_as_workbook_and_pdf(tmp_path: Path) -> None:
    written = fill(tmp_path, answers(tmp_path), pdf=True)
    read = read_sheet(tmp_path / "s.xlsx")
    assert read.sheet == written.sheet
    assert written.warnings == ()
    assert read.sheet.identity.title == "示例成果"
    assert (tmp_path / "s.pdf").read_bytes().startswith(b"%PDF")


def test_an_unfinished_sheet_is_written_and_says_so(tmp_path: Path) -> None:
    """T-10 and semantics: unmarked criteria and an empty remark are warnings."""
    written = fill(tmp_path, answers(tmp_path, FINISHED | {"marks": {}, "remarks": {}}))
    codes = [one.code for one in written.warnings]
    assert codes == [Code.UNMARKED] * 8 + [Code.REMARK_MISSING]
    assert read_sheet(tmp_path / "s.xlsx").sheet.marks.entries == {}


def said(folder: Path, marks: str) -> Answers:
    source = f'{{"expert": {{"name": "示例专家甲"}}, "marks": {marks}}}'
    return read_answers(answers(folder, source=source), make.s1_rubric())


@pytest.mark.parametrize("score", ['"９.５"', '"9.5"', "9.5", "9.50", "95e-1", '" 9.5 "'])
def test_a_score_is_read_exactly_however_it_is_written(tmp_path: Path, score: str) -> None:
    mark = said(tmp_path, f'{{"a1": {{"score": {score}}}}}').marks.entries["a1"].mark
    assert mark == sheet_builders.score("9.5")


@pytest.mark.parametrize("marks", ['{"a1": {"score": ""}}', '{"a1": {"score": "  "}}', '{"a1": {}}', "{}"])
def test_a_blank_is_unmarked(tmp_path: Path, marks: str) -> None:
    entries = said(tmp_path, marks).marks.entries
    assert "a1" not in entries or entries["a1"].mark == UNMARKED


def test_reasons_and_notes_are_kept(tmp_path: Path) -> None:
    entries = said(tmp_path, '{"a1": {"abstained": "示例：回避", "note": "示例"}}').marks.entries
    assert entries["a1"].mark == Abstained("示例：回避")
    assert entries["a1"].note == "示例"


@pytest.mark.parametrize(
    ("marks", "code"),
    [
        ('{"a1": {"score": "9,5"}}', Code.SCORE_NOT_A_NUMBER),
        ('{"a1": {"score": NaN}}', Code.SCORE_NOT_A_NUMBER),
        ('{"a1": {"score": -Infinity}}', Code.SCORE_NOT_A_NUMBER),
        ('{"a1": {"score": 1e999999999}}', Code.SCORE_NOT_A_NUMBER),
        ('{"a1": {"score": 10.5}}', Code.SCORE_OUT_OF_RANGE),
        ('{"a1": {"score": -1}}', Code.SCORE_OUT_OF_RANGE),
        ('{"a1": {"score": 9.500000001}}', Code.SCORE_OFF_STEP),
        ('{"a1": {"score": true}}', Code.ANSWERS_INVALID),
        ('{"a1": {"score": null}}', Code.ANSWERS_INVALID),
        ('{"a1": {"score": "9", "score": "8"}}', Code.ANSWERS_INVALID),
        ('{"a1": {"score": "9"}, "a1": {}}', Code.ANSWERS_INVALID),
        ('{"a1": {"score": "9", "abstained": "x"}}', Code.ANSWERS_INVALID),
        ('{"a1": {"scores": "9"}}', Code.ANSWERS_INVALID),
        ('{"a1": "9"}', Code.ANSWERS_INVALID),
        ('{"a1": {"note": "\\ud800"}}', Code.ANSWERS_INVALID),
        ("[]", Code.ANSWERS_INVALID),
        ('{"zz": {"score": "9"}}', Code.UNKNOWN_CRITERION),
        ('{"a1": {"not_applicable": "x"}}', Code.NOT_APPLICABLE_FORBIDDEN),
        ('{"a1": {"abstained": " "}}', Code.REASON_MISSING),
    ],
)
def test_what_cannot_be_used_is_refused(tmp_path: Path, marks: str, code: Code) -> None:
    with pytest.raises(Refused) as refused:
        said(tmp_path, marks)
    assert [one.code for one in refused.value.problems] == [code]


@pytest.mark.parametrize("source", [b"\xff\xfe{}", b"{", b"[" * 100_000, b"", b'{"a": 1' + b"1" * 5000])
def test_what_is_no_json_is_said_to_be_none(tmp_path: Path, source: bytes) -> None:
    with pytest.raises(Refused) as refused:
        read_answers(answers(tmp_path, source=source or b" "), make.s1_rubric())
    assert [one.code for one in refused.value.problems] == [Code.ANSWERS_UNREADABLE]


def test_every_problem_is_found_at_once_and_nothing_written(tmp_path: Path) -> None:
    """Unknown application, missing name, wrong mark, unknown remark: one list."""
    data = {"expert": {}, "marks": {"a1": {"score": "x"}}, "remarks": {"other": "x"}, "more": 1}
    codes = [one.code for one in problems(tmp_path, answers(tmp_path, data), application="A-009")]
    assert codes[0] is Code.UNKNOWN_APPLICATION
    assert set(codes[1:]) == {
        Code.EXPERT_NAME_MISSING,
        Code.SCORE_NOT_A_NUMBER,
        Code.UNKNOWN_REMARK,
        Code.ANSWERS_INVALID,
    }


def test_a_missing_answers_file_is_said(tmp_path: Path) -> None:
    assert [one.code for one in problems(tmp_path, tmp_path / "none.json")] == [Code.FILE_MISSING]


def test_a_file_that_exists_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "s.pdf").write_bytes(b"mine")
    with pytest.raises(Refused) as refused:
        fill(tmp_path, answers(tmp_path), pdf=True)
    assert [one.code for one in refused.value.problems] == [Code.FILE_EXISTS]
    assert not (tmp_path / "s.xlsx").exists()


def test_a_full_disk_leaves_neither_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said_here, package = answers(tmp_path), packs.build(tmp_path)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("os.fsync", full)
    files = sheets.Files(xlsx=tmp_path / "s.xlsx", pdf=tmp_path / "s.pdf")
    with pytest.raises(Refused) as refused:
        sheets.fill(sheets.Source(package=package, application="A-001"), said_here, files)
    assert [one.code for one in refused.value.problems] == [Code.DISK_FULL]
    assert list(tmp_path.glob("*s.*part")) + list(tmp_path.glob("s.*")) == []


def test_a_blank_form_is_for_one_application(tmp_path: Path) -> None:
    source = sheets.Source(package=packs.build(tmp_path), application="A-002")
    sheets.blank(source, sheets.Files(xlsx=tmp_path / "b.xlsx", pdf=tmp_path / "b.pdf"))
    filled = sheet_builders.typed(tmp_path / "b.xlsx", expert_name="示例专家甲", mark_a1=9)
    assert read_sheet(filled).sheet.identity.site == "示例大厅"


def test_the_window_exports_over_a_file_the_user_chose(tmp_path: Path) -> None:
    target = tmp_path / "s.xlsx"
    target.write_bytes(b"old")
    sheet = sheet_builders.official_sheet()
    assert sheets.export(sheet, sheet_builders.official(), target, None) == (target,)
    assert read_sheet(target).sheet == sheet


# Verifying


def test_a_sheet_of_the_package_is_sound_and_said_to_be_unsigned(tmp_path: Path) -> None:
    fill(tmp_path, answers(tmp_path))
    checked = sheets.verify(tmp_path / "s.xlsx", packages.verify(tmp_path / "demo.evpkg"))
    assert checked.total
    assert checked.total.score == 90
    assert checked.grade == "优秀级"
    assert [one.code for one in checked.warnings] == [Code.SHEET_UNSIGNED]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"campaign.toml": packs.CAMPAIGN.replace("2024-demo-1", "other-1")}, Code.SHEET_OTHER_PACKAGE),
        (packs.SMALL, Code.SHEET_OTHER_SCHEME),
        ({"A-001/application.toml": None, "A-001/报告.pdf": None, "A-001/photos/现场 (1).JPG": None}, None),
    ],
)
def test_a_sheet_of_another_package_is_refused(tmp_path: Path, changes: Any, code: Code | None) -> None:
    fill(tmp_path, answers(tmp_path))
    other = packages.verify(packs.build(tmp_path, changes, "other.evpkg"))
    with pytest.raises(Refused) as refused:
        sheets.verify(tmp_path / "s.xlsx", other)
    assert (code or Code.SHEET_UNKNOWN_APPLICATION) in {one.code for one in refused.value.problems}
