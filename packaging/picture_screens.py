"""The screens of the manual's pictures, each as a user would find it in the middle of the work."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from care_screens import care_screens
from intake_screens import intake_screens
from picture_analysis import analysis_dialog
from PySide6.QtCore import QDeadlineTimer, QEventLoop, QThread
from PySide6.QtWidgets import QWidget

from evaluator_app.domain.declarations import Declaration, Declarations, Pledge, Recusal, Relation, Role
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.marks import Scored
from evaluator_app.domain.problems import Problem
from evaluator_app.domain.review import oddities
from evaluator_app.domain.sheet import SheetSignature, findings
from evaluator_app.domain.trust import Certified, Issued, PackageSignature, Standing, Trust
from evaluator_app.services import packages, samples, scoring, sheet_signing
from evaluator_app.services.places import Folders, own_places
from evaluator_app.services.returning import ToReturn
from evaluator_app.ui.expert.correction_dialog import CorrectionDialog
from evaluator_app.ui.expert.declaration_dialog import DeclarationDialog
from evaluator_app.ui.expert.declaration_model import DeclarationsModel
from evaluator_app.ui.expert.desk import ExpertDesk
from evaluator_app.ui.expert.dialogs import DeskDialog, PhrasesDialog, ProfileDialog
from evaluator_app.ui.expert.issuer_dialog import IssuerDialog
from evaluator_app.ui.expert.return_dialog import ReturnDialog
from evaluator_app.ui.expert.review_dialog import ReviewDialog
from evaluator_app.ui.expert.rules import RulesDialog
from evaluator_app.ui.expert.sign_dialog import ReceiptDialog, SignDialog
from evaluator_app.ui.help import HelpDialog
from evaluator_app.ui.identity.dialogs import NewIdentityDialog, PassphraseDialog, UnlockDialog
from evaluator_app.ui.identity.keeper import IdentityKeeper
from evaluator_app.ui.identity.page import IdentityPage
from evaluator_app.ui.operation import Operations
from evaluator_app.ui.preferences import Preferences
from evaluator_app.ui.secretariat.authority_page import AuthorityPage
from evaluator_app.ui.secretariat.paper_dialog import PaperDialog
from evaluator_app.ui.secretariat.verification import VerificationDialog
from evaluator_app.ui.settings import SettingsDialog
from evaluator_app.ui.tokens import theme
from evaluator_app.ui.window import MainWindow
from evaluator_app.wording.declarations import pledge_words
from evaluator_app.wording.receipts import receipt_lines

APPLICATION = "A-001"
AT = "2024-09-02T09:30:00+08:00"


def wait_until(true: Callable[[], bool], seconds: int = 20) -> None:
    """Let the window work until this holds."""
    deadline = QDeadlineTimer(seconds * 1000)
    while not true():
        if deadline.hasExpired():
            message = "the window did not come to rest"
            raise TimeoutError(message)
        QEventLoop().processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        QThread.msleep(5)


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
    yield from care_screens(window, wait_until)
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
    yield from _authority(window)
    yield from intake_screens(window, wait_until)
    yield "analysis", analysis_dialog(sheet.scheme.scheme, sheet.package, window, wait_until)
    yield "paper", _paper(window)
    yield "correct", CorrectionDialog(window)
    yield "return", _returning(sheet, window)


def _returning(sheet: scoring.OpenSheet, window: MainWindow) -> ReturnDialog:
    """What goes back when one sheet is signed and one application recused."""
    first, second, third = desk_of(window).packages[0].applications[:3]
    recused = Declaration(
        application=second.application.id,
        at=AT,
        recusal=Recusal(relation=Relation.RELATIVE, reason="负责人是我的近亲属"),
    )
    pledge = Pledge(by="示例专家甲", organisation="示例大学", role=Role.EXPERT, at=AT, text="示例")
    declared = Declarations(pledge=pledge, given={recused.application: recused})
    found = ToReturn(packages=(sheet.package,), declared=declared, signed=(first,), open=(third,))
    return ReturnDialog(found, window)


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


def _authority(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """The page of the secretariat's authority, with three certificates."""
    look, working = theme(own_places().resources / "icons", dark=False), Operations("pictures", window)
    with tempfile.TemporaryDirectory() as nothing_kept:
        page = AuthorityPage(look, Path(nothing_kept), working)
    working.close()
    term = {"not_before": "2024-09-02T00:00:00Z", "not_after": "2029-09-01T23:59:59Z"}
    owner = Certified(name="示例秘书处", organisation="示例协会", fingerprint="7f3a" * 16, **term)
    experts = [
        Certified(name=f"示例专家{one}", organisation="示例大学", fingerprint=f"{n}f7a" * 16, **term)
        for n, one in enumerate("甲乙丙")
    ]
    rows = [Issued(certified=one, standing=Standing.TRUSTED) for one in experts]
    rows[1] = replace(rows[1], ends_soon=True)
    rows[2] = replace(rows[2], standing=Standing.REVOKED, reason="调离")
    page.path = Path("/…/authority.p12")
    page.show_list(Trust(authority=owner, number=5, at=AT, issued=tuple(experts)), rows)
    page.resize(1000, 560)
    yield "authority", page


def _receipt(window: MainWindow) -> ReceiptDialog:
    signature = SheetSignature(signer="示例专家甲", fingerprint="3f" * 32, time="2026-01-02T03:04:05Z")
    return ReceiptDialog(receipt_lines("7f3a91c2" * 8, 1, signature), "A-001.xlsx", window)
