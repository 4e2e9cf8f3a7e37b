"""What is said of a certificate's standing and of a package's signature."""

from dataclasses import dataclass

from evaluator_app.domain.trust import PackageSignature, Standing, grouped
from evaluator_app.wording.fingerprints import in_words
from evaluator_app.wording.language import mark, text

_STANDINGS = {
    Standing.TRUSTED: mark("valid"),
    Standing.STRANGER: mark("not in the trust list"),
    Standing.REVOKED: mark("revoked"),
    Standing.NOT_YET_VALID: mark("not yet valid"),
    Standing.EXPIRED: mark("expired"),
    Standing.NOT_SECRETARIAT: mark("not the secretariat"),
}


def standing_words(standing: Standing) -> str:
    """How a certificate stands, in a word or two."""
    return text(_STANDINGS[standing])


def who(name: str, organisation: str) -> str:
    """A name with its organisation, where there is one."""
    return text("{name}, {organisation}", name=name, organisation=organisation) if organisation else name


def signature_words(signature: PackageSignature | None) -> str:
    """Who signed a package and whether anybody vouches for that; plainly so where nobody did."""
    if signature is None:
        return text("The package is not signed: nothing shows who made it.")
    values = {
        "signer": who(signature.signer, signature.organisation),
        "digits": grouped(signature.fingerprint),
    }
    if signature.standing is None:
        return text(
            "Signed by {signer} ({digits}). No trust list was asked whether that is so.",
            **values,
        )
    if signature.trusted:
        return text("Signed by {signer} ({digits}), whom the trust list vouches for.", **values)
    return text(
        "Signed by {signer} ({digits}): {standing}.",
        standing=standing_words(signature.standing),
        **values,
    )


@dataclass(frozen=True, slots=True)
class IssuerWords:
    """What is asked before a package of an unknown issuer is opened."""

    heading: str
    about: str
    digits: str
    proceed: str


def issuer_words(signature: PackageSignature | None) -> IssuerWords:
    """The question about a package that nobody signed, or that somebody signed who is not known here."""
    if signature is None:
        return IssuerWords(
            text("This package is not signed."),
            text(
                "Nothing shows who made it or whether it was changed on the way. "
                "Open it only if you received it from the secretariat by hand."
            ),
            "",
            text("Open it unsigned"),
        )
    return IssuerWords(
        text("Issued by {signer}", signer=who(signature.signer, signature.organisation)),
        text(
            "This issuer is not known on this computer yet. Compare these figures or words with the "
            "secretariat by telephone; packages of the same issuer are then opened without asking."
        ),
        f"{grouped(signature.fingerprint)}\n{in_words(signature.fingerprint)}",
        text("They agree, open it"),
    )
