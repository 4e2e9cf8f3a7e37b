"""The secretariat's desk: making, checking and merging by hand, with every outcome in words."""

from collections.abc import Iterator
from pathlib import Path

import package_builders as bags
import pytest
from identity_builders import FIRST, PASSPHRASE, key_file
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sealing_builders import PANEL, SEALED, identity_of
from window_helpers import EXPERT, folders_in

from evaluator_app.domain.expert import Expert
from evaluator_app.exchange.safe_writing import new_file
from evaluator_app.services import identities, packages, pledges, sheets
from evaluator_app.services.identities import KeyFile
from evaluator_app.services.places import own_places
from evaluator_app.services.samples import sample_campaign
from evaluator_app.ui.application import Program
from evaluator_app.ui.secretariat import pledge_dialog, tasks
from evaluator_app.ui.secretariat.build_dialog import BuildDialog, Signer
from evaluator_app.ui.secretariat.desk import SecretariatDesk
from evaluator_app.ui.secretariat.outcome import OutcomeCard

NOW = "2024-08-30T10:00:00+08:00"


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[SecretariatDesk]:
    program = Program(qapp, own_places(), folders_in(tmp_path, desk="secretariat"))
    window = program.open_window()
    assert isinstance(window.desk, SecretariatDesk)
    yield window.desk
    window.close()
    program.close()
    window.deleteLater()
    program.deleteLater()


def said(desk: SecretariatDesk) -> str:
    """The words of the last outcome."""
    cards = [card for card in desk.findChildren(OutcomeCard) if card.isVisible()]
    return "\n".join(label.text() for label in cards[-1].findChildren(QLabel)) if cards else ""


def answer(monkeypatch: pytest.MonkeyPatch, **answers: Path | None) -> None:
    """What the user picks in the file dialogs."""
    for name, path in answers.items():
        monkeypatch.setattr(tasks, name, lambda *_, path=path: path)


def sample(folder: Path) -> Path:
    path = folder / "sample.evpkg"
    packages.build(sample_campaign(own_places()), own_places().forms, path, now=NOW)
    return path


