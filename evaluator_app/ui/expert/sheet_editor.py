"""The sheet being scored: its state after every change, and each change on its way to the disk."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from evaluator_app.domain.history import SheetState, Step, edit, redo, undo
from evaluator_app.domain.problems import Problem
from evaluator_app.domain.rubric import Rubric
from evaluator_app.domain.sheet import findings
from evaluator_app.late import late
from evaluator_app.ui.expert.edits import CardEdit
from evaluator_app.ui.expert.saving import Saver

if TYPE_CHECKING:
    from evaluator_app.services import scoring
else:
    scoring = late("evaluator_app.services.scoring")


class SheetEditor(QObject):
    """Remembers the open sheet's last state; every change is a new state and a journal row."""

    changed = Signal(object, bool)  # the marks, and whether a row is on its way to the disk

    def __init__(self, saver: Saver, parent: QObject) -> None:
        super().__init__(parent)
        self._saver = saver
        self._sheet: scoring.OpenSheet | None = None
        self._state: SheetState | None = None
        self.who = ""

    @property
    def sheet(self) -> "scoring.OpenSheet | None":
        """The open sheet as it is now, or None at home."""
        if self._sheet is None or self._state is None:
            return None
        return replace(self._sheet, state=self._state)

    @property
    def frozen(self) -> bool:
        """Whether the open sheet is signed and takes no edit."""
        return self._sheet is not None and self._sheet.revision.signed is not None

    def open_sheet(self, sheet: "scoring.OpenSheet | None") -> None:
        """Work on this sheet from now on."""
        self._sheet, self._state = sheet, sheet.state if sheet else None

    def change(self, change: CardEdit) -> None:
        """Take a change by the expert."""
        if self._state is not None and self.frozen:
            self.changed.emit(self._state.marks, False)  # noqa: FBT003 - a signal has no keywords
        elif self._state is not None:
            self._take(edit(self._state, change.subject, change.target, change.value))

    def undo(self) -> str:
        """Take the last change back; what it touched, or nothing."""
        return self._back(undo)

    def redo(self) -> str:
        """Make the last change taken back again; what it touched, or nothing."""
        return self._back(redo)

    def _back(self, way: Callable[[SheetState], Step | None]) -> str:
        step = way(self._state) if self._state is not None and not self.frozen else None
        if step is None:
            return ""
        self._take(step)
        return step.row.target

    def _take(self, step: Step | None) -> None:
        if self._sheet is None or self._state is None:
            return
        if step is not None:
            self._state = step.state
            self._saver.save(self._sheet.key, step.row, self.who)
        self.changed.emit(self._state.marks, step is not None)

    def rubric(self) -> Rubric | None:
        """The rubric of the open sheet."""
        return self._sheet.scheme.scheme.rubric if self._sheet else None

    def missing(self) -> tuple[Problem, ...]:
        """What keeps the open sheet from being finished."""
        rubric = self.rubric()
        return findings(rubric, self._state.marks) if rubric and self._state else ()

    def next_missing(self, here: str) -> str:
        """The criterion or remark to fill in next after this one, or nothing."""
        rubric = self.rubric()
        if rubric is None:
            return ""
        order = [*rubric.criteria_by_id, *(remark.id for remark in rubric.remarks)]
        after = order.index(here) + 1 if here in order else 0
        targets = {one.details.get("criterion") or one.details.get("remark", "") for one in self.missing()}
        return next((name for name in order[after:] + order[:after] if name in targets), "")
