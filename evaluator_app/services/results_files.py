"""Sheets and return files taken into a campaign after a preview, removed again, chosen between."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluator_app.domain.codes import Code
from evaluator_app.domain.collecting import Choice, Refusal, Rivals
from evaluator_app.domain.panel import PanelMerge
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.received import Arrival, Item, item_of
from evaluator_app.domain.trust import Trust
from evaluator_app.exchange.received_data import Found, found_bytes, renamed, without_path
from evaluator_app.exchange.small_files import reading
from evaluator_app.services import campaigns, merging, results
from evaluator_app.services.clock import now
from evaluator_app.services.merging import Outcome, Step
from evaluator_app.services.results import Ground, Kept
from evaluator_app.store import results as store
from evaluator_app.store.results import Act, ReceivedFile
from evaluator_app.store.workspace import Workspace

LARGEST = 512 << 20  # bytes of a file that is kept whole in the workspace


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """A file that is looked at: what was found in it, and whether the very same is here already."""

    path: Path
    digest: str
    found: Found
    known: bool = False


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What taking in some files would do; nothing is written yet."""

    campaign: str
    files: tuple[Incoming, ...]
    items: tuple[Item, ...]

    @property
    def new(self) -> int:
        """How many files are not here yet."""
        return sum(not one.known for one in self.files)


@dataclass(frozen=True, kw_only=True)
class Said:
    """Why something is done, and by whom."""

    reason: str
    who: str

    def check(self) -> None:
        """Refused where one of them is missing."""
        wrong = [] if self.reason.strip() else [problem(Code.REASON_MISSING)]
        wrong += _nameless(self.who)
        if wrong:
            raise Refused(wrong)


def _nameless(who: str) -> list[Problem]:
    return [] if who.strip() else [problem(Code.RECORD_NAME_MISSING)]


# -- taking in


def preview(
    ws: Workspace,
    campaign: str,
    places: Sequence[Path],
    trust: Trust | None = None,
    step: Step = lambda *_: None,
) -> Preview:
    """Look at files and folders: every sheet checked, and matched to what was issued and what is here."""
    on, before = results.ground(ws, campaign), results.kept(ws, campaign)
    if not on.packages:
        raise Refused([problem(Code.ISSUED_NONE, campaign)])
    paths = merging.find_sheets(places)
    if not paths:
        raise Refused([problem(Code.NO_SHEETS, ", ".join(map(str, places)))])
    files, stuck = _look(campaign, paths, {one.file.digest: one.found for one in before}, (trust, step))
    fresh = [one for one in files if not one.known]
    number = max((one.file.number for one in before), default=0)
    looks = [(_as_received(one, number + place), one.found) for place, one in enumerate(fresh, start=1)]
    union = results.named([*((one.file, one.found) for one in before), *looks])
    items = _items(ws, on, union, {one.digest for one in fresh})
    known = (Item(file=one.path.name, arrival=Arrival.KNOWN) for one in files if one.known)
    return Preview(campaign=campaign, files=files, items=(*items, *stuck, *known))


def _look(
    campaign: str, paths: Sequence[Path], seen: Mapping[str, Found], how: tuple[Trust | None, Step]
) -> tuple[tuple[Incoming, ...], list[Item]]:
    """Each file with what is found in it, each once; and those that cannot even be opened."""
    trust, step = how
    digests: dict[Path, str] = {}
    stuck: list[Item] = []
    for path in paths:
        try:
            digests[path] = _digest(path)
        except Refused as refused:
            stuck.append(Item(file=path.name, arrival=Arrival.REFUSED, problems=refused.problems))
    first = {digest: path for path, digest in reversed(digests.items())}
    wanted = {
        path: digest
        for digest, path in first.items()
        if digest not in seen or (trust is not None and not _settled(seen[digest]))
    }
    outcomes = merging.read_all(list(wanted), None, trust, step)
    founds = {
        path: _found(outcome.of_campaign(campaign), trust is not None)
        for path, outcome in zip(wanted, outcomes, strict=True)
    }
    told = {**seen, **{wanted[path]: found for path, found in founds.items()}}
    files = tuple(
        Incoming(
            path=path,
            digest=digest,
            found=told[digest],
            known=path not in founds or (digest in seen and not _says_more(founds[path], seen[digest])),
        )
        for path, digest in digests.items()
    )
    return files, stuck


def _digest(path: Path) -> str:
    with reading(path), path.open("rb") as stream:
        if path.stat().st_size > LARGEST:
            raise Refused([problem(Code.RECEIVED_TOO_LARGE, str(path), megabytes=LARGEST >> 20)])
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _settled(found: Found) -> bool:
    """Whether a trust list found everything good: no later look can tell more."""
    return found.judged and not found.refusals


def _found(outcome: Outcome, judged: bool) -> Found:  # noqa: FBT001 - a fact of it
    """What a file brought, named by its place in the file."""
    path = outcome.file
    found = Found(
        judged=judged,
        stage=outcome.stage,
        sheets=outcome.sheets,
        declared=outcome.declared,
        refusals=tuple(Refusal(one.file, without_path(one.problem, path)) for one in outcome.refusals),
    )
    return renamed(found, lambda name: name.removeprefix(path).lstrip("/\\"))


