"""The register of certificates as a living thing: how each stands, what happened, what is due."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from evaluator_app.domain.codes import Code
from evaluator_app.domain.days import days_later, month_end
from evaluator_app.domain.duties import DueItem, due_items, due_until
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.domain.register import Event, Standing, grade_title
from evaluator_app.domain.register_check import event_problems
from evaluator_app.domain.scheme import Scheme
from evaluator_app.domain.violations import Violation, ViolationStep, violation_problems
from evaluator_app.exchange import register_workbook
from evaluator_app.exchange.calendar_file import calendar_bytes
from evaluator_app.exchange.safe_writing import new_file
from evaluator_app.services import campaigns
from evaluator_app.services.clock import now
from evaluator_app.services.identities import utc_now
from evaluator_app.store import publication
from evaluator_app.store import register as store
from evaluator_app.store.workspace import Workspace

RENEWAL_NOTICE = timedelta(days=180)  # before a certificate ends, when another evaluation is thought of


@dataclass(frozen=True, kw_only=True)
class Line(Standing):
    """A certificate as it stands on a day, with what is open for it."""

    @property
    def result(self) -> str:
        """The grade it states, as people read it."""
        return grade_title(self.scheme, self.holding.entry.grade)

    @property
    def due(self) -> tuple[DueItem, ...]:
        """What is open for it."""
        return due_items(self.holding, self.scheme)


def today() -> str:
    """This day."""
    return campaigns.today().isoformat()


def lines(ws: Workspace, campaign: str = "", day: str = "") -> tuple[Line, ...]:
    """Every certificate, of one campaign where it is named, as it stands today or on a day."""
    schemes: dict[str, Scheme] = {}
    found = []
    for one in store.holdings(ws, campaign):
        name = one.entry.campaign
        if name not in schemes:
            schemes[name] = campaigns.opened(ws, name).scheme.scheme
        found.append(Line(holding=one, scheme=schemes[name], day=day or today()))
    return tuple(found)


def line(ws: Workspace, number: str) -> Line:
    """One certificate; refused where there is none of this number."""
    found = next((one for one in lines(ws) if one.holding.entry.number == number), None)
    if found is None:
        raise Refused([problem(Code.CERTIFICATE_UNKNOWN, number)])
    return found


def record(ws: Workspace, number: str, event: Event) -> Line:
    """Write what happened to a certificate; what is recorded stays, a correction is another event."""
    found = line(ws, number)
    event = replace(event, recorded_at=now())
    problems = event_problems(found.holding, event, found.scheme, found.day)
    if problems:
        raise Refused(problems)
    store.record(ws, number, event)
    return line(ws, number)


def due(ws: Workspace, campaign: str = "", until: str = "", day: str = "") -> tuple[DueItem, ...]:
    """What is due until a day, the end of this month where none is given; what is overdue comes first."""
    day = day or today()
    return due_of(lines(ws, campaign, day), until or month_end(day), day)


def due_of(found: Iterable[Line], until: str, day: str) -> tuple[DueItem, ...]:
    """What is due of these certificates; renewals are named half a year ahead."""
    renewals = max(until, days_later(day, RENEWAL_NOTICE.days))
    items = [item for one in found for item in due_until([one.holding], one.scheme, until, renewals)]
    return tuple(sorted(items, key=lambda one: (one.due, one.number, one.duty)))


def write_due(out: Path, items: Iterable[DueItem]) -> None:
    """What is due as an Excel list."""
    with new_file(out) as stream:
        register_workbook.write_due(stream, tuple(items), today(), datetime.fromisoformat(now()))


def write_calendar(out: Path, items: Iterable[DueItem]) -> None:
    """What is due as a calendar file."""
    title, days = register_workbook.calendar_days(items)
    data = calendar_bytes(title, days, utc_now())
    with new_file(out) as stream:
        stream.write(data)


def write_list(out: Path, found: Iterable[Line]) -> None:
    """The register as an Excel list, for the secretariat itself: it holds names without asking."""
    rows = [
        register_workbook.RegisterRow(
            holding=one.holding, scheme=one.scheme, validity=one.validity, case=one.case, due=one.due
        )
        for one in found
    ]
    with new_file(out) as stream:
        register_workbook.write_register(stream, rows, datetime.fromisoformat(now()))


def violations(ws: Workspace) -> tuple[Violation, ...]:
    """Every report that rules were broken, with what became of it (S0-103)."""
    return publication.violations(ws)


def report_violation(ws: Workspace, one: Violation) -> Violation:
    """Keep a report, or what became of one; a new report gets the next number."""
    before = publication.violations(ws)
    number = max((each.report for each in before), default=0) + 1
    new = one.step is ViolationStep.RECEIVED
    whole = replace(one, report=number if new else one.report, recorded_at=now())
    problems = violation_problems(whole, before, today())
    if problems:
        raise Refused(problems)
    publication.add_violation(ws, whole)
    return whole
