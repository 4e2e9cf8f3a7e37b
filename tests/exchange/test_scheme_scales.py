"""Scheme files with every kind of scale: options of a list, own options, weights, recommendation."""

from decimal import Decimal

import pytest
from scheme_texts import SMALL, fault

from evaluator_app.domain.codes import Code
from evaluator_app.domain.rubric import Level, Rubric, ScaleKind, Weights
from evaluator_app.exchange.scheme_file import read_scheme

HEAD, _, REST = SMALL.partition("[[rubric.sections]]")
_, _, PROTOCOL = REST.partition("[protocol]")
LIST = """\
[[rubric.level_lists]]
id = "satisfaction"
title = "满足程度"
clause = "5b"
levels = [
    { id = "full", title = "全部满足", factor = "1" },
    { id = "part", title = "部分满足", factor = "0.5", text = "有缺项" },
    { id = "none", title = "不满足", factor = "0" },
]
"""
SECTION = """
[[rubric.sections]]
id = "a"
number = "1"
title = "策划"
max = "20"
clause = "2"

[[rubric.sections.criteria]]
id = "listed"
title = "体系"
text = "有效运行"
scale = "levels"
levels = "satisfaction"
max = "10"
clause = "2"

[[rubric.sections.criteria]]
id = "share"
title = "成效"
text = "占比"
scale = "percent"
max = "10"
step = "5"
clause = "2"

[[rubric.sections.criteria]]
id = "judged"
title = "印象"
text = "总体"
scale = "qualitative"
clause = "2"

[[rubric.sections.criteria.options]]
id = "good"
title = "好"

[[rubric.sections.criteria.options]]
id = "poor"
title = "差"

[[rubric.remarks]]
id = "recommendation"
title = "结果建议"
options = ["推荐", "不推荐"]
recommendation = true
clause = "3"

[protocol]"""
WHOLE = HEAD + LIST + SECTION + PROTOCOL


def rubric(text: str) -> Rubric:
    return read_scheme(text.encode(), "s.toml").scheme.rubric


def test_a_scheme_of_all_scales_is_read() -> None:
    listed, share, judged = rubric(WHOLE).criteria
    assert listed.options[1] == Level(id="part", title="部分满足", factor=Decimal("0.5"), text="有缺项")
    assert (share.scale, share.step) == (ScaleKind.PERCENT, Decimal(5))
    assert ([one.title for one in judged.options], judged.max) == (["好", "差"], Decimal(0))
    assert rubric(WHOLE).recommendation is not None
    assert rubric(WHOLE).weights is Weights.NONE


def test_weights_are_set_in_a_copy_of_the_file() -> None:
    """D-22: the same file without maxima is judged by its options until somebody sets them."""
    lines = [line for line in WHOLE.splitlines() if not line.startswith("max =")]
    unset = "\n".join(lines).replace("[rubric]", '[rubric]\nweights = "unset"')
    assert rubric(unset).qualitative
    weighted = WHOLE.replace("[rubric]", '[rubric]\nweights = "set"')
    assert (rubric(weighted).weights, rubric(weighted).max) == (Weights.SET, Decimal(20))


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ('levels = "satisfaction"', 'levels = "other"', Code.SCHEME_REFERENCE_UNKNOWN, 'levels = "other"'),
        ('scale = "percent"', 'scale = "stars"', Code.SCHEME_VALUE_INVALID, 'scale = "stars"'),
        ('step = "5"', 'step = "30"', Code.SCHEME_STEP_MISMATCH, 'step = "30"'),
        ('step = "5"', "", Code.SCHEME_KEY_MISSING, 'id = "share"'),
        ('factor = "0.5"', "factor = 0.5", Code.SCHEME_VALUE_INVALID, "levels = ["),
        ('factor = "0.5"', 'factor = "1.5"', Code.SCHEME_VALUE_INVALID, "levels = ["),
        ('"不推荐"]', "]", Code.SCHEME_VALUE_INVALID, 'options = ["推荐", ]'),
    ],
)
def test_a_fault_is_said_with_its_line(old: str, new: str, code: Code, line: str) -> None:
    spoilt = WHOLE.replace(old, new)
    wrong, place = fault(spoilt)
    number = int(place.split(":")[1].split(" ")[0])
    near = spoilt.splitlines()[number - 1 : number + 1]
    assert (wrong, any(line in one for one in near)) == (code, True), place
