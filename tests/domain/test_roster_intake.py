"""A roster that comes in held against the one that is kept: by number, else by name and employer."""

from dataclasses import replace

from evaluator_app.domain.expert import Expert
from evaluator_app.domain.roster import Member
from evaluator_app.domain.roster_intake import Change, free_ids, roster_changes

KNOWN = Member(
    id="E-0002", place="E-0002", expert=Expert(name="甲", organisation="示例大学"), meets=("s:law",)
)


def test_who_is_new_changed_and_the_same() -> None:
    """S0-27: the roster moves with the work; conditions found met are not lost by a workbook without them."""
    same = replace(KNOWN, id="", place="专家库!4", meets=())
    moved = replace(KNOWN, place="专家库!4", expert=Expert(name="甲", organisation="别的单位"))
    new = Member(place="专家库!5", expert=Expert(name="乙", organisation="示例大学"))
    found = roster_changes([KNOWN], [same, moved, new], ["E-0007"])
    assert [(one.member.id, one.change, one.differs) for one in found] == [
        ("E-0002", Change.SAME, ()),
        ("E-0002", Change.CHANGED, ("expert",)),
        ("E-0008", Change.NEW, ()),
    ]
    assert found[0].member == KNOWN


def test_a_number_is_given_once() -> None:
    """Numbers of another kind do not disturb."""
    ids = free_ids(["E-0009", "E-0011", "x"])
    assert [next(ids), next(ids)] == ["E-0012", "E-0013"]
    assert next(free_ids([])) == "E-0001"
