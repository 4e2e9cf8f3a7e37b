"""Whether a scheme makes sense: ids, sums, scales, bands, references, clauses, protocol."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal

from evaluator_app.domain.band_check import check_bands
from evaluator_app.domain.form import FieldKind, Form, FormField
from evaluator_app.domain.problems import Code, Problem, problem
from evaluator_app.domain.procedure_check import check_procedure
from evaluator_app.domain.protocol import Protocol
from evaluator_app.domain.reference_check import check_references
from evaluator_app.domain.rubric import Criterion, Rubric, Rule, Section
from evaluator_app.domain.scheme import Precondition, Scheme

_ID = re.compile(r"\w[\w.-]{0,63}")
_CHOICES = (FieldKind.CHOICE, FieldKind.CHOICES)
MAX_DECIMALS = 6
MAX_ROWS = 1000


def check_scheme(scheme: Scheme) -> tuple[Problem, ...]:
    """All problems of a scheme; a place is a path such as `rubric.sections[1].max`."""
    return (
        *_check_tree(scheme, ""),
        *_check_rubric(scheme.rubric),
        *check_bands(scheme.rubric, "rubric.bands"),
        *_check_protocol(scheme.protocol),
        *_check_stages(scheme),
        *check_references(scheme),
        *check_procedure(scheme),
        *_check_preconditions(scheme.preconditions),
        *_check_forms(scheme.forms),
    )


def _wrong(place: str, value: object, allowed: str) -> Problem:
    """A value outside what is allowed, said in signs that need no translation."""
    return problem(Code.SCHEME_VALUE_INVALID, place, reason=f"{value} ({allowed})")


def _check_tree(value: object, place: str) -> Iterator[Problem]:
    """What holds for every rule wherever it stands: a clause, a title, ids that are its own."""
    if isinstance(value, tuple):
        yield from _duplicates([str(one.id) for one in value if hasattr(one, "id")], place)
        for index, element in enumerate(value):
            yield from _check_tree(element, f"{place}[{index}]")
    elif is_dataclass(value):
        yield from _check_record(value, place)
        for one in fields(value):
            yield from _check_tree(getattr(value, one.name), _join(place, one.name))


def _check_record(value: object, place: str) -> Iterator[Problem]:
    if isinstance(value, Rule) and not value.clause.strip() and not value.assumed:
        yield problem(Code.SCHEME_CLAUSE_MISSING, place)
    name, title = getattr(value, "id", "none"), getattr(value, "title", "none")
    if not _ID.fullmatch(name):
        yield _wrong(_join(place, "id"), f"“{name[:80]}”", "A-Z a-z 0-9 汉字 . _ -")
    if not title.strip():
        yield _wrong(_join(place, "title"), "“”", "≠ “”")


def _join(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name


def _duplicates(ids: Iterable[str], place: str) -> Iterator[Problem]:
    for name, count in Counter(ids).items():
        if count > 1:
            yield problem(Code.SCHEME_DUPLICATE_ID, place, id=name)


def _check_rubric(rubric: Rubric) -> Iterator[Problem]:
    if not rubric.sections:
        yield _wrong("rubric.sections", "[]", "≥ 1")
    for index, section in enumerate(rubric.sections):
        yield from _check_section(section, f"rubric.sections[{index}]")
    across = Counter(name for section in rubric.sections for name in {c.id for c in section.criteria})
    yield from _duplicates(across.elements(), "rubric.sections")
    for index, remark in enumerate(rubric.remarks):
        if remark.max_characters < 0:
            yield _wrong(f"rubric.remarks[{index}].max_characters", remark.max_characters, "≥ 0")


def _check_section(section: Section, place: str) -> Iterator[Problem]:
    if not section.criteria:
        yield _wrong(f"{place}.criteria", "[]", "≥ 1")
    for index, criterion in enumerate(section.criteria):
        yield from _check_scale(criterion, f"{place}.criteria[{index}]")
    added = sum((criterion.max for criterion in section.criteria), Decimal(0))
    if section.criteria and added != section.max:
        stated, total = format(section.max, "f"), format(added, "f")
        yield problem(Code.SCHEME_SUM_MISMATCH, f"{place}.max", stated=stated, sum=total)


def _check_scale(criterion: Criterion, place: str) -> Iterator[Problem]:
    if criterion.max <= 0:
        yield _wrong(f"{place}.max", criterion.max, "> 0")
    if criterion.step <= 0:
        yield _wrong(f"{place}.step", criterion.step, "> 0")
    elif criterion.max % criterion.step:
        yield problem(Code.SCHEME_STEP_MISMATCH, f"{place}.step", max=criterion.max, step=criterion.step)


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
            yield _wrong(f"protocol.{name}", value, allowed)
    yield from _duplicates(protocol.tie_breaks, "protocol.tie_breaks")


def _check_stages(scheme: Scheme) -> Iterator[Problem]:
    if not any(stage.scored for stage in scheme.stages):
        yield _wrong("stages", "scored = false", "≥ 1 scored = true")
    for index, stage in enumerate(scheme.stages):
        if stage.weight <= 0:
            yield _wrong(f"stages[{index}].weight", stage.weight, "> 0")


def _check_preconditions(preconditions: Iterable[Precondition]) -> Iterator[Problem]:
    for index, one in enumerate(preconditions):
        if one.cap in one.grades:
            yield _wrong(f"preconditions[{index}].cap", one.cap, "∉ grades")


def _check_forms(forms: Iterable[Form]) -> Iterator[Problem]:
    for number, form in enumerate(forms):
        for index, field in enumerate(form.fields):
            yield from _check_field(field, f"forms[{number}].fields[{index}]")


def _check_field(field: FormField, place: str) -> Iterator[Problem]:
    """Options belong to choices, columns to tables; neither goes without them."""
    if not 0 <= field.rows <= MAX_ROWS:
        yield _wrong(f"{place}.rows", field.rows, f"0–{MAX_ROWS}")
    if bool(field.options) != (field.kind in _CHOICES):
        yield _wrong(f"{place}.options", len(field.options), f"kind = {field.kind}")
    if bool(field.columns) != (field.kind is FieldKind.TABLE):
        yield _wrong(f"{place}.columns", len(field.columns), f"kind = {field.kind}")
