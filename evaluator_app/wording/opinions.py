"""Signatures of a panel's opinion in words: who has signed, who still must, how a certificate stands."""

from collections.abc import Sequence

from evaluator_app.domain.opinion import Signing, missing
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.trust import standing_words


def signed_words(one: Signing) -> str:
    """Whether and when somebody signed."""
    if one.signature is None:
        return text("still to sign")
    at = one.signature.time[:16].replace("T", " ")
    return text("signed {time} (UTC)", time=at) if one.member else text("signed, but is no member")


def certificate_words(one: Signing) -> str:
    """How the signer's certificate stands."""
    if one.signature is None:
        return ""
    return standing_words(one.standing) if one.standing is not None else text("not checked")


def signings_summary(found: Sequence[Signing]) -> str:
    """How many signatures are missing, and whose."""
    names = missing(found)
    if not names:
        return text("Everybody has signed.")
    return plural(
        "{count} signature is missing: {names}",
        "{count} signatures are missing: {names}",
        len(names),
        names="、".join(names),
    )
