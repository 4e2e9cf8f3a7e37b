"""Whether a rubric makes sense: sums, scales, options, weights, remarks, and numbers workbooks can hold."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem, problem
from evaluator_app.domain.rubric import (
    NOT_GIVEN,
    PERCENT,
    Criterion,
    Level,
    RemarkField,
    Rubric,
    ScaleKind,
    Section,
    Weights,
)

LARGEST_PRODUCT = 2**53  # up to here doubles, and so the formulas of workbooks, count every whole number
FEWEST_OPTIONS = 2


def wrong(place: str, value: object, allowed: str) -> Problem:
    """A value outside what is allowed, said in signs that need no translation."""
    return problem(Code.SCHEME_VALUE_INVALID, place, reason=f"{value} ({allowed})")


def duplicates(names: Iterable[str], place: str) -> Iterator[Problem]:
    """Every name that is there more than once."""
    for name, count in Counter(names).items():
        if count > 1:
            yield problem(Code.SCHEME_DUPLICATE_ID, place, id=name)


def check_rubric(rubric: Rubric) -> Iterator[Problem]:
    """All problems of the rubric except those of its bands."""
    if not rubric.sections:
        yield wrong("rubric.sections", "[]", "≥ 1")
    for index, one in enumerate(rubric.level_lists):
        yield from _check_options(one.levels, f"rubric.level_lists[{index}].levels")
    faults = [_check_section(rubric, index) for index in range(len(rubric.sections))]
    yield from chain.from_iterable(faults)
    across = Counter(name for section in rubric.sections for name in {c.id for c in section.criteria})
    yield from duplicates(across.elements(), "rubric.sections")
    yield from _check_remarks(rubric)
    yield from _check_products(rubric)


def _check_section(rubric: Rubric, number: int) -> Iterator[Problem]:
    section, place = rubric.sections[number], f"rubric.sections[{number}]"
    if not section.criteria:
        yield wrong(f"{place}.criteria", "[]", "≥ 1")
    for index, criterion in enumerate(section.criteria):
        here = f"{place}.criteria[{index}]"
        yield from _check_maximum(criterion, rubric.weights, here)
        yield from _check_step(criterion, here) if not criterion.by_option else ()
        yield from _check_choice(criterion, rubric, here)
    yield from _check_sum(section, place)


def _check_sum(section: Section, place: str) -> Iterator[Problem]:
    added = sum((criterion.max for criterion in section.criteria), Decimal(0))
    if section.criteria and added != section.max:
        stated, total = format(section.max, "f"), format(added, "f")
        yield problem(Code.SCHEME_SUM_MISMATCH, f"{place}.max", stated=stated, sum=total)


def _check_maximum(criterion: Criterion, weights: Weights, place: str) -> Iterator[Problem]:
    """Points need a maximum; what is not weighted, or never earns points, must not have one."""
    if criterion.scale is ScaleKind.QUALITATIVE or weights is Weights.UNSET:
        why = "qualitative" if criterion.scale is ScaleKind.QUALITATIVE else "weights = unset"
        if criterion.max:
            yield wrong(f"{place}.max", criterion.max, f"0: {why}")
        if criterion.scale is ScaleKind.POINTS:
            yield wrong(f"{place}.scale", criterion.scale, "percent, levels, qualitative: weights = unset")
    elif criterion.max is NOT_GIVEN:
        yield problem(Code.SCHEME_KEY_MISSING, place, key="max")
    elif criterion.max <= 0:
        yield wrong(f"{place}.max", criterion.max, "> 0")


def _check_step(criterion: Criterion, place: str) -> Iterator[Problem]:
    whole = PERCENT if criterion.scale is ScaleKind.PERCENT else criterion.max
    if criterion.step is NOT_GIVEN:
        yield problem(Code.SCHEME_KEY_MISSING, place, key="step")
    elif criterion.step <= 0:
        yield wrong(f"{place}.step", criterion.step, "> 0")
    elif whole % criterion.step:
        yield problem(Code.SCHEME_STEP_MISMATCH, f"{place}.step", max=whole, step=criterion.step)


def _check_choice(criterion: Criterion, rubric: Rubric, place: str) -> Iterator[Problem]:
    """Options are its own or those of one list; numbers have none."""
    lists = {one.id: one.levels for one in rubric.level_lists}
    if criterion.levels and criterion.levels not in lists:
        yield problem(Code.SCHEME_REFERENCE_UNKNOWN, f"{place}.levels", id=criterion.levels)
    elif criterion.levels and criterion.options != lists[criterion.levels]:
        yield wrong(f"{place}.options", len(criterion.options), f"levels = {criterion.levels}")
    elif not criterion.by_option and criterion.options:
        yield wrong(f"{place}.options", len(criterion.options), f"scale = {criterion.scale}")
    elif criterion.by_option and not criterion.levels:
        yield from _check_options(criterion.options, f"{place}.options")
    if criterion.scale is ScaleKind.LEVELS and rubric.weights is not Weights.UNSET:
        for one in criterion.options:
            if one.factor is None:
                yield problem(Code.SCHEME_KEY_MISSING, f"{place}.options", key=f"{one.id}: factor")


def _check_options(options: tuple[Level, ...], place: str) -> Iterator[Problem]:
    """At least two, and each title its own: people choose by titles."""
    if len(options) < FEWEST_OPTIONS:
        yield wrong(place, len(options), f"≥ {FEWEST_OPTIONS}")
    yield from duplicates((one.title for one in options), place)
    for index, one in enumerate(options):
        if one.factor is not None and not 0 <= one.factor <= 1:
            yield wrong(f"{place}[{index}].factor", one.factor, "0–1")


def _check_remarks(rubric: Rubric) -> Iterator[Problem]:
    for index, remark in enumerate(rubric.remarks):
        yield from _check_remark(remark, f"rubric.remarks[{index}]")
    asking = sum(remark.recommendation for remark in rubric.remarks)
    if asking > 1:
        yield wrong("rubric.remarks", f"{asking} × recommendation = true", "≤ 1")
    pointless = rubric.criteria and all(one.scale is ScaleKind.QUALITATIVE for one in rubric.criteria)
    if pointless and rubric.weights is not Weights.UNSET and not asking:
        yield wrong("rubric.remarks", "0 × recommendation = true", "1: scale = qualitative")


def _check_remark(remark: RemarkField, place: str) -> Iterator[Problem]:
    if remark.max_characters < 0:
        yield wrong(f"{place}.max_characters", remark.max_characters, "≥ 0")
    if len(remark.options) < FEWEST_OPTIONS and (remark.options or remark.recommendation):
        yield wrong(f"{place}.options", len(remark.options), f"≥ {FEWEST_OPTIONS}")
    yield from duplicates(remark.options, f"{place}.options")
    if any(not one.strip() or one != one.strip() for one in remark.options):
        yield wrong(f"{place}.options", "“ ”", "≠ “ ”")


def _check_products(rubric: Rubric) -> Iterator[Problem]:
    """Workbooks compare scores with limits in whole numbers; products must not lose a digit there."""
    largest = largest_product(rubric)
    if largest >= LARGEST_PRODUCT:
        yield wrong("rubric", largest, "< 2⁵³")


def largest_product(rubric: Rubric) -> int:
    """The largest whole number that formulas make of a total, the full maximum and a band's limit."""
    if rubric.qualitative:
        return 0
    units = rubric.unit.denominator  # in one point
    full = int(rubric.max * units)
    scaled = full if any(one.not_applicable for one in rubric.criteria) else 1
    edges = [edge for band in rubric.bands for edge in (band.low_edge, band.high_edge) if edge is not None]
    limits = (max(edge.denominator * full * scaled, abs(edge.numerator) * units * full) for edge in edges)
    return max(full * scaled, *limits, 0)
