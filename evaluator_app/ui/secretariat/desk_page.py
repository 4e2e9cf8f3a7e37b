"""What every page of the secretariat's desk is: title, campaign where it needs one, notices, body."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QLayout, QPushButton, QStackedWidget, QWidget

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem
from evaluator_app.late import late
from evaluator_app.ui.fields.file_dialogs import ask_folder
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.fields.messages import Message, problem_list
from evaluator_app.ui.operation import Cancelled, problems_of
from evaluator_app.ui.secretariat.desk_workspace import DeskWorkspace
from evaluator_app.ui.style import restyle
from evaluator_app.wording.language import text

if TYPE_CHECKING:
    from evaluator_app.services import campaigns
    from evaluator_app.services.workspaces import Workspace
else:
    campaigns = late("evaluator_app.services.campaigns")

T = TypeVar("T")


class CampaignChoice(QComboBox):
    """Which campaign is worked on, the same on every page."""

    def __init__(self, desk: DeskWorkspace) -> None:
        super().__init__()
        self.setAccessibleName(text("Campaign"))
        self.setMinimumContentsLength(10)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._desk = desk
        desk.campaigns_changed.connect(self._show)
        self.activated.connect(lambda _: desk.choose(self.currentData() or ""))
        self._show()

    def _show(self) -> None:
        self.clear()
        for one in self._desk.campaigns:
            self.addItem(f"{one.plan.title}（{one.plan.id}）", one.plan.id)
        self.setCurrentIndex(self.findData(self._desk.chosen))


class DeskPage(QWidget):
    """Shows its body once the workspace is open and has a campaign; until then what is missing.

    A page says what it reads in `load`, which runs in the worker, and shows it in `show_loaded`; it reads
    again whenever it is shown, since other pages change what it shows.
    """

    needs_campaign = True

    def __init__(self, title: str, desk: DeskWorkspace) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.desk = desk
        self.choice = CampaignChoice(desk)
        self.choice.setVisible(self.needs_campaign)
        self._title = label(title, textSize="title")
        self._notice = label(wrap=True)
        self._notice.hide()
        self._message = Message()
        self._message.acted.connect(self._act)
        self._action: Callable[[], None] = desk.unlock_wanted.emit
        self._stack = QStackedWidget()
        self._body = QWidget()
        self._stack.addWidget(self._message)
        self._stack.addWidget(self._body)
        desk.failed.connect(self._show_closed)
        desk.campaigns_changed.connect(self.refresh)

    def set_body(self, body: QLayout, *buttons: QWidget) -> None:
        """What the page shows; the buttons stand in the title's row."""
        self._body.setLayout(body)
        head = row(self._title, None, (self.choice, 1), *buttons, spacing=8)
        self.setLayout(column(head, self._notice, (self._stack, 1), spacing=12, margins=(24, 20, 24, 20)))

    def button(self, words: str, act: Callable[[], None], *, primary: bool = False) -> QPushButton:
        """A button of the page."""
        made = QPushButton(words)
        made.setProperty("primary", primary)
        made.clicked.connect(lambda _=False: act())
        return made

    # -- what a page says of itself

    def load(self, ws: "Workspace", campaign: str) -> Any:  # noqa: ANN401, ARG002 - each page reads its own
        """What the page shows, read in the worker."""
        raise AssertionError  # every page says its own

    def show_loaded(self, found: Any) -> None:  # noqa: ANN401, ARG002 - what `load` answered
        """Show what was read."""
        raise AssertionError  # every page says its own

    # -- showing

    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102, N802 - Qt's name
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Read again and show it, or what is missing."""
        if not self.isVisible():
            return
        if self.desk.workspace is None:
            if self.desk.problems:
                self._show_closed(self.desk.problems)
            else:
                self.say(text("Opening the workspace…"), "")
        elif self.needs_campaign and not self.desk.chosen:
            self.show_none()
        else:
            self.ask(self.load, self._loaded, self._cannot_load)

    def _loaded(self, found: Any) -> None:  # noqa: ANN401 - what `load` answered
        self._stack.setCurrentWidget(self._body)
        self.show_loaded(found)

    def _cannot_load(self, error: Exception) -> None:
        problems = problems_of(error)
        folder = any(one.code is Code.CAMPAIGN_WITHOUT_FOLDER for one in problems)
        self._action = self.choose_folder if folder else self.refresh
        self._message.show_problems(problems, text("Choose folder…") if folder else text("Try again"))
        self._stack.setCurrentWidget(self._message)

    def _show_closed(self, problems: Sequence[Problem]) -> None:
        self._action = self.desk.unlock_wanted.emit
        self._message.show_problems(problems, text("Unlock…") if self.desk.locked else "")
        self._stack.setCurrentWidget(self._message)

    def show_none(self) -> None:
        """There is no campaign yet."""
        self.say(text("No campaign yet"), text("Begin one on the page of campaigns."))

    def say(self, what: str, todo: str, action: tuple[str, Callable[[], None]] | None = None) -> None:
        """Show a sentence in place of the body, with what to do and what to press."""
        words, self._action = action or ("", self.refresh)
        self._message.show_text(what, todo, words)
        self._stack.setCurrentWidget(self._message)

    def _act(self) -> None:
        self._action()

    def choose_folder(self) -> None:
        """Choose where the applications of the campaign lie."""
        folder = ask_folder(self, text("Folder for the applications of the campaign"))
        if folder is not None:
            self.change(lambda ws, campaign: campaigns.set_folder(ws, campaign, folder))

    # -- working

    def ask(
        self,
        work: "Callable[[Workspace, str], T]",
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do something with the workspace and the campaign in the worker."""
        ws, campaign = self.desk.workspace, self.desk.chosen
        if ws is not None:
            self.desk.working.run(lambda: work(ws, campaign), done, failed or self.fail)

    def change(self, work: "Callable[[Workspace, str], object]", said: str = "") -> None:
        """Do something that changes what the page shows, then show it again."""

        def done(_: object) -> None:
            self.notice(said)
            self.refresh()

        self.ask(work, done)

    def fail(self, error: Exception) -> None:
        """Say why something was not done."""
        if not isinstance(error, Cancelled):
            self.notice(problem_list(problems_of(error)), tone="blocked")

    def notice(self, words: str, tone: str = "good") -> None:
        """Say something above the body; no words hide it."""
        restyle(self._notice, tone=tone)
        self._notice.setText(words)
        self._notice.setVisible(bool(words))

    def said(self) -> str:
        """What is said above the body."""
        return "" if self._notice.isHidden() else self._notice.text()
