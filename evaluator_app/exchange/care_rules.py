"""care.toml: the rules of backups and of retention, as a secretariat can edit them."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.domain.retention import RetentionRule
from evaluator_app.domain.rotation import Rotation
from evaluator_app.exchange.small_files import read_small
from evaluator_app.exchange.strict_json import DataWrong, structured
from evaluator_app.wording.language import text

FILE_NAME = "care.toml"
_LARGEST = 1 << 20
_MOST = 10_000


@dataclass(frozen=True, kw_only=True)
class CareRules:
    """The rules of a workspace's care."""

    backups: Rotation
    retention: tuple[RetentionRule, ...] = ()


def read_rules(path: Path) -> CareRules:
    """The rules of a file; refused with everything that is wrong in it."""
    data = read_small(path, Code.CARE_RULES_INVALID, _LARGEST, reason="1 MiB")
    try:
        rules = structured(tomllib.loads(data.decode("utf-8-sig")), CareRules)
        wrong = list(_wrong(rules))
        if wrong:
            raise DataWrong(wrong)
    except (ValueError, RecursionError) as error:
        reasons = error.reasons if isinstance(error, DataWrong) else (str(error),)
        found = [problem(Code.CARE_RULES_INVALID, str(path), reason=reason) for reason in reasons]
        raise Refused(found) from error
    return rules


def _wrong(rules: CareRules) -> Iterator[str]:
    for one in fields(rules.backups):
        if not 0 <= getattr(rules.backups, one.name) <= _MOST:
            yield text("“{name}” is wrong", name=one.name)
    if rules.backups.newest < 1:
        yield text("“{name}” is wrong", name="newest")
    for rule in rules.retention:
        if not 0 <= rule.years <= _MOST // 100 or not rule.clause.strip():
            yield text("“{name}” is wrong", name=rule.what.value)
