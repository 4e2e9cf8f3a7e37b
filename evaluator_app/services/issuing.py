"""Issuing the packages of a stage by its panels: planned, built, signed or sealed, recorded, with letters."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator_app.domain.application import Package
from evaluator_app.domain.codes import Code
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.issuing import IssuedPackage, IssueKind, PackagePlan, PlanState, Way, plans
from evaluator_app.domain.panels import PanelNeeds
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.sealing import panel_of
from evaluator_app.exchange.package_data import FORMAT, Head
from evaluator_app.exchange.safe_writing import make_folder, new_file
from evaluator_app.exchange.small_files import reading
from evaluator_app.exchange.source_folder import SourceApplication, check_against, read_campaign
from evaluator_app.late import late
from evaluator_app.services import campaigns
from evaluator_app.services.clock import now
from evaluator_app.services.panels import PanelBoard, board
from evaluator_app.store import panels as store
from evaluator_app.store.workspace import Workspace

if TYPE_CHECKING:
    from evaluator_app.exchange import issue_letter, package_writer
    from evaluator_app.exchange.identity_file import Identity
    from evaluator_app.services import packages, results, sealing
    from evaluator_app.services.sealing import Sender
else:
    issue_letter = late("evaluator_app.exchange.issue_letter")
    package_writer = late("evaluator_app.exchange.package_writer")
    packages = late("evaluator_app.services.packages")
    results = late("evaluator_app.services.results")
    sealing = late("evaluator_app.services.sealing")

LETTER = "package-letter.docx"  # the template of the letter

Progress = Callable[[int, int], None]  # packages written, packages in all; may raise to stop


@dataclass(frozen=True, kw_only=True)
class Needed:
    """The packages a stage needs today, and what keeps them from being issued."""

    board: PanelBoard
    plans: tuple[PackagePlan, ...]
    problems: tuple[Problem, ...]
    contents: dict[str, str] = field(default_factory=dict)

    @property
    def due(self) -> tuple[PackagePlan, ...]:
        """What is to be written or withdrawn."""
        return tuple(one for one in self.plans if one.state is not PlanState.SAME)

    def experts(self, plan: PackagePlan) -> tuple[Expert, ...]:
        """Who gets a package; somebody who left the roster is missing."""
        people = {one.id: one.expert for one in self.board.ground.members}
        return tuple(people[one] for one in plan.members if one in people)


@dataclass(frozen=True, kw_only=True)
class How:
    """How packages are made: by whom, signed or sealed, with which letter's template."""

    out: Path
    who: str
    letter: Path | None = None
    signer: "Identity | None" = None
    trust_list: Path | None = None  # travels along in signed packages
    sender: "Sender | None" = None  # seals them for their experts


@dataclass(frozen=True, kw_only=True)
class Issued:
    """What was written and recorded."""

    packages: tuple[IssuedPackage, ...] = ()
    letters: tuple[Path, ...] = ()

    @property
    def withdrawn(self) -> tuple[IssuedPackage, ...]:
        """The packages nobody is to score by any more."""
        return tuple(one for one in self.packages if one.kind is IssueKind.WITHDRAWN)


def needed(ws: Workspace, campaign: str, way: Way = Way.EXPERT) -> Needed:
    """What the stage needs by its panels, against what was issued."""
    found = board(ws, campaign)
    folder = campaigns.folder_of(found.campaign)
    contents = {one.application.id: _fingerprint(one) for one in found.sources}
    issued = store.issues(ws, campaign, found.stage)
    prefix = f"{campaign}-{found.stage}"
    needs = PanelNeeds(per_application=max(1, found.minimum))
    problems = (
        *found.problems(needs),
        *check_against(found.campaign.scheme.scheme, read_campaign(folder), found.sources),
    )
    return Needed(
        board=found,
        plans=plans(found.panels, contents, issued, way, prefix),
        problems=problems,
        contents=contents,
    )


