"""Problems as values: read-only, sent between processes, gathered so that all are told at once."""

import pickle

import pytest

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Gathered, Problem, Refused, problem

FULL = problem(Code.SCORE_OUT_OF_RANGE, "针对性", value="11", max=10)


def test_details_are_texts_and_cannot_be_changed() -> None:
    assert FULL.details == {"value": "11", "max": "10"}
    with pytest.raises(TypeError):
        FULL.details["max"] = "20"  # type: ignore[index]  # that is what is tried
    assert Problem(Code.UNMARKED).details == {}


def test_a_refusal_carries_every_problem() -> None:
    refused = Refused(iter([FULL, problem(Code.UNMARKED, "科学性")]))
    assert [one.code for one in refused.problems] == [Code.SCORE_OUT_OF_RANGE, Code.UNMARKED]
    assert str(refused) == "score_out_of_range 针对性, unmarked 科学性"


def test_problems_and_refusals_come_back_from_other_processes() -> None:
    assert pickle.loads(pickle.dumps(FULL)) == FULL  # noqa: S301 - our own bytes
    assert pickle.loads(pickle.dumps(Refused([FULL]))).problems == (FULL,)  # noqa: S301 - likewise


def refuse(found: Problem) -> str:
    raise Refused([found])


def test_problems_of_several_steps_are_refused_together() -> None:
    gathered = Gathered()
    assert gathered.attempt(lambda: "done") == "done"
    gathered.refuse()
    assert gathered.attempt(lambda: refuse(FULL)) is None
    assert gathered.attempt(lambda: refuse(problem(Code.UNMARKED))) is None
    with pytest.raises(Refused) as caught:
        gathered.refuse()
    assert caught.value.problems == (FULL, problem(Code.UNMARKED))
