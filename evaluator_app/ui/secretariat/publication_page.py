"""The page of publication: consents first, then results, promotion, recommendations and figures."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractItemView, QMenu, QPushButton

from evaluator_app.late import late
from evaluator_app.services.places import Folders, Places
from evaluator_app.ui.fields.file_dialogs import ask_target, ask_workbook
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.fields.row_table import row_table, when_chosen
from evaluator_app.ui.fields.rows_model import RowsModel
from evaluator_app.ui.identity.form_dialog import FormDialog
from evaluator_app.ui.secretariat.desk_page import DeskPage
from evaluator_app.ui.secretariat.desk_workspace import DeskWorkspace
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.language import text
from evaluator_app.wording.register import missing_words

if TYPE_CHECKING:
    from evaluator_app.domain.consents import Party
    from evaluator_app.domain.register import Award
    from evaluator_app.domain.requirements import ReportSection
    from evaluator_app.services import awards, campaigns, consents, publishing, register, templates
    from evaluator_app.services.consents import Standing
    from evaluator_app.services.publishing import Leaving
    from evaluator_app.services.workspaces import Workspace
    from evaluator_app.ui.secretariat import publication_dialogs
else:
    awards = late("evaluator_app.services.awards")
    campaigns = late("evaluator_app.services.campaigns")
    consents = late("evaluator_app.services.consents")
    publishing = late("evaluator_app.services.publishing")
    register = late("evaluator_app.services.register")
    templates = late("evaluator_app.services.templates")
    publication_dialogs = late("evaluator_app.ui.secretariat.publication_dialogs")

_RESULTS, _PROMOTION = 3, 4
_WIDTHS = {0: 80, 3: 240, 4: 240, 5: 80}


class PublicationPage(DeskPage):
    """Every application with what it consented to; nothing is written of whom a consent is missing."""

    def __init__(self, theme: Theme, places: Places, folders: Folders, desk: DeskWorkspace) -> None:
        super().__init__(text("Publication"), desk)
        self._theme, self._places, self._folders = theme, places, folders
        self.dialog: FormDialog | None = None
        heads = (
            text("Number"),
            text("Organisation"),
            text("Site"),
            text("Results"),
            text("Promotion"),
            text("Material"),
        )
        self.model = RowsModel["Standing"](heads, _cells, self, colour=self._colour)
        self.table = row_table(self.model, text("Applications and their consents"), theme, _WIDTHS)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._summary = label(wrap=True, tone="muted")
        self._rule = label(wrap=True, tone="muted", textSize="small")
        self._consent = self.button(text("Consent…"), self.consent)
        self._material = self.button(text("Material…"), self.material)
        for_all = self.button(text("Consent for all…"), self.consent_for_all)
        when_chosen(self.table, self._show_choice)
        hint = label(text("Several applications can be chosen at once."), tone="muted", textSize="small")
        self.set_body(
            column(
                self._rule,
                row((self._summary, 1), self._consent, for_all, self._material),
                (self.table, 1),
                hint,
                spacing=10,
            ),
            self._menu(),
            self.button(text("Publish results…"), self.publish, primary=True),
        )

    def _menu(self) -> QPushButton:
        button = QPushButton(text("Files"))
        menu = QMenu(button)
        entries: tuple[tuple[str, Callable[[], None]], ...] = (
            (text("Promoted results as workbook…"), self.promotion_list),
            (text("Summary for promotion as Word document…"), self.promotion),
            (text("Forms for the recommenders…"), self.recommendations),
            (text("The campaign in figures…"), self.figures),
        )
        for words, act in entries:
            menu.addAction(words, act)
        button.setMenu(menu)
        return button

    # -- what is shown

    def load(self, ws: "Workspace", campaign: str) -> "tuple[tuple[Standing, ...], str]":
        """The applications, and what the scheme says of publication."""
        rule = campaigns.opened(ws, campaign).scheme.scheme.publication
        return consents.overview(ws, campaign), rule.text if rule else ""

    def show_loaded(self, found: "tuple[tuple[Standing, ...], str]") -> None:
        """Show them."""
        rows, rule = found
        self.model.show_rows(rows)
        self._rule.setText(rule)
        self._rule.setVisible(bool(rule))
        both = sum(not one.results for one in rows)
        self._summary.setText(
            text("{both} of {count} applications may be published", both=both, count=len(rows))
        )
        self._show_choice()

    def _colour(self, one: "Standing", place: int) -> str:
        lacking = {_RESULTS: one.results, _PROMOTION: one.promotion}.get(place, ())
        return self._theme.colours.notice if lacking else ""

    def chosen(self) -> "list[Standing]":
        """The applications that are chosen."""
        return [self.model.rows[one.row()] for one in self.table.selectionModel().selectedRows()]

    def _show_choice(self) -> None:
        chosen = self.chosen()
        self._consent.setEnabled(bool(chosen))
        self._material.setEnabled(len(chosen) == 1)

    # -- consents and material

    def _open(
        self, dialog: FormDialog, who: Callable[[], str], work: "Callable[[Workspace, str], object]"
    ) -> None:
        ws, campaign = self.desk.workspace, self.desk.chosen
        if ws is None:
            return

        def act() -> None:
            self.desk.who = who().strip()
            dialog.run(self.desk.working, lambda: work(ws, campaign), lambda _: self.refresh())

        self.dialog = dialog
        dialog.when_asked(act)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def consent(self) -> None:
        """Record a consent for the chosen applications."""
        self._ask_consent(tuple(one.application.id for one in self.chosen()))

    def consent_for_all(self) -> None:
        """Record the secretariat's consent for all."""
        self._ask_consent(())

    def _ask_consent(self, names: tuple[str, ...]) -> None:
        dialog = publication_dialogs.ConsentDialog(names, register.today(), self.desk.who, self)
        self._open(
            dialog, dialog.by.text, lambda ws, campaign: consents.consent(ws, campaign, dialog.consents())
        )

    def material(self) -> None:
        """Record that promotion material came in."""
        chosen = self.chosen()
        if len(chosen) != 1:
            return
        application = chosen[0].application

        def show(sections: "tuple[ReportSection, ...]") -> None:
            dialog = publication_dialogs.MaterialDialog(application, sections, self.desk.who, self)
            self._open(
                dialog, dialog.by.text, lambda ws, name: publishing.collect(ws, name, dialog.material())
            )

        self.ask(publishing.sections, show)

    # -- what leaves

    def publish(self) -> None:
        """Write the results of those who consented."""
        kinds = text("Word document (*.docx);;Excel workbook (*.xlsx)")
        name = text("results") + ".docx"
        self._leave((text("Publish results"), name, kinds), publishing.Kind.RESULTS)

    def promotion(self) -> None:
        """Write the summary of good practice, cases and experience."""
        kinds = text("Word document (*.docx)")
        name = text("promotion") + ".docx"
        self._leave((text("Summary for promotion"), name, kinds), publishing.Kind.PROMOTION)

    def _leave(self, asked: tuple[str, str, str], kind: "publishing.Kind") -> None:
        self._from_results(lambda source: self._ask_leaving(asked, kind, source))

    def _from_results(self, go_on: Callable[[Path | None], None]) -> None:
        """Go on with what the committee decided here; where that is not recorded, with a list of results."""

        def found(decided: bool) -> None:  # noqa: FBT001 - an answer of the worker
            source = None if decided else ask_workbook(self)
            if decided or source is not None:
                go_on(source)

        self.ask(awards.are_decided, found)

    def _ask_leaving(self, asked: tuple[str, str, str], kind: "publishing.Kind", source: Path | None) -> None:
        target = ask_target(self, *asked)
        if target is None:
            return
        dialog = publication_dialogs.LeavingDialog(asked[0], source, self.desk.who, self)
        words = text("Written: {file}", file=target)

        def work(ws: "Workspace", campaign: str) -> None:
            found = awards.of(ws, campaign, source, dialog.decided.text().strip())
            promoting = kind is publishing.Kind.PROMOTION
            template = self._template(publishing.SUMMARY if promoting else publishing.RELEASE)
            leaving = publishing.Leaving(
                out=target,
                kind=kind,
                who=dialog.by.text().strip(),
                campaign=campaign,
                template=template,
                leave_out=dialog.leave_out.isChecked(),
            )
            self._write(ws, leaving, found)

        dialog.accepted.connect(lambda: self.notice(words))
        self._open(dialog, dialog.by.text, work)

    def _write(self, ws: "Workspace", leaving: "Leaving", found: "tuple[Award, ...]") -> None:
        if leaving.kind is publishing.Kind.PROMOTION:
            publishing.write_promotion(ws, leaving, found)
        else:
            publishing.release(ws, leaving, found)

    def _template(self, name: str) -> Path:
        return templates.template(self._places, templates.own_templates(self._folders), name)

    # -- for the secretariat and the recommenders

    def promotion_list(self) -> None:
        """Write which results are promoted, and what is missing for each."""
        self._with_results(text("Promoted results"), publishing.write_promotion_list)

    def figures(self) -> None:
        """Write the campaign in figures."""
        self._with_results(text("The campaign in figures"), publishing.write_statistics)

    def _with_results(
        self, name: str, write: "Callable[[Workspace, str, tuple[Award, ...], Path], object]"
    ) -> None:
        def go_on(source: Path | None) -> None:
            target = ask_target(self, name, f"{name}.xlsx", text("Excel workbook (*.xlsx)"))
            if target is not None:
                said = text("Written: {file}", file=target)
                self.ask(
                    lambda ws, campaign: write(ws, campaign, awards.of(ws, campaign, source), target),
                    lambda _: self.notice(said),
                )

        self._from_results(go_on)

    def recommendations(self) -> None:
        """Write each recommender's form."""
        name = text("Forms for the recommenders")
        target = ask_target(self, name, f"{name}.xlsx", text("Excel workbook (*.xlsx)"))
        if target is not None:
            said = text("Written: {file}", file=target)
            self.ask(
                lambda ws, campaign: publishing.write_recommendations(ws, campaign, target),
                lambda _: self.notice(said),
            )


def _cells(one: "Standing") -> tuple[str, ...]:
    application = one.application
    return (
        application.id,
        application.organisation,
        application.site,
        _consents(one.results),
        _consents(one.promotion),
        str(one.materials or ""),
    )


def _consents(missing: "tuple[Party, ...]") -> str:
    return text("missing: {parties}", parties=missing_words(missing)) if missing else text("both consents")
