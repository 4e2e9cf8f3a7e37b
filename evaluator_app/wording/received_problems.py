"""The sentences for problems of packages issued and of sheets received: what happened, what to do."""

from evaluator_app.domain.codes import Code
from evaluator_app.wording.language import mark

RECEIVED_SENTENCES: dict[Code, tuple[str, str]] = {
    Code.SHEET_NOT_CHOSEN: (
        mark("{by} chose the other sheet of this expert, {other}: {reason}"),
        mark("Nothing to do; choose anew if that was wrong."),
    ),
    Code.SHEET_WITHDRAWN: (
        mark("The package this sheet was scored on was taken back: {package}."),
        mark("Nothing to do; the sheet does not count. Who still scores got a newer package."),
    ),
    Code.SHEET_REPLACED: (
        mark("{expert} was replaced as an expert for this application: {reason}"),
        mark("Nothing to do; the sheet does not count, and who came in scores from the beginning."),
    ),
    Code.ISSUED_OTHER_CAMPAIGN: (
        mark("The package is of another campaign: {campaign}."),
        mark("Choose the campaign it was issued in."),
    ),
    Code.ISSUED_OTHER_SCHEME: (
        mark("The package was built with other rules than those the campaign is locked to."),
        mark("Build it again from the campaign's own folder."),
    ),
    Code.ISSUED_NONE: (
        mark("No package has been issued for this stage of the campaign."),
        mark("Add the package that was issued; sheets are matched to it."),
    ),
    Code.RETURN_OTHER_CAMPAIGN: (
        mark("The return file is of another campaign: {campaign}."),
        mark("Take it in there; its declarations do not count here."),
    ),
    Code.ISSUED_UNREGISTERED: (
        mark("The package was issued, but what it holds is not known here, so that its sheets are refused."),
        mark("Register the package's file."),
    ),
    Code.RECEIVED_CHANGED: (
        mark("The file changed after it was looked at; nothing was taken in."),
        mark("Look at the files again."),
    ),
    Code.RECEIVED_TOO_LARGE: (
        mark("The file is larger than {megabytes} MB, which no return file should be."),
        mark("Ask for the sheets alone, or for smaller photos."),
    ),
    Code.RECEIVED_UNKNOWN: (
        mark("No such file was received in this campaign, or it was removed."),
        mark("Choose one from the list of files received."),
    ),
    Code.CHOICE_NOT_OPEN: (
        mark("There is nothing to choose for this sheet."),
        mark("Choose between sheets the list of refused files names as different."),
    ),
}
