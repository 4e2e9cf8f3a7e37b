"""Certificate numbers by a pattern, without gaps or repeats (S0-87)."""

import pytest
from register_builders import scheme

from evaluator_app.domain.codes import Code
from evaluator_app.domain.numbering import gaps, numbered, pattern_problems, series


def test_a_number_is_made_from_the_pattern() -> None:
    """S0-87."""
    one = series("SAQ0003-{year}-{number:4}", 2024, "2024-stars")
    assert numbered(one, 7) == "SAQ0003-2024-0007"
    assert numbered(one, 12345) == "SAQ0003-2024-12345"
    assert numbered(series("{campaign}/{number}", 2024, "stars"), 3) == "stars/3"


def test_numbers_of_one_series_run_on() -> None:
    """S0-87: a gap would be a certificate nobody can account for."""
    assert gaps([1, 2, 3]) == ()
    assert gaps([1, 4, 2]) == (3,)
    assert gaps([]) == ()


@pytest.mark.parametrize(
    "pattern",
    [
        "SAQ-{year}",
        "{number}-{number}",
        "SAQ-{nummer}-{number}",
        "SAQ-{number",
        " {number}",
        "\n{number}",
        "x" * 90 + "{number}",
        "",
    ],
)
def test_a_pattern_that_cannot_number_is_refused(pattern: str) -> None:
    """S0-87: the number has to stand in it once."""
    assert [one.code for one in pattern_problems(pattern)] == [Code.CERTIFICATE_PATTERN_INVALID]


def test_the_shipped_pattern_numbers() -> None:
    """S0-87: the source has no pattern, the scheme suggests one."""
    rule = scheme().certificate
    assert rule
    assert pattern_problems(rule.pattern) == ()
