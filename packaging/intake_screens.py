"""Intake for the manual's pictures: forms on the list, and a form to be typed in."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from evaluator_app.domain.campaigns import CampaignPlan
from evaluator_app.domain.codes import Code
from evaluator_app.domain.field_roles import BEFORE_ROLES
from evaluator_app.domain.incoming_documents import DocumentArrival, DocumentChange, IncomingDocument
from evaluator_app.domain.intake import Incoming, Sorted, application_of, sort_out, with_documents
from evaluator_app.domain.problems import problem
from evaluator_app.services import campaigns, workspaces
from evaluator_app.services.places import own_places
from evaluator_app.ui.operation import Operations
from evaluator_app.ui.secretariat.application_dialog import ApplicationDialog
from evaluator_app.ui.secretariat.desk_workspace import DeskWorkspace
from evaluator_app.ui.secretariat.intake_page import IntakePage
from evaluator_app.ui.tokens import theme
from evaluator_app.ui.window import MainWindow


def intake_screens(
    window: MainWindow, wait_until: Callable[[Callable[[], bool]], None]
) -> Iterator[tuple[str, QWidget]]:
    """Intake with a new form, a changed one and a doubtful one; a form to be typed in."""
    places, working = own_places(), Operations("pictures", window)
    with tempfile.TemporaryDirectory() as folder:
        desk = DeskWorkspace(working, window)
        desk.workspace = workspaces.open_or_create(Path(folder) / "ws", Path(folder) / "keys")
        plan = CampaignPlan(
            id="2024-1",
            title="2024年现场管理创新活动（示例）",
            year=2024,
            scheme="saq-0005-2023",
            scheme_digest="",
            folder=str(Path(folder) / "2024年申报"),
        )
        campaigns.begin(desk.workspace, places.forms, plan)
        desk.who = "示例秘书"
        page = IntakePage(theme(places.resources / "icons", dark=False), desk)
        page.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        page.resize(1100, 620)
        page.show()
        desk.refresh()
        wait_until(lambda: page.target is not None)
        if page.target is not None:
            page.show_loaded(replace(page.target, folder=Path("/…/2024年申报")))
            page.show_sorted(_delivered())
            yield "intake", page
            yield "intake-type", ApplicationDialog(page.target.scheme, "", lambda _: None, window)
        desk.close()
        working.close()


def _delivered() -> tuple[Sorted, ...]:
    values = {"organisation": "示例精密制造有限公司", "site": "焊接车间"}
    known = application_of("A-001", {**values, "employees": "586"}, BEFORE_ROLES)
    wrong = problem(Code.FIELD_NOT_A_DAY, "申报表丙.xlsx 报名表!C17", field="组织成立日期", value="去年")
    unseen = problem(Code.DOCUMENT_UNSUPPORTED, "示例物业/获奖证书.ofd")
    forms = (
        Incoming(
            file="申报表甲.xlsx",
            values={"organisation": "示例物业服务有限公司", "site": "客服中心"},
            findings=(unseen,),
        ),
        Incoming(file="申报表乙.xlsx", values={**values, "employees": "612"}),
        Incoming(file="申报表丙.xlsx", values={"organisation": "示例市民医院"}, problems=(wrong,)),
    )
    kinds = (("现场管理创新成果报告.docx", "innovation-report"), ("获奖证书.ofd", "honours"))
    documents = [
        DocumentChange(
            document=IncomingDocument(source=name, name=name, size=1, sha256=""),
            arrival=DocumentArrival.NEW,
            kind=kind,
            rendition="现场管理创新成果报告.pdf" if name.endswith("docx") else "",
        )
        for name, kind in kinds
    ]
    first, *others = sort_out(forms, [known], BEFORE_ROLES)
    return (with_documents(first, tuple(documents)), *others)
