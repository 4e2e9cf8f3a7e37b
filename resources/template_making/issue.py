"""The letter that goes out with a package: what it holds, until when, and what to check on receipt."""

from docx.enum.text import WD_BREAK

from template_making.letter import control, heading, letter, line, paragraph, saved, signed_by, table

_CHECKS = (
    "□ 资料包文件名“{{ file }}”、程序显示的校验码“{{ code }}”与本函一致；不一致的不得使用，请即告秘书处。",
    "□ 在程序中导入资料包，核对附表所列申报与材料份数。",
    "□ 阅读并签署保密承诺；逐项申报利害关系，应当回避的如实申报。",
    "□ 逐项评分并写明依据，全部完成后签名，导出评分表与回传文件。",
    "□ 将回传文件交秘书处；评审资料不得复制、外传，评审结束后按要求清除。",
)


def package_letter() -> bytes:
    """Whom it is for, the package, the days, a checklist, sender and day; the applications on a page."""
    word = letter("评审资料移交函")
    heading(word, "关于移交“{{ campaign }}”评审资料的函")
    line(word, "{{ experts }}：")
    paragraph(
        word,
        "现将“{{ campaign }}”{{ stage }}评审资料包移交{% if several %}各位{% else %}您{% endif %}。"
        "资料包编号{{ package }}，第{{ revision }}版，共{{ count }}个申报"
        "{% if sealed %}，内容已加密，须用本人身份打开{% endif %}。"
        "评审依据为{{ standard }}《{{ scheme }}》。",
    )
    control(word, "if revision > 1")
    paragraph(word, "本版替代此前各版；按此前各版已作的评分，导入时由程序对照提示，请逐项核对后确认。")
    control(word, "endif")
    control(word, "if due")
    paragraph(word, "请于{{ due }}前完成评分并交回。")
    control(word, "endif")
    paragraph(word, "收到后请逐项核对：")
    for words in _CHECKS:
        paragraph(word, words)
    paragraph(word, "附表：申报清单")
    signed_by(word, "{{ sender }}", "{{ year }}年{{ month }}月{{ day }}日")
    line(word, "").add_run().add_break(WD_BREAK.PAGE)
    line(word, "附表")
    heading(word, "申报清单")
    table(
        word,
        (1.1, 3.2, 6.0, 3.9, 1.6),
        ("序号", "申报编号", "申报单位", "现场（项目）", "材料份数"),
        (
            "{{ loop.index }}",
            "{{ one.id }}",
            "{{ one.organisation }}",
            "{{ one.title or one.site }}",
            "{{ one.documents }}",
        ),
    )
    return saved(word)
