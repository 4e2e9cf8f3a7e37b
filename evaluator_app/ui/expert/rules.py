"""The rules a sheet is scored by: grades, protocol, preconditions, and what the scheme had to assume."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from evaluator_app.domain.rubric import Rule
from evaluator_app.domain.scheme import Scheme
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column
from evaluator_app.wording.language import text
from evaluator_app.wording.protocols import band_words, protocol_lines, source_words

_ABOUT_SCORING = (
    "rubric.",
    "protocol.",
    "stages.",
)  # what an expert need not know is left to the secretariat


class RulesDialog(QDialog):
    """Shows the rules of a scheme in words, each with its clause or as an assumption."""

    def __init__(self, scheme: Scheme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("Rules and assumptions"))
        self.resize(760, 640)
        page = QWidget()
        page.setProperty("role", "page")
        page.setLayout(self._page(scheme))
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(text("Rules and assumptions"))
        scroll.setWidget(page)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(text("Close"))
        buttons.rejected.connect(self.reject)
        self.setLayout(column((scroll, 1), buttons, spacing=12, margins=(0, 0, 16, 16)))

    @staticmethod
    def _page(scheme: Scheme) -> QVBoxLayout:
        rubric = scheme.rubric
        grades = [(band.title, f"{band_words(band)}  {band.label}") for band in rubric.bands]
        return column(
            label(f"{scheme.title} · {scheme.standard}", wrap=True, textSize="title"),
            label(
                " · ".join(part for part in (scheme.owner, scheme.document_number, scheme.version) if part)
            ),
            label(text("Grades"), textSize="title"),
            _grid(grades),
            label(text("How the panel's sheets become one score"), textSize="title"),
            _grid(protocol_lines(scheme.protocol, rubric)),
            label(text("Preconditions"), textSize="title"),
            _list(f"{one.text} ({source_words(one)})" for one in scheme.preconditions),
            label(text("Assumed where the source is silent"), textSize="title"),
            _list(assumptions(scheme)),
            None,
            spacing=12,
            margins=(24, 20, 24, 20),
        )


def assumptions(scheme: Scheme) -> list[str]:
    """What the scheme assumes about scoring and merging, in its own words."""
    about = [one.comment for one in scheme.assumptions if one.path.startswith(_ABOUT_SCORING)]
    rules: tuple[Rule, ...] = (*scheme.rubric.bands, *scheme.stages, *scheme.preconditions)
    return about + [rule.comment for rule in rules if rule.assumed and rule.comment]


def _grid(lines: Iterable[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    for i, (name, words) in enumerate(lines):
        grid.addWidget(label(name, tone="muted"), i, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(words, wrap=True), i, 1)
    return grid


def _list(lines: Iterable[str]) -> QVBoxLayout:
    return column(*(label(f"· {line}", wrap=True) for line in lines), spacing=6)
