"""The worksheets of a scheme's workbook, and the words of its drop-downs in every language."""

from collections.abc import Mapping
from enum import StrEnum

from evaluator_app.wording.language import in_every_language, mark, text

# By the path of the list a sheet holds: its name, and what it is for.
_SHEETS = {
    "guide": (mark("Instructions"), ""),
    "basics": (mark("Basics"), mark("The scheme itself and its score sheet.")),
    "rubric.sections": (
        mark("Criteria"),
        mark("One row per criterion. Section columns stand on the first row of each section."),
    ),
    "rubric.bands": (mark("Grades"), mark("One row per grade, the highest first.")),
    "rubric.level_lists": (
        mark("Options"),
        mark("Lists of options for criteria judged by level; one row per option."),
    ),
    "rubric.remarks": (mark("Remarks"), mark("What every score sheet ends with; one row each.")),
    "protocol": (
        mark("Merging rule"),
        mark("How a panel's sheets become one result; locked with the first package."),
    ),
    "stages": (mark("Stages"), mark("In which stages there is scoring; one row each.")),
    "preconditions": (mark("Preconditions of grades"), mark("What must hold for a grade; one row each.")),
    "assumptions": (mark("Assumptions"), mark("Single values that the source leaves open, with the reason.")),
    "statements": (mark("Basis and rules"), mark("One row each.")),
    "organisations": (
        mark("Organisations"),
        mark("Bodies and roles with their duties; conditions for their members on the rows below."),
    ),
    "platforms": (mark("Web sites"), mark("One row for each.")),
    "process": (mark("Process"), mark("The steps of the whole procedure; one row each.")),
    "recommendation": (mark("Recommendation"), mark("One row each.")),
    "sectors": (mark("Sectors"), mark("One row for each.")),
    "eligibility": (mark("Conditions"), mark("Conditions of taking part; one row each.")),
    "preferences": (mark("Preferences"), mark("One row each.")),
    "evidence": (mark("Evidence by grade"), mark("What each intended grade asks for.")),
    "documents": (mark("Application documents"), mark("One row per document, or per section of a report.")),
    "papers": (
        mark("Papers of the procedure"),
        mark("Documents of the procedure that are no part of an application."),
    ),
    "forms": (mark("Forms"), mark("One row per field, or per option of a field.")),
    "certificate.fields": (mark("Certificate fields"), mark("What a certificate states; one row each.")),
    "upkeep.duties": (mark("Duties"), mark("What is owed after the decision; one row each.")),
    "upkeep.sanctions": (mark("Sanctions"), mark("One row per cause.")),
    "upkeep.states": (mark("States of a case"), mark("One row for each.")),
    "others": (mark("Further particulars"), mark("Notice, contact, submission and certificate.")),
}

