"""The page of the secretariat's authority: whom it certified, new certificates, the trust list."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTableView,
    QWidget,
)

from evaluator_app.domain.problems import Problem
from evaluator_app.domain.trust import Issued, Standing, Trust, grouped
from evaluator_app.late import late
from evaluator_app.ui.fields.file_dialogs import ask_file, ask_target
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.fields.messages import Message, problem_list
from evaluator_app.ui.fields.row_table import row_table, when_chosen
from evaluator_app.ui.fields.rows_model import with_words
from evaluator_app.ui.identity.form_dialog import FormDialog
from evaluator_app.ui.operation import Operations, problems_of
from evaluator_app.ui.secretariat.authority_model import Column, certificates_model
from evaluator_app.ui.style import restyle
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.language import text
from evaluator_app.wording.trust import who

if TYPE_CHECKING:
    from evaluator_app.services import identities, preferences
    from evaluator_app.ui.secretariat import authority_dialogs
else:
    identities = late("evaluator_app.services.identities")
    preferences = late("evaluator_app.services.preferences")
    authority_dialogs = late("evaluator_app.ui.secretariat.authority_dialogs")

_CARD = ".json"


class AuthorityPage(QWidget):
    """Shows the trust list beside the authority's file; each act asks for the passphrase anew."""

    def __init__(self, theme: Theme, kept: Path, working: Operations) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAcceptDrops(True)
        self._theme, self._kept, self._working = theme, kept, working
        self.path: Path | None = None
        self.dialog: FormDialog | None = None
        self._owner = label(weight="strong", wrap=True)
        self._digits = label(tone="muted", textSize="small", wrap=True)
        self._digits.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._notice = label(wrap=True)
        self._notice.hide()
        self.model = certificates_model(self)
        self._filter = with_words(self.model)
        self.table = self._make_table()
        self._revoke = self._button(text("Revoke…"), self.revoke)
        self._empty = Message()
        self._empty.acted.connect(self.make)
        self._stack = QStackedWidget()
        self._lay_out()
        place = preferences.kept(kept, preferences.AUTHORITY).strip()
        self._show_none() if not place else self.open_file(Path(place))

    # -- the parts

    def _button(self, words: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.clicked.connect(lambda _=False: act())
        return button

    def _make_table(self) -> QTableView:
        widths = {int(one): 130 for one in (Column.FIRST, Column.LAST)}
        table = row_table(self._filter, text("Certificates issued"), self._theme, widths)
        table.setSortingEnabled(True)
        table.sortByColumn(Column.NAME, Qt.SortOrder.AscendingOrder)
        when_chosen(table, self._show_choice)
        return table

    def _lay_out(self) -> None:
        issue = self._button(text("Issue from card…"), self.issue)
        issue.setProperty("primary", True)  # noqa: FBT003 - Qt's property
        search = QLineEdit()
        search.setClearButtonEnabled(True)
        search.setPlaceholderText(text("Search name, organisation, state"))
        search.setAccessibleName(text("Search certificates"))
        search.textChanged.connect(self._filter.setFilterFixedString)
        listing = QWidget()
        listing.setLayout(
            column(
                self._owner,
                self._digits,
                row((search, 1), self._revoke, self._button(text("Save trust list…"), self.save_list), issue),
                (self.table, 1),
                spacing=12,
            )
        )
        empty = QWidget()
        other = self._button(text("Open an existing authority…"), self.choose)
        other.setProperty("flat", True)  # noqa: FBT003 - Qt's property
        empty.setLayout(column(None, self._empty, row(None, other, None), (None, 2)))
        self._stack.addWidget(empty)
        self._stack.addWidget(listing)
        heading = label(text("Authority"), textSize="title")
        self.setLayout(column(heading, self._notice, (self._stack, 1), spacing=12, margins=(24, 20, 24, 20)))

    # -- what is shown

    def _show_none(self) -> None:
        self._empty.show_text(
            text("Make the secretariat's authority"),
            text(
                "It certifies the experts from their enrolment cards, "
                "so that everybody can tell whose a sheet is."
            ),
            text("Make the authority…"),
        )
        self._stack.setCurrentIndex(0)

    def open_file(self, path: Path) -> None:
        """Show the authority of this file, and remember it."""

        def show(found: "tuple[Trust, Sequence[Issued]]") -> None:
            self.path = path
            preferences.keep(self._kept, preferences.AUTHORITY, str(path))
            self.show_list(*found)

        self._working.run(lambda: _read(path), show, self._lost)

    def _lost(self, error: Exception) -> None:
        self._show_none()
        self.show_problems(problems_of(error))

    def show_list(self, trust: Trust, rows: "Sequence[Issued]") -> None:
        """Show this trust list."""
        own = trust.authority
        self._owner.setText(who(own.name, own.organisation))
        self._digits.setText(
            text(
                "Fingerprint {digits} · trust list no. {number} of {day} · {path}",
                digits=grouped(own.fingerprint),
                number=trust.number,
                day=trust.at[:10],
                path=self.path or "",
            )
        )
        self.model.show_rows(rows)
        self._stack.setCurrentIndex(1)
        self._show_choice()

    def _show_choice(self) -> None:
        chosen = self._chosen()
        self._revoke.setEnabled(chosen is not None and chosen.standing is not Standing.REVOKED)

    def _chosen(self) -> "Issued | None":
        rows = self.table.selectionModel().selectedRows()
        return self.model.rows[self._filter.mapToSource(rows[0]).row()] if rows else None

    def say(self, words: str) -> None:
        """Say what was done, and show the list as it is now."""
        restyle(self._notice, tone="good")
        self._notice.setText(words)
        self._notice.show()
        if self.path is not None:
            self.open_file(self.path)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say what went wrong."""
        restyle(self._notice, tone="blocked")
        self._notice.setText(problem_list(problems))
        self._notice.show()

    def notice(self) -> str:
        """What is said."""
        return self._notice.text() if not self._notice.isHidden() else ""

    # -- what can be done

    def _office(self, path: Path, done: Callable[[str], None]) -> "authority_dialogs.Office":
        return authority_dialogs.Office(path=path, working=self._working, done=done)

    def make(self) -> None:
        """Make an authority in a new file."""
        kinds = text("Identities (*.p12)")
        path = ask_target(self, text("Save the authority"), "authority.p12", kinds)
        if path is not None:

            def made(words: str) -> None:
                self.path = path
                self.say(words)

            self._open(authority_dialogs.NewAuthorityDialog(self._office(path, made), self))

    def choose(self) -> None:
        """Use the authority of a file that exists."""
        path = ask_file(self, text("Open an existing authority"), text("Identities (*.p12)"))
        if path is not None:
            self.open_file(path)

    def issue(self) -> None:
        """Issue a certificate from a card."""
        path = ask_file(self, text("Open enrolment card"), text("Cards (*.json)"))
        if path is not None:
            self.issue_from(path)

    def issue_from(self, card_path: Path) -> None:
        """Issue a certificate from this card."""
        self._working.run(
            lambda: identities.read_card(card_path),
            self._ask_issue,
            lambda error: self.show_problems(problems_of(error)),
        )

    def _ask_issue(self, card: "identities.Card") -> None:
        kinds = text("Certificates (*.pem)")
        target = ask_target(self, text("Save the certificate"), f"{card.expert.name}.pem", kinds)
        if target is not None and self.path is not None:
            office = self._office(self.path, self.say)
            self._open(authority_dialogs.IssueDialog(card, target, office, self))

    def revoke(self) -> None:
        """Take the chosen certificate back."""
        chosen = self._chosen()
        if chosen is not None and self.path is not None:
            office = self._office(self.path, self.say)
            self._open(authority_dialogs.RevokeDialog(chosen.certified, office, self))

    def _open(self, dialog: FormDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_list(self) -> None:
        """Write the trust list where it is wanted."""
        path = self.path
        kinds = text("Trust lists (*.evtrust)")
        target = ask_target(self, text("Save trust list"), "trust.evtrust", kinds) if path else None
        if target is not None and path is not None:
            self._working.run(
                lambda: identities.write_trust(path, target),
                lambda _: self.say(text("Written: {file}", file=target)),
                lambda error: self.show_problems(problems_of(error)),
            )

    # -- what is dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: D102, N802 - Qt's name
        if self.path is not None and _dropped_card(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: D102, N802 - Qt's name
        card = _dropped_card(event)
        if card is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.issue_from(card)


def _read(path: Path) -> "tuple[Trust, Sequence[Issued]]":
    trust = identities.authority_trust(path)
    return trust, identities.issued(trust)


def _dropped_card(event: QDropEvent) -> Path | None:
    paths = (Path(one.toLocalFile()) for one in event.mimeData().urls() if one.isLocalFile())
    return next((path for path in paths if path.suffix.lower() == _CARD), None)
