"""The committee workbook's formulas against LibreOffice, recalculating by force (T-5 to T-7, T-23 to T-26).

What a cell holds when it is written must be what its formula gives; and when a mark is changed in the
workbook, score, grade and rank must be those the program would have merged.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import builders as make
import panel_builders as panels
import pytest
import recalculation
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from evaluator_app.domain.numbers import Rounding, exact_text, rounded
from evaluator_app.domain.panel import PanelMerge
from evaluator_app.domain.protocol import MergeRule, Protocol, Unit
from evaluator_app.exchange.committee_workbook import write_committee_workbook

Panel = Mapping[str, Sequence[Mapping[str, str | None]]]
NAMES = tuple(make.NINETY)
MAXIMA = {one["id"]: Decimal(one["max"]) for one in make.EXAMPLES["schemes"]["S1"]["criteria"]}


def write(merged: PanelMerge, path: Path) -> Path:
    with path.open("wb") as stream:
        write_committee_workbook(stream, merged, panels.WRITTEN)
    return path


def random_panel(chance: random.Random, start: int) -> Panel:
    """Three applications with marks around the grades' limits, some abstained, not applicable, unmarked."""

    def value(name: str) -> str | None:
        odd = chance.random()
        if odd < 0.04:
            return chance.choice(["abstain", "na", None])
        share = Decimal(chance.choice(["0.7", "0.9", "0.9", "0.8"]))
        steps = min(int(MAXIMA[name] * 2), int(MAXIMA[name] * 2 * share) + chance.randint(-1, 1))
        return str(Decimal(steps) / 2)

    return {
        f"A-{i:03d}": [{name: value(name) for name in NAMES} for _ in range(i % 9 + 1)]
        for i in range(start, start + 3)
    }


def protocol_for(number: int) -> Protocol:
    """Every rule, unit and rounding in turn."""
    return make.protocol(
        unit=list(Unit)[number % 2],
        rule=list(MergeRule)[number % 3],
        rounding=list(Rounding)[number // 2 % 2],
        minimum_sheets=1 + number % 3,
        trim_from=3 + number % 3,
        decimals=number % 4,
        tie_breaks=("c1", "b1"),
    )


def panels_of_all_kinds() -> dict[str, PanelMerge]:
    """The examples, one to nine experts by every rule, and an application nobody scored."""
    by_protocol: dict[Protocol, dict[str, Sequence[Mapping[str, str | None]]]] = {}
    for case in make.EXAMPLES["merge"]:
        protocol = panels.example_protocol(case["protocol"])
        by_protocol.setdefault(protocol, {})[case["name"]] = case["sheets"]
    found = {f"examples-{i}": panels.merged(one, by) for i, (by, one) in enumerate(by_protocol.items())}
    chance = random.Random(20240902)  # noqa: S311 - the same panels each time, no secret
    rubric = make.s1_rubric(not_applicable=NAMES)
    for number in range(4):
        panel = random_panel(chance, number * 3)
        found[f"random-{number}"] = panels.merged(panel, protocol_for(number), rubric=rubric)
    found["empty"] = panels.merged({"A-001": [], "A-002": [make.NINETY] * 3})
    return found


@pytest.fixture(scope="module")
def workbooks(libreoffice: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Any, ...]]:
    """Every panel with its workbook as written and as LibreOffice recalculates it, in one run."""
    folder = tmp_path_factory.mktemp("committee")
    merged = panels_of_all_kinds()
    paths = [write(one, folder / f"{name}.xlsx") for name, one in merged.items()]
    recalculated = recalculation.convert(libreoffice, paths, folder)
    return {
        name: (one, recalculation.values(path), recalculation.values(other))
        for (name, one), path, other in zip(merged.items(), paths, recalculated, strict=True)
    }


def test_every_cell_holds_what_its_formula_gives(workbooks: dict[str, tuple[Any, ...]]) -> None:
    for name, (_, written, recalculated) in workbooks.items():
        assert not list(recalculation.differences(written, recalculated)), name


def test_the_overview_shows_the_programs_results(workbooks: dict[str, tuple[Any, ...]]) -> None:
    for name, (merged, _, recalculated) in workbooks.items():
        assert overview(recalculated) == expected(merged), name


def overview(book: Workbook) -> dict[str, tuple[Any, ...]]:
    """Rank, score, exact value, grade and sheets by organisation, as the first sheet shows them."""
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    head = next(i for i, row in enumerate(rows) if row[0] == "Rank")
    found = {}
    for row in rows[head + 1 :]:
        if row[2] is not None:
            found[str(row[2])] = (row[0], row[7], row[8], row[9], row[10])
    return found


