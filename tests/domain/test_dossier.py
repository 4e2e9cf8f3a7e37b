"""The record of the procedure: each fact of the sources has its place as a step, with day and people."""

from dataclasses import replace

import pytest
from shipped import shipped

from evaluator_app.domain.codes import Code
from evaluator_app.domain.dossier import Result, StepRecord, dossier, record_problems, steps_done, stopped

TODAY = "2024-12-31"


def happened(step: str, application: str = "", **more: object) -> StepRecord:
    """Something that happened in a step: to an application, or in the campaign as a whole."""
    given: dict[str, object] = {
        "result": Result.DONE,
        "recorded_by": "示例秘书",
        "recorded_at": "2024-05-01T09:00:00+08:00",
    }
    given |= {"day": "2024-05-01", "step": step, "application": application, **more}
    return StepRecord(**given)  # type: ignore[arg-type] # as the test says


S0, S1, S3 = "saq-0003-2023", "saq-0005-2023", "smart-factory-supervisor-2023"
PROJECT = "hebqia-quality-project"
OUT = Result.NOT_PASSED
FACTS = [
    (S0, "S0-62 to S0-64", happened("briefing", who=("示例公司甲 3人",), note="导入培训")),
    (S0, "S0-66, S0-67", happened("formal-application", "A", papers=("agreement",))),
    (S0, "S0-73, S0-74", happened("diagnosis", "A", who=("示例专家甲",), note="改进建议")),
    (S1, "S1-40", happened("recommendation", "A", who=("其他-市质协会员与质量推进部",))),
    (S1, "S1-44", happened("review", "A", result=Result.NOTED, note="进入标杆级答辩")),
    (S1, "S1-49, S1-52", happened("release", who=("四家指导单位",), note="审核把关")),
    (S1, "S1-103", happened("declaration", "A", result=OUT, note="参加活动, 暂无成果申报")),
    (S3, "S3-32, S3-33, S3-34", happened("application", "A", papers=("纸质一式三份", "电子版"))),
    (S3, "S3-36", happened("application", "A", result=OUT, note="逾期将不予受理")),
    (S3, "S3-20", happened("application", "A", result=OUT, note="已列入推荐目录")),
    (S3, "S3-27", happened("selection", "A", result=OUT, note="未入选")),
    (PROJECT, "S4-56, S4-61", happened("call", papers=("质量提升项目通知",))),
    (PROJECT, "S4-57, S4-62", happened("selection", papers=("质量提升项目名单",), note="公示")),
    (PROJECT, "S4-58, S4-63", happened("needs", "A", papers=("项目策划书", "项目立项书"))),
    (PROJECT, "S4-59, S4-64", happened("provider", "A", papers=("服务合同",))),
    (PROJECT, "S4-65, S4-68", happened("team", "A", who=("项目实施小组",))),
    (PROJECT, "S4-69 to S4-72", happened("plan", "A", papers=("项目实施方案",), who=("当地相关部门",))),
    (PROJECT, "S4-73", happened("implementation", "A", result=Result.NOTED, note="专题工作部署会")),
    (PROJECT, "S4-74, S4-75", happened("check", "A", result=Result.NOTED, note="过程检查，备案")),
    (PROJECT, "S4-76", happened("summary", "A")),
    (PROJECT, "S4-77, S4-78", happened("panel", who=("验收小组",))),
    (PROJECT, "S4-79 to S4-82", happened("acceptance-plan", papers=("验收方案", "评分细则"))),
    (PROJECT, "S4-83", happened("audit", "A")),
    (PROJECT, "S4-84", happened("defence", "A", note="自由提问，答辩")),
]


@pytest.mark.parametrize(("scheme", "fact", "one"), FACTS, ids=[fact for _, fact, _ in FACTS])
def test_each_fact_of_the_procedure_has_its_place(scheme: str, fact: str, one: StepRecord) -> None:
    """When, who, which papers, how it went: nothing of the sources is left outside."""
    assert fact
    rules = shipped(scheme)
    assert record_problems(one, rules, TODAY) == ()
    entries = {entry.step.id: entry for entry in dossier(rules, [one], one.application or "A")}
    assert entries[one.step].records == (one,)
    assert entries[one.step].done == (one.result is not Result.NOTED)


def test_an_application_sees_its_own_and_the_campaigns_records() -> None:
    """In the order of the days, not of other applications."""
    rules = shipped("saq-0005-2023")
    late, early = happened("review", "A", day="2024-09-02"), happened("review", day="2024-08-02")
    other = happened("review", "B")
    (entry,) = [one for one in dossier(rules, [late, other, early], "A") if one.step.id == "review"]
    assert entry.records == (early, late)


def test_a_step_is_done_for_the_campaign_only_where_the_campaign_did_it() -> None:
    """One application's review does not end the review."""
    records = [
        happened("review", "A"),
        happened("sign-up"),
        happened("briefing", result=Result.NOTED),
    ]
    assert steps_done(records) == {"sign-up"}


def test_who_did_not_pass_a_step_goes_no_further() -> None:
    """S1-103, S3-27, S3-36: entrants without a result, not selected, too late: the first reason counts."""
    first = happened("declaration", "A", day="2024-06-01", result=OUT, note="未申报")
    second = replace(first, day="2024-07-01", note="再次")
    assert stopped([second, first, happened("review", "B")], "A") == first
    assert stopped([happened("review", "A")], "A") is None


def test_every_fault_of_a_record_is_said() -> None:
    """An unknown step, a day to come, no reason, nobody who records."""
    rules = shipped("saq-0005-2023")
    wrong = happened("nowhere", day="2025-01-01", result=OUT, recorded_by=" ")
    assert [one.code for one in record_problems(wrong, rules, TODAY)] == [
        Code.CAMPAIGN_STEP_UNKNOWN,
        Code.RECORD_IN_FUTURE,
        Code.RECORD_REASON_MISSING,
        Code.RECORD_NAME_MISSING,
    ]
    (bad,) = record_problems(happened("review", day="gestern"), rules, TODAY)
    assert bad.code is Code.CAMPAIGN_DAY_INVALID
