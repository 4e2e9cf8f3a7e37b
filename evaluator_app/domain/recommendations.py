"""Tables in which applications are recommended in an order (S1-169), held against what has come in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from evaluator_app.domain.application import Application
from evaluator_app.domain.codes import Code
from evaluator_app.domain.field_roles import RecommendedTable, first_of, roles_of
from evaluator_app.domain.form import FieldRole
from evaluator_app.domain.issue import folded
from evaluator_app.domain.problems import Problem, problem
from evaluator_app.domain.scheme import Scheme

_OF_AN_APPLICATION = (
    FieldRole.ORGANISATION,
    FieldRole.SECTOR,
    FieldRole.TITLE,
    FieldRole.GRADE,
    FieldRole.CATEGORY,
)
_LONGEST = 40  # characters of a value that are shown


@dataclass(frozen=True, kw_only=True)
class RecommendedRow:
    """A row of such a table: its words in the order of the columns; `application` once it is known."""

    place: str
    words: tuple[str, ...]
    application: str = ""


@dataclass(frozen=True, kw_only=True)
class Recommendations:
    """What one recommender recommends; problems keep the table out, findings do not."""

    file: str
    sha256: str
    recommender: str
    rows: tuple[RecommendedRow, ...]
    problems: tuple[Problem, ...] = ()
    findings: tuple[Problem, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Recommended:
    """The place of an application in its recommender's order."""

    recommender: str
    place: int
    row: RecommendedRow


def place_of(row: RecommendedRow, table: RecommendedTable) -> int | None:
    """The place a row gives in the order, None where it says none."""
    words = _said(row, table, FieldRole.ORDER)
    return int(words) if words.isascii() and words.isdigit() and int(words[:6]) > 0 else None


def in_order(tables: Iterable[Recommendations], table: RecommendedTable) -> tuple[Recommended, ...]:
    """All who are recommended: by recommender, each in the order it gave."""
    found = [
        Recommended(recommender=one.recommender, place=place_of(row, table) or 0, row=row)
        for one in tables
        for row in one.rows
    ]
    return tuple(sorted(found, key=lambda one: (one.recommender, one.place)))


def superseding(tables: Iterable[Recommendations]) -> tuple[Recommendations, ...]:
    """The latest table of each recommender."""
    return tuple({folded(one.recommender): one for one in tables}.values())


def held_against(
    one: Recommendations, applications: Sequence[Application], scheme: Scheme, table: RecommendedTable
) -> Recommendations:
    """A table with the application of each row, and everything that is to be said of it."""
    known = _Known(applications, table)
    rows: list[RecommendedRow] = []
    findings: list[Problem] = []
    for row in one.rows:
        meant = known.meant(row)
        if len(meant) == 1:
            rows.append(replace(row, application=meant[0].id))
            findings += _differences(row, meant[0], scheme, table)
            findings += _other_recommender(row, meant[0], one.recommender, scheme)
        else:
            rows.append(replace(row, application=""))
            findings.append(_unmatched(row, meant, table))
    problems = (*one.problems, *_orders(rows, table), *_twice(rows))
    return replace(one, rows=tuple(rows), problems=problems, findings=tuple(findings))


def by_nobody(tables: Iterable[Recommendations], applications: Iterable[Application]) -> tuple[Problem, ...]:
    """Applications that came in and that no table recommends."""
    named = {row.application for one in tables for row in one.rows}
    return tuple(
        problem(Code.RECOMMENDED_BY_NOBODY, app.id, application=f"{app.id} {app.organisation}")
        for app in applications
        if app.id not in named
    )


def _said(row: RecommendedRow, table: RecommendedTable, role: FieldRole) -> str:
    column = table.column(role)
    return row.words[column] if column is not None else ""


