"""The field for a mark: what is typed, refused, stepped and left alone."""

from decimal import Decimal

import pytest
from builders import criterion
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from window_helpers import type_text

from evaluator_app.domain.codes import Code
from evaluator_app.domain.marks import UNMARKED, Mark, Scored
from evaluator_app.domain.problems import Problem
from evaluator_app.ui.fields.score_field import ScoreField

CRITERION = criterion("a", "10", "0.5")


@pytest.fixture
def field(qtbot: QtBot) -> ScoreField:
    shown = ScoreField()
    qtbot.addWidget(shown)
    with qtbot.waitActive(shown):
        shown.show()
    shown.setFocus()
    return shown


def final(field: ScoreField) -> list[Mark]:
    """The final answers the field announces from now on."""
    answers: list[Mark] = []
    field.answered.connect(lambda mark, is_final: answers.append(mark) if is_final else None)
    return answers


def refusals(field: ScoreField) -> list[Problem]:
    found: list[Problem] = []
    field.refused.connect(lambda problem: found.append(problem) if problem else None)
    return found


def test_showing_a_stored_mark_announces_nothing(field: ScoreField, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(field.answered):
        field.show_mark(CRITERION, Scored(Decimal("9.5")))
    assert field.text() == "9.5"


@pytest.mark.parametrize(("typed", "value"), [("9", "9"), ("9.5", "9.5"), ("９.５", "9.5"), ("0", "0")])
def test_typing_and_leaving_gives_the_mark(field: ScoreField, qtbot: QtBot, typed: str, value: str) -> None:
    field.show_mark(CRITERION, UNMARKED)
    answers = final(field)
    type_text(qtbot, typed)
    field.finish()
    assert answers == [Scored(Decimal(value))]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("10.5", Code.SCORE_OUT_OF_RANGE),
        ("-1", Code.SCORE_OUT_OF_RANGE),
        ("9.3", Code.SCORE_OFF_STEP),
        ("9,5", Code.SCORE_NOT_A_NUMBER),
        ("NaN", Code.SCORE_NOT_A_NUMBER),
    ],
)
def test_t9_a_value_off_the_scale_is_refused_and_the_old_one_kept(
    field: ScoreField, qtbot: QtBot, typed: str, code: Code
) -> None:
    field.show_mark(CRITERION, Scored(Decimal(8)))
    answers, refused = final(field), refusals(field)
    field.selectAll()
    type_text(qtbot, typed)
    field.finish()
    assert answers == []
    assert field.text() == "8"
    assert refused[-1].code is code


def test_t9_blank_is_unmarked_and_never_zero(field: ScoreField, qtbot: QtBot) -> None:
    field.show_mark(CRITERION, Scored(Decimal(8)))
    answers = final(field)
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    field.finish()
    assert answers == [UNMARKED]


def test_a_pause_in_typing_is_an_answer(field: ScoreField, qtbot: QtBot) -> None:
    field.show_mark(CRITERION, UNMARKED)
    with qtbot.waitSignal(field.answered, check_params_cb=lambda _mark, is_final: is_final):
        qtbot.keyClicks(field, "7")


def test_arrows_step_along_the_scale_and_stop_at_its_ends(field: ScoreField, qtbot: QtBot) -> None:
    field.show_mark(CRITERION, Scored(Decimal("9.5")))
    answers = final(field)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down):
        qtbot.keyClick(field, key)
    assert answers == [Scored(Decimal(10)), Scored(Decimal("9.5"))]


def test_escape_puts_back_what_was_there_before_typing(field: ScoreField, qtbot: QtBot) -> None:
    field.show_mark(CRITERION, Scored(Decimal(8)))
    answers = final(field)
    qtbot.keyClicks(field, "1")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    field.finish()
    assert (field.text(), answers) == ("8", [])
