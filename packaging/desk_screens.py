"""The pages of the secretariat's desk for the manual's pictures, in a workspace with a campaign under way."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from decision_screens import decision_screens
from picture_results import receive, results_screens
from picture_screens import wait_until
from PySide6.QtWidgets import QWidget
from register_screens import prepare_register, register_screens

from evaluator_app.domain.campaigns import CampaignPlan
from evaluator_app.domain.conformity_results import Judgement, Verdict
from evaluator_app.domain.dossier import Result, StepRecord
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.panels import PanelNeeds
from evaluator_app.domain.roster import FormerEmployer, Member, MemberKind, Nomination
from evaluator_app.domain.scheme import Scheme
from evaluator_app.services import (
    campaigns,
    conformity,
    issuing,
    panels,
    roster,
    samples,
    scheme_versions,
    workspaces,
)
from evaluator_app.services.issuing import How
from evaluator_app.services.places import Folders, Places
from evaluator_app.ui.fields.labels import ElidedLabel
from evaluator_app.ui.secretariat.campaign_page import CampaignPage
from evaluator_app.ui.secretariat.conformity_page import ConformityPage
from evaluator_app.ui.secretariat.desk import Name, SecretariatDesk
from evaluator_app.ui.secretariat.packages_page import PackagesPage
from evaluator_app.ui.secretariat.panels_page import PanelsPage
from evaluator_app.ui.secretariat.roster_page import RosterPage
from evaluator_app.ui.secretariat.schemes_page import SchemesPage
from evaluator_app.ui.window import MainWindow

CAMPAIGN, BY = "2024-sample", "示例秘书"
ACCIDENT = "eligibility.no-accident"
DRAFTED = "smart-factory-supervisor-2023"
_SITES = (
    ("A-004", "示例物业服务有限公司", "客服中心", "服务"),
    ("A-005", "示例轨道交通运营公司", "检修三组", "服务"),
    ("A-006", "示例制药股份有限公司", "固体制剂车间", "制造"),
    ("A-007", "示例建设集团", "预制构件厂", "建设"),
    ("A-008", "示例电力设备有限公司", "焊接车间", "制造"),
    ("A-009", "示例社区卫生服务中心", "预检分诊", "服务"),
)
_PEOPLE = (
    ("示例专家甲", "示例大学质量研究所", "制造", "2022-03-01"),
    ("示例专家乙", "示例装备集团", "制造", "2023-05-10"),
    ("示例专家丙", "示例服务标准化研究院", "服务", "2024-01-15"),
    ("示例专家丁", "示例市民医院", "服务", "2024-01-15"),
    ("示例专家戊", "示例建设集团", "建设", "2023-09-01"),
    ("示例专家己", "示例检测中心", "制造；服务", "2022-02-01"),
    ("示例专家庚", "示例质量协会", "服务", "2024-04-01"),
)


def prepare(folders: Folders, places: Places, home: Path) -> None:
    """A campaign with nine applications and a roster of eight; packages of some experts are issued."""
    folder = home / "applications"
    shutil.copytree(samples.sample_campaign(places), folder)
    for name, organisation, site, sector in _SITES:
        source = (folder / "A-001" / "application.toml").read_text("utf-8").split("[values]")[0]
        words = source.replace("A-001", name).replace("示例精密制造有限公司", organisation)
        words = words.replace("总装二车间", site).replace('sector = "制造"', f'sector = "{sector}"')
        (folder / name).mkdir()
        (folder / name / "application.toml").write_text(words, "utf-8")
    ws = workspaces.open_or_create(folders.workspace, folders.keys)
    plan = CampaignPlan(
        id=CAMPAIGN,
        title="2024年现场管理创新活动（示例）",
        year=2024,
        scheme="saq-0005-2023",
        scheme_digest="",
        stage="document-review",
        folder=str(folder),
    )
    campaigns.begin(ws, places.forms, plan)
    held = StepRecord(
        step="briefing", day="2024-03-20", result=Result.DONE, note="线上线下结合", recorded_by=BY
    )
    campaigns.record(ws, CAMPAIGN, held)
    _judge(campaigns.opened(ws, CAMPAIGN).scheme.scheme, folder)
    for one in _people():
        roster.save(ws, one, BY)
    found = panels.board(ws, CAMPAIGN)
    needs = PanelNeeds(per_application=3, odd=True)
    proposed = panels.proposal(found, needs)
    panels.take(ws, CAMPAIGN, proposed, BY)
    issuing.issue(ws, issuing.needed(ws, CAMPAIGN), How(out=home / "out", who=BY))
    receive(ws, CAMPAIGN, home / "out", BY)
    prepare_register(ws, places, home)
    ws.close()
    _draft(scheme_versions.own_shelf(places.forms, folders.preferences))


def _judge(scheme: Scheme, folder: Path) -> None:
    """One application enters the review, one stays out for an accident; the others are undecided."""
    first = conformity.check_one(folder / "A-001", scheme).conformity
    for one in first.results if first is not None else ():
        if one.verdict is Verdict.TO_JUDGE:
            said = Judgement(rule=one.rule, met=True, reason="已核对证明材料", by=BY)
            conformity.judge(folder / "A-001", scheme, said)
    against = Judgement(rule=ACCIDENT, met=False, reason="公开记录：2023年5月发生安全事故（示例）", by=BY)
    conformity.judge(folder / "A-002", scheme, against)


def _draft(shelf: scheme_versions.Shelf) -> None:
    """A scheme with a locked version, and a draft whose weights do not add up yet."""
    scheme_versions.change(shelf, DRAFTED, "protocol.minimum_sheets", "5")
    scheme_versions.lock(shelf, DRAFTED, "2023-2", by=BY, reason="评审委员会会议纪要（示例）")
    for path, words in (("weights", "set"), ("sections[0].criteria[0].max", "30"), ("sections[0].max", "30")):
        scheme_versions.change(shelf, DRAFTED, f"rubric.{path}", words)


def _people() -> Iterator[Member]:
    for name, organisation, fields, appointed in _PEOPLE:
        one = Member(
            expert=Expert(name=name, organisation=organisation),
            place="",
            source="标准起草单位",
            nomination=Nomination.ORGANISATION,
            appointed=appointed,
            term_years=5,
            trained="2024-03-20",
            fields=tuple(fields.split("；")),
        )
        if name == "示例专家庚":
            former = FormerEmployer(organisation="示例物业服务有限公司", left="2025-06-30")
            one = replace(one, former=(former,))
        yield one
    staff = Expert(name="示例职员", organisation="示例协会")
    yield Member(expert=staff, place="", kind=MemberKind.STAFF)


def _choose(desk: SecretariatDesk) -> None:
    wait_until(lambda: bool(desk.workspace.campaigns))
    desk.workspace.choose(CAMPAIGN)


def desk_screens(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Every page with its name, in the order of the work."""
    desk = window.desk
    if not isinstance(desk, SecretariatDesk):
        raise TypeError
    _choose(desk)
    yield from _beginning(desk, window)
    people = desk.go_to(Name.ROSTER)
    if isinstance(people, RosterPage):
        wait_until(lambda: people.model.rowCount() > 0)
        people.table.selectRow(1)
    yield "roster", window
    grid = desk.go_to(Name.PANELS)
    if isinstance(grid, PanelsPage):
        wait_until(lambda: grid.model.rowCount() > 0)
        grid.table.setCurrentIndex(grid.model.index(2, 3))
    yield "panels", window
    made = desk.go_to(Name.PACKAGES)
    if isinstance(made, PackagesPage):
        wait_until(lambda: made.model.rowCount() > 0)
    yield "packages", window
    yield from results_screens(window, desk)
    yield from decision_screens(window)
    yield from register_screens(desk, window)
    _choose(desk)
    yield from _rules(desk, window)


