"""Rows of two machines compared by what they say; who issues numbers; what contradicts (S0-87)."""

from typing import Any

import pytest

from evaluator_app.domain.codes import Code
from evaluator_app.domain.exchange_check import both, contradictions, notes, removed
from evaluator_app.domain.exchange_rows import Tables, contents, dangling, new_rows
from evaluator_app.domain.happened import happened
from evaluator_app.domain.number_issuing import Issuing, settled

AT = "2024-09-02T09:30:00.000+08:00"


def row(number: int = 1, **said: Any) -> dict[str, Any]:
    """A row of a table that only grows."""
    return {"number": number, "who": "示例秘书", "at": AT, **said}


def seat(member: str, kind: str, number: int = 1) -> dict[str, Any]:
    """Something that happens to a seat."""
    return row(number, stage="s", application="A-001", member=member, kind=kind)


def certificate(number: str, application: str = "A-001", serial: int = 1) -> dict[str, Any]:
    """A certificate."""
    return {"number": number, "application": application, "series": "N-{number}", "serial": serial}


def person(name: str, more: str = "") -> dict[str, Any]:
    """Somebody of the roster."""
    return {"id": "E-1", "data": f'{{"expert": {{"name": "{name}", "organisation": ""}}, "x": "{more}"}}'}


def plan(**said: Any) -> dict[str, Any]:
    """A campaign's row."""
    return {
        "id": "c",
        "title": "t",
        "year": 2024,
        "scheme": "s",
        "scheme_digest": "d",
        "stage": "a",
        "created": AT,
        **said,
    }


def told(here: Tables, there: Tables) -> set[Code]:
    """What contradicts."""
    return {one.code for one in contradictions(both(here, there))}


def noted(here: Tables, there: Tables) -> set[Code]:
    """What is only said."""
    return {one.code for one in notes(both(here, there))}


def test_rows_are_the_same_by_what_they_say() -> None:
    """Not by number, nor by where they came from; of equal rows as many are new as are missing."""
    here = {"step_records": [row(1, note="a", origin="x"), row(2, note="b", origin="x")]}
    there = {"step_records": [row(7, note="b", origin="y"), row(8, note="b", origin="x")]}
    assert [one["number"] for one in new_rows(there, here)["step_records"]] == [8]


def test_references_are_compared_by_what_they_name() -> None:
    here = {"decisions": [row(1, day="x")], "minutes": [row(1, decisions="[1]")]}
    there = {"decisions": [row(5, day="x")], "minutes": [row(3, decisions="[5]")]}
    assert contents(here, "minutes") == contents(there, "minutes")
    files = {"received_files": [row(4, digest="d")], "removed_files": [row(1, digest="d", until=4)]}
    assert list(dangling(files)) == []
    files["removed_files"][0]["digest"] = "e"
    assert list(dangling(files)) == ["removed_files"]
    assert list(dangling({"minutes": [row(1, decisions="[9]")]})) == ["minutes"]
    known = {"certificates": [certificate("N-1")], "certificate_events": [row(certificate="N-1")]}
    assert list(dangling(known)) == []
    assert list(dangling({"certificate_events": [row(certificate="N-9")]})) == ["certificate_events"]


def test_time_decides_between_machines_and_a_clock_set_back_changes_nothing_on_one() -> None:
    written = [("a", "3"), ("a", "1"), ("b", "2"), ("b", "4")]
    assert happened(written) == (2, 0, 1, 3)
    assert happened([("a", "3"), ("a", "1"), ("a", "2")]) == (0, 1, 2)


@pytest.mark.parametrize(
    ("here", "there", "after", "wrong"),
    [
        (None, Issuing(workspace="b"), "b", False),
        (Issuing(workspace="a"), Issuing(workspace="a"), "a", False),
        (Issuing(workspace="a"), Issuing(workspace="b"), "a", True),
        (Issuing(workspace="a"), Issuing(workspace="b", turn=2), "a", True),
        (Issuing(workspace="c"), Issuing(workspace="a", turn=2), "a", False),
        (Issuing(workspace="b", turn=2), Issuing(workspace="a"), "b", False),
    ],
)
def test_only_the_machine_that_issues_hands_the_numbers_over(
    here: Issuing | None,
    there: Issuing,
    after: str,
    wrong: bool,  # noqa: FBT001 - one of two answers
) -> None:
    """S0-87: this machine is `a`."""
    issuing, problems = settled(here, there, "a")
    assert issuing.workspace == after
    assert [one.code for one in problems] == ([Code.EXCHANGE_TWO_ISSUERS] if wrong else [])


