"""The names of checks and verdicts."""

from evaluator_app.domain.check_report import Check, Verdict
from evaluator_app.wording.language import mark, text

_CHECKS = {
    Check.CONTENT: mark("Readable and whole"),
    Check.SIGNATURE: mark("Signature"),
    Check.CERTIFICATE: mark("Certificate"),
    Check.REVOCATION: mark("Not revoked"),
    Check.SCHEME: mark("Scheme"),
    Check.PROTOCOL: mark("Protocol"),
    Check.PACKAGE: mark("Package"),
    Check.ARITHMETIC: mark("Sums"),
    Check.CELLS: mark("Cells as signed"),
}
_VERDICTS = {
    Verdict.PASSED: mark("✓ passed"),
    Verdict.FAILED: mark("✗ failed"),
    Verdict.NOT_CHECKED: mark("– not checked"),
}


def check_name(check: Check) -> str:
    """What is checked."""
    return text(_CHECKS[check])


def verdict_name(verdict: Verdict) -> str:
    """How it ended."""
    return text(_VERDICTS[verdict])
