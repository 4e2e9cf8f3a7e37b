"""The report of a verification: one verdict per check, with which problem and where."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem


class Check(StrEnum):
    """What is looked at, in the order of the report."""

    CONTENT = "content"
    SIGNATURE = "signature"
    CERTIFICATE = "certificate"
    REVOCATION = "revocation"
    SCHEME = "scheme"
    PROTOCOL = "protocol"
    PACKAGE = "package"
    ARITHMETIC = "arithmetic"
    CELLS = "cells"


class Verdict(StrEnum):
    """How a check ended; one that was not asked for, or had nothing to look at, did not pass."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_CHECKED = "not_checked"


class FileKind(StrEnum):
    """What a file is."""

    SHEET = "sheet"
    PACKAGE = "package"


@dataclass(frozen=True, kw_only=True)
class CheckLine:
    """One check of one file."""

    check: Check
    verdict: Verdict
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CheckReport:
    """Everything a verification found out about one file."""

    file: str
    kind: FileKind
    lines: tuple[CheckLine, ...]
    digest: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)  # what the file says it is: application, ...
    warnings: tuple[Problem, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether any check failed."""
        return any(one.verdict is Verdict.FAILED for one in self.lines)


CHECKS = {
    FileKind.SHEET: tuple(Check),
    FileKind.PACKAGE: (Check.CONTENT, Check.SIGNATURE, Check.CERTIFICATE, Check.REVOCATION),
}
_OF = {
    Check.SIGNATURE: (
        *(Code.SHEET_SIGNATURE_BROKEN, Code.SHEET_SIGNER_DIFFERS, Code.SHEET_UNSIGNED),
        *(Code.SHEET_SAVED_AGAIN, Code.PACKAGE_SIGNATURE_INVALID, Code.PACKAGE_UNSIGNED),
    ),
    Check.CERTIFICATE: (
        *(Code.SIGNER_STRANGER, Code.SIGNER_NOT_YET_VALID, Code.SIGNER_EXPIRED),
        Code.SIGNER_NOT_SECRETARIAT,
    ),
    Check.REVOCATION: (Code.SIGNER_REVOKED,),
    Check.SCHEME: (Code.SHEET_OTHER_SCHEME, Code.PACKAGE_SCHEME_MISMATCH),
    Check.PROTOCOL: (Code.SHEET_OTHER_PROTOCOL,),
    Check.PACKAGE: (Code.SHEET_OTHER_PACKAGE, Code.SHEET_UNKNOWN_APPLICATION),
    Check.ARITHMETIC: (Code.SHEET_TOTAL_DIFFERS,),
    Check.CELLS: (
        *(Code.SHEET_CELL_DIFFERS, Code.SHEET_HIDDEN, Code.SHEET_FORMAT_ODD, Code.SHEET_UNKNOWN_PART),
        Code.SIGNATURE_PICTURE_INVALID,
    ),
}
_CHECK_OF = {code: check for check, codes in _OF.items() for code in codes}


def lines_of(kind: FileKind, problems: Iterable[Problem], passed: Iterable[Check]) -> tuple[CheckLine, ...]:
    """A line for each check of such a file; a problem of no check of its own is one of the content."""
    found: dict[Check, list[Problem]] = {}
    good = set(passed)
    for one in problems:
        check = _CHECK_OF.get(one.code, Check.CONTENT)
        found.setdefault(check if check in CHECKS[kind] else Check.CONTENT, []).append(one)
    return tuple(
        CheckLine(check=check, verdict=_verdict(check, found, good), problems=tuple(found.get(check, ())))
        for check in CHECKS[kind]
    )


def _verdict(check: Check, found: Mapping[Check, object], good: set[Check]) -> Verdict:
    if check in found:
        return Verdict.FAILED
    return Verdict.PASSED if check in good else Verdict.NOT_CHECKED
