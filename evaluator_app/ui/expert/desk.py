"""The expert desk: home and score screen over one workspace."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from evaluator_app.domain.codes import Code
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.problems import Problem
from evaluator_app.late import late
from evaluator_app.services.places import Places
from evaluator_app.ui.desks import Menus
from evaluator_app.ui.expert.desk_declaring import DeskDeclaring
from evaluator_app.ui.expert.desk_opinion import DeskOpinion
from evaluator_app.ui.expert.desk_packages import DeskPackages
from evaluator_app.ui.expert.desk_returning import DeskReturning
from evaluator_app.ui.expert.desk_signing import DeskSigning
from evaluator_app.ui.expert.home import HomePage
from evaluator_app.ui.expert.menus import expert_menus
from evaluator_app.ui.fields.file_dialogs import ask_folder
from evaluator_app.ui.fields.layouts import column
from evaluator_app.ui.fields.messages import Message
from evaluator_app.ui.operation import Operations, problems_of
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.language import plural, text

if TYPE_CHECKING:
    from evaluator_app.services import batch, habits, own_standing, profile, scoring, workspaces
    from evaluator_app.ui.expert import dialogs, score_desk
    from evaluator_app.ui.identity.keeper import IdentityKeeper
else:
    batch = late("evaluator_app.services.batch")
    habits = late("evaluator_app.services.habits")
    own_standing = late("evaluator_app.services.own_standing")
    profile = late("evaluator_app.services.profile")
    scoring = late("evaluator_app.services.scoring")
    dialogs = late("evaluator_app.ui.expert.dialogs")
    score_desk = late("evaluator_app.ui.expert.score_desk")

T = TypeVar("T")


class ExpertDesk(QWidget):
    """Joins the pages of the expert with what an expert can do."""

    title_changed = Signal(str)
    unlock_wanted = Signal()

    def __init__(self, theme: Theme, places: Places, storing: Operations, drawing: Operations) -> None:
        super().__init__()
        self._theme = theme
        self._storing, self._drawing = storing, drawing
        self._workspace: workspaces.Workspace | None = None
        self.timed = False  # whether the expert wants to see the time spent
        self.ready = False  # whether the workspace is open, or the reason why not is shown
        self.packages: tuple[scoring.DeskPackage, ...] = ()
        self.expert = Expert(name="")
        self.identity = Path()  # the file of who works here
        self.keeper: IdentityKeeper | None = None
        self.signing = DeskSigning(self, storing, drawing)
        self.receiving = DeskPackages(self, places)
        self.declaring = DeskDeclaring(self, theme)
        self.opinion = DeskOpinion(self, theme, storing)
        self.returning = DeskReturning(self, storing)
        self.score: score_desk.ScoreDesk | None = None  # from the first opened sheet on
        self.home = HomePage(theme)
        self._trouble = Message()
        self._pages = QStackedWidget()
        for page in (self.home, self._trouble):
            self._pages.addWidget(page)
        self.setLayout(column(self._pages))
        self.home.opened.connect(self.open_application)
        self.home.package_wanted.connect(self.receiving.choose_package)
        self.home.sample_wanted.connect(self.receiving.open_sample)
        self.home.profile_wanted.connect(self.ask_profile)

    # -- the workspace and its packages

    def open_workspace(
        self, opener: "Callable[[], workspaces.Workspace]", then: Callable[[], None] = lambda: None
    ) -> None:
        """Open the workspace in the background and show what it holds; then go on."""

        def opened(workspace: "workspaces.Workspace") -> None:
            self._workspace = workspace
            self._pages.setCurrentWidget(self.home)
            self.refresh()
            then()

        self._storing.run(opener, opened, self._no_workspace)

    def _no_workspace(self, error: Exception) -> None:
        self.ready = True
        problems = problems_of(error)
        self._trouble.show_problems(problems)
        self._pages.setCurrentWidget(self._trouble)
        if any(one.code is Code.WORKSPACE_NEEDS_IDENTITY for one in problems):
            self.unlock_wanted.emit()

    @property
    def workspace(self) -> "workspaces.Workspace | None":
        """The workspace, once it is open."""
        return self._workspace

    def tell_standing(self) -> None:
        """Say where a secretariat would not count what is signed here; nothing where all is well."""
        identity = self.keeper.identity if self.keeper is not None else None
        if identity is not None:
            self.ask(
                lambda ws: own_standing.problems_of(ws, identity),
                lambda found: self.home.show_problems(found) if found else None,
            )

    def refresh(self) -> None:
        """Show again what the workspace holds."""
        self.ask(lambda ws: (scoring.desk(ws), profile.expert(ws)), self._show_desk)

    def _show_desk(self, found: "tuple[tuple[scoring.DeskPackage, ...], Expert]") -> None:
        self.packages, self.expert = found
        self.ready = True
        self.home.show_desk(self.packages, self.expert)

    def open_package(self, path: Path) -> None:
        """Take a package that was dropped or double-clicked."""
        self.receiving.open_package(path)

    # -- scoring

    def open_application(self, package: str, application: str) -> None:
        """Open the score screen of an application, once pledge and interests are declared."""
        if self.declaring.is_open_to(package, application):
            self._open_declared(package, application)
        else:
            self.declaring.ask(package, lambda: self._open_declared(package, application))

    def _open_declared(self, package: str, application: str) -> None:
        self.ask(lambda ws: habits.open_with_habits(ws, package, application), self._show_sheet)

    def next_application(self, count: int) -> None:
        """Go on to another application of the same package, in its order; home after the last."""
        package, application = self.where()
        order = [
            one.application.id
            for found in self.packages
            if found.package.id == package
            for one in found.applications
            if one.recusal is None
        ]
        position = order.index(application) + count if application in order else -1
        if 0 <= position < len(order):
            self.on_score(lambda score: score.leave())
            self.open_application(package, order[position])
        else:
            self.show_home()

    def _show_sheet(self, opened: "habits.Opened") -> None:
        if self._workspace is None:
            return
        if self.score is None:
            self.score = self._score_desk(self._workspace)
        self._pages.setCurrentWidget(self.score.page)
        self.score.open_sheet(opened, self.expert)
        application = opened.sheet.application
        self.title_changed.emit(f"{application.organisation} · {application.site}")

    def _score_desk(self, workspace: "workspaces.Workspace") -> "score_desk.ScoreDesk":
        built = score_desk.ScoreDesk(self._theme, self._storing, self._drawing, workspace)
        built.setParent(self)
        built.show_timer(on=self.timed)
        built.left.connect(self.show_home)
        built.export_wanted.connect(self.export)
        built.sign_wanted.connect(self.signing.sign)
        built.reopen_wanted.connect(self.signing.reopen)
        built.next_wanted.connect(self.next_application)
        self._pages.addWidget(built.page)
        return built

    def on_score(self, act: "Callable[[score_desk.ScoreDesk], None]") -> None:
        """Do something on the score screen, where a sheet is open."""
        if self.score is not None and self.score.editor.sheet is not None:
            act(self.score)

    def show_home(self) -> None:
        """Go back to the applications."""
        if self.score is not None:
            self.score.leave()
        self._pages.setCurrentWidget(self.home)
        self.refresh()
        self.home.take_focus()
        self.title_changed.emit("")

    def menus(self) -> Menus:
        """The menus of this desk."""
        return expert_menus(self)

    def ask_phrases(self) -> None:
        """Let the expert write down phrases that are offered beside every note."""

        def show(phrases: tuple[str, ...]) -> None:
            chosen = dialogs.PhrasesDialog.ask(phrases, self)
            if chosen is not None:
                self.ask(lambda ws: habits.keep_phrases(ws, chosen), lambda _: None)

        self.ask(habits.own_phrases, show)

    # -- who scores, and what leaves the desk

    def ask_profile(self) -> None:
        """Let the expert enter name and organisation."""
        expert = dialogs.ProfileDialog.ask(self.expert, self)
        if expert is not None:
            self.ask(lambda ws: profile.keep_expert(ws, expert), lambda _: self.refresh())
            self.expert = expert

    def export(self) -> None:
        """Check and export the open sheet, under the name of an expert."""
        if not self.expert.name:
            self.ask_profile()
        if self.expert.name:
            self.on_score(lambda score: score.export(self.expert))

    def export_blank(self) -> None:
        """Write the empty form of the open application."""
        if not self.expert.name:
            self.ask_profile()
        if self.expert.name:
            self.on_score(lambda score: score.export_blank(self.expert))

    def export_all(self) -> None:
        """Write every finished sheet into a folder."""
        if not self.expert.name:
            self.ask_profile()
        folder = ask_folder(self, text("Export all finished sheets")) if self.expert.name else None
        if folder is None:
            return
        self.show_home()
        progress, expert = self.home.follow(text("finished sheets")), self.expert
        self.ask(
            lambda ws: batch.export_finished(ws, folder, expert, progress.step),
            self._exported,
            self.receiving.failed,
        )

    def _exported(self, done: "batch.Batch") -> None:
        words = plural("{count} file written.", "{count} files written.", len(done.written))
        if done.unfinished:
            words += " " + text("Not finished: {applications}.", applications=", ".join(done.unfinished))
        self.home.show_news(words)
        if done.problems:
            self.home.show_problems(done.problems)

    # -- the worker

    def ask(
        self,
        work: "Callable[[workspaces.Workspace], T]",
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run something with the workspace in the worker; failures are said where the user looks."""
        workspace = self._workspace
        if workspace is not None:
            self._storing.run(lambda: work(workspace), done, failed or self._say)

    def _say(self, error: Exception) -> None:
        self.say_problems(problems_of(error))

    def say_problems(self, problems: Sequence[Problem]) -> None:
        """Say what went wrong where the user looks."""
        self.home.show_problems(problems)
        self.on_score(lambda score: score.show_problems(problems))

    def campaign(self) -> str | None:
        """The campaign of the open sheet, else of the first package; None on an empty desk."""
        package, _ = self.where()
        chosen = [one for one in self.packages if one.package.id == package] or self.packages
        return chosen[0].package.campaign.id if chosen else None

    def where(self) -> tuple[str, str]:
        """Which sheet is open: package and application, empty at home."""
        sheet = self.score.editor.sheet if self.score is not None else None
        return (sheet.package.id, sheet.application.id) if sheet else ("", "")

    def close_desk(self) -> Sequence[Problem]:
        """Save what is being typed and let go of the workspace; the problems that keep rows off the disk."""
        problems = self.score.flush() if self.score is not None else ()
        if not problems and self._workspace is not None:
            if self.score is not None:
                self.score.leave()
            self._storing.run(self._workspace.close, lambda _: None, lambda _: None)
        return problems
