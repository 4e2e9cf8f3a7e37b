"""Conditions, dates and terms that cannot be checked or kept are found out with the scheme."""

from decimal import Decimal
from typing import Any

import pytest
from builders import scheme

from evaluator_app.domain.codes import Code
from evaluator_app.domain.requirements import Eligibility, EligibilityKind, Paper, Submission
from evaluator_app.domain.rubric import Rule
from evaluator_app.domain.scheme import Notice, Organisation, ProcessStep
from evaluator_app.domain.scheme_check import check_scheme
from evaluator_app.domain.upkeep import CaseState, Cause, Certificate, Duty, DutyKind, Sanction, Upkeep

OFFICE = Organisation(id="office", title="示例办公室", clause="S3-35")
PAPER = Paper(id="notice", title="示例通知书", by=("office",), clause="S0-113")


def found(**changes: Any) -> list[tuple[Code, str]]:
    """Codes and places of the problems of the test scheme with these changes."""
    return [(one.code, one.place) for one in check_scheme(scheme(organisations=(OFFICE,), **changes))]


def condition(**changes: Any) -> Eligibility:
    values: dict[str, Any] = {"id": "e", "text": "E", "clause": "S3-16"}
    return Eligibility(**values | changes)


def submission(**changes: Any) -> Submission:
    values: dict[str, Any] = {"text": "T", "to": "office", "documents": (), "deadline": "2023-08-31"}
    return Submission(**values | {"clause": "S3-32"} | changes)


def duty(**changes: Any) -> Duty:
    values: dict[str, Any] = {"id": "d", "title": "D", "text": "T", "by": ("office",), "clause": "S0-104"}
    return Duty(**values | {"kind": DutyKind.WITHIN_DAYS, "days": 7} | changes)


def sanction(**changes: Any) -> Sanction:
    cause = Cause(id="c", title="C", clause="S0-106")
    values: dict[str, Any] = {"id": "s", "title": "S", "text": "T", "causes": (cause,), "outcomes": ("O",)}
    chain = {"proposed_by": "office", "confirmed_by": "office", "clause": "S0-105"}
    return Sanction(**values | chain | changes)


def certificate(**changes: Any) -> Certificate:
    values: dict[str, Any] = {"title": "C", "fields": (), "years": Decimal(3), "text": "T"}
    return Certificate(**values | {"clause": "S0-93"} | changes)


def test_a_sound_procedure_has_no_problems() -> None:
    """S0-93 to S0-117, S3-16, S3-20, S3-32."""
    states = (
        CaseState(id="a", title="A", next=("b",), assumed=True),
        CaseState(id="b", title="B", assumed=True),
    )
    listed = condition(kind=EligibilityKind.NOT_LISTED, lists=("示例目录",), with_reason=True)
    assert (
        found(
            eligibility=(listed,),
            papers=(PAPER,),
            process=(ProcessStep(id="p", title="P", by=("office",), documents=("notice",), clause="S0-60"),),
            submission=submission(borderline="2023-09-01", copies=3, electronic=True),
            certificate=certificate(),
            upkeep=Upkeep(duties=(duty(papers=("notice",)),), sanctions=(sanction(),), states=states),
        )
        == []
    )


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"kind": EligibilityKind.MIN_YEARS}, "low"),
        ({"kind": EligibilityKind.MIN_COUNT, "low": Decimal(0)}, "low"),
        ({"kind": EligibilityKind.NO_EVENT_YEARS, "low": Decimal(-3)}, "low"),
        ({"kind": EligibilityKind.NOT_LISTED}, "lists"),
        ({"lists": ("示例目录",)}, "lists"),
    ],
)
def test_a_condition_has_the_figure_it_is_checked_by(changes: dict[str, Any], place: str) -> None:
    """S3-10, S3-16, S0-46, S3-20."""
    wrong = condition(**changes)
    assert found(eligibility=(wrong,)) == [(Code.SCHEME_VALUE_INVALID, f"eligibility[0].{place}")]


def test_a_percentage_has_both_ends() -> None:
    """S1-64."""
    wrong = condition(kind=EligibilityKind.PERCENT_BETWEEN, low=Decimal(50))
    assert found(eligibility=(wrong,)) == [(Code.SCHEME_VALUE_INVALID, "eligibility[0]")]


