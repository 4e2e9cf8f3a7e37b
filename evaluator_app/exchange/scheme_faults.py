"""Every problem of a scheme's raw data at once: wrong values, and the contradictions among all others."""

import copy
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import is_dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, get_args, get_origin, get_type_hints

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.scheme import Scheme
from evaluator_app.domain.scheme_check import check_scheme
from evaluator_app.exchange.structuring import Fault, FaultKind, Faults, structure

_STEP = re.compile(r"[^.\[\]]+|\[\d+\]")
_BRANCH = re.compile(r"[^\[]*(\[\d+\])?")
# What a contradiction may come from although it stands elsewhere.
_DEPENDS: Mapping[str, tuple[str, ...]] = {
    "rubric.bands": ("rubric.sections",),
    "rubric.sections": ("rubric.level_lists",),
    "rubric": ("rubric.weights",),
    "protocol": ("protocol.trim",),
}


def sound_scheme(raw: Mapping[str, Any]) -> Scheme:
    """The scheme the data makes; refuses with all problems, their places such as `rubric.sections[1].max`."""
    try:
        scheme = structure(raw, Scheme)
    except Faults as faults:
        problems = [*map(_as_problem, faults.faults), *_contradictions(raw, faults.faults)]
        raise Refused(problems) from None
    if contradictions := check_scheme(scheme):
        raise Refused(contradictions)
    return scheme


def _as_problem(fault: Fault) -> Problem:
    match fault.kind:
        case FaultKind.KEY_UNKNOWN:
            return problem(Code.SCHEME_KEY_UNKNOWN, fault.path, key=fault.detail)
        case FaultKind.KEY_MISSING:
            return problem(Code.SCHEME_KEY_MISSING, fault.path, key=fault.detail)
        case FaultKind.VALUE:
            return problem(Code.SCHEME_VALUE_INVALID, fault.path, reason=fault.detail)


def _contradictions(raw: Mapping[str, Any], faults: Iterable[Fault]) -> Iterator[Problem]:
    """What is wrong besides the faults: found with neutral values in their place, where that is certain."""
    mended = copy.deepcopy(dict(raw))
    places = [_mend(mended, fault) for fault in faults]
    try:
        scheme = structure(mended, Scheme)
    except Faults:
        return
    for one in check_scheme(scheme):
        if not any(_may_come_from(one, place) for place in places):
            yield one


def _may_come_from(one: Problem, fault: str) -> bool:
    if one.code is Code.SCHEME_REFERENCE_UNKNOWN and fault.endswith(".id"):
        return True
    here, there = _branch(one.place), _branch(fault)
    depends = any(here.startswith(name) and fault.startswith(these) for name, these in _DEPENDS.items())
    return depends or _within(here, there) or _within(there, here)


def _branch(path: str) -> str:
    """The part of a scheme a path is in: the first element of a list on its way, or the value itself."""
    found = _BRANCH.match(path)
    return found[0] if found else path


def _within(inner: str, outer: str) -> bool:
    return inner == outer or inner.startswith((f"{outer}.", f"{outer}["))


def _mend(raw: dict[str, Any], fault: Fault) -> str:
    """Put a neutral value where the fault is; the path of that place."""
    named = fault.kind is not FaultKind.VALUE
    path = f"{fault.path}.{fault.detail}".lstrip(".") if named else fault.path
    steps: list[str | int] = [
        int(one[1:-1]) if one.startswith("[") else one for one in _STEP.findall(fault.path)
    ]
    steps += [fault.detail] if named else []
    holder: Any = raw
    try:
        for step in steps[:-1]:
            holder = holder[step]
        if fault.kind is FaultKind.KEY_UNKNOWN:
            del holder[steps[-1]]
        else:
            holder[steps[-1]] = _neutral(steps)
    except (KeyError, IndexError, TypeError):
        pass  # it lies in something that was mended as a whole
    return path


def _neutral(steps: Iterable[str | int]) -> object:
    """A value that nothing can be said against, of the kind that belongs there."""
    kind: Any = Scheme
    for step in steps:
        kind = get_args(kind)[0] if isinstance(step, int) else get_type_hints(kind)[step]
        if type(None) in get_args(kind):
            return None
    if get_origin(kind) is tuple:
        return []
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return next(iter(kind)).value
    if is_dataclass(kind):
        return {}
    return {str: "1", bool: False, int: 1, Decimal: "1"}[kind]
