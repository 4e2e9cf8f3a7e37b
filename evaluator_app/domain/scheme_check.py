"""Whether a scheme makes sense: ids, sums, scales, bands, references, clauses, protocol."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from evaluator_app.domain.band_check import check_bands
from evaluator_app.domain.codes import Code
from evaluator_app.domain.form import FieldKind, FieldRole, Form, FormField
from evaluator_app.domain.problems import Problem, problem
from evaluator_app.domain.procedure_check import check_procedure
from evaluator_app.domain.protocol import Protocol
from evaluator_app.domain.reference_check import check_references
from evaluator_app.domain.rubric import Criterion, Rule
from evaluator_app.domain.rubric_check import check_rubric, duplicates, wrong
from evaluator_app.domain.scheme import Precondition, Scheme

_ID = re.compile(r"\w[\w.-]{0,63}")
_CHOICES = (FieldKind.CHOICE, FieldKind.CHOICES)
MAX_DECIMALS = 6
MAX_ROWS = 1000


def check_scheme(scheme: Scheme) -> tuple[Problem, ...]:
    """All problems of a scheme; a place is a path such as `rubric.sections[1].max`."""
    return (
        *_check_tree(scheme, ""),
        *check_rubric(scheme.rubric),
        *check_bands(scheme.rubric, "rubric.bands"),
        *_check_protocol(scheme.protocol),
        *_check_stages(scheme),
        *check_references(scheme),
        *check_procedure(scheme),
        *_check_preconditions(scheme.preconditions),
        *_check_forms(scheme.forms),
    )


def _check_tree(value: object, place: str) -> Iterator[Problem]:
    """What holds for every rule wherever it stands: a clause, a title, ids that are its own."""
    if isinstance(value, tuple):
        yield from duplicates([str(one.id) for one in value if hasattr(one, "id")], place)
        for index, element in enumerate(value):
            yield from _check_tree(element, f"{place}[{index}]")
    elif is_dataclass(value):
        yield from _check_record(value, place)
        filled_in = isinstance(value, Criterion) and bool(value.levels)  # options that stand in their list
        for one in fields(value):
            if not (filled_in and one.name == "options"):
                yield from _check_tree(getattr(value, one.name), _join(place, one.name))


def _check_record(value: object, place: str) -> Iterator[Problem]:
    if isinstance(value, Rule) and not value.clause.strip() and not value.assumed:
        yield problem(Code.SCHEME_CLAUSE_MISSING, place)
    name, title = getattr(value, "id", "none"), getattr(value, "title", "none")
    if not _ID.fullmatch(name):
        yield wrong(_join(place, "id"), f"“{name[:80]}”", "A-Z a-z 0-9 汉字 . _ -")
    if not title.strip():
        yield wrong(_join(place, "title"), "“”", "≠ “”")


def _join(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name


def _check_protocol(protocol: Protocol) -> Iterator[Problem]:
    trimmed = protocol.trim_low + protocol.trim_high
    for name, value, sound, allowed in (
        ("minimum_sheets", protocol.minimum_sheets, protocol.minimum_sheets >= 1, "≥ 1"),
        ("trim_low", protocol.trim_low, protocol.trim_low >= 0, "≥ 0"),
        ("trim_high", protocol.trim_high, protocol.trim_high >= 0, "≥ 0"),
        ("trim_from", protocol.trim_from, protocol.trim_from > trimmed, "> trim_low + trim_high"),
        ("decimals", protocol.decimals, 0 <= protocol.decimals <= MAX_DECIMALS, f"0–{MAX_DECIMALS}"),
        ("near_threshold", protocol.near_threshold, (protocol.near_threshold or 0) >= 0, "≥ 0"),
        ("spread", protocol.spread, (protocol.spread or 0) >= 0, "≥ 0"),
    ):
        if not sound:
            yield wrong(f"protocol.{name}", value, allowed)
    yield from duplicates(protocol.tie_breaks, "protocol.tie_breaks")


def _check_stages(scheme: Scheme) -> Iterator[Problem]:
    if not any(stage.scored for stage in scheme.stages):
        yield wrong("stages", "scored = false", "≥ 1 scored = true")
    for index, stage in enumerate(scheme.stages):
        if stage.weight <= 0:
            yield wrong(f"stages[{index}].weight", stage.weight, "> 0")


def _check_preconditions(preconditions: Iterable[Precondition]) -> Iterator[Problem]:
    for index, one in enumerate(preconditions):
        if one.cap in one.grades:
            yield wrong(f"preconditions[{index}].cap", one.cap, "∉ grades")


def _check_forms(forms: Iterable[Form]) -> Iterator[Problem]:
    for number, form in enumerate(forms):
        for index, field in enumerate(form.fields):
            yield from _check_field(field, f"forms[{number}].fields[{index}]")


def _check_field(field: FormField, place: str) -> Iterator[Problem]:
    """Options belong to choices, columns to tables; neither goes without them."""
    if not 0 <= field.rows <= MAX_ROWS:
        yield wrong(f"{place}.rows", field.rows, f"0–{MAX_ROWS}")
    if bool(field.options) != (field.kind in _CHOICES):
        yield wrong(f"{place}.options", len(field.options), f"kind = {field.kind}")
    if bool(field.columns) != (field.kind is FieldKind.TABLE):
        yield wrong(f"{place}.columns", len(field.columns), f"kind = {field.kind}")
    if field.column_roles and len(field.column_roles) != len(field.columns):
        yield wrong(f"{place}.column_roles", len(field.column_roles), f"= columns ({len(field.columns)})")
    if (FieldRole.RECOMMENDED in field.roles) != (FieldRole.ORDER in field.column_roles):
        yield wrong(f"{place}.column_roles", FieldRole.ORDER, f"roles = {FieldRole.RECOMMENDED}")
