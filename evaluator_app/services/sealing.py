"""Sealed packages: built for the experts of a panel, verified without a key, opened with an identity."""

from dataclasses import dataclass, replace
from pathlib import Path

from evaluator_app.domain.application import Package
from evaluator_app.domain.problems import Gathered
from evaluator_app.domain.sealing import panel_of
from evaluator_app.domain.trust import Trust, moment
from evaluator_app.exchange import unsealing
from evaluator_app.exchange.age_keys import age_key_of
from evaluator_app.exchange.certificates import to_utc
from evaluator_app.exchange.hashing import Progress
from evaluator_app.exchange.identity_file import Identity
from evaluator_app.exchange.package_data import SEALED_FORMAT
from evaluator_app.exchange.package_reader import VerifiedPackage, read_package
from evaluator_app.exchange.sealed_reader import is_sealed, read_sealed
from evaluator_app.exchange.sealed_writer import Sealing, write_sealed
from evaluator_app.exchange.source_folder import CAMPAIGN_FILE
from evaluator_app.services.identities import KeyFile
from evaluator_app.services.packages import head_of, issuing_by, read_source


@dataclass(frozen=True, kw_only=True)
class Sender:
    """Who seals a package, when, and the trust list that knows the experts."""

    signer: Identity
    trust: Trust
    now: str  # ISO 8601 with zone
    trust_list: Path | None = None  # travels in the package where it is given


def build_sealed(
    source_folder: Path, forms: Path, out: Path, sender: Sender, revision: int | None = None
) -> Package:
    """Build a sealed package; refused with every problem of the folder and of the panel."""
    gathered = Gathered()
    read = read_source(source_folder, forms, gathered)
    at = moment(sender.trust, to_utc(sender.now))
    panel = panel_of(read.campaign.experts, sender.trust, at, CAMPAIGN_FILE)
    gathered.problems += panel.problems
    for one in read.applications:
        gathered.problems += panel.recusal_problems(one.recused, one.place)
    gathered.refuse()
    head = replace(head_of(read.campaign, read.scheme, revision or 1, sender.now), format=SEALED_FORMAT)
    own = age_key_of(sender.signer).recipient  # the secretariat opens it too, to merge
    sealings = [
        Sealing(source=one, recipients=(*panel.readers(one.recused), own)) for one in read.applications
    ]
    own_list = sender.trust.authority.fingerprint == sender.signer.fingerprint
    issuing = issuing_by(sender.signer, sender.trust_list if own_list else None)
    return write_sealed(out, head, read.scheme, sealings, issuing)


def look_inside(path: Path, identity: Identity, progress: Progress | None = None) -> VerifiedPackage:
    """Check a package, plain or sealed, with the identity that opens it."""
    if is_sealed(path):
        return read_sealed(path, age_key_of(identity), progress)
    return read_package(path, progress)


def unseal(path: Path, file: KeyFile, out: Path) -> VerifiedPackage:
    """Write what the key opens as a plain package."""
    return unsealing.unseal(path, file.age_key(), out)
