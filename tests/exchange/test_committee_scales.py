"""The committee workbook for every kind of scale: points and votes by formulas, checked by LibreOffice."""

import random
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import builders as make
import panel_builders as panels
import pytest
import recalculation
import scale_rubrics as scales
from domain_references import scale
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from evaluator_app.domain.marks import UNMARKED, Abstained, Entry, Graded, Mark, NotApplicable, Scored
from evaluator_app.domain.merging import NoScore
from evaluator_app.domain.numbers import exact_text
from evaluator_app.domain.panel import PanelMerge, merge_returned
from evaluator_app.domain.protocol import MergeRule, Protocol, Unit
from evaluator_app.domain.rubric import Criterion, Rubric
from evaluator_app.domain.scheme import Status
from evaluator_app.domain.sheet import Marks
from evaluator_app.exchange.committee_workbook import write_committee_workbook

KINDS = tuple(scales.RUBRICS)
Panel = dict[str, list[Marks]]


def merged(rubric: Rubric, panel: Panel, protocol: Protocol | None = None, **scheme: Any) -> PanelMerge:
    rules = make.scheme(rubric=rubric, protocol=protocol or make.protocol(), **scheme)
    package = make.package(*(make.application(name, organisation=f"示例单位{name}") for name in panel))
    files = [
        panels.returned(number, name, marks=marks)
        for name, found in panel.items()
        for number, marks in enumerate(found)
    ]
    return merge_returned(rules, [package], files)


def written(merge: PanelMerge, *, formulas: bool = False) -> Workbook:
    stream = BytesIO()
    write_committee_workbook(stream, merge, panels.WRITTEN)
    return load_workbook(stream, data_only=not formulas)


def save(merge: PanelMerge, path: Path) -> Path:
    with path.open("wb") as stream:
        write_committee_workbook(stream, merge, panels.WRITTEN)
    return path


def recommending(kind: str, *said: str) -> list[Marks]:
    """Finished sheets with these recommendations."""
    return [scales.finished(kind).with_remark("recommendation", one) for one in said]


def overview(book: Workbook) -> dict[str, tuple[Any, ...]]:
    """Rank, points or votes, exact value or votes in words, result and sheets, by organisation."""
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    head = next(i for i, row in enumerate(rows) if row[0] == "Rank")
    return {str(row[2]): (row[0], *row[7:11]) for row in rows[head + 1 :] if row[2] is not None}


def words(book: Workbook, sheet: int) -> list[Any]:
    return [cell for row in book.worksheets[sheet].iter_rows(values_only=True) for cell in row if cell]


# Votes


@pytest.mark.parametrize(
    ("said", "votes", "result"),
    [
        (("推荐", "推荐", "不推荐"), (2, "推荐 2, 不推荐 1"), "推荐"),
        (("不推荐", "不推荐", "不推荐"), (0, "推荐 0, 不推荐 3"), "不推荐"),
        (("推荐", "不推荐", "推荐", "不推荐"), (2, "推荐 2, 不推荐 2"), "equal votes"),
        (("推荐", "推荐"), (2, "推荐 2, 不推荐 0"), "—"),
    ],
)
@pytest.mark.parametrize("kind", ["unset", "qualitative"])
def test_the_overview_tells_the_votes(
    kind: str, said: Sequence[str], votes: tuple[int, str], result: str
) -> None:
    """Semantics: score is null, the majority is the result, a tie goes to the chair."""
    merge = merged(scales.RUBRICS[kind], {"A": recommending(kind, *said)})
    assert overview(written(merge))["示例单位A"] == ("—", *votes, result, len(said))


def test_a_tie_is_said_in_words() -> None:
    book = written(merged(scales.qualitative(), {"A": recommending("qualitative", *["推荐", "不推荐"] * 2)}))
    assert "The votes are equal: the chair decides." in words(book, 5)


def test_votes_are_told_for_each_dimension() -> None:
    """S3-25: votes per dimension."""
    found = words(written(merged(scales.qualitative(), {"A": [scales.finished("qualitative")] * 3})), 5)
    assert "选项1 3, 选项2 0, 选项3 0" in found
    assert "选项1 0, 选项2 0, 选项3 3" in found


