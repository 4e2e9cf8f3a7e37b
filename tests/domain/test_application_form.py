"""What an applicant typed: read by the field's kind, every fault with its place, nothing guessed."""

from dataclasses import replace

import builders as make
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shipped import shipped

from evaluator_app.domain.application_form import (
    FilledForm,
    Typed,
    day_of,
    key_of,
    number_of,
    option_of,
    read_filled,
    table_rows,
)
from evaluator_app.domain.codes import Code
from evaluator_app.domain.form import FieldKind, Form, FormField, Option
from evaluator_app.domain.scheme import Scheme

S1 = shipped("saq-0005-2023")
OPTIONS = (
    Option(id="国有", title="国有"),
    Option(id="民营", title="民营", verbatim="民 营 企 业"),
    Option(id="其他", title="其他", free_text=True),
)


def scheme(*fields: FormField) -> Scheme:
    """A scheme with one form."""
    form = Form(id="f", title="申请表", clause="1", fields=fields)
    return replace(make.scheme(), forms=(form,))


def asked(kind: FieldKind = FieldKind.TEXT, name: str = "a", **more: object) -> FormField:
    """A field."""
    return FormField(id=name, title=name.upper(), kind=kind, clause="1", **more)  # type: ignore[arg-type] # as given


def read(*fields: FormField, **cells: str | Typed) -> FilledForm:
    """The form read: `a_2` is the cell `f.a#2`."""
    typed = {}
    for name, one in cells.items():
        field, _, part = name.partition("_")
        key = f"f.{field}#{part.replace('_', '.')}" if part else f"f.{field}"
        typed[key] = one if isinstance(one, Typed) else Typed(one, f"表!{name}")
    return read_filled(scheme(*fields), typed)


def codes(found: FilledForm) -> list[Code]:
    """What is wrong with it."""
    return [one.code for one in found.problems]


@pytest.mark.parametrize(
    ("kind", "words", "value"),
    [
        (FieldKind.TEXT, "  示例公司 ", "示例公司"),
        (FieldKind.LONG_TEXT, "两行\n文字", "两行\n文字"),
        (FieldKind.INTEGER, "１，２３４", "1234"),
        (FieldKind.INTEGER, "612.0", "612"),
        (FieldKind.DECIMAL, "1 234.50", "1234.5"),
        (FieldKind.DATE, "2024-03-01", "2024-03-01"),
        (FieldKind.DATE, "2024年3月1日", "2024-03-01"),
        (FieldKind.DATE, "2024/3/1", "2024-03-01"),
    ],
)
def test_values_are_read_by_their_kind(kind: FieldKind, words: str, value: str) -> None:
    """As people write them in Excel and WPS."""
    assert read(asked(kind), a=words).values == {"a": value}


@pytest.mark.parametrize(
    ("kind", "words", "code"),
    [
        (FieldKind.INTEGER, "约 600", Code.FIELD_NOT_A_NUMBER),
        (FieldKind.INTEGER, "1.5", Code.FIELD_NOT_A_NUMBER),
        (FieldKind.DECIMAL, "NaN", Code.FIELD_NOT_A_NUMBER),
        (FieldKind.DECIMAL, "1e999999999", Code.FIELD_NOT_A_NUMBER),
        (FieldKind.DECIMAL, "9" * 21, Code.FIELD_NOT_A_NUMBER),
        (FieldKind.DATE, "3月1日", Code.FIELD_NOT_A_DAY),
        (FieldKind.DATE, "2024-02-30", Code.FIELD_NOT_A_DAY),
        (FieldKind.TEXT, "字" * 20_001, Code.FIELD_TOO_LONG),
        (FieldKind.TEXT, Typed("1", "表!C3", formula=True), Code.FIELD_FORMULA),
    ],
)
def test_what_cannot_be_read_is_said_with_its_cell(kind: FieldKind, words: str | Typed, code: Code) -> None:
    """And has no value: nothing is guessed."""
    found = read(asked(kind), a=words)
    assert codes(found) == [code]
    assert found.values == {}
    assert found.problems[0].place.startswith("表!")