WORDS = {
    "Status.in_force": mark("officially in force"),
    "Status.draft": mark("draft"),
    "Status.sample": mark("sample"),
    "ScaleKind.points": mark("points by step"),
    "ScaleKind.percent": mark("percent of the maximum"),
    "ScaleKind.levels": mark("levels with a factor"),
    "ScaleKind.qualitative": mark("qualitative without points"),
    "Weights.none": mark("fixed by the rules"),
    "Weights.unset": mark("not set yet"),
    "Weights.set": mark("set by the secretariat"),
    "Unit.total": mark("totals of the sheets"),
    "Unit.criterion": mark("marks of each criterion"),
    "MergeRule.mean": mark("mean"),
    "MergeRule.median": mark("median"),
    "MergeRule.trimmed_mean": mark("trimmed mean"),
    "Rounding.half_up": mark("half up"),
    "Rounding.gb8170": mark("GB/T 8170"),
    "OrganisationKind.body": mark("body"),
    "OrganisationKind.role": mark("role"),
    "StatementKind.basis": mark("basis"),
    "StatementKind.principle": mark("principle"),
    "StatementKind.standard": mark("standard followed"),
    "StatementKind.scope": mark("scope"),
    "StatementKind.priority": mark("priority"),
    "StatementKind.rule": mark("rule"),
    "EligibilityKind.judged": mark("judged by a person"),
    "EligibilityKind.min_years": mark("at least so many years"),
    "EligibilityKind.min_count": mark("at least so many"),
    "EligibilityKind.no_event_years": mark("no such event for so many years"),
    "EligibilityKind.percent_between": mark("percent between"),
    "EligibilityKind.not_listed": mark("on none of the lists"),
    "CountedTo.declaration": mark("day of declaration"),
    "CountedTo.deadline": mark("last day of submission"),
    "FieldKind.text": mark("short text"),
    "FieldKind.long_text": mark("long text"),
    "FieldKind.integer": mark("whole number"),
    "FieldKind.decimal": mark("decimal number"),
    "FieldKind.date": mark("calendar date"),
    "FieldKind.choice": mark("one choice"),
    "FieldKind.choices": mark("several choices"),
    "FieldKind.statement": mark("declaration to confirm"),
    "FieldKind.signature": mark("handwritten signature"),
    "FieldKind.seal": mark("official seal"),
    "FieldKind.table": mark("table to fill in"),
    "CertificateEnd.same_day": mark("same date"),
    "CertificateEnd.day_before": mark("the day before"),
    "DutyKind.yearly": mark("every year"),
    "DutyKind.within_days": mark("within so many days"),
    "DutyKind.always": mark("at all times"),
    "DutyStart.unsaid": mark("nothing the program knows"),
    "DutyStart.incident": mark("a cause of a sanction"),
    "DutyStart.lowering_notice": mark("notice of lowering received"),
    "DutyStart.withdrawal_notice": mark("notice of withdrawal received"),
    "CaseMeaning.unsaid": mark("nothing the program knows"),
    "CaseMeaning.normal": mark("no case"),
    "CaseMeaning.reported": mark("case reported"),
    "CaseMeaning.proposed": mark("before the confirming body"),
    "CaseMeaning.lowered": mark("lowered"),
    "CaseMeaning.withdrawn": mark("withdrawn (grade)"),
    "CaseMeaning.revoked": mark("revoked (certificate)"),
    "CaseMeaning.notified": mark("notice received"),
    "CaseMeaning.announced": mark("made public"),
    "CaseMeaning.settled": mark("settled"),
}
# A record or list by its path: what one of it is.
_RECORDS = {
    "": mark("Scheme"),
    "rubric": mark("Score sheet"),
    "protocol": mark("Merging rule"),
    "notice": mark("Official notice"),
    "contact": mark("Contact"),
    "submission": mark("Submission"),
    "certificate": mark("Certificate"),
    "publication": mark("Publication"),
    "rubric.sections": mark("Section of the score sheet"),
    "rubric.sections.criteria": mark("Criterion of the section"),
    "rubric.level_lists": mark("List of options"),
    "rubric.level_lists.levels": mark("Option of the list"),
    "organisations": mark("Organisation or role"),
    "organisations.conditions": mark("Condition for its members"),
    "documents": mark("Application document"),
    "documents.sections": mark("Section of the report"),
    "papers": mark("Paper"),
    "papers.sections": mark("Section of the paper"),
    "forms": mark("Form"),
    "forms.fields": mark("Field of the form"),
    "forms.fields.options": mark("Option of the field"),
    "upkeep.sanctions": mark("Sanction"),
    "upkeep.sanctions.causes": mark("Cause of the sanction"),
}
_TRUTH = {True: mark("yes"), False: mark("no")}


def sheet_name(path: str) -> str:
    """The name of the worksheet for the list or record at this path."""
    found = _SHEETS.get(path)
    return text(found[0]) if found else path


def sheet_purpose(path: str) -> str:
    """What the worksheet is for."""
    found = _SHEETS.get(path)
    return text(found[1]) if found and found[1] else ""


def record_name(path: str) -> str:
    """What one record of the list at this path is."""
    found = _RECORDS.get(path)
    return text(found) if found else sheet_name(path)


def member_word(member: StrEnum) -> str:
    """A member of an enumeration as a drop-down shows it."""
    found = WORDS.get(f"{type(member).__name__}.{member.value}")
    return text(found) if found else member.value


def member_words(member: StrEnum) -> frozenset[str]:
    """Every word that stands for the member, in whatever language a workbook was written."""
    found = WORDS.get(f"{type(member).__name__}.{member.value}")
    return in_every_language(found) | {member.value} if found else frozenset({member.value})


def truth_word(value: bool) -> str:  # noqa: FBT001 - it is the value itself
    """Yes or no."""
    return text(_TRUTH[value])


def truth_words() -> Mapping[bool, frozenset[str]]:
    """Every word for yes and no, in whatever language a workbook was written."""
    return {value: in_every_language(word) for value, word in _TRUTH.items()}