def _says_more(found: Found, before: Found) -> bool:
    """Whether another look at the same bytes tells more: signers are judged, or in the trust list by now."""
    return found.judged and (not before.judged or bool(before.refusals and not found.refusals))


def _as_received(one: Incoming, number: int) -> ReceivedFile:
    return ReceivedFile(digest=one.digest, name=one.path.name, found=b"", who="", at="", number=number)


def _items(ws: Workspace, on: Ground, files: Sequence[Kept], fresh: set[str]) -> Iterator[Item]:
    merges = _merges(ws, on, files)
    for one in files:
        if one.file.digest not in fresh:
            continue
        found = renamed(one.found, lambda name, label=one.label: f"{label}/{name}" if name else label)  # type: ignore[misc]  # bound at once
        for sheet, stage in zip(found.sheets, on.stage_of(found), strict=True):
            if stage in merges:
                yield item_of(sheet, stage, merges[stage])
        for name in dict.fromkeys(wrong.file for wrong in found.refusals):
            problems = tuple(wrong.problem for wrong in found.refusals if wrong.file == name)
            yield Item(file=name, arrival=Arrival.REFUSED, problems=problems)
        if found.declared:
            recusals = sum(said.declaration.recusal is not None for said in found.declared)
            yield Item(file=one.label, arrival=Arrival.DECLARED, stage=found.stage, recusals=recusals)


def _merges(ws: Workspace, on: Ground, files: Sequence[Kept]) -> dict[str, PanelMerge]:
    return {stage: results.merged_from(ws, on, files, stage, allow_unsigned=True) for stage in on.stages}


def confirm(ws: Workspace, seen: Preview, who: str) -> int:
    """Take in what a preview showed, all of it or nothing; how many files are new."""
    wrong = _nameless(who)
    if wrong:
        raise Refused(wrong)
    campaigns.refuse_closed(ws, seen.campaign)
    scheme, at = results.ground(ws, seen.campaign).campaign.scheme.scheme, now()
    fresh = [one for one in seen.files if not one.known]
    files = (
        (
            ReceivedFile(
                digest=one.digest, name=one.path.name, found=found_bytes(one.found, scheme), who=who, at=at
            ),
            _same_bytes(one),
        )
        for one in fresh
    )
    store.receive(ws, seen.campaign, files)
    return len(fresh)


def _same_bytes(one: Incoming) -> bytes:
    """The bytes that were looked at; of a file in which nothing could be read none are kept."""
    with reading(one.path):
        data = one.path.read_bytes() if one.found.sheets or one.found.declared else b""
    if data and hashlib.sha256(data).hexdigest() != one.digest:
        raise Refused([problem(Code.RECEIVED_CHANGED, str(one.path))])
    return data


# -- what people decide


def remove(ws: Workspace, campaign: str, digest: str, said: Said) -> ReceivedFile:
    """Let a file no longer count; taken in again it counts as before."""
    said.check()
    campaigns.refuse_closed(ws, campaign)
    every = [one.file for one in results.kept(ws, campaign)]
    found = [one for one in every if digest and one.digest.startswith(digest.lower())]
    if len(found) != 1:
        raise Refused([problem(Code.RECEIVED_UNKNOWN, digest)])
    (one,) = found
    act = Act(
        kind="removed", digest=one.digest, name=one.name, reason=said.reason.strip(), who=said.who, at=now()
    )
    store.remove(ws, campaign, act)
    return one


def choose(ws: Workspace, campaign: str, digest: str, said: Said) -> Choice:
    """Say which of several different sheets of an expert counts; the digest is the chosen sheet's own."""
    said.check()
    campaigns.refuse_closed(ws, campaign)
    on, files = results.ground(ws, campaign), results.kept(ws, campaign)
    rivals = [one for merge in _merges(ws, on, files).values() for one in merge.rivals]
    chosen = [
        (sheet.digest, one)
        for one in rivals
        for sheet in one.sheets
        if digest and sheet.digest.startswith(digest.lower())
    ]
    if len(chosen) != 1:
        raise Refused([problem(Code.CHOICE_NOT_OPEN, digest)])
    ((own, found),) = chosen
    choice = Choice(
        chosen=own, over=_others(found, own), reason=said.reason.strip(), by=said.who.strip(), at=now()
    )
    store.choose(ws, campaign, choice)
    return choice


def _others(rivals: Rivals, chosen: str) -> tuple[str, ...]:
    return tuple(sorted(one for twins in rivals.digests if chosen not in twins for one in twins))


def journal(ws: Workspace, campaign: str) -> tuple[Act, ...]:
    """Everything that was done with files of a campaign, the oldest first."""
    campaigns.opened(ws, campaign)
    return store.journal(ws, campaign)


def received_bytes(ws: Workspace, digest: str) -> bytes:
    """A file as it came; nothing where nothing could be read in it."""
    return store.received_bytes(ws, digest)
