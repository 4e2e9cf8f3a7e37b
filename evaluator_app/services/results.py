"""Results of a campaign in the workspace: its packages, what came back for them, merged stage by stage.

What comes back is kept as it came. Nothing that was merged is kept: a result is computed from what is
there, so that it does not depend on the order in which sheets came, left or came again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator_app.domain.application import Package
from evaluator_app.domain.codes import Code
from evaluator_app.domain.collecting import Besides
from evaluator_app.domain.issue import Since, check_packages
from evaluator_app.domain.issuing import IssueKind
from evaluator_app.domain.panel import PanelMerge, merge_returned
from evaluator_app.domain.panels import panels_of
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.received import Look, counting, labels, stage_of
from evaluator_app.exchange.received_data import Found, found_from, package_bytes, package_from, renamed
from evaluator_app.services import campaigns
from evaluator_app.services import packages as package_service
from evaluator_app.services.campaigns import OpenCampaign
from evaluator_app.services.clock import now
from evaluator_app.store import panels, results, roster
from evaluator_app.store.results import Act as Act  # noqa: PLC0414 - part of a board
from evaluator_app.store.results import ReceivedFile
from evaluator_app.store.workspace import Workspace

if TYPE_CHECKING:
    from evaluator_app.exchange.identity_file import Identity
    from evaluator_app.services import sealing
else:
    from evaluator_app.late import late

    sealing = late("evaluator_app.services.sealing")


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A file that counts as received: what it is called, and what was found in it."""

    file: ReceivedFile
    label: str
    found: Found


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What sheets of a campaign are matched to and merged by."""

    campaign: OpenCampaign
    packages: tuple[Package, ...]

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages for which packages are registered, in the scheme's order."""
        held = {one.campaign.stage for one in self.packages}
        return tuple(one.id for one in self.campaign.scheme.scheme.stages if one.id in held)

    def stage_of(self, found: Found) -> tuple[str, ...]:
        """The stage each sheet of a file is judged in."""
        return tuple(stage_of(one.sheet.identity, self.packages, self.stages) for one in found.sheets)


# -- packages


def register_package(
    ws: Workspace, campaign: str, path: Path, identity: "Identity | None" = None, who: str = ""
) -> Package:
    """Keep a package's description, so that sheets are matched to it without its file.

    A sealed one needs the identity of the secretariat, which opens all of it. The same again changes nothing.
    """
    look = partial(sealing.look_inside, identity=identity) if identity else package_service.verify
    verified = look(path)
    closed = [problem(Code.PACKAGE_SEALED_FOR_OTHERS, f"{path} {one}") for one in verified.sealed]
    if closed:
        raise Refused(closed)
    return register(ws, campaign, verified.package, who)


def register(ws: Workspace, campaign: str, package: Package, who: str = "") -> Package:
    """Keep the description of a package that was just built or verified."""
    plan = campaigns.opened(ws, campaign).plan
    campaigns.refuse_closed(ws, campaign)
    problems = []
    if package.campaign.id != campaign:
        problems.append(problem(Code.ISSUED_OTHER_CAMPAIGN, package.id, campaign=package.campaign.id))
    elif package.scheme_digest != plan.scheme_digest:
        problems.append(problem(Code.ISSUED_OTHER_SCHEME, package.id))
    twin = results.package_digest(ws, campaign, package.id, package.revision)
    if twin not in (None, package.digest):
        problems.append(problem(Code.PACKAGE_TWIN, package.id))
    if problems:
        raise Refused(problems)
    results.add_package(ws, campaign, package.digest, package_bytes(package), (who, now()))
    return package


def ground(ws: Workspace, campaign: str) -> Ground:
    """A campaign with every package registered for it, by id and revision."""
    opened = campaigns.opened(ws, campaign)
    found = map(_package, results.packages(ws, campaign))
    return Ground(campaign=opened, packages=tuple(sorted(found, key=lambda one: (one.id, one.revision))))


@lru_cache(maxsize=1024)
def _package(data: bytes) -> Package:
    """A description that was read before is not read again: it never changes."""
    return package_from(data)


def unregistered(ws: Workspace, campaign: str, stage: str) -> tuple[Problem, ...]:
    """Packages that were issued and are not registered: nothing that comes back for them can count."""
    known = {one.digest for one in ground(ws, campaign).packages}
    issues = panels.issues(ws, campaign, stage)
    missing = {one.digest: one for one in issues if one.digest not in known}
    missing = {key: one for key, one in missing.items() if one.kind is IssueKind.ISSUED}
    return tuple(problem(Code.ISSUED_UNREGISTERED, one.file or one.package) for one in missing.values())


