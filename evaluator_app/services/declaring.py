"""Declaring before anything is opened: the pledge, interests in each application, recusals."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from evaluator_app.domain.application import Application, Package
from evaluator_app.domain.codes import Code
from evaluator_app.domain.declarations import (
    Declaration,
    Declarations,
    Pledge,
    Recusal,
    Role,
    declaration_problems,
    opening_problems,
)
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.services.clock import now
from evaluator_app.store import declarations, packages
from evaluator_app.store.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What an expert declares now: None is no interest; `reasons` are for recusals that are taken back."""

    choices: Mapping[str, Recusal | None]
    reasons: Mapping[str, str] = field(default_factory=dict)
    pledge: str = ""  # the words of the pledge, where it is given now


def standing(ws: Workspace, package: Package) -> Declarations:
    """Where the declarations for a package's campaign stand."""
    return declarations.standing(ws, package.campaign.id)


def applications_of(ws: Workspace, campaign: str) -> tuple[Application, ...]:
    """The applications of a campaign that are here, each once."""
    current = packages.list_packages(ws)
    found = {app.id: app for one in current if one.campaign.id == campaign for app in one.applications}
    return tuple(found.values())


def declare(ws: Workspace, package: Package, expert: Expert, answers: Answers) -> Declarations:
    """Write what an expert declares; refused as a whole unless it is complete and lawful."""
    if not expert.name.strip():
        raise Refused([problem(Code.EXPERT_NAME_MISSING)])
    campaign, at = package.campaign.id, now()
    before = declarations.standing(ws, campaign)
    declared = [
        Declaration(application=name, at=at, recusal=choice, reason=answers.reasons.get(name, "").strip())
        for name, choice in answers.choices.items()
    ]
    problems = [*declaration_problems(expert, applications_of(ws, campaign), before, declared)]
    if before.pledge is None and not answers.pledge.strip():
        problems.insert(0, problem(Code.PLEDGE_MISSING))
    if problems:
        raise Refused(problems)
    given = _pledge(expert, answers.pledge, at) if before.pledge is None else None
    changed = [one for one in declared if _changes(one, before)]
    declarations.record(ws, campaign, given, changed, expert.name)
    return declarations.standing(ws, campaign)


def require(ws: Workspace, package: Package, application: Application) -> None:
    """Refuse to open what is not declared, or what the expert is recused from."""
    problems = opening_problems(standing(ws, package), application.id)
    if problems:
        raise Refused(problems)


def _pledge(expert: Expert, words: str, at: str) -> Pledge:
    return Pledge(by=expert.name, organisation=expert.organisation, role=Role.EXPERT, at=at, text=words)


def _changes(one: Declaration, before: Declarations) -> bool:
    old = before.given.get(one.application)
    return old is None or old.recusal != one.recusal
