"""What Excel offers and says in the cells of a scheme's workbook: drop-downs and hints."""

from collections.abc import Mapping, Sequence

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from evaluator_app.exchange.committee.book import reference
from evaluator_app.exchange.scheme_tables import CellKind, Column
from evaluator_app.exchange.scheme_workbook_layout import REFERENCES, help_of, sheets, title_of
from evaluator_app.wording.language import text
from evaluator_app.wording.scheme_sheets import member_word, truth_word

_TITLE_LIMIT, _MESSAGE_LIMIT = 32, 250  # Excel's, almost
_MORE = 300  # rows below the last one that still have the rules


class Rules:
    """The rules of all columns of one workbook; lists begin at `first_row` of their sheets."""

    def __init__(self, names: Mapping[str, str], first_row: int) -> None:
        self._names = names
        self._first = first_row

    def add(self, page: Worksheet, columns: Sequence[Column], count: int) -> None:
        """The rules of a list's columns, for its rows and those to come."""
        for number, column in enumerate(columns):
            rule = self._rule(column)
            if rule:
                page.data_validation(self._first, number, self._first + count + _MORE, number, rule)

    def add_value(self, page: Worksheet, row: int, at: int, column: Column) -> None:
        """The rule of a single value."""
        rule = self._rule(column)
        if rule:
            page.data_validation(row, at, row, at, rule)

    def _rule(self, column: Column) -> dict[str, object]:
        hint = help_of(column)
        rule: dict[str, object] = {"validate": "any"}
        if column.kind is CellKind.TRUTH:
            rule = _one_of([truth_word(True), truth_word(False)])  # noqa: FBT003 - the words themselves
        elif column.kind is CellKind.WORD:
            rule = _one_of([member_word(one) for one in column.members])
        elif column.key in REFERENCES:
            rule = {"validate": "list", "source": self._ids(REFERENCES[column.key]), "show_error": False}
        if hint:
            title = title_of(column)[:_TITLE_LIMIT]
            rule |= {"input_title": title, "input_message": hint[:_MESSAGE_LIMIT]}
        return rule if hint or rule["validate"] == "list" else {}

    def _ids(self, key: str) -> str:
        """The cells that hold the ids a column refers to."""
        for sheet in sheets():
            keys = [column.key for _, column in sheet.columns]
            if key in keys:
                letter = xl_col_to_name(keys.index(key), col_abs=True)
                name = reference(self._names[sheet.path])
                return f"={name}{letter}${self._first + 1}:{letter}${self._first + _MORE}"
        raise KeyError(key)


def _one_of(words: list[str]) -> dict[str, object]:
    names = text("One of: {names}", names=", ".join(words))
    return {
        "validate": "list",
        "source": words,
        "error_title": text("Not on the list"),
        "error_message": names[:_MESSAGE_LIMIT],
    }
