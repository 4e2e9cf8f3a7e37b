"""What there is to look at first: each kind of it, in order, and nothing where nothing is notable."""

from decimal import Decimal
from fractions import Fraction

import builders as make
from analysis_builders import PANEL, analysed

from evaluator_app.domain.firmness import Edge
from evaluator_app.domain.notable import Kind, Notable, notables


def kinds(*found: Notable) -> list[Kind]:
    return list(dict.fromkeys(one.kind for one in found))


def test_what_is_notable_comes_the_gravest_first() -> None:
    found = notables(analysed(PANEL, make.protocol(near_threshold=Decimal(1))))
    assert kinds(*found) == [
        Kind.HANGS_ON_EXPERT, Kind.NEAR_LIMIT, Kind.OUTLYING_TOTAL, Kind.OUTLYING_MARK, Kind.LENIENT,
    ]  # fmt: skip
    first, near = found[0], found[1]
    assert (first.application, first.expert) == ("A-3", "示例专家丙")
    assert near.about == Edge(Fraction(90), Fraction(1, 5), close=True)


def test_a_severe_expert_is_told_as_well_as_a_lenient_one() -> None:
    rows = {f"A-{i}": (80 + 2 * i, 80 + 2 * i + i % 2, 70 + 2 * i) for i in range(8)}
    found = {one.kind: one.expert for one in notables(analysed(rows))}
    assert found[Kind.SEVERE] == "示例专家丙"
    assert found[Kind.LENIENT] in ("示例专家甲", "示例专家乙")


def test_little_agreement_and_panels_apart() -> None:
    rows: dict[str, tuple[object, ...]] = {f"A-{i}": (80 + i, 84 - i, None, None) for i in range(5)}
    rows |= {f"B-{i}": (None, None, 75 + i, 79 - i) for i in range(5)}
    found = notables(analysed(rows, make.protocol(minimum_sheets=2)))
    assert kinds(*found) == [Kind.LITTLE_AGREEMENT, Kind.NOT_CONNECTED]
    assert found[-1].about == 2


def test_experts_who_agree_leave_nothing_to_look_at() -> None:
    rows = {"A-1": (72, 73, 72), "A-2": (74, 74, 75), "A-3": (77, 76, 76), "A-4": (78, 78, 78)}
    assert notables(analysed(rows)) == ()
    assert notables(analysed({"A-1": ()})) == ()