def test_without_weights_and_without_recommendation_there_are_only_votes() -> None:
    rubric = replace(scales.unset(), remarks=())
    merge = merged(rubric, {"A": [Marks(entries=scales.finished("unset").entries)] * 3})
    assert merge.results[0].result.reason is NoScore.WEIGHTS_UNSET
    book = written(merge)
    assert overview(book)["示例单位A"] == ("—", "—", "—", "—", 3)
    assert any("weights are not set" in str(one) for one in words(book, 5))


@pytest.mark.parametrize("kind", ["unset", "qualitative"])
def test_the_committee_chooses_a_recommendation(kind: str) -> None:
    book = written(merged(scales.RUBRICS[kind], {"A": recommending(kind, "推荐")}), formulas=True)
    [rule] = book.worksheets[0].data_validations.dataValidation
    offered = book.worksheets[0][rule.formula1.replace("$", "").removeprefix("=")]
    assert [cell[0].value for cell in offered] == ["推荐", "不推荐"]


# Points


def test_every_expert_is_shown_as_entered_and_counted_in_points() -> None:
    book = written(merged(scales.levels(), {"A": [scales.finished("levels")] * 3}))
    found = words(book, 5)
    assert {"全部满足", "大部分满足", "选项2"} <= set(found)
    assert overview(book)["示例单位A"] == (1, 84, "84/1", "优秀级", 3)


def test_levels_are_told_with_the_share_they_earn() -> None:
    found = words(written(merged(scales.levels(), {"A": [scales.finished("levels")]})), 2)
    assert "全部满足: 1; 大部分满足: 0.8; 部分满足: 0.5; 不满足: 0" in found


def test_without_points_the_rules_are_of_votes() -> None:
    found = words(written(merged(scales.unset(), {"A": recommending("unset", "推荐")})), 2)
    assert any("what most experts recommend" in str(one) for one in found)
    assert "全部满足; 大部分满足; 部分满足; 不满足" in found
    assert not any("mean of all" in str(one) for one in found)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("status", [Status.DRAFT, Status.SAMPLE])
def test_drafts_and_samples_say_so_on_every_visible_sheet(kind: str, status: Status) -> None:
    book = written(merged(scales.RUBRICS[kind], {"A": [scales.finished(kind)] * 3}, status=status))
    visible = [i for i, one in enumerate(book.worksheets) if one.sheet_state == "visible"]
    for sheet in visible:
        assert any("not in force" in str(one) for one in words(book, sheet))


@pytest.mark.parametrize("kind", KINDS)
def test_marks_are_chosen_from_lists_or_typed_on_the_scale(kind: str) -> None:
    book = written(merged(scales.RUBRICS[kind], {"A": [scales.finished(kind)] * 3}), formulas=True)
    kinds = [rule.type for rule in book.worksheets[5].data_validations.dataValidation]
    lists = [one for one in scales.RUBRICS[kind].criteria if one.by_option]
    asked = scales.RUBRICS[kind].recommendation is not None
    assert kinds.count("list") == len(lists) + asked
    assert kinds.count("custom") == len(scales.RUBRICS[kind].criteria) - len(lists)


# All formulas, recalculated


def random_mark(chance: random.Random, one: Criterion) -> Mark:
    odd: list[Mark] = [UNMARKED, Abstained("示例"), *([NotApplicable("示例")] * one.not_applicable)]
    return chance.choice(odd) if chance.random() < 0.05 else chance.choice(scale(one))


def random_marks(chance: random.Random, rubric: Rubric) -> Marks:
    said = {one.id: chance.choice([*one.options, *one.options, ""]) for one in rubric.remarks if one.options}
    entries = {one.id: Entry(random_mark(chance, one)) for one in rubric.criteria}
    return Marks(entries=entries, remarks=said)


def random_merge(chance: random.Random, rubric: Rubric, number: int) -> tuple[Panel, Protocol]:
    protocol = make.protocol(
        unit=list(Unit)[number % 2],
        rule=list(MergeRule)[number % 3],
        minimum_sheets=1 + number % 3,
        trim_from=3,
        tie_breaks=(rubric.criteria[-1].id,),
    )
    panel = {f"A-{i}": [random_marks(chance, rubric) for _ in range(2 * i)] for i in range(4)}
    return panel, protocol


