"""Rubrics of every kind of scale for tests of files, each with the marks of a finished sheet."""

from dataclasses import replace
from decimal import Decimal

import builders as make

from evaluator_app.domain.rubric import Criterion, Level, LevelList, RemarkField, Rubric, Weights
from evaluator_app.domain.sheet import Marks

SATISFACTION = tuple(
    Level(id=f"o{number}", title=title, factor=Decimal(factor))
    for number, (title, factor) in enumerate(
        (("全部满足", "1"), ("大部分满足", "0.8"), ("部分满足", "0.5"), ("不满足", "0")), start=1
    )
)
LISTS = (LevelList(id="satisfaction", title="满足程度", levels=SATISFACTION, clause="5b"),)
OPINION = RemarkField(id="opinion", title="专家评审意见", required=True, clause="S3-58")


def of_list(name: str, full: str = "0", *, not_applicable: bool = False) -> Criterion:
    """A criterion of the list's levels."""
    one = make.levelled(name, full, not_applicable=not_applicable)
    return replace(one, options=(), levels="satisfaction")


def percent() -> Rubric:
    """Two criteria in percent of 45 and 55 points."""
    criteria = (make.percent("p1", "45"), make.percent("p2", "55", not_applicable=True))
    return make.rubric(*criteria, remarks=(make.HIGHLIGHTS,))


def levels() -> Rubric:
    """Levels with weights that have been set, and one criterion each of the other kinds."""
    criteria = (
        of_list("l1", "12.5"),
        of_list("l2", "37.5", not_applicable=True),
        make.criterion("c", "30"),
        make.percent("p", "20"),
        make.qualitative("q"),
    )
    rubric = make.rubric(*criteria, remarks=(make.HIGHLIGHTS,))
    return replace(rubric, weights=Weights.SET, level_lists=LISTS)


def unset() -> Rubric:
    """The same kinds while nobody has set the weights."""
    criteria = (of_list("l1"), of_list("l2", not_applicable=True), make.percent("p", "0"))
    return make.s3_rubric(*criteria, level_lists=LISTS)


def qualitative() -> Rubric:
    """Dimensions with options and comments, opinion, 推荐 / 不推荐 (S3-25, D-21)."""
    return make.s3_rubric(remarks=(OPINION, make.RECOMMENDATION))


RUBRICS = {"percent": percent(), "levels": levels(), "unset": unset(), "qualitative": qualitative()}

FINISHED = {
    "percent": make.marks({"p1": "85", "p2": "70"}),
    "levels": make.marks({"l1": "o1", "l2": "o2", "c": "25.5", "p": "80", "q": "o2"}),
    "unset": make.marks({"l1": "o1", "l2": "o2", "p": "80"}, recommendation="推荐"),
    "qualitative": make.marks(
        {"base": "o1", "plan": "o3"}, opinion="示例意见", recommendation="不推荐"
    ).with_note("plan", "示例评语"),
}


def finished(kind: str) -> Marks:
    """The marks of a finished sheet."""
    return FINISHED[kind]
