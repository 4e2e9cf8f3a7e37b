"""A sealed package in the workspace: opened with one's identity, sealed at rest, opened in memory only."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import package_builders as bags
import pytest
from declaring_builders import declare
from identity_builders import FIRST, SECOND, secretariat
from sealing_builders import identity_of, seal
from workspace_builders import snapshot

from evaluator_app.domain.application import Document
from evaluator_app.domain.codes import Code
from evaluator_app.domain.media import TEXT
from evaluator_app.domain.problems import Refused
from evaluator_app.exchange.identity_file import Identity
from evaluator_app.services import (
    document_search,
    documents,
    issuers,
    merging,
    receiving,
    scoring,
    sheets,
    workspaces,
)
from evaluator_app.store.workspace import Workspace

REPORT = bags.SOURCE["A-001/报告.pdf"]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sealed package; the second expert is recused from the second application."""
    return seal(tmp_path_factory.mktemp("sealed"))


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """The first expert's workspace, the identity unlocked."""
    with closing(workspaces.open_or_create(tmp_path / "ws", tmp_path / "keys")) as ws:
        yield workspaces.unsealed_by(ws, lambda: identity_of(FIRST))


def received(ws: Workspace, package: Path, identity: Identity) -> receiving.Received:
    """The package, taken in."""
    return issuers.accept(ws, issuers.examine(ws, package, identity=identity))


def document(ws: Workspace) -> Document:
    """The report of the first application."""
    return scoring.desk(ws)[0].applications[0].application.documents[0]


def codes(work: object, *arguments: object) -> list[Code]:
    """Why something is refused."""
    with pytest.raises(Refused) as caught:
        work(*arguments)  # type: ignore[operator] # a function of the services
    return [one.code for one in caught.value.problems]


def test_documents_stay_sealed_at_rest_and_open_in_memory(
    ws: Workspace, package: Path, tmp_path: Path
) -> None:
    """Nothing plain lies in the workspace, nor anywhere else, before, while and after a document is read."""
    received(ws, package, identity_of(FIRST))
    report = document(ws)
    source = documents.source_of(ws, report)
    assert isinstance(source, documents.Sealed)
    assert source.opened(report) == REPORT
    documents.copy_out(ws, report, tmp_path / "copy.pdf")
    assert (tmp_path / "copy.pdf").read_bytes() == REPORT
    (tmp_path / "copy.pdf").unlink()
    assert not any(REPORT in held for held in snapshot(tmp_path).values())
    assert workspaces.check(ws) == ()


def test_a_locked_identity_opens_nothing(ws: Workspace, package: Path) -> None:
    """The reason is said, and what to do."""
    received(ws, package, identity_of(FIRST))
    report, locked = document(ws), workspaces.unsealed_by(ws, lambda: None)
    assert codes(documents.open_document, documents.source_of(locked, report), report) == [
        Code.PACKAGE_SEALED
    ]
    other = workspaces.unsealed_by(ws, lambda: identity_of(SECOND))
    source = documents.source_of(other, report)
    assert isinstance(source, documents.Sealed)
    assert codes(issuers.examine, ws, package) == [Code.PACKAGE_SEALED]


def test_every_kind_of_document_opens_from_memory(ws: Workspace, package: Path) -> None:
    """Search and viewers read sealed documents as they read plain ones."""
    received(ws, package, identity_of(FIRST))
    every = [
        one
        for app in scoring.desk(ws)[0].applications
        for one in app.application.documents
        if one.media == TEXT
    ]
    for one in every:
        documents.close_document(documents.open_document(documents.source_of(ws, one), one))
    entries = [(one, documents.source_of(ws, one)) for one in every]
    search = document_search.DocumentSearch(entries, "示例", document_search.TextCache())
    assert search.step(10).finished


def test_who_is_recused_does_not_even_see_the_application(ws: Workspace, package: Path) -> None:
    """The second application is not sealed for the second expert: it is not on the desk."""
    found = received(ws, package, identity_of(SECOND))
    assert [one.id for one in found.package.applications] == ["A-001"]


def test_an_altered_sealed_document_is_found(ws: Workspace, package: Path) -> None:
    """`workspace check` finds it without a key; opening it refuses."""
    received(ws, package, identity_of(FIRST))
    report = document(ws)
    source = documents.source_of(ws, report)
    assert isinstance(source, documents.Sealed)
    source.path.write_bytes(source.path.read_bytes()[:-1] + b"x")
    assert [one.code for one in workspaces.check(ws)] == [Code.WORKSPACE_DOCUMENT_LOST]
    assert codes(source.opened, report) == [Code.PACKAGE_FILE_ALTERED]


def test_a_stopped_reception_leaves_nothing(ws: Workspace, package: Path) -> None:
    """Cancelled in the middle: no package, no document."""
    examined = issuers.examine(ws, package, identity=identity_of(FIRST))

    def stop(_done: int, _size: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        issuers.accept(ws, examined, stop)
    assert scoring.desk(ws) == ()
    assert not [one for one in (ws.folder / "documents").rglob("*") if one.is_file()]
    assert received(ws, package, identity_of(FIRST)).state is receiving.Arrival.NEW


def test_the_secretariat_merges_sheets_of_a_sealed_package(
    ws: Workspace, package: Path, tmp_path: Path
) -> None:
    """It opens what it sealed; the sheets name the sealed package, whoever read how much of it."""
    received(ws, package, identity_of(SECOND))
    declare(ws, expert=SECOND)
    opened = scoring.open_sheet(ws, scoring.desk(ws)[0].package.id, "A-001")
    sheet = scoring.sheet_of(opened, SECOND)
    sheets.export(sheet, opened.scheme, tmp_path / "back.xlsx", tmp_path / "back.pdf")
    options = merging.MergeOptions(allow_unsigned=True, identity=secretariat())
    merge = merging.merge_panel([package], [tmp_path / "back.xlsx"], options)
    assert [one.problem.code for one in merge.refusals] == []
    assert [one.application.id for one in merge.results if one.sheets] == ["A-001"]
