"""What tables of statistics are made of: columns of words and figures, cells that may be withheld."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from evaluator_app.domain.withheld import Withheld
from evaluator_app.wording.statistics import NOTHING, figure, signed

Cell = str | int | Fraction | Decimal | Withheld | None


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column: what it is called and means, and how many decimals its numbers have."""

    title: str
    help: str = ""
    decimals: int = 0
    signed: bool = False
    wide: bool = False  # of words


def words(title: str, meaning: str = "") -> Column:
    """A column of words."""
    return Column(title=title, help=meaning, wide=True)


def count(title: str, meaning: str = "") -> Column:
    """A column of whole numbers."""
    return Column(title=title, help=meaning)


def number(title: str, meaning: str = "", decimals: int = 2) -> Column:
    """A column of figures."""
    return Column(title=title, help=meaning, decimals=decimals)


def difference(title: str, meaning: str = "") -> Column:
    """A column of figures with their signs."""
    return Column(title=title, help=meaning, decimals=2, signed=True)


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table of statistics."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def shown_cell(column: Column, cell: Cell) -> str:
    """A cell as people read it."""
    if cell is None or cell == "":
        return NOTHING
    if isinstance(cell, str):
        return cell
    return signed(cell, column.decimals) if column.signed else figure(cell, column.decimals)