@pytest.fixture(scope="module")
def workbooks(libreoffice: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Any, ...]]:
    """Random panels on every kind of scale: written, recalculated, and with all marks typed anew."""
    folder, chance = tmp_path_factory.mktemp("scales"), random.Random(20241120)  # noqa: S311 - no secret
    rubrics = scales.RUBRICS | {"recommended": replace(scales.levels(), remarks=(make.RECOMMENDATION,))}
    before, after, paths = {}, {}, []
    for name, rubric in rubrics.items():
        for number in range(3):
            panel, protocol = random_merge(chance, rubric, number)
            key = f"{name}-{number}"
            before[key] = merged(rubric, panel, protocol)
            paths.append(save(before[key], folder / f"{key}.xlsx"))
            changed = {app: [random_marks(chance, rubric) for _ in found] for app, found in panel.items()}
            after[key] = merged(rubric, changed, protocol)
            paths.append(type_in(before[key], changed, folder / f"{key}-changed.xlsx"))
    done = dict(zip(paths, recalculation.convert(libreoffice, paths, folder), strict=True))
    return {
        key: (
            after[key],
            recalculation.values(folder / f"{key}.xlsx"),
            recalculation.values(done[folder / f"{key}.xlsx"]),
            recalculation.values(done[folder / f"{key}-changed.xlsx"]),
        )
        for key in before
    }


def type_in(merge: PanelMerge, panel: Panel, path: Path) -> Path:
    """All marks typed anew; openpyxl forgets the values, only formulas stay."""
    book = load_workbook(save(merge, path))
    for place, one in enumerate(merge.results):
        sheet = book.worksheets[5 + place]
        first = next(row for row in range(1, 20) if sheet.cell(row, 1).value == "序号") + 1
        for expert, marks in enumerate(panel[one.application.id]):
            for offset, criterion in enumerate(merge.scheme.rubric.criteria):
                sheet.cell(first + offset, 6 + expert).value = typed(
                    marks.entries[criterion.id].mark, criterion
                )
            type_recommendation(sheet, merge, marks, expert)
    book.save(path)
    return path


def typed(mark: Mark, criterion: Criterion) -> Any:
    match mark:
        case Scored(value):
            return value
        case Graded(grade):
            return criterion.options_by_id[grade].title
        case NotApplicable():
            return "N/A"
        case Abstained():
            return "Abstained"
        case _:
            return None


def type_recommendation(sheet: Any, merge: PanelMerge, marks: Marks, expert: int) -> None:
    asked = merge.scheme.rubric.recommendation
    if asked is not None:
        row = next(row for row in range(1, 60) if sheet.cell(row, 1).value == asked.title)
        sheet.cell(row, 6 + expert).value = marks.remarks[asked.id] or None


def test_every_cell_holds_what_its_formula_gives(workbooks: dict[str, tuple[Any, ...]]) -> None:
    for name, (_, book, recalculated, _) in workbooks.items():
        assert not list(recalculation.differences(book, recalculated)), name


def test_changed_marks_give_the_result_the_program_would_have_merged(
    workbooks: dict[str, tuple[Any, ...]],
) -> None:
    for name, (merge, _, _, changed) in workbooks.items():
        expected = {one.application.organisation: outcome(merge, one) for one in merge.results}
        shown = {key: (row[2], row[3], row[4]) for key, row in overview(changed).items()}
        assert shown == expected, name


def outcome(merge: PanelMerge, one: Any) -> tuple[Any, ...]:
    """What the overview must tell: exact value or votes, grade or recommendation, sheets."""
    result = one.result
    if merge.scheme.rubric.qualitative:
        told = ", ".join(f"{option} {count}" for option, count in result.recommendation.counts)
        words = "equal votes" if result.reason is NoScore.TIE else result.majority or "—"
        return told, words, result.counted
    if result.score is None:
        return "—", "—", result.counted
    return exact_text(result.score), result.grade.title if result.grade else "未达等级", result.counted