def test_a_package_is_made_from_a_folder(
    desk: SecretariatDesk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "made.evpkg"
    answer(monkeypatch, ask_folder=sample_campaign(own_places()), ask_target=target)
    monkeypatch.setattr(BuildDialog, "ask", lambda *_: Signer())
    desk.work.start(tasks.build_package)
    qtbot.waitUntil(lambda: "3 applications packed." in said(desk), timeout=20_000)
    assert packages.verify(target).package.revision == 1


def test_a_package_is_signed_by_the_authority_with_its_list(
    desk: SecretariatDesk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its file is known from the page of the authority; the passphrase is asked each time."""
    office = KeyFile(path=tmp_path / "authority.p12", passphrase=PASSPHRASE)
    trust = identities.create_authority(office, Expert(name="示例秘书处"), NOW)
    target = tmp_path / "made.evpkg"
    answer(monkeypatch, ask_folder=sample_campaign(own_places()), ask_target=target)
    dialog = BuildDialog(str(office.path), desk)
    assert not dialog.sign.isEnabled()
    dialog.passphrase.setText(PASSPHRASE.decode())
    assert dialog.sign.isEnabled()
    assert dialog.along.isChecked()
    monkeypatch.setattr(BuildDialog, "ask", lambda *_: dialog.signer())
    desk.work.start(tasks.build_package)
    qtbot.waitUntil(lambda: "3 applications packed." in said(desk), timeout=20_000)
    verified = packages.verify(target)
    assert verified.signature is not None
    assert verified.signature.fingerprint == trust.authority.fingerprint
    assert verified.trust == trust
    dialog.deleteLater()


def test_a_package_is_sealed_for_the_panel(
    desk: SecretariatDesk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For the experts of campaign.toml as the trust list knows them; who it does not know is named."""
    office = KeyFile(path=tmp_path / "authority.p12", passphrase=PASSPHRASE)
    identities.create_authority(office, Expert(name="示例秘书处"), NOW)
    target, source = tmp_path / "made.evpkg", bags.source(tmp_path / "source", SEALED)
    answer(monkeypatch, ask_folder=source, ask_target=target)
    dialog = BuildDialog(str(office.path), desk)
    dialog.passphrase.setText(PASSPHRASE.decode())
    dialog.seal.click()
    monkeypatch.setattr(BuildDialog, "ask", lambda *_: dialog.signer())
    desk.work.start(tasks.build_package)
    qtbot.waitUntil(lambda: "3 problems; nothing was changed." in said(desk), timeout=20_000)
    for expert in PANEL:
        card = tmp_path / f"{expert.name}.json"
        own = identity_of(expert)
        identities.write_card(own, card)
        register = identities.open_register(office)
        identities.issue(
            register, identities.read_card(card), identities.Term(), card.with_suffix(".pem"), NOW
        )
    desk.work.start(tasks.build_package)
    qtbot.waitUntil(lambda: "2 applications packed." in said(desk), timeout=20_000)
    assert packages.verify_outside(target).sealed == ("A-001", "A-002")
    desk.open_package(target)
    qtbot.waitUntil(lambda: "A-002: sealed" in said(desk), timeout=20_000)
    dialog.deleteLater()


def test_a_wrong_passphrase_makes_no_package(
    desk: SecretariatDesk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = KeyFile(path=tmp_path / "authority.p12", passphrase=PASSPHRASE)
    identities.create_authority(office, Expert(name="示例秘书处"), NOW)
    target = tmp_path / "made.evpkg"
    answer(monkeypatch, ask_folder=sample_campaign(own_places()), ask_target=target)
    wrong = Signer(file=KeyFile(path=office.path, passphrase=b"another passphrase"))
    monkeypatch.setattr(BuildDialog, "ask", lambda *_: wrong)
    desk.work.start(tasks.build_package)
    qtbot.waitUntil(lambda: "1 problem; nothing was changed." in said(desk), timeout=20_000)
    assert not target.exists()


def test_a_dropped_package_is_checked(desk: SecretariatDesk, qtbot: QtBot, tmp_path: Path) -> None:
    desk.open_package(sample(tmp_path))
    qtbot.waitUntil(lambda: "is sound: revision 1" in said(desk), timeout=20_000)


def test_a_damaged_package_is_told_in_words_and_nothing_else_happens(
    desk: SecretariatDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    whole = sample(tmp_path)
    (tmp_path / "cut.evpkg").write_bytes(whole.read_bytes()[:4000])
    desk.open_package(tmp_path / "cut.evpkg")
    qtbot.waitUntil(lambda: "1 problem; nothing was changed." in said(desk), timeout=20_000)


def test_sheets_are_merged_and_the_results_are_said(
    desk: SecretariatDesk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package, folder = sample(tmp_path), tmp_path / "sheets"
    folder.mkdir()
    answers = own_places().resources / "sample" / "answers" / "A-001"
    for one in sorted(answers.glob("*.json")):
        source = sheets.Source(package=package, application="A-001")
        sheets.fill(source, one, sheets.Files(xlsx=folder / f"{one.stem}.xlsx"))
    with new_file(folder / "stray.xlsx") as stray:
        stray.write(b"no workbook")
    target = tmp_path / "committee.xlsx"
    answer(monkeypatch, ask_package=package, ask_folder=folder, ask_target=target, ask_file=None)
    desk.work.start(tasks.merge_sheets)
    qtbot.waitUntil(lambda: "committee.xlsx" in said(desk), timeout=20_000)
    words = said(desk)
    assert "90.00  优秀级" in words
    assert "1 file was not used:" in words
    assert EXPERT.name not in words
    assert "sheets are not signed; they count because you merged them here." in words


def test_with_a_trust_list_only_signed_sheets_count(
    desk: SecretariatDesk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package, folder, office = sample(tmp_path), tmp_path / "sheets", tmp_path / "authority.p12"
    folder.mkdir()
    answers = min((own_places().resources / "sample" / "answers" / "A-001").glob("*.json"))
    source = sheets.Source(package=package, application="A-001")
    sheets.fill(source, answers, sheets.Files(xlsx=folder / "one.xlsx"))
    identities.create_authority(KeyFile(path=office, passphrase=PASSPHRASE), Expert(name="示例秘书处"), NOW)
    target, listed = tmp_path / "committee.xlsx", office.with_suffix(".evtrust")
    answer(monkeypatch, ask_package=package, ask_folder=folder, ask_target=target, ask_file=listed)
    desk.work.start(tasks.merge_sheets)
    qtbot.waitUntil(lambda: "1 file was not used:" in said(desk), timeout=20_000)
    assert "merged" not in said(desk)


def test_staff_give_the_pledge_in_the_schemes_words(
    desk: SecretariatDesk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S0-115 to S0-117: signed as it stands there; a wrong passphrase is said in the dialog."""
    own, target = tmp_path / "me.p12", tmp_path / "pledge.evpledge"
    own.write_bytes(key_file(FIRST))
    monkeypatch.setattr(pledge_dialog, "ask_identity", lambda _: own)
    monkeypatch.setattr(pledge_dialog, "ask_target", lambda *_: target)
    desk.work.give_pledge()
    qtbot.waitUntil(lambda: desk.work.pledge is not None, timeout=20_000)
    dialog = desk.work.pledge
    assert dialog is not None
    dialog.scheme.setCurrentIndex(dialog.scheme.findData("saq-0003-2023"))
    assert "保守参与评价单位秘密" in dialog.words.toPlainText()
    sign = next(one for one in dialog.findChildren(QPushButton) if one.text() == "Pledge and sign")
    sign.click()
    next(one for one in dialog.findChildren(QPushButton) if one.text() == "Choose identity…").click()
    dialog.passphrase.setText("a wrong passphrase")
    sign.click()
    qtbot.waitUntil(sign.isEnabled, timeout=20_000)
    assert not target.exists()
    dialog.passphrase.setText(PASSPHRASE.decode())
    sign.click()
    qtbot.waitUntil(lambda: "pledge.evpledge" in said(desk), timeout=20_000)
    assert pledges.verify(target, None).data.pledge.text == dialog.words.toPlainText()


def test_a_dialog_that_was_left_starts_nothing(
    desk: SecretariatDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, ask_folder=None, ask_package=None, ask_workbook=None)
    for _, _, task in desk.work.offers():
        desk.work.start(task)
    assert said(desk) == ""


def test_the_empty_forms_are_written_for_applicants(
    desk: SecretariatDesk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, ask_folder=tmp_path)
    desk.work.start(tasks.application_workbooks)
    qtbot.waitUntil(lambda: "application-saq-0005-2023.xlsx" in said(desk), timeout=30_000)
    assert (tmp_path / "application-saq-0005-2023.xlsx").exists()


def test_schemes_go_to_excel_and_come_back(
    desk: SecretariatDesk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "schemes"
    folder.mkdir()
    answer(monkeypatch, ask_folder=folder)
    desk.work.start(tasks.scheme_to_workbook)
    qtbot.waitUntil(lambda: "saq-0005-2023.xlsx" in said(desk), timeout=30_000)
    answer(monkeypatch, ask_workbook=folder / "saq-0005-2023.xlsx", ask_folder=tmp_path)
    desk.work.start(tasks.scheme_from_workbook)
    qtbot.waitUntil(lambda: "Scheme written" in said(desk), timeout=30_000)
    assert (tmp_path / "saq-0005-2023" / "scheme.toml").exists()
