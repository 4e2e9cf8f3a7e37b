"""Reports of checks: every problem belongs to one check, and what was not checked has not passed."""

from evaluator_app.domain.check_report import CHECKS, Check, CheckReport, FileKind, Verdict, lines_of
from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import problem


def test_a_problem_fails_its_check_and_no_other() -> None:
    found = [
        problem(Code.SHEET_CELL_DIFFERS, "G9"),
        problem(Code.PACKAGE_UNSIGNED),
        problem(Code.SHEET_NOT_OURS),
    ]
    lines = lines_of(FileKind.SHEET, found, [Check.ARITHMETIC])
    verdicts = {one.check: one.verdict for one in lines}
    assert [one.check for one in lines] == list(CHECKS[FileKind.SHEET])
    assert [check for check, one in verdicts.items() if one is Verdict.FAILED] == [
        *(Check.CONTENT, Check.SIGNATURE, Check.CELLS),
    ]
    assert verdicts[Check.ARITHMETIC] is Verdict.PASSED
    assert verdicts[Check.SCHEME] is Verdict.NOT_CHECKED
    assert CheckReport(file="s.xlsx", kind=FileKind.SHEET, lines=lines).failed


def test_what_a_package_has_no_check_for_is_its_content() -> None:
    lines = lines_of(FileKind.PACKAGE, [problem(Code.PACKAGE_SCHEME_MISMATCH)], [])
    assert [one.check for one in lines if one.verdict is Verdict.FAILED] == [Check.CONTENT]
    assert not CheckReport(file="p", kind=FileKind.PACKAGE, lines=lines_of(FileKind.PACKAGE, [], [])).failed
