"""The pledge of secrecy in words, and what may tie an expert to an applicant."""

from evaluator_app.domain.declarations import Recusal, Relation, Role
from evaluator_app.domain.scheme import Scheme
from evaluator_app.wording.language import text


def pledge_words(scheme: Scheme) -> str:
    """The pledge as it is read and given (S0-115 to S0-117): what the scheme asks for, then the promise."""
    duties = scheme.upkeep.duties if scheme.upkeep else ()
    asked = [f"{one.text}（{one.clause}）" for one in duties if one.pledge]
    promised = [
        text("I keep the secrets of the applicants."),
        text("I disclose nothing about an applicant to others without its consent and the secretariat's."),
        text("I evaluate independently and fairly, in nobody else's place and nobody in mine."),
        text("I declare every interest in an applicant, and recuse myself where I have one."),
    ]
    return "\n".join([*asked, *(f"{number}. {one}" for number, one in enumerate(promised, start=1))])


def relation_titles() -> dict[Relation, str]:
    """What may tie an expert to an applicant, in the order it is asked."""
    return {
        Relation.EMPLOYER: text("My employer"),
        Relation.EMPLOYED_WITHIN_THREE_YEARS: text("I worked there within the last three years"),
        Relation.DIRECTOR_WITHIN_THREE_YEARS: text(
            "I was a director or supervisor there within the last three years"
        ),
        Relation.SHAREHOLDER_WITHIN_THREE_YEARS: text(
            "I was a controlling shareholder within the last three years"
        ),
        Relation.RELATIVE: text("A near relative of mine leads it"),
        Relation.OTHER: text("Another relation that may affect fairness"),
    }


def role_title(role: Role) -> str:
    """In which role somebody gives the pledge."""
    return {
        Role.EXPERT: text("Expert"),
        Role.STAFF: text("Staff of the secretariat"),
        Role.OTHER: text("Other person concerned"),
    }[role]


def recusal_words(recusal: Recusal) -> str:
    """A recusal in one line."""
    return f"{relation_titles()[recusal.relation]}: {recusal.reason}"
