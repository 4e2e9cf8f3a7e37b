"""One value of a scheme in one cell: whatever a scheme file may hold comes back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator_app.exchange.scheme_cells import CellWrong, from_cell, to_cell
from evaluator_app.exchange.scheme_tables import CellKind, Column, columns_by_key, records
from evaluator_app.wording.scheme_columns import column_title
from evaluator_app.wording.scheme_sheets import WORDS, member_words, record_name

OPTIONS = columns_by_key()["rubric.sections.criteria.options"]
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)
LINES = st.builds("\n".join, st.lists(TEXTS, max_size=3))


def column(kind: CellKind) -> Column:
    """Some column of this kind."""
    return next(one for one in columns_by_key().values() if one.kind is kind)


def back(value: object, one: Column) -> object:
    cell = to_cell(value, one)
    return from_cell(float(cell) if isinstance(cell, Decimal) else cell, one)


@given(LINES)
def test_a_text_comes_back(words: str) -> None:
    assert back(words, column(CellKind.TEXT)) == words


@given(st.lists(LINES, max_size=4))
def test_a_list_of_texts_comes_back(words: list[str]) -> None:
    assert back(words, column(CellKind.TEXTS)) == words


@given(st.from_regex(r"-?[0-9]{1,9}(\.[0-9]{1,9})?", fullmatch=True))
def test_a_number_comes_back(words: str) -> None:
    assert back(words, column(CellKind.NUMBER)) == words


@given(st.integers(-(2**49), 2**49))
def test_a_whole_number_comes_back(number: int) -> None:
    assert back(number, column(CellKind.WHOLE)) == number


@given(
    st.lists(
        st.fixed_dictionaries(
            {"id": LINES, "title": LINES},
            optional={"factor": st.sampled_from(["0", "0.80", "1"]), "text": LINES},
        ),
        min_size=1,
        max_size=3,
    )
)
def test_small_records_come_back(options: list[dict[str, str]]) -> None:
    assert back(options, OPTIONS) == options


@pytest.mark.parametrize("kind", [CellKind.WORD, CellKind.TRUTH])
def test_a_word_that_is_not_offered_is_refused_with_those_that_are(kind: CellKind) -> None:
    with pytest.raises(CellWrong, match="none of: "):
        from_cell("something", column(kind))


@pytest.mark.parametrize(
    ("said", "value"), [("yes", True), ("NO", False), ("ＹＥＳ", True), (True, True), ("true", True)]
)
def test_yes_and_no_as_people_say_it(said: object, value: bool) -> None:  # noqa: FBT001 - the value itself
    assert from_cell(said, column(CellKind.TRUTH)) is value


def test_every_column_sheet_and_word_has_a_name() -> None:
    """A new part of schemes shows up in workbooks by itself; its words have to be written."""
    levels = [level for one in records() for level in one.walk() if level.columns]
    columns = [part for level in levels for one in level.columns for part in (one, *one.parts)]
    members = {member for one in columns for member in one.members}
    assert not [one.key for one in columns if column_title(one.owner.__name__, one.name) == one.name]
    assert not [one.path for one in levels if record_name(one.path) == one.path]
    assert not [one for one in members if f"{type(one).__name__}.{one.value}" not in WORDS]


def test_the_words_of_a_drop_down_differ_in_every_language() -> None:
    for one in columns_by_key().values():
        words = [word.casefold() for member in one.members for word in member_words(member)]
        assert len(words) == len(set(words)), one.key
