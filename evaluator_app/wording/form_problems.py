"""The sentences for problems of application forms that were filled in: what happened, what to do."""

from evaluator_app.domain.codes import Code
from evaluator_app.wording.language import mark

FORM_SENTENCES: dict[Code, tuple[str, str]] = {
    Code.FORM_NOT_OURS: (
        mark("This workbook is no application form of this program."),
        mark("Fill in the form that the secretariat sent, or write a new one."),
    ),
    Code.FORM_OTHER_SCHEME: (
        mark("This form is for another scheme: {scheme}."),
        mark("Read it with that scheme, or ask for the right form."),
    ),
    Code.FORM_OTHER_VERSION: (
        mark("This form was written for another version of the scheme."),
        mark("Look at each field, or have the current form filled in."),
    ),
    Code.FORM_NAMELESS: (
        mark("The form does not say whose application it is."),
        mark("Ask for the name of the organisation."),
    ),
    Code.FORM_TWICE: (
        mark("Another form of these is for the same organisation and site."),
        mark("Take in only the right one of them."),
    ),
    Code.ROSTER_NOT_OURS: (
        mark("This workbook is no roster of this program."),
        mark("Write an empty one with “roster new” and fill it in."),
    ),
    Code.MEMBER_TWICE: (
        mark("{name} stands in the roster more than once."),
        mark("Keep one row for each person."),
    ),
    Code.MEMBER_INCOMPLETE: (
        mark("A person of the roster has no name or no organisation."),
        mark("Fill both in; conflicts cannot be found without them."),
    ),
    Code.MEMBER_NOT_APPOINTED: (
        mark("{name} has no day of appointment or no term."),
        mark("Enter both; staff of the secretariat need none."),
    ),
    Code.FIELD_MISSING: (
        mark("“{field}” is empty."),
        mark("Ask the applicant to fill it in."),
    ),
    Code.FIELD_TWICE: (
        mark("“{field}” is filled in twice, differently; the other is at {other}."),
        mark("Ask the applicant which of them is right."),
    ),
    Code.COLUMN_MISSING: (
        mark("There is no column “{field}”."),
        mark("Put its heading back above the column, as the program wrote it."),
    ),
    Code.FIELD_FORMULA: (
        mark("“{field}” holds a formula; its result cannot be relied on."),
        mark("Type the value itself into the cell."),
    ),
    Code.FIELD_TOO_LONG: (
        mark("“{field}” is longer than {limit} characters."),
        mark("Shorten it, and hand the rest in as a document."),
    ),
    Code.FIELD_NOT_A_NUMBER: (
        mark("“{field}” needs a number, not “{value}”."),
        mark("Type figures only, a whole number where the form says so."),
    ),
    Code.FIELD_NOT_A_DAY: (
        mark("“{field}” needs a day, not “{value}”."),
        mark("Write it as 2024-03-01."),
    ),
    Code.FIELD_NOT_AN_OPTION: (
        mark("“{value}” is none of the options of “{field}”."),
        mark("Choose one of: {options}"),
    ),
}
