"""Draws the pictures of the manual: every screen, in both languages, light and dark, at two sizes."""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # the same picture on every machine

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QSize, Qt, QThread, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from evaluator_app.domain.declarations import Declarations, Recusal, Relation
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.history import Subject, edit
from evaluator_app.domain.marks import Mark, Scored
from evaluator_app.domain.numbers import parse_score
from evaluator_app.domain.problems import Problem
from evaluator_app.domain.review import oddities
from evaluator_app.domain.sheet import SheetSignature, findings
from evaluator_app.domain.trust import Certified, PackageSignature
from evaluator_app.services import declaring, packages, profile, samples, scoring, sheet_signing, workspaces
from evaluator_app.services.places import Folders, Places, own_places
from evaluator_app.ui.application import Program
from evaluator_app.ui.expert.correction_dialog import CorrectionDialog
from evaluator_app.ui.expert.declaration_dialog import DeclarationDialog
from evaluator_app.ui.expert.declaration_model import DeclarationsModel
from evaluator_app.ui.expert.desk import ExpertDesk
from evaluator_app.ui.expert.dialogs import DeskDialog, PhrasesDialog, ProfileDialog
from evaluator_app.ui.expert.issuer_dialog import IssuerDialog
from evaluator_app.ui.expert.review_dialog import ReviewDialog
from evaluator_app.ui.expert.rules import RulesDialog
from evaluator_app.ui.expert.sign_dialog import ReceiptDialog, SignDialog
from evaluator_app.ui.help import HelpDialog
from evaluator_app.ui.identity.dialogs import NewIdentityDialog, PassphraseDialog, UnlockDialog
from evaluator_app.ui.identity.keeper import IdentityKeeper
from evaluator_app.ui.identity.page import IdentityPage
from evaluator_app.ui.operation import Operations
from evaluator_app.ui.preferences import Preferences, preferences_text
from evaluator_app.ui.secretariat.paper_dialog import PaperDialog
from evaluator_app.ui.secretariat.verification import VerificationDialog
from evaluator_app.ui.settings import SettingsDialog
from evaluator_app.ui.tokens import theme
from evaluator_app.ui.window import MainWindow
from evaluator_app.wording.declarations import pledge_words
from evaluator_app.wording.receipts import receipt_lines

LANGUAGES = {"zh": "zh_CN", "en": "en"}
THEMES = ("light", "dark")
SIZES = {"small": QSize(1280, 720), "large": QSize(1600, 1000)}
APPLICATION = "A-001"
LEFT_OPEN = "c2"  # one criterion stays unmarked, so that the grades still reachable are seen


@dataclass(frozen=True, slots=True)
class Look:
    """One way the window can look."""

    language: str
    theme: str
    size: str

    @property
    def name(self) -> str:
        """`zh-light-small`."""
        return f"{self.language}-{self.theme}-{self.size}"


def wait_until(true: Callable[[], bool], seconds: int = 20) -> None:
    """Let the window work until this holds."""
    deadline = QDeadlineTimer(seconds * 1000)
    while not true():
        if deadline.hasExpired():
            message = "the window did not come to rest"
            raise TimeoutError(message)
        QEventLoop().processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        QThread.msleep(5)


def fill(folders: Folders, places: Places) -> None:
    """A workspace with the sample, half scored."""
    ws = workspaces.open_or_create(folders.workspace, folders.keys)
    received = samples.receive_sample(ws, places)
    package = received.package
    expert = json.loads(_answers(places).read_text("utf-8"))["expert"]
    own = Expert(name=expert["name"], organisation=expert["organisation"])
    profile.keep_expert(ws, own)
    choices = dict.fromkeys(one.id for one in package.applications)
    words = pledge_words(received.scheme.scheme)
    declaring.declare(ws, package, own, declaring.Answers(choices=choices, pledge=words))
    sheet = scoring.open_sheet(ws, package.id, APPLICATION)
    state = sheet.state
    for subject, target, value in _entries(places):
        step = edit(state, subject, target, value)
        if step is not None:
            scoring.save_step(ws, sheet.key, step.row, expert["name"])
            state = step.state
    ws.close()


