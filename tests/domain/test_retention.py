"""D-31: personal data is kept for the shortest time its purpose needs (PIPL 19), by rules that are data."""

from evaluator_app.domain.expert import Expert
from evaluator_app.domain.retention import DueRemoval, Held, Kept, RetentionRule, due_removals, held_of
from evaluator_app.domain.roster import Member, MemberKind

RULE = RetentionRule(what=Kept.ROSTER, years=3, clause="个人信息保护法 19", assumed=True)


def member(number: int, appointed: str, years: int, kind: MemberKind = MemberKind.EXPERT) -> Member:
    """Somebody of the roster."""
    expert = Expert(name=f"示例专家{number}", organisation="示例大学")
    return Member(
        expert=expert, place="", id=f"E-{number:03d}", kind=kind, appointed=appointed, term_years=years
    )


def test_who_left_long_ago_is_due_and_who_has_no_term_never() -> None:
    found = held_of(
        [member(1, "2016-03-01", 3), member(2, "2023-03-01", 3), member(3, "", 0, MemberKind.STAFF)]
    )
    assert [one.id for one in found] == ["E-001", "E-002"]
    assert due_removals(found, [RULE], "2024-09-02") == (
        DueRemoval(
            held=Held(what=Kept.ROSTER, id="E-001", ended="2019-03-01"), rule=RULE, since="2022-03-01"
        ),
    )


def test_the_day_itself_is_still_within_the_time() -> None:
    held = [Held(what=Kept.ROSTER, id="E-001", ended="2020-02-29")]
    assert due_removals(held, [RULE], "2023-02-28") == ()
    assert len(due_removals(held, [RULE], "2023-03-01")) == 1


def test_what_no_rule_names_is_kept() -> None:
    assert (
        due_removals([Held(what=Kept.APPLICATIONS, id="2001-x", ended="2001-01-01")], [RULE], "2024-01-01")
        == ()
    )
