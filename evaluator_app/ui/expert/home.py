"""Home of the expert desk: the applications received, where each stands, and what to do next."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTableView,
    QWidget,
)

from evaluator_app.domain.expert import Expert
from evaluator_app.domain.problems import Problem
from evaluator_app.ui.expert.home_filter import ApplicationsFilter, Show, show_titles
from evaluator_app.ui.expert.home_model import ApplicationsModel, Column
from evaluator_app.ui.fields.labels import elided, label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.fields.messages import Message, problem_list
from evaluator_app.ui.fields.progress_row import ProgressRow
from evaluator_app.ui.icons import Icon, give_icon
from evaluator_app.ui.operation import Progress
from evaluator_app.ui.style import restyle
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.language import plural, text

if TYPE_CHECKING:
    from evaluator_app.services import scoring

_WIDTHS = {
    Column.ID: 90,
    Column.STAGE: 110,
    Column.PROGRESS: 80,
    Column.TOTAL: 80,
    Column.STATUS: 150,
    Column.DUE: 110,
}


class HomePage(QWidget):
    """Shows the expert's packages; tells which application to score."""

    opened = Signal(str, str)  # package id, application id
    package_wanted = Signal()
    sample_wanted = Signal()
    profile_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self._theme = theme
        self._summary = elided(tone="muted", textSize="small")
        self._notice = label(wrap=True)
        self._notice.hide()
        self._progress = ProgressRow()
        self._model = ApplicationsModel(self)
        self._filter = ApplicationsFilter(self._model)
        self._table: QTableView | None = None  # made when there is something to show, not at the start
        self._message = Message()
        self._message.acted.connect(self.package_wanted)
        self._message.show_text(text("Opening the workspace…"), "")
        self._profile = self._button(Icon.PERSON, "", self.profile_wanted)
        self._sample = QPushButton(text("Try it with the sample"))
        self._sample.setProperty("flat", True)  # noqa: FBT003 - Qt's property
        self._sample.clicked.connect(self.sample_wanted)
        self._sample.hide()
        self._stack = QStackedWidget()
        self._lay_out()

    def _button(self, icon: Icon, caption: str, wanted: SignalInstance) -> QPushButton:
        button = QPushButton(caption)
        give_icon(button, icon, self._theme)
        button.clicked.connect(wanted)
        return button

    def _search_field(self) -> QLineEdit:
        search = self._search = QLineEdit()
        search.setClearButtonEnabled(True)
        search.setPlaceholderText(text("Search number, organisation, site"))
        search.setAccessibleName(text("Search applications"))
        search.textChanged.connect(self._filter.show_words)
        return search

    def _status_choice(self) -> QComboBox:
        choice = QComboBox()
        choice.setAccessibleName(text("Which applications"))
        for show, title in show_titles().items():
            choice.addItem(title, show)
        choice.currentIndexChanged.connect(lambda i: self._filter.show_only(Show(choice.itemData(i))))
        return choice

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self._filter)
        table.setAccessibleName(text("Applications"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setSortingEnabled(True)
        table.sortByColumn(Column.ID, Qt.SortOrder.AscendingOrder)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self._theme.sizes.touch + 4)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        scale = self._theme.sizes.body / 14
        for section, width in _WIDTHS.items():
            table.setColumnWidth(section, round(width * scale))
        for section in (Column.ORGANISATION, Column.SITE):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)
        table.activated.connect(self._open_row)
        enter = QShortcut(QKeySequence(Qt.Key.Key_Return), table, context=Qt.ShortcutContext.WidgetShortcut)
        enter.activated.connect(lambda: self._open_row(table.currentIndex()))
        table.doubleClicked.connect(self._open_row)
        return table

    def _lay_out(self) -> None:
        names = column(label(text("My reviews"), textSize="title"), self._summary, spacing=2)
        add = self._button(Icon.OPEN, text("Open package…"), self.package_wanted)
        bar = QFrame()
        bar.setProperty("role", "bar")
        bar.setLayout(row((names, 1), self._profile, add, spacing=12, margins=(24, 12, 24, 12)))
        empty = QWidget()
        empty.setLayout(column(None, self._message, row(None, self._sample, None), (None, 2)))
        self._stack.addWidget(empty)
        news = column(self._notice, self._progress, margins=(24, 8, 24, 0))
        self.setLayout(column(bar, news, (self._stack, 1), spacing=0))

    def _listing(self) -> QTableView:
        """The table with its search field, made at the first need."""
        if self._table is None:
            table = self._table = self._make_table()
            listing = QWidget()
            listing.setLayout(column(self._search_field(), (table, 1), spacing=12, margins=(24, 16, 24, 16)))
            self._stack.addWidget(listing)
        return self._table

    def show_desk(self, packages: "tuple[scoring.DeskPackage, ...]", expert: Expert) -> None:
        """Show the packages received and who works here."""
        count = sum(len(package.applications) for package in packages)
        complete = sum(not one.open_points for package in packages for one in package.applications)
        titles = " · ".join(dict.fromkeys(one.package.campaign.title for one in packages))
        progress = plural(
            "{done} of {count} application complete",
            "{done} of {count} applications complete",
            count,
            done=complete,
        )
        self._summary.setText(f"{titles} · {progress}" if packages else text("No package yet"))
        self._profile.setText(expert.name or text("Enter your name"))
        self._profile.setToolTip(expert.organisation)
        self._sample.setVisible(not packages)
        if packages:
            self._show_listing(packages)
        else:
            self._show_empty()

    def _show_listing(self, packages: "tuple[scoring.DeskPackage, ...]") -> None:
        first = self._table is None
        table = self._listing()
        selected = table.currentIndex().row()
        self._model.show_packages(packages)
        table.selectRow(max(0, selected))
        self._stack.setCurrentIndex(1)
        if first:
            table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_empty(self) -> None:
        self._message.show_text(
            text("Open the package from the secretariat"),
            text("Drag the .evpkg file from the stick onto this window, or press the button."),
            text("Open package…"),
        )
        self._stack.setCurrentIndex(0)

    def show_news(self, words: str) -> None:
        """The package is read: say what it brought; an empty text says nothing."""
        self._progress.hide()
        restyle(self._notice, tone="good")
        self._notice.setText(words)
        self._notice.setVisible(bool(words))

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say what went wrong, all of it."""
        restyle(self._notice, tone="blocked")
        self._notice.setText(problem_list(problems))
        self._notice.setVisible(bool(problems))

    def follow(self, name: str) -> Progress:
        """Show how far the reading of a package is, and let the user cancel it."""
        progress = Progress(self)
        progress.moved.connect(lambda done, total: self._progress.show_progress(name, done, total))
        self._progress.cancelled.connect(progress.cancel)
        self._progress.show_progress(name, 0, 0)
        return progress

    def notice(self) -> str:
        """What is said about the last package."""
        return self._notice.text() if self._notice.isVisible() else ""

    def search(self, words: str) -> None:
        """Show only the applications that hold these words."""
        self._search.setText(words)

    def visible_buttons(self) -> list[QPushButton]:
        """The buttons a user can press here."""
        return [button for button in self.findChildren(QPushButton) if button.isVisible()]

    def take_focus(self) -> None:
        """Put the keyboard on the table, where there is one."""
        if self._table is not None:
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_row(self, index: QModelIndex) -> None:
        if index.isValid():
            found = self._model.row(self._filter.mapToSource(index).row())
            self.opened.emit(found.package.package.id, found.application.application.id)
