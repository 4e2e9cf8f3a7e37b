"""Verification on the secretariat's desk: files dropped or chosen, a table with one verdict per check."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from evaluator_app.domain.check_report import Check, CheckReport, Verdict
from evaluator_app.domain.problems import Problem
from evaluator_app.late import late
from evaluator_app.ui.fields.file_dialogs import ask_files, ask_package, ask_target, ask_trust_list
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.fields.messages import problem_list
from evaluator_app.ui.operation import Operations, problems_of
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.check_reports import check_name, verdict_name
from evaluator_app.wording.language import text
from evaluator_app.wording.problems import problem_line

if TYPE_CHECKING:
    from evaluator_app.services import identities, packages, verification
else:
    identities = late("evaluator_app.services.identities")
    packages = late("evaluator_app.services.packages")
    verification = late("evaluator_app.services.verification")

_SUFFIXES = {".xlsx", ".evpkg"}


class VerificationDialog(QDialog):
    """A table of files by checks; a row says below what exactly failed, and where."""

    def __init__(self, theme: Theme, working: Operations, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("Verify sheets and packages"))
        self.setAcceptDrops(True)
        self.resize(1180, 620)
        self._theme, self._working = theme, working
        self._files: list[Path] = []
        self._package: Path | None = None
        self._trust: Path | None = None
        self.reports: tuple[CheckReport, ...] = ()
        self._against = label(wrap=True, tone="muted")
        self.table = self._make_table()
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setAccessibleName(text("What was found"))
        self.details.setPlaceholderText(text("Drop score sheets and packages here, or choose them."))
        self._save = self._button(text("Save report…"), self._save_report)
        self._save.setEnabled(False)
        self._lay_out()
        self._say_against()

    def _make_table(self) -> QTableWidget:
        checks = list(Check)
        table = QTableWidget(0, 1 + len(checks))
        table.setAccessibleName(text("Files and checks"))
        table.setHorizontalHeaderLabels([text("File"), *map(check_name, checks)])
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.currentCellChanged.connect(lambda now, *_: self._show_details(now))
        return table

    def _button(self, words: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        choose = self._button(text("Choose files…"), self._choose)
        choose.setProperty("primary", True)  # noqa: FBT003 - Qt's property
        package = self._button(text("Check against package…"), self._choose_package)
        trust = self._button(text("Check against trust list…"), self._choose_trust)
        close = self._button(text("Close"), self.accept)
        self.setLayout(
            column(
                row(choose, package, trust, None, spacing=8),
                self._against,
                (self.table, 3),
                (self.details, 2),
                row(self._save, None, close),
                spacing=12,
                margins=(20, 16, 20, 16),
            )
        )

    # -- what is checked

    def check_files(self, paths: Sequence[Path]) -> None:
        """Check these files too."""
        self._files += [one for one in paths if one not in self._files]
        self._run()

    def check_against(self, package: Path | None, trust: Path | None) -> None:
        """Check everything again, against these."""
        self._package, self._trust = package or self._package, trust or self._trust
        self._say_against()
        self._run()

    def _choose(self) -> None:
        self.check_files(ask_files(self))

    def _choose_package(self) -> None:
        self.check_against(ask_package(self), None)

    def _choose_trust(self) -> None:
        self.check_against(None, ask_trust_list(self))

    def _say_against(self) -> None:
        names = [one.name for one in (self._package, self._trust) if one is not None]
        words = text("Checked against: {names}", names=", ".join(names)) if names else ""
        self._against.setText(
            words or text("Without package and trust list, rules and certificates are not checked.")
        )

    def _run(self) -> None:
        files = tuple(self._files)
        if files:
            self._working.run(
                lambda: verification.verify_files(files, self._read_against()), self._show, self._fail
            )

    def _read_against(self) -> "verification.Against":
        return verification.Against(
            package=packages.verify(self._package) if self._package else None,
            trust=identities.read_trust(self._trust) if self._trust else None,
        )

    def _fail(self, error: Exception) -> None:
        self.details.setPlainText(problem_list(problems_of(error)))

    def _save_report(self) -> None:
        target = ask_target(self, text("Save report"), text("report") + ".json", "JSON (*.json)")
        if target is not None:
            reports = self.reports
            self._working.run(
                lambda: verification.write_report(target, reports, self._read_against()),
                lambda _: self.details.setPlainText(text("Written: {file}", file=target)),
                self._fail,
            )

    # -- what was found

    def _show(self, reports: tuple[CheckReport, ...]) -> None:
        self.reports = reports
        self._save.setEnabled(bool(reports))
        self.table.setRowCount(len(reports))
        for number, report in enumerate(reports):
            name = QTableWidgetItem(Path(report.file).name)
            name.setToolTip(report.file)
            self.table.setItem(number, 0, name)
            verdicts = {one.check: one.verdict for one in report.lines}
            for place, check in enumerate(Check, start=1):
                verdict = verdicts.get(check, Verdict.NOT_CHECKED)
                self.table.setItem(number, place, self._cell(verdict))
        self.table.resizeColumnsToContents()
        worst = next((number for number, one in enumerate(reports) if one.failed), 0)
        self.table.setCurrentCell(worst, 0)
        self._show_details(worst)

    def _cell(self, verdict: Verdict) -> QTableWidgetItem:
        colours = self._theme.colours
        tones = {Verdict.PASSED: colours.good, Verdict.FAILED: colours.blocked}
        item = QTableWidgetItem(verdict_name(verdict))
        item.setForeground(QColor(tones.get(verdict, colours.muted)))
        return item

    def _show_details(self, number: int) -> None:
        if 0 <= number < len(self.reports):
            self.details.setPlainText("\n".join(_details(self.reports[number])))

    # -- what is dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: D102, N802 - Qt's name
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: D102, N802 - Qt's name
        paths = [Path(one.toLocalFile()) for one in event.mimeData().urls() if one.isLocalFile()]
        self.check_files([one for one in paths if one.suffix.lower() in _SUFFIXES])
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()


def _details(report: CheckReport) -> Sequence[str]:
    """Every failure of a file in words, then what it says it is."""
    wrong: list[Problem] = [one for line in report.lines for one in line.problems]
    lines = [f"{check_name(line.check)}: {verdict_name(line.verdict)}" for line in report.lines]
    facts = [text("Revision {number}", number=report.facts.get("revision", "1"))]
    facts += [report.facts[name] for name in ("application", "expert") if name in report.facts]
    if "paper" in report.facts:
        facts.append(text("On paper, entered by {name}", name=report.facts["paper"]))
    found = [problem_line(one) for one in (*wrong, *report.warnings)]
    return [report.file, " · ".join(facts), *found, "", *lines]