def _beginning(desk: SecretariatDesk, window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """The page of campaigns, and that of the conformity check with the application that stays out."""
    steps = desk.go_to(Name.CAMPAIGNS)
    if isinstance(steps, CampaignPage):
        wait_until(lambda: steps.model.rowCount() > 0)
        for one in steps.findChildren(ElidedLabel):  # where it lies on this computer is nobody's business
            one.setText(re.sub(r"(/|[A-Z]:\\)\S*(?=applications)", "/…/", one.text()))
    yield "campaign", window
    checked = desk.go_to(Name.CONFORMITY)
    if isinstance(checked, ConformityPage):
        wait_until(lambda: checked.found is not None and checked.model.rowCount() > 0)
        checked.table.selectRow(1)
        rules = [one.rule for one in checked.rules.model.rows]
        checked.rules.table.selectRow(rules.index(ACCIDENT))
    yield "conformity", window


def _rules(desk: SecretariatDesk, window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """The page of schemes with the draft."""
    rules = desk.go_to(Name.SCHEMES)
    if isinstance(rules, SchemesPage):
        rules.choose(DRAFTED)
        wait_until(lambda: rules.model.rowCount() > 0 and bool(rules.found and rules.found.changes))
        rules.table.selectRow(2)
    yield "schemes", window
