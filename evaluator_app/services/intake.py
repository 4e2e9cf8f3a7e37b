"""Intake of applications: forms with their documents, seen before anything is kept, told to the journal."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evaluator_app.domain.application_form import FilledForm, Typed, read_filled
from evaluator_app.domain.campaigns import CampaignPlan, is_day
from evaluator_app.domain.codes import Code
from evaluator_app.domain.field_roles import roles_of
from evaluator_app.domain.incoming_documents import (
    IncomingDocument,
    KnownDocument,
    document_findings,
    missing_kinds,
    sort_documents,
)
from evaluator_app.domain.intake import Incoming, Sorted, sort_out, with_documents
from evaluator_app.domain.intake_journal import IntakeEvent
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.receipt import deadline_of, judged_by_day, receipt_step
from evaluator_app.domain.scheme import LoadedScheme
from evaluator_app.exchange.application_workbook_reader import read_application_workbook
from evaluator_app.exchange.delivery import Delivered, digest_of, digest_of_values, read_unit
from evaluator_app.exchange.delivery_folders import units_of
from evaluator_app.exchange.office_pdf import find_office
from evaluator_app.exchange.source_folder import SourceApplication, read_applications, read_campaign
from evaluator_app.services import campaigns, schemes
from evaluator_app.store import intake as store
from evaluator_app.store.workspace import Workspace

Progress = Callable[[int, int], None]


def no_progress(_done: int, _total: int) -> None:
    """For work nobody watches."""


@dataclass(frozen=True, kw_only=True)
class ReadForm:
    """A filled form and what is to be said about it; `form` is None where it could not be read."""

    path: Path
    form: FilledForm | None
    problems: tuple[Problem, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether everything that was typed could be read."""
        return self.form is not None and not self.problems


@dataclass(frozen=True, kw_only=True)
class Target:
    """Where applications go, under which rules, and on which day they came."""

    folder: Path
    scheme: LoadedScheme
    plan: CampaignPlan | None = None  # None where the folder stands for itself
    day: str = ""  # yyyy-mm-dd; "" where nobody asks


def target_of(ws: Workspace, campaign: str, received: str = "") -> Target:
    """The folder of a campaign of the workspace; what comes today came today."""
    found = campaigns.opened(ws, campaign)
    if received and not is_day(received):
        raise Refused([problem(Code.CAMPAIGN_DAY_INVALID, campaign, day=received)])
    day = received or campaigns.today().isoformat()
    return Target(folder=campaigns.folder_of(found), scheme=found.scheme, plan=found.plan, day=day)


def target_of_folder(folder: Path, forms: Path, received: str = "") -> Target:
    """A campaign's folder that stands for itself."""
    if received and not is_day(received):
        raise Refused([problem(Code.CAMPAIGN_DAY_INVALID, str(folder), day=received)])
    scheme = schemes.of_campaign(folder, forms, read_campaign(folder).scheme)
    return Target(folder=folder, scheme=scheme, day=received)


def read_forms(paths: Sequence[Path], scheme: LoadedScheme) -> tuple[ReadForm, ...]:
    """Read filled workbooks; one that cannot be read says why, and keeps no other from being read."""
    return tuple(_read(path, scheme) for path in paths)


def _read(path: Path, scheme: LoadedScheme) -> ReadForm:
    try:
        form = read_application_workbook(path, scheme)
    except Refused as refused:
        return ReadForm(path=path, form=None, problems=tuple(refused.problems))
    return ReadForm(path=path, form=form, problems=form.problems)


def preview(
    paths: Sequence[Path],
    target: Target,
    progress: Progress = no_progress,
    typed: Sequence[Incoming] = (),
) -> tuple[Sorted, ...]:
    """What taking forms, and folders of a form with its documents, would do; nothing is written."""
    units = units_of(paths)
    read = []
    for done, unit in enumerate(units):
        progress(done, len(units))
        read.append(read_unit(unit, target.scheme))
    progress(len(units), len(units))
    return sorted_out([*map(_incoming, read), *typed], target)


def _incoming(one: Delivered) -> Incoming:
    return Incoming(
        file=one.file,
        values=one.form.values if one.form else None,
        problems=one.problems,
        missing=one.form.missing if one.form else (),
        findings=one.findings,
        documents=one.documents,
        sha256=one.sha256,
        forms=one.form.forms if one.form else (),
    )


def typed_in(typed: Mapping[str, Typed], name: str, scheme: LoadedScheme) -> Incoming:
    """What somebody typed in by hand, under the same checks as a workbook; `name` says so."""
    form = read_filled(scheme.scheme, typed)
    return Incoming(
        file=name,
        values=form.values,
        problems=form.problems,
        missing=form.missing,
        sha256=digest_of_values(form.values),
        forms=form.forms,
    )


def sorted_out(incoming: Sequence[Incoming], target: Target) -> tuple[Sorted, ...]:
    """What is to be done with everything that was read, against what the folder holds."""
    known = {one.application.id: one for one in known_applications(target.folder)}
    scheme, office = target.scheme.scheme, find_office() is not None
    found = sort_out(incoming, [one.application for one in known.values()], roles_of(scheme))
    judged = []
    for form, one in zip(incoming, found, strict=True):
        before = known.get(one.application.id) if one.application else None
        whole = _with_documents(one, form, before, target, office=office)
        deadline = deadline_of(scheme, receipt_step(scheme, one.forms), target.plan)
        judged.append(judged_by_day(whole, deadline, target.day))
    return tuple(judged)


def _with_documents(
    one: Sorted, form: Incoming, before: SourceApplication | None, target: Target, *, office: bool
) -> Sorted:
    kinds = target.scheme.scheme.documents
    known = _known_documents(before, form.documents)
    documents = sort_documents(form.documents, known, kinds)
    findings = [*one.findings, *document_findings(documents, known, office=office)]
    if not office and any(document.rendition for document in documents):
        findings.append(problem(Code.OFFICE_MISSING, one.file))
        documents = tuple(replace(document, rendition="") for document in documents)
    missing = missing_kinds(one.file, documents, known, kinds) if documents else ()
    said = replace(one, findings=tuple(findings), missing=(*one.missing, *missing))
    return with_documents(said, documents)


def _known_documents(
    before: SourceApplication | None, incoming: Iterable[IncomingDocument]
) -> tuple[KnownDocument, ...]:
    """What an application has; only what may be the same as something incoming is looked into."""
    if before is None:
        return ()
    sizes = {one.name: one.size for one in incoming}
    return tuple(
        KnownDocument(
            name=document.id,
            sha256=digest_of(file)[1] if sizes.get(document.id) == file.stat().st_size else "",
            kind=document.kind,
            made_from=before.made.get(document.id, ""),
            no_pdf=document.id in before.unmade,
        )
        for document, file in zip(before.application.documents, before.files, strict=True)
    )


def known_applications(folder: Path) -> tuple[SourceApplication, ...]:
    """The applications of a campaign's folder, none where it is new."""
    there = any(one.is_dir() and not one.name.startswith(".") for one in folder.iterdir())
    return read_applications(folder) if there else ()


def journal(ws: Workspace, campaign: str) -> tuple[IntakeEvent, ...]:
    """Everything that was taken into a campaign, in order."""
    return store.events(ws, campaigns.opened(ws, campaign).plan.id)
