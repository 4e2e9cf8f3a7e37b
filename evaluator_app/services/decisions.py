"""The committee's decisions: its workbook written, read when it comes back, recorded; minutes signed."""

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from evaluator_app.domain.anonymity import anonymous
from evaluator_app.domain.codes import Code
from evaluator_app.domain.consensus import merge_digest
from evaluator_app.domain.decisions import (
    Awarded,
    CellChange,
    Decision,
    Minutes,
    Session,
    awarded,
    current,
    decision_problems,
    is_new,
    session_of,
    session_problems,
)
from evaluator_app.domain.outcomes import computed
from evaluator_app.domain.panel import PanelMerge
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.rubric import Rubric
from evaluator_app.exchange.committee.before import Before
from evaluator_app.exchange.committee_reader import (
    LARGEST,
    CommitteeBook,
    Typed,
    filled_in,
    read_committee_workbook,
    recommendation_problems,
)
from evaluator_app.exchange.committee_workbook import heading_row, write_committee_workbook
from evaluator_app.exchange.meeting_file import outcome_named
from evaluator_app.exchange.safe_writing import new_file, replace_file
from evaluator_app.exchange.small_files import read_small, reading
from evaluator_app.services import campaigns, meetings
from evaluator_app.services.clock import now
from evaluator_app.store import decisions as store
from evaluator_app.store.workspace import Workspace

_CHUNK = 1 << 20


@dataclass(frozen=True, kw_only=True)
class Returned:
    """What a committee's workbook brought: decisions that are new, and everything to be looked at."""

    decisions: tuple[Decision, ...]
    known: tuple[Decision, ...]  # kept already, as they are
    waiting: tuple[str, ...]  # applications without a decision
    problems: tuple[Problem, ...]
    changes: tuple[CellChange, ...]  # cells that are none of the committee's
    digest: str


def write_for_committee(
    ws: Workspace, merge: PanelMerge, path: Path, *, nameless: bool = False, overwrite: bool = False
) -> None:
    """The workbook to decide on, with what the panels recommend; nameless: experts are A, B, C."""
    before = Before(merge=merge_digest(merge), agreed=meetings.recommended(ws, merge), anonymous=nameless)
    data = _workbook(merge, datetime.fromisoformat(now()), before)
    with (replace_file if overwrite else new_file)(path) as stream:
        stream.write(data)


def _workbook(merge: PanelMerge, written: datetime, before: Before) -> bytes:
    stream = io.BytesIO()
    shown = anonymous(merge) if before.anonymous else merge
    write_committee_workbook(stream, shown, written, before)
    return stream.getvalue()


def read_back(ws: Workspace, merge: PanelMerge, path: Path) -> Returned:
    """What the committee filled in; nothing is kept yet. Refused where the workbook is not of this merge."""
    data, place = read_small(path, Code.SHEET_TOO_LARGE, LARGEST), str(path)
    found = read_committee_workbook(data, place)
    if found.before.merge != merge_digest(merge):
        raise Refused([problem(Code.COMMITTEE_OTHER_MERGE, place)])
    try:
        written = datetime.fromisoformat(found.written)
    except ValueError as error:
        raise Refused([problem(Code.COMMITTEE_NOT_OURS, place)]) from error
    filled = filled_in(found, lambda: _workbook(merge, written, found.before), place, heading_row(merge))
    sorting = _Sorting(merge, found, current(store.all_decisions(ws, merge.campaign.id)))
    recommended = meetings.recommended(ws, merge)
    moved = recommendation_problems(found, recommended, merge.scheme.rubric, place)
    problems = [*sorting.row_problems(filled.rows), *moved]
    decisions = sorting.decisions(filled.rows, hashlib.sha256(data).hexdigest())
    wrong = [
        one
        for decision, where in decisions
        for one in decision_problems(
            decision, merge.scheme.rubric, sorting.before.get(decision.application), where
        )
    ]
    new = tuple(one for one, _ in decisions if is_new(one, sorting.before.get(one.application)))
    said = {one.application for one, _ in decisions}
    return Returned(
        decisions=new,
        known=tuple(one for one, _ in decisions if one not in new),
        waiting=tuple(one.application.id for one in merge.results if one.application.id not in said),
        problems=(*problems, *wrong),
        changes=filled.changes,
        digest=hashlib.sha256(data).hexdigest(),
    )


