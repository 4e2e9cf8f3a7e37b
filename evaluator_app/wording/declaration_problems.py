"""The sentences for problems of declarations and of return files: what happened, and what to do."""

from evaluator_app.domain.codes import Code
from evaluator_app.wording.language import mark

DECLARATION_SENTENCES: dict[Code, tuple[str, str]] = {
    Code.PLEDGE_MISSING: (
        mark("The pledge of secrecy has not been given."),
        mark("Read it and give it before you open anything."),
    ),
    Code.PLEDGE_INVALID: (
        mark("This is not a sound signed pledge: {reason}"),
        mark("Ask for the file again."),
    ),
    Code.DECLARATION_MISSING: (
        mark("Nothing is declared for this application."),
        mark("Declare that you have no interest in it, or recuse yourself with a reason."),
    ),
    Code.DECLARATION_TWICE: (
        mark("This application is declared more than once."),
        mark("Keep one declaration for it."),
    ),
    Code.DECLARATION_UNKNOWN: (
        mark("The package has no such application to declare for."),
        mark("Correct the application's id, or take the declaration out."),
    ),
    Code.RECUSAL_REQUIRED: (
        mark("The applicant {organisation} is your own organisation."),
        mark("Recuse yourself from this application, and say why."),
    ),
    Code.RECUSAL_REASON_MISSING: (
        mark("A reason is needed."),
        mark("Say in a few words what the relation is, or why the recusal is taken back."),
    ),
    Code.RECUSAL_RETURNED: (
        mark("The secretariat knows of this recusal already."),
        mark("Ask the secretariat; it may issue the application to you anew."),
    ),
    Code.APPLICATION_RECUSED: (
        mark("You have recused yourself from this application: {reason}"),
        mark("Its documents stay closed and it is not scored by you."),
    ),
    Code.RETURN_INVALID: (
        mark("This is not a sound return file: {reason}"),
        mark("Ask the expert for the file again."),
    ),
    Code.RETURN_UNSIGNED: (
        mark("The return file is not signed."),
        mark("Do not use it; ask the expert for the signed file."),
    ),
    Code.RETURN_SIGNER_DIFFERS: (
        mark("The return file is by {expert}, the signature by {signer}."),
        mark("Do not use it; only the expert can return what is theirs."),
    ),
    Code.RETURN_NEWER_FORMAT: (
        mark("The return file was made by a newer version of this program."),
        mark("Install the current version."),
    ),
    Code.RETURN_EMPTY: (
        mark("There is nothing to return yet."),
        mark("Declare your interests or sign a sheet first."),
    ),
    Code.SHEET_RECUSED: (
        mark("{expert} has recused themselves from this application."),
        mark("The sheet does not count."),
    ),
}