def _fingerprint(source: SourceApplication) -> str:
    """What tells whether an application changed: its data, and names, sizes and times of its documents."""
    digest = hashlib.sha256(json.dumps(asdict(source.application), sort_keys=True).encode())
    for file in source.files:
        with reading(file):
            state = file.stat()
        digest.update(f"{file.name}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def issue(ws: Workspace, found: Needed, how: How, progress: Progress | None = None) -> Issued:
    """Write and record every package that is due; refused while anything keeps them from being issued.

    Each is recorded as soon as it is written: where it is stopped, what was written stays issued.
    """
    campaigns.refuse_closed(ws, found.board.campaign.plan.id)
    _check(found, how)
    make_folder(how.out)
    done = Issued()
    for number, plan in enumerate(found.due):
        if progress:
            progress(number, len(found.due))
        one, written, letters = _carry_out(found, plan, how)
        store.add_issue(ws, found.board.campaign.plan.id, found.board.stage, one)
        if written is not None:
            results.register(ws, found.board.campaign.plan.id, written, how.who)
        done = Issued(packages=(*done.packages, one), letters=(*done.letters, *letters))
    if progress:
        progress(len(found.due), len(found.due))
    return done


def _check(found: Needed, how: How) -> None:
    problems = list(found.problems)
    if not how.who.strip():
        problems.append(problem(Code.RECORD_NAME_MISSING))
    for plan in found.due:
        if plan.state is not PlanState.WITHDRAW:
            made = (_file(how, plan), *([_letter_of(_file(how, plan))] if how.letter else ()))
            problems += [problem(Code.FILE_EXISTS, str(path)) for path in made if path.exists()]
    if how.sender is not None:
        people = {expert: None for plan in found.due for expert in found.experts(plan)}
        panel = panel_of(people, how.sender.trust, how.sender.at, found.board.campaign.plan.id)
        problems += panel.problems if people else ()
    if problems:
        raise Refused(problems)


def _file(how: How, plan: PackagePlan) -> Path:
    return how.out / f"{plan.package}-{plan.revision}.evpkg"


def _carry_out(
    found: Needed, plan: PackagePlan, how: How
) -> tuple[IssuedPackage, Package | None, tuple[Path, ...]]:
    at = now()
    if plan.before is not None and plan.state is PlanState.WITHDRAW:
        return replace(plan.before, kind=IssueKind.WITHDRAWN, who=how.who, at=at), None, ()
    written = _write(found, plan, how, at)
    path = _file(how, plan)
    issued = IssuedPackage(
        package=plan.package,
        revision=plan.revision,
        digest=written.digest,
        file=path.name,
        members=plan.members,
        contents={one: found.contents[one] for one in plan.applications},
        kind=IssueKind.ISSUED,
        who=how.who,
        at=at,
    )
    return issued, written, _write_letter(path, written, found, how)


def _write_letter(path: Path, package: Package, found: Needed, how: How) -> tuple[Path, ...]:
    if how.letter is None:
        return ()
    said = issue_letter.LetterFacts(file=path.name, day=package.issued[:10], sealed=how.sender is not None)
    data = issue_letter.issue_letter(how.letter, package, found.board.campaign.scheme.scheme, said)
    with new_file(_letter_of(path)) as stream:
        stream.write(data)
    return (_letter_of(path),)


def _letter_of(package: Path) -> Path:
    return package.with_suffix(".docx")


def _write(found: Needed, plan: PackagePlan, how: How, at: str) -> Package:
    opened = found.board.campaign
    stated = read_campaign(campaigns.folder_of(opened))
    experts = found.experts(plan)
    head = Head(
        format=FORMAT,
        id=plan.package,
        revision=plan.revision,
        issued=at,
        campaign=replace(stated.campaign, title=opened.plan.title, stage=opened.plan.stage),
        scheme_digest=opened.scheme.digest,
        protocol_digest=opened.scheme.protocol_digest,
        experts=experts,
    )
    sources = [one for one in found.board.sources if one.application.id in plan.applications]
    out = _file(how, plan)
    if how.sender is not None:
        panel = panel_of(experts, how.sender.trust, how.sender.at, plan.package)
        readers = panel.readers(())
        return sealing.seal(out, (head, opened.scheme), [(one, readers) for one in sources], how.sender)
    by = packages.issuing_by(how.signer, how.trust_list) if how.signer else None
    return package_writer.write_package(out, head, opened.scheme, sources, by)


def history(ws: Workspace, campaign: str) -> tuple[IssuedPackage, ...]:
    """Every package that was issued or withdrawn in the present stage, in order."""
    return store.issues(ws, campaign, campaigns.opened(ws, campaign).plan.stage)
