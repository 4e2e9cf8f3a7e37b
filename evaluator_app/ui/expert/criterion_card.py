"""The card of one criterion: its mark always in sight; open, also its official text, buttons and note."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from evaluator_app.domain.citations import Citation
from evaluator_app.domain.history import Subject
from evaluator_app.domain.marks import Abstained, Entry, Graded, Mark, NotApplicable, Scored, points
from evaluator_app.domain.numbers import plain
from evaluator_app.domain.problems import Problem
from evaluator_app.domain.rubric import Criterion, ScaleKind
from evaluator_app.ui.expert.criterion_details import CriterionDetails
from evaluator_app.ui.expert.edits import CardEdit
from evaluator_app.ui.fields.labels import elided, label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.fields.score_field import ScoreField, mark_text
from evaluator_app.ui.style import restyle
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.problems import problem_line, what_happened, what_to_do


class CriterionCard(QFrame):
    """Shows one criterion with its entry; recycled for another one by `show_criterion`."""

    edited = Signal(object)  # CardEdit
    citation_opened = Signal(object)  # Citation
    cite_wanted = Signal()
    activated = Signal(str)  # the criterion's id: the expert turned to this card

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._theme = theme
        self._criterion: Criterion | None = None
        self._entry = Entry()
        self._title = elided(weight="strong")
        self._scale = elided(tone="muted", textSize="small")
        self._score = ScoreField()
        self._maximum = label(tone="muted")
        self._note_line = elided(tone="muted", textSize="small")
        self._details = CriterionDetails(theme)
        self._lay_out()
        self._score.answered.connect(self._mark_answered)
        self._score.refused.connect(self._show_refusal)
        self._details.answered.connect(self.edited)
        self._details.citation_opened.connect(self.citation_opened)
        self._details.cite_wanted.connect(self.cite_wanted)

    def _lay_out(self) -> None:
        self._score.setFixedWidth(self._theme.sizes.score_width)
        self._score.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._maximum.setMinimumWidth(self._theme.sizes.body * 2)
        names = column(self._title, self._scale, spacing=2)
        top = row((names, 1), self._score, self._maximum)
        self._details.hide()
        self.setLayout(column(top, self._note_line, self._details, margins=(14, 8, 14, 8)))

    @property
    def criterion_id(self) -> str:
        """The criterion shown now."""
        return self._criterion.id if self._criterion else ""

    def show_criterion(
        self, criterion: Criterion, entry: Entry, citations: Sequence[Citation] = (), *, open_: bool
    ) -> None:
        """Show this criterion and what was entered, opened or as one line."""
        if criterion is not self._criterion:
            self._criterion = criterion
            self._show_names(criterion)
        self._entry = entry
        self._score.show_mark(criterion, entry.mark)
        self._maximum.setText(maximum_words(criterion, entry.mark))
        line = closed_line(entry, citations)
        self._note_line.setText(line)
        self._note_line.setVisible(not open_ and bool(line))
        self._details.setVisible(open_)
        policy = Qt.FocusPolicy.StrongFocus if open_ else Qt.FocusPolicy.ClickFocus
        self._score.setFocusPolicy(policy)  # Tab goes through the open card and then leaves the form
        if open_:
            self._details.show_entry(criterion, entry)
            self._details.show_citations(citations)
        restyle(self, active="true" if open_ else "false")

    def _show_names(self, criterion: Criterion) -> None:
        self._title.setText(criterion.title)
        width = self._theme.sizes.score_width
        self._score.setFixedWidth(width * 3 // 2 if criterion.by_option else width)
        self._show_refusal(None)
        name = text("{criterion}: choose an option", criterion=criterion.title)
        if not criterion.by_option:
            highest = plain(criterion.highest)
            name = text("{criterion}: score from 0 to {max}", criterion=criterion.title, max=highest)
        self._score.setAccessibleName(name)
        self._score.setAccessibleDescription(criterion.text)
        self.setAccessibleName(criterion.title)

    def score_text(self) -> str:
        """The mark as the field shows it."""
        return self._score.text()

    def visible_buttons(self) -> list[QPushButton]:
        """The buttons a user can press in this card."""
        return [button for button in self.findChildren(QPushButton) if button.isVisible()]

    def focus_score(self) -> None:
        """Put the cursor into the mark."""
        self._score.setFocus(Qt.FocusReason.TabFocusReason)

    def focus_chain(self) -> list[QWidget]:
        """What Tab visits in the open card, in order."""
        return [self._score, *self._details.focus_chain()]

    def show_phrases(self, phrases: Sequence[str]) -> None:
        """Offer notes written on other sheets."""
        self._details.show_phrases(phrases)

    def finish(self) -> None:
        """Take what is being typed as the answer."""
        self._score.finish()
        self._details.finish()

    def _mark_answered(self, mark: Mark, final: bool) -> None:  # noqa: FBT001 - a slot
        self.edited.emit(CardEdit(Subject.MARK, self.criterion_id, mark, final))

    def _show_refusal(self, refusal: Problem | None) -> None:
        if self._criterion is None:
            return
        if refusal is None:
            scale = scale_words(self._criterion)
            self._scale.setText(scale)
            self._scale.setAccessibleName(scale)
        else:
            self._scale.setText(f"{what_happened(refusal)} {what_to_do(refusal)}")
            self._scale.setAccessibleName(problem_line(refusal))
        restyle(self._scale, tone="blocked" if refusal else "muted")

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802 - Qt's name
        self.activated.emit(self.criterion_id)
        super().mousePressEvent(event)


def maximum_words(criterion: Criterion, mark: Mark) -> str:
    """What stands beside the mark: the maximum, and the points where the mark is not points itself."""
    if criterion.scale is ScaleKind.POINTS:
        return f"/ {plain(criterion.max)}"
    unit = "% " if criterion.scale is ScaleKind.PERCENT else ""
    if not criterion.max:
        return unit.strip()
    earned = plain(points(mark, criterion)) if isinstance(mark, Scored | Graded) else "–"
    return f"{unit}{earned} / {plain(criterion.max)}"


def scale_words(criterion: Criterion) -> str:
    """How a criterion is judged, in a line."""
    if criterion.by_option:
        return text("One of {count} options: keys 1 to {count}", count=len(criterion.options))
    step = plain(criterion.step)
    if criterion.scale is ScaleKind.PERCENT:
        return text("Percent of {max} points · step {step} %", max=plain(criterion.max), step=step)
    return text("Maximum {max} · step {step}", max=plain(criterion.max), step=step)


def closed_line(entry: Entry, citations: Sequence[Citation]) -> str:
    """What a closed card shows below the mark: reason, note, how many places are cited; or nothing."""
    parts = [entry.note.strip()]
    if isinstance(entry.mark, NotApplicable | Abstained):
        parts.insert(0, f"{mark_text(entry.mark, None)}：{entry.mark.reason}")
    if citations:
        parts.append(plural("{count} citation", "{count} citations", len(citations)))
    return " · ".join(part for part in parts if part)
