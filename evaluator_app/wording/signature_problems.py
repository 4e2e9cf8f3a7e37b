"""The sentences for problems of signed score sheets: what happened, and what to do."""

from evaluator_app.domain.codes import Code
from evaluator_app.wording.declaration_problems import DECLARATION_SENTENCES
from evaluator_app.wording.language import mark

SIGNATURE_SENTENCES: dict[Code, tuple[str, str]] = {
    **DECLARATION_SENTENCES,
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
    Code.SHEET_SAVED_AGAIN: (
        mark("Not signed: the file was saved again by another program, which took its signature away."),
        mark("Do not use it; ask the expert for the signed file itself."),
    ),
    Code.SHEET_FROZEN: (
        mark("The sheet was signed at {time}; signed means frozen."),
        mark("Start a correction with a reason to change it."),
    ),
    Code.SHEET_NOT_SIGNED_YET: (
        mark("The sheet is not signed yet."),
        mark("Change it as it is; a correction is for signed sheets."),
    ),
    Code.SHEET_CHANGED_MEANWHILE: (
        mark("The sheet was changed while it was being signed."),
        mark("Look at it again and sign once more."),
    ),
    Code.SHEET_UNKNOWN_PART: (
        mark("The workbook holds something that no score sheet holds: {part}"),
        mark("Do not use it; ask the expert for the sheet as this program wrote it."),
    ),
    Code.SHEET_HIDDEN: (
        mark("Something of the sheet is hidden from view."),
        mark("Do not use it; ask the expert for the sheet as this program wrote it."),
    ),
    Code.SHEET_FORMAT_ODD: (
        mark("The cell has a number format that can show something else than its value: {format}"),
        mark("Do not use it; ask the expert for the sheet as this program wrote it."),
    ),
    Code.CORRECTION_REASON_MISSING: (
        mark("A correction needs a reason."),
        mark("Say what is corrected and why; it stands in the new sheet."),
    ),
    Code.SIGNATURE_PICTURE_INVALID: (
        mark("The picture of the handwritten signature cannot be used: {reason}"),
        mark("Draw the signature again, or sign without drawing."),
    ),
    Code.IDENTITY_MISSING: (
        mark("There is no identity on this computer to sign with."),
        mark("Make one, send its card to the secretariat and import the certificate it issues."),
    ),
    Code.PAPER_ENTRIES_DIFFER: (
        mark("The two entries differ: first “{first}”, second “{second}”."),
        mark("Look at the scan and enter it again."),
    ),
    Code.PAPER_BY_EXPERT: (
        mark("{expert} cannot enter the own paper sheet."),
        mark("The secretariat enters paper sheets and signs for the entry; no expert signs by it."),
    ),
    Code.PAPER_SCAN_INVALID: (
        mark("The scan is no PDF, PNG or JPEG that can be read: {reason}"),
        mark("Scan the signed sheet again."),
    ),
    Code.SHEET_SIGNING_TIME_ODD: (
        mark("The sheet says it was signed at {time}, which is not between its issue and now."),
        mark("A clock was wrong; the signature itself holds."),
    ),
}
