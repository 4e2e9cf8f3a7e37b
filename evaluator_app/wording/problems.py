"""One sentence per problem code: what happened, and what to do."""

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem
from evaluator_app.wording.language import mark, text
from evaluator_app.wording.scheme_problems import SCHEME_SENTENCES
from evaluator_app.wording.signature_problems import SIGNATURE_SENTENCES
from evaluator_app.wording.trust_problems import TRUST_SENTENCES
from evaluator_app.wording.workspace_problems import WORKSPACE_SENTENCES

SENTENCES: dict[Code, tuple[str, str]] = {
    **SCHEME_SENTENCES,
    **WORKSPACE_SENTENCES,
    **TRUST_SENTENCES,
    **SIGNATURE_SENTENCES,
    # code: (what happened, what to do)
    Code.SCORE_NOT_A_NUMBER: (
        mark("“{value}” is not a number."),
        mark("Type a score such as 9 or 9.5."),
    ),
    Code.SCORE_OUT_OF_RANGE: (
        mark("{value} is outside the scale."),
        mark("Enter a score from 0 to {max}."),
    ),
    Code.SCORE_OFF_STEP: (
        mark("{value} is not on the scale."),
        mark("Scores go in steps of {step}."),
    ),
    Code.NOT_AN_OPTION: (
        mark("“{value}” is not one of the options."),
        mark("Choose one of: {options}."),
    ),
    Code.NOT_APPLICABLE_FORBIDDEN: (
        mark("This criterion cannot be “not applicable”."),
        mark("Give a score, or abstain with a reason."),
    ),
    Code.REASON_MISSING: (mark("The reason is missing."), mark("Write the reason in a few words.")),
    Code.UNMARKED: (mark("Not scored yet."), mark("Give a score, or abstain with a reason.")),
    Code.MARK_WITHOUT_CRITERION: (
        mark("The current rules have no such criterion; its mark is kept but does not count."),
        mark("Score the criteria that are there now."),
    ),
    Code.REMARK_MISSING: (mark("This remark is still empty."), mark("Write at least one sentence.")),
    Code.CHOICE_MISSING: (mark("Nothing is chosen yet."), mark("Choose one of: {options}.")),
    Code.REMARK_TOO_LONG: (
        mark("The remark has {count} characters; {limit} are allowed."),
        mark("Shorten it."),
    ),
    Code.EXTREME_WITHOUT_NOTE: (
        mark("{value} is an end of the scale, and there is no note."),
        mark("Say why in a note, or look at the score again."),
    ),
    Code.FAR_FROM_HABIT: (
        mark("{value} is far from your other sheets ({usual} on average)."),
        mark("Look at it again, or say why in a note."),
    ),
    Code.ANSWERS_UNREADABLE: (
        mark("The answers file cannot be read: {reason}."),
        mark("Correct the file and try again."),
    ),
    Code.ANSWERS_INVALID: (
        mark("This answer cannot be used: {reason}."),
        mark("Correct the file and try again."),
    ),
    Code.UNKNOWN_CRITERION: (
        mark("There is no such criterion in this scheme."),
        mark("Use the criterion ids that “schemes show” lists."),
    ),
    Code.UNKNOWN_REMARK: (
        mark("There is no such remark in this scheme."),
        mark("Use the remark ids that “schemes show” lists."),
    ),
    Code.UNKNOWN_APPLICATION: (
        mark("The package has no application “{application}”."),
        mark("Use an id that “package show” lists."),
    ),
    Code.EXPERT_NAME_MISSING: (mark("The expert's name is missing."), mark("Enter your name.")),
    Code.FILE_MISSING: (mark("The file does not exist."), mark("Check the path.")),
    Code.FILE_UNREADABLE: (
        mark("The file cannot be read: {reason}"),
        mark("Copy it again from its source, then try once more."),
    ),
    Code.FILE_EXISTS: (
        mark("A file of that name exists already; it was left as it is."),
        mark("Choose another name, or move the old file away."),
    ),
    Code.FOLDER_NOT_EMPTY: (
        mark("The folder is not empty; nothing was changed."),
        mark("Choose an empty folder, or one that does not exist yet."),
    ),
    Code.DISK_FULL: (
        mark("The disk is full; nothing was changed."),
        mark("Free some space, then try again."),
    ),
    Code.NOT_WRITABLE: (
        mark("This place cannot be written to."),
        mark("Choose another folder, or remove the write protection."),
    ),
    Code.NO_FONT: (
        mark("No Chinese font was found on this computer."),
        mark("Install a Chinese font such as Noto Sans CJK or SimSun."),
    ),
    Code.PACKAGE_NOT_A_ZIP: (
        mark("This is not a package, or it was cut off while copying."),
        mark("Copy the package again from the stick, or ask the secretariat for it."),
    ),
    Code.PACKAGE_NOT_A_BAG: (
        mark("The package lacks the parts every package has: {reason}"),
        mark("Ask the secretariat for the package."),
    ),
    Code.PACKAGE_UNSAFE_NAME: (
        mark("The package holds a file with an unsafe name."),
        mark("Do not open it; tell the secretariat."),
    ),
    Code.PACKAGE_UNSAFE_FILE: (
        mark("The package holds something it may not hold: {reason}"),
        mark("Do not open it; tell the secretariat."),
    ),
    Code.PACKAGE_TOO_LARGE: (
        mark("The package would unpack to far more than it may: {reason}"),
        mark("Do not open it; tell the secretariat."),
    ),
    Code.PACKAGE_FILE_ALTERED: (
        mark("The file is not as it was when the package was made."),
        mark("Copy the package again; if it stays so, tell the secretariat."),
    ),
    Code.PACKAGE_FILE_MISSING: (
        mark("The file is missing from the package."),
        mark("Copy the package again; if it stays so, tell the secretariat."),
    ),
    Code.PACKAGE_FILE_UNLISTED: (
        mark("The file does not belong to the package; it was added later."),
        mark("Do not open it; tell the secretariat."),
    ),
    Code.PACKAGE_INDEX_INVALID: (
        mark("The package's list of contents is wrong: {reason}"),
        mark("Ask the secretariat for the package."),
    ),
    Code.PACKAGE_SCHEME_MISMATCH: (
        mark("The rules in the package are not those it was issued with."),
        mark("Do not score with it; tell the secretariat."),
    ),
    Code.PACKAGE_NEWER_FORMAT: (
        mark("The package was made by a newer version of the program."),
        mark("Install the current version."),
    ),
    Code.PACKAGE_OLDER_REVISION: (
        mark("This is revision {revision}; you already have revision {have}."),
        mark("Go on with the one you have; nothing was changed."),
    ),
    Code.PACKAGE_TWIN: (
        mark("Another package with the same number and revision but other contents was opened before."),
        mark("Ask the secretariat which one is right; nothing was changed."),
    ),
    Code.PACKAGE_UNKNOWN: (
        mark("The workspace has no package “{package}”."),
        mark("Open the package first."),
    ),
    Code.CAMPAIGN_INVALID: (
        mark("campaign.toml is wrong: {reason}"),
        mark("Correct it and build again."),
    ),
    Code.CAMPAIGN_EMPTY: (
        mark("There is no application in this folder."),
        mark("Put each application into a folder of its own."),
    ),
    Code.APPLICATION_INVALID: (
        mark("application.toml is wrong: {reason}"),
        mark("Correct it and build again."),
    ),
    Code.JUDGEMENT_INVALID: (
        mark("The judgement “{rule}” is of no rule of this application, or lacks reason or name."),
        mark("Correct it in application.toml; the rules are listed by “conformity check --json”."),
    ),
    Code.DOCUMENT_MISSING: (
        mark("The document is listed but its file is not there."),
        mark("Add the file, or take it off the list."),
    ),
    Code.DOCUMENT_UNSUPPORTED: (
        mark("No viewer can show files of this kind."),
        mark("Add a PDF of the document."),
    ),
    Code.DOCUMENT_MACROS: (
        mark("The document holds macros; they are never run, only what it says is shown."),
        mark("Add a copy without macros, or a PDF."),
    ),
    Code.DOCUMENT_DAMAGED: (
        mark("The document is damaged and cannot be shown."),
        mark("Ask the secretariat for a sound copy."),
    ),
    Code.DOCUMENT_ENCRYPTED: (
        mark("The document is protected by a password."),
        mark("Ask the secretariat for a copy without a password."),
    ),
    Code.DOCUMENT_TOO_LARGE: (
        mark("The document is too large to be shown: {reason}"),
        mark("Ask the secretariat for a smaller copy."),
    ),
    Code.DOCUMENT_MISLABELLED: (
        mark("The file's name says {stated}, its content is something else."),
        mark("Ask the secretariat for the right file."),
    ),
    Code.SHEET_UNREADABLE: (
        mark("The file is not an Excel workbook, or it is damaged."),
        mark("Copy it again from its source, or ask for it again."),
    ),
    Code.SHEET_TOO_LARGE: (
        mark("The workbook is far larger than any the program writes."),
        mark("Do not open it; ask for the file again."),
    ),
    Code.SHEET_ENCRYPTED: (
        mark("The workbook is protected by a password."),
        mark("Save a copy without a password, or ask for one."),
    ),
    Code.SHEET_OLD_EXCEL: (
        mark("The workbook is in the old .xls format."),
        mark("Save it as .xlsx, or ask for the .xlsx file the program wrote."),
    ),
    Code.SHEET_NOT_OURS: (
        mark("The workbook is not a score sheet of this program."),
        mark("Take it out of the folder, or ask the expert for the right file."),
    ),
    Code.SHEET_NEWER_FORMAT: (
        mark("The sheet was written by a newer version of the program."),
        mark("Install the current version."),
    ),
    Code.SHEET_DATA_INVALID: (
        mark("The sheet's data is wrong: {reason}"),
        mark("Ask the expert for the sheet again."),
    ),
    Code.SHEET_CELL_DIFFERS: (
        mark("The cell shows “{shown}”, but the sheet was written with “{written}”."),
        mark("The sheet was edited afterwards; ask the expert for the original."),
    ),
    Code.SHEET_TOTAL_DIFFERS: (
        mark("The sheet shows the total {shown}; its marks add up to {computed}."),
        mark("Ask the expert for the sheet again."),
    ),
    Code.SHEET_OTHER_SCHEME: (
        mark("The sheet was scored by other rules than those of this package."),
        mark("Ask the expert to score with the current package."),
    ),
    Code.SHEET_OTHER_PROTOCOL: (
        mark("The sheet names another merge protocol than this package."),
        mark("Ask the expert to score with the current package."),
    ),
    Code.SHEET_OTHER_PACKAGE: (
        mark("The sheet belongs to another package."),
        mark("Merge it with the package it belongs to."),
    ),
    Code.SHEET_UNKNOWN_APPLICATION: (
        mark("The package has no application “{application}”."),
        mark("Merge it with the package it belongs to."),
    ),
    Code.SHEET_WRONG_STAGE: (
        mark("The sheet was scored in another stage: {stage}."),
        mark("Merge it with the package of its stage."),
    ),
    Code.SHEET_OUTSIDE_PANEL: (
        mark("{expert} is not on the list of experts this package was issued to."),
        mark("Check the name with the expert, or take the sheet out."),
    ),
    Code.SHEET_DUPLICATE: (
        mark("The same sheet is there twice, as {other}."),
        mark("Nothing to do; it counts once."),
    ),
    Code.SHEET_CONFLICT: (
        mark("{expert} has two different sheets for this application: {other}."),
        mark("Ask the expert which one is right; choose it, or take the other out."),
    ),
    Code.SHEET_SUPERSEDED: (
        mark("A newer revision of the sheet is there: {other}."),
        mark("Nothing to do; the newer one counts."),
    ),
    Code.SHEET_UNSIGNED: (
        mark("The sheet is not signed."),
        mark("Have it signed, or merge with --allow-unsigned."),
    ),
    Code.NO_SHEETS: (mark("There is no score sheet in this place."), mark("Check the folder.")),
    Code.PACKAGES_DIFFER: (
        mark("The packages have different rules or campaigns."),
        mark("Merge one campaign at a time."),
    ),
}


def what_happened(problem: Problem) -> str:
    """What is wrong, in one sentence."""
    return text(SENTENCES[problem.code][0], **problem.details)


def what_to_do(problem: Problem) -> str:
    """What the reader can do about it."""
    return text(SENTENCES[problem.code][1], **problem.details)


def problem_line(problem: Problem) -> str:
    """A whole problem in a line: place, what happened, what to do."""
    place = f"{problem.place.rstrip(':： ')}: " if problem.place else ""
    return f"{place}{what_happened(problem)} {what_to_do(problem)}"
