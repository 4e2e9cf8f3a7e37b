"""A campaign closed into one signed archive, opened again with a reason; archives verified."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.domain.roster import Member
from evaluator_app.exchange import campaign_archive as archive
from evaluator_app.exchange import table_bag
from evaluator_app.exchange.campaign_archive import ArchiveHead, CampaignArchive
from evaluator_app.exchange.file_bag import Entry
from evaluator_app.exchange.folder_files import folder_files
from evaluator_app.exchange.hashing import Progress
from evaluator_app.exchange.safe_names import same_file_key
from evaluator_app.exchange.safe_writing import new_file
from evaluator_app.exchange.table_bag import Table, TableNote
from evaluator_app.services import campaigns, table_files
from evaluator_app.services.campaigns import OpenCampaign
from evaluator_app.services.clock import now
from evaluator_app.services.places import Places
from evaluator_app.store import campaign_rows, closings, panels, roster
from evaluator_app.store.closings import Closing, ClosingKind
from evaluator_app.store.workspace import Workspace
from evaluator_app.version import VERSION

if TYPE_CHECKING:
    from evaluator_app.exchange.identity_file import Identity

__all__ = ["CampaignArchive", "Closing"]

SUFFIX = archive.SUFFIX
EXPERTS = "experts"  # people as the panels of the campaign need them, and no more of them
_EXPERT_COLUMNS = ("id", "name", "organisation", "kind", "source", "appointed", "term_years", "trained")
_SCHEME = "data/scheme.toml"


@dataclass(frozen=True, kw_only=True)
class ToClose:
    """Which campaign is closed, into which file, by whom, with which packages and other files."""

    campaign: str
    out: Path
    who: str
    packages: Path | None = None
    added: tuple[Path, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Closed:
    """A campaign's archive as it was written; packages that were issued but not found are named."""

    path: Path
    digest: str
    head: ArchiveHead
    missing: tuple[str, ...] = ()


def close(ws: Workspace, places: Places, asked: ToClose, signer: "Identity") -> Closed:
    """Close a campaign into a signed archive; from then on it is changed no more."""
    found = campaigns.opened(ws, asked.campaign)
    campaigns.refuse_closed(ws, asked.campaign)
    _named(asked.who)
    files, missing = _files(ws, found, asked)
    rows = campaign_rows.campaign_rows(ws, asked.campaign)
    tables = [table_files.table(one) for one in rows]
    tables.append(_experts(roster.of_campaign(ws, asked.campaign)))
    head = ArchiveHead(
        format=archive.FORMAT,
        campaign=found.plan.id,
        title=found.plan.title,
        year=found.plan.year,
        scheme=found.plan.scheme,
        scheme_digest=found.plan.scheme_digest,
        written=now(),
        closed_by=asked.who.strip(),
        program=VERSION,
        tables=tuple(TableNote(name=one.name, rows=len(one.rows)) for one in tables),
    )
    entries: list[Entry] = [
        (archive.README, (places.resources / "archive" / "README.txt")),
        (_SCHEME, found.scheme.source),
        *(entry for one in tables for entry in table_bag.table_entries(one)),
        *table_files.held_files(ws, rows),
        *files,
    ]
    with new_file(asked.out) as stream:
        digest = archive.write_archive(stream, head, entries, signer)
    verify(asked.out)  # what cannot be read back closes nothing
    said = Closing(
        kind=ClosingKind.CLOSED, who=head.closed_by, at=head.written, digest=digest, file=asked.out.name
    )
    closings.add(ws, asked.campaign, said)
    return Closed(path=asked.out, digest=digest, head=head, missing=missing)


def _named(who: str) -> None:
    if not who.strip():
        raise Refused([problem(Code.RECORD_NAME_MISSING)])


def _experts(members: Sequence[Member]) -> Table:
    rows = [
        (
            *(one.id, one.expert.name, one.expert.organisation, one.kind.value, one.source),
            *(one.appointed, one.term_years, one.trained),
        )
        for one in members
    ]
    return Table(name=EXPERTS, columns=_EXPERT_COLUMNS, rows=tuple(rows))


def _files(ws: Workspace, found: OpenCampaign, asked: ToClose) -> tuple[list[Entry], tuple[str, ...]]:
    """The folder of the campaign, the packages that were issued, and what is added; packages not found."""
    lying = dict(folder_files(campaigns.folder_of(found))) if found.plan.folder else {}
    entries: list[Entry] = [(f"{archive.CAMPAIGN}/{name}", path) for name, path in lying.items()]
    there, missing = {path.name for path in lying.values()}, []
    for name in _issued(ws, found):
        path = asked.packages / name if asked.packages is not None else None
        if path is not None and path.is_file():
            entries.append((f"{archive.PACKAGES}/{name}", path))
        elif name not in there:  # one that lies in the campaign's folder goes along with it
            missing.append(name)
    return [*entries, *_added(asked.added)], tuple(missing)


def _added(files: Sequence[Path]) -> Iterator[Entry]:
    named: set[str] = set()
    for path in files:
        if not path.is_file():
            raise Refused([problem(Code.FILE_MISSING, str(path))])
        name, number = path.name, 2
        while same_file_key(name) in named:
            name, number = f"{path.stem}-{number}{path.suffix}", number + 1
        named.add(same_file_key(name))
        yield f"{archive.ADDED}/{name}", path


def _issued(ws: Workspace, found: OpenCampaign) -> tuple[str, ...]:
    """The files of the packages that were issued, each once."""
    stages = [one.id for one in found.scheme.scheme.stages]
    issues = [one for stage in stages for one in panels.issues(ws, found.plan.id, stage)]
    return tuple(dict.fromkeys(Path(one.file).name for one in issues if one.file))


def state(ws: Workspace, campaign: str) -> tuple[Closing, ...]:
    """Every closing and reopening of a campaign, in order."""
    return closings.closings(ws, campaign)


def closing_of(ws: Workspace, campaign: str) -> Closing | None:
    """How a campaign was closed; None while it is open."""
    last = closings.closings(ws, campaign)[-1:]
    return last[0] if last and last[0].kind is ClosingKind.CLOSED else None


def reopen(ws: Workspace, campaign: str, reason: str, who: str) -> None:
    """Open a closed campaign again; its archive stays as it is, and the next closing writes another one."""
    campaigns.opened(ws, campaign)
    if not closings.is_closed(ws, campaign):
        raise Refused([problem(Code.CAMPAIGN_NOT_CLOSED, campaign)])
    _named(who)
    if not reason.strip():
        raise Refused([problem(Code.RECORD_REASON_MISSING, campaign)])
    said = Closing(kind=ClosingKind.REOPENED, who=who.strip(), at=now(), reason=reason.strip())
    closings.add(ws, campaign, said)


def verify(path: Path, progress: Progress | None = None) -> CampaignArchive:
    """Check an archive as a whole: every file, every table, the signature."""
    found = archive.read_archive(path, progress)
    for _ in found.tables():
        pass
    return found
