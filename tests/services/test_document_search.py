"""Searching all documents of an application, a little at a time (expert desk: Documents)."""

from pathlib import Path

from document_builders import of_file, pdf, word, workbook

from evaluator_app.domain.application import Document
from evaluator_app.services.document_search import (
    MAX_IN_DOCUMENT,
    DocumentSearch,
    Found,
    Piece,
    TextCache,
    find_in_rendition,
)


def entries(folder: Path) -> list[tuple[Document, Path]]:
    """One document of each kind, and one that cannot be read."""
    (folder / "a.txt").write_text("first line\nandon here\n", encoding="utf-8")
    (folder / "old.doc").write_bytes(b"old")
    paths = [
        pdf(folder / "a.pdf", "first", "the andon answers"),
        word(folder / "a.docx", "first", "Andon again"),
        workbook(folder / "a.xlsx", {"S1": [["x"]], "S2": [["x", "ANDON"]]}),
        folder / "a.txt",
        folder / "old.doc",
    ]
    return [(of_file(path), path) for path in paths]


def search(found: DocumentSearch) -> list[Found]:
    """Everything a search finds."""
    all_found: list[Found] = []
    while True:
        progress = found.step(0.001)
        all_found += progress.found
        if progress.finished:
            assert progress.searched == progress.total
            return all_found


def test_each_kind_of_document_is_searched_and_says_where(tmp_path: Path) -> None:
    found = search(DocumentSearch(entries(tmp_path), "andon", TextCache()))
    assert [(one.document.title, one.page, one.place) for one in found] == [
        ("a.pdf", 1, ""),
        ("a.docx", None, "¶2"),
        ("a.xlsx", None, "S2!B1"),
        ("a.txt", None, "¶2"),
    ]
    assert found[0].excerpt == "the andon answers"


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    found = DocumentSearch(entries(tmp_path), "nothing", TextCache())
    progress = found.step(60)
    assert progress.finished
    assert progress.unread == ("old.doc",)


def test_a_second_search_needs_no_file(tmp_path: Path) -> None:
    texts, documents = TextCache(), entries(tmp_path)[:4]
    first = search(DocumentSearch(documents, "andon", texts))
    for _, path in documents:
        path.unlink()
    assert search(DocumentSearch(documents, "andon", texts)) == first


def test_a_search_that_is_given_up_closes_its_document(tmp_path: Path) -> None:
    given_up = DocumentSearch(entries(tmp_path), "andon", TextCache())
    given_up.step(0)
    given_up.close()
    assert given_up.step().finished


def test_one_document_does_not_drown_the_others(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("andon\n" * 5_000, encoding="utf-8")
    documents = [(of_file(tmp_path / "b.txt"), tmp_path / "b.txt"), *entries(tmp_path)[:1]]
    found = search(DocumentSearch(documents, "andon", TextCache()))
    assert len(found) == MAX_IN_DOCUMENT + 1


def test_kept_texts_are_bounded() -> None:
    texts, large = TextCache(), (Piece(0, "", "x" * 6_000_000),)
    for name in "abc":
        texts.keep(name, large)
    assert [texts.get(name) is not None for name in "abc"] == [False, True, True]


def test_words_of_a_word_document_are_found_on_a_page_of_its_pdf(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", "first", "station OP40\nfell from 11.4 to 3.2")
    hit = find_in_rendition(path, of_file(path), "fell from 11.4 to 3.2\nwords that are elsewhere")
    assert hit is not None
    assert hit.page == 1
    assert find_in_rendition(path, of_file(path), "nowhere") is None
