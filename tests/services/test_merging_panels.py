"""Merging a panel from files: packages, sheets and workbooks as they lie on a disk."""

import re
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import builders as make
import panel_builders as panels
import pytest
from openpyxl import load_workbook
from package_builders import FORMS, NOW
from returned_files import PANEL, issue, write
from scheme_texts import SOURCE

from evaluator_app.domain.codes import Code
from evaluator_app.domain.numbers import exact_text
from evaluator_app.domain.panel import PanelMerge
from evaluator_app.domain.problems import Refused
from evaluator_app.services import merging, packages

UNSIGNED = merging.MergeOptions(allow_unsigned=True)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return issue(tmp_path)


def three(package: Path, folder: Path) -> list[Path]:
    return [write(package, folder / f"{number}.xlsx", number) for number in range(3)]


def refused(merged: PanelMerge) -> list[tuple[str, Code]]:
    return [(Path(one.file).name, one.problem.code) for one in merged.refusals]


def codes(caught: pytest.ExceptionInfo[Refused]) -> list[Code]:
    return [one.code for one in caught.value.problems]


def test_sheets_in_folders_and_below_are_merged_lock_files_are_none(package: Path, tmp_path: Path) -> None:
    write(package, tmp_path / "in" / "a.xlsx", 0)
    write(package, tmp_path / "in" / "deeper" / "b.XLSX", 1)
    single = write(package, tmp_path / "c.xlsx", 2)
    (tmp_path / "in" / "~$a.xlsx").write_bytes(b"lock")
    (tmp_path / "in" / "notes.txt").write_bytes(b"no sheet")
    merged = merging.merge_panel([package], [tmp_path / "in", single, tmp_path / "in"], UNSIGNED)
    assert merged.results[0].result.score == 90
    assert merged.refusals == ()


