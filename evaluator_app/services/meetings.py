"""Panels' meetings: prepared from a merge, recorded, written as an opinion that is signed and checked."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from evaluator_app.domain.codes import Code
from evaluator_app.domain.consensus import Consensus, Point, basis_of, consensus_outcome, digest_of
from evaluator_app.domain.consensus_check import consensus_problems
from evaluator_app.domain.decisions import CellChange
from evaluator_app.domain.issue import folded
from evaluator_app.domain.ledger import State
from evaluator_app.domain.opinion import Signing, missing, signings
from evaluator_app.domain.outcomes import Outcome
from evaluator_app.domain.panel import ApplicationResult, PanelMerge
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.sheet import SheetSignature
from evaluator_app.domain.trust import Trust, moment, standing, standing_problem
from evaluator_app.exchange import meeting_file
from evaluator_app.exchange.certificates import to_utc
from evaluator_app.exchange.identity_file import Identity
from evaluator_app.exchange.opinion_file import OpinionFile, opinion_changes, read_opinion
from evaluator_app.exchange.opinion_workbook import write_opinion
from evaluator_app.exchange.safe_writing import new_file, replace_file
from evaluator_app.exchange.score_sheet_signing import signed_workbook
from evaluator_app.exchange.small_files import read_small
from evaluator_app.exchange.workbook_guard import MAX_FILE
from evaluator_app.services import campaigns
from evaluator_app.services.clock import now
from evaluator_app.store import decisions as store
from evaluator_app.store.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class OpinionCheck:
    """An opinion that came back: who signed, what is wrong, what shows something else than was written."""

    application: str
    signatures: tuple[SheetSignature, ...]
    problems: tuple[Problem, ...]
    changes: tuple[CellChange, ...]
    signings: tuple[Signing, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OpinionState:
    """An opinion on its way from signer to signer: what it is about, who has signed and who still must."""

    application: str
    signings: tuple[Signing, ...]


def result_of(merge: PanelMerge, application: str) -> ApplicationResult:
    """The result of an application; refused where the merge has none of this number."""
    found = next((one for one in merge.results if one.application.id == application), None)
    if found is None:
        raise Refused([problem(Code.DECISION_APPLICATION_UNKNOWN, application, application=application)])
    return found


def prepared(merge: PanelMerge, application: str) -> Consensus:
    """A record to begin with: today, who scored, every criterion as the protocol's rule gives it."""
    one = result_of(merge, application)
    here = [
        line.expert
        for line in merge.ledger
        if line.application == application and line.state is not State.RECUSED
    ]
    return Consensus(
        application=application,
        basis=basis_of(one),
        held=campaigns.today().isoformat(),
        members=tuple(here),
        points=tuple(Point(criterion=criterion.id) for criterion in merge.scheme.rubric.criteria),
    )


def check(merge: PanelMerge, consensus: Consensus) -> tuple[Problem, ...]:
    """Everything that keeps a record from being kept."""
    one = result_of(merge, consensus.application)
    return consensus_problems(consensus, one, merge, campaigns.today().isoformat())


def record(ws: Workspace, merge: PanelMerge, consensus: Consensus) -> Consensus:
    """Keep what a panel concluded; what is kept stays, a later meeting is another record."""
    campaigns.refuse_closed(ws, merge.campaign.id)
    _same_campaign(ws, merge)
    whole = replace(consensus, recorded_at=now())
    problems = check(merge, whole)
    if problems:
        raise Refused(problems)
    store.add_meeting(ws, merge.campaign.id, merge.campaign.stage, whole)
    return whole


def meetings(ws: Workspace, merge: PanelMerge) -> Mapping[str, Consensus]:
    """The latest meeting on each application, where it is about the marks of this merge."""
    basis = {one.application.id: basis_of(one) for one in merge.results}
    found = store.meetings(ws, merge.campaign.id, merge.campaign.stage)
    return {name: one for name, one in found.items() if basis.get(name) == one.basis}


def outdated(ws: Workspace, merge: PanelMerge) -> tuple[str, ...]:
    """Applications whose marks have changed since their panel met."""
    known = store.meetings(ws, merge.campaign.id, merge.campaign.stage)
    return tuple(sorted(known.keys() - meetings(ws, merge).keys()))


def recommended(ws: Workspace, merge: PanelMerge) -> Mapping[str, Outcome]:
    """What each panel recommends after its meeting."""
    rubric = merge.scheme.rubric
    return {
        name: consensus_outcome(result_of(merge, name), rubric, one)
        for name, one in meetings(ws, merge).items()
    }


def write_record(merge: PanelMerge, consensus: Consensus, path: Path) -> None:
    """A record as a JSON file, to be filled in and read again."""
    one = result_of(merge, consensus.application)
    with new_file(path) as stream:
        stream.write(meeting_file.meeting_json(consensus, one, merge.scheme.rubric))


def read_record(merge: PanelMerge, path: Path) -> Consensus:
    """The record in a JSON file."""
    return meeting_file.read_meeting(path, merge.scheme.rubric)


