"""Trust: whose certificates the secretariat's authority issued, for which term, and which it took back.

Times are UTC in one form, `2026-01-31T08:00:00Z`, so that they compare as text.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem, Refused, problem

GROUPS, DIGITS = 8, 5  # 40 decimal digits: about 133 bits, more than anybody can search through


@dataclass(frozen=True, kw_only=True)
class Certified:
    """A certificate: whose it is, its SHA-256 in hex, its term, and the owner's age recipient."""

    name: str
    organisation: str = ""
    fingerprint: str
    not_before: str
    not_after: str
    recipient: str = ""  # of age: what packages are sealed to


@dataclass(frozen=True, kw_only=True)
class Revocation:
    """A certificate taken back, from this time on."""

    fingerprint: str
    at: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Trust:
    """The trust list of one authority; `number` counts its editions, `at` is when this one was signed."""

    authority: Certified
    number: int
    at: str
    issued: tuple[Certified, ...] = ()
    revoked: tuple[Revocation, ...] = ()


class Standing(StrEnum):
    """How a certificate stands with an authority at a time."""

    TRUSTED = "trusted"
    STRANGER = "stranger"
    REVOKED = "revoked"
    NOT_YET_VALID = "not_yet_valid"
    EXPIRED = "expired"
    NOT_SECRETARIAT = "not_secretariat"  # an expert's: good for sheets, not for issuing packages


@dataclass(frozen=True, kw_only=True)
class PackageSignature:
    """A package's signature that holds; `standing` is None where no trust list was asked."""

    signer: str
    organisation: str = ""
    fingerprint: str
    claimed: str  # when the signer says it was signed
    standing: Standing | None = None

    @property
    def trusted(self) -> bool:
        """Whether a trust list was asked and vouches for the signer."""
        return self.standing is Standing.TRUSTED


_PROBLEMS = {
    Standing.STRANGER: Code.SIGNER_STRANGER,
    Standing.REVOKED: Code.SIGNER_REVOKED,
    Standing.NOT_YET_VALID: Code.SIGNER_NOT_YET_VALID,
    Standing.EXPIRED: Code.SIGNER_EXPIRED,
    Standing.NOT_SECRETARIAT: Code.SIGNER_NOT_SECRETARIAT,
}


def standing(trust: Trust, fingerprint: str, at: str) -> Standing:
    """How an expert's certificate stands at the time of import: the signer's own clock decides nothing.

    The authority itself is no expert: it cannot sign a sheet in anybody's place.
    """
    found = next((one for one in trust.issued if one.fingerprint == fingerprint), None)
    if found is None:
        return Standing.STRANGER
    if any(one.fingerprint == fingerprint and one.at <= at for one in trust.revoked):
        return Standing.REVOKED
    return _within(found, at)


@dataclass(frozen=True, kw_only=True)
class Issued:
    """A certificate of a trust list, as a person looks at it: how it stands, and why it was taken back."""

    certified: Certified
    standing: Standing
    ends_soon: bool = False
    reason: str = ""


def issued_lines(trust: Trust, at: str, soon: str) -> tuple[Issued, ...]:
    """Every certificate of the list at a time, the last issued first; marked if it ends before `soon`."""
    reasons = {one.fingerprint: one.reason for one in trust.revoked}
    found = ((one, standing(trust, one.fingerprint, at)) for one in reversed(trust.issued))
    return tuple(
        Issued(
            certified=one,
            standing=how,
            ends_soon=how is Standing.TRUSTED and one.not_after < soon,
            reason=reasons.get(one.fingerprint, ""),
        )
        for one, how in found
    )


def package_standing(trust: Trust, fingerprint: str, at: str) -> Standing:
    """How the signer of a package stands: only the authority issues packages, experts do not."""
    if fingerprint == trust.authority.fingerprint:
        return _within(trust.authority, at)
    found = standing(trust, fingerprint, at)
    return Standing.NOT_SECRETARIAT if found is Standing.TRUSTED else found


def _within(certified: Certified, at: str) -> Standing:
    if at < certified.not_before:
        return Standing.NOT_YET_VALID
    return Standing.EXPIRED if certified.not_after < at else Standing.TRUSTED


def standing_problem(found: Standing, place: str, signer: str) -> Problem | None:
    """What is wrong with a signer who stands so; nothing with a trusted one."""
    return problem(_PROBLEMS[found], place, signer=signer) if found in _PROBLEMS else None


def moment(trust: Trust, now: str) -> str:
    """Now, but not before the list was signed: a clock set back makes no revoked certificate good again."""
    return max(now, trust.at)


def with_issued(trust: Trust, certified: Certified, at: str) -> Trust:
    """The next edition, with one more certificate."""
    issued = (*(one for one in trust.issued if one.fingerprint != certified.fingerprint), certified)
    return replace(trust, issued=issued, number=trust.number + 1, at=moment(trust, at))


def with_revoked(trust: Trust, fingerprint: str, at: str, reason: str = "") -> Trust:
    """The next edition, with a certificate taken back; a first revocation is never moved to a later time."""
    if fingerprint not in {one.fingerprint for one in trust.issued}:
        raise Refused([problem(Code.CERTIFICATE_NOT_ISSUED, fingerprint)])
    revoked = trust.revoked
    if fingerprint not in {one.fingerprint for one in revoked}:
        revoked = (*revoked, Revocation(fingerprint=fingerprint, at=at, reason=reason))
    return replace(trust, revoked=revoked, number=trust.number + 1, at=moment(trust, at))


def grouped(fingerprint: str) -> str:
    """A fingerprint in groups of decimal digits, to read out and compare by telephone."""
    number = f"{int(fingerprint, 16) % 10 ** (GROUPS * DIGITS):0{GROUPS * DIGITS}d}"
    return " ".join(number[at : at + DIGITS] for at in range(0, len(number), DIGITS))
