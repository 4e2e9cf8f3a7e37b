"""Documents by the hash of their content: whole, verified, kept once."""

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import document
from workspace_builders import closed_workspace, opened, snapshot, write_protected

from evaluator_app.domain.problems import Refused
from evaluator_app.store import documents
from evaluator_app.store.workspace import Workspace

CONTENT = b"%PDF-1.7 \xe7\xa4\xba\xe4\xbe\x8b" * 1000
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """An open workspace."""
    with opened(closed_workspace(tmp_path / "ws")) as ws:
        yield ws


def stored(ws: Workspace) -> list[str]:
    """The files of documents, half written ones too."""
    return [name for name in snapshot(ws.folder) if name.startswith("documents/")]


def test_a_document_lies_under_its_hash(ws: Workspace) -> None:
    path = documents.add(ws, io.BytesIO(CONTENT), SHA256)
    assert path == documents.path(ws, SHA256) == ws.folder / "documents" / SHA256[:2] / SHA256
    assert path.read_bytes() == CONTENT
    assert documents.is_sound(ws, SHA256)


def test_the_same_content_is_kept_once(ws: Workspace) -> None:
    documents.add(ws, io.BytesIO(CONTENT), SHA256)
    twice = [
        document("D-01", sha256=SHA256, size=len(CONTENT)),
        document("D-02", sha256=SHA256, size=len(CONTENT)),
    ]
    assert documents.missing(ws, twice) == ()
    documents.add(ws, io.BytesIO(CONTENT), SHA256)
    assert len(stored(ws)) == 1


def test_other_content_is_refused_and_leaves_nothing(ws: Workspace) -> None:
    with pytest.raises(Refused, match="package_file_altered"):
        documents.add(ws, io.BytesIO(CONTENT[:-1]), SHA256)
    assert stored(ws) == []


@pytest.mark.parametrize("name", ["../../../etc/passwd", "", "A" * 64, "ab/" + "c" * 61])
def test_a_hash_that_is_none_leads_nowhere(ws: Workspace, name: str) -> None:
    with pytest.raises(Refused, match="package_file_altered"):
        documents.add(ws, io.BytesIO(CONTENT), name)


def test_a_lost_or_cut_off_document_is_missed(ws: Workspace) -> None:
    wanted = [document(sha256=SHA256, size=len(CONTENT))]
    assert documents.missing(ws, wanted) == tuple(wanted)
    documents.add(ws, io.BytesIO(CONTENT), SHA256).write_bytes(CONTENT[:10])
    assert documents.missing(ws, wanted) == tuple(wanted)
    assert not documents.is_sound(ws, SHA256)


def test_what_a_killed_program_left_half_written_goes(ws: Workspace) -> None:
    path = documents.add(ws, io.BytesIO(CONTENT), SHA256)
    (path.parent / ".half.part").write_bytes(b"half")
    documents.remove_parts(ws)
    assert [Path(name).name for name in stored(ws)] == [SHA256]


def test_a_full_disk_leaves_no_half_document(ws: Workspace) -> None:
    resource = pytest.importorskip("resource", reason="limits of files are POSIX's")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(CONTENT) // 2, hard))
    try:
        with pytest.raises(Refused, match="disk_full"):
            documents.add(ws, io.BytesIO(CONTENT), SHA256)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert stored(ws) == []


def test_a_write_protected_workspace_takes_no_document(ws: Workspace) -> None:
    ws.close()
    with write_protected(ws.folder) as protected, opened(protected) as reading:
        with pytest.raises(Refused, match="workspace_read_only"):
            documents.add(reading, io.BytesIO(CONTENT), SHA256)
        documents.remove_parts(reading)
