"""Every kind of scale by keyboard and mouse: percent, levels, qualitative options, a recommendation."""

from decimal import Decimal

import pytest
from builders import band, rubric, section
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from test_rubric_form import edits, shown
from window_helpers import focused, press, type_text

from evaluator_app.domain.history import Subject
from evaluator_app.domain.marks import UNMARKED, Graded, Mark, Scored
from evaluator_app.domain.rubric import Criterion, Level, RemarkField, Rubric, ScaleKind
from evaluator_app.domain.sheet import Marks
from evaluator_app.ui.expert.edits import CardEdit
from evaluator_app.ui.fields.score_field import stepped

OPTIONS = (
    Level(id="full", title="全部满足", factor=Decimal(1)),
    Level(id="most", title="大部分满足", factor=Decimal("0.8")),
    Level(id="none", title="不满足", factor=Decimal(0)),
)
PERCENT = Criterion(
    id="p", title="P", text="", scale=ScaleKind.PERCENT, max=Decimal(40), step=Decimal(5), clause="5c"
)
LEVELS = Criterion(
    id="l", title="L", text="", scale=ScaleKind.LEVELS, max=Decimal(60), options=OPTIONS, clause="5b"
)
RULES = rubric(PERCENT, LEVELS, bands=(band("合格", "60", None),))
DIMENSION = Criterion(
    id="q", title="Q", text="", scale=ScaleKind.QUALITATIVE, options=OPTIONS, clause="S3-26"
)
ADVICE = RemarkField(
    id="advice", title="推荐意见", options=("推荐", "不推荐"), recommendation=True, required=True
)
QUALITATIVE = Rubric(title="示例", sections=(section(DIMENSION),), bands=(), remarks=(ADVICE,))


def test_a_percent_is_typed_and_its_points_are_shown(qtbot: QtBot) -> None:
    form = shown(qtbot, RULES)
    found = edits(form)
    form.go_to("p")
    type_text(qtbot, "85")
    press(qtbot, Qt.Key.Key_Return)
    assert found == [CardEdit(Subject.MARK, "p", Scored(Decimal(85)))]


@pytest.mark.parametrize(("key", "option"), [(Qt.Key.Key_1, "full"), (Qt.Key.Key_3, "none")])
def test_a_digit_chooses_the_option_of_that_number(qtbot: QtBot, key: Qt.Key, option: str) -> None:
    form = shown(qtbot, RULES)
    found = edits(form)
    form.go_to("l")
    press(qtbot, key)
    assert found == [CardEdit(Subject.MARK, "l", Graded(option))]


def test_a_number_without_an_option_changes_nothing_and_delete_takes_the_choice_back(qtbot: QtBot) -> None:
    form = shown(qtbot, RULES, Marks().with_mark("l", Graded("most")))
    found = edits(form)
    form.go_to("l")
    press(qtbot, Qt.Key.Key_9, Qt.Key.Key_Delete)
    assert found == [CardEdit(Subject.MARK, "l", UNMARKED)]


def test_an_option_is_pressed_as_a_button(qtbot: QtBot) -> None:
    form = shown(qtbot, RULES)
    found = edits(form)
    form.go_to("l")
    press(qtbot, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    assert focused().accessibleName() == "L: 2 大部分满足"
    press(qtbot, Qt.Key.Key_Space)
    assert found == [CardEdit(Subject.MARK, "l", Graded("most"))]


def test_a_recommendation_is_one_of_its_options(qtbot: QtBot) -> None:
    form = shown(qtbot, QUALITATIVE)
    found = edits(form)
    form.go_to("advice")
    press(qtbot, Qt.Key.Key_Space)
    assert found == [CardEdit(Subject.REMARK, "advice", "推荐")]


@pytest.mark.parametrize(
    ("mark", "count", "expected"),
    [
        (UNMARKED, 1, Graded("full")),
        (UNMARKED, -1, Graded("none")),
        (Graded("most"), 1, Graded("full")),
        (Graded("none"), -1, Graded("none")),
    ],
)
def test_steps_along_options_stop_at_the_ends(mark: Mark, count: int, expected: Mark) -> None:
    assert stepped(mark, LEVELS, count) == expected
