"""S1-169: tables of recommendations, held against what has come in; their order is kept."""

from collections.abc import Sequence
from dataclasses import replace

import builders as make
from form_builders import S1, S3, loaded

from evaluator_app.domain.application import Application
from evaluator_app.domain.codes import Code
from evaluator_app.domain.field_roles import (
    BEFORE_ROLES,
    RecommendedTable,
    applicant_forms,
    recommended_table,
    roles_of,
)
from evaluator_app.domain.form import FieldRole
from evaluator_app.domain.problems import Problem
from evaluator_app.domain.recommendations import (
    Recommendations,
    RecommendedRow,
    by_nobody,
    held_against,
    in_order,
    place_of,
    superseding,
)

SCHEME = loaded(S1).scheme


def table() -> RecommendedTable:
    """The table of S1."""
    found = recommended_table(SCHEME)
    assert found is not None
    return found


def application(name: str, organisation: str, title: str = "", **values: str) -> Application:
    """An application that came in."""
    whole = {"organisation": organisation, "result_name": title, **values}
    return Application(id=name, organisation=organisation, site=name, title=title, values=whole)


KNOWN = (
    application("A-001", "示例精密制造有限公司", "甲成果", sector="智能制造", intended_grade="标杆级"),
    application("A-002", "示例物业服务有限公司", "乙成果", site_category="服务现场", recommender="示例集团"),
    application("A-003", "示例物业服务有限公司", "丙成果"),
)


def row(order: str, number: str = "", organisation: str = "", title: str = "", **more: str) -> RecommendedRow:
    """排序｜编号｜单位名称｜领域｜现场类别｜创新成果名称｜申报等级."""
    words = (order, number, organisation, more.get("sector", ""), more.get("category", ""), title)
    return RecommendedRow(place=f"表!C{order}", words=(*words, more.get("grade", "")))


def held(*rows: RecommendedRow, recommender: str = "示例区") -> Recommendations:
    """A table, held against the applications."""
    given = Recommendations(file="x.xlsx", sha256="1", recommender=recommender, rows=rows)
    return held_against(given, KNOWN, SCHEME, table())


def codes(found: Sequence[Problem]) -> list[Code]:
    """The codes of problems."""
    return [one.code for one in found]


def test_rows_mean_applications_by_number_or_by_name() -> None:
    """However it is spaced; the title tells several of one organisation apart."""
    found = held(
        row("2", organisation="示例 精密制造有限公司"),
        row("1", "a-003"),
        row("3", "平台-77", "示例物业服务有限公司", "乙成果"),
    )
    assert [one.application for one in found.rows] == ["A-001", "A-003", "A-002"]
    assert found.problems == ()
    order = [(one.place, one.row.application) for one in in_order([found], table())]
    assert order == [(1, "A-003"), (2, "A-001"), (3, "A-002")]


def test_recommended_without_a_form_and_the_reverse_are_findings() -> None:
    """Both are said; what could be several asks for its number."""
    found = held(
        row("1", organisation="无名公司"), row("2", organisation="示例物业服务有限公司"), row("3", "X")
    )
    assert codes(found.findings) == [
        Code.RECOMMENDED_UNKNOWN,
        Code.RECOMMENDED_SEVERAL,
        Code.RECOMMENDED_UNKNOWN,
    ]
    assert found.findings[1].details["applications"] == "A-002、A-003"
    assert found.problems == ()
    assert [one.place for one in by_nobody([held(row("1", "A-002"))], KNOWN)] == ["A-001", "A-003"]


def test_an_order_that_is_none_keeps_the_table_out() -> None:
    """No number, a place twice, somebody twice."""
    found = held(row("第一", "A-001"), row("1", "A-002"), row("1", "A-003"), row("4", "A-003"), row("0", "Y"))
    assert codes(found.problems) == [
        Code.RECOMMENDED_ORDER,
        Code.RECOMMENDED_ORDER_TWICE,
        Code.RECOMMENDED_ORDER,
        Code.RECOMMENDED_TWICE,
    ]
    assert place_of(row("００１"), table()) is None
    assert place_of(row("12"), table()) == 12


def test_what_a_row_says_otherwise_than_the_form_is_said() -> None:
    """Column by column, options by title or as printed; the recommender too."""
    assert held(row("1", "A-001", "示例精密制造有限公司", "甲成果", grade="标杆级")).findings == ()
    found = held(row("1", "A-002", "示例物业公司", "乙成果", category="施工现场"))
    said = {(one.details["field"], one.details["value"], one.details["own"]) for one in found.findings}
    assert said == {
        ("单位名称", "示例物业公司", "示例物业服务有限公司"),
        ("现场类别", "施工现场", "服务现场"),
        ("推荐单位（选填）", "示例区", "示例集团"),
    }
    assert held(row("1", "A-002"), recommender="示例集团").findings == ()


def test_a_later_table_of_a_recommender_supersedes_its_earlier() -> None:
    """Others stay."""
    first, other = held(row("1", "A-001")), held(row("1", "A-002"), recommender="示例集团")
    later = replace(held(row("1", "A-003")), recommender="示例 区")
    assert [one.rows[0].application for one in superseding([first, other, later])] == ["A-003", "A-002"]


def test_the_scheme_says_which_fields_name_an_application() -> None:
    """Not their ids; schemes that say nothing go on as before."""
    assert roles_of(SCHEME)[FieldRole.SITE] == ("site",)
    assert roles_of(make.scheme()) is BEFORE_ROLES
    assert [one.id for one in applicant_forms(SCHEME)] == ["sign-up-form", "declaration-form"]
    assert recommended_table(loaded(S3).scheme) is None
    assert len(applicant_forms(loaded(S3).scheme)) == 1
    assert table().column(FieldRole.SITE) is None
    bare = replace(table().field, column_roles=(FieldRole.ORDER, *(FieldRole.NONE,) * 6))
    nameless = RecommendedTable(form=table().form, field=bare)
    given = Recommendations(file="x", sha256="1", recommender="示例区", rows=(row("1", "A-001"),))
    assert codes(held_against(given, KNOWN, SCHEME, nameless).findings) == [Code.RECOMMENDED_UNKNOWN]
