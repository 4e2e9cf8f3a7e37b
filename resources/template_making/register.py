"""Letters of the register: the notice on a certificate, the release of results, the promotion summary."""

from template_making.letter import HEAD, control, heading, letter, line, paragraph, saved, signed_by, table


def certificate_notice() -> bytes:
    """Tells a holder that a grade was lowered or withdrawn, or a certificate revoked."""
    word = letter("通知书")
    heading(word, "{{ outcome }}通知书")
    line(word, "{{ organisation }}：")
    paragraph(
        word,
        "你单位{{ site }}持有的{{ title }}（编号：{{ number }}，评价结果：{{ result }}，"
        "有效期至{{ until }}），因下列情形：",
    )
    control(word, "for one in causes")
    paragraph(word, "{{ loop.index }}. {{ one }}{% if loop.last %}。{% else %}；{% endif %}")
    control(word, "endfor")
    paragraph(
        word,
        "发生日期为{{ occurred }}。依据《{{ scheme }}》{{ clause }}，"
        "经{{ confirmed_by }}确认（{{ paper }}），"
        "自{{ decided }}起，{{ outcome }}{% if grade %}，降为{{ grade }}{% endif %}。",
    )
    control(word, "if days")
    paragraph(
        word,
        "请在收到本通知书之日起{{ days }}日内（自收到的次日起算，最后一日遇法定节假日顺延）"
        "将原评价证书退回{{ office }}{% if grade %}，换发相应的评价证书{% endif %}。{{ otherwise }}",
    )
    control(word, "endif")
    signed_by(word, "{{ office }}", "{{ today }}")
    line(word, "签收人：＿＿＿＿＿＿  收到日期：＿＿＿＿年＿＿月＿＿日")
    return saved(word)


def results_release() -> bytes:
    """The results of a campaign in official form, by field and grade."""
    word = letter("评价结果")
    heading(word, "关于发布“{{ campaign }}”结果的公告")
    paragraph(word, "{{ text }}")
    paragraph(
        word,
        "经审定，现公开发布“{{ campaign }}”结果，共{{ count }}项"
        "{% for one in totals %}{% if loop.first %}，其中{% else %}、{% endif %}"
        "{{ one.grade }}{{ one.count }}项{% endfor %}（详见附表）。",
    )
    paragraph(word, "评价工作接受社会监督，对结果有异议或发现违反规定情形的，可向{{ sender }}反映。")
    signed_by(word, "{{ sender }}", "{{ today }}")
    one = paragraph(word, "附表：结果名单", HEAD)
    one.paragraph_format.page_break_before = True
    table(
        word,
        (1.1, 2.2, 1.8, 4.6, 3.5, 3.2),
        ("序号", "领域", "等级", "单位名称", "现场（成果）名称", "证书编号"),
        (
            "{{ loop.index }}",
            "{{ one.field }}",
            "{{ one.grade }}",
            "{{ one.organisation }}",
            "{{ one.site }}{% if one.title %}：{{ one.title }}{% endif %}",
            "{{ one.number }}",
        ),
    )
    return saved(word)


def promotion_summary() -> bytes:
    """Good practice, cases and experience of the campaign, section by section."""
    word = letter("宣传与推广材料")
    heading(word, "“{{ campaign }}”宣传与推广材料")
    control(word, "if text")
    paragraph(word, "{{ text }}")
    control(word, "endif")
    control(word, "for section in sections")
    paragraph(word, "{{ loop.index }}. {{ section.title }}", HEAD)
    control(word, "for one in section.entries")
    paragraph(
        word, "{{ one.organisation }}（{{ one.site }}）{% if one.grade %}｜{{ one.grade }}{% endif %}", HEAD
    )
    control(word, "if one.words")
    paragraph(word, "{{ one.words }}")
    control(word, "endif")
    control(word, "if one.file")
    paragraph(word, "（附件：{{ one.file }}）")
    control(word, "endif")
    control(word, "endfor")
    control(word, "if not section.entries")
    paragraph(word, "（暂无）")
    control(word, "endif")
    control(word, "endfor")
    control(word, "if channels")
    paragraph(
        word, "推广渠道：{% for one in channels %}{{ one }}{% if not loop.last %}、{% endif %}{% endfor %}。"
    )
    control(word, "endif")
    signed_by(word, "{{ sender }}", "{{ today }}")
    return saved(word)
