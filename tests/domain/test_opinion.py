"""Who has signed a panel's opinion and who still must (S0-22, S0-78)."""

from evaluator_app.domain.opinion import missing, signings
from evaluator_app.domain.sheet import SheetSignature
from evaluator_app.domain.trust import Standing


def signature(name: str, fingerprint: str = "f") -> SheetSignature:
    """A signature of somebody."""
    return SheetSignature(signer=name, fingerprint=fingerprint, time="2024-09-20T10:00:00Z")


def test_members_stand_in_their_order_and_then_whoever_else_signed() -> None:
    """S0-22: spaces make no other person; a stranger's signature is shown as such."""
    found = signings(
        ("示例甲", "示例乙"),
        (signature("示例丙", "x"), signature(" 示例 乙 ")),
        {"f": Standing.TRUSTED},
    )
    assert [(one.name, one.member, one.standing) for one in found] == [
        ("示例甲", True, None),
        ("示例乙", True, Standing.TRUSTED),
        ("示例丙", False, None),
    ]
    assert missing(found) == ("示例甲",)
    assert missing(signings((), (), {})) == ()
