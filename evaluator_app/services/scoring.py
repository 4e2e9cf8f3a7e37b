"""Scoring: the desk, a sheet opened where it was left, and each step on disk before it is called saved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from evaluator_app.domain.application import Application, Package
from evaluator_app.domain.codes import Code
from evaluator_app.domain.declarations import Declarations, Recusal
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.fitting import fitting
from evaluator_app.domain.freezing import Revision, correction, revision_of
from evaluator_app.domain.history import Row, SheetState, replay
from evaluator_app.domain.marks import Unmarked
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.rubric import Rubric
from evaluator_app.domain.scheme import LoadedScheme
from evaluator_app.domain.sheet import Marks, ScoreSheet, SheetKey, findings, identity_of
from evaluator_app.domain.totals import Total, total
from evaluator_app.exchange.scheme_file import read_scheme
from evaluator_app.services import declaring
from evaluator_app.services.clock import now
from evaluator_app.store import declarations, packages, sheets
from evaluator_app.store.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class DeskApplication:
    """An application on the desk: how far it is, and how much still keeps it from being finished."""

    application: Application
    key: SheetKey
    marked: int
    criteria: int
    total: Total
    open_points: int
    saved_at: str
    signed_at: str = ""  # empty where the current revision is open
    declared: bool = False  # whether interests in it were declared
    recusal: Recusal | None = None

    @property
    def finished(self) -> bool:
        """Whether its sheet can leave the house."""
        return not self.open_points and self.recusal is None

    @property
    def unfinished(self) -> bool:
        """Whether something is still to be done for it."""
        return bool(self.open_points) and self.recusal is None


@dataclass(frozen=True, kw_only=True)
class DeskPackage:
    """A package on the desk with the scheme it is scored by."""

    package: Package
    scheme: LoadedScheme
    applications: tuple[DeskApplication, ...]


@dataclass(frozen=True, kw_only=True)
class OpenSheet:
    """A sheet being worked on; `unfit` lists kept marks that the current rules refuse and do not count."""

    key: SheetKey
    scheme: LoadedScheme
    package: Package
    application: Application
    state: SheetState
    saved_at: str
    revision: Revision = field(default_factory=Revision)
    unfit: tuple[Problem, ...] = ()


def sheet_key(package: Package, application: Application) -> SheetKey:
    """Which sheet belongs to an application of a package: the same for every revision."""
    return SheetKey(package.campaign.id, application.id, package.campaign.stage)


def scheme_of(ws: Workspace, package: Package) -> LoadedScheme:
    """The scheme a package came with."""
    return read_scheme(packages.scheme_source(ws, package.scheme_digest), package.id)


def desk(ws: Workspace) -> tuple[DeskPackage, ...]:
    """Everything received, with the progress of each application."""
    saved, revisions = sheets.progress(ws), sheets.all_revisions(ws)
    standings, current = declarations.all_standing(ws), packages.list_packages(ws)
    schemes = {package.scheme_digest: scheme_of(ws, package) for package in current}
    found = []
    for package in current:
        scheme, standing = schemes[package.scheme_digest], standings.get(package.campaign.id, Declarations())
        applications = tuple(
            _standing(one, revisions, standing) for one in _all_on_desk(package, scheme.scheme.rubric, saved)
        )
        found.append(DeskPackage(package=package, scheme=scheme, applications=applications))
    return tuple(found)


def _all_on_desk(
    package: Package, rubric: Rubric, saved: Mapping[SheetKey, sheets.SavedSheet]
) -> Iterator[DeskApplication]:
    return (_on_desk(one, sheet_key(package, one), rubric, saved) for one in package.applications)


def _standing(
    one: DeskApplication, revisions: Mapping[SheetKey, Revision], standing: Declarations
) -> DeskApplication:
    signed, name = revisions.get(one.key, Revision()).signed, one.application.id
    return replace(
        one,
        signed_at=signed.at if signed else "",
        declared=standing.pledge is not None and name in standing.given,
        recusal=standing.recusal(name),
    )


def _on_desk(
    application: Application, key: SheetKey, rubric: Rubric, saved: Mapping[SheetKey, sheets.SavedSheet]
) -> DeskApplication:
    sheet = saved.get(key)
    marks = fitting(rubric, sheet.marks).marks if sheet else Marks()
    return DeskApplication(
        application=application,
        key=key,
        marked=sum(not isinstance(entry.mark, Unmarked) for entry in marks.entries.values()),
        criteria=len(rubric.criteria),
        total=total(rubric, marks.entries),
        open_points=len(findings(rubric, marks)),
        saved_at=sheet.saved_at if sheet else "",
    )


def open_sheet(ws: Workspace, package_id: str, application_id: str) -> OpenSheet:
    """The sheet of an application where it was left; refused undeclared, and when it is recused."""
    package = packages.load_package(ws, package_id)
    if package is None:
        raise Refused([problem(Code.PACKAGE_UNKNOWN, package_id, package=package_id)])
    application = next((one for one in package.applications if one.id == application_id), None)
    if application is None:
        raise Refused([problem(Code.UNKNOWN_APPLICATION, package_id, application=application_id)])
    declaring.require(ws, package, application)
    key = sheet_key(package, application)
    scheme = scheme_of(ws, package)
    state = replay(sheets.journal(ws, key))
    fitted = fitting(scheme.scheme.rubric, state.marks)
    return OpenSheet(
        key=key,
        scheme=scheme,
        package=package,
        application=application,
        state=replace(state, marks=fitted.marks),
        saved_at=sheets.saved_at(ws, key),
        revision=revision_of(sheets.events(ws, key)),
        unfit=fitted.problems,
    )


def save_step(ws: Workspace, key: SheetKey, row: Row, who: str) -> str:
    """Write one step of a sheet; when this returns it is on the disk, saved at the time returned."""
    at = now()
    sheets.append(ws, key, row, who, at)
    return at


def sheet_of(opened: OpenSheet, expert: Expert) -> ScoreSheet:
    """The sheet as it leaves the house: only marks that the package's rules take."""
    if not expert.name.strip():
        raise Refused([problem(Code.EXPERT_NAME_MISSING)])
    scheme = opened.scheme.scheme
    return ScoreSheet(
        identity=identity_of(opened.package, opened.application, scheme.id),
        expert=expert,
        marks=fitting(scheme.rubric, opened.state.marks).marks,
        revision=opened.revision.number,
        supersedes=opened.revision.supersedes,
        written=now(),
    )


def start_correction(ws: Workspace, opened: OpenSheet, reason: str, who: str) -> None:
    """Open a signed sheet again as a new revision; the signed one stays as it is."""
    event = correction(opened.revision, reason, who, now())
    sheets.record(ws, opened.key, event, opened.state.last_seq)
