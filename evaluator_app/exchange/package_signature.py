"""A package's signature: CMS beside the tag manifest, which names every other file of the bag."""

from typing import TYPE_CHECKING

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.domain.trust import PackageSignature
from evaluator_app.exchange import bag as parts
from evaluator_app.exchange.bag import Bag
from evaluator_app.late import late

if TYPE_CHECKING:
    from evaluator_app.exchange import certificates, cms
    from evaluator_app.exchange.identity_file import Identity
else:  # an unsigned package needs none of the cryptography
    certificates = late("evaluator_app.exchange.certificates")
    cms = late("evaluator_app.exchange.cms")


def sign_manifest(signer: "Identity", tag_manifest: bytes) -> bytes:
    """The signature of a package with this tag manifest."""
    return cms.sign(signer, tag_manifest, detached=True)


def read_signature(bag: Bag, tag_manifest: bytes) -> PackageSignature | None:
    """Who signed the package; None where nobody did, refused where the signature does not hold."""
    if parts.SIGNATURE not in bag.members:
        return None
    try:
        signed = cms.check(bag.read(parts.SIGNATURE), tag_manifest)
    except cms.SignatureWrong as error:
        raise Refused([problem(Code.PACKAGE_SIGNATURE_INVALID, parts.SIGNATURE)]) from error
    return PackageSignature(
        signer=certificates.name_of(signed.certificate),
        organisation=certificates.organisation_of(signed.certificate),
        fingerprint=certificates.fingerprint_of(signed.certificate),
        claimed=certificates.utc(signed.claimed),
    )
