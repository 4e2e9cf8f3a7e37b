"""The page of panels: who scores what as a grid, proposed or assigned by hand, each conflict explained."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHeaderView,
    QPlainTextEdit,
    QSpinBox,
    QTableView,
)

from evaluator_app.domain.panels import PanelNeeds, SeatEvent, SeatKind
from evaluator_app.late import late
from evaluator_app.ui.fields.labels import elided, label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.identity.form_dialog import FormDialog
from evaluator_app.ui.secretariat.desk_page import DeskPage
from evaluator_app.ui.secretariat.desk_workspace import DeskWorkspace
from evaluator_app.ui.secretariat.panels_model import PanelsModel, Seat, seat_titles
from evaluator_app.ui.secretariat.roster_dialogs import line
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.problems import problem_line

if TYPE_CHECKING:
    from evaluator_app.domain.proposal import Proposal
    from evaluator_app.services import panels
    from evaluator_app.services.panels import PanelBoard
    from evaluator_app.services.workspaces import Workspace
    from evaluator_app.ui.secretariat import replace_dialog
else:
    panels = late("evaluator_app.services.panels")
    replace_dialog = late("evaluator_app.ui.secretariat.replace_dialog")

_CELL, _NAME = 96, 220  # widths of a member's column and of an application's name, for 14 px text
_PRESSING = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SEATED = (Seat.SEATED, Seat.CHAIR, Seat.OVERRIDDEN)


class _Grid(QTableView):
    """Tells when a cell is pressed on: by space, enter or a double click."""

    pressed_on = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in _PRESSING:
            self.pressed_on.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        self.pressed_on.emit()


class PanelsPage(DeskPage):
    """Nothing is changed by a proposal until it is taken; a conflict blocks unless a reason is given."""

    def __init__(self, theme: Theme, desk: DeskWorkspace) -> None:
        super().__init__(text("Panels"), desk)
        self._theme = theme
        self.board: PanelBoard | None = None
        self.proposal: Proposal | None = None
        self.dialog: FormDialog | None = None
        self._campaign = ""
        self._make_needs()
        self.model = PanelsModel(theme.colours, self)
        self.table = self._make_table()
        self._cell = elided()
        self.reason = line(text("Reason"))
        self.reason.setPlaceholderText(text("Reason, needed against a conflict and to release somebody"))
        self.assign = self.button(text("Assign"), lambda: self._seat(SeatKind.ASSIGNED))
        self.release = self.button(text("Release"), lambda: self._seat(SeatKind.RELEASED))
        self.chair = self.button(text("Make chair"), lambda: self._seat(SeatKind.CHAIR))
        self.propose = self.button(text("Propose"), self._ask_proposal, primary=True)
        self.take = self.button(text("Take the proposal"), self.take_proposal, primary=True)
        self.discard = self.button(text("Discard it"), self._discard)
        self._good = label(text("Every application has its panel."), tone="good")
        self.problems = self._make_problems()
        self._lay_out()
        self.table.pressed_on.connect(self._toggle)

    def _make_needs(self) -> None:
        self.each, self.most = QSpinBox(), QSpinBox()
        self.each.setRange(1, 99)
        self.each.setAccessibleName(text("Members each application needs"))
        self.most.setRange(0, 9999)
        self.most.setSpecialValueText(text("no limit"))
        self.most.setAccessibleName(text("Applications a member scores at most"))
        self.odd = QCheckBox(text("odd number"))
        self.by = line(text("Entered by"))
        for box in (self.each, self.most):
            box.valueChanged.connect(lambda _: self._show_problems())
        self.odd.toggled.connect(lambda _: self._show_problems())

    def _make_problems(self) -> QPlainTextEdit:
        problems = QPlainTextEdit()
        problems.setReadOnly(True)
        problems.setTabChangesFocus(True)
        problems.setAccessibleName(text("What is still missing"))
        problems.setMaximumHeight(self._theme.sizes.body * 8)
        return problems

    def _make_table(self) -> "_Grid":
        table = _Grid()
        table.setModel(self.model)
        table.setAccessibleName(text("Applications and members"))
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setCornerButtonEnabled(False)
        scale = self._theme.sizes.body / 14
        across, down = table.horizontalHeader(), table.verticalHeader()
        across.setDefaultSectionSize(round(_CELL * scale))
        down.setDefaultSectionSize(self._theme.sizes.touch)
        down.setFixedWidth(round(_NAME * scale))
        down.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        down.setTextElideMode(Qt.TextElideMode.ElideRight)
        for header in (across, down):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setHighlightSections(False)
        table.selectionModel().currentChanged.connect(lambda *_: self._show_cell())
        return table

    def _lay_out(self) -> None:
        needs = row(
            *(label(text("Members each")), self.each, self.odd),
            *(label(text("at most a member")), self.most, None),
            *(label(text("Entered by")), (self.by, 1)),
            spacing=8,
        )
        signs = "   ".join(f"{seat.value} {words}" for seat, words in seat_titles().items() if seat.value)
        act = row((self.reason, 1), self.assign, self.release, self.chair)
        body = column(
            needs,
            (self.table, 1),
            label(signs, wrap=True, tone="muted", textSize="small"),
            self._cell,
            act,
            self._good,
            self.problems,
            spacing=10,
        )
        replacing = self.button(text("Replace…"), self.replace)
        self.set_body(body, replacing, self.discard, self.propose, self.take)

    # -- what is shown

    def load(self, ws: "Workspace", campaign: str) -> "PanelBoard":
        """The panels of the campaign's stage."""
        return panels.board(ws, campaign)

    def show_loaded(self, found: "PanelBoard") -> None:
        """Show the panels; what was proposed before is gone."""
        name = found.campaign.plan.id
        self.board, self.proposal = found, None
        if name != self._campaign:
            self._campaign = name
            usual = panels.suggested_needs(found)
            self.each.setValue(usual.per_application)
            self.odd.setChecked(usual.odd)
        if not self.by.text():
            self.by.setText(self.desk.who)
        self._show()

    def _show(self) -> None:
        if self.board is None:
            return
        place = self.table.currentIndex()
        row_, column_ = place.row(), place.column()
        self.model.show_panels(self.board.ground, self.board.panels, self.proposal)
        if row_ >= 0:
            self.table.setCurrentIndex(self.model.index(row_, column_))
        proposed = self.proposal is not None
        self.take.setVisible(proposed)
        self.discard.setVisible(proposed)
        self.propose.setVisible(not proposed)
        self._show_problems()
        self._show_cell()

    def _show_problems(self) -> None:
        if self.board is None:
            return
        found = self.proposal.problems if self.proposal else self.board.problems(self.needs())
        self.problems.setPlainText("\n".join(map(problem_line, found)))
        self.problems.setVisible(bool(found))
        self._good.setVisible(not found)

    def _show_cell(self) -> None:
        place = self.table.currentIndex()
        seat = self.model.seat(place.row(), place.column()) if place.isValid() else None
        self._cell.setText(self._words(place) if place.isValid() else text("Choose a cell of the grid."))
        self.assign.setEnabled(seat is not None and seat not in _SEATED)
        self.release.setEnabled(seat in _SEATED)
        self.chair.setEnabled(seat in {Seat.SEATED, Seat.OVERRIDDEN})

    def _words(self, place: QModelIndex) -> str:
        application, member = self.model.application(place.row()), self.model.member(place.column())
        return (
            f"{application.id} {application.organisation} — {member.expert.name} "
            f"({member.expert.organisation}): {self.model.words(place.row(), place.column())}"
        )

    def needs(self) -> PanelNeeds:
        """What each panel needs, as entered."""
        return PanelNeeds(
            per_application=self.each.value(), odd=self.odd.isChecked(), most_each=self.most.value()
        )

    # -- what can be done

    def _toggle(self) -> None:
        if self.release.isEnabled():
            self._seat(SeatKind.RELEASED)
        elif self.assign.isEnabled():
            self._seat(SeatKind.ASSIGNED)

    def _seat(self, kind: SeatKind) -> None:
        place = self.table.currentIndex()
        event = SeatEvent(
            application=self.model.application(place.row()).id,
            member=self.model.member(place.column()).id,
            kind=kind,
            reason=self.reason.text().strip(),
            who=self._who(),
        )
        self.ask(lambda ws, campaign: panels.change(ws, campaign, event), self._changed)

    def _who(self) -> str:
        self.desk.who = self.by.text().strip()
        return self.desk.who

    def _changed(self, found: "PanelBoard") -> None:
        self.notice("")
        self.reason.clear()
        self.show_loaded(found)

    def _ask_proposal(self) -> None:
        found, needs = self.board, self.needs()
        if found is not None:
            self.ask(lambda _ws, _: panels.proposal(found, needs), self._show_proposal)

    def _show_proposal(self, proposal: "Proposal") -> None:
        self.notice("")
        self.proposal = proposal
        self._show()

    def _discard(self) -> None:
        self.proposal = None
        self._show()

    def take_proposal(self) -> None:
        """Assign what is proposed."""
        proposal, who = self.proposal, self._who()
        if proposal is None:
            return
        count = sum(map(len, proposal.seats.values()))

        def taken(found: "PanelBoard") -> None:
            self._changed(found)
            self.notice(plural("{count} seat is assigned.", "{count} seats are assigned.", count))

        self.ask(lambda ws, campaign: panels.take(ws, campaign, proposal, who), taken)

    def replace(self) -> None:
        """Put somebody in another's place everywhere."""
        found, ws, campaign = self.board, self.desk.workspace, self.desk.chosen
        if found is None or ws is None:
            return
        place = self.table.currentIndex()
        chosen = self.model.member(place.column()).id if place.isValid() else ""
        dialog = replace_dialog.ReplaceDialog(found, chosen, self.by.text() or self.desk.who, self)

        def act() -> None:
            self.by.setText(dialog.by.text())
            events = panels.replaced(found, *dialog.pair(), dialog.reason.text().strip(), self._who())
            dialog.run(self.desk.working, lambda: panels.change(ws, campaign, *events), self._changed)

        dialog.when_asked(act)
        self.dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
