"""The sentences for problems of sealed packages: what happened, and what to do."""

from evaluator_app.domain.codes import Code
from evaluator_app.wording.language import mark

SEALING_SENTENCES: dict[Code, tuple[str, str]] = {
    Code.PACKAGE_SEALED: (
        mark("This package is sealed."),
        mark("Unlock the identity you enrolled with; it opens for that only."),
    ),
    Code.PACKAGE_NOT_SEALED: (
        mark("This package is not sealed."),
        mark("Open it as it is."),
    ),
    Code.PACKAGE_SEALED_FOR_OTHERS: (
        mark("This is sealed for others: your key does not open it."),
        mark("Use the identity you enrolled with, or ask the secretariat whether you are recused."),
    ),
    Code.EXPERT_NOT_ISSUED: (
        mark("{expert} ({organisation}) is not in the trust list."),
        mark("Issue a certificate from the expert's enrolment card, or correct name and organisation."),
    ),
    Code.EXPERT_NOT_TRUSTED: (
        mark("The certificate of {expert} ({organisation}) is revoked, expired or not yet valid."),
        mark("Issue a new one, or take the expert off the panel."),
    ),
    Code.EXPERT_WITHOUT_KEY: (
        mark("The enrolment card of {expert} ({organisation}) had no age key."),
        mark("Ask the expert for a new identity and card, and issue a certificate from it."),
    ),
    Code.RECUSED_UNKNOWN: (
        mark("“{expert}” is recused but not on the panel."),
        mark("Write the name as in campaign.toml, or take it out."),
    ),
    Code.PANEL_EMPTY: (
        mark("There is no expert to seal this for."),
        mark("Name the experts in campaign.toml; not all of them can be recused."),
    ),
}