class _Known:
    """Applications by their number, and by the name of their organisation."""

    def __init__(self, applications: Iterable[Application], table: RecommendedTable) -> None:
        self._table = table
        self._numbers: dict[str, Application] = {}
        self._names: dict[str, list[Application]] = {}
        for app in applications:
            self._numbers[folded(app.id)] = app
            self._names.setdefault(folded(app.organisation), []).append(app)

    def meant(self, row: RecommendedRow) -> Sequence[Application]:
        """The applications a row may mean: the one of its number, else those of its name and title."""
        own = self._numbers.get(folded(_said(row, self._table, FieldRole.NUMBER)))
        if own is not None:
            return (own,)
        named = self._names.get(folded(_said(row, self._table, FieldRole.ORGANISATION)), [])
        title = folded(_said(row, self._table, FieldRole.TITLE))
        return [app for app in named if title and folded(app.title) == title] or named


def _unmatched(row: RecommendedRow, found: Sequence[Application], table: RecommendedTable) -> Problem:
    name = _said(row, table, FieldRole.ORGANISATION) or _said(row, table, FieldRole.NUMBER)
    if not found:
        return problem(Code.RECOMMENDED_UNKNOWN, row.place, name=name[:_LONGEST])
    several = "、".join(app.id for app in found)
    return problem(Code.RECOMMENDED_SEVERAL, row.place, name=name[:_LONGEST], applications=several)


def _orders(rows: Sequence[RecommendedRow], table: RecommendedTable) -> Iterator[Problem]:
    seen: dict[int, str] = {}
    for row in rows:
        place = place_of(row, table)
        if place is None:
            value = _said(row, table, FieldRole.ORDER)[:_LONGEST]
            yield problem(Code.RECOMMENDED_ORDER, row.place, value=value)
        elif place in seen:
            yield problem(Code.RECOMMENDED_ORDER_TWICE, row.place, value=place, other=seen[place])
        else:
            seen[place] = row.place


def _twice(rows: Sequence[RecommendedRow]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for row in rows:
        if row.application in seen:
            other = seen[row.application]
            yield problem(Code.RECOMMENDED_TWICE, row.place, application=row.application, other=other)
        elif row.application:
            seen[row.application] = row.place


def _differences(
    row: RecommendedRow, app: Application, scheme: Scheme, table: RecommendedTable
) -> Iterator[Problem]:
    """What a row says otherwise than the application's own form, column by column."""
    for column, title in enumerate(table.field.columns):
        said, fields = row.words[column], _fields_of(table, column, scheme)
        own = first_of(app.values, fields)
        if said and own and folded(said) not in _names(own, fields, scheme):
            yield problem(
                Code.RECOMMENDED_DIFFERS, row.place, field=title, value=said[:_LONGEST], own=own[:_LONGEST]
            )


def _fields_of(table: RecommendedTable, column: int, scheme: Scheme) -> tuple[str, ...]:
    """The fields of an application's own forms that say what a column says: by role, else by title."""
    role = table.field.column_roles[column]
    if role in _OF_AN_APPLICATION:
        return roles_of(scheme).get(role, ())
    title = folded(table.field.columns[column])
    every = (one for form in scheme.forms if form.id != table.form.id for one in form.fields)
    return tuple(one.id for one in every if role is FieldRole.NONE and folded(one.title) == title)


def _names(own: str, fields: Iterable[str], scheme: Scheme) -> set[str]:
    """All that people may write for a value: an option by its id, its title, or as the source prints it."""
    wanted = set(fields)
    chosen = own.partition("：")[0]
    options: Mapping[str, tuple[str, str]] = {
        option.id: (option.title, option.verbatim)
        for form in scheme.forms
        for one in form.fields
        if one.id in wanted
        for option in one.options
    }
    return {folded(name) for name in (own, chosen, *options.get(chosen, ())) if name}


def _other_recommender(
    row: RecommendedRow, app: Application, recommender: str, scheme: Scheme
) -> Iterator[Problem]:
    fields = roles_of(scheme).get(FieldRole.RECOMMENDER, ())
    own = first_of(app.values, fields)
    if own and folded(recommender) not in _names(own, fields, scheme):
        titles = [one.title for form in scheme.forms for one in form.fields if one.id in fields]
        yield problem(
            Code.RECOMMENDED_DIFFERS, row.place, field=titles[0], value=recommender, own=own[:_LONGEST]
        )
