"""Documents that come with a form: their kinds by their names, what is new, what becomes a PDF."""

from collections.abc import Sequence

import pytest
from form_builders import S1, S3, loaded

from evaluator_app.domain.codes import Code
from evaluator_app.domain.incoming_documents import (
    DocumentArrival,
    DocumentChange,
    IncomingDocument,
    KnownDocument,
    document_findings,
    kind_of,
    missing_kinds,
    sort_documents,
)
from evaluator_app.domain.requirements import DocumentKind

KINDS = (
    DocumentKind(id="report", title="现场管理创新成果报告", required=True),
    DocumentKind(id="honours", title="相关荣誉", aliases=("荣誉证书",)),
)


def came(name: str, sha256: str = "1") -> IncomingDocument:
    """A document that came."""
    return IncomingDocument(source=f"/in/{name}", name=name, size=3, sha256=sha256)


def had(name: str, sha256: str = "1", made_from: str = "") -> KnownDocument:
    """A document that was there."""
    return KnownDocument(name=name, sha256=sha256, made_from=made_from)


def sort(names: Sequence[IncomingDocument], *known: KnownDocument) -> tuple[DocumentChange, ...]:
    """What is to be done."""
    return sort_documents(names, known, KINDS)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("现场管理创新成果报告.pdf", "innovation-report"),
        ("1、现场管理创新成果报告（终稿）.docx", "innovation-report"),
        ("创新成果报告.docx", "innovation-report"),
        ("相关荣誉/2023 年.jpg", "honours"),
        ("第三方满意度测评报告2023.pdf", "satisfaction-report"),
        ("innovation-report.pdf", "innovation-report"),
        ("报告.pdf", ""),
        ("评价报告.pdf", ""),  # of three kinds, nobody knows which
        ("照片/IMG_001.jpg", ""),
        ("现场管理第一方评价报告与现场管理第二方评价报告.pdf", ""),
        ("说明", ""),
    ],
)
def test_a_document_is_known_by_its_name_or_its_folder(name: str, kind: str) -> None:
    """The kinds of S1 (附件3), by title, by part of it, and not at all where it could be several."""
    assert kind_of(name, loaded(S1).scheme.documents) == kind


def test_the_other_names_of_the_source_count() -> None:
    """S3-34, D-17: the work plan has three names."""
    kinds = loaded(S3).scheme.documents
    names = (
        "智能工厂评估诊断服务第三方质量监督工作方案.doc",
        "智能工厂评估诊断质量监督第三方机构工作方案.pdf",
    )
    assert {kind_of(one, kinds) for one in names} == {"work-plan"}


def test_new_changed_and_same() -> None:
    """By name and digest; what somebody said of a document's kind stays."""
    known = (KnownDocument(name="b.pdf", sha256="1", kind="honours"), had("c.pdf"))
    found = sort([came("a.pdf"), came("b.pdf", "2"), came("c.pdf")], *known)
    assert [one.arrival for one in found] == [
        DocumentArrival.NEW,
        DocumentArrival.CHANGED,
        DocumentArrival.SAME,
    ]
    assert [one.kind for one in found] == ["", "honours", ""]
    assert [one.changes for one in found] == [True, True, False]


def test_office_documents_become_pdfs_where_there_is_none() -> None:
    """Not beside a PDF of the same title; again only when the original changes."""
    assert [one.rendition for one in sort([came("a.docx"), came("图.png")])] == ["a.pdf", ""]
    assert [one.rendition for one in sort([came("a.wps"), came("a.pdf")])] == ["", ""]
    assert [one.rendition for one in sort([came("a.pptx")], had("a.pdf"))] == [""]
    own = had("a.pdf", made_from="a.docx")
    assert [one.rendition for one in sort([came("a.docx")], had("a.docx"), own)] == [""]
    assert [one.rendition for one in sort([came("a.docx", "2")], had("a.docx"), own)] == ["a.pdf"]
    assert [one.rendition for one in sort([came("a.doc"), came("a.docx")])] == ["a.pdf", ""]
    hopeless = KnownDocument(name="a.docx", sha256="1", no_pdf=True)
    assert [one.rendition for one in sort([came("a.docx")], hopeless)] == [""]
    assert [one.rendition for one in sort([came("a.docx", "2")], hopeless)] == ["a.pdf"]
    (again,) = sort([came("a.docx")], had("a.docx"))
    assert (again.rendition, again.written, again.changes) == ("a.pdf", False, True)


def test_what_no_viewer_can_show_is_a_finding() -> None:
    """A PDF beside it, or one to be made, mends it; macros are said in any case."""
    found = sort([came("a.ofd"), came("b.wps"), came("b.pdf"), came("c.doc"), came("d.docm")])

    def codes(*, office: bool) -> list[tuple[Code, str]]:
        return [(one.code, one.place) for one in document_findings(found, (had("x.ofd"),), office=office)]

    assert codes(office=True) == [
        (Code.DOCUMENT_UNSUPPORTED, "/in/a.ofd"),
        (Code.DOCUMENT_MACROS, "/in/d.docm"),
    ]
    assert (Code.DOCUMENT_UNSUPPORTED, "/in/c.doc") in codes(office=False)


def test_required_kinds_nothing_is_of_are_said() -> None:
    """Whether the document came now or was there before."""
    (wrong,) = missing_kinds("甲", sort([came("a.pdf")]), (), KINDS)
    assert (wrong.code, wrong.details["kind"]) == (Code.DOCUMENT_KIND_MISSING, "现场管理创新成果报告")
    assert missing_kinds("甲", sort([came("现场管理创新成果报告.pdf")]), (), KINDS) == ()
    assert missing_kinds("甲", (), [KnownDocument(name="x", kind="report")], KINDS) == ()
