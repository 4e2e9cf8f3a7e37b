"""What is due after a certificate was issued: yearly reports, reports of incidents, giving back, renewal."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from evaluator_app.domain.days import days_later, is_weekend
from evaluator_app.domain.register import Event, EventKind, Holding, Validity, case_of, validity
from evaluator_app.domain.roster import years_later
from evaluator_app.domain.scheme import Scheme
from evaluator_app.domain.upkeep import CaseMeaning, Duty, DutyKind, DutyStart

RENEWAL = "renewal"  # the item that no duty of the scheme stands behind (S0-97)
_GIVING_BACK = {
    DutyStart.LOWERING_NOTICE: CaseMeaning.LOWERED,
    DutyStart.WITHDRAWAL_NOTICE: CaseMeaning.WITHDRAWN,
}


@dataclass(frozen=True, kw_only=True)
class DueItem:
    """Something that is due for one certificate; `kind` is None for its renewal."""

    number: str
    organisation: str
    site: str
    duty: str
    title: str
    due: str
    kind: DutyKind | None = None
    counted_from: str = ""  # the day the days are counted from
    days: int = 0
    moved_from: str = ""  # the day before a holiday moved it
    returning: bool = False  # the certificate has to be given back
    clause: str = ""
    otherwise: str = ""

    @property
    def on_weekend(self) -> bool:
        """Whether a person has to say if the last day moves (D-27)."""
        return self.kind is DutyKind.WITHIN_DAYS and is_weekend(self.due)


def due_items(holding: Holding, scheme: Scheme) -> tuple[DueItem, ...]:
    """Everything that is open for a certificate, the earliest first."""
    duties = scheme.upkeep.duties if scheme.upkeep else ()
    found = [item for duty in duties for item in _of_duty(holding, duty, scheme)]
    return tuple(sorted((*found, *_renewal(holding, scheme)), key=lambda one: (one.due, one.duty)))


def due_until(
    holdings: Iterable[Holding], scheme: Scheme, until: str, renewals_until: str
) -> tuple[DueItem, ...]:
    """What is open and due by a day, over all certificates; renewals are named earlier."""
    found = [
        item
        for holding in holdings
        for item in due_items(holding, scheme)
        if item.due <= (renewals_until if item.kind is None else until)
    ]
    return tuple(sorted(found, key=lambda one: (one.due, one.number, one.duty)))


def _of_duty(holding: Holding, duty: Duty, scheme: Scheme) -> Iterator[DueItem]:
    if duty.kind is DutyKind.YEARLY:
        yield from _yearly(holding, duty, scheme)
    elif duty.kind is DutyKind.WITHIN_DAYS and duty.starts is DutyStart.INCIDENT:
        yield from _incidents(holding, duty)
    elif duty.kind is DutyKind.WITHIN_DAYS and duty.starts in _GIVING_BACK:
        yield from _giving_back(holding, duty, scheme)


def _item(holding: Holding, duty: Duty, due: str) -> DueItem:
    entry = holding.entry
    return DueItem(
        number=entry.number,
        organisation=entry.organisation,
        site=entry.site,
        duty=duty.id,
        title=duty.title,
        due=due,
        kind=duty.kind,
        clause=duty.clause,
        otherwise=duty.otherwise,
    )


def _yearly(holding: Holding, duty: Duty, scheme: Scheme) -> Iterator[DueItem]:
    """One report for each year of the term that was not received, as long as the certificate counts."""
    entry, received = holding.entry, {one.due for one in holding.of(EventKind.REPORT)}
    years = int(entry.until[:4]) - int(entry.issued_on[:4])
    for year in range(1, years + 1):
        due = min(years_later(entry.issued_on, year), entry.until)
        if due not in received and _counts(holding, scheme):
            yield _item(holding, duty, due)


def _counts(holding: Holding, scheme: Scheme) -> bool:
    """Whether a certificate was neither taken nor exchanged."""
    return validity(holding, scheme.upkeep, holding.entry.until) is Validity.VALID


def _incidents(holding: Holding, duty: Duty) -> Iterator[DueItem]:
    """The report of each incident that came to be known before the holder told of it (S0-104)."""
    reported = {one.occurred for one in holding.of(EventKind.CASE)}
    for event in holding.of(EventKind.INCIDENT):
        if event.occurred not in reported:
            yield _counted(holding, duty, event.occurred)


def _giving_back(holding: Holding, duty: Duty, scheme: Scheme) -> Iterator[DueItem]:
    """From the receipt of the notice until the case is settled (S0-111, S0-112)."""
    case = case_of(holding, scheme.upkeep)
    if case is None or not case.notified_on or case.state.meaning is CaseMeaning.SETTLED:
        return
    if case.loss is _GIVING_BACK[duty.starts]:
        yield replace(_counted(holding, duty, case.notified_on), returning=True)


def _counted(holding: Holding, duty: Duty, first: str) -> DueItem:
    due = days_later(first, duty.days)
    moved = _moved(due, holding.of(EventKind.SHIFT))
    item = _item(holding, duty, moved)
    return replace(item, counted_from=first, days=duty.days, moved_from=due if moved != due else "")


def _moved(due: str, shifts: Iterable[Event]) -> str:
    for one in shifts:
        due = one.until if one.due == due else due
    return due


def _renewal(holding: Holding, scheme: Scheme) -> Iterator[DueItem]:
    """Another evaluation may be applied for until the certificate ends (S0-97)."""
    rule, entry = scheme.certificate, holding.entry
    if rule and rule.renewal and _counts(holding, scheme) and not holding.of(EventKind.RENEWAL):
        yield DueItem(
            number=entry.number,
            organisation=entry.organisation,
            site=entry.site,
            duty=RENEWAL,
            title="",
            due=entry.until,
            clause=rule.clause,
        )


def was_late(event: Event, scheme: Scheme) -> bool:
    """Whether the holder told of an incident later than the days allow (S0-104)."""
    duties = scheme.upkeep.duties if scheme.upkeep else ()
    limits = [one.days for one in duties if one.starts is DutyStart.INCIDENT]
    return bool(limits and event.occurred and event.day > days_later(event.occurred, min(limits)))
