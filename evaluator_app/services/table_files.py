"""Rows of a workspace as the tables of a bag, their bytes as its files."""

from collections.abc import Iterator, Sequence
from functools import partial

from evaluator_app.exchange.file_bag import Entry
from evaluator_app.exchange.table_bag import Cell, FileCell, Table, file_name
from evaluator_app.store import campaign_rows
from evaluator_app.store.campaign_rows import Held, Rows
from evaluator_app.store.workspace import Workspace


def table(rows: Rows) -> Table:
    """The rows of a table as it stands in a bag."""
    return Table(
        name=rows.table,
        columns=rows.columns,
        rows=tuple(tuple(_cell(rows.table, one) for one in row) for row in rows.rows),
    )


def _cell(name: str, value: object) -> Cell | FileCell:
    if isinstance(value, Held):
        return FileCell(name=_file_of(value))
    if value is None or isinstance(value, str | int):
        return value
    raise TypeError(name)  # STRICT tables of texts, whole numbers and bytes have nothing else


def _file_of(held: Held) -> str:
    key = [value for _, value in held.key]
    return file_name(held.table, key, held.name)


def held_files(ws: Workspace, rows: Sequence[Rows]) -> Iterator[Entry]:
    """The files that lie in tables; each is read when it is written."""
    every = (one for found in rows for row in found.rows for one in row if isinstance(one, Held))
    for held in every:
        yield _file_of(held), partial(campaign_rows.held_bytes, ws, held)
