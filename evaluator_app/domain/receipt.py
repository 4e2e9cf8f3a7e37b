"""When an application came in: the step of the procedure that asks for it, and whether it was in time."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from evaluator_app.domain.campaigns import CampaignPlan
from evaluator_app.domain.codes import Code
from evaluator_app.domain.intake import Arrival, Sorted
from evaluator_app.domain.problems import problem
from evaluator_app.domain.requirements import Submission
from evaluator_app.domain.scheme import ProcessStep, Scheme


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """The last day that is certainly in time; late ones are refused only where the source says so (S3-36)."""

    last: str
    rule: str
    borderline: str = ""  # the day of which the source leaves open whether it is in time (D-18)
    refuses: bool = False


def receipt_step(scheme: Scheme, forms: Iterable[str]) -> ProcessStep | None:
    """The step that asks for these forms, the last where several do; the first of all where none does."""
    filled = set(forms)
    asking = [one for one in scheme.process if filled & set(one.documents)]
    return next((one for one in (*reversed(asking), *scheme.process)), None)


def deadline_of(scheme: Scheme, step: ProcessStep | None, plan: CampaignPlan | None) -> Deadline | None:
    """Until when a step takes applications: the campaign's own day, else the source's for its own year."""
    said = scheme.submission
    own = plan.days_of(step.id).last if plan and step else ""
    if not own:
        theirs = said is not None and (plan is None or said.deadline.startswith(f"{plan.year:04d}-"))
        return _stated(said) if said is not None and theirs else None
    if said is not None:
        stated = _stated(said)
        return stated if stated.last == own else replace(stated, last=own, borderline="")
    rule = " ".join(part for part in (step.title, step.period) if part) if step else ""
    return Deadline(last=own, rule=rule)


def _stated(said: Submission) -> Deadline:
    return Deadline(
        last=said.deadline,
        borderline=said.borderline,
        rule=said.late or said.text,
        refuses=bool(said.late),
    )


def judged_by_day(one: Sorted, deadline: Deadline | None, day: str) -> Sorted:
    """After the last day a new application is refused where the source says so, else told (S3-32, S3-36)."""
    if deadline is None or not day or day <= deadline.last or not one.wanted:
        return one
    details = {"day": day, "deadline": deadline.last, "rule": deadline.rule}
    if day <= deadline.borderline:
        return replace(one, findings=(problem(Code.FORM_BORDERLINE, one.file, **details), *one.findings))
    late = problem(Code.FORM_LATE, one.file, **details)
    if deadline.refuses and one.arrival is Arrival.NEW:
        return replace(one, arrival=Arrival.LATE, problems=(*one.problems, late))
    return replace(one, findings=(late, *one.findings))
