"""Certificates of another evaluation while the old one runs: the register, third parties (S0-97)."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from certificate_builders import CAMPAIGN, DECIDED, ISSUED, PLACES, campaign, decided, issued, plan
from identity_builders import secretariat
from register_builders import WHO, event

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused
from evaluator_app.domain.register import Award, EventKind, Validity
from evaluator_app.services import campaigns, certificates, public_register, register
from evaluator_app.store.workspace import Workspace

NEXT = "2025-stars"
AGAIN, LATER = "2025-03-20", "2025-04-01"
OLD, NEW = "SAQ0003-2024-0002", "SAQ0003-2025-0001"


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """Certificates of 2024, and a campaign a year later."""
    with campaign(tmp_path) as ws:
        issued(ws)
        (tmp_path / "next").mkdir()
        campaigns.begin(ws, PLACES.forms, replace(plan(tmp_path / "next"), id=NEXT, year=2025))
        yield ws


def again(ws: Workspace, decided_on: str = AGAIN) -> list[Award]:
    """The second unit was evaluated again and is better now."""
    return [replace(decided(ws)[1], application="B-001", grade="六星级", decided_on=decided_on)]


def refused(ws: Workspace, campaign: str, awards: list[Award], day: str = LATER) -> list[Code]:
    """Why nothing is issued; the register stays as it was."""
    before = register.lines(ws, day=LATER)
    with pytest.raises(Refused) as caught:
        certificates.issue(ws, campaign, awards, WHO, day)
    assert register.lines(ws, day=LATER) == before
    return [one.code for one in caught.value.problems]


def test_the_new_certificate_begins_on_its_own_day_and_takes_the_old_one_s_place(ws: Workspace) -> None:
    """S0-97, S0-93, D-28, D-33: three years from its issue; the old one says by which it was superseded."""
    [planned] = certificates.plan(ws, NEXT, again(ws), LATER).planned
    assert (planned.number, planned.old) == (NEW, (OLD,))
    [new] = certificates.issue(ws, NEXT, again(ws), WHO, LATER)
    assert (new.number, new.issued_on, new.until, new.replaces) == (NEW, LATER, "2028-04-01", OLD)
    old = register.line(ws, OLD)
    assert (old.validity, old.due) == (Validity.REPLACED, ())
    [said] = old.holding.events
    assert (said.kind, said.day, said.successor) == (EventKind.SUPERSEDED, LATER, NEW)
    days = [register.lines(ws, day=day)[1].validity for day in ("2025-03-31", LATER)]
    assert days == [Validity.VALID, Validity.REPLACED]
    assert register.line(ws, "SAQ0003-2024-0001").validity is Validity.VALID


def test_numbers_stay_without_gaps(ws: Workspace) -> None:
    """S0-87, S0-97: what is refused takes no number; the series of each year runs on."""
    assert refused(ws, NEXT, again(ws, DECIDED)) == [Code.CERTIFICATE_RUNS]
    certificates.issue(ws, NEXT, again(ws), WHO, LATER)
    fourth = replace(decided(ws)[3], application="B-004", grade="四星级", decided_on=AGAIN)
    assert certificates.issue(ws, NEXT, [fourth], WHO, LATER)[0].number == "SAQ0003-2025-0002"
    assert [one.holding.entry.number[-9:] for one in register.lines(ws)] == [
        *("2024-0001", "2024-0002", "2024-0003"),
        *("2025-0001", "2025-0002"),
    ]


def test_third_parties_find_both(ws: Workspace, tmp_path: Path) -> None:
    """S0-97: the register for third parties has the old one as exchanged, the new one as valid."""
    old = register.line(ws, OLD).holding.entry
    [new] = certificates.issue(ws, NEXT, again(ws), WHO, LATER)
    out = tmp_path / "register.p7m"
    public_register.write(ws, out, secretariat(), WHO)
    states = [public_register.verify(out, one.number, one.code).found.state for one in (old, new)]
    assert states == [Validity.REPLACED, Validity.VALID]


def test_the_same_results_read_again_issue_nothing(ws: Workspace) -> None:
    """S0-97: of one application, the holder has to have applied again; that is recorded first."""
    later = [replace(decided(ws)[1], decided_on=AGAIN)]
    assert refused(ws, CAMPAIGN, later) == [Code.CERTIFICATE_THERE]
    register.record(ws, OLD, event(EventKind.RENEWAL, "2025-02-01"))
    [new] = certificates.issue(ws, CAMPAIGN, later, WHO, LATER)
    assert (new.replaces, register.line(ws, OLD).validity) == (OLD, Validity.REPLACED)


def test_everything_that_is_wrong_is_told_at_once(ws: Workspace) -> None:
    """S0-97: a day ahead, two results of one site, a decision that is not later."""
    twice = [*again(ws), replace(again(ws)[0], application="B-002")]
    assert refused(ws, NEXT, twice) == [Code.AWARD_SITE_TWICE] * 2
    ahead = f"{int(register.today()[:4]) + 1}-01-01"
    assert refused(ws, NEXT, again(ws), ahead) == [Code.RECORD_IN_FUTURE]
    assert refused(ws, NEXT, again(ws, DECIDED), ISSUED) == [Code.CERTIFICATE_RUNS]
