"""Statistics in words: what each is called and means, why one is withheld, what is to be looked at."""

from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from evaluator_app.domain.agreement import Metric
from evaluator_app.domain.firmness import Edge, Flip
from evaluator_app.domain.notable import FIRM, TENTATIVE, Kind, Notable
from evaluator_app.domain.numbers import plain, shown
from evaluator_app.domain.panel import ApplicationResult, PanelMerge
from evaluator_app.domain.spread import Outlier
from evaluator_app.domain.withheld import Why, Withheld
from evaluator_app.wording.language import mark, text

NOTHING = "—"  # in place of a figure that is withheld
_WHY = {
    Why.TOO_FEW_MARKS: mark("Withheld: needs {needed} marks, there are {found}."),
    Why.TOO_FEW_EXPERTS: mark("Withheld: needs {needed} experts on one application, there are {found}."),
    Why.TOO_MANY_EXPERTS: mark("Withheld: computed for at most {needed} experts, there are {found}."),
    Why.TOO_FEW_APPLICATIONS: mark(
        "Withheld: needs {needed} applications judged by two experts or more, there are {found}."
    ),
    Why.TOO_FEW_SHEETS: mark("Withheld: needs {needed} score sheets of each expert, one has {found}."),
    Why.NO_VARIATION: mark("Withheld: all values are equal, so there is nothing to compare."),
    Why.NO_REPETITION: mark(
        "Withheld: no expert has judged enough in common with others to tell severity from chance."
    ),
    Why.NOT_CONNECTED: mark(
        "Withheld: the experts form {found} groups without an application in common; they cannot be compared."
    ),
    Why.NOT_THE_SAME_APPLICATIONS: mark(
        "Withheld: needs {needed} applications that all experts judged, there are {found}."
    ),
    Why.NO_POINTS: mark("Withheld: there are no points."),
    Why.NO_OPTIONS: mark("Withheld: there are no options to choose from."),
    Why.NO_TOTAL: mark("Withheld: the expert has no complete total, because of an abstention."),
    Why.TOO_FEW_PARTS: mark("Withheld: needs {needed} sections or criteria, there are {found}."),
    Why.NO_RESULT: mark("Withheld: the application has no result."),
    Why.NO_LIMITS: mark("Withheld: the scheme has no limits of grades."),
}
_METRICS = {
    Metric.NOMINAL: mark("options without order"),
    Metric.ORDINAL: mark("options in order"),
    Metric.INTERVAL: mark("points"),
}


def withheld_words(one: Withheld) -> str:
    """Why a statistic is not given."""
    return text(_WHY[one.reason], needed=one.needed, found=one.found)


def metric_words(metric: Metric) -> str:
    """What was compared."""
    return text(_METRICS[metric])


def figure(value: Fraction | Decimal | int | Withheld, decimals: int = 2) -> str:
    """A statistic as people read it; a dash where it is withheld."""
    return NOTHING if isinstance(value, Withheld) else shown(Fraction(value), decimals)


def signed(value: Fraction | Decimal | int | Withheld, decimals: int = 2) -> str:
    """A difference, with its sign."""
    if isinstance(value, Withheld):
        return NOTHING
    words = shown(Fraction(value), decimals)
    return words if words.startswith("-") or not Fraction(words) else f"+{words}"


def share(value: Fraction | Withheld) -> str:
    """A share in percent."""
    return NOTHING if isinstance(value, Withheld) else f"{shown(value * 100, 0)} %"


def strength(alpha: Fraction | Withheld) -> str | Withheld:
    """How far an alpha carries, as Krippendorff says."""
    if isinstance(alpha, Withheld):
        return alpha
    if alpha >= FIRM:
        return text("Good agreement")
    if alpha >= TENTATIVE:
        return text("Fair agreement")
    return text("Little agreement")


def application_name(one: ApplicationResult) -> str:
    """An application as tables and charts name it."""
    return one.application.organisation or one.application.id


def outcome_words(merge: PanelMerge, outcome: str | None) -> str:
    """A grade or recommendation by its id; none is no grade, or a tie."""
    rubric = merge.scheme.rubric
    if outcome is None:
        return text("equal votes") if rubric.qualitative else rubric.unplaced
    band = rubric.bands_by_id.get(outcome)
    return band.title if band else outcome


def notable_words(one: Notable, merge: PanelMerge) -> str:
    """What there is to look at, as a sentence."""
    about = one.about
    match about:
        case Flip():
            return _hangs(one, about, merge)
        case Edge():
            return _near(one, about, merge)
        case Outlier():
            return _outlying(one, about, merge)
        case Fraction() | Decimal():
            return _of_number(one, about, merge)
    assert_never(about)


def _named(one: Notable, merge: PanelMerge) -> str:
    found = next(result for result in merge.results if result.application.id == one.application)
    return f"{one.application} {application_name(found)}"


def _hangs(one: Notable, flip: Flip, merge: PanelMerge) -> str:
    values = {
        "application": _named(one, merge),
        "expert": one.expert,
        "before": outcome_words(merge, flip.before),
        "after": outcome_words(merge, flip.after),
    }
    if flip.score is None:
        return text("{application}: without {expert} not “{before}” but “{after}”.", **values)
    return text(
        "{application}: without {expert} the score is {score}, and the grade not “{before}” but “{after}”.",
        score=figure(flip.score, merge.scheme.protocol.decimals),
        **values,
    )


def _near(one: Notable, edge: Edge, merge: PanelMerge) -> str:
    values = {
        "application": _named(one, merge),
        "distance": figure(abs(edge.distance)),
        "limit": plain(edge.limit),
    }
    if edge.distance == 0:
        return text("{application}: the score lies exactly on the limit of {limit}.", **values)
    if edge.distance > 0:
        return text("{application}: the score lies {distance} above the limit of {limit}.", **values)
    return text("{application}: the score lies {distance} below the limit of {limit}.", **values)


def _outlying(one: Notable, far: Outlier, merge: PanelMerge) -> str:
    values = {
        "application": _named(one, merge),
        "expert": one.expert,
        "value": plain(far.value),
        "median": plain(far.median),
    }
    if not one.criterion:
        return text(
            "{application}: the total of {expert}, {value}, lies far from the median {median}.", **values
        )
    return text(
        "{application}, “{criterion}”: the mark of {expert}, {value}, lies far from the median {median}.",
        criterion=merge.scheme.rubric.criteria_by_id[one.criterion].title,
        **values,
    )


def _of_number(one: Notable, value: Fraction | Decimal, merge: PanelMerge) -> str:
    points = figure(-value if value < 0 else value)
    match one.kind:
        case Kind.SEVERE:
            return text(
                "{expert} gives {points} points less than the others, more than chance explains (95 %).",
                expert=one.expert,
                points=points,
            )
        case Kind.LENIENT:
            return text(
                "{expert} gives {points} points more than the others, more than chance explains (95 %).",
                expert=one.expert,
                points=points,
            )
        case Kind.NOT_CONNECTED:
            return text(
                "The experts form {count} groups without an application in common; "
                "compare them only within a group.",
                count=figure(value, 0),
            )
        case _:
            return text(
                "“{criterion}”: little agreement of the experts (alpha {value}).",
                criterion=merge.scheme.rubric.criteria_by_id[one.criterion].title,
                value=figure(value),
            )
