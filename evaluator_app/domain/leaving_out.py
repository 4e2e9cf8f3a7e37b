"""What would be without one expert altogether: which grades and which ranks would be others.

An application that cannot be merged without the expert, because fewer than two others judged it, keeps its
score: so a rank that moves does so for a score that was computed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from evaluator_app.domain.firmness import Flip
from evaluator_app.domain.judged import Judged
from evaluator_app.domain.merging import SMALLEST_PANEL, PanelSheet, merge_criterion, rank_key
from evaluator_app.domain.ranking import places
from evaluator_app.domain.scheme import Scheme
from evaluator_app.domain.withheld import Why, Withheld

_Key = tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """An application whose rank would be another."""

    application: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Without:
    """What would be others without an expert."""

    judged: int  # applications of this expert
    computed: int  # of these, how many can be merged without the expert
    flips: tuple[Flip, ...]
    moves: tuple[Move, ...]


def without_each(
    judged: Judged, flips: Mapping[str, Sequence[Flip] | Withheld]
) -> dict[str, Without | Withheld]:
    """By expert; `flips` are those of all applications."""
    by_expert: dict[str, list[Flip]] = {}
    for own in flips.values():
        for one in () if isinstance(own, Withheld) else own:
            by_expert.setdefault(one.expert, []).append(one)
    base, changed = _keys(judged)
    order = _order([*base.values(), *(key for own in changed.values() for key in own.values())])
    numbers = {name: order[key] for name, key in base.items()}
    before = places(numbers)
    found: dict[str, Without | Withheld] = {}
    for expert, names in judged.by_expert.items():
        moved = {name: order[key] for name, key in changed.get(expert, {}).items()}
        computed = sum(_computed(judged, name, expert, flips[name]) for name in names)
        if not computed:
            found[expert] = Withheld(Why.TOO_FEW_EXPERTS, SMALLEST_PANEL + 1, SMALLEST_PANEL)
            continue
        after = places(numbers | moved)
        moves = tuple(Move(name, rank, after[name]) for name, rank in before.items() if after[name] != rank)
        found[expert] = Without(len(names), computed, tuple(by_expert.get(expert, ())), moves)
    return found


def _computed(judged: Judged, name: str, expert: str, flips: Sequence[Flip] | Withheld) -> bool:
    """Whether an application can be merged without an expert."""
    scores = judged.scores_without.get(name)
    return not isinstance(flips, Withheld) if scores is None else expert in scores


def _keys(judged: Judged) -> tuple[dict[str, _Key], dict[str, dict[str, _Key]]]:
    """What applications are ranked by: with all experts, and without each, by expert."""
    scheme = judged.merge.scheme
    base: dict[str, _Key] = {}
    changed: dict[str, dict[str, _Key]] = {}
    for one in judged.merge.results:
        name = one.application.id
        if one.result.score is not None:
            base[name] = rank_key(one.result, scheme.protocol)
        for expert, score in judged.scores_without.get(name, {}).items():
            rest = [sheet for sheet in judged.sheets[name] if sheet.expert != expert]
            changed.setdefault(expert, {})[name] = (score, *_tie_breaks(scheme, rest))
    return base, changed


def _tie_breaks(scheme: Scheme, sheets: Sequence[PanelSheet]) -> Iterable[Fraction]:
    criteria = (scheme.rubric.criteria_by_id[name] for name in scheme.protocol.tie_breaks)
    return (merge_criterion(one, scheme.protocol, sheets).value or Fraction(0) for one in criteria)


def _order(keys: Iterable[_Key]) -> dict[_Key, int]:
    """Whole numbers in the order of the keys: ranking by them, once for each expert, is quick."""
    return {key: number for number, key in enumerate(sorted(set(keys)))}
