"""Nothing about an applicant leaves without its consent and the secretariat's (S0-116, S0-117)."""

from dataclasses import replace

from register_builders import TODAY, WHO

from evaluator_app.domain.codes import Code
from evaluator_app.domain.consents import (
    Consent,
    Party,
    Scope,
    consent_problems,
    missing_parties,
    missing_problem,
)

OWN = Consent(
    party=Party.APPLICANT,
    scope=Scope.RESULTS,
    day="2024-02-01",
    application="A-001",
    paper="同意公开函",
    recorded_by=WHO,
)
OFFICE = replace(OWN, party=Party.SECRETARIAT, application="")


def test_both_consents_are_needed() -> None:
    """S0-117."""
    assert missing_parties([], "A-001", Scope.RESULTS) == (Party.APPLICANT, Party.SECRETARIAT)
    assert missing_parties([OWN], "A-001", Scope.RESULTS) == (Party.SECRETARIAT,)
    assert missing_parties([OWN, OFFICE], "A-001", Scope.RESULTS) == ()
    assert missing_parties([OWN, OFFICE], "A-002", Scope.RESULTS) == (Party.APPLICANT,)
    assert [missing_problem(one, "A-001").code for one in Party] == [
        Code.CONSENT_OF_APPLICANT_MISSING,
        Code.CONSENT_OF_SECRETARIAT_MISSING,
    ]


def test_consent_to_results_is_none_to_promotion() -> None:
    """S0-117: each use by itself."""
    assert missing_parties([OWN, OFFICE], "A-001", Scope.PROMOTION) == tuple(Party)


def test_a_consent_can_be_withdrawn_and_given_anew() -> None:
    """S0-117: what was said last counts."""
    back = replace(OWN, given=False, paper="")
    assert missing_parties([OWN, OFFICE, back], "A-001", Scope.RESULTS) == (Party.APPLICANT,)
    assert missing_parties([OWN, OFFICE, back, OWN], "A-001", Scope.RESULTS) == ()


def test_a_consent_names_its_paper_and_its_application() -> None:
    """S0-117: only the secretariat consents for all at once."""

    def wrong(one: Consent) -> list[Code]:
        return [each.code for each in consent_problems(one, ["A-001"], TODAY)]

    assert wrong(OWN) == wrong(OFFICE) == wrong(replace(OWN, given=False, paper="")) == []
    assert wrong(replace(OWN, application="")) == [Code.AWARD_APPLICATION_UNKNOWN]
    assert wrong(replace(OFFICE, application="A-009")) == [Code.AWARD_APPLICATION_UNKNOWN]
    assert wrong(replace(OWN, paper=" ")) == [Code.CONSENT_PAPER_MISSING]
    assert wrong(replace(OWN, day="2024-2-1")) == [Code.CAMPAIGN_DAY_INVALID]
    assert wrong(replace(OWN, day="2025-01-01")) == [Code.RECORD_IN_FUTURE]
    assert wrong(replace(OWN, recorded_by="")) == [Code.RECORD_NAME_MISSING]
