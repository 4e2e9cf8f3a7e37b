"""A paper sheet entered in the window: twice, differences shown, written where both agree."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import signature_builders as make
from PIL import Image
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from sheet_builders import score
from window_helpers import folders_in

from evaluator_app.domain.history import Subject
from evaluator_app.domain.marks import Scored
from evaluator_app.exchange.score_sheet_reader import read_sheet
from evaluator_app.services import clock, packages, samples
from evaluator_app.services.places import own_places
from evaluator_app.ui.application import Program
from evaluator_app.ui.expert.edits import CardEdit
from evaluator_app.ui.secretariat import desk as secretariat
from evaluator_app.ui.secretariat import paper_dialog, work_page
from evaluator_app.ui.secretariat.paper_dialog import PaperDialog


@pytest.fixture
def dialog(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[PaperDialog]:
    """The dialog for the sample package."""
    places, path = own_places(), tmp_path / "sample.evpkg"
    packages.build(samples.sample_campaign(places), places.forms, path, now=clock.now())
    program = Program(qapp, places, folders_in(tmp_path, desk="secretariat"))
    window = program.open_window()
    monkeypatch.setattr(work_page, "ask_package", lambda _: path)
    assert isinstance(window.desk, secretariat.SecretariatDesk)
    desk = window.desk.work
    desk.enter_paper()
    qtbot.waitUntil(lambda: hasattr(desk, "paper"))
    yield desk.paper
    desk.paper.reject()
    window.close()
    program.close()
    window.deleteLater()
    program.deleteLater()


def enter(dialog: PaperDialog, first: str) -> None:
    """Fill in the whole form, with this mark in its first place."""
    rubric = dialog._package.scheme.scheme.rubric  # noqa: SLF001 - to know what there is to fill in
    dialog.name.setText("示例专家甲")
    for one in rubric.criteria:
        dialog.form.edited.emit(CardEdit(Subject.MARK, one.id, Scored(one.max)))
    mark = score(first)
    dialog.form.edited.emit(CardEdit(Subject.MARK, rubric.criteria[0].id, mark))
    for remark in rubric.remarks:
        dialog.form.edited.emit(CardEdit(Subject.REMARK, remark.id, "示例"))


def test_two_entries_that_agree_are_written(
    dialog: PaperDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    identity, _ = make.saved(tmp_path, "示例秘书处")
    scan, target = tmp_path / "scan.png", tmp_path / "paper.xlsx"
    Image.new("RGB", (90, 90)).save(scan)
    for name, path in (("ask_scan", scan), ("ask_identity", Path(identity)), ("ask_target", target)):
        monkeypatch.setattr(paper_dialog, name, lambda *_, path=path: path)
    enter(dialog, "9")
    dialog.next.click()
    assert dialog.name.text() == ""
    enter(dialog, "8")
    dialog.next.click()
    words = "\n".join(one.text() for one in dialog.findChildren(QLabel))
    assert "first “9”, second “8”" in words
    enter(dialog, "9")
    dialog.passphrase.setText("wrong")
    dialog.next.click()
    qtbot.waitUntil(lambda: "passphrase" in "".join(one.text() for one in dialog.findChildren(QLabel)))
    dialog.passphrase.setText(make.PASSPHRASE)
    dialog.next.click()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    read = read_sheet(target)
    assert read.sheet.paper is not None
    assert (read.sheet.paper.entered_by, read.signed) == ("示例秘书处", True)
