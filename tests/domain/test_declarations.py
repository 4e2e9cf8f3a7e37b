"""Declarations: complete, one's own employer is never scored, and nothing opens before."""

import pytest

from evaluator_app.domain.application import Application
from evaluator_app.domain.codes import Code
from evaluator_app.domain.declarations import (
    Declaration,
    Declarations,
    Pledge,
    Recusal,
    Relation,
    Role,
    declaration_problems,
    opening_problems,
    proposed_recusal,
)
from evaluator_app.domain.expert import Expert

EXPERT = Expert(name="张三", organisation="甲公司")
OURS = Application(id="A1", organisation="甲 公司", site="一厂")
OTHER = Application(id="A2", organisation="乙公司", site="二厂")
AT = "2026-01-01T08:00:00+08:00"
PLEDGE = Pledge(by="张三", organisation="甲公司", role=Role.EXPERT, at=AT, text="承诺")
EMPLOYER = Recusal(relation=Relation.EMPLOYER, reason="本单位")
RECUSED = Declaration(application="A1", at=AT, recusal=EMPLOYER)
NONE = Declaration(application="A2", at=AT)


def standing(*given: Declaration, pledge: Pledge | None = PLEDGE, returned: bool = False) -> Declarations:
    return Declarations(pledge=pledge, given={one.application: one for one in given}, returned=returned)


def found(
    *declared: Declaration, before: Declarations | None = None, expert: Expert = EXPERT
) -> list[tuple[Code, str]]:
    problems = declaration_problems(expert, (OURS, OTHER), before or standing(), declared)
    return [(one.code, one.place) for one in problems]


def test_complete_declarations_have_no_problem() -> None:
    """Each application is declared: none, or recused with a reason."""
    assert found(RECUSED, NONE) == []


def test_the_own_employer_is_known_without_asking() -> None:
    """T-19: the expert's organisation is the applicant's, however it is spaced."""
    assert proposed_recusal(EXPERT, OURS) is Relation.EMPLOYER
    assert proposed_recusal(EXPERT, OTHER) is None
    assert proposed_recusal(Expert(name="李四"), Application(id="A", organisation="", site="")) is None


def test_the_own_employer_must_be_recused() -> None:
    """T-19: no interest cannot be declared there."""
    assert found(Declaration(application="A1", at=AT), NONE) == [(Code.RECUSAL_REQUIRED, "A1")]
    assert found(Declaration(application="A1", at=AT), NONE, expert=Expert(name="李四")) == []


def test_every_problem_is_said_at_once() -> None:
    """One application missing, one twice, one unknown, a recusal without reason."""
    empty = Declaration(application="A1", at=AT, recusal=Recusal(relation=Relation.OTHER, reason=" "))
    assert found(empty, RECUSED, Declaration(application="A9", at=AT)) == [
        (Code.DECLARATION_MISSING, "A2"),
        (Code.DECLARATION_TWICE, "A1"),
        (Code.RECUSAL_REASON_MISSING, "A1"),
        (Code.DECLARATION_UNKNOWN, "A9"),
    ]


def test_what_was_declared_before_need_not_be_declared_again() -> None:
    """A later package of the campaign asks for its new applications only."""
    before = standing(RECUSED)
    assert found(NONE, before=before) == []
    assert before.missing((OURS, OTHER)) == (OTHER,)


def test_an_interest_may_be_found_later() -> None:
    """None becomes a recusal at any time, also after something was returned."""
    later = Declaration(application="A2", at=AT, recusal=Recusal(relation=Relation.RELATIVE, reason="姻亲"))
    assert found(later, before=standing(RECUSED, NONE, returned=True)) == []


@pytest.mark.parametrize(
    ("reason", "returned", "code"),
    [
        ("误选", False, None),
        (" ", False, Code.RECUSAL_REASON_MISSING),
        ("误选", True, Code.RECUSAL_RETURNED),
    ],
)
def test_a_recusal_is_taken_back_with_a_reason_while_nobody_was_told(
    *, reason: str, returned: bool, code: Code | None
) -> None:
    """After the return only the secretariat can issue the application anew."""
    recused = Declaration(application="A2", at=AT, recusal=Recusal(relation=Relation.OTHER, reason="误选"))
    back = Declaration(application="A2", at=AT, reason=reason)
    expected = [(code, "A2")] if code else []
    assert found(back, before=standing(RECUSED, recused, returned=returned)) == expected


def test_nothing_opens_before_pledge_and_declaration() -> None:
    """S0-115 to S0-117: the pledge comes before anything is opened."""
    codes = [one.code for one in opening_problems(Declarations(), "A2")]
    assert codes == [Code.PLEDGE_MISSING, Code.DECLARATION_MISSING]
    assert opening_problems(standing(NONE), "A2") == ()


def test_a_recused_application_never_opens() -> None:
    """The reason is said."""
    (one,) = opening_problems(standing(RECUSED), "A1")
    assert (one.code, one.details["reason"]) == (Code.APPLICATION_RECUSED, "本单位")
