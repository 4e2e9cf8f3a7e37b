"""Calls into PySide6 leave Python's own values alone."""

import sys

from PySide6.QtCore import QObject


def test_two_hundred_thousand_calls_keep_the_references_to_none() -> None:
    """6.12.0 on Python 3.11 lost one at each call and aborted after some thousand."""
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(200_000):
        thing.setObjectName("name")
    assert abs(sys.getrefcount(None) - before) < 1_000
