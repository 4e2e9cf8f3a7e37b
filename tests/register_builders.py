"""Certificates for tests: a holding of a fictitious unit, and what happens to it step by step."""

from dataclasses import replace
from typing import Any

from shipped import shipped

from evaluator_app.domain.register import Award, Entry, Event, EventKind, Holding
from evaluator_app.domain.scheme import Scheme

SCHEME_ID = "saq-0003-2023"
WHO = "示例秘书"
TODAY = "2024-12-31"

ENTRY = Entry(
    number="SAQ0003-2024-0001",
    campaign="2024-stars",
    application="A-001",
    organisation="示例装备有限公司",
    site="示例总装现场",
    boundary="示例总装车间及其检测线",
    field="航空航天",
    title="",
    grade="五星级",
    basis="《高端装备智能制造生产现场管理实施指南》（T/SAQ 0003-2023）",
    issuer="标准化办公室",
    decided_on="2024-02-20",
    issued_on="2024-02-29",
    until="2027-02-28",
    code="0123456789AB",
)

AWARD = Award(
    application="A-001",
    organisation=ENTRY.organisation,
    site=ENTRY.site,
    grade="五星级",
    decided_on="2024-02-20",
    field="航空航天",
    boundary=ENTRY.boundary,
)


def scheme() -> Scheme:
    """The scheme with certificates."""
    return shipped(SCHEME_ID)


def holding(*events: Event, **changes: Any) -> Holding:
    """The certificate with these events."""
    return Holding(entry=replace(ENTRY, **changes), events=events)


def event(kind: EventKind, day: str, **said: Any) -> Event:
    """An event recorded by the secretariat."""
    return Event(kind=kind, day=day, recorded_by=WHO, **said)


def step(state: str, day: str, **said: Any) -> Event:
    """The case goes on to a state."""
    return event(EventKind.CASE, day, state=state, **said)


def reported(sanction: str = "lowering", cause: str = "accident", day: str = "2024-05-07") -> Event:
    """The holder told of what happened on 1 May 2024."""
    return step("已报告", day, sanction=sanction, causes=(cause,), occurred="2024-05-01")


CONFIRMED = {"confirmed_by": "标委会", "paper": "审定会纪要〔2024〕3号"}
LOWERED = (
    reported(),
    step("待确认", "2024-05-20"),
    step("降级", "2024-06-01", grade="四星级", **CONFIRMED),
)
NOTIFIED = (*LOWERED, step("待退换", "2024-06-10"))
WITHDRAWN = (*LOWERED[:2], step("取消", "2024-06-01", **CONFIRMED))
REVOKED = (
    reported("revocation", "misuse"),
    step("待确认", "2024-05-20"),
    step("撤销", "2024-06-01", **CONFIRMED),
)
