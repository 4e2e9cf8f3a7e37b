"""A score sheet: one expert's marks, notes and remarks for one application in one stage."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from evaluator_app.domain.application import Application, Package
from evaluator_app.domain.citations import Citation
from evaluator_app.domain.codes import Code
from evaluator_app.domain.expert import Expert as Expert  # noqa: PLC0414 - part of every sheet
from evaluator_app.domain.marks import EMPTY, Abstained, Entry, Mark, NotApplicable, Unmarked
from evaluator_app.domain.problems import Problem, problem
from evaluator_app.domain.rubric import RemarkField, Rubric


@dataclass(frozen=True, kw_only=True)
class Marks:
    """Everything an expert enters for one application."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    remarks: Mapping[str, str] = field(default_factory=dict)
    citations: Mapping[str, tuple[Citation, ...]] = field(default_factory=dict)

    def with_mark(self, criterion: str, mark: Mark) -> "Marks":
        """The same with another mark for one criterion."""
        entry = replace(self.entries.get(criterion, EMPTY), mark=mark)
        return replace(self, entries={**self.entries, criterion: entry})

    def with_note(self, criterion: str, note: str) -> "Marks":
        """The same with another note for one criterion."""
        entry = replace(self.entries.get(criterion, EMPTY), note=note)
        return replace(self, entries={**self.entries, criterion: entry})

    def with_citations(self, criterion: str, citations: tuple[Citation, ...]) -> "Marks":
        """The same with other citations for one criterion; none leave no trace."""
        others = {name: cited for name, cited in self.citations.items() if name != criterion}
        return replace(self, citations=others | {criterion: citations} if citations else others)

    def with_remark(self, remark: str, text: str) -> "Marks":
        """The same with another remark."""
        return replace(self, remarks={**self.remarks, remark: text})


@dataclass(frozen=True, slots=True)
class SheetKey:
    """Which sheet of an expert this is: it outlives revisions of the package."""

    campaign: str
    application: str
    stage: str


@dataclass(frozen=True, kw_only=True)
class SheetIdentity:
    """What a sheet belongs to, and the digests that pin it."""

    campaign: str
    campaign_title: str
    package: str
    package_revision: int
    package_digest: str
    scheme: str
    scheme_digest: str
    protocol_digest: str
    application: str
    organisation: str
    site: str
    stage: str
    title: str = ""  # 成果名称
    intended_grade: str = ""  # 申报等级
    fictitious: bool = False


def identity_of(package: Package, application: Application, scheme: str) -> SheetIdentity:
    """What a sheet for this application of this package belongs to."""
    return SheetIdentity(
        campaign=package.campaign.id,
        campaign_title=package.campaign.title,
        package=package.id,
        package_revision=package.revision,
        package_digest=package.digest,
        scheme=scheme,
        scheme_digest=package.scheme_digest,
        protocol_digest=package.protocol_digest,
        application=application.id,
        organisation=application.organisation,
        site=application.site,
        stage=package.campaign.stage,
        title=application.title,
        intended_grade=application.intended_grade,
        fictitious=package.campaign.fictitious,
    )


@dataclass(frozen=True, kw_only=True)
class Supersedes:
    """The signed file that a correction takes the place of, by its SHA-256, and why."""

    digest: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A sheet that was signed on paper: who entered it, and the SHA-256 of the scan it was entered from."""

    entered_by: str
    scan: str


@dataclass(frozen=True, kw_only=True)
class ScoreSheet:
    """A sheet as it leaves the house; `written` is ISO 8601 with zone."""

    identity: SheetIdentity
    expert: Expert
    marks: Marks
    revision: int = 1
    written: str = ""
    supersedes: Supersedes | None = None
    paper: Paper | None = None


def count_characters(text: str) -> int:
    """字数: characters without white space and line breaks (D-11)."""
    return sum(not character.isspace() for character in text)


@dataclass(frozen=True, kw_only=True)
class SheetSignature:
    """One signature of a workbook: whose certificate, its SHA-256 in hex, and the time the signer claims."""

    signer: str
    fingerprint: str
    time: str
    valid: bool = True


def findings(rubric: Rubric, marks: Marks) -> tuple[Problem, ...]:
    """All that keeps a sheet from being finished: unmarked criteria, missing reasons and remarks (T-10)."""
    return (*_mark_problems(rubric, marks), *remark_findings(rubric.remarks, marks))


def _mark_problems(rubric: Rubric, marks: Marks) -> list[Problem]:
    found = []
    for criterion in rubric.criteria:
        match marks.entries.get(criterion.id, EMPTY).mark:
            case Unmarked():
                found.append(problem(Code.UNMARKED, criterion.title, criterion=criterion.id))
            case NotApplicable(reason) | Abstained(reason) if not reason.strip():
                found.append(problem(Code.REASON_MISSING, criterion.title, criterion=criterion.id))
            case _:
                pass
    return found


def remark_findings(fields: tuple[RemarkField, ...], marks: Marks) -> list[Problem]:
    """What is wrong with the remarks: open ones, too long ones, and choices that are none of the options."""
    found: list[Problem] = []
    for remark in fields:
        if remark.options:
            found += _choice_problems(remark, marks.remarks.get(remark.id, ""))
            continue
        count = count_characters(marks.remarks.get(remark.id, ""))
        if remark.required and count == 0:
            found.append(problem(Code.REMARK_MISSING, remark.title, remark=remark.id))
        if 0 < remark.max_characters < count:
            found.append(
                problem(
                    Code.REMARK_TOO_LONG,
                    remark.title,
                    remark=remark.id,
                    count=count,
                    limit=remark.max_characters,
                )
            )
    return found


def _choice_problems(remark: RemarkField, chosen: str) -> tuple[Problem, ...]:
    if not chosen and (remark.required or remark.recommendation):
        options = " / ".join(remark.options)
        return (problem(Code.CHOICE_MISSING, remark.title, remark=remark.id, options=options),)
    return check_remark(remark, chosen)


def check_remark(remark: RemarkField, said: str) -> tuple[Problem, ...]:
    """The problem of a remark that has to be one of its options and is not; an empty one has none."""
    if not said or not remark.options or said in remark.options:
        return ()
    options, value = " / ".join(remark.options), said.strip()[:40]
    return (problem(Code.NOT_AN_OPTION, remark.title, remark=remark.id, value=value, options=options),)


def recommendation_of(rubric: Rubric, marks: Marks) -> str:
    """The recommendation a sheet ends in; none while it is open or is none of the options."""
    asked = rubric.recommendation
    said = marks.remarks.get(asked.id, "") if asked else ""
    return said if asked and said in asked.options else ""
