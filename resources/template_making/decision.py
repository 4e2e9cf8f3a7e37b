"""What the committee's decision is told with: minutes, the list of results, feedback to an applicant."""

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

_DAY = "{{ year }}年{{ month }}月{{ day }}日"


def decision_minutes() -> bytes:
    """Day, chair, members, results, decisions that differ with reasons, lines to sign, all as a table."""
    word = letter("评价结果审定会会议纪要")
    heading(word, "{{ campaign }}\n评价结果审定会会议纪要")
    for words in (
        f"会议时间：{_DAY}",
        "主 持 人：{{ chair }}",
        "出席委员：{{ members }}（共{{ member_count }}人）",
        "记 录 人：{{ clerk }}",
    ):
        line(word, words)
    paragraph(word, "一、审定情况", HEAD)
    paragraph(
        word,
        "会议依据{{ standard }}《{{ scheme }}》，听取评价评审组评价意见与结果建议的汇报，"
        "对{{ count }}个申报的评价结果进行了审定。",
    )
    paragraph(word, "二、审定结果", HEAD)
    control(word, "for one in groups")
    paragraph(word, "{{ one.title }}：{{ one.count }}个。")
    control(word, "endfor")
    paragraph(word, "三、与建议不一致的审定及理由", HEAD)
    control(word, "for one in changed")
    paragraph(
        word,
        "{{ loop.index }}．{{ one.organisation }}“{{ one.site }}”（{{ one.application }}）："
        "建议{{ one.proposed }}，审定为{{ one.decided }}。理由：{{ one.reason }}",
    )
    control(word, "endfor")
    control(word, "if not changed")
    paragraph(word, "无。")
    control(word, "endif")
    _signatures(word)
    line(word, "").add_run().add_break(WD_BREAK.PAGE)
    line(word, "附表")
    heading(word, "评价结果审定情况表")
    table(
        word,
        (1.1, 2.4, 4.4, 3.1, 2.2, 2.6),
        ("序号", "申报编号", "申报单位", "现场（成果）", "建议", "审定结果"),
        (
            "{{ loop.index }}",
            "{{ one.application }}",
            "{{ one.organisation }}",
            "{{ one.subject }}",
            "{{ one.proposed }}",
            "{{ one.decided }}",
        ),
    )
    return saved(word)


def _signatures(word: Document) -> None:
    paragraph(word, "出席委员（签字）：", HEAD)
    control(word, "for one in signers")
    paragraph(word, "{{ one }}：____________________")
    control(word, "endfor")
    signed_by(word, _DAY)


def result_list() -> bytes:
    """The results by field and level, as they are published."""
    word = letter("评价结果名单")
    control(word, "for one in banners")
    line(word, "【{{ one }}】")
    control(word, "endfor")
    heading(word, "{{ campaign }}\n评价结果名单")
    paragraph(
        word,
        "依据{{ standard }}《{{ scheme }}》，经评审、审定，“{{ campaign }}”共评出{{ summary }}，名单如下。",
    )
    signed_by(word, "{{ sender }}", _DAY)
    line(word, "").add_run().add_break(WD_BREAK.PAGE)
    table(
        word,
        (1.1, 1.9, 3.0, 4.6, 5.2),
        ("序号", "等级", "领域", "申报单位", "现场（成果）"),
        (
            "{{ loop.index }}",
            "{{ one.level }}",
            "{{ one.field }}",
            "{{ one.organisation }}",
            "{{ one.subject }}",
        ),
    )
    return saved(word)


def applicant_feedback() -> bytes:
    """Result, means by criterion, strong and weak points, the experts' words; nobody is named."""
    word = letter("评价结果反馈报告")
    heading(word, "评价结果反馈报告")
    line(word, "致{{ organisation }}：")
    paragraph(
        word,
        "贵单位在“{{ campaign }}”中申报的“{{ site }}”{% if title %}《{{ title }}》{% endif %}"
        "（申报编号：{{ application }}）已完成评价。现将结果与评审组意见反馈如下，供改进参考。",
    )
    paragraph(word, "一、评价结果", HEAD)
    paragraph(
        word, "审定结果：{{ decided }}{% if score %}；得分：{{ score }}（满分{{ maximum }}）{% endif %}。"
    )
    _points(word, "二、相对优势", "strong")
    _points(word, "三、改进方向", "weak")
    paragraph(word, "四、评审意见摘要", HEAD)
    control(word, "for group in remarks")
    paragraph(word, "{{ group.title }}")
    control(word, "for words in group.words")
    paragraph(word, "（{{ loop.index }}）{{ words }}")
    control(word, "endfor")
    control(word, "endfor")
    control(word, "if not remarks")
    paragraph(word, "无。")
    control(word, "endif")
    paragraph(word, "各评分项平均情况见附表。本报告仅供贵单位改进使用。")
    signed_by(word, "{{ sender }}", _DAY)
    line(word, "").add_run().add_break(WD_BREAK.PAGE)
    line(word, "附表")
    heading(word, "各评分项平均情况")
    table(
        word,
        (3.0, 3.4, 1.7, 2.2, 5.5),
        ("评价项目", "评价维度", "满分", "平均", "评审意见"),
        (
            "{{ one.section }}",
            "{{ one.criterion }}",
            "{{ one.maximum }}",
            "{{ one.mean }}",
            "{{ one.notes }}",
        ),
    )
    return saved(word)


def _points(word: Document, title: str, name: str) -> None:
    """Criteria that stand out, none where all are alike or there are no points."""
    paragraph(word, title, HEAD)
    control(word, f"for one in {name}")
    paragraph(
        word, "{{ one.section }}—{{ one.criterion }}：平均{{ one.mean }}分，为满分的{{ one.percent }}%。"
    )
    control(word, "endfor")
    control(word, f"if not {name}")
    paragraph(
        word, "{% if pointed %}各项之间无明显差别。{% else %}本项评价不计分，见附表与评审意见。{% endif %}"
    )
    control(word, "endif")
