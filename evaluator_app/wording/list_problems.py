"""The sentences for problems of lists of organisations that may not take part: what happened, what to do."""

from evaluator_app.domain.codes import Code
from evaluator_app.wording.language import mark

LIST_SENTENCES: dict[Code, tuple[str, str]] = {
    Code.LIST_NAME_TWICE: (
        mark("“{name}” stands there already, in {other}."),
        mark("Nothing to do; it counts once."),
    ),
    Code.LIST_NAME_INVALID: (
        mark("“{value}” is no name of an organisation."),
        mark("Correct the cell, or empty it; check that the right column was taken."),
    ),
    Code.LIST_NAME_SEVERAL: (
        mark("The cell seems to hold several names: {value}"),
        mark("Put each name into a row of its own."),
    ),
    Code.LIST_NAME_MISSING: (
        mark("The row has a number, but no name."),
        mark("Enter the name, or take the row out."),
    ),
    Code.LIST_COLUMN_UNCLEAR: (
        mark("It is not clear in which column the names of the organisations stand."),
        mark("Say which column it is: {columns}."),
    ),
    Code.LIST_COLUMN_UNKNOWN: (
        mark("The file has nothing in a column “{column}”."),
        mark("Choose one of: {columns}."),
    ),
    Code.LIST_SHEET_LEFT: (
        mark("The worksheet “{sheet}” was left out: it has no such column."),
        mark("Check that no names of the list stand there."),
    ),
    Code.LIST_EMPTY: (
        mark("There is no name in the file."),
        mark("Check that it is the right file and the right column."),
    ),
    Code.LIST_FILE_KIND: (
        mark("A list cannot be read from such a file."),
        mark("Save it as one of: {endings}."),
    ),
    Code.LIST_UNKNOWN: (
        mark("The scheme of this campaign asks for no list “{name}”."),
        mark("Choose one of: {lists}."),
    ),
    Code.LIST_SEVERAL: (
        mark("“{name}” may mean several lists: {lists}."),
        mark("Say more of the name."),
    ),
    Code.LIST_NONE_ASKED: (
        mark("The scheme “{scheme}” asks for no lists of organisations."),
        mark("Nothing to do; choose a campaign whose scheme does."),
    ),
    Code.LIST_IN_FUTURE: (
        mark("{day}, the day of the list, has not come yet."),
        mark("Enter the day on which the list was published or fetched."),
    ),
}
