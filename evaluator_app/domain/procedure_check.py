"""Whether the figures of conditions, terms and dates make sense."""

import re
from collections.abc import Iterable, Iterator

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem, problem
from evaluator_app.domain.requirements import Eligibility, EligibilityKind, Submission
from evaluator_app.domain.scheme import Scheme
from evaluator_app.domain.upkeep import DutyKind, Upkeep

_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", re.ASCII)
_WITH_LOW = (EligibilityKind.MIN_YEARS, EligibilityKind.MIN_COUNT, EligibilityKind.NO_EVENT_YEARS)


def check_procedure(scheme: Scheme) -> Iterator[Problem]:
    """All problems of conditions, submission, certificate and upkeep."""
    yield from _check_conditions(scheme.eligibility, "eligibility")
    for index, one in enumerate(scheme.organisations):
        yield from _check_conditions(one.conditions, f"organisations[{index}].conditions")
        if one.term_years is not None and one.term_years <= 0:
            yield _wrong(f"organisations[{index}].term_years", one.term_years, "> 0")
    if scheme.notice and scheme.notice.date and not _DATE.fullmatch(scheme.notice.date):
        yield _wrong("notice.date", scheme.notice.date, "yyyy-mm-dd")
    if scheme.submission:
        yield from _check_submission(scheme.submission)
    if scheme.certificate and scheme.certificate.years <= 0:
        yield _wrong("certificate.years", scheme.certificate.years, "> 0")
    if scheme.upkeep:
        yield from _check_upkeep(scheme.upkeep)


def _wrong(place: str, value: object, allowed: str) -> Problem:
    return problem(Code.SCHEME_VALUE_INVALID, place, reason=f"{value} ({allowed})")


def _check_conditions(conditions: Iterable[Eligibility], place: str) -> Iterator[Problem]:
    """A condition that is checked by a figure or a list has one."""
    for index, one in enumerate(conditions):
        if one.kind in _WITH_LOW and (one.low is None or one.low <= 0):
            yield _wrong(f"{place}[{index}].low", one.low or "—", "> 0")
        if one.kind is EligibilityKind.PERCENT_BETWEEN and (one.low is None or one.high is None):
            yield _wrong(f"{place}[{index}]", "low, high", "≠ —")
        if bool(one.lists) != (one.kind is EligibilityKind.NOT_LISTED):
            yield _wrong(f"{place}[{index}].lists", len(one.lists), f"kind = {one.kind}")


def _check_submission(submission: Submission) -> Iterator[Problem]:
    """Days that can be compared: the doubtful one comes after the safe one."""
    for name, date in (("deadline", submission.deadline), ("borderline", submission.borderline)):
        if not _DATE.fullmatch(date) and (date or name == "deadline"):
            yield _wrong(f"submission.{name}", date, "yyyy-mm-dd")
    if submission.borderline and submission.borderline <= submission.deadline:
        yield _wrong("submission.borderline", submission.borderline, f"> {submission.deadline}")
    if submission.copies < 0:
        yield _wrong("submission.copies", submission.copies, "≥ 0")


def _check_upkeep(upkeep: Upkeep) -> Iterator[Problem]:
    for index, duty in enumerate(upkeep.duties):
        if (duty.days > 0) != (duty.kind is DutyKind.WITHIN_DAYS):
            yield _wrong(f"upkeep.duties[{index}].days", duty.days, f"kind = {duty.kind}")
    for index, sanction in enumerate(upkeep.sanctions):
        if sanction.levels < 0:
            yield _wrong(f"upkeep.sanctions[{index}].levels", sanction.levels, "≥ 0")
