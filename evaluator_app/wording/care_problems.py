"""The sentences for problems of backups, repair, archives and retention: what happened, and what to do."""

from evaluator_app.domain.codes import Code
from evaluator_app.wording.language import mark

CARE_SENTENCES: dict[Code, tuple[str, str]] = {
    Code.WORKSPACE_LOCKED_BY: (
        mark("The workspace is open in a program on “{computer}”, process {process}, since {since}."),
        mark("Close the other window and try again; nothing was changed."),
    ),
    Code.WORKSPACE_BEYOND_REPAIR: (
        mark("The beginning of the database is destroyed: nothing in it can be read. It was left as it is."),
        mark("Restore a backup."),
    ),
    Code.REPAIR_ROWS_LOST: (
        mark("Some rows of this table could not be read; the old file is kept."),
        mark("Compare with the newest backup before you go on."),
    ),
    Code.REPAIR_ROWS_UNTIED: (
        mark("Rows of this table belong to others that are lost; they are in the old file only."),
        mark("Compare with the newest backup before you go on."),
    ),
    Code.BACKUP_DAMAGED: (
        mark("A file of the backup is missing or is not what it was when the backup was made."),
        mark("Choose another backup; this one was left as it is."),
    ),
    Code.BACKUP_FILE_INVALID: (
        mark("The file is no workspace that was packed for moving: {reason}"),
        mark("Pack it again on the computer it comes from, and copy it again."),
    ),
    Code.BACKUP_OTHER_WORKSPACE: (
        mark("In this folder lies another workspace than the one of the backup; nothing was changed."),
        mark("Choose an empty folder for it."),
    ),
    Code.BACKUP_UNKNOWN: (
        mark("There is no backup of “{which}”."),
        mark("Look at the list of backups; a day such as 2024-09-02 means the last one up to that day."),
    ),
    Code.MOVE_KEY_LOCKED: (
        mark("The passphrase does not open the key of this workspace."),
        mark("Type the passphrase that was chosen when it was packed; mind capitals and full stops."),
    ),
    Code.CARE_RULES_INVALID: (
        mark("The rules of backups and retention are wrong: {reason}."),
        mark("Correct care.toml, or remove it: then the rules that ship are in force."),
    ),
    Code.ARCHIVE_INVALID: (
        mark("The file is no whole archive of a campaign: {reason}"),
        mark("Use another copy of the archive; nothing was changed."),
    ),
    Code.ARCHIVE_UNSIGNED: (
        mark("The archive is not signed: nobody can tell who wrote it."),
        mark("Use the signed archive."),
    ),
    Code.ARCHIVE_NEWER_FORMAT: (
        mark("The archive was written by a newer version of the program."),
        mark("Install the current version; or read it by hand, as its README.txt says."),
    ),
    Code.ARCHIVE_CONFLICT: (
        mark("The workspace holds something else under the same number: {what}."),
        mark("Restore the archive into a new, empty workspace; nothing was changed."),
    ),
    Code.ARCHIVE_TABLE_UNKNOWN: (
        mark("The archive holds a table that this version does not know: {what}."),
        mark("Install the current version; or read it by hand, as its README.txt says."),
    ),
    Code.CAMPAIGN_CLOSED: (
        mark("The campaign is closed and archived; it is changed no more."),
        mark("Reopen it with a reason if something has to be added."),
    ),
    Code.CAMPAIGN_NOT_CLOSED: (
        mark("The campaign is not closed."),
        mark("Close it into an archive first."),
    ),
    Code.REMOVAL_NOT_DUE: (
        mark("It is not due for removal by any rule: {what}."),
        mark("Remove what the list of due removals names."),
    ),
}
