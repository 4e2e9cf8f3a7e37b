"""The dialogs of closing a campaign into its archive, and of opening it again."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from evaluator_app.late import late
from evaluator_app.services.places import Places
from evaluator_app.ui.fields.file_dialogs import ask_files_of, ask_folder, ask_identity, ask_target
from evaluator_app.ui.fields.layouts import row
from evaluator_app.ui.fields.passphrase import PassphraseField
from evaluator_app.ui.identity.form_dialog import FormDialog
from evaluator_app.ui.secretariat.roster_dialogs import line
from evaluator_app.wording.language import text

if TYPE_CHECKING:
    from evaluator_app.services import archiving, identities
    from evaluator_app.services.archiving import Closed
    from evaluator_app.services.workspaces import Workspace
    from evaluator_app.ui.operation import Operations
else:
    archiving = late("evaluator_app.services.archiving")
    identities = late("evaluator_app.services.identities")

SEPARATOR = "; "


class PathField(QWidget):
    """One or several paths, typed or chosen."""

    def __init__(self, name: str, choose: Callable[[QWidget], tuple[Path, ...]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.setFocusProxy(self.line)
        self._choose = choose
        button = QPushButton(text("Choose…"))
        button.setAccessibleName(text("Choose: {name}", name=name))
        button.setAutoDefault(False)
        button.clicked.connect(lambda _=False: self._chosen())
        self.setLayout(row((self.line, 1), button))

    def _chosen(self) -> None:
        paths = self._choose(self)
        if paths:
            self.line.setText(SEPARATOR.join(map(str, paths)))

    def paths(self) -> tuple[Path, ...]:
        """What is entered."""
        return tuple(Path(one.strip()) for one in self.line.text().split(SEPARATOR.strip()) if one.strip())


@dataclass(frozen=True, kw_only=True)
class ClosingOffice:
    """What the dialogs work with: the worker, the workspace, the campaign, who works here."""

    working: "Operations"
    places: Places
    ws: "Workspace | None"
    campaign: str
    who: str
    authority: str  # the identity that signs, where one is known


class CloseDialog(FormDialog):
    """Asks where the archive goes, what goes into it besides, and who signs."""

    def __init__(
        self, office: ClosingOffice, done: "Callable[[Closed], None]", parent: QWidget | None
    ) -> None:
        about = text(
            "Everything of the campaign goes into one signed file that can be verified without this program. "
            "The campaign is changed no more after that; it can be opened again with a reason."
        )
        super().__init__(text("Close the campaign"), about, parent)
        self.setMinimumWidth(620)
        self._office, self._done = office, done
        self.out = PathField(text("Archive"), self._ask_out)
        self.packages = PathField(text("Folder with the packages that were issued"), _ask_folder)
        self.added = PathField(text("Other files for the archive, such as minutes"), _ask_files)
        self.identity = PathField(text("File of the identity that signs"), _ask_identity)
        self.identity.line.setText(office.authority)
        self.passphrase = PassphraseField(text("Passphrase"))
        self.by = line(text("Closed by"))
        self.by.setText(office.who)
        fields = [self.out, self.packages, self.added, self.identity, self.passphrase, self.by]
        self.lay_out(fields, text("Close and archive"))
        self.when_asked(self._close)

    def _ask_out(self, parent: QWidget) -> tuple[Path, ...]:
        kinds = text("Archives of campaigns (*{ending})", ending=archiving.SUFFIX)
        path = ask_target(parent, text("Archive"), f"{self._office.campaign}{archiving.SUFFIX}", kinds)
        return (path,) if path else ()

    def _close(self) -> None:
        out, identity = self.out.paths(), self.identity.paths()
        if not out or not identity:
            self.say(text("Choose where the archive goes, and the identity that signs it."))
            return
        packages, office = self.packages.paths(), self._office
        asked = archiving.ToClose(
            campaign=office.campaign,
            out=out[0],
            who=self.by.text(),
            packages=packages[0] if packages else None,
            added=self.added.paths(),
        )
        key = identities.KeyFile(path=identity[0], passphrase=self.passphrase.passphrase())
        self.run(
            office.working,
            lambda: archiving.close(_open_one(office), office.places, asked, key.load()),
            self._done,
        )


class ReopenDialog(FormDialog):
    """Asks why a closed campaign is opened again."""

    def __init__(self, office: ClosingOffice, done: Callable[[], None], parent: QWidget | None) -> None:
        about = text("The archive stays as it is. The next closing writes another one.")
        super().__init__(text("Open the campaign again"), about, parent)
        self.reason, self.by = line(text("Reason")), line(text("Entered by"))
        self.by.setText(office.who)
        self.lay_out([self.reason, self.by], text("Open again"))
        self.when_asked(
            lambda: self.run(
                office.working,
                lambda: archiving.reopen(
                    _open_one(office), office.campaign, self.reason.text(), self.by.text()
                ),
                lambda _: done(),
            )
        )


def _open_one(office: ClosingOffice) -> "Workspace":
    if office.ws is None:
        raise AssertionError  # the page offers nothing before the workspace is open
    return office.ws


def _ask_folder(parent: QWidget) -> tuple[Path, ...]:
    path = ask_folder(parent, text("Folder with the packages that were issued"))
    return (path,) if path else ()


def _ask_files(parent: QWidget) -> tuple[Path, ...]:
    return ask_files_of(parent, text("All files (*)"))


def _ask_identity(parent: QWidget) -> tuple[Path, ...]:
    path = ask_identity(parent)
    return (path,) if path else ()
