"""Results of a campaign in the workspace: packages issued, sheets taken in, matched, chosen and merged.

What comes back is kept as it came. Nothing that was merged is kept: the result is computed from what is
there, so that it does not depend on the order in which sheets came, left or came again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator_app.domain.application import Package
from evaluator_app.domain.codes import Code
from evaluator_app.domain.collecting import Besides, Choice
from evaluator_app.domain.issue import check_packages
from evaluator_app.domain.panel import PanelMerge, merge_returned
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.received import Look, counting, labels, stage_of
from evaluator_app.exchange.received_data import (
    Found,
    found_from,
    package_bytes,
    package_from,
    renamed,
)
from evaluator_app.services import campaigns
from evaluator_app.services import packages as package_service
from evaluator_app.services.campaigns import OpenCampaign
from evaluator_app.services.clock import now
from evaluator_app.store import results
from evaluator_app.store.results import Act, IssuedPackage, ReceivedFile
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
class Said:
    """Why something is done, and by whom."""

    reason: str
    by: str

    def check(self) -> None:
        """Refused where one of them is missing."""
        wrong = [] if self.reason.strip() else [problem(Code.REASON_MISSING)]
        wrong += [] if self.by.strip() else [problem(Code.RECORD_NAME_MISSING)]
        if wrong:
            raise Refused(wrong)


# -- packages


def add_package(
    ws: Workspace, campaign: str, path: Path, identity: "Identity | None" = None, by: str = ""
) -> Package:
    """Keep a package that was issued, so that sheets are matched to it without the stick.

    A sealed one needs the identity of the secretariat, which opens all of it. The same again changes nothing.
    """
    opened = campaigns.opened(ws, campaign)
    look = partial(sealing.look_inside, identity=identity) if identity else package_service.verify
    verified = look(path)
    package = verified.package
    problems = [problem(Code.PACKAGE_SEALED_FOR_OTHERS, f"{path} {one}") for one in verified.sealed]
    if package.campaign.id != campaign:
        problems.append(problem(Code.ISSUED_OTHER_CAMPAIGN, str(path), campaign=package.campaign.id))
    elif package.scheme_digest != opened.plan.scheme_digest:
        problems.append(problem(Code.ISSUED_OTHER_SCHEME, str(path)))
    others = issued(ws, campaign)
    same = next((one for one in others if (one.id, one.revision) == (package.id, package.revision)), None)
    if same is not None and same.digest != package.digest:
        problems.append(problem(Code.PACKAGE_TWIN, str(path)))
    if problems:
        raise Refused(problems)
    if same is None:
        results.add_package(ws, campaign, _issued(package, by))
    return package


def _issued(package: Package, by: str) -> IssuedPackage:
    return IssuedPackage(
        digest=package.digest,
        package=package.id,
        revision=package.revision,
        stage=package.campaign.stage,
        data=package_bytes(package),
        by=by,
        at=now(),
    )


def issued(ws: Workspace, campaign: str, stage: str = "") -> tuple[Package, ...]:
    """The packages issued in a campaign, or in one stage of it, by id and revision."""
    every = (package_from(one.data) for one in results.packages(ws, campaign))
    return tuple(one for one in every if stage in ("", one.campaign.stage))


def stages_issued(ws: Workspace, opened: OpenCampaign) -> tuple[str, ...]:
    """The stages for which packages were issued, in the scheme's order."""
    held = {one.stage for one in results.packages(ws, opened.plan.id)}
    return tuple(one.id for one in opened.scheme.scheme.stages if one.id in held)


# -- what came back


def kept(ws: Workspace, campaign: str) -> tuple[Kept, ...]:
    """Every file that counts as received, by name."""
    campaigns.opened(ws, campaign)
    files = {one.number: (one, found_from(one.found)) for one in results.in_force(ws, campaign)}
    looks = [
        Look(
            number=number,
            digest=one.digest,
            name=one.name,
            judged=found.judged,
            clean=not found.refusals,
        )
        for number, (one, found) in files.items()
    ]
    named = labels(looks)
    every = (
        Kept(file=files[look.number][0], label=named[digest], found=files[look.number][1])
        for digest, look in counting(looks).items()
    )
    return tuple(sorted(every, key=lambda one: one.label))


