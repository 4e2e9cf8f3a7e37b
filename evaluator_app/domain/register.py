"""The register of certificates: what was issued, what happened since, and how it stands (D-33)."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from evaluator_app.domain.days import days_later
from evaluator_app.domain.roster import years_later
from evaluator_app.domain.rubric import Band
from evaluator_app.domain.scheme import Scheme
from evaluator_app.domain.upkeep import (
    CaseMeaning,
    CaseState,
    Certificate,
    CertificateEnd,
    Sanction,
    Upkeep,
)

LOSSES = (CaseMeaning.LOWERED, CaseMeaning.WITHDRAWN, CaseMeaning.REVOKED)


@dataclass(frozen=True, kw_only=True)
class Award:
    """What was decided on an application; `grade` is the id of a band, "" where it earned none."""

    application: str
    organisation: str
    site: str
    grade: str
    decided_on: str  # yyyy-mm-dd
    field: str = ""
    boundary: str = ""  # S0-95
    title: str = ""  # of the result
    recommender: str = ""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A certificate as it was issued; nothing of it changes afterwards."""

    number: str
    campaign: str
    application: str
    organisation: str
    site: str
    boundary: str
    field: str
    title: str
    grade: str
    basis: str
    issuer: str
    decided_on: str
    issued_on: str
    until: str
    code: str  # by which a third party finds it in the signed register
    replaces: str = ""  # number of the certificate whose place it took


class EventKind(StrEnum):
    """What can happen to a certificate."""

    CASE = "case"  # a sanction's case goes on to a state
    INCIDENT = "incident"  # a cause came about; the holder has to report it
    REPORT = "report"  # a yearly report was received
    RENEWAL = "renewal"  # another evaluation was applied for (S0-97)
    SUPERSEDED = "superseded"  # the certificate of another evaluation takes its place (S0-97)
    SHIFT = "shift"  # a last day that is a holiday moves (D-27)
    DELIVERED = "delivered"  # certificate or plaque was handed over
    NOTE = "note"


BY_HAND = tuple(one for one in EventKind if one is not EventKind.SUPERSEDED)  # the other comes with issuing


@dataclass(frozen=True, kw_only=True)
class Event:
    """One thing that happened to a certificate; what is recorded stays."""

    kind: EventKind
    day: str  # yyyy-mm-dd
    state: str = ""  # the case goes on to it
    sanction: str = ""
    causes: tuple[str, ...] = ()
    occurred: str = ""  # the day a cause came about
    confirmed_by: str = ""  # id of the body that confirmed
    grade: str = ""  # lowered to
    successor: str = ""  # number of the certificate that took its place
    due: str = ""  # the day a report was due, or a last day that moves
    until: str = ""  # the day it moves to
    paper: str = ""  # minutes, notice, letter
    note: str = ""
    recorded_by: str = ""
    recorded_at: str = ""


@dataclass(frozen=True, kw_only=True)
class Case:
    """A sanction's case: where it stands, and the days that count."""

    state: CaseState
    sanction: str
    causes: tuple[str, ...]
    occurred: str
    loss: CaseMeaning = CaseMeaning.UNSAID
    lost_on: str = ""
    grade: str = ""
    notified_on: str = ""
    moved_on: str = ""  # the day of its last step
    paper: str = ""


@dataclass(frozen=True, kw_only=True)
class Holding:
    """A certificate with its history, the oldest first."""

    entry: Entry
    events: tuple[Event, ...] = field(default=())

    def of(self, kind: EventKind) -> tuple[Event, ...]:
        """The events of a kind."""
        return tuple(one for one in self.events if one.kind is kind)


class Validity(StrEnum):
    """How a certificate stands to a day."""

    AHEAD = "ahead"
    VALID = "valid"
    EXPIRED = "expired"
    LOWERED = "lowered"  # it counts no more; another is given in exchange
    WITHDRAWN = "withdrawn"
    REVOKED = "revoked"
    REPLACED = "replaced"


_LOST = {
    CaseMeaning.LOWERED: Validity.LOWERED,
    CaseMeaning.WITHDRAWN: Validity.WITHDRAWN,
    CaseMeaning.REVOKED: Validity.REVOKED,
}


