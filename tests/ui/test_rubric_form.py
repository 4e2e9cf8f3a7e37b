"""The rubric as a form: few widgets for many criteria, every place reached by keyboard."""

from decimal import Decimal

import pytest
from builders import criterion, rubric, s1_rubric
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from window_helpers import focused, type_text

from evaluator_app.domain.history import Subject
from evaluator_app.domain.marks import Abstained, NotApplicable, Scored
from evaluator_app.domain.rubric import Rubric
from evaluator_app.domain.sheet import Marks
from evaluator_app.services.places import own_places
from evaluator_app.ui.expert.criterion_card import CriterionCard
from evaluator_app.ui.expert.edits import CardEdit
from evaluator_app.ui.expert.rubric_form import RubricForm
from evaluator_app.ui.tokens import theme


def shown(qtbot: QtBot, rules: Rubric, marks: Marks | None = None) -> RubricForm:
    form = RubricForm(theme(own_places().resources / "icons", dark=False))
    qtbot.addWidget(form)
    form.resize(560, 700)
    form.show()
    with qtbot.waitActive(form):
        form.activateWindow()
    form.show_rubric(rules, marks or Marks())
    return form


def edits(form: RubricForm) -> list[CardEdit]:
    found: list[CardEdit] = []
    form.edited.connect(lambda edit: found.append(edit) if edit.final else None)
    return found


def name_of(widget: QWidget) -> str:
    """What a screen reader says of a widget."""
    return widget.accessibleName() or getattr(widget, "text", str)()


def press(qtbot: QtBot, key: Qt.Key, times: int = 1) -> None:
    for _ in range(times):
        qtbot.keyClick(focused(), key)


def test_enter_walks_through_every_criterion_and_ends_in_the_remark(qtbot: QtBot) -> None:
    form = shown(qtbot, s1_rubric())
    form.go_to("a1")
    visited = [form.open_target()]
    for _ in range(8):
        press(qtbot, Qt.Key.Key_Return)
        visited.append(form.open_target())
    assert visited == ["a1", "a2", "b1", "b2", "b3", "b4", "c1", "c2", "highlights"]


def test_tab_passes_the_buttons_and_the_note_before_the_next_criterion(qtbot: QtBot) -> None:
    form = shown(qtbot, s1_rubric())
    form.go_to("a1")
    names = []
    while form.open_target() == "a1":
        names.append(name_of(focused()))
        press(qtbot, Qt.Key.Key_Tab)
    assert names[0] == "A1: score from 0 to 10"
    assert names[1] == "A1: give 10"
    assert names[-3:] == ["A1: note", "Cite", "Abstain"]
    assert form.open_target() == "a2"


def test_back_tab_returns_to_the_criterion_before(qtbot: QtBot) -> None:
    form = shown(qtbot, s1_rubric())
    form.go_to("a2")
    press(qtbot, Qt.Key.Key_Backtab)
    assert form.open_target() == "a1"


def test_typing_and_enter_tells_one_final_edit(qtbot: QtBot) -> None:
    form = shown(qtbot, s1_rubric())
    found = edits(form)
    form.go_to("b1")
    qtbot.keyClicks(focused(), "13.5")
    press(qtbot, Qt.Key.Key_Return)
    assert found == [CardEdit(Subject.MARK, "b1", Scored(Decimal("13.5")))]


def test_a_thousand_criteria_need_a_screenful_of_cards(qtbot: QtBot) -> None:
    rules = rubric(*(criterion(f"c{i}") for i in range(1000)))
    form = shown(qtbot, rules)
    form.go_to("c999")
    form.go_to("c500")
    assert len(form.findChildren(CriterionCard)) < 40
    assert form.open_target() == "c500"
    assert focused().accessibleName() == "C500: score from 0 to 10"


def test_a_recycled_card_shows_its_own_mark_and_no_other(qtbot: QtBot) -> None:
    rules = rubric(*(criterion(f"c{i}") for i in range(200)))
    marks = Marks().with_mark("c0", Scored(Decimal(7)))
    form = shown(qtbot, rules, marks)
    form.go_to("c150")
    texts = {card.criterion_id: card.score_text() for card in form.findChildren(CriterionCard)}
    assert texts["c150"] == ""
    form.go_to("c0")
    assert next(c for c in form.findChildren(CriterionCard) if c.criterion_id == "c0").score_text() == "7"


@pytest.mark.parametrize(("button", "mark"), [("Abstain", Abstained), ("Not applicable", NotApplicable)])
def test_abstaining_and_not_applicable_need_a_reason(
    qtbot: QtBot, button: str, mark: type[Abstained | NotApplicable]
) -> None:
    form = shown(qtbot, rubric(criterion("a", not_applicable=True), criterion("b")))
    found = edits(form)
    form.go_to("a")
    while getattr(focused(), "text", str)() != button:
        press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Space)
    assert found == []
    type_text(qtbot, "示例理由")
    press(qtbot, Qt.Key.Key_Return)
    assert found == [CardEdit(Subject.MARK, "a", mark("示例理由"))]


def test_not_applicable_is_offered_only_where_the_criterion_allows_it(qtbot: QtBot) -> None:
    form = shown(qtbot, s1_rubric())
    form.go_to("a1")
    captions = {
        widget.text() for card in form.findChildren(CriterionCard) for widget in card.visible_buttons()
    }
    assert "Abstain" in captions
    assert "Not applicable" not in captions
