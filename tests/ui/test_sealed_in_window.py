"""A sealed package on the desk: opened with the unlocked identity, its documents shown from memory."""

from pathlib import Path

import pytest
from identity_builders import FIRST, PASSPHRASE, key_file
from pytestqt.qtbot import QtBot
from sealing_builders import seal
from window_helpers import declare_in, desk_of, folders_in, running, score_of, with_workspace

from evaluator_app.services import documents, own_identity
from evaluator_app.ui.expert.issuer_dialog import IssuerDialog


def test_unlocked_it_opens_and_stays_sealed(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At rest documents stay sealed; they are opened in memory while the identity is unlocked."""
    folders, package = folders_in(tmp_path), seal(tmp_path)
    with_workspace(folders, FIRST)
    folders.identity.write_bytes(key_file(FIRST))
    monkeypatch.setattr(IssuerDialog, "ask", lambda *_: True)
    with running(folders, qtbot) as window:
        desk = desk_of(window)
        desk.open_package(package)
        qtbot.waitUntil(lambda: "sealed" in desk.home.notice())
        keeper = desk.keeper
        assert keeper is not None
        keeper.identity = own_identity.unlock(folders, PASSPHRASE)
        desk.open_package(package)
        qtbot.waitUntil(lambda: len(desk.packages) == 1)
        desk.open_application(desk.packages[0].package.id, "A-001")
        declare_in(window, qtbot)
        qtbot.waitUntil(lambda: desk.where() != ("", ""))
        qtbot.waitUntil(score_of(window).page.documents.drawn)
        workspace = desk.workspace
        assert workspace is not None
        report = desk.packages[0].applications[0].application.documents[0]
        source = documents.source_of(workspace, report)
        assert isinstance(source, documents.Sealed)
        assert source.opened(report)
