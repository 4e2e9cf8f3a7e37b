"""The roster in words: who can sit on a panel, how a term stands, why somebody must not score."""

from evaluator_app.domain.roster import Conflict, ConflictKind, MemberKind, Nomination, TermState
from evaluator_app.wording.language import mark, text

KIND_TITLES = {MemberKind.EXPERT: mark("Expert"), MemberKind.STAFF: mark("Full-time staff")}
NOMINATION_TITLES = {
    Nomination.SELF: mark("Themselves"),
    Nomination.ORGANISATION: mark("An organisation"),
}
_TERMS = {
    TermState.OPEN: mark("no term"),
    TermState.AHEAD: mark("term not begun"),
    TermState.RUNNING: mark("appointed"),
    TermState.ENDS_SOON: mark("term ends soon"),
    TermState.ENDED: mark("term is over"),
}
_CONFLICTS = {
    ConflictKind.EMPLOYER: mark("works for the applicant"),
    ConflictKind.FORMER_EMPLOYER: mark("worked for the applicant within the last three years"),
    ConflictKind.RELATED: mark("has a relation to the applicant"),
    ConflictKind.DECLARED: mark("is recused from the application"),
}


def kind_titles() -> dict[MemberKind, str]:
    """Who can sit on a panel."""
    return {kind: text(title) for kind, title in KIND_TITLES.items()}


def nomination_titles() -> dict[Nomination, str]:
    """How somebody came to the roster."""
    return {kind: text(title) for kind, title in NOMINATION_TITLES.items()}


def term_words(state: TermState) -> str:
    """How a term stands."""
    return text(_TERMS[state])


def conflict_words(one: Conflict) -> str:
    """Why a member must not score an application, in a line."""
    return text(
        "{expert} · {application}: {reason} ({organisation})",
        expert=one.member.expert.name,
        application=one.application.id,
        reason=text(_CONFLICTS[one.kind]),
        organisation=one.organisation,
    )


def conflict_reason(one: Conflict) -> str:
    """Why a member must not score an application, without their names."""
    return text("{reason} ({organisation})", reason=text(_CONFLICTS[one.kind]), organisation=one.organisation)
