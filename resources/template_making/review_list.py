"""The letter with the list of applications that passed the conformity check and enter the review."""

from docx.enum.text import WD_BREAK

from template_making.letter import control, heading, letter, line, paragraph, saved, signed_by, table


def review_list() -> bytes:
    """Title, whom it is for, how the check went, sender and day; the list on its own page."""
    word = letter("进入评审名单")
    heading(word, "关于“{{ scheme }}”形式审查结果及进入评审名单的通知")
    control(word, "if to")
    line(word, "{{ to }}：")
    control(word, "endif")
    paragraph(
        word,
        "依据{{ standard }}及有关申报要求，我们对{{ total }}项申报材料进行了形式审查。经审查，"
        "{{ entering }}项符合要求，进入评审"
        "{% if not_met %}；{{ not_met }}项不符合要求，暂不进入评审{% endif %}"
        "{% if to_judge %}；{{ to_judge }}项尚有待认定事项，审查结论另行通知{% endif %}。",
    )
    control(word, "if rows")
    paragraph(word, "进入评审的名单见附表。特此通知。")
    paragraph(word, "附表：进入评审名单")
    control(word, "else")
    paragraph(word, "特此通知。")
    control(word, "endif")
    signed_by(word, "{{ sender }}", "{{ year }}年{{ month }}月{{ day }}日")
    control(word, "if rows")
    line(word, "").add_run().add_break(WD_BREAK.PAGE)
    line(word, "附表")
    heading(word, "进入评审名单")
    table(
        word,
        (1.2, 2.6, 4.6, 4.8, 2.4),
        ("序号", "申报编号", "申报单位", "申报项目", "申报等级"),
        (
            "{{ loop.index }}",
            "{{ one.application }}",
            "{{ one.organisation }}",
            "{{ one.site }}{% if one.title %}《{{ one.title }}》{% endif %}",
            "{{ one.grade }}",
        ),
    )
    control(word, "endif")
    return saved(word)
