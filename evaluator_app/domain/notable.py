"""What a reader of the statistics should look at first: grades that hang on one expert, marks far out."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from evaluator_app.domain.analysis import Analysis
from evaluator_app.domain.firmness import Edge, Flip
from evaluator_app.domain.severity import Severity
from evaluator_app.domain.spread import Outlier, Spread
from evaluator_app.domain.withheld import Withheld

# Krippendorff 2004, Content Analysis, 11.4: below the lower no conclusion, from the upper on a firm one.
TENTATIVE, FIRM = Fraction(2, 3), Fraction(4, 5)


class Kind(StrEnum):
    """What there is to look at, in the order in which it is told."""

    HANGS_ON_EXPERT = "hangs_on_expert"
    NEAR_LIMIT = "near_limit"
    OUTLYING_TOTAL = "outlying_total"
    OUTLYING_MARK = "outlying_mark"
    SEVERE = "severe"
    LENIENT = "lenient"
    LITTLE_AGREEMENT = "little_agreement"
    NOT_CONNECTED = "not_connected"


@dataclass(frozen=True, kw_only=True)
class Notable:
    """One thing to look at, and where; `about` is what was found, of groups their number."""

    kind: Kind
    application: str = ""
    expert: str = ""
    criterion: str = ""
    about: Flip | Edge | Outlier | Fraction | Decimal


def notables(analysis: Analysis) -> tuple[Notable, ...]:
    """Everything to look at, the gravest first."""
    order = list(Kind)
    found = [*_applications(analysis), *_criteria(analysis), *_experts(analysis), *_groups(analysis)]
    return tuple(sorted(found, key=lambda one: order.index(one.kind)))


def _applications(analysis: Analysis) -> Iterator[Notable]:
    for one in analysis.applications:
        name = one.outcome.application.id
        for flip in () if isinstance(one.flips, Withheld) else one.flips:
            yield Notable(kind=Kind.HANGS_ON_EXPERT, application=name, expert=flip.expert, about=flip)
        if isinstance(one.edge, Edge) and one.edge.close:
            yield Notable(kind=Kind.NEAR_LIMIT, application=name, about=one.edge)
        if isinstance(one.spread, Spread) and not isinstance(one.spread.outliers, Withheld):
            for outlier in one.spread.outliers:
                yield Notable(
                    kind=Kind.OUTLYING_TOTAL, application=name, expert=outlier.expert, about=outlier
                )


def _criteria(analysis: Analysis) -> Iterator[Notable]:
    for one in analysis.criteria:
        for far in () if isinstance(one.outliers, Withheld) else one.outliers:
            yield Notable(
                kind=Kind.OUTLYING_MARK,
                application=far.application,
                expert=far.outlier.expert,
                criterion=one.subject,
                about=far.outlier,
            )
        if isinstance(one.alpha, Fraction) and one.alpha < TENTATIVE:
            yield Notable(kind=Kind.LITTLE_AGREEMENT, criterion=one.subject, about=one.alpha)


def _experts(analysis: Analysis) -> Iterator[Notable]:
    """Whose interval of 95 % does not hold 0."""
    for one in analysis.experts:
        if isinstance(one.severity, Severity) and (one.severity.low > 0 or one.severity.high < 0):
            kind = Kind.SEVERE if one.severity.low > 0 else Kind.LENIENT
            yield Notable(kind=kind, expert=one.expert, about=one.severity.value)


def _groups(analysis: Analysis) -> Iterator[Notable]:
    if len(analysis.groups) > 1:
        yield Notable(kind=Kind.NOT_CONNECTED, about=Fraction(len(analysis.groups)))
