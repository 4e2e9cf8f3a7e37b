"""The report of a verification as data for a file that others read."""

from collections.abc import Iterable, Mapping

from evaluator_app.domain.check_report import CheckReport
from evaluator_app.domain.digests import check_code
from evaluator_app.domain.problems import Problem
from evaluator_app.wording.problems import problem_line

DOCUMENT, FORMAT = "evaluator-app verification report", 1


def report_data(reports: Iterable[CheckReport], at: str, against: Mapping[str, object]) -> dict[str, object]:
    """What was checked when and against what, and the verdict of each check of each file."""
    files = [_file(one) for one in reports]
    return {"document": DOCUMENT, "format": FORMAT, "at": at, "against": dict(against), "files": files}


def _file(one: CheckReport) -> dict[str, object]:
    return {
        "file": one.file,
        "kind": one.kind.value,
        "digest": one.digest or None,
        "check_code": check_code(one.digest) if one.digest else None,
        "failed": one.failed,
        **one.facts,
        "checks": [
            {"check": line.check.value, "verdict": line.verdict.value, "problems": _problems(line.problems)}
            for line in one.lines
        ],
        "warnings": _problems(one.warnings),
    }


def _problems(problems: Iterable[Problem]) -> list[dict[str, object]]:
    return [
        {
            "code": one.code.value,
            "place": one.place,
            "details": dict(one.details),
            "message": problem_line(one),
        }
        for one in problems
    ]
