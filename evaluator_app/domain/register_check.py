"""What is wrong with an event of a certificate, or with awards that are to be certified."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from evaluator_app.domain.campaigns import is_day
from evaluator_app.domain.codes import Code
from evaluator_app.domain.duties import DueItem, due_items
from evaluator_app.domain.problems import Problem, problem
from evaluator_app.domain.register import (
    LOSSES,
    Award,
    Case,
    Event,
    EventKind,
    Holding,
    Validity,
    case_of,
    lower_grades,
    next_states,
    sanction_of,
    states_of,
    validity,
)
from evaluator_app.domain.scheme import Scheme
from evaluator_app.domain.upkeep import CaseMeaning, CaseState, DutyKind


def event_problems(holding: Holding, event: Event, scheme: Scheme, today: str) -> tuple[Problem, ...]:
    """Everything that is wrong with an event that is to be recorded."""
    days = tuple(_wrong_days(holding, event, today))
    if days:
        return days
    checks = {
        EventKind.CASE: _case,
        EventKind.INCIDENT: _incident,
        EventKind.REPORT: _report,
        EventKind.RENEWAL: _renewal,
        EventKind.SHIFT: _shift,
        EventKind.NOTE: _note,
    }
    check = checks.get(event.kind)
    return tuple(check(holding, event, scheme)) if check else ()


def _wrong_days(holding: Holding, event: Event, today: str) -> Iterator[Problem]:
    number = holding.entry.number
    for day in (event.day, event.occurred, event.due, event.until):
        if not is_day(day) and (day or day is event.day):
            yield problem(Code.CAMPAIGN_DAY_INVALID, number, day=day)
    for day in (event.day, event.occurred):
        if is_day(day) and day > today:
            yield problem(Code.RECORD_IN_FUTURE, number, day=day)
    if is_day(event.day) and event.day < holding.entry.issued_on:
        yield problem(Code.EVENT_TOO_EARLY, number, day=event.day, first=holding.entry.issued_on)
    if not event.recorded_by.strip():
        yield problem(Code.RECORD_NAME_MISSING, number)


def _case(holding: Holding, event: Event, scheme: Scheme) -> Iterator[Problem]:
    number, case = holding.entry.number, case_of(holding, scheme.upkeep)
    allowed = next_states(holding, scheme.upkeep, event.sanction)
    state = next((one for one in allowed if one.id == event.state), None)
    if state is None:
        names = "、".join(one.title for one in allowed) or "—"
        title = states_of(scheme.upkeep)[event.state].title if event.state in states_of(scheme.upkeep) else ""
        yield problem(Code.EVENT_STATE_NOT_ALLOWED, number, state=title or event.state or "—", allowed=names)
        return
    if case is None:
        yield from _opening(holding, event, scheme)
        return
    if event.day < case.moved_on:
        yield problem(Code.EVENT_TOO_EARLY, number, day=event.day, first=case.moved_on)
    if state.meaning in LOSSES:
        yield from _loss(holding, event, scheme, case, state)
    if state.meaning is CaseMeaning.ANNOUNCED:
        yield from _announcement(holding, event, scheme)


def _opening(holding: Holding, event: Event, scheme: Scheme) -> Iterator[Problem]:
    number, sanction = holding.entry.number, sanction_of(event.sanction, scheme.upkeep)
    if validity(holding, scheme.upkeep, event.day) is not Validity.VALID:
        yield problem(Code.CERTIFICATE_NOT_VALID, number, day=event.day)
    if sanction is None:
        yield problem(Code.EVENT_SANCTION_MISSING, number)
        return
    listed = {one.id for one in sanction.causes}
    if not event.causes or not set(event.causes) <= listed:
        causes = "；".join(one.title for one in sanction.causes)
        yield problem(Code.EVENT_CAUSE_MISSING, number, causes=causes)
    if not event.occurred or event.occurred > event.day:
        yield problem(Code.EVENT_OCCURRED_MISSING, number)


def _loss(holding: Holding, event: Event, scheme: Scheme, case: Case, state: CaseState) -> Iterator[Problem]:
    """A grade or certificate is taken only when the body of the sanction confirmed (S0-99, S0-105)."""
    number, sanction = holding.entry.number, sanction_of(case.sanction, scheme.upkeep)
    if sanction is None or event.confirmed_by != sanction.confirmed_by or not event.paper.strip():
        titles = {one.id: one.title for one in scheme.organisations}
        name = sanction.confirmed_by if sanction else "—"
        yield problem(Code.EVENT_NOT_CONFIRMED, number, body=titles.get(name, name))
    if state.meaning is CaseMeaning.LOWERED:
        below = lower_grades(scheme, holding.entry.grade)
        if event.grade not in {one.id for one in below}:
            names = "、".join(one.title for one in below) or "—"
            yield problem(Code.EVENT_GRADE_NOT_LOWER, number, grades=names)


def _announcement(holding: Holding, event: Event, scheme: Scheme) -> Iterator[Problem]:
    """Only who did not give it back in time is made public (S0-114)."""
    returning = [one for one in due_items(holding, scheme) if one.returning]
    if returning and event.day <= returning[0].due:
        yield problem(Code.EVENT_NOT_DUE_YET, holding.entry.number, due=returning[0].due)


def _incident(holding: Holding, event: Event, _scheme: Scheme) -> Iterator[Problem]:
    if not event.occurred or event.occurred > event.day:
        yield problem(Code.EVENT_OCCURRED_MISSING, holding.entry.number)


def _report(holding: Holding, event: Event, scheme: Scheme) -> Iterator[Problem]:
    yearly = [one for one in due_items(holding, scheme) if one.kind is DutyKind.YEARLY]
    yield from _unless_among(holding, event, yearly)


def _shift(holding: Holding, event: Event, scheme: Scheme) -> Iterator[Problem]:
    """A last day moves on, never back, and somebody says for which holiday."""
    counted = [one for one in due_items(holding, scheme) if one.kind is DutyKind.WITHIN_DAYS]
    yield from _unless_among(holding, event, counted)
    if event.until <= event.due:
        yield problem(Code.EVENT_SHIFT_BACK, holding.entry.number, due=event.due)
    if not event.note.strip():
        yield problem(Code.EVENT_NOTE_MISSING, holding.entry.number)


def _unless_among(holding: Holding, event: Event, items: Sequence[DueItem]) -> Iterator[Problem]:
    if event.due not in {one.due for one in items}:
        days = "、".join(one.due for one in items) or "—"
        yield problem(Code.EVENT_NOTHING_DUE, holding.entry.number, due=event.due or "—", days=days)


def _renewal(holding: Holding, event: Event, scheme: Scheme) -> Iterator[Problem]:
    """Before it ends, another evaluation may be applied for (S0-97)."""
    if validity(holding, scheme.upkeep, event.day) is not Validity.VALID:
        yield problem(Code.CERTIFICATE_NOT_VALID, holding.entry.number, day=event.day)


def _note(holding: Holding, event: Event, _scheme: Scheme) -> Iterator[Problem]:
    if not event.note.strip():
        yield problem(Code.EVENT_NOTE_MISSING, holding.entry.number)


def award_problems(awards: Iterable[Award], scheme: Scheme, today: str) -> tuple[Problem, ...]:
    """Everything that keeps awards from being certified."""
    awards = tuple(awards)
    times = Counter(one.application for one in awards)
    found: list[Problem] = []
    for one in awards:
        found += _award(one, scheme, today)
        if times[one.application] > 1:
            found.append(problem(Code.AWARD_TWICE, one.application))
    return tuple(found)


def _award(one: Award, scheme: Scheme, today: str) -> Iterator[Problem]:
    empty = not one.application.strip() or not one.organisation.strip() or not one.site.strip()
    if empty:
        yield problem(Code.AWARD_INCOMPLETE, one.application)
    if one.grade and one.grade not in scheme.rubric.bands_by_id:
        names = "、".join(scheme.rubric.bands_by_id)
        yield problem(Code.AWARD_GRADE_UNKNOWN, one.application, grade=one.grade, grades=names)
    if not is_day(one.decided_on):
        yield problem(Code.CAMPAIGN_DAY_INVALID, one.application, day=one.decided_on)
    elif one.decided_on > today:
        yield problem(Code.RECORD_IN_FUTURE, one.application, day=one.decided_on)
