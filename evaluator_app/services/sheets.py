"""Score sheets as files: filled from answers, blank for the hand, exported from the window, verified."""

from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from evaluator_app.domain.application import Application
from evaluator_app.domain.codes import Code
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.problems import Gathered, Problem, Refused, problem
from evaluator_app.domain.scheme import LoadedScheme
from evaluator_app.domain.sheet import (
    Marks,
    ScoreSheet,
    SheetSignature,
    findings,
    identity_of,
    recommendation_of,
)
from evaluator_app.domain.totals import Total, sheet_grade, total
from evaluator_app.domain.trust import Trust
from evaluator_app.exchange.answers_file import read_answers
from evaluator_app.exchange.package_reader import VerifiedPackage
from evaluator_app.exchange.safe_writing import new_file, replace_file
from evaluator_app.exchange.score_sheet_pdf import write_sheet_pdf
from evaluator_app.exchange.score_sheet_reader import ReadSheet, read_sheet
from evaluator_app.exchange.score_sheet_writer import write_sheet
from evaluator_app.services import packages
from evaluator_app.services.clock import now
from evaluator_app.services.signing import distrust, odd_times


@dataclass(frozen=True, kw_only=True)
class Source:
    """Which application of which package a sheet is for."""

    package: Path
    application: str


@dataclass(frozen=True, kw_only=True)
class Files:
    """Where a sheet goes; files that exist are replaced only where that is wanted."""

    xlsx: Path
    pdf: Path | None = None
    replace: bool = False


@dataclass(frozen=True, kw_only=True)
class Written:
    """A sheet that was written, and what keeps it from being finished."""

    sheet: ScoreSheet
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A sheet that was read and found sound: its results, and what a reader should know."""

    path: Path
    sheet: ScoreSheet
    digest: str
    total: Total | None  # None where there are no points
    grade: str  # or without points the recommendation; "" while it is not finished
    signatures: tuple[SheetSignature, ...]
    trusted: bool | None  # None where no trust list was asked, or nobody signed
    warnings: tuple[Problem, ...]


def fill(source: Source, answers: Path, files: Files) -> Written:
    """A sheet from an answers file; with any problem nothing is written."""
    verified = packages.verify(source.package)
    gathered = Gathered()
    application = gathered.attempt(lambda: application_of(verified, source))
    said = gathered.attempt(lambda: read_answers(answers, verified.scheme.scheme.rubric))
    gathered.refuse()
    if application is None or said is None:
        raise AssertionError  # each of them is None only where a problem was found
    sheet = _sheet(verified, application, said.expert, said.marks)
    _write(sheet, verified.scheme, files, blank=False)
    return Written(sheet=sheet, warnings=findings(verified.scheme.scheme.rubric, sheet.marks))


def blank(source: Source, files: Files) -> Written:
    """The empty form for an application, to be filled in by hand."""
    verified = packages.verify(source.package)
    sheet = _sheet(verified, application_of(verified, source), Expert(name=""), Marks())
    _write(sheet, verified.scheme, files, blank=True)
    return Written(sheet=sheet)


def export(sheet: ScoreSheet, scheme: LoadedScheme, xlsx: Path, pdf: Path | None) -> tuple[Path, ...]:
    """Write a sheet as it stands over files the user chose; one that is not finished says so itself."""
    _write(sheet, scheme, Files(xlsx=xlsx, pdf=pdf, replace=True), blank=False)
    return (xlsx,) if pdf is None else (xlsx, pdf)


def export_blank(sheet: ScoreSheet, scheme: LoadedScheme, xlsx: Path, pdf: Path | None) -> tuple[Path, ...]:
    """Write the empty form of a sheet, to be filled in on paper or in Excel."""
    empty = replace(sheet, expert=Expert(name=""), marks=Marks())
    _write(empty, scheme, Files(xlsx=xlsx, pdf=pdf, replace=True), blank=True)
    return (xlsx,) if pdf is None else (xlsx, pdf)


def verify(path: Path, package: VerifiedPackage | None = None, trust: Trust | None = None) -> Checked:
    """Read and check a sheet; with a package it must belong to it, with a trust list so must its signers."""
    read, at = read_sheet(path, package.scheme if package else None), now()
    problems = _package_problems(read, package) if package else []
    problems += distrust(read, trust, at) if trust else ()
    if problems:
        raise Refused(problems)
    whole = total(read.rubric, read.sheet.marks.entries)
    why = Code.SHEET_SAVED_AGAIN if read.saved_again else Code.SHEET_UNSIGNED
    unsigned = () if read.signed else (problem(why, str(path)),)
    return Checked(
        path=path,
        sheet=read.sheet,
        digest=read.digest,
        total=None if read.rubric.qualitative else whole,
        grade=_grade(read, whole),
        signatures=read.signatures,
        trusted=True if trust and read.signed else None,
        warnings=(
            *unsigned,
            *odd_times(read, at, package.package.issued if package else ""),
            *findings(read.rubric, read.sheet.marks),
        ),
    )


def _grade(read: ReadSheet, whole: Total) -> str:
    """What a finished sheet comes to: a grade, or without points its recommendation."""
    if not whole.complete:
        return ""
    if read.rubric.qualitative:
        return recommendation_of(read.rubric, read.sheet.marks)
    band = sheet_grade(read.rubric, whole)
    return band.title if band else read.rubric.unplaced


def _package_problems(read: ReadSheet, package: VerifiedPackage) -> list[Problem]:
    identity, place = read.sheet.identity, str(read.path)
    if identity.package != package.package.id:
        return [problem(Code.SHEET_OTHER_PACKAGE, place)]
    if identity.application not in {one.id for one in package.package.applications}:
        name = identity.application
        return [problem(Code.SHEET_UNKNOWN_APPLICATION, place, application=name)]
    return []


def application_of(verified: VerifiedPackage, source: Source) -> Application:
    """The application a sheet is for; refused where the package does not have it."""
    for application in verified.package.applications:
        if application.id == source.application:
            return application
    raise Refused([problem(Code.UNKNOWN_APPLICATION, str(source.package), application=source.application)])


def _sheet(verified: VerifiedPackage, application: Application, expert: Expert, marks: Marks) -> ScoreSheet:
    identity = identity_of(verified.package, application, verified.scheme.scheme.id)
    return ScoreSheet(identity=identity, expert=expert, marks=marks, written=now())


def _write(sheet: ScoreSheet, scheme: LoadedScheme, files: Files, *, blank: bool) -> None:
    """Both files or none: each stays temporary until both are written."""
    opened = replace_file if files.replace else new_file
    with ExitStack() as stack:
        write_sheet(stack.enter_context(opened(files.xlsx)), sheet, scheme, blank=blank)
        if files.pdf is not None:
            write_sheet_pdf(stack.enter_context(opened(files.pdf)), sheet, scheme, blank=blank)
