"""Declaring on a workspace: nothing opens before, what is recused is neither opened, scored nor returned."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import package_builders as bags
import pytest
from declaring_builders import EXPERT, KINSHIP, PLEDGE, declare
from workspace_builders import KEY

from evaluator_app.domain.application import Package
from evaluator_app.domain.codes import Code
from evaluator_app.domain.declarations import Role
from evaluator_app.domain.history import Subject, edit
from evaluator_app.domain.marks import Scored
from evaluator_app.domain.problems import Refused
from evaluator_app.services import declaring, scoring
from evaluator_app.services.receiving import receive
from evaluator_app.store import declarations
from evaluator_app.store.workspace import Workspace, create_workspace

FIRST, SECOND = "A-001", "A-002"


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace with a package of two applications, nothing declared."""
    ws = create_workspace(tmp_path / "ws", KEY)
    receive(ws, bags.build(tmp_path))
    yield ws
    ws.close()


@pytest.fixture
def package(ws: Workspace) -> Package:
    """The package received."""
    return scoring.desk(ws)[0].package


def codes(work: object, *arguments: object) -> list[Code]:
    """Why something is refused."""
    with pytest.raises(Refused) as caught:
        work(*arguments)  # type: ignore[operator] # a function of the services
    return [one.code for one in caught.value.problems]


def test_nothing_opens_before_it_is_declared(ws: Workspace, package: Package) -> None:
    """S0-115: pledge and declaration come first."""
    assert codes(scoring.open_sheet, ws, package.id, FIRST) == [Code.PLEDGE_MISSING, Code.DECLARATION_MISSING]
    declare(ws)
    assert scoring.open_sheet(ws, package.id, FIRST).application.id == FIRST
    assert [one.declared for one in scoring.desk(ws)[0].applications] == [True, True]


def test_a_recused_application_is_neither_opened_nor_finished(ws: Workspace, package: Package) -> None:
    """Its documents never open, and nobody asks for its sheet."""
    declare(ws, {SECOND: KINSHIP})
    assert codes(scoring.open_sheet, ws, package.id, SECOND) == [Code.APPLICATION_RECUSED]
    found = scoring.desk(ws)[0].applications[1]
    assert (found.recusal, found.finished, found.unfinished) == (KINSHIP, False, False)


def test_who_is_recused_later_cannot_go_on_scoring(ws: Workspace, package: Package) -> None:
    """A sheet that is open in the window takes no further mark: the database itself refuses."""
    declare(ws)
    sheet = scoring.open_sheet(ws, package.id, FIRST)
    made = edit(sheet.state, Subject.MARK, sheet.scheme.scheme.rubric.criteria[0].id, Scored(Decimal(5)))
    assert made is not None
    declare(ws, {FIRST: KINSHIP})
    with pytest.raises(Exception, match="recused"):
        scoring.save_step(ws, sheet.key, made.row, EXPERT.name)


def test_the_pledge_is_kept_in_its_words_and_given_once(ws: Workspace, package: Package) -> None:
    """S0-115 to S0-117: by whom, when, and what was promised."""
    declare(ws)
    first = declaring.standing(ws, package).pledge
    assert first is not None
    assert (first.by, first.role, first.text) == (EXPERT.name, Role.EXPERT, PLEDGE)
    declare(ws, {FIRST: KINSHIP})
    assert declaring.standing(ws, package).pledge == first


def test_incomplete_declarations_write_nothing(ws: Workspace, package: Package) -> None:
    """All problems at once, and the workspace as it was."""
    answers = declaring.Answers(choices={FIRST: replace(KINSHIP, reason=" ")})
    assert codes(declaring.declare, ws, package, EXPERT, answers) == [
        Code.PLEDGE_MISSING,
        Code.DECLARATION_MISSING,
        Code.RECUSAL_REASON_MISSING,
    ]
    assert declarations.all_standing(ws) == {}


def test_a_nameless_expert_declares_nothing(ws: Workspace, package: Package) -> None:
    """A pledge needs somebody who gives it."""
    nobody = replace(EXPERT, name=" ")
    assert codes(declaring.declare, ws, package, nobody, declaring.Answers(choices={})) == [
        Code.EXPERT_NAME_MISSING
    ]


def test_a_recusal_is_taken_back_until_it_was_returned(ws: Workspace, package: Package) -> None:
    """Both declarations stay in the record."""
    declare(ws, {FIRST: KINSHIP})
    back = declaring.Answers(choices={FIRST: None}, reasons={FIRST: "误选"})
    assert declaring.declare(ws, package, EXPERT, back).recusal(FIRST) is None
    with ws.reading() as db:
        kinds = [row["kind"] for row in db.query("SELECT kind FROM declarations ORDER BY number")]
    assert kinds == ["recused", "none", "none"]
    declare(ws, {FIRST: KINSHIP})
    declarations.record_return(ws, package.campaign.id, "0" * 64, EXPERT.name, bags.NOW)
    assert codes(declaring.declare, ws, package, EXPERT, back) == [Code.RECUSAL_RETURNED]


def test_the_record_only_grows(ws: Workspace) -> None:
    """Nobody can make a declaration unsaid."""
    declare(ws)
    for statement in ("DELETE FROM declarations", "UPDATE pledges SET name = 'x'", "DELETE FROM pledges"):
        with pytest.raises(Exception, match="only grows"), ws.changing() as db:
            db.execute(statement)
