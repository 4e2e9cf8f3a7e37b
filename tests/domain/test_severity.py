"""Severity of experts and intraclass correlations: published tables, and plain least squares in fractions."""

from decimal import Decimal
from fractions import Fraction
from random import Random

import naive_statistics as naive
import pytest
from naive_statistics import table

from evaluator_app.domain import severity
from evaluator_app.domain.icc import OneWay, TwoWay, one_way, two_way
from evaluator_app.domain.severity import Fit, Group, Severity, deviations, fit, groups, own_severity
from evaluator_app.domain.student import t_95
from evaluator_app.domain.withheld import Why, Withheld

# Shrout and Fleiss 1979, Psychological Bulletin 86, table 2: four judges, six targets.
SHROUT = table([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]])
NEAR = Decimal("1e-12")


def incomplete(seed: int, applications: int = 9, experts: int = 5) -> naive.Table:
    """A table with values missing that hangs together: neighbours share an application."""
    chance = Random(seed)  # noqa: S311 - a repeatable table, no secret
    rows = []
    for place in range(applications):
        there = {place % experts, (place + 1) % experts, chance.randrange(experts)}
        rows.append([Fraction(chance.randint(120, 200), 2) if e in there else None for e in range(experts)])
    return table(rows)


def fitted(judged: naive.Table) -> Fit:
    found = fit(judged, groups(judged)[0])
    assert isinstance(found, Fit)
    return found


def close(one: Decimal, other: Fraction) -> bool:
    return abs(one - Decimal(other.numerator) / other.denominator) < NEAR


@pytest.mark.parametrize("seed", range(6))
def test_severity_is_the_solution_of_plain_least_squares(seed: int) -> None:
    """The same estimates, standard errors and rest as all normal equations solved at once, in fractions."""
    judged = incomplete(seed)
    effects, squares, rest, freedom = naive.least_squares(judged)
    found = fitted(judged)
    assert found.freedom == freedom
    assert close(found.error, rest)
    for expert, effect in effects.items():
        own = found.severities[expert]
        assert close(own.value, -effect)
        assert close(own.error**2, rest / freedom * squares[expert])
        assert (own.low, own.high) == (
            own.value - t_95(freedom) * own.error,
            own.value + t_95(freedom) * own.error,
        )
    for application, own_totals in judged.items():
        taken = sum(own_totals.values()) - sum(effects[expert] for expert in own_totals)
        assert close(found.corrected[application], Fraction(taken) / len(own_totals))


def test_severities_add_up_to_nothing_and_the_same_shift_gives_the_same() -> None:
    judged = incomplete(3)
    found = fitted(judged)
    assert abs(sum((one.value for one in found.severities.values()), Decimal(0))) < NEAR
    shifted = fitted({name: {e: v + 7 for e, v in own.items()} for name, own in judged.items()})
    assert all(abs(shifted.severities[e].value - one.value) < NEAR for e, one in found.severities.items())


def test_where_all_judged_all_severity_is_the_distance_of_the_means() -> None:
    raw, found = deviations(SHROUT), fitted(SHROUT)
    assert all(close(own.value, -raw[expert]) for expert, own in found.severities.items())


def test_experts_without_a_common_application_are_apart() -> None:
    two = table([[1, 2, None, None], [2, 3, None, None], [None, None, 3, 4], [None, None, None, 1]])
    found = groups(two)
    assert [one.experts for one in found] == [("e00", "e01"), ("e02", "e03")]
    assert found[1] == Group(("e02", "e03"), ("a02", "a03"))


def test_no_severity_without_enough_to_judge_by(monkeypatch: pytest.MonkeyPatch) -> None:
    def of(judged: naive.Table) -> Fit | Withheld:
        return fit(judged, groups(judged)[0])

    assert of(table([[1], [2], [3]])) == Withheld(Why.TOO_FEW_EXPERTS, 2, 1)
    assert of(table([[1, 2], [2, 1], [3, None]])) == Withheld(Why.TOO_FEW_APPLICATIONS, 3, 2)
    chain = table([[1, 2, None, None], [None, 2, 1, None], [None, None, 3, 4]])
    assert of(chain) == Withheld(Why.NO_REPETITION)
    monkeypatch.setattr(severity, "MOST_EXPERTS", 3)
    assert of(SHROUT) == Withheld(Why.TOO_MANY_EXPERTS, 3, 4)
    assert own_severity(Withheld(Why.NO_REPETITION), "e00", 9) == Withheld(Why.NO_REPETITION)


