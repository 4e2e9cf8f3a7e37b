"""Pledges of secrecy by staff and others (S0-115): signed as files, checked by the secretariat."""

from pathlib import Path

from evaluator_app.domain.declarations import Pledge, Role
from evaluator_app.domain.problems import Refused
from evaluator_app.domain.trust import Trust, moment, standing, standing_problem
from evaluator_app.exchange.certificates import to_utc
from evaluator_app.exchange.identity_file import Identity
from evaluator_app.exchange.pledge_file import FORMAT, PledgeData, pledge_bytes, read_pledge
from evaluator_app.exchange.pledge_file import SignedPledge as SignedPledge  # noqa: PLC0414 - what verify gives
from evaluator_app.exchange.safe_writing import new_file
from evaluator_app.services.clock import now


def sign(identity: Identity, scheme: str, words: str, role: Role, target: Path) -> Pledge:
    """Give the pledge in these words for a scheme; a signed file that does not exist yet."""
    expert = identity.expert
    pledge = Pledge(by=expert.name, organisation=expert.organisation, role=role, at=now(), text=words)
    with new_file(target) as stream:
        stream.write(pledge_bytes(PledgeData(format=FORMAT, scheme=scheme, pledge=pledge), identity))
    return pledge


def verify(path: Path, trust: Trust | None) -> SignedPledge:
    """A pledge whose signature holds; with a trust list also by somebody in it."""
    found = read_pledge(path)
    if trust is not None:
        stands = standing(trust, found.signature.fingerprint, moment(trust, to_utc(now())))
        wrong = standing_problem(stands, str(path), found.signature.signer)
        if wrong is not None:
            raise Refused([wrong])
    return found
