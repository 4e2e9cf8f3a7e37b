"""What a newer revision of a package changes, for the expert to see."""

import pytest
from builders import application, document, package

from evaluator_app.domain.application import Application, Change, ChangeKind, differences

OLD = application("A-001", documents=(document("报告", title="报告"), document("照片", title="照片")))


def changes(new: Application) -> set[tuple[ChangeKind, str]]:
    return {(one.kind, one.document) for one in differences(package(OLD), package(new, revision=2))}


def changed(**values: object) -> Application:
    return application("A-001", **{"documents": OLD.documents, **values})


def test_the_same_applications_under_a_new_revision_are_no_change() -> None:
    assert differences(package(OLD), package(OLD, revision=2, digest="e" * 64)) == ()


def test_applications_come_and_go() -> None:
    old, new = package(OLD, application("A-002")), package(application("A-003"), OLD)
    assert differences(old, new) == (
        Change(ChangeKind.APPLICATION_ADDED, "A-003"),
        Change(ChangeKind.APPLICATION_REMOVED, "A-002"),
    )


def test_another_scheme_is_named_first() -> None:
    assert differences(package(OLD), package(OLD, scheme_digest="f" * 64)) == (
        Change(ChangeKind.SCHEME_CHANGED),
    )


def test_documents_come_go_and_change() -> None:
    new = changed(documents=(document("报告", title="报告", sha256="e" * 64), document("证书", title="证书")))
    assert changes(new) == {
        (ChangeKind.DOCUMENT_ADDED, "证书"),
        (ChangeKind.DOCUMENT_REMOVED, "照片"),
        (ChangeKind.DOCUMENT_CHANGED, "报告"),
    }


@pytest.mark.parametrize(
    "values",
    [{"organisation": "示例新名有限公司"}, {"values": {"employees": "613"}}, {"intended_grade": "优秀级"}],
)
def test_other_particulars_change_the_application(values: dict[str, object]) -> None:
    assert changes(changed(**values)) == {(ChangeKind.APPLICATION_CHANGED, "")}


def test_changed_particulars_are_not_hidden_behind_a_changed_document() -> None:
    new = changed(site="示例二车间", documents=(*OLD.documents, document("证书", title="证书")))
    assert changes(new) == {(ChangeKind.DOCUMENT_ADDED, "证书"), (ChangeKind.APPLICATION_CHANGED, "")}


def test_a_document_that_only_got_another_title_changes_the_application() -> None:
    new = changed(documents=(document("报告", title="成果报告"), OLD.documents[1]))
    assert changes(new) == {(ChangeKind.APPLICATION_CHANGED, "")}


def test_a_document_that_only_moved_inside_the_package_is_no_change() -> None:
    """Numbers in file names follow the order of the documents."""
    moved = document("报告", title="报告", path="data/documents/A-001/07-报告.pdf")
    assert changes(changed(documents=(OLD.documents[1], moved))) == set()
