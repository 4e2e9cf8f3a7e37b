"""Freezing: signed means frozen, and a correction is a new revision that says what it supersedes."""

import pytest

from evaluator_app.domain.codes import Code
from evaluator_app.domain.digests import check_code
from evaluator_app.domain.freezing import Event, Kind, Revision, correction, frozen, revision_of
from evaluator_app.domain.problems import Refused
from evaluator_app.domain.sheet import Supersedes

SIGNED = Event(kind=Kind.SIGNED, revision=1, digest="d" * 64, who="示例专家甲", at="2026-01-02")


def test_a_sheet_is_open_until_it_is_signed() -> None:
    assert frozen(revision_of([])) == ()
    (refused,) = frozen(revision_of([SIGNED]), "A-001")
    assert (refused.code, refused.place, refused.details) == (
        Code.SHEET_FROZEN,
        "A-001",
        {"time": "2026-01-02"},
    )


def test_a_correction_supersedes_what_was_signed_and_is_signed_in_turn() -> None:
    event = correction(revision_of([SIGNED]), " 示例：\n合计有误 ", "示例专家甲", "2026-01-03")
    begun = revision_of([SIGNED, event])
    assert begun == Revision(number=2, supersedes=Supersedes(digest="d" * 64, reason="示例： 合计有误"))
    again = Event(kind=Kind.SIGNED, revision=2, digest="e" * 64, who="示例专家甲", at="2026-01-04")
    assert revision_of([SIGNED, event, again]) == Revision(
        number=2, supersedes=begun.supersedes, signed=again
    )


def test_a_correction_needs_a_signed_sheet_and_a_reason() -> None:
    with pytest.raises(Refused, match=Code.SHEET_NOT_SIGNED_YET):
        correction(Revision(), "示例", "", "")
    with pytest.raises(Refused, match=Code.CORRECTION_REASON_MISSING):
        correction(revision_of([SIGNED]), " \n", "", "")


def test_a_check_code_is_twelve_digits() -> None:
    assert check_code("0" * 63 + "7") == "0000 0000 0007"
