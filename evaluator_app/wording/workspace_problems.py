"""The sentences for problems of workspaces: what happened, and what to do."""

from evaluator_app.domain.codes import Code
from evaluator_app.wording.campaign_problems import CAMPAIGN_SENTENCES
from evaluator_app.wording.care_problems import CARE_SENTENCES
from evaluator_app.wording.exchange_problems import EXCHANGE_SENTENCES
from evaluator_app.wording.language import mark

WORKSPACE_SENTENCES: dict[Code, tuple[str, str]] = {
    **CAMPAIGN_SENTENCES,
    **CARE_SENTENCES,
    **EXCHANGE_SENTENCES,
    Code.WORKSPACE_DAMAGED: (
        mark("The workspace is damaged; it was left as it is."),
        mark(
            "Restore a backup or have it repaired (Workspace care); nothing that is there is destroyed by it."
        ),
    ),
    Code.WORKSPACE_NEWER: (
        mark("The workspace was written by a newer version of the program."),
        mark("Install the current version; nothing was changed."),
    ),
    Code.WORKSPACE_LOCKED: (
        mark("The workspace is in use by another program."),
        mark("Close the other window and try again."),
    ),
    Code.WORKSPACE_READ_ONLY: (
        mark("The workspace can be read but not written."),
        mark("Remove the write protection, or choose another folder."),
    ),
    Code.WORKSPACE_NEEDS_IDENTITY: (
        mark("The workspace is locked by your identity."),
        mark("Unlock it with the passphrase of your identity."),
    ),
    Code.WORKSPACE_KEY_PLAIN: (
        mark("The key of the workspace is not protected by an identity yet."),
        mark("Make your identity first; then the backup holds no plain key."),
    ),
    Code.IDENTITY_OF_ANOTHER_WORKSPACE: (
        mark("This identity does not open the workspace: its key was locked by another one."),
        mark("Use the identity, or its backup, with which the workspace was locked."),
    ),
    Code.IDENTITY_EXISTS: (
        mark("There is an identity on this computer already; it was left as it is."),
        mark("Back it up and move it away before you put another one in its place."),
    ),
    Code.BACKUP_INVALID: (
        mark("The file is no backup of an identity made by this program."),
        mark("Choose the file that was written by the backup."),
    ),
    Code.WORKSPACE_KEY_MISSING: (
        mark("The key of this workspace is not on this computer."),
        mark("Open it on the computer where it was made."),
    ),
    Code.WORKSPACE_KEY_WRONG: (
        mark("The key does not belong to this workspace; nothing was changed."),
        mark("Open the workspace on the computer where it was made."),
    ),
    Code.DISK_FAILED: (
        mark("The disk or stick does not answer; what was last written is not saved."),
        mark("Check that the disk or stick is connected and not full, then try again."),
    ),
    Code.WORKSPACE_SHEET_DIFFERS: (
        mark("The sheet's marks differ from the journal of its changes."),
        mark("The journal holds every change; ask for help before going on."),
    ),
    Code.WORKSPACE_DOCUMENT_LOST: (
        mark("The document's file is missing from the workspace or damaged."),
        mark("Open the package again; marks and notes are not affected."),
    ),
    Code.WORKSPACE_MISSING: (mark("There is no workspace in this folder."), mark("Check the folder.")),
}
