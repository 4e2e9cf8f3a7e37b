"""The ledger: for every expert and application what was issued, what came back, what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from evaluator_app.domain.codes import Code
from evaluator_app.domain.collecting import Collected, Returned
from evaluator_app.domain.declarations import Recusal
from evaluator_app.domain.issue import Issue


class FileState(StrEnum):
    """What became of one file."""

    RETURNED = "returned"
    SUPERSEDED = "superseded"
    DUPLICATE = "duplicate"
    SET_ASIDE = "set_aside"  # a person chose another sheet of the same expert
    REFUSED = "refused"


class State(StrEnum):
    """How far an expert's sheet for an application has come."""

    RETURNED = "returned"
    REFUSED = "refused"
    RECUSED = "recused"
    MISSING = "missing"


@dataclass(frozen=True, kw_only=True)
class LedgerLine:
    """One expert and one application; `issued` is False where no list says that the expert has it."""

    expert: str
    application: str
    issued: bool
    state: State
    files: tuple[tuple[str, FileState], ...] = ()
    older_package: bool = False
    paper: bool = False  # the sheet that counts was signed on paper
    recusal: Recusal | None = None


_STATES = {
    Code.SHEET_SUPERSEDED: FileState.SUPERSEDED,
    Code.SHEET_DUPLICATE: FileState.DUPLICATE,
    Code.SHEET_NOT_CHOSEN: FileState.SET_ASIDE,
}


def ledger(issue: Issue, collected: Collected, returned: Iterable[Returned]) -> tuple[LedgerLine, ...]:
    """One line for each expert and application, expected or received, in order."""
    sheets = sorted(returned, key=lambda one: one.file)
    states = _file_states(collected)
    files: dict[tuple[str, str], list[tuple[str, FileState]]] = {}
    for one in sheets:
        key = (collected.names.of(one.sheet), one.sheet.identity.application)
        files.setdefault(key, []).append((one.file, states[one.file]))
    issued = _issued(issue, collected)
    expected = issued | _expected_without_list(issue, collected) | collected.recusals.keys()
    known = {key for key in files if key[1] in issue.applications}
    older = {
        (one.expert, one.returned.sheet.identity.application)
        for one in collected.accepted
        if one.older_package
    }
    paper = {
        (one.expert, one.returned.sheet.identity.application)
        for one in collected.accepted
        if one.returned.sheet.paper
    }
    return tuple(
        LedgerLine(
            expert=key[0],
            application=key[1],
            issued=key in issued,
            state=State.RECUSED if key in collected.recusals else _state(files.get(key, [])),
            files=tuple(files.get(key, [])),
            older_package=key in older,
            paper=key in paper,
            recusal=_recusal(collected, key),
        )
        for key in sorted(expected | known, key=lambda one: (collected.names.order(one[0]), one[1]))
    )


def _recusal(collected: Collected, key: tuple[str, str]) -> Recusal | None:
    found = collected.recusals.get(key)
    return found.declaration.recusal if found is not None else None


def _file_states(collected: Collected) -> dict[str, FileState]:
    states = {one.file: _STATES.get(one.problem.code, FileState.REFUSED) for one in collected.refusals}
    return states | {one.returned.file: FileState.RETURNED for one in collected.accepted}


def _issued(issue: Issue, collected: Collected) -> set[tuple[str, str]]:
    return {
        (collected.names.label(expert), application.id)
        for package in issue.current.values()
        for expert in package.experts
        for application in package.applications
        if issue.since.seated(application.id, expert)
    }


def _expected_without_list(issue: Issue, collected: Collected) -> set[tuple[str, str]]:
    """Where a package has no list: who returned one sheet of it is expected to return all."""
    seen = {(one.expert, one.returned.sheet.identity.package) for one in collected.accepted}
    return {
        (expert, application)
        for expert, package in seen
        if not issue.current[package].experts
        for application in issue.applications_by_package[package]
    }


def _state(files: list[tuple[str, FileState]]) -> State:
    states = {state for _, state in files}
    if FileState.RETURNED in states:
        return State.RETURNED
    return State.REFUSED if states else State.MISSING
