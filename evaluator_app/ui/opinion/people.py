"""The table of who has signed an opinion and who still must, with a line that says it in short."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from evaluator_app.domain.opinion import Signing, missing
from evaluator_app.domain.trust import Standing
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column
from evaluator_app.ui.fields.row_table import row_table
from evaluator_app.ui.fields.rows_model import RowsModel
from evaluator_app.ui.style import restyle
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.language import text
from evaluator_app.wording.opinions import certificate_words, signed_words, signings_summary

_ROWS = 4  # to be seen at once
_WIDTHS = {0: 150}


class SignersTable(QWidget):
    """Shows the signatures of an opinion; holds no truth of its own. `judged`: by a trust list too."""

    def __init__(self, theme: Theme, *, judged: bool) -> None:
        super().__init__()
        self.setAccessibleName(text("Signatures"))
        self._colours = theme.colours
        heads = (text("Name"), text("Signature"), *((text("Certificate"),) if judged else ()))
        self._judged = judged
        self.model: RowsModel[Signing] = RowsModel(heads, self._cells, self, colour=self._colour)
        self.table = row_table(self.model, text("Signatures"), theme, _WIDTHS)
        self.table.setMinimumHeight(theme.sizes.touch * (_ROWS + 1))
        self.summary = label(wrap=True)
        self.setLayout(column((self.table, 1), self.summary, spacing=6))

    def show_signings(self, found: Sequence[Signing]) -> None:
        """Show these; none where no opinion is chosen."""
        self.model.show_rows(found)
        self.summary.setText(signings_summary(found) if found else "")
        restyle(self.summary, tone="muted" if missing(found) else "good")

    def _cells(self, one: Signing) -> tuple[str, ...]:
        said = (one.name, signed_words(one))
        return (*said, certificate_words(one)) if self._judged else said

    def _colour(self, one: Signing, place: int) -> str:
        if one.signature is None:
            return self._colours.muted if place else ""
        doubtful = one.standing not in (None, Standing.TRUSTED) if place > 1 else not one.member
        if doubtful:
            return self._colours.blocked
        return self._colours.good if place == 1 or (one.standing is Standing.TRUSTED and place) else ""
