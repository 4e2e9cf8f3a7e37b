"""The screen of statistics: eight applications, five experts, one of them severe."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from evaluator_app.domain.application import Package
from evaluator_app.domain.collecting import Returned
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.marks import Entry, Scored
from evaluator_app.domain.panel import PanelMerge, merge_returned
from evaluator_app.domain.rubric import Criterion
from evaluator_app.domain.scheme import Scheme
from evaluator_app.domain.sheet import Marks, ScoreSheet, identity_of
from evaluator_app.services.places import own_places
from evaluator_app.ui.analysis.dialog import AnalysisDialog
from evaluator_app.ui.operation import Operations
from evaluator_app.ui.tokens import theme

# Tenths of the points, by application; what each expert adds; and a little that differs from mark to mark.
LEVELS = (96, 92, 89, 86, 83, 78, 73, 66)
EXPERTS = {"甲": 1, "乙": -5, "丙": 3, "丁": 0, "戊": 1}
NAMES = ("精密制造", "电装", "物业", "轨交", "物流", "医院", "食品", "机电")
_DARK = 128


def analysis_dialog(
    scheme: Scheme, package: Package, window: QWidget, wait_until: Callable[[Callable[[], bool]], None]
) -> AnalysisDialog:
    """The dialog with everything drawn."""
    working = Operations("pictures", window)
    dark = window.palette().window().color().lightness() < _DARK
    look = theme(own_places().resources / "icons", dark=dark)
    dialog = AnalysisDialog(look, working, _merge(scheme, package), window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    dialog.show()
    wait_until(lambda: dialog.view.analysis is not None)
    wait_until(lambda: dialog.view.charts[0].drawn)
    working.close()
    return dialog


def _merge(scheme: Scheme, package: Package) -> PanelMerge:
    """Sheets as they come back from five experts."""
    first = package.applications[0]
    applications = tuple(
        replace(first, id=f"A-{place:03d}", organisation=f"示例{name}有限公司")
        for place, name in enumerate(NAMES, start=1)
    )
    whole = replace(package, applications=applications, experts=())
    sheets = [
        Returned(
            file=f"{application.id}-{name}.xlsx",
            signed=True,
            sheet=ScoreSheet(
                identity=identity_of(whole, application, scheme.id),
                expert=Expert(name=f"示例专家{name}", organisation="示例大学"),
                marks=_marks(scheme, level + more, place + number),
                written="2024-09-02T09:30:00+08:00",
            ),
        )
        for place, (application, level) in enumerate(zip(applications, LEVELS, strict=True))
        for number, (name, more) in enumerate(EXPERTS.items())
    ]
    return merge_returned(scheme, [whole], sheets)


def _marks(scheme: Scheme, percent: int, turn: int) -> Marks:
    entries = {
        one.id: Entry(Scored(_on_scale(one, percent + (turn * 5 + place * 3) % 7 - 3)))
        for place, one in enumerate(scheme.rubric.criteria)
    }
    return Marks(entries=entries)


def _on_scale(criterion: Criterion, percent: int) -> Decimal:
    """The mark on the criterion's scale that lies below this share of its points."""
    steps = criterion.highest * min(percent, 100) // (100 * criterion.step)
    return steps * criterion.step
