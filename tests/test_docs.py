"""The manual describes what the program can do."""

import manual


def test_the_manual_is_complete() -> None:
    assert manual.problems() == []
