"""The rules of one application: how each stands, what was found, its documents, and judging it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QPushButton, QTableView, QWidget

from evaluator_app.domain.application import Document
from evaluator_app.domain.conformity_results import RuleResult, Verdict
from evaluator_app.domain.media import UNKNOWN, WITH_MACROS
from evaluator_app.domain.rule_documents import documents_of_rule
from evaluator_app.domain.scheme import Scheme
from evaluator_app.ui.fields.flow import FlowLayout
from evaluator_app.ui.fields.labels import elided
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.fields.messages import problem_list
from evaluator_app.ui.fields.row_table import chosen_row, row_table, when_chosen
from evaluator_app.ui.fields.rows_model import RowsModel
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.conformity import found_words, result_lines, short_words, wanted_words
from evaluator_app.wording.language import text

if TYPE_CHECKING:
    from evaluator_app.services.conformity import Checked

_STATE, _REQUIREMENT, _FOUND, _WANTED = range(4)
_WIDTHS = {_STATE: 100, _FOUND: 112, _WANTED: 112}
_OPEN = (Verdict.NOT_MET, Verdict.TO_JUDGE)
_OWN_LINKS, _OTHER_LINKS = 12, 4


class RulesPane(QWidget):
    """Shows one application at a time; judging is asked for with a signal."""

    judge_wanted = Signal(object)  # the RuleResult

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._scheme: Scheme | None = None
        self._checked: Checked | None = None
        self._heading = elided(weight="strong")
        self._facts = elided(tone="muted", textSize="small")
        self.only_open = QCheckBox(text("Only what is open"))
        self.only_open.toggled.connect(lambda _: self._show_rules())
        headings = (text("State"), text("Requirement"), text("Found"), text("Wanted"))
        self.model: RowsModel[RuleResult] = RowsModel(headings, _cells, self, colour=self._colour)
        self.table = self._make_table()
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(text("What is to be said of the rule"))
        self._links = FlowLayout()
        self.judge = QPushButton(text("Judge…"))
        self.judge.setProperty("primary", True)  # noqa: FBT003 - Qt's property
        self.judge.clicked.connect(lambda _=False: self.ask_to_judge())
        self._lay_out()
        self.show_application(None, None)

    def _make_table(self) -> QTableView:
        table = row_table(self.model, text("Rules and how they stand"), self._theme, _WIDTHS)
        when_chosen(table, self._show_details)
        table.doubleClicked.connect(lambda _: self.ask_to_judge())
        enter = QShortcut(QKeySequence(Qt.Key.Key_Return), table, context=Qt.ShortcutContext.WidgetShortcut)
        enter.activated.connect(self.ask_to_judge)
        return table

    def _colour(self, one: RuleResult, section: int) -> str:
        return verdict_colour(self._theme, one.verdict) if section == _STATE else ""

    def _lay_out(self) -> None:
        links = QWidget()
        links.setLayout(self._links)
        self.setLayout(
            column(
                row(
                    (column(self._heading, self._facts, spacing=2), 1), self.only_open, self.judge, spacing=12
                ),
                (self.table, 5),
                (self.details, 2),
                links,
                spacing=8,
            )
        )

    # -- what is shown

    def show_application(self, scheme: Scheme | None, checked: "Checked | None") -> None:
        """Show the rules of an application, or why it cannot be read."""
        same = self._checked is not None and checked is not None and self._checked.folder == checked.folder
        before = self.current() if same else None
        self._scheme, self._checked = scheme, checked
        self._heading.setText(_heading(checked))
        self._facts.setText(_facts(checked))
        self._show_rules(before.rule if before is not None else "")

    def _show_rules(self, kept: str = "") -> None:
        found = self._checked.conformity if self._checked is not None else None
        results = found.results if found is not None else ()
        only_open = self.only_open.isChecked()
        self.model.show_rows([one for one in results if not only_open or one.verdict in _OPEN])
        place = next((n for n, one in enumerate(self.model.rows) if one.rule == kept), -1)
        if self.model.rows:
            self.table.selectRow(place if place >= 0 else max(self._next_open(0), 0))

    def current(self) -> RuleResult | None:
        """The rule that is chosen."""
        number = chosen_row(self.table)
        return self.model.rows[number] if number is not None else None

    def select_next(self) -> None:
        """Go on to the next rule that a person has to judge, from the top again at the end."""
        place = self._next_open(chosen_row(self.table) or 0)
        if place >= 0:
            self.table.selectRow(place)

    def _next_open(self, after: int) -> int:
        rows = self.model.rows
        numbers = [*range(after, len(rows)), *range(min(after, len(rows)))]
        return next((one for one in numbers if rows[one].verdict is Verdict.TO_JUDGE), -1)

    def ask_to_judge(self) -> None:
        """Ask for a judgement of the chosen rule."""
        one = self.current()
        if one is not None:
            self.judge_wanted.emit(one)

    def _show_details(self) -> None:
        one = self.current()
        self.judge.setEnabled(one is not None)
        problems = self._checked.problems if self._checked is not None else ()
        self.details.setPlainText("\n".join(result_lines(one)) if one is not None else problem_list(problems))
        self._clear_links()
        if one is not None:
            self._show_links(one)

    # -- documents

    def _clear_links(self) -> None:
        while (item := self._links.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()

    def _show_links(self, one: RuleResult) -> None:
        checked, scheme = self._checked, self._scheme
        if checked is None or checked.conformity is None or scheme is None:
            return
        for document in self._documents(scheme, one):
            self._add_link(document.title, checked.folder, document)
        self._add_link(text("Open the folder"), checked.folder, None)

    def _documents(self, scheme: Scheme, one: RuleResult) -> Sequence[Document]:
        """The documents of a rule; the first of the application where it has none of its own."""
        if self._checked is None or self._checked.conformity is None:
            return ()
        application = self._checked.conformity.application
        own = documents_of_rule(scheme, application, one.rule)
        return own[:_OWN_LINKS] if own else application.documents[:_OTHER_LINKS]

    def _add_link(self, caption: str, folder: Path, document: Document | None) -> None:
        target = folder / document.id if document is not None and may_open(document) else folder
        link = QPushButton(caption)
        link.setProperty("link", True)  # noqa: FBT003 - Qt's property
        link.setToolTip(str(folder / document.id) if document is not None else str(folder))
        link.clicked.connect(lambda _=False: open_outside(target))
        self._links.addWidget(link)

    def links(self) -> Sequence[QPushButton]:
        """The links to documents, the folder last."""
        items = (self._links.itemAt(number) for number in range(self._links.count()))
        widgets = (item.widget() for item in items if item is not None)
        return tuple(one for one in widgets if isinstance(one, QPushButton))


def verdict_colour(theme: Theme, verdict: Verdict) -> str:
    """The colour beside the word of a verdict."""
    colours = theme.colours
    return {
        Verdict.MET: colours.good,
        Verdict.NOT_MET: colours.blocked,
        Verdict.TO_JUDGE: colours.notice,
        Verdict.NOT_NEEDED: colours.muted,
    }[verdict]


def _cells(one: RuleResult) -> Sequence[str]:
    return (short_words(one), one.text, found_words(one), wanted_words(one))


def _heading(checked: "Checked | None") -> str:
    if checked is None:
        return text("Choose an application.")
    if checked.conformity is None:
        return checked.folder.name
    application = checked.conformity.application
    return f"{application.organisation} · {application.site}"


def _facts(checked: "Checked | None") -> str:
    if checked is None or checked.conformity is None:
        return ""
    one = checked.conformity.application
    return " · ".join(part for part in (one.id, one.title, one.sector, one.intended_grade) if part)


def may_open(document: Document) -> bool:
    """Whether a document is of a known kind without macros; of any other only the folder is opened."""
    return document.media != UNKNOWN and document.media not in WITH_MACROS


def open_outside(path: Path) -> None:
    """Open a file or folder with the program people use for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
