"""Whether an exchange file can be what it says: its tables, times, digests, and that it can be read back."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from evaluator_app.domain.codes import Code
from evaluator_app.domain.exchange_rows import GROWING, Row, dangling
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.exchange.campaign_exchange import CampaignExchange
from evaluator_app.exchange.package_data import is_moment
from evaluator_app.exchange.received_data import found_from, package_from
from evaluator_app.exchange.safe_names import is_safe_id
from evaluator_app.exchange.scheme_file import read_scheme
from evaluator_app.exchange.table_bag import FileCell
from evaluator_app.services import campaigns
from evaluator_app.store import decisions, intake, panels, publication, register, results, roster
from evaluator_app.store.workspace import Workspace

WRONG = (KeyError, ValueError, TypeError, AttributeError, IndexError)  # what odd rows make of reading them


def sound(found: CampaignExchange, columns: Mapping[str, frozenset[str]]) -> None:
    """Refuse an exchange whose tables are not those of one campaign."""
    if {name for name, rows in found.rows.items() if rows} - columns.keys() or any(
        row.keys() != columns[name] for name, rows in found.rows.items() for row in rows
    ):
        raise Refused([problem(Code.EXCHANGE_NEWER_FORMAT, str(found.found.path))])
    try:
        problems = list(_problems(found))
    except WRONG as error:
        raise wrong(str(error)) from error
    if problems:
        raise Refused(problems)


def wrong(reason: str, place: str = "") -> Refused:
    """Why an exchange is none."""
    return Refused([problem(Code.EXCHANGE_INVALID, place, reason=reason)])


def _problems(found: CampaignExchange) -> Iterator[Problem]:
    bad = sorted(set(_wrong_tables(found)))
    yield from (problem(Code.EXCHANGE_INVALID, name, reason=name) for name in bad)


def _wrong_tables(found: CampaignExchange) -> Iterator[str]:
    campaign = found.head.campaign
    if [row["id"] for row in found.rows.get("campaigns", ())] != [campaign]:
        yield "campaigns"
    for name, rows in found.rows.items():
        numbers = [row.get("number") for row in rows]
        if len(set(numbers)) != len(numbers) and "number" in (rows[0] if rows else ()):
            yield name
        if not all(row.get("campaign", campaign) == campaign for row in rows):
            yield name
        if name in GROWING and not all(map(_sound_row, rows)):
            yield name
    yield from dangling(found.rows)
    yield from _wrong_files(found)
    seated = {row["member"] for row in found.rows.get("assignment_events", ())}
    if not {row["id"] for row in found.rows.get("members", ())} <= seated:
        yield "members"
    if not {row["member"] for row in found.rows.get("member_events", ())} <= seated:
        yield "member_events"


def _sound_row(row: Row) -> bool:
    at = row.get("recorded_at", row.get("at"))
    origin = row.get("origin", "here")
    return (
        type(row["number"]) is int
        and isinstance(at, str)
        and is_moment(at)
        and isinstance(origin, str)
        and is_safe_id(origin)
    )


def _wrong_files(found: CampaignExchange) -> Iterator[str]:
    """Tables whose files are not those their digests name."""
    for row in found.rows.get("received_bytes", ()):
        data = row["data"]
        if not isinstance(data, FileCell) or hashlib.sha256(found.file(data)).hexdigest() != row["digest"]:
            yield "received_bytes"
    known = {row["digest"] for row in found.rows.get("received_files", ())}
    if not {row["digest"] for row in found.rows.get("received_bytes", ())} <= known:
        yield "received_bytes"
    locked = {row["scheme_digest"] for row in found.rows.get("campaigns", ())}
    for row in found.rows.get("schemes", ()):
        source = row["source"]
        if (
            not isinstance(source, FileCell)
            or row["digest"] not in locked
            or read_scheme(found.file(source), "schemes").digest != row["digest"]
        ):
            yield "schemes"


def read_back(ws: Workspace, campaign: str) -> None:
    """Refuse what was just added if the program cannot read it."""
    try:
        _everything(ws, campaign)
    except WRONG as error:
        raise wrong(str(error), campaign) from error


def _everything(ws: Workspace, campaign: str) -> tuple[Any, ...]:
    scheme = campaigns.opened(ws, campaign).scheme.scheme
    stages = [
        (panels.seat_events(ws, campaign, one.id), panels.issues(ws, campaign, one.id))
        for one in scheme.stages
    ]
    meetings = [decisions.meetings(ws, campaign, one.id) for one in scheme.stages]
    for one in results.in_force(ws, campaign):
        found_from(one.found)
    for data in results.packages(ws, campaign):
        package_from(data)
    return (
        *(stages, meetings, decisions.all_decisions(ws, campaign), register.holdings(ws, campaign)),
        *(intake.events(ws, campaign), intake.recommendations(ws, campaign), roster.members(ws)),
        *(results.choices(ws, campaign), results.journal(ws, campaign)),
        *(publication.consents(ws, campaign), publication.materials(ws, campaign)),
        publication.published(ws, campaign),
    )
