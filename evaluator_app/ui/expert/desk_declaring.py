"""Declaring on the expert's desk: asked before anything of a campaign is opened, changed from the menu."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import isValid

from evaluator_app.late import late
from evaluator_app.ui.operation import problems_of
from evaluator_app.ui.tokens import Theme

if TYPE_CHECKING:
    from evaluator_app.domain.declarations import Declarations
    from evaluator_app.services import declaring, scoring
    from evaluator_app.ui.expert import declaration_dialog, declaration_model
    from evaluator_app.ui.expert.desk import ExpertDesk
    from evaluator_app.wording import declarations as words
else:
    declaring = late("evaluator_app.services.declaring")
    declaration_dialog = late("evaluator_app.ui.expert.declaration_dialog")
    declaration_model = late("evaluator_app.ui.expert.declaration_model")
    words = late("evaluator_app.wording.declarations")


class DeskDeclaring(QObject):
    """Opens the dialog for a campaign, and keeps what was declared."""

    def __init__(self, desk: "ExpertDesk", theme: Theme) -> None:
        super().__init__(desk)
        self._desk, self._theme = desk, theme
        self.dialog: declaration_dialog.DeclarationDialog | None = None

    def is_open_to(self, package: str, application: str) -> bool:
        """Whether nothing is to be asked first; whether it opens is for the workspace to say."""
        found = (
            one
            for of in self._desk.packages
            if of.package.id == package
            for one in of.applications
            if one.application.id == application
        )
        return all(one.declared for one in found)

    def change(self) -> None:
        """Declare anew for the campaign of the open sheet, or of the first package."""
        package, _ = self._desk.where()
        packages = self._desk.packages
        chosen = next((one for one in packages if one.package.id == package), next(iter(packages), None))
        if chosen is not None:
            self.ask(chosen.package.id, self._desk.show_home)

    def ask(self, package: str, then: Callable[[], None]) -> None:
        """Ask for pledge and interests in the campaign of a package; go on when all of it is declared."""
        found = next((one for one in self._desk.packages if one.package.id == package), None)
        if found is None or not self._named():
            return
        self._desk.ask(
            lambda ws: declaring.standing(ws, found.package),
            lambda standing: self._show(found, standing, then),
        )

    def _named(self) -> bool:
        if not self._desk.expert.name:
            self._desk.ask_profile()
        return bool(self._desk.expert.name)

    def _show(self, found: "scoring.DeskPackage", standing: "Declarations", then: Callable[[], None]) -> None:
        campaign = found.package.campaign.id
        every = {
            one.application.id: one.application
            for of in self._desk.packages
            if of.package.campaign.id == campaign
            for one in of.applications
        }
        model = declaration_model.DeclarationsModel(every.values(), standing, self._desk.expert)
        said = standing.pledge.text if standing.pledge else words.pledge_words(found.scheme.scheme)
        dialog = declaration_dialog.DeclarationDialog(self._theme, model, (said, standing), self._desk)
        model.setParent(dialog)
        dialog.declared.connect(lambda answers: self._keep(found, answers, dialog, then))
        self.dialog = dialog
        dialog.finished.connect(self._forget)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _refused(self, dialog: "declaration_dialog.DeclarationDialog", error: Exception) -> None:
        problems = problems_of(error)
        if isValid(dialog):
            dialog.show_problems(problems)
        else:
            self._desk.say_problems(problems)

    def _forget(self) -> None:
        self.dialog = None

    def _keep(
        self,
        found: "scoring.DeskPackage",
        answers: "declaring.Answers",
        dialog: "declaration_dialog.DeclarationDialog",
        then: Callable[[], None],
    ) -> None:
        def kept(_: object) -> None:
            if isValid(dialog):  # it may have been closed meanwhile
                dialog.accept()
            self._desk.activateWindow()  # so that the keyboard is where the user goes on
            self._desk.refresh()
            then()

        expert = self._desk.expert
        self._desk.ask(
            lambda ws: declaring.declare(ws, found.package, expert, answers),
            kept,
            lambda error: self._refused(dialog, error),
        )
