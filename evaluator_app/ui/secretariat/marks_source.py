"""Where the marks come from that panels and the committee work on: packages and a folder of score sheets."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from evaluator_app.domain.problems import Problem
from evaluator_app.late import late
from evaluator_app.ui.fields.file_dialogs import ask_file, ask_folder, ask_package
from evaluator_app.ui.fields.labels import elided
from evaluator_app.ui.fields.layouts import row
from evaluator_app.ui.operation import Operations, problems_of
from evaluator_app.ui.style import restyle
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.problems import problem_line

if TYPE_CHECKING:
    from evaluator_app.domain.panel import PanelMerge
    from evaluator_app.services import identities, merging
else:
    identities = late("evaluator_app.services.identities")
    merging = late("evaluator_app.services.merging")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen; without a trust list unsigned sheets count too."""

    packages: tuple[Path, ...]
    sheets: Path
    trust: Path | None = None


class MarksSource(QObject):
    """The merge worked on, the same on every page."""

    changed = Signal()

    def __init__(self, working: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._working = working
        self.merge: PanelMerge | None = None
        self.problems: Sequence[Problem] = ()
        self.chosen: Chosen | None = None
        self.busy = False

    def use(self, chosen: Chosen) -> None:
        """Merge these marks in the worker."""
        self.chosen, self.busy, self.problems = chosen, True, ()
        self.changed.emit()
        self._working.run(lambda: _merged(chosen), self._done, self._failed)

    def _done(self, merge: "PanelMerge") -> None:
        self.merge, self.busy = merge, False
        self.changed.emit()

    def _failed(self, error: Exception) -> None:
        self.merge, self.busy, self.problems = None, False, problems_of(error)
        self.changed.emit()

    def of(self, campaign: str) -> "PanelMerge | None":
        """The merge, where it is of this campaign."""
        return self.merge if self.merge is not None and self.merge.campaign.id == campaign else None


def _merged(chosen: Chosen) -> "PanelMerge":
    trust = identities.read_trust(chosen.trust) if chosen.trust is not None else None
    options = merging.MergeOptions(allow_unsigned=trust is None, trust=trust)
    return merging.merge_panel(chosen.packages, [chosen.sheets], options)


class SourceBar(QWidget):
    """Says which marks are worked on, and lets others be chosen."""

    def __init__(self, source: MarksSource) -> None:
        super().__init__()
        self._source = source
        self.words = elided(tone="muted")
        self.choose = QPushButton(text("Marks from…"))
        self.choose.setToolTip(text("Choose the package, the folder with the score sheets, the trust list"))
        self.choose.clicked.connect(lambda _=False: self.ask())
        self.setLayout(row(self.choose, (self.words, 1), spacing=8))
        source.changed.connect(self._show)
        self._show()

    def ask(self) -> None:
        """Ask for package, folder and trust list."""
        package = ask_package(self)
        folder = ask_folder(self, text("Folder with the score sheets")) if package is not None else None
        if package is None or folder is None:
            return
        listed = ask_file(
            self,
            text("Trust list: only signed sheets count. Cancel: unsigned ones count too."),
            text("Trust lists (*.evtrust)"),
        )
        self._source.use(Chosen((package,), folder, listed))

    def _show(self) -> None:
        self.words.setText(self._said())
        restyle(self.words, tone="blocked" if self._source.problems else "muted")
        self.choose.setEnabled(not self._source.busy)

    def _said(self) -> str:
        source, merge = self._source, self._source.merge
        if source.busy:
            return text("Reading the score sheets…")
        if source.problems:
            return " ".join(problem_line(one) for one in source.problems)
        if merge is None or source.chosen is None:
            return text("No marks yet: choose the package and the score sheets that came back.")
        count = len(merge.results)
        applications = plural("{count} application", "{count} applications", count)
        used = sum(len(one.sheets) for one in merge.results)
        sheets = plural("{count} sheet counts", "{count} sheets count", used)
        return f"{merge.campaign.title} · {applications} · {sheets} · {source.chosen.sheets}"
