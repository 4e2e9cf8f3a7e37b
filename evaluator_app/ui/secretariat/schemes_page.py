"""The page of schemes: what a secretariat decides, in a draft beside the version in force, and locking."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit

from evaluator_app.domain.digests import short
from evaluator_app.late import late
from evaluator_app.services.places import Folders, Places
from evaluator_app.ui.fields.file_dialogs import ask_target, ask_workbook
from evaluator_app.ui.fields.labels import elided, label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.fields.row_table import chosen_row, row_table, when_chosen
from evaluator_app.ui.identity.form_dialog import FormDialog
from evaluator_app.ui.secretariat.desk_page import DeskPage
from evaluator_app.ui.secretariat.desk_workspace import DeskWorkspace
from evaluator_app.ui.secretariat.settings_model import ChoiceDelegate, Column, SettingsModel
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.scheme_settings import (
    about_words,
    draft_problems,
    full_name,
    setting_title,
    version_words,
    why_words,
)

if TYPE_CHECKING:
    from evaluator_app.domain.scheme import LoadedScheme
    from evaluator_app.services import scheme_versions, schemes
    from evaluator_app.services.scheme_versions import Editing, Row, Version
    from evaluator_app.services.workspaces import Workspace
    from evaluator_app.ui.secretariat import scheme_dialogs
else:
    scheme_versions = late("evaluator_app.services.scheme_versions")
    schemes = late("evaluator_app.services.schemes")
    scheme_dialogs = late("evaluator_app.ui.secretariat.scheme_dialogs")

_WIDTHS: dict[int, int] = {Column.PART: 120, Column.VALUE: 136, Column.BEFORE: 120, Column.DRAFT: 150}
_DETAILS = 3  # at least, lines of what is said of a value
_SHOWN_PROBLEMS = 2


class SchemesPage(DeskPage):
    """One scheme at a time; the texts of the source are never among what can be changed."""

    needs_campaign = False

    def __init__(self, theme: Theme, places: Places, folders: Folders, desk: DeskWorkspace) -> None:
        super().__init__(text("Schemes"), desk)
        self._places, self._folders = places, folders
        self.found: Editing | None = None
        self._chosen = ""  # id of the scheme that is edited
        self.dialog: FormDialog | None = None
        self.scheme = QComboBox()
        self.scheme.setAccessibleName(text("Scheme"))
        self.scheme.activated.connect(lambda _: self.choose(str(self.scheme.currentData())))
        self.search, self.fixed, self.changed = QLineEdit(), QCheckBox(), QCheckBox()
        self._make_filters()
        self._state, self._problems = label(wrap=True), label(wrap=True, tone="blocked")
        self._versions = elided(tone="muted", textSize="small")
        self.model = SettingsModel(theme, self._set, self)
        self.table = row_table(self.model, text("Values of the scheme"), theme, _WIDTHS)
        self.table.setItemDelegate(ChoiceDelegate(self.table))
        when_chosen(self.table, self._show_details)
        self.details = QPlainTextEdit()
        self._lay_out()

    def _make_filters(self) -> None:
        self.search.setPlaceholderText(text("Find a value"))
        self.search.setAccessibleName(text("Find a value"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _: self._show_rows())
        self.fixed.setText(text("Fixed values too"))
        self.changed.setText(text("Only changed values"))
        for box in (self.fixed, self.changed):
            box.toggled.connect(lambda _: self._show_rows())

    def _lay_out(self) -> None:
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(text("What is to be said of the value"))
        self.details.setMinimumHeight(self.fontMetrics().lineSpacing() * _DETAILS)
        self._discard = self.button(text("Discard draft"), self.discard)
        self._lock = self.button(text("Lock…"), self.ask_lock, primary=True)
        save = self.button(text("Save as workbook…"), self.save_workbook)
        take = self.button(text("Take in workbook…"), self.take_workbook)
        body = column(
            row((self.scheme, 1), save, take, spacing=8),
            row((self._state, 1), self._discard, self._lock, spacing=8),
            self._problems,
            row((self.search, 1), self.fixed, self.changed, spacing=12),
            (self.table, 5),
            (self.details, 1),
            self._versions,
            spacing=8,
        )
        self.set_body(body)

    # -- what is shown

    def _shelf(self) -> "scheme_versions.Shelf":
        return scheme_versions.own_shelf(self._places.forms, self._folders.preferences)

    def load(self, _ws: "Workspace", _campaign: str) -> "tuple[tuple[LoadedScheme, ...], Editing]":
        """The schemes there are, and the chosen one with its draft."""
        installed = schemes.installed(self._places.forms)
        chosen = self._chosen or installed[0].scheme.id
        return installed, scheme_versions.editing(self._shelf(), chosen)

    def show_loaded(self, found: "tuple[tuple[LoadedScheme, ...], Editing]") -> None:
        """Show the chosen scheme."""
        installed, editing = found
        if not self.scheme.count():
            for one in installed:
                self.scheme.addItem(f"{one.scheme.title}（{one.scheme.standard}）", one.scheme.id)
        if self._chosen in ("", editing.base.loaded.scheme.id):  # else another one was chosen meanwhile
            self.show_editing(editing)

    def choose(self, scheme: str) -> None:
        """Edit another scheme."""
        self._chosen = scheme
        self.notice("")
        self.refresh()

    def show_editing(self, found: "Editing") -> None:
        """Show the draft of a scheme."""
        self.found, self._chosen = found, found.base.loaded.scheme.id
        self.scheme.setCurrentIndex(self.scheme.findData(self._chosen))
        loaded, count = found.base.loaded, len(found.changes)
        draft = plural("the draft changes {count} value", "the draft changes {count} values", count)
        self._state.setText(
            text(
                "In force: {version} · {digest} · {draft}",
                version=loaded.scheme.version,
                digest=short(loaded.digest),
                draft=draft if count else text("no draft"),
            )
        )
        self._show_problems(found)
        for button in (self._discard, self._lock):
            button.setEnabled(bool(count))
        self._versions.setText("；\n".join(version_words(one.loaded, one.lock) for one in found.versions))
        self._show_rows()

    def _show_problems(self, found: "Editing") -> None:
        """What keeps the draft from being locked: the first few, and how many more."""
        every = draft_problems(found.problems, [one.setting for one in found.rows])
        lines, more = list(every[:_SHOWN_PROBLEMS]), len(every) - _SHOWN_PROBLEMS
        if more > 0:
            lines.append(plural("and {count} more", "and {count} more", more))
        self._problems.setText("\n".join(lines))
        self._problems.setVisible(bool(lines))

    def _show_rows(self) -> None:
        before = self.current()
        rows = [one for one in (self.found.rows if self.found is not None else ()) if self._wanted(one)]
        self.model.show_rows(rows)
        kept = (n for n, one in enumerate(rows) if before and one.setting.path == before.setting.path)
        if rows:
            self.table.selectRow(next(kept, 0))

    def _wanted(self, one: "Row") -> bool:
        words = self.search.text().strip().casefold()
        said = (about_words(one.setting), setting_title(one.setting), one.value, one.before)
        return (
            (one.setting.open or self.fixed.isChecked())
            and (one.changed or not self.changed.isChecked())
            and any(words in part.casefold() for part in said)
        )

    def current(self) -> "Row | None":
        """The value that is chosen."""
        number = chosen_row(self.table)
        return self.model.rows[number] if number is not None and number < len(self.model.rows) else None

    def _show_details(self) -> None:
        one = self.current()
        if one is None:
            self.details.clear()
            return
        said = [full_name(one.setting), why_words(one.setting)]
        if one.setting.open:
            said.append(text("Double-click the draft's value, or press F2 on it, to change it."))
        self.details.setPlainText("\n".join(said))

    # -- what can be done

    def _set(self, one: "Row", words: str) -> None:
        scheme, shelf = self._chosen, self._shelf()
        self._do(lambda: scheme_versions.change(shelf, scheme, one.setting.path, words))

    def discard(self) -> None:
        """Take the draft away; what is in force stays."""
        scheme, shelf = self._chosen, self._shelf()
        self._do(lambda: scheme_versions.discard(shelf, scheme))

    def _do(self, work: "Callable[[], Editing]") -> None:
        self.notice("")
        self.desk.working.run(work, self.show_editing, self.fail)

    def save_workbook(self) -> None:
        """Write the settings as a workbook."""
        scheme, shelf = self._chosen, self._shelf()
        name = text("settings-{scheme}.xlsx", scheme=scheme)
        target = ask_target(self, text("Save as workbook…"), name, text("Excel workbook (*.xlsx)"))
        if target is not None:
            self.desk.working.run(
                lambda: scheme_versions.write_workbook(shelf, scheme, target, replace=True),
                lambda _: self.notice(text("Written: {file}", file=target)),
                self.fail,
            )

    def take_workbook(self) -> None:
        """Take the new values of a workbook into the draft."""
        path = ask_workbook(self)
        if path is not None:
            shelf = self._shelf()
            self._do(lambda: scheme_versions.apply_workbook(shelf, path))

    def ask_lock(self) -> None:
        """Ask for the name of the new version, who locks it and why."""
        if self.found is None:
            return
        scheme, shelf = self._chosen, self._shelf()
        asked = scheme_dialogs.Asked(
            working=self.desk.working,
            do=lambda version, by, reason: scheme_versions.lock(shelf, scheme, version, by=by, reason=reason),
            done=self._locked,
        )
        self.dialog = scheme_dialogs.LockDialog(len(self.found.changes), self.desk.who, asked, self)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()

    def _locked(self, made: "Version") -> None:
        loaded = made.loaded
        words = text("Locked: {version} · {digest}", version=loaded.scheme.version, digest=loaded.digest)
        if made.lock is not None:
            self.desk.who = made.lock.by
        self.notice(words)
        self.refresh()
