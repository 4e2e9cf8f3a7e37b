"""The sentences for problems of schemes: what happened, and what to do."""

from evaluator_app.domain.codes import Code
from evaluator_app.wording.language import mark

SCHEME_SENTENCES: dict[Code, tuple[str, str]] = {
    Code.SCHEME_TOO_LARGE: (
        mark("The file is larger than a scheme file may be ({limit})."),
        mark("Check that it is the right file."),
    ),
    Code.SCHEME_NOT_UTF8: (
        mark("The scheme file is not UTF-8 text."),
        mark("Save it in your editor with the encoding UTF-8."),
    ),
    Code.SCHEME_SYNTAX: (
        mark("This is not valid TOML."),
        mark("Look for a missing quotation mark, bracket or equals sign on this line or the one before."),
    ),
    Code.SCHEME_NEWER_FORMAT: (
        mark("The scheme was made for a newer version of the program."),
        mark("Install the current version."),
    ),
    Code.SCHEME_KEY_UNKNOWN: (
        mark("“{key}” is not known here."),
        mark("Check the spelling, or take the line out."),
    ),
    Code.SCHEME_KEY_MISSING: (mark("“{key}” is missing."), mark("Add it.")),
    Code.SCHEME_VALUE_INVALID: (
        mark("The value is not allowed here: {reason}"),
        mark("Correct it and check the scheme again."),
    ),
    Code.SCHEME_DUPLICATE_ID: (mark("The id “{id}” is used twice."), mark("Give each one its own id.")),
    Code.SCHEME_SUM_MISMATCH: (
        mark("The section says {stated} points, its criteria add up to {sum}."),
        mark("Correct the maximum of the section or of its criteria."),
    ),
    Code.SCHEME_STEP_MISMATCH: (
        mark("The maximum {max} is not a multiple of the step {step}."),
        mark("Choose a step that divides the maximum."),
    ),
    Code.SCHEME_BANDS_OVERLAP: (
        mark("The grades “{first}” and “{second}” overlap at {score}."),
        mark("Each score may belong to one grade only."),
    ),
    Code.SCHEME_BANDS_HOLE: (
        mark("No grade holds the score {score}."),
        mark("Close the hole, or declare the bands incomplete."),
    ),
    Code.SCHEME_BANDS_ORDER: (
        mark("The grades are not listed from the highest down."),
        mark("Put the highest grade first."),
    ),
    Code.SCHEME_REFERENCE_UNKNOWN: (
        mark("It refers to “{id}”, which does not exist."),
        mark("Correct the id."),
    ),
    Code.SCHEME_CLAUSE_MISSING: (
        mark("The rule names no clause and is not marked as assumed."),
        mark("Add the clause, or mark the rule as assumed."),
    ),
    Code.SCHEME_UNKNOWN: (
        mark("There is no scheme “{id}”."),
        mark("“schemes list” shows the schemes that are installed."),
    ),
    Code.SCHEME_WORKBOOK_NOT_OURS: (
        mark("This is not a scheme's workbook, or its hidden rows with the names of the columns are gone."),
        mark("Start from a workbook that “schemes to-workbook” wrote."),
    ),
    Code.SCHEME_COLUMN_UNKNOWN: (
        mark("The workbook has a column the program does not know: “{key}”."),
        mark("Take the column out, or install the current version."),
    ),
    Code.SCHEME_COLUMN_TWICE: (
        mark("The workbook has two columns for “{key}”."),
        mark("Take one of them out."),
    ),
    Code.SCHEME_CELL_FORMULA: (mark("The cell holds a formula."), mark("Type the value itself.")),
    Code.SCHEME_SETTING_FIXED: (
        mark("“{path}” is fixed by the source, or no value of this scheme."),
        mark("Only values that the source leaves open can be changed."),
    ),
    Code.SCHEME_DRAFT_MISSING: (
        mark("The draft says the same as the version in force."),
        mark("Change a value first."),
    ),
    Code.SCHEME_DRAFT_FOREIGN: (
        mark("The draft does not fit the version in force."),
        mark("Discard the draft and change the values again."),
    ),
    Code.SCHEME_WORKBOOK_OLD: (
        mark("The draft was changed after this workbook was made, or it is of another version."),
        mark("Save the settings as a workbook again and make your changes there."),
    ),
    Code.SCHEME_VERSION_MISSING: (
        mark("The new version has no name."),
        mark("Enter one, such as 2026-1."),
    ),
    Code.SCHEME_VERSION_TAKEN: (
        mark("There is a version “{version}” already; a locked version never changes."),
        mark("Enter another one."),
    ),
    Code.SCHEME_VERSION_UNSAFE: (
        mark("“{version}” cannot be the name of a version."),
        mark("Use letters, digits, “-” and “.”, such as 2026-1."),
    ),
    Code.SCHEME_VERSION_CHANGED: (
        mark("The locked version “{version}” is not as it was locked."),
        mark("Bring its folder back from a backup, or take it away."),
    ),
    Code.SCHEME_LOCK_NAME_MISSING: (
        mark("Who locks this version is not said."),
        mark("Enter a name."),
    ),
}
