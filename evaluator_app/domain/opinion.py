"""Who has signed a panel's opinion and who still must (S0-22, S0-78)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evaluator_app.domain.issue import folded
from evaluator_app.domain.sheet import SheetSignature
from evaluator_app.domain.trust import Standing


@dataclass(frozen=True, kw_only=True)
class Signing:
    """A member with the signature, where there is one; or who signed without being a member."""

    name: str
    member: bool = True
    signature: SheetSignature | None = None
    standing: Standing | None = None  # None where no trust list was asked


def signings(
    members: Iterable[str], signatures: Iterable[SheetSignature], standings: Mapping[str, Standing]
) -> tuple[Signing, ...]:
    """The members in their order, then whoever else signed; `standings` by the certificate's fingerprint."""
    signed = {folded(one.signer): one for one in signatures}
    members = tuple(members)
    named = {folded(one) for one in members}
    found = [(name, True, signed.get(folded(name))) for name in members]
    found += [(one.signer.strip(), False, one) for key, one in signed.items() if key not in named]
    return tuple(
        Signing(
            name=name,
            member=member,
            signature=one,
            standing=standings.get(one.fingerprint) if one is not None else None,
        )
        for name, member, one in found
    )


def missing(found: Iterable[Signing]) -> tuple[str, ...]:
    """The members who have not signed."""
    return tuple(one.name for one in found if one.signature is None)
