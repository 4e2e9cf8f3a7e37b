"""Building, verifying and showing packages."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator_app.domain.application import Package
from evaluator_app.domain.codes import Code
from evaluator_app.domain.media import WITH_MACROS, is_viewable
from evaluator_app.domain.problems import Gathered, Problem, Refused, problem
from evaluator_app.domain.scheme import LoadedScheme
from evaluator_app.domain.trust import Trust, moment, package_standing, standing_problem
from evaluator_app.exchange.hashing import Progress
from evaluator_app.exchange.package_data import FORMAT, Head
from evaluator_app.exchange.package_reader import VerifiedPackage, read_package
from evaluator_app.exchange.package_writer import Issuing, write_package
from evaluator_app.exchange.small_files import read_small
from evaluator_app.exchange.source_folder import (
    CampaignFile,
    SourceApplication,
    check_against,
    check_replaces,
    read_applications,
    read_campaign,
)
from evaluator_app.late import late
from evaluator_app.services import schemes

if TYPE_CHECKING:
    from evaluator_app.exchange import certificates, sealed_reader, trust_list
    from evaluator_app.exchange.identity_file import Identity
else:
    certificates = late("evaluator_app.exchange.certificates")
    sealed_reader = late("evaluator_app.exchange.sealed_reader")
    trust_list = late("evaluator_app.exchange.trust_list")


@dataclass(frozen=True, kw_only=True)
class Source:
    """What a package is built from."""

    campaign: CampaignFile
    applications: tuple[SourceApplication, ...]
    scheme: LoadedScheme


def build(  # noqa: PLR0913 - the three that are named have defaults or are always named
    source_folder: Path,
    forms: Path,
    out_path: Path,
    *,
    revision: int | None = None,
    now: str,
    signer: "Identity | None" = None,
    trust: Path | None = None,
) -> Package:
    """Build a package from a folder; refused with every problem of the folder, then nothing is written.

    `now` is ISO 8601 with zone; without `revision` it is the first, without `signer` it stays unsigned.
    The trust list of the signer, which must be its authority, travels along where it is given.
    """
    gathered = Gathered()
    read = read_source(source_folder, forms, gathered)
    gathered.refuse()
    head = head_of(read.campaign, read.scheme, revision or 1, now)
    issuing = issuing_by(signer, trust) if signer else None
    return write_package(out_path, head, read.scheme, read.applications, issuing)


def issuing_by(signer: "Identity", trust: Path | None) -> Issuing:
    """Who signs, with the trust list that travels along: it must be the signer's own."""
    if trust is None:
        return Issuing(signer=signer)
    data = read_small(trust, Code.TRUST_LIST_INVALID)
    if trust_list.trust_in(data, str(trust)).authority.fingerprint != signer.fingerprint:
        raise Refused([problem(Code.TRUST_LIST_OTHER_AUTHORITY, str(trust))])
    return Issuing(signer=signer, trust_list=data)


def read_source(source_folder: Path, forms: Path, gathered: Gathered) -> Source:
    """The folder a package is built from; refused where problems leave nothing to go on with."""
    campaign = gathered.attempt(lambda: read_campaign(source_folder))
    applications = gathered.attempt(lambda: read_applications(source_folder))
    scheme = None
    if campaign is not None:
        scheme = gathered.attempt(lambda: schemes.of_campaign(source_folder, forms, campaign.scheme))
        if scheme is not None:
            gathered.problems += check_against(scheme.scheme, campaign, applications or ())
    if campaign is None or applications is None or scheme is None:
        raise Refused(gathered.problems)
    return Source(campaign=campaign, applications=applications, scheme=scheme)


def next_revision(source_folder: Path, replaced: Path) -> int:
    """The revision that follows the package to be replaced, which must be one of the same number."""
    campaign, old = read_campaign(source_folder), verify_outside(replaced).package
    check_replaces(campaign, old)
    return old.revision + 1


def verify(
    path: Path, progress: Progress | None = None, executor: ThreadPoolExecutor | None = None
) -> VerifiedPackage:
    """Check everything in a package; refused with every problem found."""
    return read_package(path, progress, executor)


def verify_outside(path: Path) -> VerifiedPackage:
    """Check a package, plain or sealed, without a key: what is sealed stays unchecked."""
    return sealed_reader.read_sealed(path) if sealed_reader.is_sealed(path) else read_package(path)


def judged(verified: VerifiedPackage, trust: Trust, now: str) -> VerifiedPackage:
    """The package with the standing of its signer in a trust list; unsigned it stays as it is."""
    signature = verified.signature
    if signature is None:
        return verified
    found = package_standing(trust, signature.fingerprint, moment(trust, certificates.to_utc(now)))
    return replace(verified, signature=replace(signature, standing=found))


def distrust(verified: VerifiedPackage) -> tuple[Problem, ...]:
    """Why a judged package is not to be relied on; nothing where its signer is trusted."""
    if verified.signature is None:
        return (problem(Code.PACKAGE_UNSIGNED, str(verified.path)),)
    found = verified.signature.standing
    said = standing_problem(found, str(verified.path), verified.signature.signer) if found else None
    return (said,) if said else ()


def findings(package: Package) -> tuple[Problem, ...]:
    """What does not forbid a package but its maker should know: documents that cannot be shown."""
    documents = [(one.id, document) for one in package.applications for document in one.documents]
    empty = [problem(Code.DOCUMENT_DAMAGED, f"{name}/{one.id}") for name, one in documents if not one.size]
    macros = [
        problem(Code.DOCUMENT_MACROS, f"{name}/{one.id}")
        for name, one in documents
        if one.media in WITH_MACROS
    ]
    return (
        *empty,
        *macros,
        *(
            problem(Code.DOCUMENT_UNSUPPORTED, f"{name}/{one.id}")
            for name, one in documents
            if not is_viewable(one.media)
        ),
    )


def head_of(campaign: CampaignFile, scheme: LoadedScheme, revision: int, now: str) -> Head:
    """The head of a package built now."""
    return Head(
        format=FORMAT,
        id=campaign.package,
        revision=revision,
        issued=now,
        campaign=campaign.campaign,
        scheme_digest=scheme.digest,
        protocol_digest=scheme.protocol_digest,
        experts=campaign.experts,
    )
