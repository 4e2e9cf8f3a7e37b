"""Before a package of an unknown issuer: who it is from, how to check it, and that leaving opens nothing."""

from pathlib import Path

import package_builders as bags
import pytest
from identity_builders import secretariat
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from window_helpers import desk_of, folders_in, running

from evaluator_app.domain.trust import grouped
from evaluator_app.exchange.identity_file import Identity
from evaluator_app.services import packages
from evaluator_app.ui.expert.issuer_dialog import IssuerDialog


def built(folder: Path, signer: Identity | None) -> Path:
    path = folder / "package.evpkg"
    packages.build(bags.source(folder / "source", bags.SMALL), bags.FORMS, path, now=bags.NOW, signer=signer)
    return path


def answering(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, button: str) -> list[str]:
    """Answers the dialog as a user does, and keeps what it said."""
    said: list[str] = []

    def shown(dialog: IssuerDialog) -> IssuerDialog.DialogCode:
        said.extend(one.text() for one in dialog.findChildren(QLabel))
        dialog.show()
        [pressed] = [one for one in dialog.findChildren(QPushButton) if one.text() == button]
        qtbot.mouseClick(pressed, Qt.MouseButton.LeftButton)
        result = IssuerDialog.DialogCode(dialog.result())
        dialog.deleteLater()
        return result

    monkeypatch.setattr(IssuerDialog, "exec", shown)
    return said


def test_an_unsigned_package_is_opened_only_after_a_plain_warning(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = answering(monkeypatch, qtbot, "Do not open")
    with running(folders_in(tmp_path), qtbot) as window:
        desk_of(window).open_package(built(tmp_path, None))
        qtbot.waitUntil(lambda: bool(said))
        assert "This package is not signed." in said
        assert not desk_of(window).packages
        answering(monkeypatch, qtbot, "Open it unsigned")
        desk_of(window).open_package(tmp_path / "package.evpkg")
        qtbot.waitUntil(lambda: len(desk_of(window).packages) == 1)


def test_a_new_issuer_is_shown_with_figures_for_the_telephone_and_asked_once(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = answering(monkeypatch, qtbot, "They agree, open it")
    with running(folders_in(tmp_path), qtbot) as window:
        desk_of(window).open_package(built(tmp_path, secretariat()))
        qtbot.waitUntil(lambda: len(desk_of(window).packages) == 1)
        assert any(grouped(secretariat().fingerprint) in one for one in said)
        assert any("示例秘书处" in one for one in said)
        said.clear()
        desk_of(window).open_package(tmp_path / "package.evpkg")
        qtbot.waitUntil(lambda: "already" in desk_of(window).home.notice())
        assert not said


def test_escape_opens_nothing(qtbot: QtBot) -> None:
    """Leaving is the safe answer, and Enter as well."""
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        dialog = IssuerDialog(None, None)
        qtbot.addWidget(dialog)
        dialog.open()
        qtbot.keyClick(dialog, key)
        assert dialog.result() == IssuerDialog.DialogCode.Rejected
