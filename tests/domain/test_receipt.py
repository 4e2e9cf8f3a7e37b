"""When an application came in: the step it belongs to, and whether it was in time."""

from dataclasses import replace

import builders as make
from hypothesis import given
from hypothesis import strategies as st

from evaluator_app.domain.application import Application
from evaluator_app.domain.campaigns import CampaignPlan, StepDates
from evaluator_app.domain.codes import Code
from evaluator_app.domain.dossier import Result
from evaluator_app.domain.incoming_documents import DocumentArrival, DocumentChange, IncomingDocument
from evaluator_app.domain.intake import Arrival, FieldChange, Sorted
from evaluator_app.domain.intake_journal import IntakeKind, event_of, receipt_record
from evaluator_app.domain.receipt import Deadline, deadline_of, judged_by_day, receipt_step
from evaluator_app.domain.requirements import Submission
from evaluator_app.domain.scheme import ProcessStep, Scheme

STEPS = (
    ProcessStep(id="sign-up", title="报名", documents=("sign-up-form",)),
    ProcessStep(id="declaration", title="申报", period="3-7月", documents=("form", "report")),
    ProcessStep(id="review", title="评审"),
)
SUBMISSION = Submission(
    text="9 月 1 日前报送",
    to="office",
    documents=("form",),
    deadline="2023-08-31",
    borderline="2023-09-01",
    late="逾期将不予受理。",
)
NEW = Sorted(
    file="in/甲.xlsx",
    arrival=Arrival.NEW,
    application=Application(
        id="A-001", organisation="示例机构", site="示例机构", values={"b": "1", "a": "2"}
    ),
    sha256="f" * 64,
    forms=("form",),
)


def scheme(submission: Submission | None = None, steps: tuple[ProcessStep, ...] = STEPS) -> Scheme:
    """A scheme with these steps."""
    return replace(make.scheme(), process=steps, submission=submission)


def plan(year: int, last: str = "") -> CampaignPlan:
    """A campaign; `last` is the last day of its declaration."""
    dates = (StepDates(step="declaration", last=last),) if last else ()
    return CampaignPlan(id="c", title="c", year=year, scheme="s", scheme_digest="", dates=dates)


def test_a_form_belongs_to_the_step_that_asks_for_it() -> None:
    """The last of them where several forms were filled; the first of all where none asks for it."""
    found = [receipt_step(scheme(), forms) for forms in (["sign-up-form"], ["form", "sign-up-form"], ["x"])]
    assert [one.id for one in found if one] == ["sign-up", "declaration", "sign-up"]
    assert receipt_step(scheme(steps=()), ["form"]) is None


def test_the_last_day_is_the_campaigns_or_the_sources_own() -> None:
    """S3-32: the day of the call counts for the year of the call alone; the campaign's own day before it."""
    step, rules = STEPS[1], scheme(SUBMISSION)
    stated = Deadline(last="2023-08-31", borderline="2023-09-01", rule="逾期将不予受理。", refuses=True)
    assert deadline_of(rules, step, None) == stated
    assert deadline_of(rules, step, plan(2023)) == stated
    assert deadline_of(rules, step, plan(2023, "2023-08-31")) == stated
    assert deadline_of(rules, step, plan(2024)) is None
    later = Deadline(last="2024-05-31", rule="逾期将不予受理。", refuses=True)
    assert deadline_of(rules, step, plan(2024, "2024-05-31")) == later
    assert deadline_of(scheme(), step, plan(2024, "2024-07-31")) == Deadline(
        last="2024-07-31", rule="申报 3-7月"
    )
    assert deadline_of(scheme(), step, plan(2024)) is None
    assert deadline_of(scheme(), None, plan(2024, "2024-07-31")) is None
    silent = scheme(replace(SUBMISSION, late=""))
    assert deadline_of(silent, step, None) == replace(stated, rule="9 月 1 日前报送", refuses=False)


def test_a_late_one_is_refused_only_where_the_source_says_so() -> None:
    """S3-36; a later form of an application that was in time is only said to be late."""
    hard = Deadline(last="2023-08-31", borderline="2023-09-01", rule="x", refuses=True)
    assert judged_by_day(NEW, hard, "2023-08-31") == NEW
    assert judged_by_day(NEW, hard, "") == NEW
    assert judged_by_day(NEW, None, "2023-12-31") == NEW
    open_day = judged_by_day(NEW, hard, "2023-09-01")
    assert (open_day.arrival, open_day.findings[0].code) == (Arrival.NEW, Code.FORM_BORDERLINE)
    late = judged_by_day(NEW, hard, "2023-09-02")
    assert (late.arrival, late.problems[0].code, late.wanted) == (Arrival.LATE, Code.FORM_LATE, False)
    changed = judged_by_day(replace(NEW, arrival=Arrival.CHANGED), hard, "2023-09-02")
    assert (changed.arrival, changed.findings[0].code) == (Arrival.CHANGED, Code.FORM_LATE)
    soft = judged_by_day(NEW, replace(hard, refuses=False), "2023-09-02")
    assert (soft.arrival, soft.findings[0].code) == (Arrival.NEW, Code.FORM_LATE)
    doubtful = replace(NEW, arrival=Arrival.DOUBTFUL)
    assert judged_by_day(doubtful, hard, "2023-09-02") == doubtful


@given(st.dates().map(str), st.dates().map(str))
def test_nobody_in_time_is_ever_refused(last: str, day: str) -> None:
    """Up to the last day nothing is said at all."""
    judged = judged_by_day(NEW, Deadline(last=last, rule="x", refuses=True), day)
    assert (judged == NEW) == (day <= last)


def test_the_journal_names_fields_and_documents_but_no_values() -> None:
    """What a new form filled, what a later one changed; a refused one leaves its file and digest alone."""
    document = IncomingDocument(source="/in/a.docx", name="a.docx", size=3, sha256="a" * 64)
    same = replace(document, name="b.pdf")
    documents = (
        DocumentChange(document=document, arrival=DocumentArrival.NEW, kind="report"),
        DocumentChange(document=same, arrival=DocumentArrival.SAME),
    )
    event = event_of(replace(NEW, documents=documents), "2024-04-15", {"a.pdf": "c" * 64})
    assert (event.application, event.kind, event.fields) == ("A-001", IntakeKind.NEW, ("a", "b"))
    assert event.documents == (("a.docx", "a" * 64), ("a.pdf", "c" * 64))
    change = replace(NEW, arrival=Arrival.CHANGED, changes=(FieldChange("title", "旧", "新"),))
    changed = event_of(change, "2024-04-16", {})
    assert (changed.kind, changed.fields) == (IntakeKind.CHANGED, ("title",))
    late = event_of(replace(NEW, arrival=Arrival.LATE, documents=documents), "2024-09-02", {})
    assert (late.kind, late.application, late.fields, late.documents) == (IntakeKind.LATE, "", (), ())
    assert "新" not in str((event, changed, late))
    record = receipt_record(NEW, replace(event, who="甲"), "declaration", ("report", "form"))
    assert (record.papers, record.note, record.result) == (("form", "report"), "甲.xlsx", Result.DONE)
    assert receipt_record(change, changed, "declaration", ()).result is Result.NOTED
