"""What was taken in, and a table of recommendations before it is."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton, QWidget

from evaluator_app.domain.form import FieldRole
from evaluator_app.domain.intake_journal import IntakeEvent
from evaluator_app.domain.recommendations import Recommended
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.fields.row_table import row_table
from evaluator_app.ui.fields.rows_model import RowsModel
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.intake import kind_words
from evaluator_app.wording.language import text
from evaluator_app.wording.problems import problem_line

if TYPE_CHECKING:
    from evaluator_app.services.recommending import RecommendationsPreview

_MARGINS = (20, 20, 20, 16)
_DIGEST = 12  # figures of a digest that are shown


class JournalDialog(QDialog):
    """Everything that was taken into a campaign, the latest first."""

    def __init__(self, theme: Theme, events: Sequence[IntakeEvent], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("Journal of intake"))
        self.resize(theme.sizes.body * 66, theme.sizes.body * 34)
        headings = (
            text("Received"),
            text("Number"),
            text("What became of it"),
            text("File"),
            text("Documents"),
            text("Digest"),
            text("Taken in by"),
        )
        self.model: RowsModel[IntakeEvent] = RowsModel(headings, _event_cells, self, tip=_event_tip)
        widths = {0: 100, 1: 80, 2: 150, 4: 105, 5: 120, 6: 110}
        table = row_table(self.model, text("Journal of intake"), theme, widths)
        self.model.show_rows(tuple(reversed(events)))
        close = _button(text("Close"), self.accept)
        heading = label(text("Journal of intake"), textSize="title")
        hint = label(text("The journal only grows."), tone="muted", textSize="small")
        self.setLayout(column(heading, (table, 1), row(hint, None, close), spacing=12, margins=_MARGINS))


def _event_cells(one: IntakeEvent) -> Sequence[str]:
    return (
        one.received,
        one.application,
        kind_words(one.kind),
        Path(one.file).name,
        str(len(one.documents)) if one.documents else "",
        one.sha256[:_DIGEST],
        one.who,
    )


def _event_tip(one: IntakeEvent, _column: int) -> str:
    """All the journal knows: the time, the whole digest, and every document."""
    documents = (f"{name}  {sha256}" for name, sha256 in one.documents)
    return "\n".join((one.at, f"{one.file}  {one.sha256}", *documents))


class RecommendationsDialog(QDialog):
    """Who is recommended in which order, what does not fit, and the button that keeps it."""

    def __init__(
        self,
        theme: Theme,
        found: "RecommendationsPreview",
        keep: Callable[[], None],
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        given, table = found.given, found.standing.table
        self.setWindowTitle(table.form.title)
        self.resize(theme.sizes.body * 66, theme.sizes.body * 40)
        headings = (*table.field.columns, text("Application"))
        self.model: RowsModel[Recommended] = RowsModel(headings, _recommended_cells, self)
        mine = [one for one in found.standing.recommended if one.recommender == given.recommender]
        self.model.show_rows(mine)
        wide = {table.column(FieldRole.ORGANISATION), table.column(FieldRole.TITLE)}
        widths = {number: 95 for number in range(len(headings)) if number not in wide}
        rows = row_table(self.model, text("Who is recommended, in order"), theme, widths)
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(text("What is to be said about the recommendations"))
        said = [problem_line(wrong) for wrong in (*given.problems, *found.standing.findings)]
        self.details.setPlainText(
            "\n".join(said) or text("Everybody recommended has come in, and the reverse.")
        )
        self.keep = _button(text("Take in"), keep, primary=True)
        self.keep.setEnabled(not given.problems)
        self.keep.clicked.connect(self.accept)
        leave = _button(text("Cancel"), self.reject)
        heading = label(text("Recommended by {name}", name=given.recommender), textSize="title", wrap=True)
        self.setLayout(
            column(
                heading,
                (rows, 3),
                (self.details, 2),
                row(None, leave, self.keep),
                spacing=12,
                margins=_MARGINS,
            )
        )


def _recommended_cells(one: Recommended) -> Sequence[str]:
    return (*one.row.words, one.row.application or "–")


def _button(words: str, act: Callable[[], object], *, primary: bool = False) -> QPushButton:
    made = QPushButton(words)
    made.setProperty("primary", primary)
    made.clicked.connect(lambda _=False: act())
    return made
