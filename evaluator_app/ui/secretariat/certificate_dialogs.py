"""The dialogs of issuing: what would be numbered before it is, and signing the register for third parties."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from evaluator_app.domain.register import Award
from evaluator_app.late import late
from evaluator_app.ui.fields.passphrase import PassphraseField
from evaluator_app.ui.identity.form_dialog import FormDialog
from evaluator_app.ui.secretariat.roster_dialogs import line
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.problems import problem_line

if TYPE_CHECKING:
    from evaluator_app.services import awards, certificates, identities
    from evaluator_app.services.certificates import IssuePlan, Planned
    from evaluator_app.services.own_identity import Identity
    from evaluator_app.services.workspaces import Workspace
else:
    awards = late("evaluator_app.services.awards")
    certificates = late("evaluator_app.services.certificates")
    identities = late("evaluator_app.services.identities")

_LINES = 9


class IssueDialog(FormDialog):
    """Reads the results, shows the numbers they would get, and issues only then."""

    def __init__(self, path: Path | None, pattern: str, who: str, parent: QWidget | None) -> None:
        about = text(
            "From {source}. First the numbers are shown; only then are the certificates registered, "
            "which cannot be undone.",
            source=source_words(path),
        )
        super().__init__(text("Issue certificates"), about, parent)
        self.setMinimumWidth(640)
        self._path = path
        self.pattern, self.by = line(text("How numbers are made")), line(text("Issued by"))
        self.decided, self.day = (
            line(text("Decided on, where the list does not say")),
            line(text("Issued on")),
        )
        self.pattern.setText(pattern)
        self.by.setText(who)
        self.preview = QPlainTextEdit()
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        self.preview.setAccessibleName(text("What would be issued"))
        self.preview.setMinimumHeight(self.preview.fontMetrics().lineSpacing() * _LINES)
        self.plan: IssuePlan | None = None
        self._awards: tuple[Award, ...] = ()
        self.decided.setEnabled(path is not None)
        fields = [self.decided, self.day, self.pattern, self.by, self.preview]
        for field in (self.decided, self.day, self.pattern):
            field.textChanged.connect(lambda _: self._forget())
        self.lay_out(fields, text("Show numbers"), across=2)

    def _forget(self) -> None:
        """Other days or another pattern: what was shown does not hold any more."""
        self.plan = None
        self.preview.clear()
        self.proceed_with(text("Show numbers"))

    def look(self, ws: "Workspace", campaign: str) -> "tuple[tuple[Award, ...], IssuePlan]":
        """The results and what issuing them would do; runs in the worker."""
        pattern = self.pattern.text().strip()
        certificates.set_pattern(ws, campaign, pattern)
        found = awards.of(ws, campaign, self._path, self.decided.text().strip())
        return found, certificates.plan(ws, campaign, found, self.day.text().strip())

    def show_found(self, found: tuple[Award, ...], plan: "IssuePlan") -> None:
        """Show the numbers, or why there are none."""
        self._awards = found
        lines = [_planned_words(one) for one in plan.planned]
        if plan.without:
            count = len(plan.without)
            lines.append(
                plural("{count} application earned no grade.", "{count} applications earned no grade.", count)
            )
        lines += map(problem_line, plan.problems)
        self.preview.setPlainText("\n".join(lines))
        if plan.planned and not plan.problems:
            self.plan = plan
            count = len(plan.planned)
            self.proceed_with(plural("Issue {count} certificate", "Issue {count} certificates", count))

    def issue(self, ws: "Workspace", campaign: str) -> object:
        """Issue what was shown; runs in the worker."""
        day = self.day.text().strip()
        return certificates.issue(ws, campaign, self._awards, self.by.text().strip(), day)


class SignRegisterDialog(FormDialog):
    """Asks for the passphrase of the identity that signs."""

    def __init__(self, identity: Path, who: str, parent: QWidget | None) -> None:
        about = text(
            "Signed with {file}. Names stand in it only of those who consented; "
            "others are found by number and code alone.",
            file=identity.name,
        )
        super().__init__(text("Register for third parties"), about, parent)
        self._identity = identity
        self.passphrase = PassphraseField(text("Passphrase"))
        self.by = line(text("Made public by"))
        self.by.setText(who)
        self.lay_out([self.passphrase, self.by], text("Sign and save"))

    def signer(self) -> "Identity":
        """The identity, opened; runs in the worker."""
        return identities.KeyFile(path=self._identity, passphrase=self.passphrase.passphrase()).load()


def _planned_words(one: "Planned") -> str:
    said = f"{one.number}  {one.award.organisation}  {one.award.grade}"
    return said + "  " + text("in place of {numbers}", numbers="、".join(one.old)) if one.old else said


def source_words(path: Path | None) -> str:
    """Where results come from."""
    return path.name if path is not None else text("the committee's decisions in this workspace")
