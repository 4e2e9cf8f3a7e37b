"""Word documents: what they say, their tables and pictures, and hostile files."""

from pathlib import Path

import pytest
from document_builders import OLE, fate, flow_of, part, png, with_parts, word, workbook

from evaluator_app.domain.codes import Code
from evaluator_app.exchange.html_cleaning import cleaned

DOCUMENT = "word/document.xml"


def test_paragraphs_tables_and_pictures_are_shown(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", "现场管理", "第二段", picture=png(), rows=[["节拍", "96 秒"]])
    flow = flow_of(path)
    assert flow.paragraphs == ("现场管理", "第二段", "节拍", "96 秒")
    assert "<td><p>节拍</p></td>" in flow.html
    assert [(one.width, one.height) for one in flow.pictures.values()] == [(40, 20)]
    assert '<img src="picture-1">' in flow.html


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        '<img src="http://192.0.2.1/track.png">',
        '<img src="file:///etc/passwd">',
        "<style>p {}</style>",
        '<iframe src="x"></iframe>',
        '<object data="x"></object>',
    ],
)
def test_nothing_foreign_survives(html: str) -> None:
    assert cleaned(f"<p>a</p>{html}", set()) == ("<p>a</p>", ("a",))


def test_links_lose_their_address_and_keep_their_words() -> None:
    assert cleaned('<p onclick="x"><a href="javascript:x">words &lt;b&gt;</a></p>', set()) == (
        "<p>words &lt;b&gt;</p>",
        ("words <b>",),
    )


def test_merged_cells_stay_merged_within_reason() -> None:
    html, _ = cleaned('<table><tr><td colspan="2" rowspan="99999" style="x">a</td></tr></table>', set())
    assert '<td colspan="2" rowspan="100">a</td>' in html


def test_a_word_document_with_macros_shows_what_it_says(tmp_path: Path) -> None:
    path = with_parts(word(tmp_path / "a.docx", "words"), {"word/vbaProject.bin": b"macro"})
    assert flow_of(path.rename(tmp_path / "a.docm")).paragraphs == ("words",)


def test_a_picture_that_cannot_be_drawn_is_left_out(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", "words", picture=png())
    flow = flow_of(with_parts(path, {"word/media/image1.png": b"no picture"}))
    assert flow.paragraphs == ("words",)
    assert not flow.pictures
    assert "<img" not in flow.html


def entities(path: Path) -> bytes:
    """The document's XML with an entity that grows."""
    lines = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    text = part(path, DOCUMENT).decode()
    head, _, body = text.partition("?>")
    return f'{head}?><!DOCTYPE d [<!ENTITY e0 "ha">{lines}]>{body.replace("words", "&e11;")}'.encode()


def nested(path: Path) -> bytes:
    """Tables in tables in tables."""
    deep = "<w:tbl><w:tr><w:tc>" * 200 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 200
    return part(path, DOCUMENT).decode().replace("<w:body>", f"<w:body>{deep}").encode()


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (entities, Code.DOCUMENT_DAMAGED),
        (nested, Code.DOCUMENT_DAMAGED),
        (lambda path: part(path, DOCUMENT).decode().encode("utf-16"), Code.DOCUMENT_DAMAGED),
        (lambda path: part(path, DOCUMENT)[:300], Code.DOCUMENT_DAMAGED),
        (lambda _: b"<a/>", Code.DOCUMENT_DAMAGED),
        (lambda _: b"<a>" + b"<b/>" * 500_000 + b"</a>", Code.DOCUMENT_TOO_LARGE),
        (lambda _: b" " * (65 << 20), Code.DOCUMENT_TOO_LARGE),
    ],
    ids=["entities", "nested", "utf-16", "cut", "other", "elements", "bomb"],
)
def test_hostile_word_documents_are_refused(tmp_path: Path, spoil: object, code: Code) -> None:
    path = word(tmp_path / "a.docx", "words")
    assert callable(spoil)
    assert fate(with_parts(path, {DOCUMENT: spoil(path)})) == code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 99, Code.DOCUMENT_ENCRYPTED),
        (OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le"), Code.DOCUMENT_MISLABELLED),
        (b"%PDF-1.7", Code.DOCUMENT_MISLABELLED),
        (b"PK\3\4 cut", Code.DOCUMENT_DAMAGED),
        (b"", Code.DOCUMENT_DAMAGED),
    ],
    ids=["password", "old", "pdf", "cut", "empty"],
)
@pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
def test_what_is_no_office_file_is_refused_with_the_reason(
    tmp_path: Path, name: str, data: bytes, code: Code
) -> None:
    (tmp_path / name).write_bytes(data)
    assert fate(tmp_path / name) == code


def test_a_workbook_named_docx_says_so(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [["a"]]})
    assert fate(path.rename(tmp_path / "b.docx")) == Code.DOCUMENT_MISLABELLED
    path = word(tmp_path / "c.docx", "a")
    assert fate(path.rename(tmp_path / "c.xlsx")) == Code.DOCUMENT_MISLABELLED


@pytest.mark.parametrize("name", ["a.doc", "a.xls", "a.wps", "a.ofd", "a.rar"])
def test_old_and_foreign_kinds_are_named(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(OLE)
    assert fate(tmp_path / name) == Code.DOCUMENT_UNSUPPORTED
