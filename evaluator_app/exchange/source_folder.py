"""The folder a package is built from: campaign.toml, and a folder with application.toml per application."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import TypeVar

from evaluator_app.domain.application import Application, Campaign, Document, Package
from evaluator_app.domain.codes import Code
from evaluator_app.domain.conformity_results import Judgement
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.media import media_of
from evaluator_app.domain.problems import Gathered, Problem, Refused, problem
from evaluator_app.domain.scheme import Scheme
from evaluator_app.exchange.bag import DOCUMENTS
from evaluator_app.exchange.package_data import is_day, unknown_in, unknown_stage
from evaluator_app.exchange.safe_names import clashing, is_safe_id, safe_part, visible
from evaluator_app.exchange.safe_zip import MAX_MEMBERS
from evaluator_app.exchange.small_files import reading
from evaluator_app.exchange.strict_json import DataWrong, structured
from evaluator_app.wording.language import text

CAMPAIGN_FILE = "campaign.toml"
APPLICATION_FILE = "application.toml"
MAX_TOML = 2 << 20
MAX_DOCUMENTS = MAX_MEMBERS - 100  # what a reader takes, the frame of the package aside

_NOT_DOCUMENTS = ("thumbs.db", "desktop.ini", APPLICATION_FILE)  # besides hidden files and Office's locks

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class CampaignFile:
    """campaign.toml; `scheme` is the id of an installed scheme or the path of a scheme file."""

    id: str
    title: str
    scheme: str
    stage: str
    package: str
    due: str = ""
    fictitious: bool = False
    experts: tuple[Expert, ...] = ()

    @property
    def campaign(self) -> Campaign:
        """The campaign it describes."""
        return Campaign(
            id=self.id, title=self.title, stage=self.stage, due=self.due, fictitious=self.fictitious
        )


@dataclass(frozen=True, kw_only=True)
class DocumentEntry:
    """A document application.toml lists: `file` is its path inside the application's folder."""

    file: str
    title: str = ""
    kind: str = ""
    made_from: str = ""  # the file a PDF was made of at intake
    no_pdf: bool = False  # LibreOffice could make none of it


