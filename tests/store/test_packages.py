"""Packages in the store: every field of every revision comes back, the current one is known."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from builders import application, document, package
from sqlcipher3 import dbapi2
from workspace_builders import AT, closed_workspace, opened

from evaluator_app.domain.application import Campaign
from evaluator_app.domain.expert import Expert
from evaluator_app.store import packages
from evaluator_app.store.workspace import Workspace

SOURCE = '# 示例方案\nid = "test-scheme"\n'.encode()
FULL = package(
    application(
        "A-002",
        sector="示例领域",
        intended_grade="标杆级",
        values={"site_name": "示例车间", "持续时间": "3"},
        documents=(document("D-02", kind="report", size=2**40), document("D-01", sha256="e" * 64)),
    ),
    application("A-001"),
    campaign=Campaign(
        id="2024-test", title="测试活动（示例）", stage="on_site", due="2024-10-31", fictitious=True
    ),
    experts=(Expert(name="示例专家甲", organisation="示例大学"), Expert(name="示例专家乙")),
)


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """An open workspace without packages."""
    with opened(closed_workspace(tmp_path / "ws")) as ws:
        yield ws


def test_a_package_comes_back_as_it_was(ws: Workspace) -> None:
    packages.save_package(ws, FULL, SOURCE, AT)
    assert packages.list_packages(ws) == (FULL,)
    assert packages.load_package(ws, FULL.id) == FULL
    assert packages.scheme_source(ws, FULL.scheme_digest) == SOURCE


def test_all_revisions_are_kept_and_the_last_is_current(ws: Workspace) -> None:
    newer = replace(FULL, revision=2, digest="f" * 64, applications=FULL.applications[:1])
    other = replace(FULL, id="2024-test-2")
    for one in (FULL, other, newer):
        packages.save_package(ws, one, SOURCE, AT)
    assert packages.list_packages(ws) == (other, newer)
    assert packages.load_revision(ws, FULL.id, 1) == FULL
    assert packages.load_revision(ws, FULL.id, 3) is None
    assert packages.load_package(ws, "no-such-package") is None


def test_a_package_is_stored_whole_or_not_at_all(ws: Workspace) -> None:
    twins = replace(FULL, applications=(application("A-001"), application("A-001")))
    with pytest.raises(dbapi2.IntegrityError):
        packages.save_package(ws, twins, SOURCE, AT)
    tables = ("packages", "applications", "documents", "schemes")
    assert [ws.db.table(name).count for name in tables] == [0, 0, 0, 0]


@pytest.mark.parametrize("table", ["schemes", "applications", "documents"])
def test_what_was_received_stays_as_it_was_received(ws: Workspace, table: str) -> None:
    packages.save_package(ws, FULL, SOURCE, AT)
    with pytest.raises(dbapi2.IntegrityError, match="only grows"), ws.changing() as db:
        db.execute(f"DELETE FROM {table}")  # noqa: S608 - one of three names
