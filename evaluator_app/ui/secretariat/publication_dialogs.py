"""The dialogs of publication: consents, promotion material, results that are to leave."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QWidget

from evaluator_app.domain.application import Application
from evaluator_app.domain.consents import Consent, Party, Scope
from evaluator_app.domain.publication import Material
from evaluator_app.domain.requirements import ReportSection
from evaluator_app.ui.identity.form_dialog import FormDialog
from evaluator_app.ui.secretariat.certificate_dialogs import source_words
from evaluator_app.ui.secretariat.register_dialogs import choice
from evaluator_app.ui.secretariat.roster_dialogs import line
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.register import party_titles, scope_titles


class ConsentDialog(FormDialog):
    """Asks whose consent it is, to what, and the paper that shows it (S0-117)."""

    def __init__(self, applications: Sequence[str], day: str, who: str, parent: QWidget | None) -> None:
        about = (
            plural(
                "For {count} application: {names}",
                "For {count} applications: {names}",
                len(applications),
                names="、".join(applications),
            )
            if applications
            else text("For all applications of the campaign: only the secretariat can consent so.")
        )
        super().__init__(text("Consent"), about, parent)
        self._applications = applications or ("",)
        self.party, self.scope = choice(text("Whose consent")), choice(text("Consent to"))
        for party, title in party_titles().items():
            if applications or party is Party.SECRETARIAT:
                self.party.addItem(title, party)
        for scope, title in scope_titles().items():
            self.scope.addItem(title, scope)
        self.day, self.paper, self.by = line(text("Day")), line(text("Paper")), line(text("Recorded by"))
        self.day.setText(day)
        self.by.setText(who)
        self.withdrawn = QCheckBox(text("The consent is taken back"))
        self.withdrawn.setAccessibleName(text("Withdrawal"))
        fields = [self.party, self.scope, self.day, self.paper, self.by, self.withdrawn]
        self.lay_out(fields, text("Record"), across=2)

    def consents(self) -> list[Consent]:
        """What was typed, for each application."""
        return [
            Consent(
                party=Party(self.party.currentData()),
                scope=Scope(self.scope.currentData()),
                day=self.day.text().strip(),
                application=name,
                given=not self.withdrawn.isChecked(),
                paper=self.paper.text().strip(),
                recorded_by=self.by.text().strip(),
            )
            for name in self._applications
        ]


class MaterialDialog(FormDialog):
    """Asks what came in for an application: words under a section, a file, or both."""

    def __init__(
        self, application: Application, sections: Sequence[ReportSection], who: str, parent: QWidget | None
    ) -> None:
        super().__init__(
            text("Promotion material"), f"{application.organisation} · {application.site}", parent
        )
        self.setMinimumWidth(640)
        self._application = application.id
        self.section = choice(text("Section"))
        for one in sections:
            self.section.addItem(one.title, one.id)
        self.section.setEnabled(bool(sections))
        self.words = QPlainTextEdit()
        self.words.setAccessibleName(text("Text"))
        self.words.setTabChangesFocus(True)
        self.file, self.by = line(text("File")), line(text("Recorded by"))
        self.by.setText(who)
        self.lay_out([self.section, self.words, self.file, self.by], text("Keep"))

    def material(self) -> Material:
        """What was typed."""
        file = self.file.text().strip()
        return Material(
            application=self._application,
            day="",
            section=self.section.currentData() or "",
            words=self.words.toPlainText().strip(),
            file=str(Path(file)) if file else "",
            recorded_by=self.by.text().strip(),
        )


class LeavingDialog(FormDialog):
    """Asks when it was decided and who makes it public, before anything of an applicant leaves."""

    def __init__(self, heading: str, results: Path | None, who: str, parent: QWidget | None) -> None:
        about = text(
            "From {source}. Whoever lacks a consent keeps it from being written, unless left out.",
            source=source_words(results),
        )
        super().__init__(heading, about, parent)
        self.decided = line(text("Decided on, where the list does not say"))
        self.by = line(text("Made public by"))
        self.by.setText(who)
        self.leave_out = QCheckBox(text("Leave out those without consent"))
        self.leave_out.setAccessibleName(text("Without consent"))
        self.decided.setEnabled(results is not None)
        self.lay_out([self.decided, self.by, self.leave_out], text("Write"))
