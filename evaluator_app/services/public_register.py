"""The register for third parties: written with a signature, and checked without the workspace."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from evaluator_app.domain.codes import Code
from evaluator_app.domain.consents import Consent, Scope, missing_parties
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.domain.public_register import Checked, PublicRegister, checked, public_entry
from evaluator_app.domain.trust import PackageSignature, Trust, package_standing, standing_problem
from evaluator_app.exchange.identity_file import Identity
from evaluator_app.exchange.public_register_file import read_register, register_bytes
from evaluator_app.services import publishing, register
from evaluator_app.services.identities import utc_now
from evaluator_app.services.publishing import Kind, Leaving
from evaluator_app.store import publication
from evaluator_app.store.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class RegisterCheck:
    """What a third party learns: how the certificate stands, as of when, by whose signature."""

    found: Checked
    day: str  # of the register
    signature: PackageSignature


def write(ws: Workspace, out: Path, signer: Identity, who: str) -> PublicRegister:
    """Write all certificates as they stand today, signed; names only of whom both consents are there."""
    lines = register.lines(ws)
    consents = {
        name: publication.consents(ws, name) for name in {one.holding.entry.campaign for one in lines}
    }
    made = PublicRegister(
        issuer=lines[0].holding.entry.issuer if lines else "",
        day=register.today(),
        entries=tuple(
            public_entry(
                one.holding.entry,
                one.result,
                one.validity,
                consented=_consented(one, consents[one.holding.entry.campaign]),
            )
            for one in lines
        ),
    )
    named = {one.number for one in made.entries if one.shown}
    shown = [one.holding.entry.application for one in lines if one.holding.entry.number in named]
    leaving = Leaving(out=out, kind=Kind.REGISTER, who=who, applications=tuple(shown))
    publishing.let_go(ws, leaving, register_bytes(made, signer))
    return made


def _consented(one: register.Line, consents: Iterable[Consent]) -> bool:
    return not missing_parties(consents, one.holding.entry.application, Scope.RESULTS)


def verify(
    path: Path, number: str, code: str, said: Mapping[str, str] | None = None, trust: Trust | None = None
) -> RegisterCheck:
    """How a certificate stands by a register file; refused where it is not in it, or not to be trusted."""
    read = read_register(path)
    signature = read.signature
    if trust is not None:
        standing = package_standing(trust, signature.fingerprint, signature.claimed)
        wrong = standing_problem(standing, str(path), signature.signer)
        if wrong:
            raise Refused([wrong])
    found = checked(read.register, number, code, said or {}, utc_now()[:10])
    if found is None:
        raise Refused([problem(Code.REGISTER_NO_MATCH, number)])
    return RegisterCheck(found=found, day=read.register.day, signature=signature)