def term_end(first: str, rule: Certificate) -> str:
    """The last day of a certificate that begins on a day (S0-93, D-28)."""
    same = years_later(first, int(rule.years))
    return same if rule.ends is CertificateEnd.SAME_DAY else days_later(same, -1)


def states_of(upkeep: Upkeep | None) -> dict[str, CaseState]:
    """The states of a case by their ids."""
    return {one.id: one for one in upkeep.states} if upkeep else {}


def normal_state(upkeep: Upkeep | None) -> CaseState | None:
    """The state in which no case is open."""
    return next((one for one in states_of(upkeep).values() if one.meaning is CaseMeaning.NORMAL), None)


def case_of(holding: Holding, upkeep: Upkeep | None) -> Case | None:
    """The case that is open or closed the certificate; None where there is none."""
    states = states_of(upkeep)
    case: Case | None = None
    for event in holding.of(EventKind.CASE):
        state = states.get(event.state)
        case = _moved(case, event, state) if state and state.meaning is not CaseMeaning.NORMAL else None
    return case


def _moved(case: Case | None, event: Event, state: CaseState) -> Case:
    before = case or Case(state=state, sanction=event.sanction, causes=event.causes, occurred=event.occurred)
    if state.meaning in LOSSES:
        before = replace(before, loss=state.meaning, lost_on=event.day)
    if state.meaning is CaseMeaning.NOTIFIED:
        before = replace(before, notified_on=event.day)
    return replace(
        before,
        state=state,
        moved_on=event.day,
        grade=event.grade or before.grade,
        paper=event.paper or before.paper,
    )


def sanction_of(name: str, upkeep: Upkeep | None) -> Sanction | None:
    """The sanction of this id."""
    return next((one for one in upkeep.sanctions if one.id == name), None) if upkeep else None


def next_states(holding: Holding, upkeep: Upkeep | None, sanction: str = "") -> tuple[CaseState, ...]:
    """The states a certificate's case may go to; `sanction` where a case would only begin."""
    states, case = states_of(upkeep), case_of(holding, upkeep)
    now = case.state if case else normal_state(upkeep)
    named = case.sanction if case else sanction
    followed = [states[name] for name in now.next if name in states] if now else []
    return tuple(one for one in followed if not (named and one.sanctions) or named in one.sanctions)


def validity(holding: Holding, upkeep: Upkeep | None, day: str) -> Validity:
    """How a certificate stands on a day: exchanged, taken, ended, or good."""
    case = case_of(holding, upkeep)
    if any(one.successor for one in holding.events if one.day <= day):
        return Validity.REPLACED
    if case and case.loss in _LOST and case.lost_on <= day:
        return _LOST[case.loss]
    if day < holding.entry.issued_on:
        return Validity.AHEAD
    return Validity.EXPIRED if holding.entry.until < day else Validity.VALID


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A certificate as it stands on a day, with the scheme it was issued under."""

    holding: Holding
    scheme: Scheme
    day: str

    @property
    def validity(self) -> Validity:
        """Whether it counts."""
        return validity(self.holding, self.scheme.upkeep, self.day)

    @property
    def case(self) -> Case | None:
        """The case against its holder."""
        return case_of(self.holding, self.scheme.upkeep)


def lower_grades(scheme: Scheme, grade: str) -> tuple[Band, ...]:
    """The grades below one, the nearest first; none below the lowest, which can only be withdrawn (D-30)."""
    bands = sorted(scheme.rubric.bands, key=lambda one: (one.low is not None, one.low or 0), reverse=True)
    names = [one.id for one in bands]
    return tuple(bands[names.index(grade) + 1 :]) if grade in names else ()


def suggested_grade(scheme: Scheme, holding: Holding, sanction: Sanction) -> str:
    """The grade a sanction lowers to by the scheme's own number of grades, "" where there is none (D-30)."""
    below = lower_grades(scheme, holding.entry.grade)
    return below[sanction.levels - 1].id if 0 < sanction.levels <= len(below) else ""


def grade_title(scheme: Scheme, grade: str) -> str:
    """A grade as people read it."""
    band = scheme.rubric.bands_by_id.get(grade)
    return band.title if band else grade or scheme.rubric.unplaced


def current(holdings: Iterable[Holding]) -> dict[tuple[str, str], Holding]:
    """The certificate of each application of each campaign that was issued last."""
    return {(one.entry.campaign, one.entry.application): one for one in holdings}
