"""Pledge of secrecy and declaration of interests: what an expert says before anything is opened."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QTableView,
    QWidget,
)

from evaluator_app.domain.declarations import Declarations, Recusal, Relation
from evaluator_app.domain.problems import Problem
from evaluator_app.ui.expert.declaration_model import Column, DeclarationsModel
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.fields.messages import problem_list
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.declarations import relation_titles
from evaluator_app.wording.language import plural, text

if TYPE_CHECKING:
    from evaluator_app.services import declaring
else:
    from evaluator_app.late import late

    declaring = late("evaluator_app.services.declaring")


class DeclarationDialog(QDialog):
    """Nothing is chosen for the expert but what is known; leaving it declares nothing."""

    declared = Signal(object)  # declaring.Answers

    def __init__(
        self,
        theme: Theme,
        model: DeclarationsModel,
        pledge: tuple[str, Declarations],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self.model = theme, model
        words, self._standing = pledge
        self.setWindowTitle(text("Pledge and declaration of interests"))
        self.setMinimumSize(760, 560)
        self.resize(920, 640)
        self._words = words
        self.pledge = QCheckBox(text("I have read this and pledge it."))
        self.none = QRadioButton(text("No interest"))
        self.recuse = QRadioButton(text("I recuse myself"))
        self.relation = QComboBox()
        self.reason = QLineEdit()
        self._about = label(wrap=True, tone="muted", textSize="small")
        self.trouble = label(wrap=True, tone="blocked")
        self.trouble.hide()
        self.rest = QPushButton(text("No interest in all the others"))
        self.go = QPushButton(text("Declare"))
        self.table = self._make_table()
        self._make_choice()
        self._make_buttons()
        self._lay_out()
        self.table.selectRow(self._first_open())
        self._show_state()

    # -- the parts

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName(text("Applications and what is declared about them"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self._theme.sizes.touch)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        for section in (Column.ORGANISATION, Column.SITE, Column.DECLARED):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)
        table.selectionModel().selectionChanged.connect(lambda *_: self._show_choice())
        return table

    def _make_choice(self) -> None:
        self.relation.setAccessibleName(text("Relation"))
        for relation, title in relation_titles().items():
            self.relation.addItem(title, relation)
        self.relation.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.reason.setAccessibleName(text("Reason"))
        self.reason.setPlaceholderText(text("Reason, in a few words"))
        self.reason.setMaxLength(500)
        self.none.clicked.connect(self._choose)
        self.recuse.clicked.connect(self._choose)
        self.relation.activated.connect(lambda _: self._choose())
        self.reason.textEdited.connect(lambda _: self._choose())

    def _make_buttons(self) -> None:
        self.rest.setAutoDefault(False)
        self.rest.clicked.connect(self._choose_for_rest)
        self.go.setProperty("primary", True)  # noqa: FBT003 - Qt's property
        self.go.clicked.connect(self._declare)
        self.pledge.toggled.connect(lambda _: self._show_state())

    def _lay_out(self) -> None:
        words = QPlainTextEdit(self._words)
        words.setReadOnly(True)
        words.setTabChangesFocus(True)
        words.setAccessibleName(text("Pledge of secrecy"))
        words.setFixedHeight(self._theme.sizes.body * 9)
        given = self._standing.pledge
        said = label(text("Pledged by {name} at {time}.", name=given.by, time=given.at) if given else "")
        said.setVisible(given is not None)
        self.pledge.setVisible(given is None)
        leave = QPushButton(text("Cancel"))
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        choice = row(self.none, self.recuse, (self.relation, 2), (self.reason, 3), spacing=12)
        self.setLayout(
            column(
                label(text("Pledge of secrecy"), weight="strong"),
                words,
                self.pledge,
                said,
                row(label(text("Interests in the applicants"), weight="strong"), None, self.rest),
                (self.table, 1),
                choice,
                self._about,
                self.trouble,
                row(None, leave, self.go),
                spacing=10,
                margins=(20, 16, 20, 16),
            )
        )

    # -- what is chosen

    def _rows(self) -> list[int]:
        return sorted(one.row() for one in self.table.selectionModel().selectedRows())

    def _first_open(self) -> int:
        names = [one.id for one in self.model.applications]
        return next((row for row, name in enumerate(names) if name not in self.model.choices), 0)

    def _show_choice(self) -> None:
        """Show what is chosen for the selected rows."""
        rows = self._rows()
        names = [self.model.applications[row].id for row in rows]
        chosen = self.model.choices.get(names[0]) if names else None
        same = bool(names) and all(
            name in self.model.choices and self.model.choices[name] == chosen for name in names
        )
        for button, on in (
            (self.none, same and chosen is None),
            (self.recuse, same and chosen is not None),
        ):
            button.setAutoExclusive(False)
            button.setChecked(on)
            button.setAutoExclusive(True)
            button.setEnabled(bool(names))
        self.relation.setCurrentIndex(
            max(0, self.relation.findData(chosen.relation)) if chosen and same else self.relation.count() - 1
        )
        self.reason.setText(chosen.reason if chosen and same else "")
        self._enable_reason()

    def _enable_reason(self) -> None:
        rows = self._rows()
        recused = self.recuse.isChecked()
        back = any(self.model.is_taken_back(one) for one in rows)
        self.relation.setEnabled(recused)
        self.reason.setEnabled(recused or back)
        self._about.setText(
            text("Say why the recusal is taken back; both stay on record.")
            if back
            else text("What you recuse yourself from stays closed; the secretariat is told the reason.")
        )

    def _choose(self) -> None:
        if self.recuse.isChecked():
            relation = self.relation.currentData() or Relation.OTHER
            self.model.choose(self._rows(), Recusal(relation=relation, reason=self.reason.text()))
        elif self.none.isChecked():
            self.model.choose(self._rows(), None, self.reason.text())
        self._enable_reason()
        self._show_state()

    def _choose_for_rest(self) -> None:
        self.model.choose_for_rest()
        self._show_choice()
        self._show_state()

    def _show_state(self) -> None:
        missing = self.model.missing()
        pledged = self._standing.pledge is not None or self.pledge.isChecked()
        self.rest.setEnabled(missing > 0)
        self.go.setEnabled(pledged and not missing)
        words = plural(
            "{count} application is not declared yet.", "{count} applications are not declared yet.", missing
        )
        self.go.setToolTip(words if missing else "" if pledged else text("The pledge comes first."))

    # -- what comes of it

    def _declare(self) -> None:
        self.trouble.hide()
        choices = self.model.changed()
        words = self._words if self._standing.pledge is None else ""
        self.declared.emit(declaring.Answers(choices=choices, reasons=self.model.reasons, pledge=words))

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Say why it was not taken; what was chosen stays."""
        self.trouble.setText(problem_list(tuple(problems)))
        self.trouble.show()
