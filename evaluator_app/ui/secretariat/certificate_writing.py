"""Files written from the register: certificates with progress, notices, plaques, lists, the calendar."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator_app.late import late
from evaluator_app.services.places import Folders, Places
from evaluator_app.ui.fields.file_dialogs import ask_folder, ask_target
from evaluator_app.ui.fields.messages import problem_list
from evaluator_app.ui.operation import Progress
from evaluator_app.wording.language import plural, text

if TYPE_CHECKING:
    from evaluator_app.services import certificates, register, templates
    from evaluator_app.services.certificates import WrittenFiles
    from evaluator_app.services.register import Line
    from evaluator_app.services.workspaces import Workspace
    from evaluator_app.ui.secretariat.certificates_page import CertificatesPage
else:
    certificates = late("evaluator_app.services.certificates")
    register = late("evaluator_app.services.register")
    templates = late("evaluator_app.services.templates")


class Writing:
    """Asks where to, writes in the worker, and says what was written."""

    def __init__(self, page: "CertificatesPage", places: Places, folders: Folders) -> None:
        self._page, self._places, self._folders = page, places, folders

    def _template(self, name: str) -> Path:
        return templates.template(self._places, templates.own_templates(self._folders), name)

    def documents(self) -> None:
        """Write a Word document for the chosen certificate, or for all that are shown."""
        page = self._page
        folder = ask_folder(page, text("Folder for the certificates"))
        chosen = page.chosen()
        lines: Sequence[Line] = (chosen,) if chosen else page.model.rows
        if folder is None or not lines:
            return
        progress = Progress(page)
        progress.moved.connect(lambda done, total: page.progress.show_progress("", done, total))
        page.progress.cancelled.connect(progress.cancel)
        page.progress.show_progress("", 0, 0)

        def work(_ws: "Workspace", _campaign: str) -> "WrittenFiles":
            template = self._template(certificates.TEMPLATE)
            return certificates.write_documents(lines, folder, template, progress.step)

        page.ask(work, self._written, self._stopped)

    def _written(self, done: "WrittenFiles") -> None:
        self._page.progress.hide()
        if done.problems:
            self._page.notice(problem_list(done.problems), tone="blocked")
        else:
            count = len(done.files)
            self._page.notice(plural("{count} certificate written.", "{count} certificates written.", count))

    def _stopped(self, error: Exception) -> None:
        self._page.progress.hide()
        self._page.fail(error)

    def notice(self) -> None:
        """Write the notice on what was decided about the chosen certificate."""
        one = self._page.chosen()
        if one is not None:
            kinds = text("Word document (*.docx)")
            name = text("Notice") + f"-{one.holding.entry.number}.docx"
            self._save(
                (text("Save the notice"), name, kinds),
                lambda _ws, target: certificates.write_notice(
                    one, target, self._template(certificates.NOTICE)
                ),
            )

    def plaques(self) -> None:
        """Write the list the maker of plaques works from."""
        self._workbook(
            text("Plaques"), lambda _ws, target: certificates.write_plaques(self._page.model.rows, target)
        )

    def workbook(self) -> None:
        """Write the register as a workbook."""
        self._workbook(
            text("Register of certificates"),
            lambda _ws, target: register.write_list(target, self._page.model.rows),
        )

    def due_workbook(self) -> None:
        """Write what is due as a workbook."""
        self._workbook(text("Due"), lambda _ws, target: register.write_due(target, self._page.due.rows))

    def due_calendar(self) -> None:
        """Write everything that is due in the years to come as a calendar file."""
        last = date.max.isoformat()
        self._save(
            (text("What is due as calendar…"), text("Due") + ".ics", text("Calendar (*.ics)")),
            lambda ws, target: register.write_calendar(target, register.due(ws, until=last)),
        )

    def _workbook(self, name: str, write: "Callable[[Workspace, Path], object]") -> None:
        self._save((name, f"{name}.xlsx", text("Excel workbook (*.xlsx)")), write)

    def _save(self, asked: tuple[str, str, str], write: "Callable[[Workspace, Path], object]") -> None:
        page = self._page
        target = ask_target(page, *asked)
        if target is not None:
            said = text("Written: {file}", file=target)
            page.ask(lambda ws, _: write(ws, target), lambda _: page.notice(said))
