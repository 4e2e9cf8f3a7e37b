"""The dialogs of results: a choice between different sheets, a file removed; each with reason and name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from evaluator_app.domain.collecting import Returned, Rivals
from evaluator_app.domain.marks import EMPTY
from evaluator_app.domain.numbers import plain
from evaluator_app.domain.rubric import Rubric
from evaluator_app.domain.totals import total
from evaluator_app.late import late
from evaluator_app.ui.fields.row_table import row_table
from evaluator_app.ui.fields.rows_model import RowsModel
from evaluator_app.ui.fields.score_field import mark_text
from evaluator_app.ui.identity.form_dialog import FormDialog
from evaluator_app.ui.operation import Operations
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.language import text

if TYPE_CHECKING:
    from evaluator_app.services import results_files
    from evaluator_app.services.results_files import Said
else:
    results_files = late("evaluator_app.services.results_files")

T = TypeVar("T")
_ROWS = 12  # shown at once
Line = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SayingOffice:
    """The worker, what is done with a digest and what was said, and what follows."""

    working: Operations
    act: "Callable[[str, Said], object]"
    done: Callable[[str], None]  # who did it
    who: str


class SayingDialog(FormDialog):
    """Asks for a reason and a name, and does what it is for."""

    def __init__(self, heading: str, about: str, office: SayingOffice, parent: QWidget | None) -> None:
        super().__init__(heading, about, parent)
        self._office = office
        self.reason, self.by = QLineEdit(), QLineEdit(office.who)
        self.reason.setAccessibleName(text("Reason"))
        self.by.setAccessibleName(text("Done by"))

    def digest(self) -> str:
        """Which sheet or file it is about."""
        return ""

    def when_said(self) -> None:
        """Do it when the button is pressed."""
        self.when_asked(
            lambda: self.run(
                self._office.working,
                self._work(self.digest(), self.reason.text(), self.by.text()),
                lambda _: self._office.done(self.by.text().strip()),
            )
        )

    def _work(self, digest: str, reason: str, who: str) -> Callable[[], object]:
        return lambda: self._office.act(digest, results_files.Said(reason=reason, who=who))


class RemoveDialog(SayingDialog):
    """Asks why a file no longer counts."""

    def __init__(self, name: str, digest: str, office: SayingOffice, parent: QWidget | None) -> None:
        about = text(
            "It no longer counts, and everything is computed again. Taken in again it counts as before."
        )
        super().__init__(text("Remove {file}", file=name), about, office, parent)
        self._digest = digest
        self.lay_out([self.reason, self.by], text("Remove"))
        self.when_said()

    def digest(self) -> str:
        """The file's digest."""
        return self._digest


class ChoiceDialog(SayingDialog):
    """Shows the different sheets of an expert side by side, what differs coloured; asks which one counts."""

    def __init__(
        self,
        show: tuple[Theme, Rubric],
        rivals: Sequence[Rivals],
        office: SayingOffice,
        parent: QWidget | None,
    ) -> None:
        about = text(
            "The expert handed in different sheets of the same revision. Ask the expert; until somebody "
            "chooses none of them counts. What is chosen here and why is kept, and can be chosen anew."
        )
        super().__init__(text("Choose between different sheets"), about, office, parent)
        self.setMinimumWidth(720)
        self._theme, self._rubric = show
        theme = self._theme
        self._rivals = sorted(rivals, key=lambda one: one.choice is not None)
        self.expert, self.sheet = QComboBox(), QComboBox()
        self.expert.setAccessibleName(text("Expert"))
        self.sheet.setAccessibleName(text("The sheet that counts"))
        self.expert.addItems([one.expert for one in self._rivals])
        self.model = RowsModel[Line](self._headings(), lambda line: line, self, colour=self._colour)
        self.table = row_table(self.model, text("The sheets side by side"), theme, {})
        self.table.setMinimumHeight(theme.sizes.control * _ROWS)
        self.table.verticalHeader().setDefaultSectionSize(theme.sizes.control)
        self.lay_out(
            [self.sheet, self.reason, self.by], text("This sheet counts"), first=[self.expert, self.table]
        )
        self.expert.setVisible(len(self._rivals) > 1)
        self.expert.currentIndexChanged.connect(lambda _: self._show())
        self.when_said()
        self._show()

    def _headings(self) -> tuple[str, ...]:
        most = max(len(one.sheets) for one in self._rivals)
        return ("", *(text("Sheet {number}", number=number) for number in range(1, most + 1)))

    def shown(self) -> Rivals:
        """The sheets that are shown."""
        return self._rivals[max(0, self.expert.currentIndex())]

    def digest(self) -> str:
        """The digest of the sheet that is chosen."""
        return self.shown().sheets[max(0, self.sheet.currentIndex())].digest

    def _show(self) -> None:
        found = self.shown()
        self.sheet.clear()
        for number, one in enumerate(found.sheets, start=1):
            name = text("Sheet {number}", number=number)
            self.sheet.addItem(f"{name}: {one.file}")
        if found.choice is not None:
            place = next(n for n, digests in enumerate(found.digests) if found.choice.chosen in digests)
            self.sheet.setCurrentIndex(place)
            self.reason.setPlaceholderText(found.choice.reason)
        empty = ("",) * (self.model.columnCount() - 1 - len(found.sheets))
        lines = compared(self._rubric, found.sheets)
        self.model.show_rows([(*line, *empty) for line in lines])

    def _colour(self, line: Line, place: int) -> str:
        """What differs stands out."""
        given = line[1 : 1 + len(self.shown().sheets)]
        return self._theme.colours.notice if place and len(set(given)) > 1 else ""


def compared(rubric: Rubric, sheets: Sequence[Returned]) -> list[Line]:
    """The sheets line by line: file, signature, time, total, each mark with its note, each remark."""
    marks = [one.sheet.marks for one in sheets]
    totals = (total(rubric, found.entries) for found in marks)
    lines: list[Line] = [
        (text("File"), *(one.file for one in sheets)),
        (text("Signature"), *(text("signed") if one.signed else text("without signature") for one in sheets)),
        (text("Written at"), *(one.sheet.written[:16].replace("T", " ") for one in sheets)),
    ]
    if not rubric.qualitative:
        lines.append((text("Total"), *(plain(one.score) for one in totals)))
    for criterion in rubric.criteria:
        entries = [found.entries.get(criterion.id, EMPTY) for found in marks]
        shown = (" · ".join(part for part in (mark_text(e.mark, criterion), e.note) if part) for e in entries)
        lines.append((criterion.title, *shown))
    lines += [
        (remark.title, *(found.remarks.get(remark.id, "") for found in marks)) for remark in rubric.remarks
    ]
    return lines
