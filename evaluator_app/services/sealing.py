"""Sealed packages: built for the experts of a panel, verified without a key, opened with an identity."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from evaluator_app.domain.application import Package
from evaluator_app.domain.problems import Gathered
from evaluator_app.domain.scheme import LoadedScheme
from evaluator_app.domain.sealing import panel_of
from evaluator_app.domain.trust import Trust, moment
from evaluator_app.exchange import unsealing
from evaluator_app.exchange.age_keys import age_key_of
from evaluator_app.exchange.certificates import to_utc
from evaluator_app.exchange.hashing import Progress
from evaluator_app.exchange.identity_file import Identity
from evaluator_app.exchange.package_data import SEALED_FORMAT, Head
from evaluator_app.exchange.package_reader import VerifiedPackage, read_package
from evaluator_app.exchange.sealed_reader import is_sealed, read_sealed
from evaluator_app.exchange.sealed_writer import Sealing, write_sealed
from evaluator_app.exchange.source_folder import CAMPAIGN_FILE, SourceApplication
from evaluator_app.services.identities import KeyFile
from evaluator_app.services.packages import head_of, issuing_by, read_source


@dataclass(frozen=True, kw_only=True)
class Sender:
    """Who seals a package, when, and the trust list that knows the experts."""

    signer: Identity
    trust: Trust
    now: str  # ISO 8601 with zone
    trust_list: Path | None = None  # travels in the package where it is given

    @property
    def at(self) -> str:
        """The time of sealing as the trust list keeps times."""
        return moment(self.trust, to_utc(self.now))


def build_sealed(
    source_folder: Path, forms: Path, out: Path, sender: Sender, revision: int | None = None
) -> Package:
    """Build a sealed package; refused with every problem of the folder and of the panel."""
    gathered = Gathered()
    read = read_source(source_folder, forms, gathered)
    panel = panel_of(read.campaign.experts, sender.trust, sender.at, CAMPAIGN_FILE)
    gathered.problems += panel.problems
    for one in read.applications:
        gathered.problems += panel.recusal_problems(one.recused, one.place)
    gathered.refuse()
    head = head_of(read.campaign, read.scheme, revision or 1, sender.now)
    sealings = [(one, panel.readers(one.recused)) for one in read.applications]
    return seal(out, (head, read.scheme), sealings, sender)


def seal(
    out: Path,
    head: tuple[Head, LoadedScheme],
    sealings: Iterable[tuple[SourceApplication, tuple[str, ...]]],
    sender: Sender,
) -> Package:
    """Write a sealed package: each application for its readers and the secretariat, which merges it later."""
    own = age_key_of(sender.signer).recipient
    sealed = [Sealing(source=one, recipients=(*readers, own)) for one, readers in sealings]
    own_list = sender.trust.authority.fingerprint == sender.signer.fingerprint
    issuing = issuing_by(sender.signer, sender.trust_list if own_list else None)
    return write_sealed(out, replace(head[0], format=SEALED_FORMAT), head[1], sealed, issuing)


def look_inside(path: Path, identity: Identity, progress: Progress | None = None) -> VerifiedPackage:
    """Check a package, plain or sealed, with the identity that opens it."""
    if is_sealed(path):
        return read_sealed(path, age_key_of(identity), progress)
    return read_package(path, progress)


def unseal(path: Path, file: KeyFile, out: Path) -> VerifiedPackage:
    """Write what the key opens as a plain package."""
    return unsealing.unseal(path, file.age_key(), out)
