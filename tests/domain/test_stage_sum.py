"""Results of several stages: side by side, and one weighted score where the scheme has weights."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import builders as make
import panel_builders as panels

from evaluator_app.domain.panel import PanelMerge
from evaluator_app.domain.scheme import Scheme, Stage
from evaluator_app.domain.stage_sum import stage_sums, weighted_stages

NINETY, EIGHTY_NINE = make.NINETY, make.NINETY | {"a1": "8"}
PLAIN = (Stage(id="papers", title="文件评审", clause="1"), Stage(id="site", title="现场评审", clause="1"))
WEIGHTED = (
    Stage(id="papers", title="文件评审", weight=Decimal("0.4"), clause="1"),
    Stage(id="site", title="现场评审", weight=Decimal("0.6"), clause="1"),
    Stage(id="visit", title="验证", scored=False, weight=Decimal(9), clause="1"),
)


def scheme(stages: tuple[Stage, ...]) -> Scheme:
    """The test scheme with these stages."""
    return make.scheme(stages=stages)


def merge(**marks: Mapping[str, str | None]) -> PanelMerge:
    """Three equal sheets for each application."""
    return panels.merged({name.replace("_", "-"): [values] * 3 for name, values in marks.items()})


def test_without_weights_stages_stand_side_by_side() -> None:
    """No score is made up where the scheme does not say how."""
    assert weighted_stages(scheme(PLAIN)) == ()
    assert weighted_stages(scheme((WEIGHTED[0], WEIGHTED[2]))) == ()
    merges = {"papers": merge(A_1=NINETY), "site": merge(A_1=EIGHTY_NINE)}
    (one,) = stage_sums(scheme(PLAIN), merges)
    assert {stage: found.result.score for stage, found in one.stages.items()} == {"papers": 90, "site": 89}
    assert (one.score, one.grade, one.rank) == (None, None, None)


def test_weights_give_one_exact_score() -> None:
    """Semantics: stage weights, then the grade on the exact value, then the rank, equal ones sharing it."""
    merges = {
        "papers": merge(A_1=NINETY, A_2=EIGHTY_NINE, A_3=NINETY, A_4=NINETY),
        "site": merge(A_1=EIGHTY_NINE, A_2=NINETY, A_3=EIGHTY_NINE),
    }
    found = stage_sums(scheme(WEIGHTED), merges)
    assert [(one.application.id, one.rank, one.score) for one in found] == [
        ("A-2", 1, Fraction(448, 5)),
        ("A-1", 2, Fraction(447, 5)),
        ("A-3", 2, Fraction(447, 5)),
        ("A-4", None, None),
    ]
    assert [one.grade.id if one.grade else None for one in found] == ["优秀级"] * 3 + [None]
