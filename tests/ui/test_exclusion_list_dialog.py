"""Lists of organisations in the window: looked at, imported, and used by the check (S3-20, D-20)."""

from collections.abc import Iterator
from pathlib import Path

import list_builders as listed
import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from window_helpers import folders_in

from evaluator_app.domain.campaigns import CampaignPlan
from evaluator_app.domain.conformity_results import Verdict
from evaluator_app.services import campaigns, workspaces
from evaluator_app.services.places import own_places
from evaluator_app.ui.application import Program
from evaluator_app.ui.secretariat import exclusion_list_dialog
from evaluator_app.ui.secretariat.conformity_page import ConformityPage
from evaluator_app.ui.secretariat.desk import Name, SecretariatDesk
from evaluator_app.ui.secretariat.exclusion_list_dialog import ListsDialog

SITE = CampaignPlan(id="2023-site", title="示例", year=2023, scheme="saq-0005-2023", scheme_digest="")


@pytest.fixture
def page(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> Iterator[ConformityPage]:
    """The page of a campaign whose scheme asks for two lists."""
    folders = folders_in(tmp_path, desk="secretariat")
    with workspaces.open_or_create(folders.workspace, folders.keys) as ws:
        campaigns.begin(ws, own_places().forms, listed.plan(tmp_path / "campaign"))
    listed.applicants(tmp_path / "campaign")
    program = Program(qapp, own_places(), folders)
    window = program.open_window()
    assert isinstance(window.desk, SecretariatDesk)
    shown = window.desk.go_to(Name.CONFORMITY)
    assert isinstance(shown, ConformityPage)
    qtbot.waitUntil(lambda: shown.found is not None, timeout=20_000)
    yield shown
    window.close()
    program.close()
    window.deleteLater()
    program.deleteLater()


@pytest.fixture
def dialog(page: ConformityPage, qtbot: QtBot) -> ListsDialog:
    """The dialog, opened with the button of the page."""
    assert page.lists.isVisible()
    page.lists.click()
    assert isinstance(page.dialog, ListsDialog)
    shown = page.dialog
    qtbot.waitUntil(lambda: shown.lists.rowCount() == 2)
    return shown


def look(dialog: ListsDialog, path: Path, qtbot: QtBot) -> None:
    """Look at a file for the list that is chosen."""
    dialog.look_at(path)
    qtbot.waitUntil(lambda: dialog.seen is not None)


def words(dialog: ListsDialog) -> str:
    """Everything the dialog says outside its tables."""
    said = [one.text() for one in dialog.findChildren(QLabel) if one.isVisible()]
    return "\n".join([*said, dialog.details.toPlainText()])


def verdicts(page: ConformityPage) -> list[Verdict]:
    """How the rule stands for each applicant."""
    every = [one.conformity for one in page.found.checked] if page.found else []
    results = [one.result(listed.RULE) for one in every if one is not None]
    return [one.verdict for one in results if one is not None]


def test_a_list_is_looked_at_and_imported_and_the_check_follows(
    page: ConformityPage, dialog: ListsDialog, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S3-20, D-20: who is on it is told before anything is kept."""
    assert verdicts(page) == [Verdict.TO_JUDGE] * 3
    path = listed.book(tmp_path / "目录.xlsx", [*listed.ROWS, listed.ROWS[2]])
    monkeypatch.setattr(exclusion_list_dialog, "ask_file", lambda *_: path)
    dialog.choose.click()
    qtbot.waitUntil(lambda: dialog.seen is not None)
    assert "4 names, 1 double · Column: 名单!B 企业名称 · 2 applicants are on it" in words(dialog)
    assert "名单!B6: “示例检测(上海)有限公司” stands there already, in 名单!B3." in words(dialog)
    assert [one.id for one, _ in dialog.applicants.rows] == ["B-001", "B-002"]
    assert dialog.applicants.index(0, 2).data().startswith("on it as “示例检测(上海)有限公司”")
    assert not dialog.take.isEnabled()  # nobody is named yet
    dialog.by.setText(listed.WHO)
    dialog.take.click()
    qtbot.waitUntil(lambda: dialog.lists.index(0, 2).data() == "4")
    assert f"4 names imported: {listed.PROVIDERS}" in words(dialog)
    flagged = [Verdict.NOT_MET, Verdict.TO_JUDGE, Verdict.TO_JUDGE]
    qtbot.waitUntil(lambda: verdicts(page) == flagged, timeout=20_000)
    rows = page.rules.model.rows
    page.rules.table.selectRow(next(n for n, one in enumerate(rows) if one.rule == listed.RULE))
    details = page.rules.details.toPlainText()
    assert "as “示例检测(上海)有限公司” (目录.xlsx 名单!B3)" in details
    assert f"“{listed.SUPPLIERS}” is not imported yet" in details


def test_another_column_is_chosen_and_faults_keep_a_list_out(
    dialog: ListsDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.by.setText(listed.WHO)
    look(dialog, listed.book(tmp_path / "a.xlsx", [("甲", "12"), ("乙", "示例乙公司")]), qtbot)
    assert "not clear in which column" in words(dialog)
    assert not dialog.take.isEnabled()
    for number, enabled in ((1, True), (2, False)):
        dialog.column.setCurrentIndex(number)
        dialog.column.activated.emit(number)
        qtbot.waitUntil(lambda: dialog.seen is not None)
        assert dialog.column.currentIndex() == number
        assert dialog.take.isEnabled() is enabled
    assert "a.xlsx 名单!B1: “12” is no name of an organisation." in words(dialog)


def test_a_file_is_never_taken_for_another_list(dialog: ListsDialog, tmp_path: Path, qtbot: QtBot) -> None:
    dialog.by.setText(listed.WHO)
    look(dialog, listed.book(tmp_path / "a.xlsx"), qtbot)
    assert dialog.take.isEnabled()
    dialog.table.selectRow(1)
    assert dialog.seen is None
    assert not dialog.take.isEnabled()
    assert dialog.applicants.rows == ()


def test_what_was_looked_at_stays_until_the_day_is_right(
    dialog: ListsDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.by.setText(listed.WHO)
    look(dialog, listed.book(tmp_path / "a.xlsx"), qtbot)
    dialog.day.setText("2024-02-30")
    dialog.take.click()
    qtbot.waitUntil(lambda: "2024-02-30" in words(dialog))
    assert dialog.take.isEnabled()
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK")
    dialog.look_at(broken)
    qtbot.waitUntil(lambda: "not an Excel workbook" in words(dialog))
    assert not dialog.take.isEnabled()


def test_the_models_keep_the_rules_of_qt(
    dialog: ListsDialog, tmp_path: Path, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    look(dialog, listed.book(tmp_path / "a.xlsx"), qtbot)
    qtmodeltester.check(dialog.lists)
    qtmodeltester.check(dialog.applicants)


def test_a_scheme_without_lists_has_no_such_button(
    page: ConformityPage, qtbot: QtBot, tmp_path: Path
) -> None:
    ws = page.desk.workspace
    assert ws is not None
    campaigns.begin(ws, own_places().forms, SITE)
    campaigns.set_folder(ws, SITE.id, tmp_path / "site")
    page.desk.refresh()
    qtbot.waitUntil(lambda: len(page.desk.campaigns) == 2)
    page.desk.choose(SITE.id)
    qtbot.waitUntil(lambda: page.found is not None and page.found.campaign.plan.id == SITE.id)
    assert not page.lists.isVisible()