def test_an_option_is_named_in_any_of_its_wordings() -> None:
    """Its title, the source's wording, its id; full width and spaces do not matter; other words go along."""
    field = asked(FieldKind.CHOICE, options=OPTIONS)
    assert read(field, a="民营企业").values == {"a": "民营"}
    assert read(field, a="其他", a_other="个体工商户").values == {"a": "其他：个体工商户"}
    assert read(field, a="国有", a_other="多余").values == {"a": "国有"}
    assert option_of(field, "ｘ") is None
    assert codes(read(field, a="State-owned")) == [Code.FIELD_NOT_AN_OPTION]


def test_several_options_are_marked_one_by_one() -> None:
    """D-14: several may apply; a mark that is none is said."""
    field = asked(FieldKind.CHOICES, options=OPTIONS)
    found = read(field, a_国有="√", a_其他="是", a_other="合资")
    assert found.values == {"a": "国有、其他：合资"}
    assert codes(read(field, a_国有="也许")) == [Code.FIELD_NOT_AN_OPTION]
    assert read(field, a_国有=" ").values == {}


def test_a_table_keeps_its_rows_in_order() -> None:
    """Empty rows are left out, empty cells stay empty; a formula in it is said."""
    field = asked(FieldKind.TABLE, columns=("年月", "总人数"))
    found = read(field, a_1_0="2024年3月", a_1_1="86", a_4_1="90", a_2_0=" ")
    assert table_rows(found.values["a"]) == (("2024年3月", "86"), ("", "90"))
    assert codes(read(field, a_0_0=Typed("1", "表!C9", formula=True))) == [Code.FIELD_FORMULA]
    assert [table_rows(words) for words in ("", "[5 人", "5", '[5, ["a"]]')] == [(), (), (), (("a",),)]
    assert read(field, a_x_0="?", a_1="?").values == {}


def test_required_fields_that_are_empty_are_named_not_refused() -> None:
    """They are asked for in the conformity check; a form of which nothing is filled is somebody else's."""
    fields = asked(required=True), asked(name="b", required=True), asked(name="c")
    found = read(*fields, a="示例")
    assert [(one.code, one.details["field"]) for one in found.missing] == [(Code.FIELD_MISSING, "B")]
    assert read(*fields).missing == ()
    assert read(asked(FieldKind.SEAL, required=True), a="x").values == {}


def test_a_field_of_two_forms_has_one_value() -> None:
    """The organisation stands in several forms: two that differ are shown to a person."""
    one, two = (Form(id=name, title=name, clause="1", fields=(asked(),)) for name in "fg")
    rules = replace(make.scheme(), forms=(one, two))
    same = {"f.a": Typed("示例", "1!C3"), "g.a": Typed("示例", "2!C3")}
    assert read_filled(rules, same).problems == ()
    (wrong,) = read_filled(rules, {**same, "g.a": Typed("另一个", "2!C3")}).problems
    assert (wrong.code, wrong.place, wrong.details["other"]) == (Code.FIELD_TWICE, "2!C3", "1!C3")


def test_every_field_of_the_sign_up_form_has_a_name() -> None:
    """附件2 of S1: 报名表 and 成果申报表 with every field of the source."""
    names = {key_of(form, one) for form in S1.forms for one in form.fields}
    assert {"sign-up-form.organisation", "sign-up-form.industry", "declaration-form.site"} <= names


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
def test_a_number_is_read_back_exactly(number: object) -> None:
    """However many zeros it is written with."""
    assert number_of(f"{number}") == number


@given(st.dates())
def test_a_day_is_read_back(day: object) -> None:
    """In the form that cells of a date have."""
    assert day_of(str(day)) == str(day) or str(day) < "1000"
