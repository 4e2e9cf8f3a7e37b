"""A scheme: all rules of one kind of evaluation, as frozen values read from its file."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from evaluator_app.domain.form import Form
from evaluator_app.domain.protocol import Protocol
from evaluator_app.domain.requirements import (
    DocumentKind,
    Eligibility,
    Evidence,
    Paper,
    Preference,
    Submission,
)
from evaluator_app.domain.rubric import Rubric, Rule
from evaluator_app.domain.upkeep import Certificate, Publication, Upkeep


class Status(StrEnum):
    """How far a scheme may be relied on; all but `in_force` put a banner on screens and exports."""

    IN_FORCE = "in_force"
    DRAFT = "draft"
    SAMPLE = "sample"


@dataclass(frozen=True, kw_only=True)
class Notice(Rule):
    """The official notice that carries the scheme; `verbatim` fields anywhere keep wording a label mends."""

    title: str
    date: str = ""  # yyyy-mm-dd; none: not fixed yet
    date_text: str = ""
    letterhead: str = ""
    addressees: str = ""
    printed: str = ""  # who published it, when
    subject: str = ""
    copied_to: tuple[str, ...] = ()  # ids of organisations


@dataclass(frozen=True, kw_only=True)
class Contact(Rule):
    """Where applicants may ask; `fields` names what the source prints and no scheme file repeats: persons."""

    department: str
    address: str = ""
    fields: tuple[str, ...] = ()
    verbatim: tuple[str, ...] = ()


class OrganisationKind(StrEnum):
    """Whether a named body or a role that any body may take."""

    BODY = "body"
    ROLE = "role"


@dataclass(frozen=True, kw_only=True)
class Organisation(Rule):
    """A body or role with its duty in the procedure."""

    id: str
    title: str
    kind: OrganisationKind = OrganisationKind.BODY
    duty: str = ""
    verbatim: str = ""
    short: str = ""  # what the source calls it from then on
    rules: tuple[str, ...] = ()  # how it comes about and works
    members_from: tuple[str, ...] = ()  # ids of those its members come from
    term_years: Decimal | None = None
    conditions: tuple[Eligibility, ...] = ()  # what each member must meet


@dataclass(frozen=True, kw_only=True)
class Platform(Rule):
    """A web site of the procedure and how to find one's way there."""

    id: str
    title: str
    address: str
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class ProcessStep(Rule):
    """A step of the whole procedure, with the period of the source's table and its heading in the text."""

    id: str
    title: str
    phase: str = ""
    period: str = ""
    heading: str = ""
    text: str = ""
    by: tuple[str, ...] = ()  # ids of the organisations that act
    documents: tuple[str, ...] = ()  # ids of document kinds, papers and forms


@dataclass(frozen=True, kw_only=True)
class Recommendation(Rule):
    """A rule on who recommends applications; `recommender` is the fixed one where the rule names it."""

    id: str
    text: str
    recommender: str = ""


@dataclass(frozen=True, kw_only=True)
class Sector(Rule):
    """A field of application (领域) and the sites that belong to it."""

    id: str
    title: str
    text: str
    verbatim: str = ""


@dataclass(frozen=True, kw_only=True)
class Stage(Rule):
    """A process step in which sheets are scored."""

    id: str
    title: str
    weight: Decimal = Decimal(1)
    when: str = ""
    scored: bool = True
    grades: tuple[str, ...] = ()  # ids of the bands it is held for; none means all


@dataclass(frozen=True, kw_only=True)
class Precondition(Rule):
    """What must hold for a grade; where it does not, the grade is capped at `cap`, or there is none."""

    id: str
    text: str
    grades: tuple[str, ...]
    cap: str = ""
    stage: str = ""  # the stage that must have been held


class StatementKind(StrEnum):
    """What a statement is to the scheme."""

    BASIS = "basis"
    PRINCIPLE = "principle"
    STANDARD = "standard"
    SCOPE = "scope"
    PRIORITY = "priority"
    RULE = "rule"


@dataclass(frozen=True, kw_only=True)
class Statement(Rule):
    """A basis, principle, priority or general rule the scheme states."""

    id: str
    kind: StatementKind
    text: str


@dataclass(frozen=True, kw_only=True)
class Assumption(Rule):
    """A single value the source leaves open inside an otherwise official rule, and why it is what it is.

    `path` names the value: attributes joined by dots, `*` for every element of a list.
    """

    path: str
    comment: str
    assumed: bool = True


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
    notice: Notice | None = None
    contact: Contact | None = None
    assumptions: tuple[Assumption, ...] = ()
    statements: tuple[Statement, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    platforms: tuple[Platform, ...] = ()
    process_columns: tuple[str, ...] = ()
    process: tuple[ProcessStep, ...] = ()
    recommendation: tuple[Recommendation, ...] = ()
    sectors: tuple[Sector, ...] = ()
    preconditions: tuple[Precondition, ...] = ()
    eligibility: tuple[Eligibility, ...] = ()
    preferences: tuple[Preference, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    documents: tuple[DocumentKind, ...] = ()
    papers: tuple[Paper, ...] = ()
    forms: tuple[Form, ...] = ()
    submission: Submission | None = None
    certificate: Certificate | None = None
    upkeep: Upkeep | None = None
    publication: Publication | None = None


@dataclass(frozen=True, kw_only=True)
class LoadedScheme:
    """A scheme with the bytes it was read from, and the digests that pin it and its protocol."""

    scheme: Scheme
    digest: str
    protocol_digest: str
    source: bytes
