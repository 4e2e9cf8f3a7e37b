"""The sentences for files that machines of a secretariat exchange: what happened, and what to do."""

from evaluator_app.domain.codes import Code
from evaluator_app.wording.language import mark

_AGREE = mark("Agree on it, correct it on one of the two machines, and write the exchange file there again.")
_NOTHING = mark("There is nothing to do; look at it if you did not expect it.")

EXCHANGE_SENTENCES: dict[Code, tuple[str, str]] = {
    Code.EXCHANGE_INVALID: (
        mark("The file is no sound exchange of a campaign: {reason}"),
        mark("Have it written and copied again; nothing was changed here."),
    ),
    Code.EXCHANGE_UNSIGNED: (
        mark("The exchange file is not signed: nobody can tell who wrote it."),
        mark("Have it written again; nothing was changed here."),
    ),
    Code.EXCHANGE_NEWER_FORMAT: (
        mark("The exchange file was written by a newer version of the program."),
        mark("Install the same version on all machines of the secretariat."),
    ),
    Code.EXCHANGE_OTHER_CAMPAIGN: (
        mark("The file is about another campaign that only bears the same number."),
        mark("Begin a campaign on one machine only; the others receive it by exchange."),
    ),
    Code.EXCHANGE_OTHER_PLAN: (
        mark("The plan of the campaign is another one: “{here}” here, “{there}” there."),
        _AGREE,
    ),
    Code.EXCHANGE_OTHER_SCHEME: (
        mark("The campaign is locked to another version of its scheme there."),
        mark("The two cannot be joined: find out which machine has the right version."),
    ),
    Code.EXCHANGE_CERTIFICATE_DIFFERS: (
        mark("This certificate number was given twice: to application {here} here, to {there} there."),
        mark("Find out which certificate was handed out; nothing was changed here."),
    ),
    Code.EXCHANGE_SERIAL_TWICE: (
        mark("There it bears the serial number that certificate {other} bears here."),
        mark("Find out which certificate was handed out; nothing was changed here."),
    ),
    Code.EXCHANGE_CASE_TWICE: (
        mark("The case about this certificate was taken further on both machines."),
        _AGREE,
    ),
    Code.EXCHANGE_SEAT: (
        mark("Member {member} was released from this application on one machine and assigned on the other."),
        mark("Agree who sits on the panel, and record the same on both machines; then exchange again."),
    ),
    Code.EXCHANGE_CHAIR: (
        mark("The panel got another chair on each machine: {here} here, {there} there."),
        mark("Agree who sits on the panel, and record the same on both machines; then exchange again."),
    ),
    Code.EXCHANGE_PACKAGE_TWICE: (
        mark("Revision {revision} of this package was issued on both machines with other content."),
        mark("Find out which one the experts have; nothing was changed here."),
    ),
    Code.EXCHANGE_OTHER_PERSON: (
        mark("This number of the roster is {here} here and {there} there."),
        _AGREE,
    ),
    Code.EXCHANGE_TWO_ISSUERS: (
        mark("Two machines claim to issue the certificate numbers: {here} here, {there} there."),
        mark("Only one may; the other has to be told by an exchange that hands the numbers over."),
    ),
    Code.EXCHANGE_ISSUED_ELSEWHERE: (
        mark(
            "The certificate numbers of this campaign are issued by workspace {workspace}, not by this one."
        ),
        mark("Issue them there, or have the numbers handed over to this workspace by an exchange."),
    ),
    Code.EXCHANGE_HAND_OVER_UNKNOWN: (
        mark(
            "No exchange of workspace {workspace} was ever read here: numbers are not handed to a stranger."
        ),
        mark("Read an exchange file of that machine first; it names its workspace."),
    ),
    Code.EXCHANGE_HAND_OVER_SERIES: (
        mark("Certificates of several campaigns are numbered in one series: {series}."),
        mark("Issue them on this machine; a pattern with the campaign in it gives each its own series."),
    ),
    Code.EXCHANGE_NOTE_DAYS: (
        mark("This step has other days there; the days here stay as they are."),
        mark("Set the same days on both machines."),
    ),
    Code.EXCHANGE_NOTE_STAGE: (
        mark("There the campaign is at stage {there}, here at {here}; that stays as it is."),
        mark("Choose the same stage on both machines."),
    ),
    Code.EXCHANGE_NOTE_LATEST: (
        mark("Both machines recorded something about it ({here} here, {there} there): the later one counts."),
        mark("Both are kept; record it once more if the other one is right."),
    ),
    Code.EXCHANGE_NOTE_PANEL: (
        mark("Both machines changed the panel of this application; both changes count."),
        mark("Look at the panel after the exchange."),
    ),
    Code.EXCHANGE_NOTE_REMOVED: (
        mark("This person was removed from the roster here and does not come back by the exchange."),
        _NOTHING,
    ),
    Code.EXCHANGE_NOTE_REMOVED_THERE: (
        mark("This person was removed from the roster there; here they are still in it."),
        mark("Remove them here too if the rule says so."),
    ),
    Code.EXCHANGE_NOTE_MEMBER: (
        mark("What the roster says of this person differs there; here it stays as it is."),
        mark("Enter the same on both machines."),
    ),
    Code.EXCHANGE_NOTE_GAPS: (
        mark("{count} numbers of this series are not here, the first is {first}."),
        mark("That is right if the series has certificates of other campaigns; else ask who issues."),
    ),
    Code.EXCHANGE_NOTE_RETURNED: (
        mark("{count} records that this workspace once wrote come back to it."),
        mark("That is right if it was restored from a backup; a copy of it must not be at work elsewhere."),
    ),
    Code.EXCHANGE_NOTE_UNVOUCHED: (
        mark("No trust list was asked about {signer}, who signed the file."),
        mark("Compare the fingerprint with the colleague before you confirm."),
    ),
    Code.EXCHANGE_NOTE_HANDED_OVER: (
        mark("From this exchange on workspace {workspace} issues the certificate numbers."),
        _NOTHING,
    ),
}