def expected(merged: PanelMerge) -> dict[str, tuple[Any, ...]]:
    protocol, found = merged.scheme.protocol, {}
    for one in merged.results:
        result = one.result
        score = result.score
        shown = "—" if score is None else rounded(score, protocol.decimals, protocol.rounding)
        grade = result.grade.title if result.grade else "—"
        exact = "—" if score is None else exact_text(score)
        found[one.application.organisation] = (one.rank or "—", shown, exact, grade, result.counted)
    return {name: (a, float(b) if b != "—" else b, *rest) for name, (a, b, *rest) in found.items()}


# Changing marks in the workbook


def first_mark(book: Workbook, place: int) -> tuple[Any, int]:
    """An application's sheet and the row of its first criterion; experts begin in column F."""
    sheet = book.worksheets[5 + place]
    row = next(r for r in range(1, 20) if sheet.cell(r, 5).value == "Maximum") + 1
    return sheet, row


CHANGES: dict[str, Callable[[dict[str, str | None]], None]] = {
    "half a point over the limit": lambda marks: marks.update(c2="9.5"),
    "far down": lambda marks: marks.update(b1="0", b4="0", c1="0"),
    "emptied": lambda marks: marks.update(a1=None),
    "abstained": lambda marks: marks.update(b2="abstain"),
    "not applicable": lambda marks: marks.update(c1="na"),
}
TOKENS = {"abstain": "Abstained", "na": "N/A", None: None}


@pytest.fixture(scope="module")
def changed(libreoffice: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Any, Any]]:
    """By each rule, a change typed into each application, beside the merge of the same marks."""
    folder, found, paths = tmp_path_factory.mktemp("changed"), {}, []
    rubric = make.s1_rubric(not_applicable=("c1",))
    for number in range(6):
        protocol = replace(protocol_for(number), minimum_sheets=3, decimals=2)
        panel: dict[str, list[dict[str, str | None]]] = {
            name: [dict(make.NINETY) for _ in range(4)] for name in CHANGES
        }
        before = panels.merged(panel, protocol, rubric=rubric)
        path = write(before, folder / f"{number}.xlsx")
        for name, change in CHANGES.items():
            change(panel[name][2])
        type_in(path, before, panel)
        found[path.stem] = expected(panels.merged(panel, protocol, rubric=rubric))
        paths.append(path)
    outcomes = recalculation.convert(libreoffice, paths, folder)
    return {path.stem: (overview(recalculation.values(path)), found[path.stem]) for path in outcomes}


def type_in(path: Path, merged: PanelMerge, panel: Panel, expert: int = 2) -> None:
    """One expert's marks typed in; openpyxl forgets all values, only formulas stay."""
    book = load_workbook(path)
    for place, one in enumerate(merged.results):
        sheet, row = first_mark(book, place)
        for offset, value in enumerate(panel[one.application.id][expert].values()):
            word = TOKENS[value] if value in TOKENS else Decimal(str(value))
            sheet.cell(row + offset, 6 + expert).value = word
    book.save(path)


def test_a_changed_mark_gives_the_result_the_program_would_have_merged(
    changed: dict[str, tuple[Any, Any]],
) -> None:
    assert {len(merged) for _, merged in changed.values()} == {len(CHANGES)}
    for name, (shown, merged) in changed.items():
        assert shown == merged, name


def test_a_mark_off_the_scale_gives_no_result_and_the_check_sees_every_change(
    libreoffice: str, tmp_path: Path
) -> None:
    merged = panels.merged({name: [make.NINETY] * 3 for name in ("off", "other")})
    path = write(merged, tmp_path / "off.xlsx")
    type_in(path, merged, {"off": [make.NINETY | {"a1": "9.3"}], "other": [make.NINETY | {"a1": "10"}]}, 0)
    book = recalculation.values(recalculation.convert(libreoffice, [path], tmp_path)[0])
    shown = overview(book)
    assert shown["示例单位off"] == ("—", *["mark off the scale"] * 3, 3)
    assert shown["示例单位other"] == (1, 90.33, "271/3", "标杆级", 3)
    checks = [row[12] for row in book.worksheets[0].iter_rows(values_only=True)]
    assert checks.count("changed; the program's result: 90.00 (90/1)") == 2


@pytest.mark.parametrize(("mode", "caught"), [(recalculation.ALWAYS, True), (recalculation.NEVER, False)])
def test_a_wrong_value_is_caught_only_by_forced_recalculation(
    libreoffice: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: int, *, caught: bool
) -> None:
    """The check above can fail: a workbook written with a false score is found out."""
    monkeypatch.setattr("evaluator_app.exchange.committee.result.exact_text", lambda _: "1/7")
    path = write(panels.merged({"A-001": [make.NINETY] * 3}), tmp_path / "false.xlsx")
    other = recalculation.convert(libreoffice, [path], tmp_path, mode=mode)[0]
    found = list(recalculation.differences(recalculation.values(path), recalculation.values(other)))
    assert bool(found) is caught
