"""The dialogs of campaigns: one begun, one thing recorded."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget

from evaluator_app.domain.campaigns import CampaignPlan
from evaluator_app.domain.dossier import StepRecord
from evaluator_app.domain.scheme import ProcessStep
from evaluator_app.ui.identity.form_dialog import FormDialog
from evaluator_app.wording.campaigns import result_titles
from evaluator_app.wording.language import text

if TYPE_CHECKING:
    from evaluator_app.ui.operation import Operations

T = TypeVar("T")
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


@dataclass(frozen=True, kw_only=True)
class Office:
    """The worker, and what a dialog does with what was entered."""

    working: "Operations"
    begin: Callable[[CampaignPlan], object]
    record: Callable[[StepRecord], object]
    done: Callable[[object], None]


class NewCampaignDialog(FormDialog):
    """Asks for scheme, number, title and year."""

    def __init__(self, schemes: Mapping[str, str], year: int, office: Office, parent: QWidget | None) -> None:
        about = text(
            "The campaign is locked to the scheme as it is now; a scheme that is changed later is used by "
            "campaigns begun after that. The steps get the days of the scheme's own table, to be changed."
        )
        super().__init__(text("New campaign"), about, parent)
        self.scheme = QComboBox()
        self.scheme.setAccessibleName(text("Scheme"))
        for name, title in schemes.items():
            self.scheme.addItem(title, name)
        self.name, self.title = _line(text("Number")), _line(text("Title"))
        self.name.setPlaceholderText(f"{year}-1")
        self.year = QSpinBox()
        self.year.setAccessibleName(text("Year"))
        self.year.setRange(_FIRST_YEAR, _LAST_YEAR)
        self.year.setValue(year)
        self.lay_out([self.scheme, self.name, self.title, self.year], text("Begin"))
        self.when_asked(lambda: self.run(office.working, lambda: office.begin(self._plan()), office.done))

    def _plan(self) -> CampaignPlan:
        return CampaignPlan(
            id=self.name.text().strip(),
            title=self.title.text().strip(),
            year=self.year.value(),
            scheme=self.scheme.currentData(),
            scheme_digest="",
        )


class RecordDialog(FormDialog):
    """Asks what happened in a step: the day, how it went, who took part, papers, a note."""

    def __init__(self, step: ProcessStep, day: str, office: Office, parent: QWidget | None) -> None:
        super().__init__(text("Record: {step}", step=step.title), step.text, parent)
        self._step = step
        self.day, self.who = _line(text("Day")), _line(text("Who took part"))
        self.day.setText(day)
        self.outcome = QComboBox()
        self.outcome.setAccessibleName(text("How it went"))
        for result, title in result_titles().items():
            self.outcome.addItem(title, result)
        self.papers, self.note = _line(text("Papers")), _line(text("Note"))
        self.by = _line(text("Recorded by"))
        for field in (self.who, self.papers):
            field.setPlaceholderText(text("Several are separated by ;"))
        self.lay_out([self.day, self.outcome, self.who, self.papers, self.note, self.by], text("Record"))
        self.when_asked(lambda: self.run(office.working, lambda: office.record(self._record()), office.done))

    def _record(self) -> StepRecord:
        return StepRecord(
            step=self._step.id,
            day=self.day.text().strip(),
            result=self.outcome.currentData(),
            who=_listed(self.who.text()),
            papers=_listed(self.papers.text()),
            note=self.note.text().strip(),
            recorded_by=self.by.text().strip(),
        )


def _listed(words: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in words.replace("；", ";").split(";") if one.strip())


def _line(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    return field
