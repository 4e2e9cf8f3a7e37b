"""The dialogs of the register: something that happened to a certificate, a step of a case."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from evaluator_app.domain.register import (
    BY_HAND,
    LOSSES,
    Event,
    EventKind,
    lower_grades,
    next_states,
    sanction_of,
    suggested_grade,
)
from evaluator_app.domain.upkeep import CaseMeaning, CaseState, DutyKind, Sanction
from evaluator_app.ui.fields.layouts import column
from evaluator_app.ui.identity.form_dialog import FormDialog
from evaluator_app.ui.secretariat.roster_dialogs import line
from evaluator_app.wording.language import text
from evaluator_app.wording.register import duty_title, kind_titles

if TYPE_CHECKING:
    from evaluator_app.services.register import Line


def choice(name: str) -> QComboBox:
    """A box of choices with its name."""
    box = QComboBox()
    box.setAccessibleName(name)
    return box


class EventDialog(FormDialog):
    """Asks what happened, when, and what shows it; fields that do not belong to it are off."""

    def __init__(self, one: "Line", who: str, parent: QWidget | None) -> None:
        entry = one.holding.entry
        about = text(
            "{organisation} · {site}. What is recorded stays; a correction is another record.",
            organisation=entry.organisation,
            site=entry.site,
        )
        super().__init__(text("Record: {step}", step=entry.number), about, parent)
        self.setMinimumWidth(640)
        self._line = one
        self.kind, self.due = choice(text("What happened")), choice(text("What was due"))
        for kind, title in kind_titles().items():
            if kind in BY_HAND and kind is not EventKind.CASE:
                self.kind.addItem(title, kind)
        self.day, self.occurred = line(text("Day")), line(text("Happened on"))
        self.until, self.paper = line(text("Moves to")), line(text("Paper"))
        self.note, self.by = line(text("Note")), line(text("Recorded by"))
        self.day.setText(one.day)
        self.by.setText(who)
        self.kind.currentIndexChanged.connect(lambda _: self._show_kind())
        fields = [self.kind, self.day, self.due, self.until, self.occurred, self.paper, self.note, self.by]
        self.lay_out(fields, text("Record"), across=2)
        self._show_kind()

    def _show_kind(self) -> None:
        kind = EventKind(self.kind.currentData())
        wanted = {EventKind.REPORT: DutyKind.YEARLY, EventKind.SHIFT: DutyKind.WITHIN_DAYS}.get(kind)
        self.due.clear()
        for item in self._line.due:
            if wanted is not None and item.kind is wanted:
                self.due.addItem(f"{item.due} {duty_title(item)}", item.due)
        self.due.setEnabled(wanted is not None)
        self.until.setEnabled(kind is EventKind.SHIFT)
        self.occurred.setEnabled(kind is EventKind.INCIDENT)

    def choose(self, kind: EventKind, due: str = "") -> None:
        """Begin with a kind, and with what was due."""
        self.kind.setCurrentIndex(self.kind.findData(kind))
        self.due.setCurrentIndex(max(0, self.due.findData(due)))

    def event_said(self) -> Event:
        """What was typed."""
        return Event(
            kind=EventKind(self.kind.currentData()),
            day=self.day.text().strip(),
            due=self.due.currentData() or "",
            until=self.until.text().strip() if self.until.isEnabled() else "",
            occurred=self.occurred.text().strip() if self.occurred.isEnabled() else "",
            paper=self.paper.text().strip(),
            note=self.note.text().strip(),
            recorded_by=self.by.text().strip(),
        )


class CaseDialog(FormDialog):
    """Takes a case one step on: which step, and what that step needs (D-33)."""

    def __init__(self, one: "Line", who: str, parent: QWidget | None) -> None:
        entry, case = one.holding.entry, one.case
        now = text("now: {state}", state=case.state.title) if case else text("no case yet")
        about = f"{entry.organisation} · {entry.site} · {one.result} · {now}"
        super().__init__(text("Case: {number}", number=entry.number), about, parent)
        self.setMinimumWidth(640)
        self._line = one
        self.sanction, self.state = choice(text("Procedure")), choice(text("The case goes on to"))
        self.causes: dict[str, QCheckBox] = {}
        self._listed = QWidget()
        self._listed.setAccessibleName(text("Listed reasons"))
        self._listed.setLayout(column(spacing=4))
        self.day, self.occurred = line(text("Day")), line(text("Happened on"))
        self.confirmed, self.grade = choice(text("Confirmed by")), choice(text("Lowered to"))
        self.paper, self.by = line(text("Paper")), line(text("Recorded by"))
        self.day.setText(one.day)
        self.by.setText(who)
        for each in self._sanctions():
            self.sanction.addItem(each.title, each.id)
        self.sanction.currentIndexChanged.connect(lambda _: self._show_sanction())
        self.state.currentIndexChanged.connect(lambda _: self._show_state())
        fields = [self.sanction, self.state, self.day, self.occurred, self.confirmed, self.grade]
        self.lay_out([*fields, self.paper, self.by, self._listed], text("Record"), across=2)
        self._show_sanction()

    def _sanctions(self) -> Sequence[Sanction]:
        upkeep, case = self._line.scheme.upkeep, self._line.case
        known = upkeep.sanctions if upkeep else ()
        return [one for one in known if case is None or one.id == case.sanction]

    def _chosen_sanction(self) -> Sanction | None:
        return sanction_of(self.sanction.currentData() or "", self._line.scheme.upkeep)

    def _show_sanction(self) -> None:
        sanction, begins = self._chosen_sanction(), self._line.case is None
        self._show_causes(sanction)
        self.occurred.setEnabled(begins)
        if not begins and self._line.case:
            self.occurred.setText(self._line.case.occurred)
        self.state.clear()
        for one in self._states():
            self.state.addItem(one.title, one.id)

    def _show_causes(self, sanction: Sanction | None) -> None:
        """A box for each listed reason; those of a case that runs can only be read."""
        for box in self.causes.values():
            box.setParent(None)
        case = self._line.case
        self.causes = {one.id: QCheckBox(one.title) for one in (sanction.causes if sanction else ())}
        layout = self._listed.layout()
        for name, box in self.causes.items():
            box.setChecked(case is not None and name in case.causes)
            box.setEnabled(case is None)
            if layout is not None:
                layout.addWidget(box)

    def _states(self) -> Sequence[CaseState]:
        return next_states(self._line.holding, self._line.scheme.upkeep, self.sanction.currentData() or "")

    def chosen_state(self) -> CaseState | None:
        """The state the case would go on to."""
        name = self.state.currentData()
        return next((one for one in self._states() if one.id == name), None)

    def _show_state(self) -> None:
        state, sanction, scheme = self.chosen_state(), self._chosen_sanction(), self._line.scheme
        loses = state is not None and state.meaning in LOSSES
        self.confirmed.clear()
        self.grade.clear()
        if loses and sanction:
            titles = {one.id: one.title for one in scheme.organisations}
            self.confirmed.addItem("", "")
            self.confirmed.addItem(titles.get(sanction.confirmed_by, ""), sanction.confirmed_by)
        if state and sanction and state.meaning is CaseMeaning.LOWERED:
            for band in lower_grades(scheme, self._line.holding.entry.grade):
                self.grade.addItem(band.title, band.id)
            suggested = suggested_grade(scheme, self._line.holding, sanction)
            self.grade.setCurrentIndex(max(0, self.grade.findData(suggested)))
        self.confirmed.setEnabled(loses)
        self.grade.setEnabled(self.grade.count() > 0)

    @property
    def exchanges(self) -> bool:
        """Whether this step ends a lowering, so that the lower certificate is issued with it (S0-112)."""
        state, case = self.chosen_state(), self._line.case
        settles = state is not None and state.meaning is CaseMeaning.SETTLED
        return settles and case is not None and case.loss is CaseMeaning.LOWERED

    def event_said(self) -> Event:
        """What was typed."""
        begins = self._line.case is None
        checked = tuple(name for name, box in self.causes.items() if box.isChecked())
        return Event(
            kind=EventKind.CASE,
            day=self.day.text().strip(),
            state=self.state.currentData() or "",
            sanction=(self.sanction.currentData() or "") if begins else "",
            causes=checked if begins else (),
            occurred=self.occurred.text().strip() if begins else "",
            confirmed_by=self.confirmed.currentData() or "",
            grade=self.grade.currentData() or "",
            paper=self.paper.text().strip(),
            recorded_by=self.by.text().strip(),
        )
