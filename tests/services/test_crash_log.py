"""What the program writes down about its own faults."""

from datetime import UTC, datetime
from pathlib import Path

from evaluator_app.services.crash_log import write_crash

NOW = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)


ENTERED: dict[str, str] = {}
TYPED = "/folder/of/somebody/评分.xlsx"


def _fails() -> str:
    try:
        return ENTERED["示例专家甲"]
    except KeyError as error:
        raise ValueError(TYPED) from error


def test_a_crash_log_says_where_and_nothing_a_person_entered(tmp_path: Path) -> None:
    try:
        _fails()
    except ValueError as error:
        log = write_crash(error, tmp_path / "log", NOW).read_text(encoding="utf-8")
    assert "ValueError" in log
    assert "KeyError" in log
    assert "test_crash_log.py:17 _fails" in log
    assert not any(word in log for word in ("示例", "somebody", str(Path.home())))


def test_a_crash_log_is_named_by_its_time(tmp_path: Path) -> None:
    assert write_crash(ValueError(), tmp_path, NOW).name == "20260501-093000-000000.txt"