def test_every_file_is_refused_with_its_reason(package: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    sheets = three(package, folder)
    (folder / "3-copy.xlsx").write_bytes(sheets[0].read_bytes())
    (folder / "4-noise.xlsx").write_bytes(b"no workbook")
    write(package, folder / "5-outside.xlsx", 7)
    write(package, folder / "6-other.xlsx", 3, package="2024-other")
    write(package, folder / "7-old-rules.xlsx", 3, protocol_digest="0" * 64)
    write(package, folder / "8-second.xlsx", 1, make.NINETY | {"a1": "8"})
    merged = merging.merge_panel([package], [folder], UNSIGNED)
    assert refused(merged) == [
        ("1.xlsx", Code.SHEET_CONFLICT),
        ("3-copy.xlsx", Code.SHEET_DUPLICATE),
        ("4-noise.xlsx", Code.SHEET_UNREADABLE),
        ("5-outside.xlsx", Code.SHEET_OUTSIDE_PANEL),
        ("6-other.xlsx", Code.SHEET_OTHER_PACKAGE),
        ("7-old-rules.xlsx", Code.SHEET_OTHER_PROTOCOL),
        ("8-second.xlsx", Code.SHEET_CONFLICT),
    ]
    assert merged.results[0].result.reason is not None


def test_an_edited_sheet_is_refused(package: Path, tmp_path: Path) -> None:
    path = three(package, tmp_path / "in")[0]
    book = load_workbook(path)
    cell = next(cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == 13.5)
    cell.value = 15
    book.save(path)
    merged = merging.merge_panel([package], [tmp_path / "in"], UNSIGNED)
    assert refused(merged)[0][0] == "0.xlsx"
    assert len(merged.results[0].sheets) == 2


def test_unsigned_sheets_are_refused_unless_allowed(package: Path, tmp_path: Path) -> None:
    three(package, tmp_path / "in")
    merged = merging.merge_panel([package], [tmp_path / "in"])
    assert {code for _, code in refused(merged)} == {Code.SHEET_UNSIGNED}


SMALL_EXAMPLES = [one for one in make.EXAMPLES["merge"] if len(one["sheets"]) < 10]


def with_protocol(folder: Path, protocol: dict[str, Any]) -> Path:
    """A package whose scheme merges as an example says."""
    scheme = SOURCE
    for name in ("unit", "rule", "rounding"):
        scheme = re.sub(rf'(?m)^{name} = "\w+"$', f'{name} = "{protocol[name]}"', scheme)
    campaign = PANEL.replace("saq-0005-2023", "scheme.toml")
    return issue(folder, files={"campaign.toml": campaign, "scheme.toml": scheme})


@pytest.mark.parametrize("case", SMALL_EXAMPLES, ids=lambda case: case["name"])
def test_examples_through_real_sheets(case: dict[str, Any], tmp_path: Path) -> None:
    package, expected = with_protocol(tmp_path, case["protocol"]), case["result"]
    for number, values in enumerate(case["sheets"]):
        write(package, tmp_path / "in" / f"{number}.xlsx", number, values)
    merged = merging.merge_panel([package], [tmp_path / "in"], UNSIGNED)
    assert merged.refusals == ()
    result = next(one.result for one in merged.results if one.application.id == "A-001")
    assert result.counted == expected["counted"]
    assert (exact_text(result.score) if result.score is not None else None) == expected.get("exact")
    assert (result.grade.id if result.grade else None) == expected.get("grade")


EXECUTORS: dict[str, Callable[[], Executor]] = {
    "threads": lambda: ThreadPoolExecutor(2),
    "processes": lambda: ProcessPoolExecutor(2, mp_context=get_context("spawn")),
}


@pytest.mark.parametrize("kind", EXECUTORS)
def test_any_executor_gives_the_same(kind: str, package: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    three(package, folder)
    (folder / "noise.xlsx").write_bytes(b"no workbook")
    with EXECUTORS[kind]() as executor:
        merged = merging.merge_panel([package], [folder], UNSIGNED, executor)
    assert merged == merging.merge_panel([package], [folder], UNSIGNED)


def test_many_sheets_are_read_by_processes(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "MANY", 3)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    three(package, tmp_path / "in")
    merged = merging.merge_panel([package], [tmp_path / "in"], UNSIGNED)
    assert merged.results[0].result.score == 90


# Packages


def test_an_older_revision_of_the_package_counts_with_a_note(tmp_path: Path) -> None:
    old = issue(tmp_path, name="1.evpkg")
    three(old, tmp_path / "in")
    source = tmp_path / "1.evpkg.src"
    (source / "A-001" / "报告.pdf").write_bytes(b"%PDF-1.7 changed")
    packages.build(source, FORMS, tmp_path / "2.evpkg", revision=2, now=NOW)
    merged = merging.merge_panel([tmp_path / "2.evpkg"], [tmp_path / "in"], UNSIGNED)
    assert merged.refusals == ()
    assert all(one.older_package for one in merged.results[0].sheets)


def test_packages_of_other_rules_are_refused_together(package: Path, tmp_path: Path) -> None:
    campaign = (tmp_path / "demo.evpkg.src" / "campaign.toml").read_text(encoding="utf-8")
    other = issue(
        tmp_path,
        name="other.evpkg",
        files={"campaign.toml": campaign.replace('id = "2024-demo"', 'id = "2025-demo"')},
    )
    with pytest.raises(Refused) as caught:
        merging.merge_panel([package, other], [tmp_path])
    assert codes(caught) == [Code.PACKAGES_DIFFER]


def test_every_bad_package_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.evpkg").write_bytes(b"no package")
    with pytest.raises(Refused) as caught:
        merging.merge_panel([tmp_path / "bad.evpkg", tmp_path / "none.evpkg"], [tmp_path])
    assert codes(caught) == [Code.PACKAGE_NOT_A_ZIP, Code.FILE_MISSING]


# Places


def test_a_place_without_sheets_and_a_missing_place_are_said(package: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(Refused) as caught:
        merging.merge_panel([package], [tmp_path / "empty"])
    assert codes(caught) == [Code.NO_SHEETS]
    with pytest.raises(Refused) as caught:
        merging.merge_panel([package], [tmp_path / "none"])
    assert codes(caught) == [Code.FILE_MISSING]


def output(path: Path, *, replace: bool = False) -> merging.MergeOptions:
    return merging.MergeOptions(allow_unsigned=True, output=path, replace=replace)


def test_the_workbook_among_the_sheets_is_no_sheet(package: Path, tmp_path: Path) -> None:
    three(package, tmp_path / "in")
    out = tmp_path / "in" / "committee.xlsx"
    for replace in (False, True):
        merged = merging.merge_panel([package], [tmp_path / "in"], output(out, replace=replace))
        merging.write_workbook(merged, output(out, replace=replace), panels.WRITTEN)
        assert merged.refusals == ()
    assert load_workbook(out).sheetnames[0] == "Overview"


def test_an_existing_workbook_is_not_overwritten_unseen(package: Path, tmp_path: Path) -> None:
    out = tmp_path / "committee.xlsx"
    out.write_bytes(b"somebody's work")
    three(package, tmp_path / "in")
    with pytest.raises(Refused) as caught:
        merging.merge_panel([package], [tmp_path / "in"], output(out))
    assert codes(caught) == [Code.FILE_EXISTS]
    assert out.read_bytes() == b"somebody's work"


def test_a_score_sheet_is_never_replaced_by_the_workbook(package: Path, tmp_path: Path) -> None:
    sheet = three(package, tmp_path / "in")[0]
    before = sheet.read_bytes()
    with pytest.raises(Refused) as caught:
        merging.merge_panel([package], [tmp_path / "in"], output(sheet, replace=True))
    assert codes(caught) == [Code.FILE_EXISTS]
    assert sheet.read_bytes() == before


def test_without_an_output_nothing_is_written(package: Path, tmp_path: Path) -> None:
    three(package, tmp_path / "in")
    before = sorted(tmp_path.rglob("*"))
    merged = merging.merge_panel([package], [tmp_path / "in"], UNSIGNED)
    merging.write_workbook(merged, UNSIGNED, panels.WRITTEN)
    assert sorted(tmp_path.rglob("*")) == before
