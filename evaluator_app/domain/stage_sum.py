"""The results of several stages side by side, and their weighted score where the scheme weights them."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from evaluator_app.domain.application import Application
from evaluator_app.domain.panel import ApplicationResult, PanelMerge
from evaluator_app.domain.rubric import Band
from evaluator_app.domain.scheme import Scheme, Stage
from evaluator_app.domain.totals import grade


@dataclass(frozen=True, kw_only=True)
class StageSum:
    """One application in every stage with results; the score is None until each weighted stage has one."""

    application: Application
    stages: Mapping[str, ApplicationResult]
    score: Fraction | None = None
    grade: Band | None = None
    rank: int | None = None


def weighted_stages(scheme: Scheme) -> tuple[Stage, ...]:
    """The scored stages where the scheme weights them: several, and not all of them alike by default."""
    scored = tuple(one for one in scheme.stages if one.scored)
    return scored if any(one.weight != 1 for one in scored) and len(scored) > 1 else ()


def stage_sums(scheme: Scheme, merges: Mapping[str, PanelMerge]) -> tuple[StageSum, ...]:
    """Every application by its weighted score, else by its number; equal scores share a rank (1, 1, 3)."""
    found: dict[str, dict[str, ApplicationResult]] = {}
    for stage, merge in merges.items():
        for one in merge.results:
            found.setdefault(one.application.id, {})[stage] = one
    weights = {one.id: Fraction(one.weight) for one in weighted_stages(scheme)}
    scores = {name: _score(results, weights) for name, results in found.items()}
    known = [score for score in scores.values() if score is not None]
    sums = [
        StageSum(
            application=next(reversed(results.values())).application,
            stages=results,
            score=scores[name],
            grade=None if (score := scores[name]) is None else grade(score, scheme.rubric.bands),
            rank=None if score is None else 1 + sum(other > score for other in known),
        )
        for name, results in found.items()
    ]
    return tuple(sorted(sums, key=lambda one: (one.rank or len(sums) + 1, one.application.id)))


def _score(results: Mapping[str, ApplicationResult], weights: Mapping[str, Fraction]) -> Fraction | None:
    """The weighted mean, exactly."""
    total = Fraction(0)
    for stage, weight in weights.items():
        score = results[stage].result.score if stage in results else None
        if score is None:
            return None
        total += weight * score
    return total / sum(weights.values()) if weights else None
