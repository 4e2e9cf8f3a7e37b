"""Certificates of a campaign: numbered, issued for what was decided, exchanged, written in bulk."""

import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from evaluator_app.domain.campaigns import is_day
from evaluator_app.domain.codes import Code
from evaluator_app.domain.numbering import numbered, pattern_problems, series
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.public_register import ALPHABET, CODE_LENGTH
from evaluator_app.domain.register import (
    Award,
    Entry,
    Event,
    EventKind,
    Standing,
    Validity,
    current,
    next_states,
    term_end,
)
from evaluator_app.domain.register_check import award_problems, event_problems
from evaluator_app.domain.renewals import before, renewal_problems, twice
from evaluator_app.domain.scheme import Scheme
from evaluator_app.domain.upkeep import CaseMeaning, Certificate
from evaluator_app.exchange import register_letters, register_workbook
from evaluator_app.exchange.safe_names import safe_part
from evaluator_app.exchange.safe_writing import make_folder, new_file
from evaluator_app.services import campaigns, number_issuing, register
from evaluator_app.services.campaigns import OpenCampaign
from evaluator_app.services.clock import now
from evaluator_app.store import register as store
from evaluator_app.store import settings
from evaluator_app.store.workspace import Workspace

TEMPLATE = "certificate.docx"
NOTICE = "certificate-notice.docx"

Progress = Callable[[int, int], None]  # written, in all; may raise to stop


@dataclass(frozen=True, kw_only=True)
class Planned:
    """What issuing would do: an award with the number it would get, and the numbers whose place it takes."""

    award: Award
    number: str
    old: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class IssuePlan:
    """The certificates that would be issued, who earned none, and what keeps it from being done."""

    planned: tuple[Planned, ...]
    without: tuple[Award, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, kw_only=True)
class WrittenFiles:
    """The files that were written, and why others were not."""

    files: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = ()


def rule_of(scheme: Scheme) -> Certificate:
    """What the scheme says of certificates; refused where it says nothing."""
    if scheme.certificate is None:
        raise Refused([problem(Code.CERTIFICATE_NO_RULE, scheme.id)])
    return scheme.certificate


def pattern_of(ws: Workspace, found: OpenCampaign) -> str:
    """How the campaign's certificates are numbered."""
    return settings.get(ws, _pattern(found.plan.id)) or rule_of(found.scheme.scheme).pattern


def set_pattern(ws: Workspace, campaign: str, pattern: str) -> None:
    """Number the campaign's certificates so; refused once one was numbered otherwise."""
    found = campaigns.opened(ws, campaign)
    campaigns.refuse_closed(ws, campaign)
    old = pattern_of(ws, found)
    problems = list(pattern_problems(pattern, campaign))
    if pattern != old and store.holdings(ws, campaign):
        problems.append(problem(Code.CERTIFICATE_PATTERN_IN_USE, campaign, pattern=old))
    if problems:
        raise Refused(problems)
    settings.put(ws, _pattern(campaign), pattern)


def own_pattern(ws: Workspace, campaign: str) -> str:
    """The pattern that was chosen for a campaign, "" where its scheme's own is in use."""
    return settings.get(ws, _pattern(campaign)) or ""


def take_over_pattern(ws: Workspace, campaign: str, pattern: str) -> None:
    """Number as the machine did that issued before."""
    if pattern:
        settings.put(ws, _pattern(campaign), pattern)


def _pattern(campaign: str) -> str:
    return f"certificates.pattern.{campaign}"


def plan(ws: Workspace, campaign: str, awards: Sequence[Award], issued_on: str = "") -> IssuePlan:
    """What issuing these awards would do, with every problem of them."""
    found, day = campaigns.opened(ws, campaign), register.today()
    scheme = found.scheme.scheme
    pattern = pattern_of(ws, found)
    earned = [one for one in awards if one.grade]
    problems = [*number_issuing.problems(ws, campaign), *pattern_problems(pattern, campaign)]
    problems += award_problems(awards, scheme, day)
    problems += _issue_day(issued_on or day, earned)
    known = register.lines(ws, day=issued_on or day)
    old = {one.application: before(one, campaign, scheme, known) for one in earned}
    problems += twice(earned)
    problems += _there(campaign, known, [one for one in earned if not old[one.application]])
    for one in earned:
        for each in old[one.application]:
            problems += renewal_problems(one, each, campaign, scheme, day)
    if problems:
        return IssuePlan(planned=(), problems=tuple(problems))
    line = series(pattern, int((issued_on or day)[:4]), campaign)
    first = store.last_serial(ws, line) + 1
    return IssuePlan(
        planned=tuple(
            Planned(
                award=one,
                number=numbered(line, first + place),
                old=tuple(each.holding.entry.number for each in old[one.application]),
            )
            for place, one in enumerate(earned)
        ),
        without=tuple(one for one in awards if not one.grade),
    )


def _issue_day(day: str, earned: Iterable[Award]) -> Iterable[Problem]:
    if not is_day(day):
        yield problem(Code.CAMPAIGN_DAY_INVALID, day=day)
        return
    for one in earned:
        if is_day(one.decided_on) and day < one.decided_on:
            yield problem(Code.EVENT_TOO_EARLY, one.application, day=day, first=one.decided_on)


