"""D-11: sections of a report found by their headings; characters count, white space and headings do not."""

from shipped import shipped

from evaluator_app.domain.report_sections import section_lengths

SECTIONS = next(one.sections for one in shipped("saq-0005-2023").documents if one.sections)


def lengths(*paragraphs: str) -> dict[str, int]:
    return dict(section_lengths(SECTIONS, paragraphs))


def test_a_section_goes_from_its_heading_to_the_next() -> None:
    assert lengths("封面", "1、成果名称", "示例 成果", "2、组织概况", "甲乙", "丙\n丁", "表格里的字") == {
        "name": 4,
        "organisation": 9,
    }


def test_headings_are_known_with_any_numbering_and_with_their_limit() -> None:
    assert lengths(
        "成果名称（20 字以内）", "甲", "二、组织概况(300字以内)", "乙乙", "（三）现场概况", "丙丙丙"
    ) == {
        "name": 1,
        "organisation": 2,
        "site": 3,
    }


def test_words_behind_the_heading_in_its_line_count() -> None:
    assert lengths("1、成果名称：示例成果", "4. 实施背景（800字以内）: 甲") == {"name": 4, "background": 1}


def test_a_sentence_that_begins_with_the_words_is_no_heading() -> None:
    assert lengths("1、成果名称", "实施成效显著的示例") == {"name": 9}


def test_a_table_of_contents_does_not_shorten_a_section() -> None:
    assert lengths("成果名称", "组织概况", "成果名称", "示例", "组织概况", "示例示例", "成果名称", "示") == {
        "name": 2,
        "organisation": 4,
    }


def test_without_headings_nothing_is_counted() -> None:
    assert lengths("示例", "示例") == {}
