"""Word templates of the secretariat: filled in as text, faults told, nothing run."""

import io
import zipfile
from pathlib import Path

import docx
import pytest

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused
from evaluator_app.exchange.word_template import filled


def template(folder: Path, *paragraphs: str) -> Path:
    """A Word document with these paragraphs."""
    document = docx.Document()
    for words in paragraphs:
        document.add_paragraph(words)
    document.save(str(folder / "letter.docx"))
    return folder / "letter.docx"


def said(data: bytes) -> list[str]:
    """The paragraphs of a Word document."""
    return [one.text for one in docx.Document(io.BytesIO(data)).paragraphs if one.text]


def test_names_and_loops_are_filled_in_as_text(tmp_path: Path) -> None:
    """What an applicant is called is text, whatever it looks like."""
    path = template(tmp_path, "致{{ unit }}：", "{%p for one in papers %}", "· {{ one }}", "{%p endfor %}")
    out = filled(path, {"unit": "<w:p/>&{{ 7*7 }}公司", "papers": ["申报表", "报告"]})
    assert said(out) == ["致<w:p/>&{{ 7*7 }}公司：", "· 申报表", "· 报告"]


@pytest.mark.parametrize(
    "words",
    [
        "{{ nobody }}",
        "{{ unit",
        "{{ unit.__class__.__mro__ }}",
        "{% import 'os' as os %}",
        "{{ [].append(1) }}{{ x }}",
    ],
)
def test_a_template_that_asks_for_what_is_not_there_is_refused(tmp_path: Path, words: str) -> None:
    """A misspelt name leaves no hole in a certificate, and a template reaches nothing of the program."""
    with pytest.raises(Refused) as caught:
        filled(template(tmp_path, words), {"unit": "示例"})
    assert [one.code for one in caught.value.problems] == [Code.TEMPLATE_INVALID]


def test_what_is_no_word_document_is_refused(tmp_path: Path) -> None:
    """Neither a text nor a workbook of another program, nor a document with macros."""
    for data in (b"", b"not a zip"):
        (tmp_path / "x.docx").write_bytes(data)
        with pytest.raises(Refused, match=Code.TEMPLATE_INVALID):
            filled(tmp_path / "x.docx", {})
    path = template(tmp_path, "x")
    with zipfile.ZipFile(path, "a") as parts:
        parts.writestr("word/vbaProject.bin", b"x")
    with pytest.raises(Refused, match=Code.TEMPLATE_INVALID):
        filled(path, {})
