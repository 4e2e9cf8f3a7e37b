"""Merging a panel: packages verified, sheets read, results by the protocol, the committee's workbook."""

import contextlib
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from evaluator_app.domain.anonymity import anonymous
from evaluator_app.domain.codes import Code
from evaluator_app.domain.collecting import Besides, Declared, Refusal, Returned
from evaluator_app.domain.consensus import merge_digest
from evaluator_app.domain.issue import check_packages
from evaluator_app.domain.panel import PanelMerge, merge_returned
from evaluator_app.domain.problems import Gathered, Refused, problem
from evaluator_app.domain.trust import Trust
from evaluator_app.exchange.certificates import to_utc
from evaluator_app.exchange.committee.before import Before
from evaluator_app.exchange.committee_workbook import write_committee_workbook
from evaluator_app.exchange.identity_file import Identity as Identity  # noqa: PLC0414 - an option's type
from evaluator_app.exchange.package_reader import VerifiedPackage
from evaluator_app.exchange.reading_language import language, reading_in
from evaluator_app.exchange.return_file import SUFFIX as RETURN_SUFFIX
from evaluator_app.exchange.safe_writing import new_file, replace_file
from evaluator_app.exchange.score_sheet_reader import ReadSheet, read_sheet, read_sheet_data
from evaluator_app.services import clock, returning, sealing
from evaluator_app.services import packages as package_service
from evaluator_app.services.places import own_places
from evaluator_app.services.signing import distrust

MANY = 1000  # sheets from which other processes are worth their start
MOST_PROCESSES = 8
CHUNK = 16
_KINDS = (".xlsx", RETURN_SUFFIX)
Step = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class MergeOptions:
    """How to merge; `output` is where the workbook goes, and is no sheet when it lies among them.

    With a trust list each signer must be in it; `allow_unsigned` then still lets in sheets nobody signed.
    """

    allow_unsigned: bool = False
    output: Path | None = None
    replace: bool = False
    trust: Trust | None = None
    identity: Identity | None = None  # opens sealed packages
    nameless: bool = False  # in the workbook experts are A, B, C


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a file brought: sheets and declarations, or why not."""

    sheets: tuple[Returned, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    declared: tuple[Declared, ...] = ()
    file: str = ""
    campaign: str = ""  # of a return file
    stage: str = ""  # as above

    def of_campaign(self, campaign: str) -> "Outcome":
        """The same without the declarations of a return file of another campaign, which is refused."""
        if self.campaign in ("", campaign):
            return self
        wrong = problem(Code.RETURN_OTHER_CAMPAIGN, campaign=self.campaign)
        return replace(self, declared=(), refusals=(*self.refusals, Refusal(self.file, wrong)))


def merge_panel(
    packages: Sequence[Path],
    sheets: Sequence[Path],
    options: MergeOptions | None = None,
    executor: Executor | None = None,
) -> PanelMerge:
    """Everything that came back, sorted out and merged; an executor that is given reads the sheets."""
    options = options or MergeOptions()
    if options.output is not None and options.output.exists() and not options.replace:
        raise Refused([problem(Code.FILE_EXISTS, str(options.output))])
    verified = _verified(packages, options.identity)
    files = find_sheets(sheets)
    if options.output is not None:
        files = [one for one in files if not _is_output(one, options.output)]
    if not files:
        raise Refused([problem(Code.NO_SHEETS, ", ".join(map(str, sheets)))])
    campaign = verified[0].package.campaign.id
    outcomes = [one.of_campaign(campaign) for one in read_all(files, executor, options.trust)]
    return merge_returned(
        verified[0].scheme.scheme,
        [one.package for one in verified],
        [sheet for one in outcomes for sheet in one.sheets],
        besides=Besides(
            declared=tuple(one for outcome in outcomes for one in outcome.declared),
            unread=tuple(refusal for one in outcomes for refusal in one.refusals),
        ),
        allow_unsigned=options.allow_unsigned,
    )


def write_workbook(merge: PanelMerge, options: MergeOptions, written: datetime) -> None:
    """The committee's workbook at `options.output`, whole or not at all."""
    if options.output is not None:
        writing = replace_file if options.replace else new_file
        before = Before(merge=merge_digest(merge), anonymous=options.nameless)
        with writing(options.output) as stream:
            write_committee_workbook(stream, anonymous(merge) if options.nameless else merge, written, before)


