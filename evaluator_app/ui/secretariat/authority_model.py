"""The certificates an authority issued, as rows of a table."""

from enum import IntEnum

from PySide6.QtCore import QObject

from evaluator_app.domain.trust import Issued, Standing
from evaluator_app.ui.fields.rows_model import RowsModel
from evaluator_app.wording.language import text
from evaluator_app.wording.trust import standing_words


class Column(IntEnum):
    """The columns from left to right."""

    NAME = 0
    ORGANISATION = 1
    FIRST = 2
    LAST = 3
    STATE = 4


def certificates_model(parent: QObject | None = None) -> RowsModel[Issued]:
    """Shows a trust list; holds no truth of its own."""
    headings = (text("Name"), text("Organisation"), text("From"), text("Until"), text("State"))
    return RowsModel(headings, _cells, parent)


def _cells(one: Issued) -> tuple[str, ...]:
    known = one.certified
    return known.name, known.organisation, known.not_before[:10], known.not_after[:10], _state(one)


def _state(one: Issued) -> str:
    if one.standing is Standing.REVOKED and one.reason:
        return text("{state}: {reason}", state=standing_words(one.standing), reason=one.reason)
    return text("ends soon") if one.ends_soon else standing_words(one.standing)
