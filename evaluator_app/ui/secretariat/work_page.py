"""Single tasks of the secretariat with files: packages, merging, schemes; each with its outcome in words."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from evaluator_app.late import late
from evaluator_app.services import preferences
from evaluator_app.services.places import Places
from evaluator_app.ui.desks import MenuEntry
from evaluator_app.ui.fields.file_dialogs import ask_package
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.fields.progress_row import ProgressRow
from evaluator_app.ui.operation import Cancelled, Operations, Progress, problems_of
from evaluator_app.ui.secretariat import tasks
from evaluator_app.ui.secretariat.outcome import Outcome, OutcomeCard
from evaluator_app.ui.secretariat.paper_dialog import PaperDialog
from evaluator_app.ui.secretariat.verification import VerificationDialog
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.problems import problem_line

if TYPE_CHECKING:
    from evaluator_app.domain.panel import PanelMerge
    from evaluator_app.domain.scheme import LoadedScheme
    from evaluator_app.services import packages, paper, schemes
    from evaluator_app.ui.analysis import dialog as analysis_dialog
    from evaluator_app.ui.secretariat import pledge_dialog
else:
    analysis_dialog = late("evaluator_app.ui.analysis.dialog")
    packages = late("evaluator_app.services.packages")
    schemes = late("evaluator_app.services.schemes")
    pledge_dialog = late("evaluator_app.ui.secretariat.pledge_dialog")

Task = Callable[[QWidget, Places], tasks.Work | None]


class WorkPage(QWidget):
    """Offers the work on the left, and keeps the outcomes of this session on the right, the last on top."""

    started = Signal()

    def __init__(self, theme: Theme, places: Places, kept: Path, working: Operations) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self._theme = theme
        self._places, self._kept = places, kept
        self._working = working
        self.pledge: pledge_dialog.PledgeDialog | None = None
        self._progress = ProgressRow()
        self._outcomes = QVBoxLayout()
        self._outcomes.setSpacing(12)
        self._outcomes.addWidget(label(text("What you do here is reported here."), wrap=True, tone="muted"))
        self._outcomes.addStretch(1)
        verify = self._card(
            text("Verify sheets and packages"),
            text("Each check of each file: signature, certificate, rules, sums, cells."),
            self.verify,
        )
        paper = self._card(
            text("Enter a paper sheet"),
            text("Twice, from the signed print; the scan is kept beside the file."),
            self.enter_paper,
        )
        pledge = self._card(
            text("Give the pledge of secrecy"),
            text("For staff and others; a signed file with the words of the scheme."),
            self.give_pledge,
        )
        offers = column(
            *(self._offer(*one) for one in self.offers()), verify, paper, pledge, None, spacing=12
        )
        left = QWidget()
        left.setFixedWidth(theme.sizes.body * 26)
        area = scrolling(text("The work of the secretariat"), offers)
        left.setLayout(column(label(text("Single tasks"), textSize="title"), (area, 1), spacing=16))
        right = column(self._progress, (scrolling(text("Outcomes"), self._outcomes), 1), spacing=12)
        self.setLayout(row(left, (right, 1), spacing=24, margins=(24, 20, 24, 20)))

    def offers(self) -> Sequence[tuple[str, str, Task]]:
        """Each piece of work: its name, what it is for, and what to do."""
        return (
            (
                text("Make a package"),
                text("From a folder with campaign.toml and a folder for each application."),
                self._build,
            ),
            (
                text("Check a package"),
                text("Whether every file is as it was when the package was made."),
                tasks.verify_package,
            ),
            (
                text("Merge score sheets"),
                text("All sheets of a folder, by the package's protocol, into the committee's workbook."),
                tasks.merge_sheets,
            ),
            (
                text("Application forms as Excel"),
                text("The empty forms of every scheme, to be sent to applicants and taken in again."),
                tasks.application_workbooks,
            ),
            (
                text("Schemes as Excel"),
                text("Every installed scheme as a workbook with one row for each criterion."),
                tasks.scheme_to_workbook,
            ),
            (
                text("Scheme from Excel"),
                text("A scheme file from a workbook; every fault is told with its cell."),
                tasks.scheme_from_workbook,
            ),
        )

    def _build(self, parent: QWidget, places: Places) -> "tasks.Work | None":
        known = preferences.kept(self._kept, preferences.AUTHORITY).strip()
        return tasks.build_package(parent, places, known)

    def verify(self) -> None:
        """Open the verification of sheets and packages."""
        self.verification = VerificationDialog(self._theme, self._working, self)
        self.verification.open()

    def give_pledge(self) -> None:
        """Give the pledge of secrecy as staff, or as somebody else who learns of applications."""
        forms = self._places.forms
        self._working.run(lambda: schemes.installed(forms), self._show_pledge, self._show_failure)

    def _show_pledge(self, installed: "Sequence[LoadedScheme]") -> None:
        def given(path: Path) -> None:
            self.started.emit()
            self._show(Outcome(text("Pledge written: {path}", path=path)))

        known = {one.scheme.id: one.scheme for one in installed}
        office = (self._working, given)
        self.pledge = pledge_dialog.PledgeDialog(self._theme, known, office, self)
        self.pledge.open()

    def enter_paper(self) -> None:
        """Enter a paper sheet of a package."""
        path = ask_package(self)
        if path is not None:
            self._working.run(lambda: packages.verify(path), self._show_paper, self._show_failure)

    def _show_paper(self, package: "paper.VerifiedPackage") -> None:
        self.paper = PaperDialog(self._theme, self._working, package, self)
        self.paper.open()

    def _offer(self, name: str, about: str, task: Task) -> QFrame:
        return self._card(name, about, lambda: self.start(task))

    def _card(self, name: str, about: str, act: Callable[[], None]) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        button = QPushButton(name)
        button.clicked.connect(act)
        card.setLayout(
            column(button, label(about, wrap=True, tone="muted", textSize="small"), margins=(14, 12, 14, 12))
        )
        return card

    def start(self, task: Task) -> None:
        """Ask what a piece of work needs, then do it in the background."""
        work = task(self, self._places)
        if work is None:
            return
        self.started.emit()
        progress = Progress(self)
        progress.moved.connect(lambda done, total: self._progress.show_progress("", done, total))
        self._progress.cancelled.connect(progress.cancel)
        self._progress.show_progress("", 0, 0)
        self._working.run(lambda: work(progress.step), self._show, self._show_failure)

    def _show(self, outcome: Outcome) -> None:
        self._progress.hide()
        card = OutcomeCard(outcome)
        card.analysis_wanted.connect(self.show_analysis)
        self._outcomes.insertWidget(0, card)

    def show_analysis(self, merge: "PanelMerge") -> None:
        """Open the statistics of a merge."""
        self.analysis = analysis_dialog.AnalysisDialog(self._theme, self._working, merge, self)
        self.analysis.open()

    def _show_failure(self, error: Exception) -> None:
        self._progress.hide()
        if isinstance(error, Cancelled):
            return
        problems = problems_of(error)
        heading = plural(
            "{count} problem; nothing was changed.", "{count} problems; nothing was changed.", len(problems)
        )
        self._show(Outcome(heading, [problem_line(one) for one in problems], well=False))

    def entries(self) -> Sequence[MenuEntry]:
        """The same work for the file menu."""
        work = tuple((name, "", partial(self.start, task)) for name, _, task in self.offers())
        verify = (text("Verify sheets and packages"), "Ctrl+Shift+V", self.verify)
        paper = (text("Enter a paper sheet"), "", self.enter_paper)
        pledge = (text("Give the pledge of secrecy"), "", self.give_pledge)
        return (*work, verify, paper, pledge)

    def check_package(self, path: Path) -> None:
        """A package dropped on the window is checked."""
        self.start(lambda _parent, _places: tasks.check_of(path))


def scrolling(name: str, inside: QLayout) -> QScrollArea:
    """What may be longer than the window."""
    page = QWidget()
    page.setProperty("role", "page")
    page.setLayout(inside)
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setAccessibleName(name)
    area.setWidget(page)
    return area
