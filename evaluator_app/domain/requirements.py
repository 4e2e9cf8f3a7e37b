"""What an application must meet, hold and hand in: conditions, evidence, documents, submission."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from evaluator_app.domain.rubric import Rule


@dataclass(frozen=True, kw_only=True)
class ReportSection(Rule):
    """A section a report must have; `max_characters` 0 means no limit (counting rule: D-11)."""

    id: str
    title: str
    max_characters: int = 0
    contents: tuple[str, ...] = ()
    verbatim: str = ""


@dataclass(frozen=True, kw_only=True)
class DocumentKind(Rule):
    """A document an application holds; `aliases` are the other names the source has for it (D-17)."""

    id: str
    title: str
    required: bool = False
    text: str = ""
    notes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    sections: tuple[ReportSection, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Paper(DocumentKind):
    """A document of the procedure that is no part of an application: agreement, list, notice, certificate."""

    by: tuple[str, ...] = ()  # ids of the organisations that make it


@dataclass(frozen=True, kw_only=True)
class Evidence(Rule):
    """What an intended grade asks for: years of activity, and one of `reports` or of what may replace them.

    Reports are ids of document kinds. An empty `grade` means every grade, narrowed down by `when`.
    """

    id: str
    grade: str = ""
    when: str = ""
    years: Decimal | None = None
    reports: tuple[str, ...] = ()
    replacements: tuple[str, ...] = ()
    with_reason: tuple[str, ...] = ()  # may be accepted, with a reason: the source contradicts itself
    suggested: tuple[str, ...] = ()
    text: str = ""


class EligibilityKind(StrEnum):
    """How a condition is checked."""

    JUDGED = "judged"  # by a person, with reason
    MIN_YEARS = "min_years"  # at least `low` years
    MIN_COUNT = "min_count"  # at least `low` of them
    NO_EVENT_YEARS = "no_event_years"  # no such event in the last `low` years
    PERCENT_BETWEEN = "percent_between"  # between `low` and `high`, both included unless said otherwise
    NOT_LISTED = "not_listed"  # on none of `lists`


class CountedTo(StrEnum):
    """The day up to which years are counted (D-19, D-29)."""

    DECLARATION = "declaration"
    DEADLINE = "deadline"


@dataclass(frozen=True, kw_only=True)
class Eligibility(Rule):
    """A condition of taking part; `applies_to` is the id of the sector it is limited to.

    Of conditions with the same `alternative` one is enough; their figures are never added (D-19).
    """

    id: str
    text: str
    kind: EligibilityKind = EligibilityKind.JUDGED
    low: Decimal | None = None
    high: Decimal | None = None
    low_inclusive: bool = True
    high_inclusive: bool = True
    applies_to: str = ""
    when: str = ""
    alternative: str = ""
    field: str = ""  # where the figure stands: FORM.FIELD, or FORM.FIELD.COLUMN
    counted_to: CountedTo = CountedTo.DECLARATION
    lists: tuple[str, ...] = ()
    with_reason: bool = False  # holds in principle: an exception needs a reason


@dataclass(frozen=True, kw_only=True)
class Preference(Rule):
    """What is preferred among those that meet the conditions; any one of `cases` is enough."""

    id: str
    text: str
    cases: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Submission(Rule):
    """How and until when an application is handed in; dates are yyyy-mm-dd."""

    text: str
    to: str  # id of an organisation
    documents: tuple[str, ...]  # ids of document kinds and forms
    deadline: str  # the last day that is certainly in time
    borderline: str = ""  # the day of which the source leaves open whether it is in time (D-18)
    copies: int = 1  # on paper
    electronic: bool = False
    late: str = ""  # what becomes of late ones
