"""What follows a decision: the certificate, the duties of its holder with their terms, sanctions."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from evaluator_app.domain.rubric import Rule


class CertificateEnd(StrEnum):
    """Which day a certificate's term ends with (D-28)."""

    SAME_DAY = "same_day"  # the day of the same date; 29 February becomes 28 February
    DAY_BEFORE = "day_before"


@dataclass(frozen=True, kw_only=True)
class CertificateField(Rule):
    """Something a certificate states."""

    id: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Certificate(Rule):
    """The certificate: what it states, how long it holds, what it may be used for."""

    title: str
    fields: tuple[CertificateField, ...]
    years: Decimal
    text: str  # contents and term in the words of the source
    ends: CertificateEnd = CertificateEnd.SAME_DAY
    uses: tuple[str, ...] = ()
    renewal: str = ""
    pattern: str = ""  # how numbers are made where a campaign has no pattern of its own
    issuer: str = ""  # id of the organisation that issues
    basis: str = ""  # what was evaluated against, as a certificate states it
    boundary: str = ""  # id of the form field that says for what an application holds


class DutyKind(StrEnum):
    """When a duty falls due."""

    YEARLY = "yearly"  # every year of the certificate's term
    WITHIN_DAYS = "within_days"  # calendar days, the first day not counted (D-27)
    ALWAYS = "always"


class DutyStart(StrEnum):
    """What starts the days of a duty, for the program to count them."""

    UNSAID = "unsaid"
    INCIDENT = "incident"  # one of the causes of a sanction came about
    LOWERING_NOTICE = "lowering_notice"  # the notice was received
    WITHDRAWAL_NOTICE = "withdrawal_notice"


@dataclass(frozen=True, kw_only=True)
class Duty(Rule):
    """What somebody owes: `by` and `to` are ids of organisations."""

    id: str
    title: str
    text: str
    kind: DutyKind
    by: tuple[str, ...]
    to: str = ""
    days: int = 0
    counted_from: str = ""  # what starts the days, in words
    starts: DutyStart = DutyStart.UNSAID
    papers: tuple[str, ...] = ()
    otherwise: str = ""  # what follows where it is not done
    pledge: bool = False  # promised in writing before anything of an applicant is seen


@dataclass(frozen=True, kw_only=True)
class Cause(Rule):
    """One of the events a sanction answers."""

    id: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Sanction(Rule):
    """A lowered or withdrawn grade: who proposes it, who confirms it, and why."""

    id: str
    title: str
    text: str
    causes: tuple[Cause, ...]
    outcomes: tuple[str, ...]
    proposed_by: str  # id of an organisation
    confirmed_by: str
    levels: int = 0  # how many grades down; 0: the grade is withdrawn


class CaseMeaning(StrEnum):
    """What a state is to the register, whatever the scheme calls it."""

    UNSAID = "unsaid"
    NORMAL = "normal"  # no case is open
    REPORTED = "reported"  # the holder told of one of the causes
    PROPOSED = "proposed"  # before the body that confirms
    LOWERED = "lowered"
    WITHDRAWN = "withdrawn"  # the grade is taken
    REVOKED = "revoked"  # the certificate is taken
    NOTIFIED = "notified"  # the notice was received: days for giving the certificate back run
    ANNOUNCED = "announced"  # made public, since it was not given back
    SETTLED = "settled"


@dataclass(frozen=True, kw_only=True)
class CaseState(Rule):
    """A state of a sanction's case and the states it may go to (D-33)."""

    id: str
    title: str
    next: tuple[str, ...] = ()
    meaning: CaseMeaning = CaseMeaning.UNSAID
    sanctions: tuple[str, ...] = ()  # ids of the sanctions that know it; none: all


@dataclass(frozen=True, kw_only=True)
class Upkeep:
    """All duties and sanctions, and the states of a case."""

    duties: tuple[Duty, ...] = ()
    sanctions: tuple[Sanction, ...] = ()
    states: tuple[CaseState, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Publication(Rule):
    """How results are made public, and which of them are promoted, where, with what material."""

    text: str
    by: str = ""  # id of an organisation
    grades: tuple[str, ...] = ()  # ids of the bands whose results are promoted; none: all
    promotion: str = ""  # the rule on promotion in words
    channels: tuple[str, ...] = ()
    material: str = ""  # id of the paper under whose sections the material is collected
    recommendation: str = ""  # id of the form in which a recommender lists results