@dataclass(frozen=True)
class _Sorting:
    """The rows of a workbook against the merge it is about and the decisions in force."""

    merge: PanelMerge
    found: CommitteeBook
    before: Mapping[str, Decision]

    @property
    def _rubric(self) -> Rubric:
        return self.merge.scheme.rubric

    def row_problems(self, rows: Sequence[Typed]) -> Iterator[Problem]:
        """Numbers nobody knows, numbers that stand there twice, and what cannot be understood."""
        known = {one.application.id for one in self.merge.results}
        names = [row.application for row in rows]
        for row in rows:
            if row.application not in known:
                yield problem(Code.DECISION_APPLICATION_UNKNOWN, row.place, application=row.application)
            elif names.count(row.application) > 1:
                yield problem(Code.DECISION_TWICE, row.place, application=row.application)
            elif row.decided and outcome_named(row.decided, self._rubric) is None:
                yield problem(Code.OUTCOME_UNKNOWN, row.place, name=row.decided)
            elif row.reason and not row.decided:
                yield problem(Code.DECISION_MISSING, row.place)

    def decisions(self, rows: Sequence[Typed], digest: str) -> list[tuple[Decision, str]]:
        """The decisions of all rows that can be understood, each with its cell."""
        names = [row.application for row in rows]
        found = []
        for one in self.merge.results:
            row = next((row for row in rows if row.application == one.application.id), None)
            decided = outcome_named(row.decided, self._rubric) if row is not None else None
            if row is None or decided is None or names.count(row.application) > 1:
                continue
            application, rule = one.application, computed(one.result, self._rubric)
            decision = Decision(
                application=application.id,
                organisation=application.organisation,
                site=application.site,
                title=application.title,
                sector=application.sector,
                merge=self.found.before.merge,
                computed=rule,
                consensus=self.found.before.agreed.get(application.id),
                decided=decided,
                reason=row.reason,
                session=Session(day="", members=()),
                source=digest,
            )
            found.append((decision, row.place))
        return found


def record(
    ws: Workspace, merge: PanelMerge, path: Path, session: Session, *, despite_changes: bool = False
) -> Returned:
    """Keep the decisions of a workbook, all of them or none; cells that changed have to be accepted first."""
    campaigns.refuse_closed(ws, merge.campaign.id)
    found = read_back(ws, merge, path)
    problems = [*session_problems(session, campaigns.today().isoformat()), *found.problems]
    if not despite_changes:
        problems += [changed_cell(one, str(path)) for one in found.changes]
    if not found.decisions and not problems:
        problems.append(problem(Code.DECISIONS_EMPTY, str(path)))
    if problems:
        raise Refused(problems)
    at = now()
    kept = tuple(replace(one, session=session, recorded_at=at) for one in found.decisions)
    store.add_decisions(ws, merge.campaign.id, kept)
    numbered = in_force(ws, merge.campaign.id)
    return replace(found, decisions=tuple(numbered[one.application] for one in kept))


def changed_cell(one: CellChange, place: str) -> Problem:
    """A cell that is none of the committee's and shows something else than was written."""
    where = f"{place} {one.page}!{one.cell}" if one.cell else f"{place} {one.page}"
    return problem(Code.COMMITTEE_CELL_CHANGED, where, was=one.was[:60], now=one.now[:60])


def in_force(ws: Workspace, campaign: str) -> Mapping[str, Decision]:
    """The latest decision on each application of a campaign."""
    return current(store.all_decisions(ws, campaign))


def every(ws: Workspace, campaign: str) -> tuple[Decision, ...]:
    """Every decision, also those that later ones took the place of."""
    return store.all_decisions(ws, campaign)


def awards(ws: Workspace, campaign: str) -> tuple[Awarded, ...]:
    """The successes among the decisions in force: what certificates are made from."""
    rubric = campaigns.opened(ws, campaign).scheme.scheme.rubric
    return awarded(store.all_decisions(ws, campaign), rubric)


def take_minutes(ws: Workspace, campaign: str, path: Path, recorded_by: str, day: str = "") -> Minutes:
    """Keep that the signed minutes are there, a scan or a file, for the session they are about.

    Without a day it is the latest session whose decisions still lack them.
    """
    campaigns.refuse_closed(ws, campaign)
    session = session_of(in_force(ws, campaign).values(), day)
    waiting = tuple(one.number for one in session if not one.minutes)
    problems = [] if waiting else [problem(Code.MINUTES_NOT_NEEDED, campaign)]
    if not recorded_by.strip():
        problems.append(problem(Code.RECORD_NAME_MISSING, campaign))
    if problems:
        raise Refused(problems)
    minutes = Minutes(
        digest=_digest(path),
        file=path.name,
        decisions=tuple(sorted(waiting)),
        recorded_by=recorded_by,
        recorded_at=now(),
    )
    store.add_minutes(ws, campaign, minutes)
    return minutes


def _digest(path: Path) -> str:
    found = hashlib.sha256()
    with reading(path), path.open("rb") as file:
        while data := file.read(_CHUNK):
            found.update(data)
    return found.hexdigest()
