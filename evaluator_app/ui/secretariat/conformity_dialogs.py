"""The dialogs of the conformity check: one rule judged, letters written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from evaluator_app.domain.conformity_results import Judgement, RuleResult
from evaluator_app.domain.judging import takes_figure
from evaluator_app.ui.identity.form_dialog import FormDialog
from evaluator_app.ui.operation import problems_of
from evaluator_app.wording.conformity import outcome_titles, result_lines
from evaluator_app.wording.language import text

if TYPE_CHECKING:
    from evaluator_app.ui.operation import Operations

_REASON_LINES = 3


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The worker, what is done with an answer, and what follows."""

    working: "Operations"
    do: Callable[..., object]
    done: Callable[..., None]


class JudgeDialog(FormDialog):
    """Asks how a rule stands, a figure where one counts, why, and who says so."""

    def __init__(self, rule: RuleResult, by: str, asked: Asked, parent: QWidget | None) -> None:
        super().__init__(text("Judge"), "\n".join(result_lines(rule)), parent)
        self._rule = rule
        self.setMinimumWidth(560)
        self.outcome = QComboBox()
        self.outcome.setAccessibleName(text("How the rule stands"))
        for met, title in outcome_titles(rule):
            self.outcome.addItem(title, met)
        self.figure, self.by = QLineEdit(self), QLineEdit(by)
        self.figure.setAccessibleName(text("Figure: a number, or a day such as 2024-03-01"))
        self.by.setAccessibleName(text("Who judges"))
        self.reason = QPlainTextEdit()
        self.reason.setAccessibleName(text("Reason"))
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(self.fontMetrics().lineSpacing() * (_REASON_LINES + 1))
        figure = (self.figure,) if takes_figure(rule.rule) else ()
        self.figure.setVisible(bool(figure))
        self.lay_out([self.outcome, *figure, self.reason, self.by], text("Judge"))
        self.when_asked(lambda: self.run(asked.working, lambda: asked.do(self.judgement()), asked.done))

    def judgement(self) -> Judgement:
        """What was entered."""
        return Judgement(
            rule=self._rule.rule,
            figure=self.figure.text().strip(),
            met=self.outcome.currentData(),
            reason=self.reason.toPlainText().strip(),
            by=self.by.text().strip(),
        )


@dataclass(frozen=True, kw_only=True)
class LetterWish:
    """Which letters are wanted, and what they say besides the results."""

    which: str = ""
    sender: str = ""
    day: str = ""
    until: str = ""
    to: str = ""
    target: Path = Path()


class LetterDialog(FormDialog):
    """Asks for sender and day, for which applications or for whom, and where to write."""

    def __init__(self, heading: str, known: LetterWish, asked: Asked, parent: QWidget | None) -> None:
        about = text("Made from a Word template; your own copy of it goes before the program's.")
        super().__init__(heading, about, parent)
        self._asked = asked
        self.which = QComboBox(self)
        self.which.setAccessibleName(text("For which applications"))
        self.writer, self.day = _line(text("Sender"), known.sender), _line(text("Day"), known.day)
        self.until = _line(text("Last day for an answer (may be empty)"), "", self)
        self.to = _line(text("For whom (may be empty)"), "", self)
        self.own = QPushButton(text("Edit your own template…"))
        self.own.setProperty("flat", True)  # noqa: FBT003 - Qt's property
        self.own.setAutoDefault(False)

    def for_applications(self, choices: Sequence[tuple[str, str]], ask: Callable[[], Path | None]) -> None:
        """Letters to applicants: for some or all of them, into a folder."""
        for name, title in choices:
            self.which.addItem(title, name)
        self._finish([self.which, self.writer, self.day, self.until], ask)

    def for_list(self, ask: Callable[[], Path | None]) -> None:
        """One letter with the list."""
        self._finish([self.writer, self.day, self.to], ask)

    def _finish(self, fields: Sequence[QWidget], ask: Callable[[], Path | None]) -> None:
        for one in (self.which, self.until, self.to):
            one.setVisible(one in fields)
        self.lay_out(fields, text("Write…"), first=[self.own])
        self.when_asked(lambda: self._write(ask))

    def _write(self, ask: Callable[[], Path | None]) -> None:
        target = ask()
        if target is not None:
            wish = replace(self.wish(), target=target)
            self.run(self._asked.working, lambda: self._asked.do(wish), self._asked.done)

    def fail(self, error: Exception) -> None:
        """Say why a template could not be copied."""
        self.show_problems(problems_of(error))

    def wish(self) -> LetterWish:
        """What was entered, but for where to write."""
        return LetterWish(
            which=self.which.currentData() or "",
            sender=self.writer.text().strip(),
            day=self.day.text().strip(),
            until=self.until.text().strip(),
            to=self.to.text().strip(),
        )


def _line(name: str, known: str = "", parent: QWidget | None = None) -> QLineEdit:
    field = QLineEdit(known, parent)
    field.setAccessibleName(name)
    return field
