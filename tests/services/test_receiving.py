"""Receiving packages: known, newer, older and twin; all or nothing; no mark lost to a newer revision."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import package_builders as bags
import pytest
from declaring_builders import declare
from workspace_builders import KEY, WHO, opened, snapshot, write_protected

from evaluator_app.domain.application import ChangeKind
from evaluator_app.domain.codes import Code
from evaluator_app.domain.history import Subject, edit
from evaluator_app.domain.marks import UNMARKED, Mark, Scored
from evaluator_app.domain.problems import Refused
from evaluator_app.services import packages, scoring
from evaluator_app.services.receiving import Arrival, receive
from evaluator_app.store import checking, documents, sheets
from evaluator_app.store.packages import list_packages, load_revision
from evaluator_app.store.workspace import Workspace, create_workspace

CHILD = """
import os, signal, sys
from pathlib import Path
sys.path[:0] = sys.argv[4:]
from evaluator_app.services import receiving
from evaluator_app.store.workspace import open_workspace
from evaluator_app.store import documents
left = int(sys.argv[3])
def killed(work):
    def run(*arguments):
        global left
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
        return work(*arguments)
    return run
documents.add = killed(documents.add)
receiving.packages.save_package = killed(receiving.packages.save_package)
receiving.receive(open_workspace(Path(sys.argv[1]), bytes(range(32))), Path(sys.argv[2]))
"""


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """A new, open workspace."""
    ws = create_workspace(tmp_path / "ws", KEY)
    yield ws
    ws.close()


def built(folder: Path, revision: int = 1, changes: bags.Changes = bags.NOTHING) -> Path:
    """A small package with three documents."""
    path = folder / f"revision-{revision}-{len(list(folder.iterdir()))}.evpkg"
    source = bags.source(path.with_suffix(".source"), {**bags.SMALL, **changes})
    packages.build(source, bags.FORMS, path, revision=revision, now=bags.NOW)
    return path


def score(ws: Workspace, mark: Mark, criterion: str = "a1") -> None:
    """Give a mark to the first application, which is declared by then."""
    declare(ws)
    sheet = scoring.open_sheet(ws, "2024-demo-1", "A-001")
    step = edit(sheet.state, Subject.MARK, criterion, mark)
    assert step
    scoring.save_step(ws, sheet.key, step.row, WHO)


def test_a_new_package_is_there_with_scheme_and_documents(ws: Workspace, tmp_path: Path) -> None:
    received = receive(ws, built(tmp_path))
    assert (received.state, received.changes, received.unfit) == (Arrival.NEW, (), ())
    assert list_packages(ws) == (received.package,)
    assert scoring.scheme_of(ws, received.package) == received.scheme
    assert checking.check(ws) == ()
    [report, *_] = received.package.applications[0].documents
    assert documents.path(ws, report.sha256).read_bytes() == bags.SOURCE["A-001/报告.pdf"]


def test_the_same_package_is_recognised(ws: Workspace, tmp_path: Path) -> None:
    path = built(tmp_path)
    first, again = receive(ws, path), receive(ws, path)
    assert (again.state, again.changes, again.package) == (Arrival.KNOWN, (), first.package)
    assert list_packages(ws) == (first.package,)


def test_a_known_package_brings_back_a_lost_document(ws: Workspace, tmp_path: Path) -> None:
    path = built(tmp_path)
    lost = receive(ws, path).package.applications[0].documents[0]
    documents.path(ws, lost.sha256).unlink()
    assert receive(ws, path).state is Arrival.KNOWN
    assert checking.check(ws) == ()


@pytest.mark.parametrize(
    ("have", "then", "code"),
    [(1, 1, Code.PACKAGE_TWIN), (2, 1, Code.PACKAGE_OLDER_REVISION), (2, 2, Code.PACKAGE_TWIN)],
)
def test_a_twin_or_an_older_revision_changes_nothing(
    ws: Workspace, tmp_path: Path, have: int, then: int, code: Code
) -> None:
    receive(ws, built(tmp_path, have))
    other = built(tmp_path, then, {"A-001/报告.pdf": b"%PDF-1.7 another report"})
    before = snapshot(ws.folder)
    with pytest.raises(Refused, match=code):
        receive(ws, other)
    assert snapshot(ws.folder) == before


def test_a_newer_revision_says_what_changed_and_keeps_every_mark(ws: Workspace, tmp_path: Path) -> None:
    first = receive(ws, built(tmp_path))
    score(ws, Scored(Decimal("9.5")))
    newer = receive(ws, built(tmp_path, 2, {"A-001/报告.pdf": b"%PDF-1.7 corrected"}))
    assert newer.state is Arrival.NEWER
    assert [(one.kind, one.application) for one in newer.changes] == [(ChangeKind.DOCUMENT_CHANGED, "A-001")]
    sheet = scoring.open_sheet(ws, "2024-demo-1", "A-001")
    assert sheet.package.revision == 2
    assert sheet.state.marks.entries["a1"].mark == Scored(Decimal("9.5"))
    assert load_revision(ws, "2024-demo-1", 1) == first.package
    assert checking.check(ws) == ()


CRITERION = 'id = "a1", title = "针对性", text = "示例", max = "10", step = "0.5"'


@pytest.mark.parametrize(
    ("criterion", "code"),
    [
        (CRITERION.replace('"a1"', '"a9"'), Code.MARK_WITHOUT_CRITERION),
        (CRITERION.replace('"0.5"', '"1"'), Code.SCORE_OFF_STEP),
    ],
)
def test_a_mark_the_newer_rules_refuse_is_listed_and_kept(
    ws: Workspace, tmp_path: Path, criterion: str, code: Code
) -> None:
    receive(ws, built(tmp_path))
    score(ws, Scored(Decimal("9.5")))
    newer = receive(ws, built(tmp_path, 2, {"scheme.toml": bags.SCHEME.replace(CRITERION, criterion)}))
    assert [one.code for one in newer.unfit] == [code]
    assert newer.unfit[0].place.startswith("A-001 ")
    assert ChangeKind.SCHEME_CHANGED in [one.kind for one in newer.changes]
    sheet = scoring.open_sheet(ws, "2024-demo-1", "A-001")
    assert [one.code for one in sheet.unfit] == [code]
    assert all(entry.mark == UNMARKED for entry in sheet.state.marks.entries.values())
    assert '{"score":"9.5"}' in [row.new for row in sheets.journal(ws, sheet.key)]


def test_two_packages_share_their_documents(ws: Workspace, tmp_path: Path) -> None:
    receive(ws, built(tmp_path))
    files = set(snapshot(ws.folder))
    other = str(bags.SMALL["campaign.toml"]).replace("2024-demo-1", "2024-demo-2")
    receive(ws, built(tmp_path, changes={"campaign.toml": other}))
    assert len(list_packages(ws)) == 2
    assert set(snapshot(ws.folder)) == files


def test_a_package_that_fails_its_check_changes_nothing(ws: Workspace, tmp_path: Path) -> None:
    path = built(tmp_path)
    path.write_bytes(path.read_bytes()[:-100])
    before = snapshot(ws.folder)
    with pytest.raises(Refused, match="package_not_a_zip"):
        receive(ws, path)
    assert snapshot(ws.folder) == before


def test_work_that_is_stopped_leaves_the_workspace_as_it_was(ws: Workspace, tmp_path: Path) -> None:
    """The progress counts verifying and copying as one piece of work; what it raises stops it."""
    path = built(tmp_path)
    before, seen = snapshot(ws.folder), []

    def progress(done: int, size: int) -> None:
        seen.append(done / size)
        if done > size // 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        receive(ws, path, progress)
    assert seen == sorted(seen)
    assert snapshot(ws.folder) == before


@pytest.mark.parametrize("step", range(4))
def test_a_program_killed_while_receiving_leaves_the_workspace_as_it_was(tmp_path: Path, step: int) -> None:
    """Killed before each document and before the package is written; the next attempt succeeds."""
    create_workspace(tmp_path / "ws", KEY).close()
    path = built(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", CHILD, tmp_path / "ws", path, str(step), *sys.path], check=False
    )
    assert done.returncode == -signal.SIGKILL
    with opened(tmp_path / "ws") as ws:
        assert list_packages(ws) == ()
        assert checking.check(ws) == ()
        assert receive(ws, path).state is Arrival.NEW
        assert checking.check(ws) == ()


def test_a_write_protected_workspace_takes_no_package_but_knows_its_own(
    ws: Workspace, tmp_path: Path
) -> None:
    known, newer = built(tmp_path), built(tmp_path, 2, {"A-001/报告.pdf": b"%PDF-1.7 corrected"})
    receive(ws, known)
    ws.close()
    with write_protected(tmp_path) as protected, opened(protected / "ws") as reading:
        assert receive(reading, protected / known.name).state is Arrival.KNOWN
        with pytest.raises(Refused, match="workspace_read_only"):
            receive(reading, protected / newer.name)