def _answers(places: Places) -> Path:
    return min((places.resources / "sample" / "answers" / APPLICATION).glob("*.json"))


def _entries(places: Places) -> Iterator[tuple[Subject, str, Mark | str]]:
    answers = json.loads(_answers(places).read_text("utf-8"))
    for criterion, mark in answers["marks"].items():
        score = parse_score(str(mark["score"]))
        if criterion != LEFT_OPEN and score is not None:
            yield Subject.MARK, criterion, Scored(score)
            yield Subject.NOTE, criterion, mark.get("note", "")


def desk_of(window: MainWindow) -> ExpertDesk:
    """The expert's desk in a window."""
    if not isinstance(window.desk, ExpertDesk):
        raise TypeError
    return window.desk


def screens(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Every screen with its name, in the order of the work."""
    desk = desk_of(window)
    yield "home", window
    desk.open_application(desk.packages[0].package.id, APPLICATION)
    wait_until(lambda: desk.score is not None and desk.score.page.documents.drawn())
    score = desk.score
    if score is None:
        return
    score.page.form.go_to("b4")
    yield "score", window
    score.page.form.go_to("remarks")
    yield "remarks", window
    sheet = score.editor.sheet
    if sheet is not None:
        rubric, marks = sheet.scheme.scheme.rubric, sheet.state.marks
        odd = oddities(rubric, marks.with_mark("b2", Scored(rubric.criteria_by_id["b2"].max)).entries, ())
        yield "review", ReviewDialog(findings(rubric, marks), odd, window)
        yield from _signing(sheet, desk.expert, odd, window)
        yield "rules", RulesDialog(sheet.scheme.scheme, window)
    yield from _person(desk.expert, window)
    yield from _identity(window)
    yield "settings", SettingsDialog(Preferences(language="zh_CN"), Path("/…/workspace"), window)
    yield "help", HelpDialog(window.shortcuts(), window)
    desk.show_home()


def _person(expert: Expert, window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """The dialogs on who works here."""
    yield "declaration", _declaration(window)
    yield "profile", ProfileDialog(expert, window)
    yield "phrases", PhrasesDialog(("亮点突出", "数据充分，有对比"), window)
    yield "desk", DeskDialog(window)


def _signing(
    sheet: scoring.OpenSheet, expert: Expert, odd: Sequence[Problem], window: MainWindow
) -> Iterator[tuple[str, QWidget]]:
    """The dialogs of signing: with the page as it will look, the receipt, a correction."""
    dialog = SignDialog(expert.name, odd, window)
    dialog.show_page(sheet_signing.preview(sheet, expert, 0.9))
    yield "sign", dialog
    yield "receipt", _receipt(window)
    yield "verification", _verification(window)
    yield "paper", _paper(window)
    yield "correct", CorrectionDialog(window)


def _identity(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """The dialogs of an identity, and the question about an issuer."""
    nowhere = Path("/…/me.p12")
    folders = Folders(workspace=nowhere, keys=nowhere, identity=nowhere, preferences=nowhere)
    working = Operations("pictures", window)
    yield "identity-new", NewIdentityDialog(folders, working, lambda _: None, window)
    yield "unlock", UnlockDialog(folders, working, lambda _: None, window)
    yield "passphrase", PassphraseDialog(nowhere, working, window)
    working.close()
    term = {"not_before": "2026-01-02T00:00:00Z", "not_after": "2031-01-01T23:59:59Z"}
    own = Certified(name="示例专家甲", organisation="示例大学", fingerprint="3f7a" * 16, **term)
    shown = IdentityPage(own, issued=True, parent=window)
    shown.offer(keeper_of(window).actions(window))
    yield "identity", shown
    signature = PackageSignature(
        signer="示例秘书处", organisation="示例协会", fingerprint="7f3a" * 16, claimed="2026-01-02T00:00:00Z"
    )
    yield "issuer", IssuerDialog(signature, window)


def keeper_of(window: MainWindow) -> IdentityKeeper:
    """Who keeps the identity of the expert's desk."""
    keeper = desk_of(window).keeper
    if keeper is None:
        raise TypeError
    return keeper


def _declaration(window: MainWindow) -> DeclarationDialog:
    """Pledge and interests, one of them known, one recused, one open."""
    package, look = desk_of(window).packages[0], theme(own_places().resources / "icons", dark=False)
    every = [one.application for one in package.applications]
    expert = Expert(name="示例专家甲", organisation=every[0].organisation)
    model = DeclarationsModel(every, Declarations(), expert, window)
    model.choose([1], Recusal(relation=Relation.RELATIVE, reason="负责人是我的近亲属"))
    words = pledge_words(package.scheme.scheme)
    return DeclarationDialog(look, model, (words, Declarations()), window)


def _paper(window: MainWindow) -> PaperDialog:
    """The entry of a paper sheet, at its beginning."""
    places = own_places()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.evpkg"
        packages.build(samples.sample_campaign(places), places.forms, path, now="2024-08-30T10:00:00+08:00")
        verified = packages.verify(path)
    look = theme(places.resources / "icons", dark=False)
    return PaperDialog(look, Operations("pictures", window), verified, window)


def _verification(window: MainWindow) -> VerificationDialog:
    """The verification with one file that is no sheet."""
    working = Operations("pictures", window)
    dialog = VerificationDialog(theme(own_places().resources / "icons", dark=False), working, window)
    dialog.check_files([Path("A-001.xlsx")])
    wait_until(lambda: bool(dialog.reports))
    working.close()
    return dialog


def _receipt(window: MainWindow) -> ReceiptDialog:
    signature = SheetSignature(signer="示例专家甲", fingerprint="3f" * 32, time="2026-01-02T03:04:05Z")
    return ReceiptDialog(receipt_lines("7f3a91c2" * 8, 1, signature), "A-001.xlsx", window)


def draw(application: QApplication, look: Look, out: Path, only: str) -> list[Path]:
    """The screens in one look; the files written."""
    places = own_places()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        folders = Folders(
            workspace=home / "workspace", keys=home / "keys", identity=home / "me.p12", preferences=home
        )
        chosen = Preferences(language=LANGUAGES[look.language], theme=look.theme)
        (home / "preferences.json").write_text(preferences_text(chosen), encoding="utf-8")
        fill(folders, places)
        program = Program(application, places, folders)
        window = program.open_window()
        window.resize(SIZES[look.size])
        wait_until(lambda: bool(desk_of(window).packages))
        written = [
            _save(widget, out / f"{name}-{look.name}.png")
            for name, widget in screens(window)
            if only in ("", name)
        ]
        window.close()
        program.close()
        window.deleteLater()
        return written


def _save(widget: QWidget, path: Path) -> Path:
    if not widget.isVisible():
        widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        widget.show()
    QEventLoop().processEvents()
    widget.grab().save(str(path))
    if not isinstance(widget, MainWindow):
        widget.close()
    return path


def main() -> int:
    """Draw what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", default="", help="one screen")
    parser.add_argument("--look", default="", help="one look, such as zh-light-small")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    qInstallMessageHandler(_qt_message)
    application = QApplication([])
    looks = [Look(*parts) for parts in product(LANGUAGES, THEMES, SIZES)]
    for look in looks:
        if options.look in ("", look.name):
            for path in draw(application, look, options.out, options.only):
                print(path)
    return 0


def _qt_message(kind: QtMsgType, _context: object, message: str) -> None:
    """What Qt says, except that the offscreen screen cannot hint at sizes."""
    if "propagateSizeHints" not in message:
        print(kind, message, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
