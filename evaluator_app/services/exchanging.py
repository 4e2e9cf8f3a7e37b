"""Several machines of a secretariat on one campaign: exchange files written, looked at, and joined."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator_app.domain import exchange_check, number_issuing
from evaluator_app.domain.codes import Code
from evaluator_app.domain.exchange_rows import Row, Tables
from evaluator_app.domain.number_issuing import Issuing, short
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.trust import Standing, Trust, moment, package_standing, standing_problem
from evaluator_app.exchange import campaign_exchange, table_bag
from evaluator_app.exchange.campaign_exchange import CampaignExchange, ExchangeHead
from evaluator_app.exchange.hashing import Progress
from evaluator_app.exchange.safe_writing import new_file
from evaluator_app.exchange.table_bag import FileCell, TableNote
from evaluator_app.services import campaigns, certificates, exchange_checking, table_files
from evaluator_app.services import number_issuing as issuing_here
from evaluator_app.services.clock import now
from evaluator_app.services.identities import utc_now
from evaluator_app.store import closings, exchange_rows, exchanges
from evaluator_app.store.exchanges import ExchangeKind, ExchangeNote
from evaluator_app.store.workspace import Workspace
from evaluator_app.version import VERSION

if TYPE_CHECKING:
    from evaluator_app.exchange.identity_file import Identity

SUFFIX = campaign_exchange.SUFFIX


@dataclass(frozen=True, kw_only=True)
class ToWrite:
    """Which campaign goes into which file, by whom; numbers go to workspace `hand_over` where it is named."""

    campaign: str
    out: Path
    who: str
    hand_over: str = ""


@dataclass(frozen=True, kw_only=True)
class WrittenExchange:
    """An exchange as it was written."""

    path: Path
    digest: str
    head: ExchangeHead


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What an exchange would add, table by table; what hinders it, what people should know, who issues."""

    found: CampaignExchange
    new: Mapping[str, Sequence[Row]]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    issuing: Issuing
    unknown: bool  # the campaign is not here yet
    taken_over: bool  # this machine issues from now on

    @property
    def count(self) -> int:
        """How many rows would be added."""
        return sum(map(len, self.new.values()))


def write(ws: Workspace, asked: ToWrite, signer: "Identity") -> WrittenExchange:
    """Write everything of a campaign that colleagues may have into one signed file."""
    found = campaigns.opened(ws, asked.campaign)
    campaigns.refuse_closed(ws, asked.campaign)
    if not asked.who.strip():
        raise Refused([problem(Code.RECORD_NAME_MISSING)])
    issuing = _issuing_after(ws, asked)
    rows = exchange_rows.rows_of(ws, asked.campaign)
    tables = [table_files.table(one) for one in rows]
    head = ExchangeHead(
        format=campaign_exchange.FORMAT,
        campaign=found.plan.id,
        title=found.plan.title,
        workspace=ws.id,
        written=now(),
        by=asked.who.strip(),
        program=VERSION,
        issuing=issuing,
        pattern=certificates.own_pattern(ws, asked.campaign),
        tables=tuple(TableNote(name=one.name, rows=len(one.rows)) for one in tables),
    )
    entries = [entry for one in tables for entry in table_bag.table_entries(one)]
    with ws.changing():  # numbers are handed over only where the file that says so is there
        issuing_here.keep(ws, asked.campaign, issuing)
        with new_file(asked.out) as stream:
            files = table_files.held_files(ws, rows)
            digest = campaign_exchange.write_exchange(stream, head, [*entries, *files], signer)
        written = campaign_exchange.read_exchange(asked.out)  # what cannot be read back is no exchange
        kind = ExchangeKind.HANDED_OVER if asked.hand_over else ExchangeKind.WRITTEN
        exchanges.add(ws, asked.campaign, _note(written, kind, issuing.workspace, head.by))
    return WrittenExchange(path=asked.out, digest=digest, head=head)


def _note(
    found: CampaignExchange, kind: ExchangeKind, workspace: str, who: str, added: int = 0
) -> ExchangeNote:
    return ExchangeNote(
        kind=kind,
        workspace=workspace,
        digest=found.digest,
        signer=found.signature.signer,
        fingerprint=found.signature.fingerprint,
        added=added,
        who=who,
        at=now(),
    )


def _issuing_after(ws: Workspace, asked: ToWrite) -> Issuing:
    issuing = issuing_here.of(ws, asked.campaign) or Issuing(workspace=ws.id)
    if not asked.hand_over or asked.hand_over in (issuing.workspace, short(issuing.workspace)):
        return issuing
    known = partners(ws, asked.campaign)
    whole = next((one for one in known if asked.hand_over in (one, short(one))), "")
    problems = [*issuing_here.problems(ws, asked.campaign), *issuing_here.shared_series(ws, asked.campaign)]
    if not whole:
        unknown = short(asked.hand_over)
        problems.append(problem(Code.EXCHANGE_HAND_OVER_UNKNOWN, asked.campaign, workspace=unknown))
    if problems:
        raise Refused(problems)
    return Issuing(workspace=whole, turn=issuing.turn + 1)


