"""Who a sealed package is for."""

from dataclasses import replace

import pytest

from evaluator_app.domain.codes import Code
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.sealing import Panel, panel_of
from evaluator_app.domain.trust import Certified, Revocation, Trust

ONE, TWO = (
    Expert(name="示例专家甲", organisation="示例大学"),
    Expert(name="示例专家乙", organisation="示例大学"),
)
AT, BEGIN, END = "2024-08-30T02:00:00Z", "2024-01-01T00:00:00Z", "2029-01-01T00:00:00Z"
PLACE = "campaign.toml"


def certified(expert: Expert, fingerprint: str, recipient: str) -> Certified:
    return Certified(
        name=expert.name,
        organisation=expert.organisation,
        fingerprint=fingerprint * 64,
        not_before=BEGIN,
        not_after=END,
        recipient=recipient,
    )


TRUST = Trust(
    authority=certified(Expert(name="示例秘书处"), "0", ""),
    number=1,
    at=BEGIN,
    issued=(certified(ONE, "1", "age1one"), certified(TWO, "2", "age1two")),
)


def panel(*experts: Expert, trust: Trust = TRUST, at: str = AT) -> Panel:
    return panel_of(experts, trust, at, PLACE)


def codes(found: Panel) -> list[tuple[Code, str]]:
    return [(one.code, one.details.get("expert", "")) for one in found.problems]


def test_everybody_on_the_panel_is_a_reader() -> None:
    found = panel(ONE, TWO)
    assert not found.problems
    assert found.readers(()) == ("age1one", "age1two")


def test_who_is_recused_is_not_whatever_the_blanks() -> None:
    found = panel(ONE, TWO)
    assert found.readers([f" {ONE.name} "]) == ("age1two",)
    assert not list(found.recusal_problems([ONE.name], "A-001"))


def test_a_recused_name_must_be_on_the_panel_and_somebody_must_be_left() -> None:
    found = panel(ONE)
    said = [(one.code, one.place) for one in found.recusal_problems(["示例专家丁"], "A-001")]
    assert said == [(Code.RECUSED_UNKNOWN, "A-001")]
    said = [(one.code, one.place) for one in found.recusal_problems([ONE.name], "A-001")]
    assert said == [(Code.PANEL_EMPTY, "A-001")]


def test_a_panel_of_nobody_is_said_once() -> None:
    assert codes(panel()) == [(Code.PANEL_EMPTY, "")]
    assert not list(panel().recusal_problems((), "A-001"))


def test_all_who_cannot_be_sealed_for_are_named_at_once() -> None:
    stranger = replace(ONE, organisation="示例研究院")
    issued = (replace(TRUST.issued[0], recipient=""), TRUST.issued[1])
    revoked = (Revocation(fingerprint="2" * 64, at=BEGIN),)
    found = panel(ONE, TWO, stranger, trust=replace(TRUST, issued=issued, revoked=revoked))
    assert codes(found) == [
        (Code.EXPERT_WITHOUT_KEY, ONE.name),
        (Code.EXPERT_NOT_TRUSTED, TWO.name),
        (Code.EXPERT_NOT_ISSUED, ONE.name),
    ]


@pytest.mark.parametrize("at", ["2023-01-01T00:00:00Z", "2030-01-01T00:00:00Z"])
def test_outside_the_term_nothing_is_sealed(at: str) -> None:
    assert codes(panel(ONE, at=at)) == [(Code.EXPERT_NOT_TRUSTED, ONE.name)]


def test_the_certificate_issued_last_counts_unless_it_is_revoked() -> None:
    trust = replace(TRUST, issued=(*TRUST.issued, certified(ONE, "3", "age1new")))
    assert panel(ONE, trust=trust).readers(()) == ("age1new",)
    trust = replace(trust, revoked=(Revocation(fingerprint="3" * 64, at=BEGIN),))
    assert panel(ONE, trust=trust).readers(()) == ("age1one",)
