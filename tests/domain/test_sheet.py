"""A sheet: what an expert enters, what keeps it from being finished, what it belongs to."""

import pytest
from builders import (
    NINETY,
    application,
    criterion,
    entries,
    mark,
    marks,
    package,
    rubric,
    s1_rubric,
    s3_rubric,
)

from evaluator_app.domain.codes import Code
from evaluator_app.domain.marks import Abstained, Entry, NotApplicable
from evaluator_app.domain.rubric import RemarkField
from evaluator_app.domain.sheet import Marks, count_characters, findings, identity_of, recommendation_of


def found(given: Marks) -> list[tuple[Code, str]]:
    return [
        (one.code, one.details.get("criterion") or one.details["remark"])
        for one in findings(s1_rubric(), given)
    ]


def test_a_finished_sheet_has_no_findings() -> None:
    assert found(marks()) == []


def test_every_unmarked_criterion_and_missing_remark_is_a_finding() -> None:
    """T-10: a sheet without 亮点和不足 is not finished; all findings at once."""
    given = Marks(entries=entries({**NINETY, "a2": None, "c2": None}))
    assert found(given) == [(Code.UNMARKED, "a2"), (Code.UNMARKED, "c2"), (Code.REMARK_MISSING, "highlights")]


def test_a_criterion_without_any_entry_is_unmarked() -> None:
    assert len(found(Marks(remarks={"highlights": "亮点"}))) == 8


@pytest.mark.parametrize("blank", ["", " ", "\u3000\n"])
def test_a_remark_of_blanks_is_missing(blank: str) -> None:
    assert found(marks(highlights=blank)) == [(Code.REMARK_MISSING, "highlights")]


@pytest.mark.parametrize("kind", [NotApplicable, Abstained])
def test_a_mark_that_needs_a_reason_is_open_until_it_has_one(kind: type[NotApplicable | Abstained]) -> None:
    """semantics: a mark; the reason belongs to it."""
    assert found(marks().with_mark("a1", kind("不熟悉该行业"))) == []
    assert found(marks().with_mark("a1", kind(" "))) == [(Code.REASON_MISSING, "a1")]


@pytest.mark.parametrize(("limit", "length", "too_long"), [(5, 5, False), (5, 6, True), (0, 9999, False)])
def test_a_remark_may_have_as_many_characters_as_its_limit(
    limit: int, length: int, *, too_long: bool
) -> None:
    """D-11: the number itself is allowed; 0 is no limit."""
    sheet = rubric(criterion("a1"), remarks=(RemarkField(id="note", title="评语", max_characters=limit),))
    given = Marks(entries=entries({"a1": "9"}), remarks={"note": "字 \n" * length})
    problems = findings(sheet, given)
    assert [one.code for one in problems] == ([Code.REMARK_TOO_LONG] if too_long else [])
    if too_long:
        assert problems[0].details == {"remark": "note", "count": "6", "limit": "5"}


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("亮点和不足", 5), ("亮点 和\u3000不足\r\n\t", 5), ("𠮷野家", 3), ("a，b。", 4), ("9.5", 3)],
)
def test_characters_are_counted_without_white_space(text: str, count: int) -> None:
    """D-11: 字数, each Unicode character once."""
    assert count_characters(text) == count


@pytest.mark.parametrize("limit", [20, 300, 500, 800, 5000, 1000])
def test_the_limits_of_the_report_include_their_number(limit: int) -> None:
    """T-11: N characters are N, also with blanks and line breaks between them."""
    assert count_characters("字 " * limit + "\n") == limit
    assert count_characters("字" * (limit + 1)) == limit + 1


def test_marks_notes_and_remarks_change_one_thing_each() -> None:
    first = Marks().with_note("a1", "看过").with_mark("a1", mark("9")).with_remark("highlights", "亮点")
    assert first.entries == {"a1": Entry(mark("9"), "看过")}
    assert first.remarks == {"highlights": "亮点"}
    assert first.with_note("a1", "").entries["a1"] == Entry(mark("9"))
    assert first.entries["a1"].note == "看过"


def test_a_sheet_names_the_package_and_application_it_belongs_to() -> None:
    one = application("A-002", title="示例成果", intended_grade="标杆级")
    belongs = identity_of(package(application(), one), one, "saq-0005-2023")
    assert (belongs.application, belongs.title, belongs.intended_grade) == ("A-002", "示例成果", "标杆级")
    assert (belongs.package, belongs.package_revision, belongs.package_digest) == ("2024-test-1", 1, "c" * 64)
    assert (belongs.scheme, belongs.scheme_digest, belongs.protocol_digest) == (
        "saq-0005-2023",
        "a" * 64,
        "b" * 64,
    )
    assert belongs.fictitious


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("推荐", []),
        ("不推荐", []),
        ("", [Code.CHOICE_MISSING]),
        (" ", [Code.NOT_AN_OPTION]),
        ("待定", [Code.NOT_AN_OPTION]),
    ],
)
def test_a_recommendation_is_one_of_its_options(said: str, codes: list[Code]) -> None:
    """semantics: qualitative results; the sheet ends in 推荐 / 不推荐."""
    judged = Marks(entries=entries({"base": "o1", "plan": "o2"}), remarks={"recommendation": said})
    problems = findings(s3_rubric(), judged)
    assert [one.code for one in problems] == codes
    assert [one.details["options"] for one in problems] == ["推荐 / 不推荐"] * len(codes)
    assert recommendation_of(s3_rubric(), judged) == ("" if codes else said)


def test_a_choice_that_nobody_asks_for_may_stay_open() -> None:
    optional = RemarkField(id="site", title="现场", options=("去过", "没去过"))
    sheet = rubric(criterion("a1"), remarks=(optional,))
    assert findings(sheet, Marks(entries=entries({"a1": "9"}))) == ()
    assert recommendation_of(sheet, Marks(remarks={"site": "去过"})) == ""


def test_criteria_without_points_must_be_judged_too() -> None:
    found_codes = [one.code for one in findings(s3_rubric(), Marks(entries=entries({"base": "o1"})))]
    assert found_codes == [Code.UNMARKED, Code.CHOICE_MISSING]
