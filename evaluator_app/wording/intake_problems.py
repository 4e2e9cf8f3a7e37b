"""The sentences for problems of what comes in: forms, the folders they lie in, recommendations."""

from evaluator_app.domain.codes import Code
from evaluator_app.wording.language import mark

INTAKE_SENTENCES: dict[Code, tuple[str, str]] = {
    Code.FORM_MACROS: (
        mark("This form holds macros, which no form of ours does."),
        mark("Have it saved as a workbook without macros (.xlsx)."),
    ),
    Code.FORM_COLUMNS_MOVED: (
        mark("The columns of this sheet were moved: “{field}” should stand here, not “{found}”."),
        mark("Undo that in Excel, or copy the values into an empty form; nothing of the sheet was read."),
    ),
    Code.FORM_CELLS_MERGED: (
        mark("The cell of “{field}” was merged with others ({area}); nothing can be read from it."),
        mark("Unmerge the cells and type each value into its own."),
    ),
    Code.FORM_LATE: (
        mark("Received on {day}, after the last day {deadline}: {rule}"),
        mark("If it came earlier, enter the day it was received."),
    ),
    Code.FORM_BORDERLINE: (
        mark("Received on {day}; the source leaves open whether that day is in time ({deadline}): {rule}"),
        mark("Decide it in the conformity check, with a reason."),
    ),
    Code.FOLDER_WITHOUT_FORM: (
        mark("There is no filled form in this folder."),
        mark("Put the form beside its documents; nothing of the folder was taken."),
    ),
    Code.FOLDER_MANY_FORMS: (
        mark("Several forms lie here; nobody can tell whose document this is."),
        mark("Give each form a folder of its own with its documents."),
    ),
    Code.DOCUMENT_LINK: (
        mark("This is a link to another place, and was not followed."),
        mark("Put the file itself into the folder."),
    ),
    Code.DOCUMENT_EMPTY: (
        mark("The file is empty and was not taken."),
        mark("Ask the applicant for the document."),
    ),
    Code.DOCUMENT_OPEN: (
        mark("Another program has this document open; what it has not saved yet is missing."),
        mark("Close it there and look again."),
    ),
    Code.DOCUMENT_RENAMED: (
        mark("Not every system can keep this name; the document is kept as {name}."),
        mark("Nothing to do; the applicant may use a plainer name next time."),
    ),
    Code.DOCUMENT_KIND_MISSING: (
        mark("No document is “{kind}”, which the scheme requires."),
        mark("Ask for it, or say in application.toml which document it is."),
    ),
    Code.OFFICE_MISSING: (
        mark("LibreOffice is not installed here: Word, WPS and PowerPoint files get no PDF."),
        mark("Install LibreOffice and take the folder in again, or ask for PDFs."),
    ),
    Code.OFFICE_FAILED: (
        mark("LibreOffice could not make a PDF of this document."),
        mark("Open it yourself and save it as PDF beside it, or ask for one."),
    ),
    Code.INTAKE_STALE: (
        mark("The application was changed since the preview."),
        mark("Look at the preview again; nothing was written."),
    ),
    Code.INTAKE_DOCUMENT_CHANGED: (
        mark("The document was changed since the preview."),
        mark("Look at the preview again; nothing was written."),
    ),
    Code.SCHEME_WITHOUT_RECOMMENDATIONS: (
        mark("The scheme {scheme} has no table of recommendations."),
        mark("Choose a scheme that has one."),
    ),
    Code.RECOMMENDED_UNKNOWN: (
        mark("No application of the campaign is “{name}”."),
        mark("Take its form in first, or correct the name or number."),
    ),
    Code.RECOMMENDED_SEVERAL: (
        mark("Several applications are “{name}”: {applications}."),
        mark("Write the number of the right one into the table."),
    ),
    Code.RECOMMENDED_TWICE: (
        mark("{application} is recommended twice; the other is at {other}."),
        mark("Ask the recommender which of them is right."),
    ),
    Code.RECOMMENDED_ORDER: (
        mark("“{value}” is no place in an order."),
        mark("Number the recommendations 1, 2, 3 …"),
    ),
    Code.RECOMMENDED_ORDER_TWICE: (
        mark("The place {value} is given twice; the other is at {other}."),
        mark("Ask the recommender for the right order."),
    ),
    Code.RECOMMENDED_DIFFERS: (
        mark("“{field}” is “{value}” here, “{own}” in the application."),
        mark("Ask which of them is right."),
    ),
    Code.RECOMMENDED_BY_NOBODY: (
        mark("{application} has come in, but no table of recommendations names it."),
        mark("Ask who should recommend it."),
    ),
    Code.RECOMMENDATIONS_NOT_OURS: (
        mark("No table with the columns {columns} is in this workbook."),
        mark("Take the form of the scheme, or give the table these headings."),
    ),
}
