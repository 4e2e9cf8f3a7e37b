"""What is made public of a campaign (S1-49, S1-50, S1-53, S1-166 to S1-170, S4-90 to S4-93, S0-86)."""

from dataclasses import replace

from register_builders import AWARD, WHO
from shipped import shipped

from evaluator_app.domain.application import Application
from evaluator_app.domain.campaign_counts import campaign_counts
from evaluator_app.domain.codes import Code
from evaluator_app.domain.dossier import Result, StepRecord
from evaluator_app.domain.publication import (
    Material,
    material_problems,
    material_sections,
    promoted,
    recommendation_lists,
    result_groups,
)

ACTIVITY = shipped("saq-0005-2023")
PROJECTS = shipped("hebqia-quality-project")
STARS = shipped("saq-0003-2023")
FIRST = replace(AWARD, field="市场服务", grade="优秀级")
BEST = replace(FIRST, application="A-002", organisation="示例服务中心", grade="标杆级")
NONE = replace(FIRST, application="A-003", grade="")
ELSEWHERE = replace(FIRST, application="A-004", field="其他")


def test_results_stand_by_field_and_level() -> None:
    """S1-50: 各领域的标杆级、优秀级、推进级; who earned no grade is not listed."""
    made = replace(FIRST, application="A-005", field=ACTIVITY.sectors[0].id)
    groups = result_groups(ACTIVITY, [ELSEWHERE, FIRST, NONE, BEST, made])
    assert [(one.field, one.grade, [each.application for each in one.awards]) for one in groups] == [
        (ACTIVITY.sectors[0].title, "优秀级", ["A-005"]),
        ("市场服务", "标杆级", ["A-002"]),
        ("市场服务", "优秀级", ["A-001"]),
        ("其他", "优秀级", ["A-004"]),
    ]


def test_what_is_promoted_is_data_of_the_scheme() -> None:
    """S1-53: 标杆级 only; S0-86: all innovation results, where the scheme names no grade."""
    assert promoted(ACTIVITY, [FIRST, BEST, NONE]) == (BEST,)
    star = replace(AWARD, grade="四星级")
    assert promoted(STARS, [star, NONE]) == (star,)
    assert promoted(replace(STARS, publication=None), [star]) == (star,)


def test_channels_and_words_of_promotion() -> None:
    """S1-53, S0-86, S0-81."""
    assert ACTIVITY.publication
    assert ACTIVITY.publication.channels == ("上海质量网", "“上海质量”微信公众号", "《上海质量》杂志")
    assert STARS.publication
    assert "宣传推广" in STARS.publication.promotion
    assert "公开发布" in STARS.publication.text


def test_good_practice_cases_and_experience() -> None:
    """S4-90 to S4-93."""
    assert [one.id for one in material_sections(PROJECTS)] == ["practices", "cases", "experience"]
    assert material_sections(ACTIVITY) == material_sections(replace(ACTIVITY, publication=None)) == ()


def test_material_has_a_section_where_the_scheme_has_them() -> None:
    """S4-91 to S4-93, S1-53."""
    words = Material(application="P-1", day="2024-05-01", section="cases", words="示例", recorded_by=WHO)

    def wrong(one: Material, scheme: object = PROJECTS) -> list[Code]:
        return [each.code for each in material_problems(one, scheme)]  # type: ignore[arg-type] # a scheme

    assert wrong(words) == wrong(replace(words, section=""), ACTIVITY) == []
    assert wrong(replace(words, section="")) == [Code.MATERIAL_SECTION_UNKNOWN]
    assert wrong(words, ACTIVITY) == [Code.MATERIAL_SECTION_UNKNOWN]
    assert wrong(replace(words, words=" ")) == [Code.MATERIAL_EMPTY]
    assert wrong(replace(words, words="", file="a.jpg", recorded_by="")) == [Code.RECORD_NAME_MISSING]


def application(name: str, recommender: str, **more: str) -> Application:
    """An application of the activity."""
    return Application(
        id=name,
        organisation=f"示例公司{name}",
        site="示例现场",
        title="示例成果",
        sector=ACTIVITY.sectors[0].id,
        intended_grade="标杆级",
        values={"recommender": recommender, **more},
    )


def test_each_recommender_gets_its_own_table() -> None:
    """S1-166 to S1-170: rank, number, organisation, field, category, result, declared level."""
    found = recommendation_lists(
        ACTIVITY,
        [
            application("A-1", "示例集团", site_category="production"),
            application("A-2", "示例区"),
            application("A-3", "示例集团"),
        ],
    )
    assert [(one.recommender, len(one.rows)) for one in found] == [("示例区", 1), ("示例集团", 2)]
    assert found[1].columns == ("排序", "编号", "单位名称", "领域", "现场类别", "创新成果名称", "申报等级")
    rank, number, organisation, field, _, title, level = found[1].rows[0]
    assert (rank, number, organisation) == ("1", "A-1", "示例公司A-1")
    assert (field, title, level) == (ACTIVITY.sectors[0].title, "示例成果", "标杆级")
    assert recommendation_lists(STARS, [application("A-1", "示例集团")]) == ()
    assert recommendation_lists(replace(STARS, publication=None), []) == ()


def test_the_figures_of_a_campaign() -> None:
    """Received, conforming, reviewed, by level: each application once, its last record counts."""
    step = ACTIVITY.process[0].id

    def told(name: str, day: str, result: Result) -> StepRecord:
        return StepRecord(step=step, day=day, result=result, application=name)

    records = [
        told("A-1", "2024-03-01", Result.NOT_PASSED),
        told("A-1", "2024-03-09", Result.DONE),
        told("A-2", "2024-03-02", Result.NOT_PASSED),
        told("A-3", "2024-03-02", Result.NOTED),
        told("", "2024-03-20", Result.DONE),
        told("A-9", "2024-03-20", Result.DONE),
    ]
    applications = [application(name, "示例集团") for name in ("A-1", "A-2", "A-3")]
    found = campaign_counts(ACTIVITY, applications, records, [FIRST, BEST, NONE, ELSEWHERE])
    assert (found.received, found.decided) == (3, 4)
    assert [(one.step.id, one.passed, one.not_passed, one.open) for one in found.steps] == [(step, 1, 1, 1)]
    assert dict(found.by_grade) == {"标杆级": 1, "优秀级": 2, "推进级": 0, ACTIVITY.rubric.unplaced: 1}
    assert found.by_field == (("市场服务", (1, 1, 0, 1)), ("其他", (0, 1, 0, 0)))
