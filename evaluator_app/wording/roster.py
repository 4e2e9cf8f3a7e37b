"""The roster in words: who can sit on a panel, how a term stands, why somebody must not score."""

from evaluator_app.domain.roster import Conflict, ConflictKind, MemberKind, Nomination, TermState
from evaluator_app.domain.roster_intake import Change, MemberChange
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
_CHANGES = {Change.NEW: mark("new"), Change.SAME: mark("unchanged")}
_FIELDS = {
    "expert": mark("name or organisation"),
    "kind": mark("Kind of member"),
    "source": mark("Source"),
    "nomination": mark("Nominated by"),
    "appointed": mark("Appointed on"),
    "term_years": mark("Term (years)"),
    "trained": mark("Trained on"),
    "fields": mark("Fields"),
    "former": mark("Former employer"),
    "related": mark("Other related organisations"),
    "meets": mark("conditions met"),
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


def change_words(one: MemberChange) -> str:
    """What taking in a person changes."""
    if one.change is not Change.CHANGED:
        return text(_CHANGES[one.change])
    fields = ", ".join(text(_FIELDS[name]) for name in one.differs)
    return text("changed: {fields}", fields=fields)
