"""Entering a paper sheet twice: the same form empty again, what differs, the scan, who entered it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QPushButton, QWidget

from evaluator_app.domain.double_entry import Entered
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.history import SheetState, edit
from evaluator_app.domain.sheet import Marks
from evaluator_app.late import late
from evaluator_app.ui.expert.edits import CardEdit
from evaluator_app.ui.expert.rubric_form import RubricForm
from evaluator_app.ui.fields.file_dialogs import ask_identity, ask_scan, ask_target
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.fields.messages import problem_list
from evaluator_app.ui.fields.passphrase import PassphraseField
from evaluator_app.ui.operation import Operations, problems_of
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.language import text

if TYPE_CHECKING:
    from evaluator_app.services import identities, paper, sheets
else:
    identities = late("evaluator_app.services.identities")
    paper = late("evaluator_app.services.paper")
    sheets = late("evaluator_app.services.sheets")


class PaperDialog(QDialog):
    """One form for both entries; the second begins empty, and nothing of the first is shown."""

    def __init__(
        self, theme: Theme, working: Operations, package: "paper.VerifiedPackage", parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("Enter a paper sheet"))
        self.resize(900, 680)
        self._working, self._package = working, package
        self._first: Entered | None = None
        self._state = SheetState(marks=Marks())
        self.application = QComboBox()
        self.application.setAccessibleName(text("Application"))
        for one in package.package.applications:
            self.application.addItem(f"{one.id}  {one.organisation} · {one.site}", one.id)
        self.name, self.organisation = _line(text("Expert")), _line(text("Employer"))
        self.passphrase = PassphraseField(text("Passphrase of the secretariat"))
        self.passphrase.setPlaceholderText(self.passphrase.accessibleName())
        self.passphrase.hide()
        self.form = RubricForm(theme)
        self.form.edited.connect(self._edited)
        self._heading = label(text("First entry"), textSize="title")
        self._trouble = label(wrap=True, tone="blocked")
        self.next = QPushButton(text("Then the second entry"))
        self.next.setProperty("primary", True)  # noqa: FBT003 - Qt's property
        self.next.setAutoDefault(False)
        self.next.clicked.connect(self._go_on)
        self._lay_out()
        self.form.show_rubric(package.scheme.scheme.rubric, self._state.marks)

    def _lay_out(self) -> None:
        back = QPushButton(text("Cancel"))
        back.setAutoDefault(False)
        back.clicked.connect(self.reject)
        who = row((self.name, 1), (self.organisation, 1), spacing=8)
        acts = row((self.passphrase, 1), None, back, self.next, spacing=8)
        self.setLayout(
            column(
                *(self._heading, self.application, who, (self.form, 1), self._trouble, acts),
                spacing=10,
                margins=(20, 16, 20, 16),
            )
        )

    def _edited(self, change: CardEdit) -> None:
        step = edit(self._state, change.subject, change.target, change.value) if change.final else None
        if step is not None:
            self._state = step.state
            self.form.show_marks(step.state.marks)

    def _entered(self) -> Entered:
        self.form.finish()
        expert = Expert(name=self.name.text().strip(), organisation=self.organisation.text().strip())
        return expert, self._state.marks

    def _go_on(self) -> None:
        entered = self._entered()
        if self._first is None:
            self._first = entered
            self._begin_second()
            return
        problems = paper.problems_between(self._package, self._first, entered)
        self._trouble.setText(problem_list(problems))
        if not problems:
            self._write(paper.Typed(first=self._first, second=entered, scan=Path()))

    def _begin_second(self) -> None:
        self._state = SheetState(marks=Marks())
        self._heading.setText(text("Second entry: from the paper again, without looking at the first"))
        self.name.clear()
        self.organisation.clear()
        self.application.setEnabled(False)
        self.passphrase.show()
        self.next.setText(text("Compare, sign and write"))
        self.form.show_rubric(self._package.scheme.scheme.rubric, self._state.marks)

    def _write(self, typed: "paper.Typed") -> None:
        name = f"{self.application.currentData()}-{typed.first[0].name}-paper.xlsx"
        scan = ask_scan(self)
        identity = ask_identity(self) if scan is not None else None
        excel = text("Excel workbook (*.xlsx)")
        target = ask_target(self, text("Save paper sheet"), name, excel) if identity is not None else None
        if scan is None or identity is None or target is None:
            return
        source = sheets.Source(package=self._package.path, application=self.application.currentData())
        whole = paper.Typed(first=typed.first, second=typed.second, scan=scan)
        key = identities.KeyFile(path=identity, passphrase=self.passphrase.passphrase())
        self._working.run(
            lambda: paper.write_paper(source, whole, key.load(), target),
            lambda _: self.accept(),
            lambda error: self._trouble.setText(problem_list(problems_of(error))),
        )


def _line(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(name)
    return field
