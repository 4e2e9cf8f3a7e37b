"""The forms that came in, as rows: what would be done with each."""

from collections.abc import Sequence
from enum import IntEnum
from pathlib import Path

from PySide6.QtCore import QObject

from evaluator_app.domain.intake import Sorted
from evaluator_app.domain.requirements import DocumentKind
from evaluator_app.ui.fields.rows_model import RowsModel
from evaluator_app.wording.intake import arrival_words, document_lines
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.problems import problem_line


class Column(IntEnum):
    """The columns from left to right."""

    FILE = 0
    STATE = 1
    NUMBER = 2
    ORGANISATION = 3
    SITE = 4
    DOCUMENTS = 5
    REMARK = 6


def intake_model(parent: QObject | None = None) -> RowsModel[Sorted]:
    """What a preview found."""
    headings = (
        text("File"),
        text("State"),
        text("Number"),
        text("Organisation"),
        text("Site"),
        text("Documents"),
        text("Remark"),
    )
    return RowsModel(headings, _cells, parent)


def _cells(one: Sorted) -> Sequence[str]:
    application = one.application
    return (
        Path(one.file).name,
        arrival_words(one.arrival),
        application.id if application else "",
        application.organisation if application else "",
        application.site if application else "",
        str(len(one.documents)) if one.documents else "",
        _remark(one),
    )


def _remark(one: Sorted) -> str:
    if one.problems:
        return plural("{count} problem", "{count} problems", len(one.problems))
    if one.findings:
        return plural("{count} finding", "{count} findings", len(one.findings))
    if one.changes:
        return plural("{count} value differs", "{count} values differ", len(one.changes))
    if one.missing:
        return plural("{count} thing is missing", "{count} things are missing", len(one.missing))
    return ""


def details_of(one: Sorted, kinds: Sequence[DocumentKind]) -> list[str]:
    """Every problem of a form, what it changes, its documents, and what is missing."""
    changes = [f"{change.field}: {change.old or '–'} → {change.new}" for change in one.changes]
    said = [problem_line(wrong) for wrong in (*one.problems, *one.findings)]
    documents = document_lines(one.documents, kinds)
    return [*said, *changes, *documents, *map(problem_line, one.missing)]
