"""What an applicant typed into the scheme's forms: read field by field, every fault with its place."""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from evaluator_app.domain.campaigns import is_day
from evaluator_app.domain.codes import Code
from evaluator_app.domain.form import FieldKind, Form, FormField, Option
from evaluator_app.domain.problems import Problem, problem
from evaluator_app.domain.scheme import Scheme

NOT_TYPED = (FieldKind.STATEMENT, FieldKind.SEAL, FieldKind.SIGNATURE)  # printed, sealed or signed on paper
OTHER = "other"
LONGEST = 20_000  # characters of one field
CHOSEN = "√"  # what marks one of several options

_NUMBER = re.compile(r"[-+]?\d{1,20}(\.\d{0,10})?", re.ASCII)  # no powers: 1e999999999 is no figure of a form
_WRITTEN_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_YES = frozenset({CHOSEN, "✓", "✔", "☑", "1", "x", "是", "y", "yes", "true", "v"})


@dataclass(frozen=True, slots=True)
class Typed:
    """What one cell holds: its words, where it is, and whether a formula made them."""

    words: str
    place: str
    formula: bool = False

    @property
    def filled(self) -> bool:
        """Whether anything is in the cell."""
        return self.formula or bool(self.words.strip())


@dataclass(frozen=True, kw_only=True)
class FilledForm:
    """The values of the forms by field, as an application holds them, and everything wrong with them.

    A table is its rows as JSON; several options are their ids with 、 between; `missing` are required
    fields that are empty, which the conformity check asks for in the end.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    missing: tuple[Problem, ...] = ()
    forms: tuple[str, ...] = ()  # ids of those of which something was typed


def key_of(form: Form, asked: FormField, part: str = "") -> str:
    """The name of a cell: a field, one of its options, its other words, or a cell of its table."""
    return f"{form.id}.{asked.id}{f'#{part}' if part else ''}"


def read_filled(scheme: Scheme, typed: Mapping[str, Typed]) -> FilledForm:
    """The values of all forms of which something was typed."""
    values: dict[str, str] = {}
    places: dict[str, str] = {}
    problems: list[Problem] = []
    missing: list[Problem] = []
    forms: list[str] = []
    for form in scheme.forms:
        asked = [one for one in form.fields if one.kind not in NOT_TYPED]
        if not any(_said(form, one, typed) for one in asked):
            continue
        forms.append(form.id)
        for one in asked:
            place = _place(form, one, typed)
            found = _read(form, one, typed)
            problems += [wrong for wrong in found if isinstance(wrong, Problem)]
            words = "".join(part for part in found if isinstance(part, str))
            if not words and not found and one.required:
                missing.append(problem(Code.FIELD_MISSING, place, field=one.title))
            if words and values.get(one.id, words) != words:
                details = {"field": one.title, "other": places[one.id]}
                problems.append(problem(Code.FIELD_TWICE, place, **details))
            elif words:
                values[one.id], places[one.id] = words, place
    return FilledForm(values=values, problems=tuple(problems), missing=tuple(missing), forms=tuple(forms))


def _said(form: Form, asked: FormField, typed: Mapping[str, Typed]) -> bool:
    start = key_of(form, asked)
    return any(one.filled for name, one in typed.items() if name.partition("#")[0] == start)


def _place(form: Form, asked: FormField, typed: Mapping[str, Typed]) -> str:
    start = key_of(form, asked)
    found = (one.place for name, one in typed.items() if name.partition("#")[0] == start)
    return next(found, asked.title)


def _read(form: Form, asked: FormField, typed: Mapping[str, Typed]) -> list[Problem | str]:
    """What a field says, or what is wrong with it; nothing where it is empty."""
    if asked.kind is FieldKind.TABLE:
        return list(_table(form, asked, typed))
    if asked.kind is FieldKind.CHOICES:
        return list(_choices(form, asked, typed))
    cell = typed.get(key_of(form, asked))
    if cell is None or not cell.filled:
        return []
    wrong = _unusable(cell, asked)
    if wrong is not None:
        return [wrong]
    if asked.kind is FieldKind.CHOICE:
        return list(_choice(form, asked, cell, typed))
    return [_value(asked, cell)]


def _unusable(cell: Typed, asked: FormField) -> Problem | None:
    if cell.formula:
        return problem(Code.FIELD_FORMULA, cell.place, field=asked.title)
    if len(cell.words) > LONGEST:
        return problem(Code.FIELD_TOO_LONG, cell.place, field=asked.title, limit=LONGEST)
    return None


def _value(asked: FormField, cell: Typed) -> Problem | str:
    words = cell.words.strip()
    if asked.kind in (FieldKind.INTEGER, FieldKind.DECIMAL):
        number = number_of(words)
        if number is None or (asked.kind is FieldKind.INTEGER and number != number.to_integral_value()):
            return problem(Code.FIELD_NOT_A_NUMBER, cell.place, field=asked.title, value=words[:40])
        return format(number, "f")
    if asked.kind is FieldKind.DATE:
        day = day_of(words)
        return day or problem(Code.FIELD_NOT_A_DAY, cell.place, field=asked.title, value=words[:40])
    return words


def number_of(words: str) -> Decimal | None:
    """The number some words say; full width, spaces and commas between thousands are as people write them."""
    plain = unicodedata.normalize("NFKC", words).replace(" ", "").replace(",", "")
    if not _NUMBER.fullmatch(plain):
        return None
    whole, _, rest = plain.lstrip("+").partition(".")
    return Decimal(f"{whole}.{rest.rstrip('0')}" if rest.rstrip("0") else whole)


def day_of(words: str) -> str:
    """The day some words say as yyyy-mm-dd, "" where they say none or none for certain."""
    found = _WRITTEN_DAY.fullmatch(unicodedata.normalize("NFKC", words).strip())
    if found is None:
        return ""
    day = f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}"
    return day if is_day(day) else ""


def option_of(asked: FormField, words: str) -> Option | None:
    """The option that some words name, by its title, its wording in the source, or its id."""
    wanted = _folded(words)
    for one in asked.options:
        if wanted in {_folded(name) for name in (one.title, one.verbatim, one.id) if name}:
            return one
    return None


def _choice(form: Form, asked: FormField, cell: Typed, typed: Mapping[str, Typed]) -> Iterator[Problem | str]:
    found = option_of(asked, cell.words)
    if found is None:
        options = "、".join(one.title for one in asked.options)
        value = cell.words.strip()[:40]
        yield problem(Code.FIELD_NOT_AN_OPTION, cell.place, field=asked.title, value=value, options=options)
        return
    yield found.id + _other_words(form, asked, found, typed)


def _other_words(form: Form, asked: FormField, option: Option, typed: Mapping[str, Typed]) -> str:
    other = typed.get(key_of(form, asked, OTHER))
    said = other.words.strip() if other is not None and option.free_text else ""
    return f"：{said}" if said else ""


def _choices(form: Form, asked: FormField, typed: Mapping[str, Typed]) -> Iterator[Problem | str]:
    chosen: list[str] = []
    for one in asked.options:
        cell = typed.get(key_of(form, asked, one.id))
        words = _folded(cell.words) if cell is not None else ""
        if cell is not None and words and words not in _YES:
            value = cell.words.strip()[:40]
            yield problem(Code.FIELD_NOT_AN_OPTION, cell.place, field=one.title, value=value, options=CHOSEN)
        elif words:
            chosen.append(one.id + _other_words(form, asked, one, typed))
    if chosen:
        yield "、".join(chosen)


def _table(form: Form, asked: FormField, typed: Mapping[str, Typed]) -> Iterator[Problem | str]:
    """The rows in which anything was typed, as JSON lists of words in the order of the columns."""
    start, cells = f"{key_of(form, asked)}#", dict[int, dict[int, Typed]]()
    for name, one in typed.items():
        row, _, column = name.removeprefix(start).partition(".")
        if name.startswith(start) and row.isdigit() and column.isdigit() and one.filled:
            cells.setdefault(int(row), {})[int(column)] = one
    for found in cells.values():
        yield from (wrong for one in found.values() if (wrong := _unusable(one, asked)) is not None)
    rows = [
        [cells[row][n].words.strip() if n in cells[row] else "" for n in range(len(asked.columns))]
        for row in sorted(cells)
    ]
    if rows:
        yield json.dumps(rows, ensure_ascii=False)


def table_rows(value: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table field's value; words that are no table have none."""
    try:
        rows = json.loads(value)
    except ValueError:
        return ()
    return (
        tuple(tuple(map(str, row)) for row in rows if isinstance(row, list)) if isinstance(rows, list) else ()
    )


def _folded(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", words).split()).casefold()
