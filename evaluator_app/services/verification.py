"""Verification of sheets and packages: a report per file with one verdict for each check."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluator_app.domain.check_report import Check, CheckReport, FileKind, lines_of
from evaluator_app.domain.codes import Code
from evaluator_app.domain.collecting import check_marks
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.sheet import findings
from evaluator_app.domain.trust import Standing, Trust, moment, package_standing, standing_problem
from evaluator_app.exchange.certificates import to_utc
from evaluator_app.exchange.package_reader import VerifiedPackage
from evaluator_app.exchange.report_file import report_data
from evaluator_app.exchange.safe_writing import replace_file
from evaluator_app.exchange.score_sheet_reader import ReadSheet, read_sheet
from evaluator_app.services import packages
from evaluator_app.services.clock import now
from evaluator_app.services.signing import distrust, odd_times

PACKAGE_SUFFIX = ".evpkg"
_ALWAYS = (Check.CONTENT, Check.ARITHMETIC, Check.CELLS)
_TRUST = (Check.CERTIFICATE, Check.REVOCATION)
Step = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class Against:
    """What files are checked against: each of them may be missing, then its checks are not made."""

    package: VerifiedPackage | None = None
    trust: Trust | None = None


def verify_files(
    files: Sequence[Path], against: Against, step: Step = lambda *_: None
) -> tuple[CheckReport, ...]:
    """A report for each file, whatever is wrong with any of them."""
    reports = []
    for done, path in enumerate(files):
        step(done, len(files))
        is_package = path.suffix.lower() == PACKAGE_SUFFIX
        reports.append(verify_package(path, against) if is_package else verify_sheet(path, against))
    step(len(files), len(files))
    return tuple(reports)


def verify_sheet(path: Path, against: Against) -> CheckReport:
    """Everything there is to check on a score sheet."""
    return check_sheet(path, lambda: read_sheet(path), against)


def check_sheet(path: Path, reading: Callable[[], ReadSheet], against: Against) -> CheckReport:
    """The same for a sheet that is read in another way; `path` names it."""
    try:
        read = reading()
    except Refused as refused:
        return CheckReport(
            file=str(path),
            kind=FileKind.SHEET,
            lines=lines_of(FileKind.SHEET, refused.problems, ()),
        )
    at = now()
    found = [*_signature_problems(read, against.trust, at), *_package_problems(read, against.package)]
    passed = list(_ALWAYS)
    if read.signed:
        passed += [Check.SIGNATURE, *(_TRUST if against.trust else ())]
    if against.package:
        passed += [Check.SCHEME, Check.PROTOCOL, *_same_package(read, against.package)]
    issued = against.package.package.issued if against.package else ""
    return CheckReport(
        file=str(path),
        kind=FileKind.SHEET,
        lines=lines_of(FileKind.SHEET, found, passed),
        digest=read.digest,
        facts=_facts(read),
        warnings=(*odd_times(read, at, issued), *findings(read.rubric, read.sheet.marks)),
    )


def verify_package(path: Path, against: Against) -> CheckReport:
    """Everything there is to check on a package."""
    try:
        verified = packages.verify_outside(path)
    except Refused as refused:
        return CheckReport(
            file=str(path),
            kind=FileKind.PACKAGE,
            lines=lines_of(FileKind.PACKAGE, refused.problems, ()),
        )
    found, passed = [], [Check.CONTENT]
    signature = verified.signature
    if signature is None:
        found.append(problem(Code.PACKAGE_UNSIGNED, str(path)))
    else:
        passed += [Check.SIGNATURE]
        if against.trust:
            passed += _TRUST
            stands = package_standing(
                against.trust, signature.fingerprint, moment(against.trust, to_utc(now()))
            )
            found += _said(stands, path, signature.signer)
    package = verified.package
    facts = {"package": package.id, "revision": str(package.revision)}
    facts |= {"signer": signature.signer} if signature else {}
    return CheckReport(
        file=str(path),
        kind=FileKind.PACKAGE,
        lines=lines_of(FileKind.PACKAGE, found, passed),
        digest=package.digest,
        facts=facts,
    )


def write_report(path: Path, reports: Iterable[CheckReport], against: Against) -> None:
    """The report as a file of its own, as JSON."""
    with replace_file(path) as stream:
        data = report_data(reports, now(), _checked_against(against))
        stream.write(json.dumps(data, ensure_ascii=False, indent=1).encode())


def _checked_against(against: Against) -> dict[str, object]:
    package, trust = against.package, against.trust
    return {
        "package": {"id": package.package.id, "digest": package.package.digest} if package else None,
        "trust": {"authority": trust.authority.fingerprint, "number": trust.number} if trust else None,
    }


def _signature_problems(read: ReadSheet, trust: Trust | None, at: str) -> list[Problem]:
    place = str(read.path)
    if not read.signed:
        return [problem(Code.SHEET_SAVED_AGAIN if read.saved_again else Code.SHEET_UNSIGNED, place)]
    if trust is None:
        return []
    return list(distrust(read, trust, at))


def _said(found: Standing, path: Path, signer: str) -> list[Problem]:
    said = standing_problem(found, str(path), signer)
    return [said] if said else []


def _package_problems(read: ReadSheet, package: VerifiedPackage | None) -> list[Problem]:
    if package is None:
        return []
    identity, place, of = read.sheet.identity, str(read.path), package.package
    found: list[Problem] = []
    if identity.scheme_digest != of.scheme_digest:
        found.append(problem(Code.SHEET_OTHER_SCHEME, place))
    if identity.protocol_digest != of.protocol_digest:
        found.append(problem(Code.SHEET_OTHER_PROTOCOL, place))
    same = identity.package_revision == of.revision and identity.package_digest == of.digest
    older = identity.package_revision < of.revision
    if identity.package != of.id or not (same or older):
        found.append(problem(Code.SHEET_OTHER_PACKAGE, place))
    elif identity.application not in {one.id for one in of.applications}:
        found.append(problem(Code.SHEET_UNKNOWN_APPLICATION, place, application=identity.application))
    if not found:
        found += check_marks(package.scheme.scheme.rubric, read.sheet.marks)
    return found


def _same_package(read: ReadSheet, package: VerifiedPackage) -> tuple[Check, ...]:
    """Nobody can tell the digest of an older revision from the current one alone."""
    same = read.sheet.identity.package_digest == package.package.digest
    return (Check.PACKAGE,) if same else ()


def _facts(read: ReadSheet) -> dict[str, str]:
    sheet = read.sheet
    facts = {
        "application": sheet.identity.application,
        "expert": sheet.expert.name,
        "package": sheet.identity.package,
        "revision": str(sheet.revision),
    }
    facts |= (
        {"supersedes": sheet.supersedes.digest, "reason": sheet.supersedes.reason} if sheet.supersedes else {}
    )
    facts |= {"paper": sheet.paper.entered_by, "scan": sheet.paper.scan} if sheet.paper else {}
    facts |= {"signer": ", ".join(one.signer for one in read.signatures)} if read.signed else {}
    return facts