@dataclass(frozen=True, kw_only=True)
class ApplicationFile:
    """application.toml."""

    id: str
    organisation: str
    site: str
    title: str = ""
    sector: str = ""
    intended_grade: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    documents: tuple[DocumentEntry, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    recused: tuple[str, ...] = ()  # experts who must not see it: a sealed package is not sealed for them


@dataclass(frozen=True, kw_only=True)
class SourceApplication:
    """An application with the files its documents come from; their sizes and digests are not known yet."""

    application: Application
    files: tuple[Path, ...]
    place: str
    recused: tuple[str, ...] = ()
    judgements: tuple[Judgement, ...] = ()  # of the conformity check; they stay with the secretariat
    made: Mapping[str, str] = field(default_factory=dict)  # PDFs made at intake, each with its original
    unmade: frozenset[str] = frozenset()  # documents of which none could be made


def read_campaign(folder: Path) -> CampaignFile:
    """campaign.toml of this folder, checked as far as it goes without the scheme."""
    campaign = _read_toml(folder / CAMPAIGN_FILE, CAMPAIGN_FILE, Code.CAMPAIGN_INVALID, CampaignFile)
    checks = {
        "id": is_safe_id(campaign.id),
        "package": is_safe_id(campaign.package),
        "title": campaign.title.strip(),
        "due": not campaign.due or is_day(campaign.due),
        "experts": all(expert.name.strip() for expert in campaign.experts),
    }
    wrong = [text("“{name}” is wrong", name=name) for name, good in checks.items() if not good]
    if wrong:
        raise Refused([problem(Code.CAMPAIGN_INVALID, CAMPAIGN_FILE, reason=reason) for reason in wrong])
    return campaign


def read_applications(folder: Path) -> tuple[SourceApplication, ...]:
    """All applications of the folder; refused with every problem of all of them."""
    gathered = Gathered()
    folders = application_folders(folder)
    read = [gathered.attempt(lambda one=one: read_application(one)) for one in folders]  # type: ignore[misc]  # bound now
    applications = tuple(one for one in read if one is not None)
    if not folders:
        gathered.problems.append(problem(Code.CAMPAIGN_EMPTY, folder.name))
    same = set(clashing([one.application.id for one in applications]))
    gathered.problems += [
        _invalid(one.place, text("the id “{name}” is used twice", name=one.application.id))
        for one in applications
        if one.application.id in same
    ]
    count = sum(len(one.files) for one in applications)
    if count > MAX_DOCUMENTS:
        reason = text("{count} documents, {limit} are allowed", count=count, limit=MAX_DOCUMENTS)
        gathered.problems.append(problem(Code.CAMPAIGN_INVALID, folder.name, reason=reason))
    gathered.refuse()
    return applications


def application_folders(folder: Path) -> tuple[Path, ...]:
    """The folders of a campaign's folder that should hold an application each, in order."""
    with reading(folder):
        found = [one for one in folder.iterdir() if one.is_dir() and not one.name.startswith(".")]
    return tuple(sorted(found))


def check_against(
    scheme: Scheme, campaign: CampaignFile, applications: tuple[SourceApplication, ...]
) -> Iterator[Problem]:
    """Stages, grades and kinds of documents that the scheme does not have."""
    for name in unknown_stage(scheme, campaign.campaign):
        reason = text("the scheme has no stage “{name}”", name=name)
        yield problem(Code.CAMPAIGN_INVALID, CAMPAIGN_FILE, reason=reason)
    for one in applications:
        for name in unknown_in(scheme, one.application):
            yield _invalid(one.place, text("the scheme has no grade or kind of document “{name}”", name=name))


def check_replaces(campaign: CampaignFile, old: Package) -> None:
    """Refuse to replace a package of another number or campaign."""
    if (old.id, old.campaign.id) != (campaign.package, campaign.id):
        reason = text("its package “{new}” does not replace “{old}”", new=campaign.package, old=old.id)
        raise Refused([problem(Code.CAMPAIGN_INVALID, CAMPAIGN_FILE, reason=reason)])


def _invalid(place: str, reason: str) -> Problem:
    return problem(Code.APPLICATION_INVALID, place, reason=reason)


def read_application(folder: Path) -> SourceApplication:
    """The application of one folder; refused with every problem of its file and its documents."""
    place = f"{folder.name}/{APPLICATION_FILE}"
    stated = _read_toml(folder / APPLICATION_FILE, place, Code.APPLICATION_INVALID, ApplicationFile)
    entries = _all_entries(folder, stated)
    problems = [*_application_problems(stated, place), *_document_problems(folder, entries)]
    if problems:
        raise Refused(problems)
    documents = tuple(_document(stated.id, number, entry) for number, entry in enumerate(entries, start=1))
    application = Application(
        id=stated.id,
        organisation=stated.organisation,
        site=stated.site,
        title=stated.title,
        sector=stated.sector,
        intended_grade=stated.intended_grade,
        values=stated.values,
        documents=documents,
    )
    files = tuple(folder / entry.file for entry in entries)
    return SourceApplication(
        application=application,
        files=files,
        place=place,
        recused=stated.recused,
        judgements=stated.judgements,
        made={Path(one.file).as_posix(): one.made_from for one in entries if one.made_from},
        unmade=frozenset(Path(one.file).as_posix() for one in entries if one.no_pdf),
    )


def _all_entries(folder: Path, stated: ApplicationFile) -> list[DocumentEntry]:
    """The documents listed, then every other file under its name."""
    listed = {Path(entry.file).as_posix() for entry in stated.documents}
    with reading(folder):
        found = [one.relative_to(folder).as_posix() for one in sorted(folder.rglob("*")) if one.is_file()]
    others = [name for name in found if name not in listed and is_document(name)]
    return [*stated.documents, *(DocumentEntry(file=name) for name in others)]


def is_document(name: str) -> bool:
    """Whether a file of this name counts: not what systems and Office leave behind."""
    parts = name.lower().split("/")
    return parts[-1] not in _NOT_DOCUMENTS and not any(part.startswith((".", "~$")) for part in parts)


def _application_problems(stated: ApplicationFile, place: str) -> Iterator[Problem]:
    checks = {
        "id": is_safe_id(stated.id),
        "organisation": stated.organisation.strip(),
        "site": stated.site.strip(),
    }
    for name, good in checks.items():
        if not good:
            yield _invalid(place, text("“{name}” is wrong", name=name))
    for name in clashing([Path(entry.file).as_posix() for entry in stated.documents]):
        yield _invalid(place, text("“{name}” is named twice", name=name))


def _document_problems(folder: Path, entries: list[DocumentEntry]) -> Iterator[Problem]:
    home = folder.resolve()
    for entry in entries:
        place = f"{folder.name}/{visible(entry.file)}"
        try:
            file = (folder / entry.file).resolve()
            inside = file.is_relative_to(home)
            there = file.is_file()
        except (OSError, ValueError, RuntimeError):  # a name the system cannot even ask for, links in a ring
            inside = there = False
        if not there:
            yield problem(Code.DOCUMENT_MISSING, place)
        elif not inside:
            yield problem(Code.PACKAGE_UNSAFE_NAME, place)


def _document(application: str, number: int, entry: DocumentEntry) -> Document:
    """The document's id is its file's path, so that the same file of a later revision is known again."""
    name = Path(entry.file)
    return Document(
        id=name.as_posix(),
        title=entry.title or name.name,
        kind=entry.kind,
        path=f"{DOCUMENTS}/{application}/{number:02}-{safe_part(name.name)}",
        media=media_of(name.name),
        size=0,
        sha256="",
    )


def _read_toml(path: Path, place: str, code: Code, kind: type[T]) -> T:
    try:
        return structured(_as_texts(_parse_toml(path)), kind)
    except DataWrong as wrong:
        raise Refused([problem(code, place, reason=reason) for reason in wrong.reasons]) from wrong


def _parse_toml(path: Path) -> dict[str, object]:
    with reading(path), path.open("rb") as file:
        data = file.read(MAX_TOML + 1)
    if len(data) > MAX_TOML:
        raise DataWrong([text("it is too long")])
    try:
        return tomllib.loads(data.decode("utf-8-sig"), parse_float=str)
    except (ValueError, RecursionError) as error:
        raise DataWrong([str(error) or text("it is no proper TOML")]) from error


def _as_texts(raw: dict[str, object]) -> dict[str, object]:
    """Dates written without quotes, and numbers among values and figures, as the texts they are."""
    values, judgements = raw.get("values"), raw.get("judgements")
    texts: dict[str, object] = {name: _dated(value) for name, value in raw.items()}
    if isinstance(values, dict):
        texts["values"] = _all_texts(values)
    if isinstance(judgements, list) and all(isinstance(one, dict) for one in judgements):
        texts["judgements"] = [_all_texts(one) for one in judgements]
    return texts


def _all_texts(values: dict[str, object]) -> dict[str, object]:
    return {name: _numbered(_dated(value)) for name, value in values.items()}


def _dated(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime | time) else value


def _numbered(value: object) -> object:
    return str(value) if type(value) is int else value