def test_certificates() -> None:
    here = {"certificates": [certificate("N-1")]}
    assert told(here, {"certificates": [certificate("N-1"), certificate("N-2", serial=2)]}) == set()
    assert told(here, {"certificates": [certificate("N-1", "A-2")]}) == {Code.EXCHANGE_CERTIFICATE_DIFFERS}
    assert told(here, {"certificates": [certificate("N-x")]}) == {Code.EXCHANGE_SERIAL_TWICE}
    assert noted(here, {"certificates": [certificate("N-3", serial=3)]}) == {Code.EXCHANGE_NOTE_GAPS}
    assert noted(here, {"certificates": [certificate("N-2", serial=2)]}) == set()
    case = [{"certificate_events": [row(certificate="N-1", kind="case", day=day)]} for day in "12"]
    assert told(*case) == {Code.EXCHANGE_CASE_TWICE}
    case = [{"certificate_events": [row(certificate="N-1", kind="note", day=day)]} for day in "12"]
    assert told(*case) == set()


def test_seats() -> None:
    out, back = [seat("E-1", "released")], [seat("E-1", "assigned")]
    assert told({"assignment_events": out}, {"assignment_events": back}) == {Code.EXCHANGE_SEAT}
    two = [{"assignment_events": [seat(name, "chair")]} for name in ("E-1", "E-2")]
    assert told(*two) == {Code.EXCHANGE_CHAIR}
    assert noted(*two) == {Code.EXCHANGE_NOTE_PANEL}
    two = [{"assignment_events": [seat(name, "assigned")]} for name in ("E-1", "E-2")]
    assert told(*two) == set()
    two = [{"assignment_events": [seat("E-1", kind)]} for kind in ("assigned", "chair")]
    assert told(*two) == set()


def test_packages_and_people() -> None:
    issued = [
        {"issues": [row(package="p", revision=1, kind=kind, digest=digest)]}
        for kind, digest in (("issued", "a"), ("issued", "b"), ("withdrawn", "a"))
    ]
    assert told(issued[0], issued[1]) == {Code.EXCHANGE_PACKAGE_TWICE}
    assert told(issued[0], issued[2]) == set()
    assert told({"members": [person("甲")]}, {"members": [person("乙")]}) == {Code.EXCHANGE_OTHER_PERSON}
    assert told({}, {"members": [person("甲")]}) == set()
    gone = {"member_events": [row(member="E-1", change="removed"), row(member="E-2", change="new")]}
    assert removed(gone) == {"E-1"}
    assert noted(gone, {"members": [person("甲")]}) == {Code.EXCHANGE_NOTE_REMOVED}
    assert noted({"members": [person("甲")]}, gone) == {Code.EXCHANGE_NOTE_REMOVED_THERE}
    differs = noted({"members": [person("甲")]}, {"members": [person("甲", "1")]})
    assert differs == {Code.EXCHANGE_NOTE_MEMBER}
    assert noted({"members": [person("甲")]}, {"members": [person("甲")]}) == set()


def test_plans() -> None:
    here = {"campaigns": [plan()], "step_dates": [{"campaign": "c", "step": "x", "last": "1"}]}
    assert told(here, here) == noted(here, here) == set()
    assert told(here, {"campaigns": [plan(created="x")]}) == {Code.EXCHANGE_OTHER_CAMPAIGN}
    assert told(here, {"campaigns": [plan(year=2025)]}) == {Code.EXCHANGE_OTHER_PLAN}
    assert told(here, {"campaigns": [plan(scheme_digest="x")]}) == {Code.EXCHANGE_OTHER_SCHEME}
    other = {"campaigns": [plan(stage="b")]}
    assert noted(here, other) == {Code.EXCHANGE_NOTE_DAYS, Code.EXCHANGE_NOTE_STAGE}
    assert noted({}, here) == set()


def test_the_later_of_two_decisions_is_said() -> None:
    two = [
        {"decisions": [row(application="A-001", day=day, recorded_by="x", recorded_at=AT)]} for day in "12"
    ]
    assert noted(*two) == {Code.EXCHANGE_NOTE_LATEST}
    assert told(*two) == set()
