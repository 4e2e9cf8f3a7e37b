"""The letter that tells an applicant the result of the conformity check."""

from docx.document import Document
from docx.enum.text import WD_BREAK

from template_making.letter import (
    HEAD,
    control,
    heading,
    letter,
    line,
    paragraph,
    saved,
    signed_by,
    table,
)

_RESULT = (
    '{% if one.result == "met" %}符合{% elif one.result == "not_met" %}不符合'
    '{% elif one.result == "not_needed" %}不适用{% else %}待认定{% endif %}'
)


def conformity_notice() -> bytes:
    """Title, applicant, result, what to mend, sender and day; all findings as a table on its own page."""
    word = letter("形式审查结果通知")
    heading(word, "关于“{{ scheme }}”申报材料形式审查结果的通知")
    line(word, "致{{ organisation }}：")
    paragraph(
        word,
        "贵单位申报的“{{ site }}”{% if title %}《{{ title }}》{% endif %}（申报编号：{{ application }}）"
        "材料收悉。依据{{ standard }}及有关申报要求，我们对申报材料进行了形式审查，现将结果通知如下。",
    )
    _conclusion(word)
    _open_points(word)
    paragraph(word, "各项审查情况见附表。特此通知。")
    paragraph(word, "附表：形式审查情况表")
    signed_by(word, "{{ sender }}", "{{ year }}年{{ month }}月{{ day }}日")
    line(word, "").add_run().add_break(WD_BREAK.PAGE)
    line(word, "附表")
    heading(word, "形式审查情况表")
    _findings(word)
    return saved(word)


def _conclusion(word: Document) -> None:
    paragraph(word, "一、审查结论", HEAD)
    control(word, 'if result == "met"')
    paragraph(word, "经审查，申报材料符合要求，通过形式审查，进入评审。")
    control(word, 'elif result == "not_met"')
    paragraph(word, "经审查，申报材料有{{ not_met }}项不符合要求，未通过形式审查，暂不进入评审。")
    control(word, "else")
    paragraph(word, "经审查，申报材料尚有{{ to_judge }}项有待认定，审查结论另行通知。")
    control(word, "endif")


def _open_points(word: Document) -> None:
    control(word, "if open")
    paragraph(word, "二、需说明或补正的事项", HEAD)
    control(word, "for one in open")
    paragraph(
        word,
        "{{ loop.index }}．{{ one.text }}（{{ one.clause }}）："
        + _RESULT
        + "{% if one.wanted %}；要求：{{ one.wanted }}{% endif %}"
        "{% if one.found %}；实际：{{ one.found }}{% endif %}"
        "{% if one.reason %}。{{ one.reason }}{% endif %}",
    )
    control(word, "endfor")
    control(word, "if until")
    paragraph(word, "请于{{ until }}前补正有关材料或书面说明情况；逾期未答复的，按现有材料认定。")
    control(word, "endif")
    control(word, "endif")


def _findings(word: Document) -> None:
    table(
        word,
        (1.1, 5.3, 2.6, 2.4, 2.4, 1.8),
        ("序号", "审查内容", "依据", "要求", "实际情况", "结果"),
        (
            "{{ loop.index }}",
            "{{ one.text }}",
            "{{ one.clause }}",
            "{{ one.wanted }}",
            "{{ one.found }}{% if one.reason %}（{{ one.reason }}）{% endif %}",
            _RESULT,
        ),
    )