def partners(ws: Workspace, campaign: str) -> tuple[str, ...]:
    """The workspaces whose exchanges were read here, the latest last."""
    notes = exchanges.every(ws, campaign)
    return tuple(
        dict.fromkeys(
            one.workspace for one in notes if one.kind is ExchangeKind.READ and one.workspace != ws.id
        )
    )


def preview(
    ws: Workspace, path: Path, trust: Trust | None = None, progress: Progress | None = None
) -> Preview:
    """What reading an exchange would do; refused where the file is not sound or its signer not trusted."""
    found = campaign_exchange.read_exchange(path, progress)
    found = replace(found, signature=replace(found.signature, standing=_standing(found, trust)))
    said = found.signature.standing
    hinder = standing_problem(said, str(path), found.signature.signer) if said else None
    if hinder:
        raise Refused([hinder])
    own = exchange_rows.rows_of(ws, found.head.campaign)
    exchange_checking.sound(found, exchange_rows.columns_of(own))
    try:
        return _compared(ws, found, exchange_rows.tables_of(own))
    except exchange_checking.WRONG as error:
        raise exchange_checking.wrong(str(error), str(path)) from error


def _standing(found: CampaignExchange, trust: Trust | None) -> Standing | None:
    """How who signed stands: the authority, or somebody it issued a certificate to who sits on no panel."""
    if trust is None:
        return None
    said = package_standing(trust, found.signature.fingerprint, moment(trust, utc_now()))
    if said is not Standing.NOT_SECRETARIAT:
        return said
    who = (found.signature.signer, found.signature.organisation)
    members = found.rows.get("members", ())
    return said if who in map(exchange_check.expert_of, members) else Standing.TRUSTED


def _compared(ws: Workspace, found: CampaignExchange, here: Tables) -> Preview:
    campaign, there = found.head.campaign, found.rows
    both = exchange_check.both(here, there)
    problems = list(exchange_check.contradictions(both))
    unknown = not here["campaigns"]
    if closings.is_closed(ws, campaign):
        problems.insert(0, problem(Code.CAMPAIGN_CLOSED, campaign))
    before = issuing_here.of(ws, campaign)
    if before is None and both.ours["certificates"]:
        before = Issuing(workspace=ws.id)  # what was issued here says who issues
    issuing, claimed = number_issuing.settled(before, found.head.issuing, ws.id)
    problems += claimed
    new = dict(both.theirs)
    if not unknown:
        new |= {"campaigns": [], "step_dates": []}
    gone = exchange_check.removed(here)
    new["members"] = [row for row in new["members"] if row["id"] not in gone]
    notes = [*exchange_check.notes(both), *_own_notes(ws, found, new)]
    if before is not None and issuing.workspace != before.workspace:
        said = short(issuing.workspace)
        notes.append(problem(Code.EXCHANGE_NOTE_HANDED_OVER, campaign, workspace=said))
    return Preview(
        found=found,
        new=new,
        problems=tuple(problems),
        notes=tuple(notes),
        issuing=issuing,
        unknown=unknown,
        taken_over=issuing.workspace == ws.id and issuing != before,
    )


def _own_notes(ws: Workspace, found: CampaignExchange, new: Mapping[str, Sequence[Row]]) -> list[Problem]:
    notes = []
    back = sum(row.get("origin") == ws.id for rows in new.values() for row in rows)
    if back:
        notes.append(problem(Code.EXCHANGE_NOTE_RETURNED, found.head.campaign, count=back))
    if found.signature.standing is None:
        who = found.signature
        notes.append(problem(Code.EXCHANGE_NOTE_UNVOUCHED, who.fingerprint[:16], signer=who.signer))
    return notes


def read(ws: Workspace, looked: Preview, who: str) -> int:
    """Add what an exchange brings, all of it or nothing; how many rows. Nothing here is changed by it."""
    looked = _compared(
        ws, looked.found, exchange_rows.tables_of(exchange_rows.rows_of(ws, looked.found.head.campaign))
    )
    problems = list(looked.problems)
    if not who.strip():
        problems.append(problem(Code.RECORD_NAME_MISSING))
    if problems:
        raise Refused(problems)
    found, campaign = looked.found, looked.found.head.campaign

    def filled(value: object) -> object:
        return found.file(value) if isinstance(value, FileCell) else value

    same = looked.count == 0 and issuing_here.of(ws, campaign) == looked.issuing
    if same and any(one.digest == found.digest for one in exchanges.every(ws, campaign)):
        return 0  # the same file again
    with ws.changing():
        added = exchange_rows.add(ws, found.rows, looked.new, filled)
        exchange_checking.read_back(ws, campaign)
        issuing_here.keep(ws, campaign, looked.issuing)
        if looked.taken_over or looked.unknown:
            certificates.take_over_pattern(ws, campaign, found.head.pattern)
        exchanges.add(ws, campaign, _note(found, ExchangeKind.READ, found.head.workspace, who.strip(), added))
    return added
