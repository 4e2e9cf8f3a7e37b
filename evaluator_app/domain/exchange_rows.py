"""What is new in another machine's tables of a campaign: rows compared by what they say, not by number."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

Row = Mapping[str, object]
Tables = Mapping[str, Sequence[Row]]
Content = tuple[object, ...]

# tables whose rows are known by a key; of the others a row is all that it says
KEYED = {
    "schemes": ("digest",),
    "campaigns": ("id",),
    "step_dates": ("campaign", "step"),
    "members": ("id",),
    "received_bytes": ("digest",),
    "package_data": ("campaign", "digest"),
    "certificates": ("number",),
}
GROWING = (
    *("member_events", "step_records", "intake_events", "recommendations", "assignment_events", "issues"),
    *("received_files", "removed_files", "sheet_choices", "meetings", "decisions", "minutes"),
    *("certificate_events", "consents", "materials", "publications"),
)
TABLES = (*KEYED, *GROWING)  # what refers to others comes after them
REFERENCES = {"removed_files": ("until", "received_files"), "minutes": ("decisions", "decisions")}
_NO_CONTENT = frozenset({"number", "origin", "found"})  # numbers are of one machine; found: of the digest


def numbers(value: object) -> tuple[int, ...]:
    """The row numbers a reference names: one, or a list of them as JSON."""
    found = value if isinstance(value, int) else json.loads(str(value))
    return (found,) if isinstance(found, int) else tuple(int(one) for one in found)


def contents(tables: Tables, table: str) -> list[Content]:
    """What each row of a table says; a reference says what the row says that it names."""
    rows = tables.get(table, ())
    if table in KEYED:
        return [tuple(row[name] for name in KEYED[table]) for row in rows]
    column, target = REFERENCES.get(table, ("", ""))
    named = by_number(tables, target) if target else {}
    return [tuple(_said(row, column, named)) for row in rows]


def by_number(tables: Tables, table: str) -> dict[int, Content]:
    """What the rows of a table say, by their numbers."""
    rows = tables.get(table, ())
    said = contents(tables, table)
    return {int(str(row["number"])): one for row, one in zip(rows, said, strict=True)}


def _said(row: Row, column: str, named: Mapping[int, Content]) -> Iterator[object]:
    for name in sorted(row):
        if name == column:
            yield (name, tuple(named[one] for one in numbers(row[name])))
        elif name not in _NO_CONTENT:
            yield (name, row[name])


def new_rows(there: Tables, here: Tables) -> dict[str, list[Row]]:
    """The rows of each table that are there and not here; of equal rows as many as are missing."""
    found: dict[str, list[Row]] = {}
    for table in TABLES:
        known = Counter(contents(here, table))
        fresh = []
        for row, said in zip(there.get(table, ()), contents(there, table), strict=True):
            if known[said] > 0:
                known[said] -= 1
            else:
                fresh.append(row)
        found[table] = fresh
    return found


def dangling(tables: Tables) -> Iterator[str]:
    """Rows whose references name nothing, each as its table."""
    for table, (column, target) in REFERENCES.items():
        there = {row["number"]: row for row in tables.get(target, ())}
        for row in tables.get(table, ()):
            named = [there.get(one) for one in numbers(row[column])]
            same = all(one is not None and one.get("digest") == row.get("digest") for one in named)
            if (table == "removed_files" and not same) or None in named:
                yield table
    known = {row["number"] for row in tables.get("certificates", ())}
    for row in tables.get("certificate_events", ()):
        if row["certificate"] not in known:
            yield "certificate_events"