def write_opinion_workbook(
    ws: Workspace, merge: PanelMerge, application: str, path: Path, *, overwrite: bool = False
) -> None:
    """The opinion and recommended result of a recorded meeting, to be signed by chair and members."""
    consensus = _recorded(ws, merge, application)
    data = _written(merge, consensus, datetime.fromisoformat(now()))
    with (replace_file if overwrite else new_file)(path) as stream:
        stream.write(data)


def opinion_state(path: Path) -> OpinionState:
    """Who has signed an opinion and who still must; a workspace is not needed."""
    return _state(read_opinion(_bytes(path), str(path)))


def _state(found: OpinionFile) -> OpinionState:
    who = signings(found.members, found.signatures, {})
    return OpinionState(application=found.application, signings=who)


def sign_opinion(path: Path, identity: Identity) -> tuple[SheetSignature, ...]:
    """Add a signature; only the members it names sign, each of them once."""
    data, place = _bytes(path), str(path)
    found, signer = read_opinion(data, place), identity.expert.name.strip()
    member = folded(signer) in {folded(one) for one in found.members}
    problems = [] if member else [problem(Code.OPINION_SIGNER_OUTSIDE, place, signer=signer)]
    if any(one.fingerprint == identity.fingerprint or one.signer == signer for one in found.signatures):
        problems.append(problem(Code.SHEET_SIGNED_ALREADY, place, signer=signer))
    if problems:
        raise Refused(problems)
    signed = signed_workbook(data, identity, to_utc(now()), path)
    with replace_file(path) as stream:
        stream.write(signed)
    return read_opinion(signed, place).signatures


def check_opinion(ws: Workspace, merge: PanelMerge, path: Path, trust: Trust | None = None) -> OpinionCheck:
    """Whether an opinion is signed by everybody, and shows what was recorded; all that is wrong at once."""
    data, place = _bytes(path), str(path)
    found = read_opinion(data, place)
    consensus = _recorded(ws, merge, found.application)
    who = _signings(found, trust)
    problems = list(_signing_problems(who, place))
    changes: tuple[CellChange, ...] = ()
    if found.campaign != merge.campaign.id or found.record != digest_of(consensus):
        problems.append(problem(Code.OPINION_OTHER_MARKS, place))
    else:
        at = _moment(found.written, place)
        changes = opinion_changes(found, lambda: _written(merge, consensus, at), place)
    return OpinionCheck(
        application=found.application,
        signatures=found.signatures,
        problems=tuple(problems),
        changes=changes,
        signings=who,
    )


def _signings(found: OpinionFile, trust: Trust | None) -> tuple[Signing, ...]:
    """Members and other signers, each with how the certificate stands now, where a trust list is known."""
    standings = {}
    if trust is not None:
        at = moment(trust, to_utc(now()))
        standings = {one.fingerprint: standing(trust, one.fingerprint, at) for one in found.signatures}
    return signings(found.members, found.signatures, standings)


def _signing_problems(who: tuple[Signing, ...], place: str) -> list[Problem]:
    """Whose signature is missing, who signed without being a member, whose certificate does not hold."""
    problems = [problem(Code.OPINION_UNSIGNED, place, name=name) for name in missing(who)]
    problems += [
        problem(Code.OPINION_SIGNER_OUTSIDE, place, signer=one.name) for one in who if not one.member
    ]
    wrong = (standing_problem(one.standing, place, one.name) for one in who if one.standing is not None)
    return [*problems, *(one for one in wrong if one is not None)]


def _recorded(ws: Workspace, merge: PanelMerge, application: str) -> Consensus:
    """The record in force; refused where there is none, or where it rests on other marks."""
    result_of(merge, application)
    found = meetings(ws, merge).get(application)
    if found is None:
        older = application in outdated(ws, merge)
        code = Code.CONSENSUS_OTHER_MARKS if older else Code.CONSENSUS_UNKNOWN
        raise Refused([problem(code, application)])
    return found


def _written(merge: PanelMerge, consensus: Consensus, at: datetime) -> bytes:
    stream = io.BytesIO()
    write_opinion(stream, merge, result_of(merge, consensus.application), consensus, at)
    return stream.getvalue()


def _moment(written: str, place: str) -> datetime:
    try:
        return datetime.fromisoformat(written)
    except ValueError as error:
        raise Refused([problem(Code.OPINION_NOT_OURS, place)]) from error


def _bytes(path: Path) -> bytes:
    return read_small(path, Code.SHEET_TOO_LARGE, MAX_FILE)


def _same_campaign(ws: Workspace, merge: PanelMerge) -> None:
    """The merge belongs to a campaign of this workspace, by the scheme it is locked to."""
    plan = campaigns.opened(ws, merge.campaign.id).plan
    if plan.scheme_digest != merge.packages[0].scheme_digest:
        raise Refused([problem(Code.PACKAGES_DIFFER, merge.packages[0].id)])
