"""Advice before the export: marks at an end of the scale, and marks far from one's own habit."""

import pytest
from builders import criterion, entries, rubric

from evaluator_app.domain.codes import Code
from evaluator_app.domain.marks import Entry
from evaluator_app.domain.review import oddities

RULES = rubric(criterion("a", "10", "0.5"), criterion("b", "10", "0.5"))


def codes(given: dict[str, Entry], *others: dict[str, Entry]) -> list[Code]:
    return [one.code for one in oddities(RULES, given, others)]


@pytest.mark.parametrize("value", ["0", "10"])
def test_an_end_of_the_scale_asks_for_a_note(value: str) -> None:
    given = entries({"a": value})
    assert codes(given) == [Code.EXTREME_WITHOUT_NOTE]
    assert codes({"a": Entry(given["a"].mark, "示例理由")}) == []


def test_an_ordinary_mark_and_an_abstention_are_nothing_to_tell() -> None:
    assert codes(entries({"a": "9.5", "b": "abstain"})) == []


@pytest.mark.parametrize(("value", "expected"), [("5.5", []), ("5", [Code.FAR_FROM_HABIT])])
def test_a_mark_more_than_a_quarter_of_the_maximum_from_ones_own_mean(
    value: str, expected: list[Code]
) -> None:
    others = [entries({"a": other}) for other in ("7.5", "8", "8.5")]
    assert codes(entries({"a": value}), *others) == expected


def test_two_other_sheets_are_no_habit() -> None:
    assert codes(entries({"a": "1"}), entries({"a": "9"}), entries({"a": "9"})) == []
