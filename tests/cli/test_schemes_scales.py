"""schemes show of schemes with options, weights and a recommendation."""

import builders as make
import sheet_builders

from evaluator_app.cli.schemes import _lines, scheme_data
from evaluator_app.domain.rubric import Weights

WITHOUT_POINTS = sheet_builders.loaded(make.s3_rubric())
WEIGHTED = sheet_builders.loaded(
    make.s3_rubric(make.levelled("l", "60"), make.percent("p", "40"), weights=Weights.SET)
)


def test_scales_and_options_as_other_programs_read_them() -> None:
    data = scheme_data(WEIGHTED)
    levels, share = data["criteria"]
    assert (data["weights"], data["max"]) == ("set", "100")
    assert (levels["scale"], levels["max"]) == ("levels", "60")
    assert levels["options"][1] == {"id": "o2", "title": "选项2", "factor": "0.8"}
    assert (share["scale"], share["step"], share["options"]) == ("percent", "5", [])


def test_what_is_judged_without_points() -> None:
    data = scheme_data(WITHOUT_POINTS)
    assert (data["weights"], data["max"], data["bands"]) == ("unset", "0", [])
    assert data["criteria"][0]["options"][0] == {"id": "o1", "title": "选项1", "factor": None}
    (asked,) = data["remarks"]
    assert (asked["options"], asked["recommendation"]) == (["推荐", "不推荐"], True)


def test_people_read_options_and_shares_and_a_total_only_where_there_is_one() -> None:
    weighted, without = "\n".join(_lines(WEIGHTED)), "\n".join(_lines(WITHOUT_POINTS))
    assert "选项1 / 选项2 / 选项3 / 选项4" in weighted
    assert "5 %" in weighted
    assert ("总分" in weighted, "总分" in without) == (True, False)