def _since(ws: Workspace, campaign: str, stage: str) -> Since:
    """What was taken back, and who scores what by now; a panel whose people were forgotten is not known."""
    withdrawn: dict[str, int] = {}
    for one in panels.issues(ws, campaign, stage):
        before = withdrawn.get(one.package, 0)
        if one.kind is IssueKind.WITHDRAWN:
            withdrawn[one.package] = max(before, one.revision)
        else:
            withdrawn[one.package] = min(before, one.revision - 1)
    people = {one.id: one.expert for one in roster.members(ws)}
    seated = panels_of(panels.seat_events(ws, campaign, stage))
    return Since(
        withdrawn=withdrawn,
        seats={
            application: tuple(people[one] for one in members)
            for application, members in seated.seats.items()
            if all(one in people for one in members)
        },
        replaced=tuple(
            (application, people[member], reason)
            for (application, member), reason in seated.released.items()
            if member in people
        ),
    )


# -- what came back


def kept(ws: Workspace, campaign: str) -> tuple[Kept, ...]:
    """Every file that counts as received, by name."""
    return named((one, found_from(one.found)) for one in results.in_force(ws, campaign))


def named(files: Iterable[tuple[ReceivedFile, Found]]) -> tuple[Kept, ...]:
    """Files with unambiguous names; of several looks at one file the one that counts."""
    numbered = {one.number: (one, found) for one, found in files}
    looks = [
        Look(
            number=number,
            digest=one.digest,
            name=one.name,
            judged=found.judged,
            clean=not found.refusals,
        )
        for number, (one, found) in numbered.items()
    ]
    called = labels(looks)
    every = (
        Kept(file=numbered[look.number][0], label=called[digest], found=numbered[look.number][1])
        for digest, look in counting(looks).items()
    )
    return tuple(sorted(every, key=lambda one: one.label))


def merged(ws: Workspace, campaign: str, stage: str = "", *, allow_unsigned: bool = False) -> PanelMerge:
    """The results of a stage, of the campaign's own where none is named, from everything received."""
    found = ground(ws, campaign)
    merge = merged_from(ws, found, kept(ws, campaign), stage, allow_unsigned=allow_unsigned)
    if not merge.packages:
        raise Refused([problem(Code.ISSUED_NONE, stage or found.campaign.plan.stage)])
    return merge


def merged_from(
    ws: Workspace, on: Ground, files: Sequence[Kept], stage: str = "", *, allow_unsigned: bool = False
) -> PanelMerge:
    """The same from files that are at hand already."""
    plan, scheme = on.campaign.plan, on.campaign.scheme.scheme
    stage = stage or plan.stage
    packages = [one for one in on.packages if one.campaign.stage == stage]
    wrong = check_packages(packages) if packages else [problem(Code.ISSUED_NONE, stage)]
    if wrong:
        raise Refused(wrong)
    found = [renamed(one.found, partial(_inside, one.label)) for one in files]
    return merge_returned(
        scheme,
        packages,
        [
            sheet
            for one in found
            for sheet, its_stage in zip(one.sheets, on.stage_of(one), strict=True)
            if its_stage == stage
        ],
        besides=Besides(
            declared=tuple(said for one in found if one.stage == stage for said in one.declared),
            unread=tuple(wrong for one in found if one.stage in ("", stage) for wrong in one.refusals),
            choices=results.choices(ws, plan.id),
            since=_since(ws, plan.id, stage),
        ),
        allow_unsigned=allow_unsigned,
    )


def _inside(label: str, name: str) -> str:
    return f"{label}/{name}" if name else label


@dataclass(frozen=True, kw_only=True)
class Board:
    """Everything a page of results shows of one stage; no merge where no package is known for it."""

    ground: Ground
    stage: str
    files: tuple[Kept, ...]
    merge: PanelMerge | None = None
    problems: tuple[Problem, ...] = ()
    journal: tuple[Act, ...] = ()


def board(ws: Workspace, campaign: str, stage: str = "", *, allow_unsigned: bool = False) -> Board:
    """The results of a stage with the files they rest on, and everything that was done with these."""
    on, files = ground(ws, campaign), kept(ws, campaign)
    stage = stage or on.campaign.plan.stage
    merge, problems = None, unregistered(ws, campaign, stage)
    try:
        merge = merged_from(ws, on, files, stage, allow_unsigned=allow_unsigned)
    except Refused as refused:
        problems = (*refused.problems, *problems)
    return Board(
        ground=on,
        stage=stage,
        files=files,
        merge=merge if merge is not None and merge.packages else None,
        problems=problems,
        journal=results.journal(ws, campaign),
    )


def stage_merges(ws: Workspace, campaign: str, *, allow_unsigned: bool = False) -> dict[str, PanelMerge]:
    """The results of every stage for which packages are known, in the scheme's order."""
    on, files = ground(ws, campaign), kept(ws, campaign)
    merges = {stage: merged_from(ws, on, files, stage, allow_unsigned=allow_unsigned) for stage in on.stages}
    return {stage: merge for stage, merge in merges.items() if merge.packages}