def merged(ws: Workspace, campaign: str, stage: str = "", *, allow_unsigned: bool = False) -> PanelMerge:
    """The results of a stage, of the campaign's own where none is named, from everything received."""
    opened = campaigns.opened(ws, campaign)
    return merged_from(ws, opened, kept(ws, campaign), stage, allow_unsigned=allow_unsigned)


def merged_from(
    ws: Workspace,
    opened: OpenCampaign,
    files: Sequence[Kept],
    stage: str = "",
    *,
    allow_unsigned: bool = False,
) -> PanelMerge:
    """The same from files that are at hand already."""
    stage = stage or opened.plan.stage
    every = issued(ws, opened.plan.id)
    packages = [one for one in every if one.campaign.stage == stage]
    wrong = check_packages(packages) if packages else [problem(Code.ISSUED_NONE, stage)]
    if wrong:
        raise Refused(wrong)
    stages = [one.id for one in opened.scheme.scheme.stages]
    found = [renamed(one.found, partial(_inside, one.label)) for one in files]
    sheets = [sheet for one in found for sheet in one.sheets]
    return merge_returned(
        opened.scheme.scheme,
        packages,
        [one for one in sheets if stage_of(one.sheet.identity, every, stages) == stage],
        besides=Besides(
            declared=tuple(said for one in found if one.stage == stage for said in one.declared),
            unread=tuple(wrong for one in found for wrong in one.refusals),
            choices=results.choices(ws, opened.plan.id),
        ),
        allow_unsigned=allow_unsigned,
    )


def _inside(label: str, name: str) -> str:
    return f"{label}/{name}" if name else label


def refusals_of(merges: Iterable[PanelMerge], label: str) -> tuple[Problem, ...]:
    """Why a file, or what is in it, does not count."""
    found = (
        one.problem
        for merge in merges
        for one in merge.refusals
        if one.file == label or one.file.startswith(f"{label}/")
    )
    return tuple(dict.fromkeys(found))


# -- what people decide


def remove(ws: Workspace, campaign: str, digest: str, said: Said) -> None:
    """Let a file no longer count; taken in again it counts as before."""
    said.check()
    whole = _received(ws, campaign, digest).file
    act = Act(kind="removed", digest=whole.digest, name=whole.name, reason=said.reason, by=said.by, at=now())
    results.remove(ws, campaign, act)


def _received(ws: Workspace, campaign: str, digest: str) -> Kept:
    """The file of this digest, or of this beginning of one."""
    found = [one for one in kept(ws, campaign) if digest and one.file.digest.startswith(digest.lower())]
    if len(found) != 1:
        raise Refused([problem(Code.RECEIVED_UNKNOWN, digest)])
    return found[0]


def choose(ws: Workspace, campaign: str, digest: str, said: Said) -> Choice:
    """Say which of several different sheets of an expert counts; the digest is the chosen sheet's own."""
    said.check()
    opened, files = campaigns.opened(ws, campaign), kept(ws, campaign)
    rivals = _rivals(ws, opened, files, digest)
    choice = Choice(
        chosen=rivals[0],
        over=tuple(sorted(rivals[1:])),
        reason=said.reason.strip(),
        by=said.by.strip(),
        at=now(),
    )
    results.choose(ws, campaign, choice)
    return choice


_OPEN = (Code.SHEET_CONFLICT, Code.SHEET_NOT_CHOSEN)


def _rivals(ws: Workspace, opened: OpenCampaign, files: Sequence[Kept], digest: str) -> list[str]:
    """The digest of a sheet, and those of the other sheets between which somebody has to choose."""
    for stage in stages_issued(ws, opened):
        merge = merged_from(ws, opened, files, stage, allow_unsigned=True)
        for one in conflicts(merge, files):
            mine = [own for own in one.digests if digest and own.startswith(digest.lower())]
            if len(mine) == 1:
                return [mine[0], *(other for other in one.digests if other != mine[0])]
    raise Refused([problem(Code.CHOICE_NOT_OPEN, digest)])
