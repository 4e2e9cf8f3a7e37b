"""A scheme: all rules of one kind of evaluation, as frozen values read from its file."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from evaluator_app.domain.protocol import Protocol
from evaluator_app.domain.rubric import Rubric, Rule


class Status(StrEnum):
    """How far a scheme may be relied on; all but `in_force` put a banner on screens and exports."""

    IN_FORCE = "in_force"
    DRAFT = "draft"
    SAMPLE = "sample"


@dataclass(frozen=True, kw_only=True)
class Organisation(Rule):
    """A body or role with its duty in the procedure."""

    id: str
    title: str
    duty: str = ""


@dataclass(frozen=True, kw_only=True)
class ProcessStep(Rule):
    """A step of the whole procedure, with the period the source prints."""

    id: str
    title: str
    period: str = ""
    text: str = ""
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Stage(Rule):
    """A process step in which sheets are scored."""

    id: str
    title: str
    weight: Decimal = Decimal(1)
    when: str = ""
    scored: bool = True


@dataclass(frozen=True, kw_only=True)
class Precondition(Rule):
    """What must hold for a grade; where it does not, the grade is capped at `cap`."""

    id: str
    text: str
    grades: tuple[str, ...]
    cap: str


class FieldKind(StrEnum):
    """What a form field takes."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    STATEMENT = "statement"
    SEAL = "seal"
    TABLE = "table"


@dataclass(frozen=True, kw_only=True)
class Option:
    """One choice of a field; `free_text` asks for words beside it."""

    id: str
    title: str
    group: str = ""
    free_text: bool = False
    comment: str = ""


@dataclass(frozen=True, kw_only=True)
class FormField(Rule):
    """One field of a form; `verbatim` keeps the source's wording where the label mends it (D-15)."""

    id: str
    title: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    options: tuple[Option, ...] = ()
    verbatim: str = ""
    when: str = ""
    personal: bool = False
    rows: int = 0
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Form(Rule):
    """A form of the scheme with every field and option of the source."""

    id: str
    title: str
    verbatim: str = ""
    fields: tuple[FormField, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReportSection(Rule):
    """A section a report must have; `max_characters` 0 means no limit (counting rule: D-11)."""

    id: str
    title: str
    max_characters: int = 0
    contents: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DocumentKind(Rule):
    """A document an application holds."""

    id: str
    title: str
    required: bool = False
    text: str = ""
    sections: tuple[ReportSection, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Evidence(Rule):
    """What an intended grade asks for: years of activity and reports, with what may replace them."""

    grade: str
    years: Decimal
    reports: tuple[str, ...]
    replacements: tuple[str, ...] = ()
    text: str = ""


class EligibilityKind(StrEnum):
    """How a condition is checked."""

    JUDGED = "judged"  # by a person, with reason
    MIN_YEARS = "min_years"  # at least `low` years
    NO_EVENT_YEARS = "no_event_years"  # no such event in the last `low` years
    PERCENT_BETWEEN = "percent_between"  # between `low` and `high`, both included unless said otherwise


@dataclass(frozen=True, kw_only=True)
class Eligibility(Rule):
    """A condition of taking part; `applies_to` names the field of application it is limited to."""

    id: str
    text: str
    kind: EligibilityKind = EligibilityKind.JUDGED
    low: Decimal | None = None
    high: Decimal | None = None
    low_inclusive: bool = True
    high_inclusive: bool = True
    applies_to: str = ""


@dataclass(frozen=True, kw_only=True)
class Statement(Rule):
    """A basis, principle or priority the scheme states."""

    id: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Scheme:
    """All rules of one kind of evaluation."""

    format: int
    id: str
    title: str
    standard: str
    version: str
    status: Status
    owner: str
    rubric: Rubric
    protocol: Protocol
    stages: tuple[Stage, ...]
    document_number: str = ""
    comment: str = ""
    statements: tuple[Statement, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    process: tuple[ProcessStep, ...] = ()
    preconditions: tuple[Precondition, ...] = ()
    eligibility: tuple[Eligibility, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    documents: tuple[DocumentKind, ...] = ()
    forms: tuple[Form, ...] = ()
