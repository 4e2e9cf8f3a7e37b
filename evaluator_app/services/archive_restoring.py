"""An archived campaign put into a workspace, where it looks as it did."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from evaluator_app.domain.codes import Code
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.roster import Member, MemberKind
from evaluator_app.exchange import campaign_archive as archive
from evaluator_app.exchange.campaign_archive import CampaignArchive
from evaluator_app.exchange.hashing import Progress
from evaluator_app.exchange.safe_writing import make_folder
from evaluator_app.exchange.table_bag import FileCell, Table
from evaluator_app.services import archiving, campaigns
from evaluator_app.services.clock import now
from evaluator_app.store import campaign_rows, closings, roster
from evaluator_app.store import campaigns as campaign_store
from evaluator_app.store.backup_files import free_name
from evaluator_app.store.campaign_rows import Rows
from evaluator_app.store.closings import Closing, ClosingKind
from evaluator_app.store.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class RestoredCampaign:
    """A campaign from an archive: how many rows were new, and where its files lie now."""

    campaign: str
    rows: int
    folder: Path | None


def restore(
    ws: Workspace, path: Path, below: Path | None = None, progress: Progress | None = None
) -> RestoredCampaign:
    """Put an archived campaign into a workspace, its files into a new folder below this one.

    What is there already under the same numbers must be the same; else nothing is changed.
    """
    found = archiving.verify(path, progress)
    campaign = found.head.campaign
    tables = list(found.tables())
    rows = [_rows(found, one) for one in tables if one.name != archiving.EXPERTS]
    problems = list(campaign_rows.unknown(ws, rows))
    if problems:
        raise Refused(problems)
    known = campaign_store.load_plan(ws, campaign)
    experts = _new_members(ws, next((one for one in tables if one.name == archiving.EXPERTS), None))
    with ws.changing():
        new = campaign_rows.put(ws, campaign, rows, {campaign_rows.OWN_PLACE: ""})
        roster.save(ws, [(one, "new") for one in experts], found.head.closed_by, now())
        _note_closed(ws, found)
    folder = _put_files(found, below) if known is None and below is not None else None
    if folder is not None:
        _set_folder(ws, campaign, folder)
    return RestoredCampaign(campaign=campaign, rows=new, folder=folder)


def _rows(found: CampaignArchive, table: Table) -> Rows:
    rows = [tuple(found.file(one) if isinstance(one, FileCell) else one for one in row) for row in table.rows]
    return Rows(table=table.name, columns=table.columns, rows=tuple(rows))


def _new_members(ws: Workspace, table: Table | None) -> list[Member]:
    """People of the panels that this workspace does not know; another person under a number is refused."""
    known = {one.id: one.expert for one in roster.members(ws)}
    new: list[Member] = []
    problems: list[Problem] = []
    for one in _members(table) if table else ():
        if one.id not in known:
            new.append(one)
        elif known[one.id] != one.expert:
            problems.append(problem(Code.ARCHIVE_CONFLICT, what=f"{archiving.EXPERTS} {one.id}"))
    if problems:
        raise Refused(problems)
    return new


def _members(table: Table) -> Iterator[Member]:
    try:
        for row in table.rows:
            said = {name: str(value) for name, value in zip(table.columns, row, strict=True)}
            yield Member(
                id=said["id"],
                place=said["id"],
                expert=Expert(name=said["name"], organisation=said["organisation"]),
                kind=MemberKind(said["kind"]),
                source=said["source"],
                appointed=said["appointed"],
                term_years=int(said["term_years"]),
                trained=said["trained"],
            )
    except (KeyError, ValueError) as error:
        raise Refused([problem(Code.ARCHIVE_INVALID, archiving.EXPERTS, reason=error)]) from error


def _note_closed(ws: Workspace, found: CampaignArchive) -> None:
    """The campaign is closed here too."""
    if not closings.is_closed(ws, found.head.campaign):
        said = Closing(
            kind=ClosingKind.CLOSED,
            who=found.head.closed_by,
            at=found.head.written,
            digest=found.digest,
            file=found.found.path.name,
        )
        closings.add(ws, found.head.campaign, said)


def _put_files(found: CampaignArchive, below: Path) -> Path | None:
    """The folder of the campaign as it was, in a new folder."""
    names = list(found.found.below(archive.CAMPAIGN))
    if not names:
        return None
    make_folder(below)
    target = free_name(below, found.head.campaign)
    for name in names:
        found.found.take_out(name, target / name.removeprefix(f"{archive.CAMPAIGN}/"))
    return target


def _set_folder(ws: Workspace, campaign: str, folder: Path) -> None:
    found = campaigns.opened(ws, campaign)
    plan = replace(found.plan, folder=str(folder.resolve()))
    campaign_store.save_plan(ws, plan, found.scheme.source, now())
