"""What the committee has before it beside the results, and the hidden data that brings a workbook back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from evaluator_app.domain.outcomes import Outcome
from evaluator_app.exchange.committee.book import Book, put
from evaluator_app.exchange.sheet_texts import protected
from evaluator_app.version import VERSION
from evaluator_app.wording.language import spoken

DATA_SHEET, DOCUMENT, FORMAT = "data", "evaluator-app committee workbook", "1"
AGREED_KEY = "agreed."


@dataclass(frozen=True, kw_only=True)
class Before:
    """The digest of the merge, and what each panel recommends after its meeting."""

    merge: str
    agreed: Mapping[str, Outcome] = field(default_factory=dict)
    anonymous: bool = False  # experts are A, B, C


def write_data(book: Book, before: Before, written: datetime) -> None:
    """The hidden sheet that says which merge the workbook shows."""
    sheet, look = book.add_sheet(DATA_SHEET), book.format(num_format="@")
    texts = {
        "document": DOCUMENT,
        "format": FORMAT,
        "program": VERSION,
        "language": spoken(),
        "written": written.isoformat(),
        "merge": before.merge,
        "anonymous": "yes" if before.anonymous else "no",
        **{f"{AGREED_KEY}{name}": outcome.key for name, outcome in sorted(before.agreed.items())},
    }
    for row, (key, value) in enumerate(texts.items()):
        put(sheet, row, 0, protected(key), look)
        put(sheet, row, 1, protected(value), look)
    sheet.very_hidden()
