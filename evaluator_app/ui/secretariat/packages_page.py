"""The page of packages: which a stage needs by its panels, issued with progress, and what was issued."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QTabWidget

from evaluator_app.domain.issuing import IssuedPackage, PackagePlan, PlanState, Way
from evaluator_app.late import late
from evaluator_app.services import preferences
from evaluator_app.services.places import Folders, Places
from evaluator_app.ui.fields.file_dialogs import ask_folder
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.fields.progress_row import ProgressRow
from evaluator_app.ui.fields.row_table import row_table
from evaluator_app.ui.fields.rows_model import RowsModel
from evaluator_app.ui.operation import Progress
from evaluator_app.ui.secretariat.build_dialog import BuildDialog, Signer
from evaluator_app.ui.secretariat.desk_page import DeskPage
from evaluator_app.ui.secretariat.desk_workspace import DeskWorkspace
from evaluator_app.ui.secretariat.roster_dialogs import line
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.issuing import issue_words, plan_words, way_titles
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.problems import problem_line

if TYPE_CHECKING:
    from evaluator_app.services import clock, identities, issuing, sealing, templates
    from evaluator_app.services.issuing import Issued, Needed
    from evaluator_app.services.workspaces import Workspace
else:
    clock = late("evaluator_app.services.clock")
    identities = late("evaluator_app.services.identities")
    issuing = late("evaluator_app.services.issuing")
    sealing = late("evaluator_app.services.sealing")
    templates = late("evaluator_app.services.templates")

_WIDTHS = {1: 90, 2: 220, 4: 120}
_HISTORY_WIDTHS = {1: 80, 2: 100, 3: 170, 4: 140}


class PackagesPage(DeskPage):
    """Shows what would be made before anything is; what was issued stays in the list."""

    def __init__(self, theme: Theme, places: Places, folders: Folders, desk: DeskWorkspace) -> None:
        super().__init__(text("Packages"), desk)
        self._theme, self._places, self._folders = theme, places, folders
        self.needed: Needed | None = None
        self.way = QComboBox()
        self.way.setAccessibleName(text("For whom packages are made"))
        for way, title in way_titles().items():
            self.way.addItem(title, way)
        self.way.activated.connect(lambda _: self.refresh())
        self.by = line(text("Entered by"))
        self._summary = label(wrap=True)
        heads = (text("Package"), text("Revision"), text("State"), text("Experts"), text("Applications"))
        self.model = RowsModel(heads, self._cells, self, colour=self._colour)
        past = (text("Package"), text("Revision"), "", text("When"), text("By"), text("File"))
        self.past = RowsModel(past, _past_cells, self)
        self.problems = QPlainTextEdit()
        self.problems.setReadOnly(True)
        self.problems.setTabChangesFocus(True)
        self.problems.setAccessibleName(text("What keeps packages from being issued"))
        self.problems.setMaximumHeight(theme.sizes.body * 8)
        self._progress = ProgressRow()
        self.issue = self.button(text("Issue…"), self.ask_issue, primary=True)
        self._lay_out()

    def _lay_out(self) -> None:
        self.table = row_table(self.model, text("Packages the panels need"), self._theme, _WIDTHS)
        history = row_table(self.past, text("Packages issued and withdrawn"), self._theme, _HISTORY_WIDTHS)
        tabs = QTabWidget()
        tabs.addTab(self.table, text("Needed now"))
        tabs.addTab(history, text("Issued so far"))
        tabs.setDocumentMode(True)
        tabs.tabBar().setAccessibleName(text("Packages"))
        choice = row(
            *(label(text("Made")), self.way, None, label(text("Entered by")), (self.by, 1)), spacing=8
        )
        self.set_body(
            column(choice, self._summary, self._progress, (tabs, 1), self.problems, spacing=10), self.issue
        )

    # -- what is shown

    def load(self, ws: "Workspace", campaign: str) -> "tuple[Needed, tuple[IssuedPackage, ...]]":
        """What is needed, and what was issued."""
        way = Way(self.way.currentData())
        return issuing.needed(ws, campaign, way), issuing.history(ws, campaign)

    def show_loaded(self, found: "tuple[Needed, tuple[IssuedPackage, ...]]") -> None:
        """Show the packages, and why they cannot be issued yet."""
        self.needed, history = found
        self.model.show_rows(self.needed.plans)
        self.past.show_rows(history[::-1])
        self._summary.setText(self._words(self.needed))
        self.problems.setPlainText("\n".join(map(problem_line, self.needed.problems)))
        self.problems.setVisible(bool(self.needed.problems))
        self.issue.setEnabled(bool(self.needed.due) and not self.needed.problems)
        if not self.by.text():
            self.by.setText(self.desk.who)

    def _words(self, found: "Needed") -> str:
        states = [one.state for one in found.plans]
        if not states:
            return text("No panel has been assigned yet: that is done on the page of panels.")
        made = states.count(PlanState.NEW) + states.count(PlanState.CHANGED)
        said = []
        if made:
            said.append(plural("{count} package is to be made", "{count} packages are to be made", made))
        if count := states.count(PlanState.WITHDRAW):
            said.append(plural("{count} is to be withdrawn", "{count} are to be withdrawn", count))
        if count := states.count(PlanState.SAME):
            said.append(plural("{count} is issued already", "{count} are issued already", count))
        return " · ".join(said)

    def _cells(self, plan: PackagePlan) -> tuple[str, ...]:
        experts = "、".join(one.name for one in self.needed.experts(plan)) if self.needed else ""
        count = str(len(plan.applications))
        return plan.package, str(plan.revision), plan_words(plan.state), experts, count

    def _colour(self, plan: PackagePlan, place: int) -> str:
        colours = self._theme.colours
        shown = {PlanState.SAME: colours.muted, PlanState.WITHDRAW: colours.notice}
        return shown.get(plan.state, "") if place == 2 else ""  # noqa: PLR2004 - the column of the state

    # -- what can be done

    def ask_issue(self) -> None:
        """Ask where to, and who signs; then make what is due."""
        found = self.needed
        folder = ask_folder(self, text("Folder for the packages")) if found else None
        known = preferences.kept(self._folders.preferences, preferences.AUTHORITY).strip()
        signer = BuildDialog.ask(known, self) if folder else None
        if found is None or folder is None or signer is None:
            return
        self.desk.who = self.by.text().strip()
        progress = Progress(self)
        progress.moved.connect(lambda done, total: self._progress.show_progress("", done, total))
        self._progress.cancelled.connect(progress.cancel)
        self._progress.show_progress("", 0, 0)
        self.issue.setEnabled(False)
        who = self.desk.who

        def work(ws: "Workspace", _campaign: str) -> "Issued":
            return issuing.issue(ws, found, self._how(folder, who, signer), progress.step)

        self.ask(work, lambda done: self._issued(done, folder), self._stopped)

    def _how(self, folder: Path, who: str, signer: Signer) -> "issuing.How":
        """Runs in the worker: opening an identity takes its time."""
        identity = signer.file.load() if signer.file is not None else None
        sender = None
        if signer.sealed and identity is not None and signer.trust is not None:
            trust = identities.read_trust(signer.trust)
            sender = sealing.Sender(signer=identity, trust=trust, now=clock.now(), trust_list=signer.trust)
        own = templates.own_templates(self._folders)
        return issuing.How(
            out=folder,
            who=who,
            letter=templates.template(self._places, own, issuing.LETTER),
            signer=identity,
            trust_list=signer.trust,
            sender=sender,
        )

    def _issued(self, done: "Issued", folder: Path) -> None:
        made = len(done.packages) - len(done.withdrawn)
        said = plural(
            "{count} package issued to {folder}.", "{count} packages issued to {folder}.", made, folder=folder
        )
        if done.withdrawn:
            count = len(done.withdrawn)
            said += " " + plural("{count} withdrawn.", "{count} withdrawn.", count)
        self._progress.hide()
        self.notice(said)
        self.refresh()

    def _stopped(self, error: Exception) -> None:
        """What was written before stays issued; the list says which."""
        self._progress.hide()
        self.fail(error)
        self.refresh()


def _past_cells(one: IssuedPackage) -> tuple[str, ...]:
    return (
        one.package,
        str(one.revision),
        issue_words(one.kind),
        one.at[:16].replace("T", " "),
        one.who,
        one.file,
    )
