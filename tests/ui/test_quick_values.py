"""The buttons of a scale: from the maximum down, on the scale, at most six."""

from decimal import Decimal

import pytest
from builders import criterion

from evaluator_app.ui.expert.quick_values import quick_values


@pytest.mark.parametrize(
    ("full", "step", "expected"),
    [
        ("15", "0.5", "15 14 13 12 11 10"),
        ("10", "0.5", "10 9.5 9 8.5 8 7.5"),
        ("20", "0.5", "20 19 18 17 16 15"),
        ("1", "1", "1 0"),
        ("100", "1", "100 95 90 85 80 75"),
        ("3", "0.3", "3 2.7 2.4 2.1 1.8 1.5"),
    ],
)
def test_quick_values(full: str, step: str, expected: str) -> None:
    values = quick_values(criterion("a", full, step))
    assert values == tuple(Decimal(value) for value in expected.split())
    assert all(value % Decimal(step) == 0 for value in values)
