"""Finding words whatever their width, case and line breaks; PDFs that stand for Word documents."""

import pytest
from builders import document
from hypothesis import given
from hypothesis import strategies as st

from evaluator_app.domain.application import Document
from evaluator_app.domain.finding import excerpt, find_spans, squeezed
from evaluator_app.domain.media import PDF, WORD, is_viewable, media_of
from evaluator_app.domain.renditions import rendition_of, stem


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("安灯平均\n响应", "平均响应", ["平均\n响应"]),
        ("ＡＢＣ abc", "abc", ["ＡＢＣ", "abc"]),
        ("Cycle  time", "cycle TIME", ["Cycle  time"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("ﬁne", "fine", ["ﬁne"]),
        ("soft\xadhyphen", "softhyphen", ["soft\xadhyphen"]),
        ("words", "", []),
        ("words", " \n", []),
        ("words", "other", []),
    ],
)
def test_words_are_found_as_people_mean_them(text: str, words: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in find_spans(text, words)] == found


@given(st.text(), st.text(min_size=1, max_size=3))
def test_every_span_holds_the_words(text: str, words: str) -> None:
    for start, end in find_spans(text, words):
        assert squeezed(words) in squeezed(text[start:end])


def test_an_excerpt_is_one_line_around_the_words() -> None:
    text = "a" * 100 + "\nhere\n" + "b" * 100
    (span,) = find_spans(text, "here")
    assert excerpt(text, span) == "…" + "a" * 39 + " here " + "b" * 39 + "…"


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("现场管理创新成果报告（Word 原稿）", "现场管理创新成果报告（PDF）"),
        ("报告.docx", "报告.pdf"),
        ("报告.docx", "报告（盖章扫描件）.pdf"),
    ],
)
def test_a_word_document_has_its_pdf(title: str, other: str) -> None:
    original, pdf = document("d", title=title, media=WORD), document("p", title=other, media=PDF)
    assert rendition_of(original, (original, pdf)) is pdf
    assert rendition_of(pdf, (original, pdf)) is None


@pytest.mark.parametrize(("title", "other"), [("报告（一）.docx", "报告（二）.pdf"), ("a", "b"), ("", "")])
def test_another_document_is_no_rendition(title: str, other: str) -> None:
    original: Document = document("d", title=title, media=WORD)
    assert rendition_of(original, (document("p", title=other, media=PDF),)) is None
    assert stem("报告（一）.docx") == "报告(一)"


@pytest.mark.parametrize(
    "name", ["a.pdf", "a.DOCX", "a.docm", "a.xlsx", "a.xlsm", "a.txt", "a.csv", "a.md", "a.jpg"]
)
def test_what_the_viewer_shows(name: str) -> None:
    assert is_viewable(media_of(name))


@pytest.mark.parametrize("name", ["a.doc", "a.xls", "a.wps", "a.ofd", "a.rar", "a", "a.exe"])
def test_what_the_viewer_does_not_show(name: str) -> None:
    assert not is_viewable(media_of(name))
