"""A scheme that contradicts itself is found out before anyone scores with it, with every problem at once."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from builders import criterion, protocol, rubric, s1_rubric, scheme, section

from evaluator_app.domain.codes import Code
from evaluator_app.domain.form import FieldKind, FieldRole, Form, FormField, Option
from evaluator_app.domain.requirements import DocumentKind, Eligibility, Evidence
from evaluator_app.domain.rubric import RemarkField
from evaluator_app.domain.scheme import (
    Assumption,
    Notice,
    Precondition,
    ProcessStep,
    Sector,
    Stage,
)
from evaluator_app.domain.scheme_check import check_scheme


def found(**changes: Any) -> list[tuple[Code, str]]:
    """Codes and places of the problems of the test scheme with these changes."""
    return [(one.code, one.place) for one in check_scheme(scheme(**changes))]


def test_a_sound_scheme_has_no_problems() -> None:
    assert found() == []


# Sums and scales, fact T-8


def test_sums_of_the_official_sheet() -> None:
    """T-8: 10,10,15,10,10,15,20,10; 20, 50, 30."""
    assert found(rubric=s1_rubric()) == []


def test_a_section_that_does_not_add_up() -> None:
    """T-8."""
    wrong = replace(section(criterion("a"), criterion("b")), max=Decimal(21))
    (one,) = check_scheme(scheme(rubric=replace(rubric(criterion()), sections=(wrong,), bands=())))
    assert (one.code, one.place) == (Code.SCHEME_SUM_MISMATCH, "rubric.sections[0].max")
    assert one.details == {"stated": "21", "sum": "20"}


@pytest.mark.parametrize(
    ("full", "step", "code", "place"),
    [
        ("10", "0.3", Code.SCHEME_STEP_MISMATCH, "step"),
        ("10", "0", Code.SCHEME_VALUE_INVALID, "step"),
        ("10", "-1", Code.SCHEME_VALUE_INVALID, "step"),
        ("0", "1", Code.SCHEME_VALUE_INVALID, "max"),
    ],
)
def test_scales(full: str, step: str, code: Code, place: str) -> None:
    one = rubric(criterion(full=full, step=step), bands=())
    assert found(rubric=one) == [(code, f"rubric.sections[0].criteria[0].{place}")]


def test_a_rubric_without_sections_or_criteria() -> None:
    empty = replace(rubric(criterion(), bands=()), sections=())
    assert found(rubric=empty) == [(Code.SCHEME_VALUE_INVALID, "rubric.sections")]
    hollow = replace(rubric(criterion(), bands=()), sections=(section(),))
    assert found(rubric=hollow) == [(Code.SCHEME_VALUE_INVALID, "rubric.sections[0].criteria")]


def test_a_remark_cannot_have_a_negative_length() -> None:
    remark = RemarkField(id="r", title="R", max_characters=-1, clause="S1-201")
    one = rubric(criterion(full="100"), remarks=(remark,))
    assert found(rubric=one) == [(Code.SCHEME_VALUE_INVALID, "rubric.remarks[0].max_characters")]


# Ids, titles, clauses


def test_ids_are_unique_within_a_list() -> None:
    twice = rubric(criterion("a"), criterion("a"), bands=())
    assert found(rubric=twice) == [(Code.SCHEME_DUPLICATE_ID, "rubric.sections[0].criteria")]


def test_criterion_ids_are_unique_over_all_sections() -> None:
    sections = (section(criterion("a"), name="s"), section(criterion("a"), name="t"))
    one = replace(rubric(criterion(), bands=()), sections=sections)
    assert found(rubric=one) == [(Code.SCHEME_DUPLICATE_ID, "rubric.sections")]


@pytest.mark.parametrize("name", ["", "a b", "../x", "a/b", "a" * 65, "-a", "a\n"])
def test_ids_are_plain_names(name: str) -> None:
    one = rubric(criterion(name or "x"), bands=())
    broken = replace(one, sections=(section(replace(one.criteria[0], id=name, title="T")),))
    assert found(rubric=broken) == [(Code.SCHEME_VALUE_INVALID, "rubric.sections[0].criteria[0].id")]


@pytest.mark.parametrize("name", ["a1", "标杆级", "document-review", "GB_1.2"])
def test_ids_may_be_chinese(name: str) -> None:
    assert found(rubric=rubric(criterion(name), bands=())) == []


@pytest.mark.parametrize("name", ["", "../x", "a b"])
def test_the_scheme_id_is_a_plain_name_too(name: str) -> None:
    assert found(id=name) == [(Code.SCHEME_VALUE_INVALID, "id")]


def test_a_title_is_not_blank() -> None:
    assert found(title=" ") == [(Code.SCHEME_VALUE_INVALID, "title")]


def test_each_rule_names_its_clause_or_is_assumed() -> None:
    assert found(protocol=protocol(clause="")) == [(Code.SCHEME_CLAUSE_MISSING, "protocol")]
    assert found(protocol=protocol(clause="", assumed=True)) == []


# Protocol and stages


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("minimum_sheets", 0),
        ("trim_low", -1),
        ("trim_high", -1),
        ("trim_from", 2),
        ("decimals", -1),
        ("decimals", 7),
        ("near_threshold", Decimal("-0.5")),
        ("spread", Decimal(-1)),
    ],
)
def test_a_protocol_that_makes_no_sense(name: str, value: object) -> None:
    assert found(protocol=protocol(**{name: value})) == [(Code.SCHEME_VALUE_INVALID, f"protocol.{name}")]


def test_a_tie_break_counts_once() -> None:
    assert found(protocol=protocol(tie_breaks=("c1", "c1"))) == [
        (Code.SCHEME_DUPLICATE_ID, "protocol.tie_breaks")
    ]


def test_some_stage_is_scored_and_weights_are_positive() -> None:
    unscored = Stage(id="s", title="S", scored=False, clause="S1-44")
    assert found(stages=(unscored,)) == [(Code.SCHEME_VALUE_INVALID, "stages")]
    weightless = Stage(id="s", title="S", weight=Decimal(0), clause="S1-44")
    assert found(stages=(weightless,)) == [(Code.SCHEME_VALUE_INVALID, "stages[0].weight")]


# References


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"protocol": protocol(tie_breaks=("zz",))}, "protocol.tie_breaks"),
        (
            {"notice": Notice(title="N", date="2024-02-22", copied_to=("zz",), clause="S1-57")},
            "notice.copied_to",
        ),
        ({"stages": (Stage(id="s", title="S", grades=("zz",), clause="S1-44"),)}, "stages[0].grades"),
        (
            {"process": (ProcessStep(id="p", title="P", documents=("zz",), clause="S1-37"),)},
            "process[0].documents",
        ),
        (
            {"eligibility": (Eligibility(id="e", text="E", applies_to="zz", clause="S1-64"),)},
            "eligibility[0].applies_to",
        ),
        ({"evidence": (Evidence(id="e", grade="zz", clause="S1-72"),)}, "evidence[0].grade"),
        *(
            ({"evidence": (Evidence(id="e", clause="S1-72", **{name: ("zz",)}),)}, f"evidence[0].{name}")  # type: ignore[arg-type]  # the names of four fields of one type
            for name in ("reports", "replacements", "with_reason", "suggested")
        ),
        ({"assumptions": (Assumption(path="zz", comment="C"),)}, "assumptions[0].path"),
        ({"assumptions": (Assumption(path="rubric.*", comment="C"),)}, "assumptions[0].path"),
        ({"assumptions": (Assumption(path="forms.*.title", comment="C"),)}, "assumptions[0].path"),
        ({"assumptions": (Assumption(path="title.zz", comment="C"),)}, "assumptions[0].path"),
    ],
)
def test_a_reference_to_nothing(changes: dict[str, Any], place: str) -> None:
    assert found(**changes) == [(Code.SCHEME_REFERENCE_UNKNOWN, place)]


def test_references_that_exist() -> None:
    """S1-37, S1-64, S1-72, D-10."""
    assert (
        found(
            process=(ProcessStep(id="p", title="P", documents=("report", "form"), clause="S1-37"),),
            documents=(DocumentKind(id="report", title="R", clause="S1-138"),),
            forms=(Form(id="form", title="F", clause="S1-104"),),
            sectors=(Sector(id="建设工程", title="建设工程", text="T", clause="S1-63"),),
            eligibility=(Eligibility(id="e", text="E", applies_to="建设工程", clause="S1-64"),),
            evidence=(Evidence(id="e", grade="标杆级", reports=("report",), clause="S1-72"),),
            preconditions=(precondition(),),
            assumptions=(Assumption(path="rubric.sections.*.criteria.*.step", comment="D-13"),),
        )
        == []
    )


def precondition(**changes: Any) -> Precondition:
    values: dict[str, Any] = {"id": "p", "text": "T", "grades": ("标杆级",), "cap": "优秀级"}
    return Precondition(clause="S1-44", **values | changes)


@pytest.mark.parametrize(
    ("changes", "code", "place"),
    [
        ({"grades": ("zz",)}, Code.SCHEME_REFERENCE_UNKNOWN, "grades"),
        ({"cap": "zz"}, Code.SCHEME_REFERENCE_UNKNOWN, "cap"),
        ({"stage": "zz"}, Code.SCHEME_REFERENCE_UNKNOWN, "stage"),
        ({"cap": "标杆级"}, Code.SCHEME_VALUE_INVALID, "cap"),
    ],
)
def test_preconditions(changes: dict[str, Any], code: Code, place: str) -> None:
    """D-10: a cap is another grade than the one it caps."""
    assert found(preconditions=(precondition(**changes),)) == [(code, f"preconditions[0].{place}")]


# Forms


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda one: replace(one, kind=FieldKind.CHOICE), "options"),
        (lambda one: replace(one, options=(Option(id="o", title="O"),)), "options"),
        (lambda one: replace(one, kind=FieldKind.TABLE), "columns"),
        (lambda one: replace(one, columns=("C",)), "columns"),
        (lambda one: replace(one, column_roles=(FieldRole.NONE,)), "column_roles"),
        (lambda one: replace(one, roles=(FieldRole.RECOMMENDED,)), "column_roles"),
        (lambda one: replace(one, rows=-1), "rows"),
        (lambda one: replace(one, rows=10**9), "rows"),
    ],
    ids=[
        "choice without options",
        "text with options",
        "table without columns",
        "text with columns",
        "more roles than columns",
        "recommendations without an order",
        "fewer rows than none",
        "rows without end",
    ],
)
def test_fields_have_what_their_kind_needs(change: Callable[[FormField], FormField], place: str) -> None:
    form = Form(
        id="f", title="F", clause="S1-78", fields=(change(FormField(id="x", title="X", clause="S1-79")),)
    )
    assert found(forms=(form,)) == [(Code.SCHEME_VALUE_INVALID, f"forms[0].fields[0].{place}")]


def test_all_problems_at_once() -> None:
    codes = {code for code, _ in found(id="a b", title="", protocol=protocol(clause="", minimum_sheets=0))}
    assert codes == {Code.SCHEME_VALUE_INVALID, Code.SCHEME_CLAUSE_MISSING}
