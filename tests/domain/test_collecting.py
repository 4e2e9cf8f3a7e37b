"""Which returned sheets count and why others do not (T-22), names without ambiguity, and the ledger."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations
from typing import Any

import builders as make
import panel_builders as panels
import pytest
from panel_builders import returned

from evaluator_app.domain.application import Package
from evaluator_app.domain.codes import Code
from evaluator_app.domain.collecting import Returned
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.issue import Issue, check_packages
from evaluator_app.domain.ledger import FileState, State
from evaluator_app.domain.panel import PanelMerge, merge_returned
from evaluator_app.domain.protocol import MergeRule
from evaluator_app.domain.scheme import Precondition

DEFENCE = Precondition(
    id="defence", text="标杆级须经答辩", grades=("标杆级",), cap="优秀级", stage="defence", clause="D-10"
)
HELD = replace(DEFENCE, id="held", stage="document_review")
FIRST, SECOND = make.application("A-001"), make.application("A-002")


def merge(files: Sequence[Returned], *packages: Package, **options: Any) -> PanelMerge:
    """The merge of these files for two applications."""
    return merge_returned(make.scheme(), packages or [make.package(FIRST, SECOND)], files, **options)


def refused(merged: PanelMerge) -> list[tuple[str, Code]]:
    return [(one.file, one.problem.code) for one in merged.refusals]


def counted(merged: PanelMerge) -> dict[str, list[str]]:
    return {
        one.application.id: [sheet.expert for sheet in one.sheets] for one in merged.results if one.sheets
    }


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"scheme_digest": "9" * 64}, Code.SHEET_OTHER_SCHEME),
        ({"protocol_digest": "9" * 64}, Code.SHEET_OTHER_PROTOCOL),
        ({"package": "2024-other"}, Code.SHEET_OTHER_PACKAGE),
        ({"campaign": "2025-test"}, Code.SHEET_OTHER_PACKAGE),
        ({"package_digest": "9" * 64}, Code.SHEET_OTHER_PACKAGE),
        ({"package_revision": 2}, Code.SHEET_OTHER_PACKAGE),
        ({"application": "A-009"}, Code.SHEET_UNKNOWN_APPLICATION),
        ({"stage": "defence"}, Code.SHEET_WRONG_STAGE),
        ({"signed": False}, Code.SHEET_UNSIGNED),
        ({"marks": make.marks(make.NINETY | {"a1": "10.5"})}, Code.SCORE_OUT_OF_RANGE),
        ({"marks": make.marks(make.NINETY | {"zz": "1"})}, Code.UNKNOWN_CRITERION),
        ({"marks": make.marks(make.NINETY, strange="text")}, Code.UNKNOWN_REMARK),
    ],
)
def test_a_sheet_that_does_not_belong_is_refused_with_the_reason(change: dict[str, Any], code: Code) -> None:
    sheet = returned(0, **{"application": "A-001"} | change)
    merged = merge([sheet, returned(1)])
    assert refused(merged) == [(sheet.file, code)]
    assert counted(merged) == {"A-001": [panels.EXPERTS[1]]}


def test_all_reasons_are_said() -> None:
    file = returned(marks=make.marks(make.NINETY | {"a1": "11", "a2": "-1"}), signed=False)
    codes = [code for _, code in refused(merge([file]))]
    assert codes == [Code.SCORE_OUT_OF_RANGE, Code.SCORE_OUT_OF_RANGE, Code.SHEET_UNSIGNED]


def test_unsigned_sheets_count_where_they_are_allowed() -> None:
    assert counted(merge([returned(signed=False)], allow_unsigned=True)) == {"A-001": [panels.EXPERTS[0]]}


def test_an_older_revision_of_the_package_counts_with_a_note() -> None:
    package = replace(make.package(FIRST, SECOND), revision=2, digest="e" * 64)
    merged = merge([returned(), returned(1, package_revision=2, package_digest="e" * 64)], package)
    sheets = merged.results[0].sheets
    assert {one.expert[-1]: one.older_package for one in sheets} == {
        "甲": True,
        "乙": False,
    }
    assert sum(line.older_package for line in merged.ledger) == 1


def test_an_older_revision_that_is_at_hand_must_be_that_one() -> None:
    newer = replace(make.package(FIRST), revision=2, digest="e" * 64)
    merged = merge([returned(package_digest="9" * 64)], newer, make.package(FIRST))
    assert refused(merged) == [("sheets/A-001-001.xlsx", Code.SHEET_OTHER_PACKAGE)]


# Several sheets of one expert


def test_the_same_sheet_twice_counts_once_t22() -> None:
    twin = returned(file="sheets/copy.xlsx", written="2024-09-03T09:30:00+08:00")
    merged = merge([twin, returned()])
    assert refused(merged) == [("sheets/copy.xlsx", Code.SHEET_DUPLICATE)]
    assert len(merged.results[0].sheets) == 1


def test_an_empty_entry_or_remark_makes_no_other_sheet() -> None:
    marks = make.marks(make.NINETY | {"c2": None})
    fewer = replace(marks, entries={k: v for k, v in marks.entries.items() if k != "c2"})
    merged = merge([returned(marks=marks), returned(file="x.xlsx", marks=fewer)])
    assert [code for _, code in refused(merged)] == [Code.SHEET_DUPLICATE]


def test_two_different_sheets_of_one_expert_are_a_conflict_and_neither_counts_t22() -> None:
    other = returned(file="sheets/other.xlsx", marks=make.marks(make.NINETY | {"a1": "8"}))
    merged = merge([returned(), other, returned(1)])
    assert refused(merged) == [
        ("sheets/A-001-001.xlsx", Code.SHEET_CONFLICT),
        ("sheets/other.xlsx", Code.SHEET_CONFLICT),
    ]
    assert merged.refusals[0].problem.details["other"] == "sheets/other.xlsx"
    assert counted(merged) == {"A-001": [panels.EXPERTS[1]]}


def test_a_conflict_is_not_settled_by_copying_one_side() -> None:
    other = returned(file="b.xlsx", marks=make.marks(make.NINETY | {"a1": "8"}))
    copy = replace(other, file="c.xlsx")
    merged = merge([replace(returned(), file="a.xlsx"), other, copy])
    assert [code for _, code in refused(merged)] == [
        Code.SHEET_CONFLICT,
        Code.SHEET_CONFLICT,
        Code.SHEET_DUPLICATE,
    ]


def test_a_newer_revision_supersedes() -> None:
    newer = returned(file="sheets/new.xlsx", revision=2, marks=make.marks(make.NINETY | {"a1": "8"}))
    merged = merge([returned(), newer])
    assert refused(merged) == [("sheets/A-001-001.xlsx", Code.SHEET_SUPERSEDED)]
    assert merged.results[0].sheets[0].returned.file == "sheets/new.xlsx"


def test_the_order_of_files_changes_nothing() -> None:
    files = [
        returned(),
        returned(file="copy.xlsx"),
        returned(1),
        returned(1, file="new.xlsx", revision=2),
        returned(2, "A-002"),
    ]
    found = [merge(list(order)) for order in permutations(files)]
    assert all(one == found[0] for one in found)


# Who is who


def named(name: str, organisation: str) -> Expert:
    return Expert(name=name, organisation=organisation)


def test_only_experts_on_the_list_of_the_package_count() -> None:
    package = replace(make.package(FIRST, SECOND), experts=(panels.expert(0),))
    merged = merge([returned(), returned(1)], package)
    assert refused(merged) == [("sheets/A-001-002.xlsx", Code.SHEET_OUTSIDE_PANEL)]


@pytest.mark.parametrize("name", ["示例专家甲", " 示例 专家甲 ", "示例専家甲".replace("専", "专")])
def test_spaces_make_no_other_person(name: str) -> None:
    package = replace(make.package(FIRST), experts=(panels.expert(0),))
    assert counted(merge([returned(expert=named(name, "示例研究院"))], package)) == {"A-001": ["示例专家甲"]}


def test_two_listed_experts_of_one_name_are_told_apart_by_organisation() -> None:
    both = (named("示例人", "甲校"), named("示例人", "乙校"))
    package = replace(make.package(FIRST), experts=both)
    files = [returned(i, expert=one) for i, one in enumerate((*both, named("示例人", "丙校")))]
    merged = merge(files, package)
    assert counted(merged) == {"A-001": ["示例人（甲校）", "示例人（乙校）"]}
    assert refused(merged) == [(files[2].file, Code.SHEET_OUTSIDE_PANEL)]


def test_without_a_list_two_organisations_are_two_experts() -> None:
    files = [returned(0, expert=named("示例人", "甲校")), returned(1, expert=named("示例人", "乙校"))]
    assert counted(merge(files)) == {"A-001": ["示例人（乙校）", "示例人（甲校）"]}


def test_without_organisation_one_name_is_taken_for_one_expert() -> None:
    other = make.marks(make.NINETY | {"a1": "8"})
    files = [
        returned(0, expert=named("示例人", "甲校")),
        returned(1, expert=named("示例人", ""), marks=other),
    ]
    assert [code for _, code in refused(merge(files))] == [Code.SHEET_CONFLICT, Code.SHEET_CONFLICT]


def test_experts_stand_in_the_order_of_the_list() -> None:
    package = replace(make.package(FIRST), experts=tuple(panels.expert(i) for i in (2, 0, 1)))
    assert counted(merge([returned(0), returned(1), returned(2)], package)) == {
        "A-001": [panels.EXPERTS[2], panels.EXPERTS[0], panels.EXPERTS[1]]
    }


# The ledger


def lines(merged: PanelMerge) -> list[tuple[str, str, bool, State]]:
    return [(one.expert[-1], one.application, one.issued, one.state) for one in merged.ledger]


def test_the_ledger_names_what_is_missing() -> None:
    package = replace(make.package(FIRST, SECOND), experts=(panels.expert(0), panels.expert(1)))
    assert lines(merge([returned(0), returned(1, stage="defence"), returned(2)], package)) == [
        ("甲", "A-001", True, State.RETURNED),
        ("甲", "A-002", True, State.MISSING),
        ("乙", "A-001", True, State.REFUSED),
        ("乙", "A-002", True, State.MISSING),
        ("丙", "A-001", False, State.REFUSED),
    ]


def test_without_a_list_who_returned_one_sheet_is_expected_to_return_all() -> None:
    assert lines(merge([returned(0), returned(1, "A-009")])) == [
        ("甲", "A-001", False, State.RETURNED),
        ("甲", "A-002", False, State.MISSING),
    ]


def test_the_ledger_keeps_every_file() -> None:
    files = [returned(), returned(file="copy.xlsx"), returned(file="old.xlsx", revision=0)]
    line = merge(files).ledger[0]
    assert dict(line.files) == {
        "sheets/A-001-001.xlsx": FileState.DUPLICATE,
        "copy.xlsx": FileState.RETURNED,
        "old.xlsx": FileState.SUPERSEDED,
    }
    assert line.state is State.RETURNED


# Packages


def test_packages_of_one_campaign_are_merged_together() -> None:
    other = make.package(SECOND, id="2024-test-2", digest="f" * 64, experts=(panels.expert(1),))
    second = returned(1, "A-002", package="2024-test-2", package_digest="f" * 64)
    assert counted(merge([returned(), second], make.package(FIRST), other)) == {
        "A-001": [panels.EXPERTS[0]],
        "A-002": [panels.EXPERTS[1]],
    }


@pytest.mark.parametrize(
    "change",
    [{"scheme_digest": "9" * 64}, {"protocol_digest": "9" * 64}, {"digest": "9" * 64}],
    ids=lambda one: next(iter(one)),
)
def test_packages_of_different_rules_and_twins_are_refused(change: dict[str, str]) -> None:
    packages = [make.package(), make.package(**change)]
    assert [one.code for one in check_packages(packages)] == [Code.PACKAGES_DIFFER]


def test_the_same_package_twice_is_one() -> None:
    assert check_packages([make.package(), make.package()]) == ()
    assert list(Issue((make.package(), make.package())).current) == ["2024-test-1"]


# Results


def test_results_come_by_rank_and_conditions_of_the_grade_are_shown() -> None:
    panel = {"A-001": [make.NINETY] * 3, "A-002": [make.NINETY | {"a1": "10"}] * 3, "A-003": [make.NINETY]}
    merged = panels.merged(panel, preconditions=(DEFENCE, HELD))
    assert [(one.application.id, one.rank) for one in merged.results] == [
        ("A-002", 1),
        ("A-001", 2),
        ("A-003", None),
    ]
    assert [one.preconditions for one in merged.results] == [(DEFENCE,), (), ()]


def test_trimmed_sheets_stand_beside_their_files() -> None:
    panel = {"A-001": [make.NINETY | {"c1": str(10 + i)} for i in range(5)]}
    outcome = panels.merged(panel, make.protocol(rule=MergeRule.TRIMMED_MEAN)).results[0]
    assert [one.expert for one in outcome.sheets] == [one.expert for one in outcome.result.sheets]
    assert [one.trimmed for one in outcome.result.sheets].count(True) == 2
