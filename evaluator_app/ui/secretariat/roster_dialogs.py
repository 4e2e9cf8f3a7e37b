"""The dialogs of the roster: a person, the conditions they meet, their removal, a workbook taken in."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QWidget

from evaluator_app.domain.expert import Expert
from evaluator_app.domain.roster import FormerEmployer, Member, MemberKind
from evaluator_app.domain.roster_intake import Change, MemberChange
from evaluator_app.ui.fields.row_table import row_table
from evaluator_app.ui.fields.rows_model import RowsModel
from evaluator_app.ui.identity.form_dialog import FormDialog
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.roster import change_words, kind_titles, nomination_titles

_YEARS = 60
_FORMER = 2


class MemberDialog(FormDialog):
    """Everything the roster keeps of a person; no more than is needed."""

    def __init__(
        self, member: Member | None, sources: Iterable[str], who: str, parent: QWidget | None
    ) -> None:
        heading = text("Change {name}", name=member.expert.name) if member else text("Add a person")
        super().__init__(heading, text("Days are such as 2024-03-01; several are separated by ;"), parent)
        self.setMinimumWidth(680)
        self._member = member or Member(expert=Expert(name=""), place="")
        self.name, self.organisation = line(text("Name")), line(text("Organisation"))
        self.kind, self.nomination = QComboBox(), QComboBox()
        self.kind.setAccessibleName(text("Kind of member"))
        self.nomination.setAccessibleName(text("Nominated by"))
        for kind, title in kind_titles().items():
            self.kind.addItem(title, kind)
        self.nomination.addItem("", None)
        for nomination, title in nomination_titles().items():
            self.nomination.addItem(title, nomination)
        self.source = QComboBox()
        self.source.setAccessibleName(text("Source"))
        self.source.setEditable(True)
        self.source.addItems(["", *sources])
        self.appointed, self.trained = line(text("Appointed on")), line(text("Trained on"))
        self.term = QSpinBox()
        self.term.setAccessibleName(text("Term (years)"))
        self.term.setRange(0, _YEARS)
        self.fields, self.related = line(text("Fields")), line(text("Other related organisations"))
        names = (
            (text("Former employer"), text("Left on")),
            (text("Former employer before"), text("Left that on")),
        )
        self.former = [(line(employer), line(left)) for employer, left in names]
        self.by = line(text("Entered by"))
        self._fill(who)
        self.lay_out(self._fields(), text("Keep"), across=2)

    def _fields(self) -> Sequence[QWidget]:
        return (
            *(self.name, self.organisation, self.kind, self.source, self.nomination, self.appointed),
            *(self.term, self.trained, self.fields, self.related),
            *(one for pair in self.former for one in pair),
            self.by,
        )

    def _fill(self, who: str) -> None:
        one = self._member
        self.name.setText(one.expert.name)
        self.organisation.setText(one.expert.organisation)
        self.kind.setCurrentIndex(self.kind.findData(one.kind))
        self.nomination.setCurrentIndex(self.nomination.findData(one.nomination))
        self.source.setEditText(one.source)
        self.appointed.setText(one.appointed)
        self.trained.setText(one.trained)
        self.term.setValue(one.term_years)
        self.fields.setText("；".join(one.fields))
        self.related.setText("；".join(one.related))
        for (employer, left), said in zip(self.former, one.former, strict=False):
            employer.setText(said.organisation)
            left.setText(said.left)
        self.by.setText(who)

    def member(self) -> Member:
        """The person as entered; employers beyond those that have a field stay."""
        former = tuple(
            FormerEmployer(organisation=employer.text().strip(), left=left.text().strip())
            for employer, left in self.former
            if employer.text().strip()
        )
        return replace(
            self._member,
            expert=Expert(name=self.name.text().strip(), organisation=self.organisation.text().strip()),
            kind=MemberKind(self.kind.currentData()),
            source=self.source.currentText().strip(),
            nomination=self.nomination.currentData(),
            appointed=self.appointed.text().strip(),
            term_years=self.term.value(),
            trained=self.trained.text().strip(),
            fields=listed(self.fields.text()),
            former=(*former, *self._member.former[_FORMER:]),
            related=listed(self.related.text()),
        )


class ConditionsDialog(FormDialog):
    """The conditions of a scheme that a person was found to meet (S0-28 to S0-34)."""

    def __init__(
        self,
        member: Member,
        conditions: Sequence[tuple[str, str]],
        who: str,
        parent: QWidget | None,
    ) -> None:
        about = text("What the scheme asks of its experts, in its own words; tick what was found to be met.")
        super().__init__(text("Conditions met by {name}", name=member.expert.name), about, parent)
        self.setMinimumWidth(680)
        self._member = member
        self.boxes = {name: _box(words, on=name in member.meets) for name, words in conditions}
        self._others = tuple(one for one in member.meets if one not in self.boxes)
        self.by = line(text("Entered by"))
        self.by.setText(who)
        self.lay_out([self.by], text("Keep"), first=tuple(self.boxes.values()))

    def member(self) -> Member:
        """The person with what was ticked."""
        ticked = (name for name, box in self.boxes.items() if box.isChecked())
        return replace(self._member, meets=(*self._others, *ticked))


class RemoveDialog(FormDialog):
    """Asks why a person is removed; what they did stays recorded under their number."""

    def __init__(self, member: Member, who: str, parent: QWidget | None) -> None:
        about = text(
            "Their data is removed from the roster. What they did stays recorded under the number {id}, "
            "which nobody else gets.",
            id=member.id,
        )
        super().__init__(text("Remove {name}", name=member.expert.name), about, parent)
        self.reason, self.by = line(text("Reason")), line(text("Entered by"))
        self.by.setText(who)
        self.lay_out([self.reason, self.by], text("Remove"))


class ImportDialog(FormDialog):
    """What taking in a workbook would do, person by person, before anything is written."""

    def __init__(
        self, theme: Theme, changes: Sequence[MemberChange], who: str, parent: QWidget | None
    ) -> None:
        wanted = sum(one.change is not Change.SAME for one in changes)
        about = plural("{count} person is new or changed.", "{count} people are new or changed.", wanted)
        super().__init__(text("Take in a roster"), about, parent)
        self.setMinimumSize(680, 480)
        heads = (text("Number"), text("Name"), text("Organisation"), text("What changes"))
        self.model = RowsModel(heads, _change_cells, self)
        self.model.show_rows(sorted(changes, key=lambda one: one.change is Change.SAME))
        table = row_table(self.model, text("What changes"), theme, {0: 90, 1: 120})
        self.by = line(text("Entered by"))
        self.by.setText(who)
        self.lay_out([self.by], text("Take in"), first=(table,))


def _change_cells(one: MemberChange) -> tuple[str, ...]:
    return one.member.id, one.member.expert.name, one.member.expert.organisation, change_words(one)


def listed(words: str) -> tuple[str, ...]:
    """Several things in a line, with ; between them."""
    return tuple(one.strip() for one in words.replace("；", ";").split(";") if one.strip())


def line(name: str) -> QLineEdit:
    """A line to type in, with its name."""
    field = QLineEdit()
    field.setAccessibleName(name)
    return field


def _box(words: str, *, on: bool) -> QCheckBox:
    box = QCheckBox(words)
    box.setChecked(on)
    return box
