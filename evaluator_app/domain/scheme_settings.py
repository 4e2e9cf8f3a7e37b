"""What of a scheme a secretariat decides: weights, levels and limits, the protocol, lengths of texts.

Only values the source leaves open can be changed: those of rules that are assumed, those an assumption names,
and the maxima where the weights are left to the secretariat. No text is among them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from evaluator_app.domain.rubric import Criterion, Rule, ScaleKind, Weights
from evaluator_app.domain.scheme import Assumption, Scheme


class Part(StrEnum):
    """What a setting is about."""

    WEIGHTS = "weights"
    LEVELS = "levels"
    PROTOCOL = "protocol"
    LIMITS = "limits"


_CRITERIA, _LEVELS = "rubric.sections.criteria", "rubric.level_lists.levels"
# Keys without the places in lists; the maxima follow the weights.
_MAXIMA = ("rubric.sections.max", f"{_CRITERIA}.max", f"{_CRITERIA}.step", f"{_LEVELS}.factor")
_WEIGHTS = "rubric.weights"
_KEYS: dict[Part, tuple[str, ...]] = {
    Part.WEIGHTS: (
        _WEIGHTS,
        *_MAXIMA[:3],
        f"{_CRITERIA}.not_applicable",
        "stages.scored",
        "stages.weight",
    ),
    Part.LEVELS: (
        f"{_LEVELS}.factor",
        "rubric.bands.low",
        "rubric.bands.low_inclusive",
        "rubric.bands.high",
        "rubric.bands.high_inclusive",
    ),
    Part.PROTOCOL: tuple(
        f"protocol.{name}"
        for name in (
            "unit",
            "rule",
            "minimum_sheets",
            "trim_from",
            "trim_low",
            "trim_high",
            "decimals",
            "rounding",
            "tie_breaks",
            "near_threshold",
            "spread",
            "stability",
        )
    ),
    Part.LIMITS: (
        "rubric.remarks.max_characters",
        "rubric.remarks.required",
        "documents.sections.max_characters",
    ),
}


@dataclass(frozen=True, kw_only=True)
class Setting:
    """A value at `path` such as `rubric.bands[0].low`; `about` names the rule it belongs to.

    `open` says whether the source leaves it to the secretariat; otherwise `clause` is where it is fixed.
    """

    part: Part
    path: str
    key: str  # the path without places in lists
    about: tuple[str, ...] = ()
    open: bool = False
    clause: str = ""
    comment: str = ""


@dataclass(frozen=True)
class _Place:
    """A record on the way to a value: its path, and the rules around it from the outside in."""

    path: str
    record: object
    around: tuple[object, ...]


def settings(scheme: Scheme) -> tuple[Setting, ...]:
    """Every value of these kinds, open or fixed, in the order people read a scheme."""
    return tuple(
        _setting(scheme, part, key, place)
        for part, keys in _KEYS.items()
        for place, key in _in_order(scheme, keys)
    )


def _in_order(scheme: Scheme, keys: tuple[str, ...]) -> Iterator[tuple[_Place, str]]:
    """All values of one record together, records in their order."""
    groups: dict[str, list[str]] = {}
    for key in keys:
        groups.setdefault(key.rpartition(".")[0], []).append(key)
    for owner, own in groups.items():
        for place in _places(_Place("", scheme, ()), owner.split(".")):
            yield from ((place, key) for key in own if _applies(key, place.record))


def _applies(key: str, record: object) -> bool:
    """Whether a record has such a value: options have no step, and without points there is no maximum."""
    if not isinstance(record, Criterion):
        return True
    return not (key.endswith(".step") and record.by_option) and not (
        key.endswith(".max") and record.scale is ScaleKind.QUALITATIVE
    )


def _places(start: _Place, steps: list[str]) -> Iterator[_Place]:
    if not steps:
        yield start
        return
    name, *rest = steps
    value = getattr(start.record, name)
    path = f"{start.path}.{name}" if start.path else name
    around = (*start.around, start.record)
    if isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from _places(_Place(f"{path}[{index}]", one, around), rest)
    else:
        yield from _places(_Place(path, value, around), rest)


def _setting(scheme: Scheme, part: Part, key: str, place: _Place) -> Setting:
    assumption = _assumption(scheme, key)
    rules = [one for one in (*place.around, place.record) if isinstance(one, Rule)]
    assumed = [one for one in rules if one.assumed]
    left = key in _MAXIMA and _left_to_the_secretariat(scheme)
    titles = (getattr(one, "title", "") for one in (*place.around[2:], place.record))
    reason = (
        assumption.comment if assumption is not None else next((one.comment for one in assumed[::-1]), "")
    )
    return Setting(
        part=part,
        path=f"{place.path}.{key.rpartition('.')[2]}",
        key=key,
        about=tuple(one for one in titles if one),
        open=assumption is not None or bool(assumed) or left,
        clause=next((one.clause for one in rules[::-1] if one.clause), ""),
        comment=reason,
    )


def _assumption(scheme: Scheme, key: str) -> Assumption | None:
    """What the scheme says of a value it chose itself, or of all around it."""
    for one in scheme.assumptions:
        named = one.path.replace(".*", "")
        if key == named or key.startswith(f"{named}."):
            return one
    return None


def _left_to_the_secretariat(scheme: Scheme) -> bool:
    """Whether maxima are weights that nobody but the secretariat sets (D-21)."""
    return scheme.rubric.weights is not Weights.NONE or _assumption(scheme, _WEIGHTS) is not None
