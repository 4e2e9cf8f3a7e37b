"""Writing what a preview of intake found: documents, their PDFs, the application, the journal."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evaluator_app.domain.codes import Code
from evaluator_app.domain.conformity_check import RECEIVED
from evaluator_app.domain.dossier import Result, StepRecord, record_problems
from evaluator_app.domain.intake import Arrival, Sorted
from evaluator_app.domain.intake_journal import event_of, receipt_record
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.receipt import receipt_step
from evaluator_app.exchange.application_folder import (
    Written,
    clear_stages,
    copy_document,
    copy_file,
    put_in_place,
    staging,
)
from evaluator_app.exchange.office_pdf import find_office, make_pdfs
from evaluator_app.exchange.source_folder import DocumentEntry, SourceApplication
from evaluator_app.services import campaigns, clock
from evaluator_app.services.intake import Progress, Target, known_applications, no_progress
from evaluator_app.store import intake as store
from evaluator_app.store.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What was written, and documents of which no PDF could be made."""

    written: tuple[Path, ...] = ()
    findings: tuple[Problem, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Office:
    """In whose name something is taken in, and the workspace whose journal says so."""

    ws: Workspace
    who: str


def apply(
    found: Sequence[Sorted], target: Target, office: Office | None = None, progress: Progress = no_progress
) -> Taken:
    """Write what is new or changed; doubtful, refused and late forms stay out, late ones are noted.

    Each application is written whole or not at all, and so is what the journal says of it. Refused where one
    was changed since the preview.
    """
    wanted = [one for one in found if one.wanted]
    known = {one.application.id: one for one in known_applications(target.folder)}
    problems = [*_stale(wanted, known), *(record_faults(target, office) if office else ())]
    if problems:
        raise Refused(problems)
    clear_stages(target.folder)
    work = _Work(target, office, known)
    for done, one in enumerate(wanted):
        progress(done, len(wanted))
        work.take(one, lambda: progress(done, len(wanted)))  # noqa: B023 - called before the next turn
    if office is not None:
        work.note_late([one for one in found if one.arrival is Arrival.LATE], office)
    progress(len(wanted), len(wanted))
    return Taken(written=tuple(work.written), findings=tuple(work.findings))


def _stale(wanted: Iterable[Sorted], known: dict[str, SourceApplication]) -> list[Problem]:
    found = []
    for one in wanted:
        now = known.get(one.application.id) if one.application else None
        if (now.application if now else None) != one.before:
            found.append(problem(Code.INTAKE_STALE, one.file))
    return found


def record_faults(target: Target, office: Office) -> tuple[Problem, ...]:
    """A receipt needs a day that has come, and a name; refused at once where the campaign is closed."""
    campaigns.refuse_closed(office.ws, target.plan.id if target.plan else "")
    scheme = target.scheme.scheme
    step = receipt_step(scheme, ())
    if step is None:
        return ()
    record = StepRecord(step=step.id, day=target.day, result=Result.NOTED, recorded_by=office.who)
    return record_problems(record, scheme, campaigns.today().isoformat())


class _Work:
    """One delivery being taken in."""

    def __init__(self, target: Target, office: Office | None, known: dict[str, SourceApplication]) -> None:
        self._target, self._office, self._known = target, office, known
        self._program = find_office()
        self.written: list[Path] = []
        self.findings: list[Problem] = []

    def take(self, one: Sorted, alive: Callable[[], None]) -> None:
        """Write one application with its documents, then what the journal says of it."""
        if one.application is None:
            raise AssertionError  # what is wanted is an application
        before = self._known.get(one.application.id)
        with staging(self._target.folder) as stage:
            for each in one.documents:
                if each.written:
                    copy_document(each.document, stage)
            made = self._pdfs(one, stage, alive)
            what = Written(
                application=replace(one.application, documents=()),
                place=before.place if before else "",
                entries=_entries(one, made),
                gone=_outdated(one, before, made),
                figures=self._figures(),
            )
            self.written.append(put_in_place(self._target.folder, stage, what))
        if self._office is not None:
            self._tell(one, made, self._office)

    def _figures(self) -> dict[str, str]:
        """The day it came, for the conformity check; where the scheme asks for it and nobody said it yet."""
        asked = self._target.scheme.scheme.submission is not None and self._target.day
        return {RECEIVED: self._target.day} if asked else {}

    def _pdfs(self, one: Sorted, stage: Path, alive: Callable[[], None]) -> dict[str, str]:
        """Make the PDFs that are wanted; their names with their digests."""
        wanted = {Path(each.document.source): each for each in one.documents if each.rendition}
        made: dict[str, str] = {}
        if not wanted or self._program is None:
            return made
        for source, pdf in make_pdfs(self._program, list(wanted), alive):
            name = wanted[source].rendition
            if pdf is None:
                self.findings.append(problem(Code.OFFICE_FAILED, str(source)))
                continue
            made[name] = copy_file(pdf, stage / name)
        return made

    def _tell(self, one: Sorted, made: dict[str, str], office: Office) -> None:
        scheme, plan = self._target.scheme.scheme, self._target.plan
        step = receipt_step(scheme, one.forms)
        event = replace(event_of(one, self._target.day, made), who=office.who, at=clock.now())
        kinds = tuple(each.kind for each in one.documents if each.kind and each.written)
        records: list[StepRecord] = []
        if step is not None:
            records.append(receipt_record(one, event, step.id, kinds))
        store.add(office.ws, plan.id if plan else "", [event], records)

    def note_late(self, late: Sequence[Sorted], office: Office) -> None:
        """Late ones that were refused are noted once, so that the refusal can be proven (S3-36)."""
        name = self._target.plan.id if self._target.plan else ""
        noted = {one.sha256 for one in store.events(office.ws, name)}
        events = [
            replace(event_of(one, self._target.day, {}), who=office.who, at=clock.now())
            for one in late
            if one.sha256 not in noted
        ]
        store.add(office.ws, name, events)


def _outdated(one: Sorted, before: SourceApplication | None, made: dict[str, str]) -> tuple[str, ...]:
    """PDFs made of an earlier original: nobody shall score what was replaced."""
    replaced = {each.document.name for each in one.documents if each.written}
    earlier = before.made.items() if before else ()
    return tuple(name for name, original in earlier if original in replaced and name not in made)


def _entries(one: Sorted, made: dict[str, str]) -> tuple[DocumentEntry, ...]:
    """What application.toml says of documents: their kind, and what a PDF was made of, or not."""
    own = [
        DocumentEntry(file=each.document.name, kind=each.kind, no_pdf=each.rendition not in ("", *made))
        for each in one.documents
        if each.kind or each.rendition
    ]
    pdfs = [
        DocumentEntry(file=each.rendition, kind=each.kind, made_from=each.document.name)
        for each in one.documents
        if each.rendition in made
    ]
    return (*own, *pdfs)
