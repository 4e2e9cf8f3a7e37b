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


class DutyKind(StrEnum):
    """When a duty falls due."""

    YEARLY = "yearly"  # every year of the certificate's term
    WITHIN_DAYS = "within_days"  # calendar days, the first day not counted (D-27)
    ALWAYS = "always"


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
    counted_from: str = ""  # what starts the days
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


@dataclass(frozen=True, kw_only=True)
class CaseState(Rule):
    """A state of a sanction's case and the states it may go to (D-33)."""

    id: str
    title: str
    next: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Upkeep:
    """All duties and sanctions, and the states of a case."""

    duties: tuple[Duty, ...] = ()
    sanctions: tuple[Sanction, ...] = ()
    states: tuple[CaseState, ...] = ()
