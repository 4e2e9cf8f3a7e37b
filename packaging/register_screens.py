"""The pages of certificates and publication for the manual's pictures, in a campaign of their own."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from picture_screens import wait_until
from PySide6.QtWidgets import QWidget

from evaluator_app.domain.campaigns import CampaignPlan
from evaluator_app.domain.consents import Consent, Party, Scope
from evaluator_app.domain.register import Award, Event, EventKind
from evaluator_app.services import campaigns, certificates, consents, register
from evaluator_app.services.places import Places
from evaluator_app.services.workspaces import Workspace
from evaluator_app.ui.secretariat.certificates_page import CertificatesPage
from evaluator_app.ui.secretariat.desk import Name, SecretariatDesk
from evaluator_app.ui.secretariat.publication_page import PublicationPage
from evaluator_app.ui.window import MainWindow

CAMPAIGN, BY = "2024-stars", "示例秘书"
_ISSUED = "2024-07-01"
_UNITS = (
    ("B-001", "示例航空装备有限公司", "总装一车间", "六星级"),
    ("B-002", "示例船舶动力有限公司", "曲轴生产线", "五星级"),
    ("B-003", "示例轨道装备有限公司", "转向架车间", "四星级"),
    ("B-004", "示例能源装备有限公司", "叶片车间", "五星级"),
    ("B-005", "示例医疗装备有限公司", "影像设备总装", ""),
)
_CASE: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("已报告", "2024-09-05", {"sanction": "lowering", "causes": ("accident",), "occurred": "2024-09-01"}),
    ("待确认", "2024-09-20", {}),
    ("降级", "2024-10-11", {"grade": "四星级", "confirmed_by": "标委会", "paper": "审定会纪要〔2024〕3号"}),
    ("待退换", "2024-10-16", {"note": "挂号信签收"}),
)


def prepare_register(ws: Workspace, places: Places, home: Path) -> None:
    """A campaign with four certificates, one of them lowered, and some consents."""
    folder = home / "units"
    for name, organisation, site, _ in _UNITS:
        (folder / name).mkdir(parents=True)
        words = f'id = "{name}"\norganisation = "{organisation}"\nsite = "{site}"\nsector = "航空航天"\n'
        (folder / name / "application.toml").write_text(words, "utf-8")
    plan = CampaignPlan(
        id=CAMPAIGN,
        title="2024年星级评价（示例）",
        year=2024,
        scheme="saq-0003-2023",
        scheme_digest="",
        folder=str(folder),
    )
    campaigns.begin(ws, places.forms, plan)
    entries = certificates.issue(ws, CAMPAIGN, _awards(), BY, _ISSUED)
    for state, day, said in _CASE:
        event = replace(Event(kind=EventKind.CASE, day=day, state=state, recorded_by=BY), **said)
        register.record(ws, entries[1].number, event)
    consents.consent(ws, CAMPAIGN, _consents())


def _awards() -> Sequence[Award]:
    return [
        Award(
            application=name,
            organisation=organisation,
            site=site,
            grade=grade,
            decided_on="2024-06-20",
            field="航空航天",
            boundary=f"{site}及其检测线",
        )
        for name, organisation, site, grade in _UNITS
    ]


def _consents() -> Sequence[Consent]:
    own = Consent(party=Party.APPLICANT, scope=Scope.RESULTS, day=_ISSUED, paper="同意公开函", recorded_by=BY)
    office = replace(own, party=Party.SECRETARIAT, paper="审批单")
    return [*(replace(own, application=name) for name in ("B-001", "B-003")), office]


def register_screens(desk: SecretariatDesk, window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Both pages with their names."""
    desk.workspace.choose(CAMPAIGN)
    shown = desk.go_to(Name.CERTIFICATES)
    if isinstance(shown, CertificatesPage):
        wait_until(lambda: shown.model.rowCount() > 0)
        shown.table.selectRow(1)
    yield "certificates", window
    page = desk.go_to(Name.PUBLICATION)
    if isinstance(page, PublicationPage):
        wait_until(lambda: page.model.rowCount() > 0)
        page.table.selectRow(0)
    yield "publication", window
