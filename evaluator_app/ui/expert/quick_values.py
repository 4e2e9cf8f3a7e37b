"""The values of a scale worth a button of their own: the upper part, in round steps."""

from decimal import Decimal

from evaluator_app.domain.rubric import Criterion

_COUNT = 6
_ROUND_STEPS = tuple(Decimal(step) for step in ("0.1", "0.5", "1", "2", "5", "10", "20", "50", "100"))


def quick_values(criterion: Criterion) -> tuple[Decimal, ...]:
    """At most six values from the maximum down, all on the scale, covering at least its upper quarter."""
    if criterion.by_option:
        return ()
    fitting = [step for step in _ROUND_STEPS if step >= criterion.step and step % criterion.step == 0]
    wide = [step for step in fitting if step * (_COUNT - 1) * 4 >= criterion.highest]
    step = min(wide, default=criterion.step)
    values = (criterion.highest - step * i for i in range(_COUNT))
    return tuple(value for value in values if value >= 0)
