"""What a panel concluded, as a form: day, people and dissent, recommendation, opinion."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QWidget

from evaluator_app.domain.consensus import Consensus, Dissent
from evaluator_app.domain.outcomes import Outcome, choices
from evaluator_app.domain.panel import ApplicationResult
from evaluator_app.domain.rubric import Rubric
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.fields.row_table import row_table
from evaluator_app.ui.fields.text_field import TextField
from evaluator_app.ui.secretariat.meeting_model import PeopleModel, Person
from evaluator_app.ui.secretariat.roster_dialogs import line
from evaluator_app.ui.secretariat.session_form import day_line
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.decisions import outcome_title
from evaluator_app.wording.language import text


class Conclusion(QWidget):
    """Shows a draft; what is entered is told as another draft."""

    def __init__(self, theme: Theme, answered: Callable[[Consensus], None]) -> None:
        super().__init__()
        self._theme, self._answered = theme, answered
        self._draft: Consensus | None = None
        self._given = ""
        self._showing = False
        self._choices: Sequence[Outcome] = ()
        self.day = day_line(text("Date of the meeting"), theme)
        self.chair, self.recommendation = QComboBox(), QComboBox()
        self.chair.setAccessibleName(text("Chair"))
        self.recommendation.setAccessibleName(text("Recommended result"))
        self.reason, self.by = line(text("Reason of the recommendation")), line(text("Entered by"))
        self.reason.setPlaceholderText(text("Reason, needed where it differs"))
        self.another = line(text("Another member"))
        self.another.setPlaceholderText(text("Another member: name, then Enter"))
        self.opinion = TextField()
        self.opinion.setAccessibleName(text("Opinion"))
        self.opinion.setPlaceholderText(text("The panel's opinion"))
        self.people = PeopleModel(self._people_changed, self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        table = row_table(self.people, text("Members and their dissent"), self._theme, {0: 150})
        table.setSelectionBehavior(table.SelectionBehavior.SelectItems)
        first = row(
            *(label(text("Held on")), self.day),
            *(label(text("Entered by")), (self.by, 1)),
        )
        second = row(label(text("Recommended result")), (self.recommendation, 1), (self.reason, 1))
        about = text("Untick who was absent; beside a name stands what that member holds against the result.")
        hint = label(about, wrap=True, tone="muted", textSize="small")
        self.setLayout(
            column(
                first,
                second,
                (self.opinion, 2),
                hint,
                (table, 3),
                row((self.another, 1), label(text("Chair")), (self.chair, 1)),
                margins=(0, 8, 0, 0),
            )
        )

    def _connect(self) -> None:
        self.day.editingFinished.connect(lambda: self._say(held=self.day.text().strip()))
        self.chair.activated.connect(lambda _: self._say(chair=self.chair.currentData() or ""))
        self.recommendation.activated.connect(
            lambda _: self._say(recommendation=self.recommendation.currentData())
        )
        self.reason.editingFinished.connect(lambda: self._say(reason=self.reason.text().strip()))
        self.by.editingFinished.connect(lambda: self._say(recorded_by=self.by.text().strip()))
        self.opinion.answered.connect(lambda words, _: self._say(opinion=words))
        self.another.returnPressed.connect(self._add_member)

    # -- what is shown

    def show_draft(self, draft: Consensus, one: ApplicationResult, rubric: Rubric) -> None:
        """Show a draft about a result."""
        self._showing = True
        self._draft, self._choices = draft, choices(rubric)
        self.day.setText(draft.held)
        self.reason.setText(draft.reason)
        self.by.setText(draft.recorded_by)
        self.opinion.show_text(draft.opinion)
        self.recommendation.clear()
        self.recommendation.addItem(self._as_given(), None)
        for choice in self._choices:
            self.recommendation.addItem(outcome_title(choice, rubric), choice)
        said = self._choices.index(draft.recommendation) + 1 if draft.recommendation in self._choices else 0
        self.recommendation.setCurrentIndex(said)
        self.people.show_people(_people(draft, one))
        self._show_chairs()
        self._showing = False

    def take(self, draft: Consensus) -> None:
        """What is entered from now on is added to this draft: its values were changed elsewhere."""
        self._draft = draft

    def show_given(self, outcome: str) -> None:
        """Say what the values agreed on give."""
        self._given = outcome
        if self.recommendation.count():
            self.recommendation.setItemText(0, self._as_given())

    def _as_given(self) -> str:
        return text("as the values give: {outcome}", outcome=self._given)

    def _show_chairs(self) -> None:
        chair = self._draft.chair if self._draft is not None else ""
        self.chair.clear()
        self.chair.addItem(text("none"), "")
        for one in self.people.people:
            if one.present:
                self.chair.addItem(one.name, one.name)
        self.chair.setCurrentIndex(max(0, self.chair.findData(chair)))

    # -- what is entered

    def finish(self) -> None:
        """Take what is still being written."""
        self.opinion.finish()
        self._say(
            held=self.day.text().strip(),
            reason=self.reason.text().strip(),
            recorded_by=self.by.text().strip(),
            opinion=self.opinion.toPlainText().strip(),
        )

    def _say(self, **changes: object) -> None:
        if self._draft is not None and not self._showing:
            self._draft = replace(self._draft, **changes)  # type: ignore[arg-type] # fields of a draft
            self._answered(self._draft)

    def _people_changed(self, people: tuple[Person, ...]) -> None:
        present = [one for one in people if one.present]
        names = tuple(one.name for one in present)
        chair = self._draft.chair if self._draft is not None and self._draft.chair in names else ""
        dissents = tuple(Dissent(who=one.name, words=one.dissent) for one in present if one.dissent)
        self._say(members=names, chair=chair, dissents=dissents)
        self._show_chairs()

    def _add_member(self) -> None:
        name = self.another.text().strip()
        if name and name not in {one.name for one in self.people.people}:
            self.people.show_people((*self.people.people, Person(name)))
            self._people_changed(self.people.people)
        self.another.clear()


def _people(draft: Consensus, one: ApplicationResult) -> tuple[Person, ...]:
    """Who takes part by the draft, then who scored and is absent."""
    said = {dissent.who: dissent.words for dissent in draft.dissents}
    absent = [sheet.expert for sheet in one.sheets if sheet.expert not in draft.members]
    present = (Person(name, dissent=said.get(name, "")) for name in draft.members)
    return (*present, *(Person(name, present=False) for name in absent))