def test_conditions_and_term_of_members() -> None:
    """S0-26."""
    wrong = Organisation(
        id="experts",
        title="示例专家",
        term_years=Decimal(0),
        conditions=(condition(kind=EligibilityKind.MIN_YEARS),),
        clause="S0-23",
    )
    places = [one.place for one in check_scheme(scheme(organisations=(wrong,)))]
    assert places == ["organisations[0].conditions[0].low", "organisations[0].term_years"]


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"deadline": ""}, "deadline"),
        ({"deadline": "2023-13-01"}, "deadline"),
        ({"borderline": "9月1日"}, "borderline"),
        ({"borderline": "2023-08-31"}, "borderline"),
        ({"copies": -1}, "copies"),
    ],
)
def test_submission(changes: dict[str, Any], place: str) -> None:
    """D-18: the doubtful day follows the last safe one."""
    assert (Code.SCHEME_VALUE_INVALID, f"submission.{place}") in found(submission=submission(**changes))


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"notice": Notice(title="N", date="2023.8.10", clause="S3-39")}, "notice.date"),
        ({"certificate": certificate(years=Decimal(0))}, "certificate.years"),
        ({"upkeep": Upkeep(duties=(duty(days=0),))}, "upkeep.duties[0].days"),
        ({"upkeep": Upkeep(duties=(duty(kind=DutyKind.YEARLY),))}, "upkeep.duties[0].days"),
        ({"upkeep": Upkeep(sanctions=(sanction(levels=-1),))}, "upkeep.sanctions[0].levels"),
    ],
)
def test_terms(changes: dict[str, Any], place: str) -> None:
    """S0-93, S0-96, S0-104, D-30."""
    assert found(**changes) == [(Code.SCHEME_VALUE_INVALID, place)]


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"eligibility": (condition(field="form.zz"),)}, "eligibility[0].field"),
        ({"papers": (Paper(id="p", title="P", by=("zz",), clause="S0-67"),)}, "papers[0].by"),
        ({"process": (ProcessStep(id="p", title="P", by=("zz",), clause="S0-60"),)}, "process[0].by"),
        ({"submission": submission(to="zz")}, "submission.to"),
        ({"submission": submission(documents=("zz",))}, "submission.documents"),
        ({"upkeep": Upkeep(duties=(duty(by=("zz",)),))}, "upkeep.duties[0].by"),
        ({"upkeep": Upkeep(duties=(duty(to="zz"),))}, "upkeep.duties[0].to"),
        ({"upkeep": Upkeep(duties=(duty(papers=("zz",)),))}, "upkeep.duties[0].papers"),
        ({"upkeep": Upkeep(sanctions=(sanction(proposed_by="zz"),))}, "upkeep.sanctions[0].proposed_by"),
        ({"upkeep": Upkeep(sanctions=(sanction(confirmed_by="zz"),))}, "upkeep.sanctions[0].confirmed_by"),
        (
            {"upkeep": Upkeep(states=(CaseState(id="a", title="A", next=("zz",), assumed=True),))},
            "upkeep.states[0].next",
        ),
    ],
)
def test_a_reference_to_nothing(changes: dict[str, Any], place: str) -> None:
    assert found(**changes) == [(Code.SCHEME_REFERENCE_UNKNOWN, place)]


def test_members_come_from_somewhere() -> None:
    """S0-21, S0-24."""
    panel = Organisation(id="panel", title="P", members_from=("zz",), clause="S0-21")
    (one,) = check_scheme(scheme(organisations=(panel,)))
    assert (one.code, one.place) == (Code.SCHEME_REFERENCE_UNKNOWN, "organisations[0].members_from")


def test_every_part_is_a_rule_with_a_clause() -> None:
    """The duties and sanctions of a scheme name their clauses as all its rules do."""
    assert issubclass(Duty, Rule)
    unnamed = Upkeep(duties=(duty(clause=""),))
    assert found(upkeep=unnamed) == [(Code.SCHEME_CLAUSE_MISSING, "upkeep.duties[0]")]
