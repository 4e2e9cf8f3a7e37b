"""Who stands on an official list, or nearly so, and what the conformity check makes of it (S3-20, D-20)."""

import builders as make
import pytest
from shipped import shipped

from evaluator_app.domain.codes import Code
from evaluator_app.domain.conformity_check import check_conformity
from evaluator_app.domain.conformity_results import Facts, Judgement, RuleResult, Verdict
from evaluator_app.domain.exclusion_lists import (
    ExclusionList,
    ListedName,
    Standing,
    doubles,
    listings,
    lists_meant,
    lists_of,
    superseding,
)

SCHEME = "smart-factory-supervisor-2023"
PROVIDERS, SUPPLIERS = lists_of(shipped(SCHEME))
RULE = "eligibility.not-a-provider"


def listed(title: str, *names: str) -> ExclusionList:
    """A list of these names, one below the other in column B."""
    found = tuple(ListedName(name=name, place=f"名单!B{n}") for n, name in enumerate(names, start=2))
    return ExclusionList(title=title, file="目录.xlsx", sha256="0" * 64, taken="名单!B", names=found)


def result(organisation: str, *lists: ExclusionList, judged: Judgement | None = None) -> RuleResult:
    """The rule on an applicant of this name."""
    facts = Facts(lists=lists, judgements=(judged,) if judged else ())
    found = check_conformity(shipped(SCHEME), make.application(organisation=organisation), facts)
    one = found.result(RULE)
    assert one is not None
    return one


def both(*names: str) -> tuple[ExclusionList, ExclusionList]:
    """Both lists, the first with these names."""
    return listed(PROVIDERS, *names), listed(SUPPLIERS, "示例无关有限公司")


def test_on_none_of_the_lists_is_met_once_all_are_imported() -> None:
    """S3-20."""
    found = result("示例认证有限公司", *both("示例检测有限公司"))
    assert found.verdict is Verdict.MET
    assert [one.standing for one in found.listings] == [Standing.CLEAR, Standing.CLEAR]


def test_a_list_that_is_not_imported_leaves_it_to_a_person() -> None:
    """S3-20: what is not known is not assumed."""
    assert result("示例认证有限公司").verdict is Verdict.TO_JUDGE
    found = result("示例认证有限公司", listed(PROVIDERS, "示例检测有限公司"))
    assert found.verdict is Verdict.TO_JUDGE
    assert [(one.title, one.standing) for one in found.listings] == [
        (PROVIDERS, Standing.CLEAR),
        (SUPPLIERS, Standing.NOT_IMPORTED),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "示例检测（上海）有限公司ＡＢ",
        "示例检测(上海)有限公司AB",
        " 示例检测〔上海〕 有限公司ab",
    ],
)
def test_on_either_list_is_against_it_whatever_the_width_and_the_brackets(name: str) -> None:
    """D-20: either list raises a red flag; the list and the cell are what was found."""
    found = result("示例检测（上海）有限公司AB", listed(PROVIDERS, "示例甲", name))
    assert found.verdict is Verdict.NOT_MET
    named = found.listings[0]
    assert (named.standing, named.name, named.place) == (Standing.NAMED, name, "目录.xlsx 名单!B3")


def test_an_exception_needs_a_reason() -> None:
    """D-20: 原则上不得; overridden with a reason, and both stay visible."""
    lists = both("示例检测有限公司")
    silent = Judgement(rule=RULE, met=True, by="示例秘书")
    assert result("示例检测有限公司", *lists, judged=silent).verdict is Verdict.NOT_MET
    said = Judgement(rule=RULE, met=True, reason="已退出推荐目录，见公告", by="示例秘书")
    found = result("示例检测有限公司", *lists, judged=said)
    assert (found.verdict, found.computed, found.overridden) == (Verdict.MET, Verdict.NOT_MET, True)


@pytest.mark.parametrize(
    ("organisation", "name"),
    [
        ("示例科技有限公司上海分公司", "示例科技有限公司"),
        ("示例科技", "上海示例科技有限公司"),
        ("示例（集团）有限公司", "示例集团有限公司"),
        ("示例·科技有限公司", "示例科技有限公司"),
    ],
)
def test_a_name_within_the_other_is_for_a_person(organisation: str, name: str) -> None:
    """S3-20: a branch, a short name, brackets left out: similar, and said so."""
    found = result(organisation, *both(name))
    assert found.verdict is Verdict.TO_JUDGE
    assert (found.listings[0].standing, found.listings[0].name) == (Standing.SIMILAR, name)


def test_all_similar_names_are_told_in_the_order_of_the_list() -> None:
    one = listed(PROVIDERS, "示例科技", "无关", "示例科技有限公司", "示例")
    found = one.standings("示例科技有限公司上海分公司")
    assert [each.place for each in found] == ["目录.xlsx 名单!B2", "目录.xlsx 名单!B4", "目录.xlsx 名单!B5"]


def test_a_name_of_signs_alone_is_like_no_other() -> None:
    assert listed(PROVIDERS, "示例").standings("—")[0].standing is Standing.CLEAR
    assert listed(PROVIDERS).standings("示例")[0].standing is Standing.CLEAR


def test_the_later_import_counts() -> None:
    old, other, new = listed(PROVIDERS, "甲"), listed(SUPPLIERS, "丙"), listed(PROVIDERS, "乙")
    assert set(superseding([old, other, new])) == {other, new}
    assert listings(f"《{PROVIDERS}》", [new], "乙")[0].standing is Standing.NAMED


def test_doubles_are_named_with_both_cells() -> None:
    [one] = doubles(listed(PROVIDERS, "示例（甲）", "示例乙", "示例(甲)").names)
    assert (one.code, one.place, one.details["other"]) == (Code.LIST_NAME_TWICE, "名单!B4", "名单!B2")


def test_a_list_is_meant_by_a_part_of_its_name_that_no_other_has() -> None:
    titles = (PROVIDERS, SUPPLIERS)
    assert lists_meant(f"《{SUPPLIERS}》", titles) == (SUPPLIERS,)
    assert lists_meant("规上制造业", titles) == (SUPPLIERS,)
    assert lists_meant("目录", titles) == titles
    assert lists_meant("黑名单", titles) == lists_meant(" ", titles) == ()
    assert lists_of(shipped("saq-0005-2023")) == ()


def test_a_long_list_answers_quickly() -> None:
    """A thousand applicants against twenty thousand names."""
    one = listed(PROVIDERS, *(f"示例第{number}号科技有限公司" for number in range(20_000)))
    found = [one.standings(f"示例申报{number}单位")[0].standing for number in range(1_000)]
    assert set(found) == {Standing.CLEAR}
    assert one.standings("示例第19999号科技有限公司上海分公司")[0].standing is Standing.SIMILAR