def find_sheets(places: Sequence[Path]) -> list[Path]:
    """The workbooks and return files in some folders and below, and files named as such.

    Lock files of Excel are none.
    """
    missing = [problem(Code.FILE_MISSING, str(place)) for place in places if not place.exists()]
    if missing:
        raise Refused(missing)
    found: dict[Path, Path] = {}
    for place in places:
        inside = sorted(place.rglob("*")) if place.is_dir() else [place]
        for one in inside:
            if place.is_file() or (one.suffix.lower() in _KINDS and not one.name.startswith("~$")):
                found.setdefault(one.resolve(), one)
    return [one for one in found.values() if one.is_file()]


def _verified(packages: Sequence[Path], identity: Identity | None) -> list[VerifiedPackage]:
    gathered = Gathered()
    look = partial(sealing.look_inside, identity=identity) if identity else package_service.verify
    verified = [gathered.attempt(partial(look, path)) for path in packages]
    gathered.refuse()
    sound = [one for one in verified if one is not None]
    problems = check_packages([one.package for one in sound])
    if problems:
        raise Refused(problems)
    return sound


def _is_output(file: Path, output: Path) -> bool:
    """Whether this is the workbook to be replaced; a score sheet in its place is refused, never lost."""
    if file.resolve() != output.resolve():
        return False
    if _read(file).sheets:
        raise Refused([problem(Code.FILE_EXISTS, str(output))])
    return True


def read_all(
    files: Sequence[Path], executor: Executor | None, trust: Trust | None, step: Step = lambda *_: None
) -> list[Outcome]:
    """What each file brings; a given executor, or with many files other processes, do the reading.

    `step` is called with the files done and in all; what it raises stops the work.
    """
    read = partial(_read, trust=trust, at=clock.now(), spoken=language())
    found: list[Outcome] = []
    with _workers(executor, len(files)) as workers:
        outcomes = map(read, files) if workers is None else workers.map(read, files, chunksize=CHUNK)
        for one in outcomes:
            found.append(one)
            step(len(found), len(files))
    return found


@contextlib.contextmanager
def _workers(executor: Executor | None, count: int) -> Iterator[Executor | None]:
    processors = min(os.cpu_count() or 1, MOST_PROCESSES)
    if executor is not None or count < MANY or processors == 1:
        yield executor
        return
    with ProcessPoolExecutor(processors, mp_context=get_context("spawn")) as pool:
        yield pool


def _read(file: Path, trust: Trust | None = None, at: str = "", spoken: str = "") -> Outcome:
    """One file read; problems come back as values, so that other processes can send them."""
    read = _read_return if file.suffix.lower() == RETURN_SUFFIX else _read_sheet
    try:
        with reading_in(spoken, own_places().resources / "locale"):
            return replace(read(file, trust, at), file=str(file))
    except Refused as refused:
        found = tuple(Refusal(str(file), one) for one in refused.problems)
        return Outcome(file=str(file), refusals=found)


def _read_sheet(file: Path, trust: Trust | None, at: str) -> Outcome:
    return _outcome(read_sheet(file), trust, at)


def _outcome(found: ReadSheet, trust: Trust | None, at: str) -> Outcome:
    file = str(found.path)
    wrong = distrust(found, trust, at) if trust else ()
    if wrong:
        return Outcome(refusals=tuple(Refusal(file, one) for one in wrong))
    sheet = Returned(
        file=file,
        sheet=found.sheet,
        digest=found.digest,
        signed=found.signed,
        saved_again=found.saved_again,
    )
    return Outcome(sheets=(sheet,))


def _read_return(file: Path, trust: Trust | None, at: str) -> Outcome:
    """Everything in a return file; its sheets have signatures of their own."""
    found = returning.read_trusted(file, trust, at)
    outcomes = [_read_inside(file / name, data, trust, at) for name, data in found.sheets()]
    declared = (
        Declared(file=str(file), expert=found.head.expert, declaration=replace(one, at=to_utc(one.at)))
        for one in found.declared.declarations
    )
    return Outcome(
        sheets=tuple(sheet for one in outcomes for sheet in one.sheets),
        refusals=tuple(refusal for one in outcomes for refusal in one.refusals),
        declared=tuple(declared),
        campaign=found.head.campaign,
        stage=found.head.stage,
    )


def _read_inside(path: Path, data: bytes, trust: Trust | None, at: str) -> Outcome:
    try:
        return _outcome(read_sheet_data(data, path), trust, at)
    except Refused as refused:
        return Outcome(refusals=tuple(Refusal(str(path), one) for one in refused.problems))