def _there(campaign: str, known: Iterable[Standing], earned: Iterable[Award]) -> Iterable[Problem]:
    """Applications whose certificate was taken: another evaluation is another application."""
    by_holding = {one.holding.entry.number: one for one in known}
    last = current(one.holding for one in by_holding.values())
    for award in earned:
        one = last.get((campaign, award.application))
        if one and by_holding[one.entry.number].validity is not Validity.EXPIRED:
            yield problem(Code.CERTIFICATE_THERE, award.application, number=one.entry.number)


def issue(
    ws: Workspace, campaign: str, awards: Sequence[Award], who: str, issued_on: str = ""
) -> tuple[Entry, ...]:
    """Number and register a certificate for each award that earned a grade, all or none (S0-83, S0-87).

    A certificate that still runs for the same site ends on the day the new one begins (S0-97).
    """
    campaigns.refuse_closed(ws, campaign)
    wanted = plan(ws, campaign, awards, issued_on)
    problems = list(wanted.problems)
    if not who.strip():
        problems.append(problem(Code.RECORD_NAME_MISSING, campaign))
    if problems:
        raise Refused(problems)
    found, day = campaigns.opened(ws, campaign), issued_on or register.today()
    line = series(pattern_of(ws, found), int(day[:4]), campaign)
    said = Event(kind=EventKind.SUPERSEDED, day=day, recorded_by=who, recorded_at=now())
    made = [
        store.Making(numbering=_numbering(one, found, day), old=tuple((number, said) for number in one.old))
        for one in wanted.planned
    ]
    return store.issue(ws, line, made, who, now())


def _numbering(planned: Planned, found: OpenCampaign, day: str) -> store.Numbering:
    scheme, award = found.scheme.scheme, planned.award
    rule = rule_of(scheme)

    def made(number: str) -> Entry:
        return Entry(
            number=number,
            campaign=found.plan.id,
            application=award.application,
            organisation=award.organisation,
            site=award.site,
            boundary=award.boundary,
            field=award.field,
            title=award.title,
            grade=award.grade,
            basis=rule.basis or scheme.standard,
            issuer=register_letters.organisation_title(scheme, rule.issuer),
            decided_on=award.decided_on,
            issued_on=day,
            until=term_end(day, rule),
            code=new_code(),
            replaces=planned.old[-1] if planned.old else "",
        )

    return made


def new_code() -> str:
    """A verification code nobody can guess."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def exchange(ws: Workspace, number: str, event: Event) -> Entry:
    """Issue the lower certificate for one that was given back; its term stays as it was (S0-112)."""
    old = register.line(ws, number)
    found, case = campaigns.opened(ws, old.holding.entry.campaign), old.case
    settled = [
        one for one in next_states(old.holding, old.scheme.upkeep) if one.meaning is CaseMeaning.SETTLED
    ]
    if case is None or case.loss is not CaseMeaning.LOWERED or not case.notified_on or not settled:
        raise Refused([problem(Code.CERTIFICATE_NOT_TO_EXCHANGE, number)])
    event = replace(event, kind=EventKind.CASE, state=settled[0].id, recorded_at=now())
    problems = [
        *number_issuing.problems(ws, found.plan.id),
        *event_problems(old.holding, event, old.scheme, old.day),
    ]
    if problems:
        raise Refused(problems)

    def made(new: str) -> Entry:
        before = old.holding.entry
        return replace(
            before, number=new, grade=case.grade, issued_on=event.day, code=new_code(), replaces=number
        )

    line = series(pattern_of(ws, found), int(event.day[:4]), found.plan.id)
    making = store.Making(numbering=made, old=((number, event),))
    return store.issue(ws, line, [making], event.recorded_by, now())[0]


def write_documents(
    found: Sequence[register.Line], folder: Path, template: Path, progress: Progress | None = None
) -> WrittenFiles:
    """Write a Word document for each certificate; files that are there already stay as they are."""
    make_folder(folder)
    files: list[Path] = []
    problems: list[Problem] = []
    for done, one in enumerate(found):
        if progress:
            progress(done, len(found))
        entry = one.holding.entry
        path = folder / f"{safe_part(entry.number)}-{safe_part(entry.organisation)}.docx"
        try:
            _write(path, register_letters.certificate(template, entry, one.scheme))
            files.append(path)
        except Refused as refused:
            problems += refused.problems
            if any(one.code is Code.TEMPLATE_INVALID for one in refused.problems):
                break  # the next one would fail the same way
    if progress:
        progress(len(found), len(found))
    return WrittenFiles(files=tuple(files), problems=tuple(problems))


def write_notice(one: register.Line, out: Path, template: Path) -> None:
    """Write the notice on what was decided about a certificate (S0-113)."""
    case = one.case
    if case is None or not case.lost_on:
        raise Refused(
            [problem(Code.EVENT_STATE_NOT_ALLOWED, one.holding.entry.number, state="—", allowed="—")]
        )
    _write(out, register_letters.notice(template, one.holding, case, one.scheme, one.day))


def write_plaques(found: Sequence[register.Line], out: Path) -> None:
    """The list the maker of plaques works from (S0-83, S0-84): certificates that hold."""
    rows = [(one.holding.entry, one.scheme) for one in found if one.validity is Validity.VALID]
    with new_file(out) as stream:
        register_workbook.write_plaques(stream, rows, datetime.fromisoformat(now()))


def _write(path: Path, data: bytes) -> None:
    with new_file(path) as stream:
        stream.write(data)
