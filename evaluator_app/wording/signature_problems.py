"""The sentences for problems of signed score sheets: what happened, and what to do."""

from evaluator_app.domain.problems import Code
from evaluator_app.wording.language import mark

SIGNATURE_SENTENCES: dict[Code, tuple[str, str]] = {
    Code.SHEET_SIGNATURE_BROKEN: (
        mark("The sheet was changed after it was signed, or its signature does not hold."),
        mark("Do not use it; ask the expert for the signed file again."),
    ),
    Code.SHEET_SIGNER_DIFFERS: (
        mark("The sheet is by {expert}, the signature by {signer}."),
        mark("Only the expert whose sheet it is can sign it."),
    ),
    Code.SHEET_SIGNED_ALREADY: (
        mark("{signer} has signed this sheet already; signed means frozen."),
        mark("Nothing to do. A correction is a new sheet with a reason."),
    ),
    Code.SHEET_NOT_SIGNABLE: (
        mark("This workbook cannot be signed because of its part {part}."),
        mark("Write the sheet again with this program and sign that file."),
    ),
    Code.SHEET_SIGNING_TIME_ODD: (
        mark("The sheet says it was signed at {time}, which is not between its issue and now."),
        mark("A clock was wrong; the signature itself holds."),
    ),
}
