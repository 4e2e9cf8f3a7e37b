"""Anybody may report that the rules were broken (S0-102, S0-103)."""

from dataclasses import replace

from register_builders import TODAY, WHO

from evaluator_app.domain.codes import Code
from evaluator_app.domain.violations import Violation, ViolationStep, open_reports, violation_problems

FIRST = Violation(
    report=1,
    step=ViolationStep.RECEIVED,
    day="2024-05-01",
    about="示例专家甲",
    words="未申明利害关系",
    recorded_by=WHO,
)
CLOSED = replace(FIRST, step=ViolationStep.CLOSED, words="已核实，已更换评审员", day="2024-05-20")


def test_a_report_stays_open_until_it_is_closed() -> None:
    """S0-103: a report without a name counts too."""
    note = replace(FIRST, step=ViolationStep.NOTED, words="已约谈")
    assert open_reports([FIRST, note]) == (FIRST,)
    assert open_reports([FIRST, note, CLOSED]) == ()


def test_what_is_recorded_of_a_report() -> None:
    """S0-103."""

    def wrong(one: Violation, *before: Violation) -> list[Code]:
        return [each.code for each in violation_problems(one, before, TODAY)]

    assert wrong(FIRST) == wrong(CLOSED, FIRST) == []
    assert wrong(CLOSED) == wrong(CLOSED, FIRST, CLOSED) == [Code.VIOLATION_UNKNOWN]
    assert wrong(replace(FIRST, words=" ")) == [Code.VIOLATION_EMPTY]
    assert wrong(replace(FIRST, day="五月")) == [Code.CAMPAIGN_DAY_INVALID]
    assert wrong(replace(FIRST, day="2025-05-01")) == [Code.RECORD_IN_FUTURE]
    assert wrong(replace(FIRST, recorded_by="")) == [Code.RECORD_NAME_MISSING]