def test_no_severity_of_an_expert_with_fewer_than_three_sheets() -> None:
    found = fitted(SHROUT)
    assert own_severity(found, "e00", 2) == Withheld(Why.TOO_FEW_SHEETS, 3, 2)
    assert isinstance(own_severity(found, "e00", 3), Severity)


def test_totals_that_nobody_else_gave_say_nothing_of_an_expert() -> None:
    assert deviations(table([[1, 3, None], [None, None, 9]])) == {"e00": -1, "e01": 1}


def test_experts_who_differ_by_a_constant_have_no_error() -> None:
    found = fitted(table([[80 + i, 82 + i, 84 + i] for i in range(5)]))
    assert found.error == 0
    assert [one.error for one in found.severities.values()] == [0, 0, 0]


# Intraclass correlations


def test_icc_as_shrout_and_fleiss_published_them() -> None:
    """Table 4 there: ICC(1,1) .17, (2,1) .29, (3,1) .71, (1,k) .44, (2,k) .62, (3,k) .91."""
    one, two = one_way(SHROUT), two_way(SHROUT, groups(SHROUT)[0], fitted(SHROUT))
    assert isinstance(one, OneWay)
    assert isinstance(two, TwoWay)
    assert (format(float(one.single), ".2f"), format(float(one.average), ".2f")) == ("0.17", "0.44")
    pairs = (two.agreement, two.consistency, two.agreement_average, two.consistency_average)
    assert [format(value, ".2f") for value in pairs] == ["0.29", "0.71", "0.62", "0.91"]
    assert one.experts == two.experts == 4


@pytest.mark.parametrize("seed", range(4))
def test_icc_of_an_incomplete_table_is_made_of_the_variances_of_a_second_way(seed: int) -> None:
    """Henderson 1953, method 3: what applications, experts and the rest add, each to a model without it."""
    judged = incomplete(seed)
    two = two_way(judged, groups(judged)[0], fitted(judged))
    assert isinstance(two, TwoWay)
    applications, experts, error = naive.two_way_components(judged)
    size = len(judged) / sum((Fraction(1, len(own)) for own in judged.values()), Fraction(0))
    assert two.experts == size
    assert close(two.agreement, applications / (applications + experts + error))
    assert close(two.consistency, applications / (applications + error))
    assert close(two.agreement_average, applications / (applications + (experts + error) / size))
    assert close(two.consistency_average, applications / (applications + error / size))


def test_icc_is_withheld_of_few_applications_without_model_and_without_variation() -> None:
    few = dict(list(SHROUT.items())[:4])
    assert one_way(few) == Withheld(Why.TOO_FEW_APPLICATIONS, 5, 4)
    assert two_way(few, groups(few)[0], fitted(few)) == Withheld(Why.TOO_FEW_APPLICATIONS, 5, 4)
    assert two_way(SHROUT, groups(SHROUT)[0], Withheld(Why.NO_REPETITION)) == Withheld(Why.NO_REPETITION)
    same = table([[9, 9, 9]] * 6)
    assert one_way(same) == Withheld(Why.NO_VARIATION)
    assert two_way(same, groups(same)[0], fitted(same)) == Withheld(Why.NO_VARIATION)


@pytest.mark.parametrize(
    ("freedom", "published"),
    [
        (1, "12.706"),
        (9, "2.262"),
        (30, "2.042"),
        (50, "2.009"),
        (100, "1.984"),
        (500, "1.965"),
        (10**6, "1.960"),
    ],
)
def test_students_t_at_95_percent(freedom: int, published: str) -> None:
    """Rows of printed tables; between them the value printed there too, within a thousandth."""
    assert abs(t_95(freedom) - Decimal(published)) <= Decimal("0.001")
