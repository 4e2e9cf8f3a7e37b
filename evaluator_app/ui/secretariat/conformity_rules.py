"""The rules of one application: how each stands, what was found, its documents, and judging it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHeaderView, QPushButton, QScrollArea, QTableView, QWidget

from evaluator_app.domain.application import Document
from evaluator_app.domain.conformity_results import RuleResult
from evaluator_app.domain.media import UNKNOWN, WITH_MACROS
from evaluator_app.domain.rule_documents import documents_of_rule
from evaluator_app.domain.scheme import Scheme
from evaluator_app.ui.fields.flow import FlowLayout
from evaluator_app.ui.fields.labels import elided, label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.fields.messages import problem_list
from evaluator_app.ui.secretariat.conformity_models import RuleColumn, RulesModel
from evaluator_app.ui.secretariat.tables import calm_table
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.conformity import result_lines
from evaluator_app.wording.language import text

if TYPE_CHECKING:
    from evaluator_app.services.conformity import Checked

_WIDTHS = {RuleColumn.STATE: 150, RuleColumn.FOUND: 140, RuleColumn.WANTED: 110}
_DETAILS_HEIGHT = 11  # of what is said of a rule, in letters
_SHOWN_LINKS = 12


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
        self.model = RulesModel(theme, self)
        self.table = self._make_table()
        self._details = label(wrap=True)
        self._details.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._details.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._links = FlowLayout()
        self.judge = QPushButton(text("Judge…"))
        self.judge.setProperty("primary", True)  # noqa: FBT003 - Qt's property
        self.judge.clicked.connect(lambda _=False: self.ask_to_judge())
        self._lay_out()
        self.show_application(None, None)

    def _make_table(self) -> QTableView:
        table = calm_table(self._theme, text("Rules and how they stand"), self.model)
        table.horizontalHeader().setSectionResizeMode(RuleColumn.RULE, QHeaderView.ResizeMode.Stretch)
        scale = self._theme.sizes.body / 14
        for section, width in _WIDTHS.items():
            table.setColumnWidth(section, round(width * scale))
        table.selectionModel().currentRowChanged.connect(lambda *_: self._show_details())
        table.doubleClicked.connect(lambda _: self.ask_to_judge())
        enter = QShortcut(QKeySequence(Qt.Key.Key_Return), table, context=Qt.ShortcutContext.WidgetShortcut)
        enter.activated.connect(self.ask_to_judge)
        return table

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "page")
        inside.setLayout(column(self._details, self._links, None, spacing=8, margins=(0, 0, 8, 0)))
        area = QScrollArea()
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(text("What is to be said of the rule"))
        area.setWidget(inside)
        area.setMinimumHeight(self._theme.sizes.body * _DETAILS_HEIGHT)
        self.setLayout(
            column(
                row(
                    (column(self._heading, self._facts, spacing=2), 1), self.only_open, self.judge, spacing=12
                ),
                (self.table, 3),
                (area, 2),
                spacing=8,
            )
        )

    # -- what is shown

    def show_application(self, scheme: Scheme | None, checked: "Checked | None") -> None:
        """Show the rules of an application, or why it cannot be read."""
        same = self._checked is not None and checked is not None and self._checked.folder == checked.folder
        kept = self.current().rule if same and self.current() is not None else ""  # type: ignore[union-attr] # asked for
        self._scheme, self._checked = scheme, checked
        found = checked.conformity if checked is not None else None
        application = found.application if found is not None else None
        self._heading.setText(
            f"{application.organisation} · {application.site}"
            if application
            else (checked.folder.name if checked else text("Choose an application."))
        )
        self._facts.setText(
            " · ".join(
                part
                for part in (
                    application.id,
                    application.title,
                    application.sector,
                    application.intended_grade,
                )
                if part
            )
            if application
            else ""
        )
        self._show_rules(kept)
        if checked is not None and checked.problems:
            self._details.setText(problem_list(checked.problems))

    def _show_rules(self, kept: str = "") -> None:
        found = self._checked.conformity if self._checked is not None else None
        self.model.show_rules(found, only_open=self.only_open.isChecked())
        place = self.model.place(kept) if kept else self.model.next_open(0)
        if self.model.rowCount():
            self.table.selectRow(max(place, 0))
        self._show_details()

    def current(self) -> RuleResult | None:
        """The rule that is chosen."""
        index = self.table.currentIndex()
        return self.model.row(index.row()) if index.isValid() else None

    def select_next(self) -> None:
        """Go on to the next rule that a person has to judge."""
        place = self.model.next_open(max(self.table.currentIndex().row(), 0))
        if place >= 0:
            self.table.selectRow(place)

    def ask_to_judge(self) -> None:
        """Ask for a judgement of the chosen rule."""
        one = self.current()
        if one is not None:
            self.judge_wanted.emit(one)

    def _show_details(self) -> None:
        one = self.current()
        self.judge.setEnabled(one is not None)
        self._details.setText("\n".join(result_lines(one)) if one is not None else "")
        self._clear_links()
        if one is not None:
            self._show_links(one)

    # -- documents

    def _clear_links(self) -> None:
        while (item := self._links.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()

    def _show_links(self, one: RuleResult) -> None:
        checked, scheme = self._checked, self._scheme
        if checked is None or checked.conformity is None or scheme is None:
            return
        for document in self._documents(scheme, one):
            self._add_link(document.title, checked.folder, document)
        self._add_link(text("Open the folder"), checked.folder, None)

    def _documents(self, scheme: Scheme, one: RuleResult) -> Sequence[Document]:
        """The documents of a rule; those of the whole application where it has none of its own."""
        if self._checked is None or self._checked.conformity is None:
            return ()
        application = self._checked.conformity.application
        found = documents_of_rule(scheme, application, one.rule) or application.documents
        return found[:_SHOWN_LINKS]

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


def may_open(document: Document) -> bool:
    """Whether a document is of a known kind without macros; of any other only the folder is opened."""
    return document.media != UNKNOWN and document.media not in WITH_MACROS


def open_outside(path: Path) -> None:
    """Open a file or folder with the program people use for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
