"""The page of the roster: who can sit on panels, their terms and certificates; workbooks in and out."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from evaluator_app.domain.roster import Member, TermState
from evaluator_app.late import late
from evaluator_app.services import preferences
from evaluator_app.services.places import Places
from evaluator_app.ui.fields.file_dialogs import ask_target, ask_workbook
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.fields.row_table import chosen_row, row_table, when_chosen
from evaluator_app.ui.fields.rows_model import RowsModel, with_words
from evaluator_app.ui.identity.form_dialog import FormDialog
from evaluator_app.ui.secretariat.desk_page import DeskPage
from evaluator_app.ui.secretariat.desk_workspace import DeskWorkspace
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.roster import kind_titles, term_words
from evaluator_app.wording.trust import standing_words

if TYPE_CHECKING:
    from evaluator_app.domain.roster_intake import MemberChange
    from evaluator_app.domain.trust import Standing
    from evaluator_app.services import identities, roster
    from evaluator_app.services.workspaces import Workspace
    from evaluator_app.ui.secretariat import roster_dialogs
else:
    identities = late("evaluator_app.services.identities")
    roster = late("evaluator_app.services.roster")
    roster_dialogs = late("evaluator_app.ui.secretariat.roster_dialogs")

_NUMBER, _NAME, _KIND, _UNTIL, _STATE, _CERTIFICATE = 0, 1, 3, 5, 6, 7
_WIDTHS = {_NUMBER: 80, _NAME: 100, _KIND: 130, _UNTIL: 110, _STATE: 130, _CERTIFICATE: 110}
_OVER = (TermState.ENDED, TermState.AHEAD)


class RosterPage(DeskPage):
    """Everybody who can sit on a panel, whichever campaign."""

    needs_campaign = False

    def __init__(self, theme: Theme, places: Places, kept: Path, desk: DeskWorkspace) -> None:
        super().__init__(text("Roster"), desk)
        self._theme, self._places, self._kept = theme, places, kept
        self.dialog: FormDialog | None = None
        self._standing: dict[str, Standing] = {}
        self._summary = label(tone="muted", wrap=True)
        self.model = RowsModel[tuple[Member, TermState]](
            self._headings(), self._cells, self, colour=self._colour
        )
        self.filter = with_words(self.model)
        self.table = row_table(self.filter, text("Roster of experts"), theme, _WIDTHS)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(_NUMBER, Qt.SortOrder.AscendingOrder)
        self.table.activated.connect(lambda _: self.edit())
        self._of_one = [
            self.button(text("Change…"), self.edit),
            self.button(text("Conditions…"), self.conditions),
            self.button(text("Remove…"), self.remove),
        ]
        when_chosen(self.table, self._show_choice)
        self._lay_out()
        self._show_choice()

    def _headings(self) -> tuple[str, ...]:
        return (
            text("Number"),
            text("Name"),
            text("Organisation"),
            text("Kind of member"),
            text("Fields"),
            text("Until"),
            text("State"),
            text("Certificate"),
        )

    def _lay_out(self) -> None:
        search = QLineEdit()
        search.setClearButtonEnabled(True)
        search.setPlaceholderText(text("Search name, organisation, field, state"))
        search.setAccessibleName(text("Search the roster"))
        search.textChanged.connect(self.filter.setFilterFixedString)
        take = self.button(text("Take in workbook…"), self.take_in)
        give = self.button(text("Save as workbook…"), self.save)
        add = self.button(text("Add a person…"), self.add, primary=True)
        self.set_body(
            column(self._summary, row((search, 1), *self._of_one), (self.table, 1), spacing=12),
            take,
            give,
            add,
        )

    # -- what is shown

    def load(self, ws: "Workspace", _campaign: str) -> "tuple[roster.RosterCheck, dict[str, Standing]]":
        """The roster with the standing of certificates in the authority's trust list, where there is one."""
        found = roster.standing(ws)
        known = preferences.kept(self._kept, preferences.AUTHORITY).strip()
        path = identities.trust_list_of(Path(known)) if known else None
        trust = identities.read_trust(path) if path is not None and path.is_file() else None
        return found, roster.certificates(found, trust) if trust else {}

    def show_loaded(self, found: "tuple[roster.RosterCheck, dict[str, Standing]]") -> None:
        """Show everybody, and how many terms want looking after."""
        check, self._standing = found
        self.model.show_rows(check.members)
        states = [state for _, state in check.members]
        said = [plural("{count} person", "{count} people", len(states))]
        if TermState.ENDS_SOON in states:
            count = states.count(TermState.ENDS_SOON)
            said.append(plural("{count} term ends soon", "{count} terms end soon", count))
        if TermState.ENDED in states:
            count = states.count(TermState.ENDED)
            said.append(plural("{count} term is over", "{count} terms are over", count))
        self._summary.setText(" · ".join(said))
        if not check.members:
            about = text("Add people one by one, or take in the workbook of a roster.")
            self.say(text("Nobody is on the roster yet"), about, (text("Take in workbook…"), self.take_in))

    def _cells(self, one: tuple[Member, TermState]) -> tuple[str, ...]:
        member, state = one
        known = self._standing.get(member.id)
        return (
            member.id,
            member.expert.name,
            member.expert.organisation,
            kind_titles()[member.kind],
            "、".join(member.fields),
            member.term_ends,
            term_words(state),
            standing_words(known) if known else "",
        )

    def _colour(self, one: tuple[Member, TermState], place: int) -> str:
        if place != _STATE:
            return ""
        colours = self._theme.colours
        if one[1] in _OVER:
            return colours.blocked
        return colours.notice if one[1] is TermState.ENDS_SOON else ""

    def chosen(self) -> Member | None:
        """The person who is chosen."""
        place = chosen_row(self.table)
        if place is None:
            return None
        return self.model.rows[self.filter.mapToSource(self.filter.index(place, 0)).row()][0]

    def _show_choice(self) -> None:
        for one in self._of_one:
            one.setEnabled(self.chosen() is not None)

    # -- what can be done

    def take_in(self) -> None:
        """Look at a workbook, then take in what is new or changed."""
        path = ask_workbook(self)
        if path is not None:
            self.ask(lambda ws, _: roster.preview(ws, path), self._show_changes)

    def _show_changes(self, changes: "tuple[MemberChange, ...]") -> None:
        dialog = roster_dialogs.ImportDialog(self._theme, changes, self.desk.who, self)
        self._open(dialog, lambda ws: roster.take_in(ws, changes, dialog.by.text()), dialog.by.text)

    def save(self) -> None:
        """Save the roster as a workbook."""
        excel = text("Excel workbook (*.xlsx)")
        target = ask_target(self, text("Save the roster"), text("roster") + ".xlsx", excel)
        if target is not None:
            said = text("Written: {file}", file=target)
            self.ask(lambda ws, _: roster.export(ws, target), lambda _: self.notice(said))

    def add(self) -> None:
        """Add a person."""
        self._ask_member(None)

    def edit(self) -> None:
        """Change the chosen person."""
        if (member := self.chosen()) is not None:
            self._ask_member(member)

    def _ask_member(self, member: Member | None) -> None:
        def show(sources: tuple[str, ...]) -> None:
            dialog = roster_dialogs.MemberDialog(member, sources, self.desk.who, self)
            self._open(dialog, lambda ws: roster.save(ws, dialog.member(), dialog.by.text()), dialog.by.text)

        self.ask(lambda _ws, _: roster.sources(self._places.forms), show)

    def conditions(self) -> None:
        """Say which conditions of the schemes the chosen person meets."""
        member = self.chosen()
        if member is None:
            return

        def show(known: tuple[tuple[str, str], ...]) -> None:
            dialog = roster_dialogs.ConditionsDialog(member, known, self.desk.who, self)
            self._open(dialog, lambda ws: roster.save(ws, dialog.member(), dialog.by.text()), dialog.by.text)

        self.ask(lambda _ws, _: roster.known_conditions(self._places.forms), show)

    def remove(self) -> None:
        """Remove the chosen person, with a reason."""
        member = self.chosen()
        if member is not None:
            dialog = roster_dialogs.RemoveDialog(member, self.desk.who, self)
            reason, by = dialog.reason, dialog.by
            self._open(dialog, lambda ws: roster.remove(ws, member.id, reason.text(), by.text()), by.text)

    def _open(
        self, dialog: FormDialog, work: "Callable[[Workspace], object]", who: Callable[[], str]
    ) -> None:
        ws = self.desk.workspace
        if ws is None:
            return

        def act() -> None:
            self.desk.who = who().strip()
            dialog.run(self.desk.working, lambda: work(ws), lambda _: self.refresh())

        self.dialog = dialog
        dialog.when_asked(act)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
