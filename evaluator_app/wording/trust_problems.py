"""The sentences for problems of identities, trust, seals and signatures: what happened, and what to do."""

from evaluator_app.domain.codes import Code
from evaluator_app.wording.language import mark
from evaluator_app.wording.sealing_problems import SEALING_SENTENCES

TRUST_SENTENCES: dict[Code, tuple[str, str]] = {
    **SEALING_SENTENCES,
    Code.PASSPHRASE_TOO_SHORT: (
        mark("The passphrase has fewer than {least} characters."),
        mark("Choose a longer one, such as four words that do not belong together."),
    ),
    Code.PASSPHRASE_UNREADABLE: (
        mark("This file holds no passphrase."),
        mark("Write the passphrase into its first line, as UTF-8 text."),
    ),
    Code.IDENTITY_NAME_INVALID: (
        mark("A name is missing, has more than {longest} characters, or holds characters nobody can see."),
        mark("Enter the name, and the organisation in its short form."),
    ),
    Code.IDENTITY_UNREADABLE: (
        mark("This is not an identity file (.p12), or it is damaged."),
        mark("Take another copy of your identity."),
    ),
    Code.IDENTITY_PASSPHRASE_WRONG: (
        mark("The passphrase does not open this identity."),
        mark("Type it again. Nobody can recover a lost passphrase; then make a new identity."),
    ),
    Code.IDENTITY_UNSUITABLE: (
        mark("This identity cannot sign here: {reason}."),
        mark("Use another one, or make a new one with “identity new”."),
    ),
    Code.CARD_INVALID: (
        mark("This is not a sound enrolment card: {reason}."),
        mark("Ask the expert to make the card again."),
    ),
    Code.CERTIFICATE_UNREADABLE: (
        mark("This is not a certificate, or it is damaged."),
        mark("Ask whoever issued it for another copy."),
    ),
    Code.CERTIFICATE_OTHER_KEY: (
        mark("The certificate does not belong to this identity's key."),
        mark("Take the certificate that was issued for your own card."),
    ),
    Code.CERTIFICATE_NOT_ISSUED: (
        mark("The trust list holds no such certificate."),
        mark("See with “identity trust” which certificates were issued."),
    ),
    Code.TERM_INVALID: (
        mark("The term does not end after it begins, or is not within the authority's own."),
        mark("Choose days from {begin} to {end}."),
    ),
    Code.NOT_AN_AUTHORITY: (
        mark("This identity is not an authority; it cannot issue certificates."),
        mark("Use the file that “identity authority” made."),
    ),
    Code.TRUST_LIST_INVALID: (
        mark("This is not a sound trust list: {reason}."),
        mark("Ask the secretariat for its trust list."),
    ),
    Code.TRUST_LIST_NEWER_FORMAT: (
        mark("The trust list was made by a newer version of the program."),
        mark("Install the current version."),
    ),
    Code.TRUST_LIST_OTHER_AUTHORITY: (
        mark("The trust list belongs to another authority."),
        mark("Use the trust list that lies beside the authority's file."),
    ),
    Code.SIGNER_STRANGER: (
        mark("The signature is by {signer}, whose certificate is not in the trust list."),
        mark("Do not rely on the name; ask the secretariat."),
    ),
    Code.SIGNER_REVOKED: (
        mark("The certificate of {signer} was revoked."),
        mark("Do not rely on the signature; ask the secretariat."),
    ),
    Code.SIGNER_NOT_YET_VALID: (
        mark("The term of {signer}'s certificate has not begun."),
        mark("Check this computer's clock; if it is right, ask the secretariat."),
    ),
    Code.SIGNER_EXPIRED: (
        mark("The term of {signer}'s certificate is over."),
        mark("Check this computer's clock; if it is right, a new certificate has to be issued."),
    ),
    Code.SIGNER_NOT_SECRETARIAT: (
        mark("The package was signed by {signer}, an expert; only the secretariat issues packages."),
        mark("Do not use it; tell the secretariat."),
    ),
    Code.PACKAGE_SIGNATURE_INVALID: (
        mark("The package's signature does not hold: the package or the signature was altered."),
        mark("Do not use it; tell the secretariat."),
    ),
    Code.PACKAGE_ISSUER_DIFFERS: (
        mark("An earlier revision of this package was signed by somebody else; this one was not opened."),
        mark("Ask the secretariat by telephone before you use it; your marks are not affected."),
    ),
    Code.PACKAGE_UNSIGNED: (
        mark("The package is not signed; nobody vouches for where it comes from."),
        mark("Ask the secretariat whether it issued this package."),
    ),
}
