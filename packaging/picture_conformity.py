"""The screen of the conformity check, in the middle of the work."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from evaluator_app.domain.campaigns import CampaignPlan
from evaluator_app.domain.conformity_results import Judgement, Verdict
from evaluator_app.services import campaigns, conformity, samples, workspaces
from evaluator_app.services.campaigns import OpenCampaign
from evaluator_app.services.places import Folders, own_places
from evaluator_app.ui.operation import Operations
from evaluator_app.ui.secretariat.conformity_page import ConformityPage
from evaluator_app.ui.secretariat.desk_workspace import DeskWorkspace
from evaluator_app.ui.tokens import theme

PLAN = CampaignPlan(
    id="2024-1",
    title="2024年现场管理创新活动（示例）",
    year=2024,
    scheme="saq-0005-2023",
    scheme_digest="",
)
ACCIDENT = "eligibility.no-accident"


def conformity_page(window: QWidget, wait_until: Callable[[Callable[[], bool]], None]) -> ConformityPage:
    """One application entering the review, one with an accident, one undecided."""
    places, working = own_places(), Operations("pictures", window)
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        desk = DeskWorkspace(working, window)
        ws = workspaces.open_or_create(folder / "ws", folder / "keys")
        campaigns.begin(ws, places.forms, PLAN)
        found = campaigns.set_folder(ws, PLAN.id, folder / "2024")
        sample = samples.sample_campaign(places)
        for name in ("A-001", "A-002", "A-003"):
            shutil.copytree(sample / name, folder / "2024" / name)
        _judge(found, folder / "2024")
        desk.open(lambda: ws)
        folders = Folders(workspace=folder, keys=folder, identity=folder, preferences=folder)
        page = ConformityPage(theme(places.resources / "icons", dark=False), places, folders, desk)
        page.resize(1112, 687)
        page.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        page.show()
        wait_until(lambda: page.found is not None)
        desk.close()
        working.close()
    page.table.selectRow(1)
    rules = [one.rule for one in page.rules.model.rows]
    page.rules.table.selectRow(rules.index(ACCIDENT))
    return page


def _judge(found: OpenCampaign, folder: Path) -> None:
    scheme = found.scheme.scheme
    judged = {"met": True, "reason": "已核对证明材料", "by": "示例秘书"}
    first = conformity.check_one(folder / "A-001", scheme).conformity
    for one in first.results if first is not None else ():
        if one.verdict is Verdict.TO_JUDGE:
            conformity.judge(folder / "A-001", scheme, Judgement(rule=one.rule, **judged))  # type: ignore[arg-type] # as above
    against = Judgement(rule=ACCIDENT, met=False, reason="公开记录：2023年5月发生安全事故", by="示例秘书")
    conformity.judge(folder / "A-002", scheme, against)
