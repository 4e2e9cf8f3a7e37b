"""The dialogs by which machines of a secretariat exchange a campaign: write a file, look at one, add it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget
from shiboken6 import isValid

from evaluator_app.domain.number_issuing import short
from evaluator_app.late import late
from evaluator_app.ui.fields.file_dialogs import ask_file, ask_identity, ask_target, ask_trust_list
from evaluator_app.ui.fields.layouts import fit_height
from evaluator_app.ui.fields.passphrase import PassphraseField
from evaluator_app.ui.identity.form_dialog import FormDialog
from evaluator_app.ui.operation import problems_of
from evaluator_app.ui.secretariat.closing import ClosingOffice, PathField
from evaluator_app.ui.secretariat.roster_dialogs import line
from evaluator_app.wording.exchanges import new_words
from evaluator_app.wording.language import text
from evaluator_app.wording.problems import problem_line

if TYPE_CHECKING:
    from evaluator_app.services import exchanging, identities
    from evaluator_app.services.exchanging import Preview, WrittenExchange
    from evaluator_app.services.workspaces import Workspace
else:
    exchanging = late("evaluator_app.services.exchanging")
    identities = late("evaluator_app.services.identities")

_LINES = 160  # pixels of the preview, at least


def _kinds() -> str:
    return text("Exchange files of campaigns (*{ending})", ending=exchanging.SUFFIX)


class WriteExchangeDialog(FormDialog):
    """Asks where the file goes, who signs, and whether the certificate numbers are handed over with it."""

    def __init__(
        self, office: ClosingOffice, done: "Callable[[WrittenExchange], None]", parent: QWidget | None
    ) -> None:
        about = text(
            "What is recorded of the campaign on this computer goes into one signed file, for colleagues who "
            "work on the same campaign. The folder of the applications is copied separately."
        )
        super().__init__(text("Write an exchange file"), about, parent)
        self.setMinimumWidth(620)
        self._office, self._done = office, done
        self.out = PathField(text("Exchange file"), self._ask_out)
        self.identity = PathField(text("File of the identity that signs"), _ask_identity)
        self.identity.line.setText(office.authority)
        self.passphrase = PassphraseField(text("Passphrase"))
        self.numbers = QComboBox()
        self.numbers.setAccessibleName(text("Certificate numbers"))
        self.numbers.addItem(text("are issued where they were until now"), "")
        for one in exchanging.partners(_open_one(office), office.campaign):
            self.numbers.addItem(text("hand over to workspace {workspace}", workspace=short(one)), one)
        self.by = line(text("Entered by"))
        self.by.setText(office.who)
        self.lay_out([self.out, self.identity, self.passphrase, self.numbers, self.by], text("Write"))
        self.when_asked(self._write)

    def _ask_out(self, parent: QWidget) -> tuple[Path, ...]:
        name = f"{self._office.campaign}{exchanging.SUFFIX}"
        path = ask_target(parent, text("Exchange file"), name, _kinds())
        return (path,) if path else ()

    def _write(self) -> None:
        out, identity = self.out.paths(), self.identity.paths()
        if not out or not identity:
            self.say(text("Choose where the file goes, and the identity that signs it."))
            return
        office = self._office
        asked = exchanging.ToWrite(
            campaign=office.campaign,
            out=out[0],
            who=self.by.text(),
            hand_over=str(self.numbers.currentData()),
        )
        key = identities.KeyFile(path=identity[0], passphrase=self.passphrase.passphrase())
        self.run(office.working, lambda: exchanging.write(_open_one(office), asked, key.load()), self._done)


class ReadExchangeDialog(FormDialog):
    """Shows what a colleague's file brings, and adds it once that is confirmed."""

    def __init__(
        self, office: ClosingOffice, done: "Callable[[Preview, int], None]", parent: QWidget | None
    ) -> None:
        about = text(
            "First you see what is new in the colleague's file. Only what is not here is added; nothing here "
            "is changed or removed."
        )
        super().__init__(text("Read an exchange file"), about, parent)
        self.setMinimumWidth(620)
        self._office, self._done = office, done
        self.looked: Preview | None = None
        self.file = PathField(text("Exchange file"), self._ask_file)
        self.trust = PathField(text("Trust list of the authority"), _ask_trust)
        if office.authority:
            self.trust.line.setText(str(identities.trust_list_of(Path(office.authority))))
        self.by = line(text("Entered by"))
        self.by.setText(office.who)
        self.preview = QPlainTextEdit()
        self.preview.setReadOnly(True)
        self.preview.setAccessibleName(text("What the file brings"))
        self.preview.setMinimumHeight(_LINES)
        self.preview.setTabChangesFocus(True)
        self.lay_out([self.file, self.trust, self.by, self.preview], text("Look"))
        for one in (self.file, self.trust):
            one.line.textChanged.connect(lambda _: self._forget())
        self.when_asked(self._act)

    def _ask_file(self, parent: QWidget) -> tuple[Path, ...]:
        path = ask_file(parent, text("Exchange file"), _kinds())
        return (path,) if path else ()

    def _forget(self) -> None:
        """What was looked at is another file's."""
        self.looked = None
        self.preview.clear()
        self.proceed_with(text("Look"))

    def _act(self) -> None:
        office, looked = self._office, self.looked
        if looked is not None:
            who = self.by.text()
            self.run(
                office.working,
                lambda: exchanging.read(_open_one(office), looked, who),
                lambda added: self._done(looked, added),
            )
            return
        paths, lists = self.file.paths(), self.trust.paths()
        if not paths:
            self.say(text("Choose the exchange file."))
            return

        def look() -> "Preview":
            trust = identities.read_trust(lists[0]) if lists else None
            return exchanging.preview(_open_one(office), paths[0], trust)

        office.working.run(look, self._show, lambda error: self.show_problems(problems_of(error)))

    def _show(self, looked: "Preview") -> None:
        if not isValid(self):
            return
        self.preview.setPlainText("\n".join(preview_lines(looked)))
        self._trouble.hide()
        if looked.problems:
            self.say(text("The file contradicts what is here; nothing of it is added."))
            return
        self.looked = looked
        self.proceed_with(text("Add"))
        fit_height(self)


def preview_lines(looked: "Preview") -> tuple[str, ...]:
    """What a file brings, line by line."""
    head, signed = looked.found.head, looked.found.signature
    day = head.written[:16].replace("T", " ")
    lines = [
        f"{head.campaign}  {head.title}",
        text("Written by {who} on {workspace}, {at}", who=head.by, workspace=short(head.workspace), at=day),
        text("Signed by {who}; certificate {fingerprint}", who=signed.signer, fingerprint=signed.fingerprint),
    ]
    lines += [problem_line(one) for one in looked.problems]
    found = new_words(looked.new)
    lines += [text("{what}: {count} new", what=what, count=count) for what, count in found]
    if not found:
        lines.append(text("Nothing there is new."))
    return (*lines, *(problem_line(one) for one in looked.notes))


def _ask_identity(parent: QWidget) -> tuple[Path, ...]:
    path = ask_identity(parent)
    return (path,) if path else ()


def _ask_trust(parent: QWidget) -> tuple[Path, ...]:
    path = ask_trust_list(parent)
    return (path,) if path else ()


def _open_one(office: ClosingOffice) -> "Workspace":
    if office.ws is None:
        raise AssertionError  # the page offers nothing before the workspace is open
    return office.ws
