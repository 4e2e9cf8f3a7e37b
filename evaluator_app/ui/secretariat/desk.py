"""The secretariat's desk: its pages from left to right as the work goes, each made when it is first shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QStackedWidget, QWidget

from evaluator_app.domain.problems import Problem
from evaluator_app.late import late
from evaluator_app.services.places import Folders, Places
from evaluator_app.ui.desks import MenuEntry, Menus
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.operation import Operations
from evaluator_app.ui.secretariat.desk_workspace import DeskWorkspace
from evaluator_app.ui.secretariat.work_page import WorkPage
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.language import text

if TYPE_CHECKING:
    from evaluator_app.ui.secretariat import (
        authority_page,
        campaign_page,
        certificates_page,
        conformity_page,
        decisions_page,
        intake_page,
        meeting_page,
        packages_page,
        panels_page,
        publication_page,
        results_page,
        roster_page,
        schemes_page,
    )
else:
    authority_page = late("evaluator_app.ui.secretariat.authority_page")
    campaign_page = late("evaluator_app.ui.secretariat.campaign_page")
    certificates_page = late("evaluator_app.ui.secretariat.certificates_page")
    conformity_page = late("evaluator_app.ui.secretariat.conformity_page")
    decisions_page = late("evaluator_app.ui.secretariat.decisions_page")
    intake_page = late("evaluator_app.ui.secretariat.intake_page")
    meeting_page = late("evaluator_app.ui.secretariat.meeting_page")
    packages_page = late("evaluator_app.ui.secretariat.packages_page")
    panels_page = late("evaluator_app.ui.secretariat.panels_page")
    publication_page = late("evaluator_app.ui.secretariat.publication_page")
    results_page = late("evaluator_app.ui.secretariat.results_page")
    roster_page = late("evaluator_app.ui.secretariat.roster_page")
    schemes_page = late("evaluator_app.ui.secretariat.schemes_page")

_KEYS = 9
_SIDE = 12  # width of the list of pages, in letters


class Name(Enum):
    """The pages, in the order of the work."""

    CAMPAIGNS = auto()
    INTAKE = auto()
    CONFORMITY = auto()
    ROSTER = auto()
    PANELS = auto()
    PACKAGES = auto()
    RESULTS = auto()
    MEETINGS = auto()
    DECISIONS = auto()
    CERTIFICATES = auto()
    PUBLICATION = auto()
    SCHEMES = auto()
    TASKS = auto()
    AUTHORITY = auto()


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the desk: its title, and what makes it."""

    title: str
    make: Callable[[], QWidget]


class SecretariatDesk(QWidget):
    """Lists the pages on the left and shows the chosen one."""

    title_changed = Signal(str)

    def __init__(self, theme: Theme, places: Places, folders: Folders, working: Operations) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self._theme, self._working = theme, working
        self.workspace = DeskWorkspace(working, self)
        self.work = WorkPage(theme, places, folders.preferences, working)
        self._pages = self._make_pages(places, folders)
        self.work.started.connect(lambda: self.go_to(Name.TASKS))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.work)
        self._made: dict[Name, QWidget] = {Name.TASKS: self.work}
        self._list = self._make_list()
        self._lay_out()
        self._list.setCurrentRow(0)

    def _make_pages(self, places: Places, folders: Folders) -> dict[Name, Page]:
        theme, kept, workspace = self._theme, folders.preferences, self.workspace
        return {
            Name.CAMPAIGNS: Page(
                text("Campaigns"), lambda: campaign_page.CampaignPage(theme, places, kept, workspace)
            ),
            Name.INTAKE: Page(text("Intake"), lambda: intake_page.IntakePage(theme, workspace)),
            Name.CONFORMITY: Page(
                text("Conformity check"),
                lambda: conformity_page.ConformityPage(theme, places, folders, workspace),
            ),
            Name.ROSTER: Page(text("Roster"), lambda: roster_page.RosterPage(theme, places, kept, workspace)),
            Name.PANELS: Page(text("Panels"), lambda: panels_page.PanelsPage(theme, workspace)),
            Name.PACKAGES: Page(
                text("Packages"), lambda: packages_page.PackagesPage(theme, places, folders, workspace)
            ),
            Name.RESULTS: Page(
                text("Panel results"), lambda: results_page.ResultsPage(theme, kept, workspace)
            ),
            Name.MEETINGS: Page(
                text("Panel meetings"), lambda: meeting_page.MeetingPage(theme, folders, workspace)
            ),
            Name.DECISIONS: Page(
                text("Decisions"),
                lambda: decisions_page.DecisionsPage(theme, places, folders, workspace),
            ),
            Name.CERTIFICATES: Page(
                text("Certificates"),
                lambda: certificates_page.CertificatesPage(theme, places, folders, workspace),
            ),
            Name.PUBLICATION: Page(
                text("Publication"),
                lambda: publication_page.PublicationPage(theme, places, folders, workspace),
            ),
            Name.SCHEMES: Page(
                text("Schemes"), lambda: schemes_page.SchemesPage(theme, places, folders, workspace)
            ),
            Name.TASKS: Page(text("Single tasks"), lambda: self.work),
            Name.AUTHORITY: Page(
                text("Authority"), lambda: authority_page.AuthorityPage(theme, kept, self._working)
            ),
        }

    def _make_list(self) -> QListWidget:
        names = QListWidget()
        names.setProperty("role", "navigation")
        names.setAccessibleName(text("Pages"))
        names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for page in self._pages.values():
            item = QListWidgetItem(page.title)
            item.setSizeHint(QSize(0, self._theme.sizes.touch))
            names.addItem(item)
        names.currentRowChanged.connect(self._show)
        return names

    def _lay_out(self) -> None:
        side = QFrame()
        side.setProperty("role", "side")
        side.setFixedWidth(self._theme.sizes.body * _SIDE)
        heading = label(text("Secretariat"), textSize="title")
        heading.setContentsMargins(12, 0, 0, 0)
        side.setLayout(column(heading, (self._list, 1), spacing=12, margins=(8, 20, 8, 12)))
        self.setLayout(row(side, (self._stack, 1), spacing=0))

    def _show(self, place: int) -> None:
        name = list(self._pages)[place]
        if name not in self._made:
            made = self._made[name] = self._pages[name].make()
            self._stack.addWidget(made)
        self._stack.setCurrentWidget(self._made[name])
        self.title_changed.emit(self._pages[name].title if place else "")

    def go_to(self, name: Name) -> QWidget:
        """Show a page; the page."""
        self._list.setCurrentRow(list(self._pages).index(name))
        return self._made[name]

    def menus(self) -> Menus:
        """The single tasks in the file menu, the pages in the next; the first nine have a key."""
        pages: tuple[MenuEntry, ...] = tuple(
            (page.title, f"Ctrl+{number}" if number <= _KEYS else "", partial(self.go_to, name))
            for number, (name, page) in enumerate(self._pages.items(), start=1)
        )
        return ((text("&File"), tuple(self.work.entries())), (text("&Go"), pages))

    def open_package(self, path: Path) -> None:
        """A package dropped on the window is checked."""
        self.go_to(Name.TASKS)
        self.work.check_package(path)

    def close_desk(self) -> Sequence[Problem]:
        """Let go of the workspace; everything in it is on the disk."""
        self.workspace.close()
        return ()
