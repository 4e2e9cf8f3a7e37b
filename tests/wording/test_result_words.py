"""Every result, state and rule has its words."""

import builders as make
import pytest

from evaluator_app.domain.ledger import FileState, State
from evaluator_app.domain.merging import Advice, NoScore, NotCounted
from evaluator_app.domain.numbers import Rounding
from evaluator_app.domain.protocol import MergeRule, Unit
from evaluator_app.domain.rubric import Band
from evaluator_app.domain.scheme import Status
from evaluator_app.wording import protocols, results


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (results.advice, Advice),
        (results.advice_short, Advice),
        (results.not_counted, NotCounted),
        (results.no_score, NoScore),
        (results.ledger_state, State),
        (results.file_state, FileState),
        (results.scheme_status, Status),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_each_value_has_words_of_its_own(words: object, kind: type[Advice]) -> None:
    assert callable(words)
    said = [words(one) for one in kind]
    assert all(said)
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("rule", MergeRule)
@pytest.mark.parametrize("rounding", Rounding)
def test_a_protocol_is_told_in_full(unit: Unit, rule: MergeRule, rounding: Rounding) -> None:
    protocol = make.protocol(unit=unit, rule=rule, rounding=rounding, tie_breaks=("c1", "b1"))
    lines = dict(protocols.protocol_lines(protocol, make.s1_rubric()))
    assert lines["Smallest panel"] == "3 valid sheets; with fewer there is no score."
    assert "C1, B1" in lines["Equal scores"]
    assert all(lines.values())


@pytest.mark.parametrize(
    ("band", "words"),
    [
        (make.band("x", "90", None, "()"), "90 < score"),
        (make.band("x", "70", "90", "[]"), "70 ≤ score ≤ 90"),
        (make.band("x", None, "70", "()"), "score < 70"),
    ],
)
def test_limits_of_grades_read_as_in_mathematics(band: Band, words: str) -> None:
    assert protocols.band_words(band) == words
