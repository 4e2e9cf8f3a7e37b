"""The sentences for problems of certificates, their register and publication: what happened, what to do."""

from evaluator_app.domain.codes import Code
from evaluator_app.wording.language import mark

REGISTER_SENTENCES: dict[Code, tuple[str, str]] = {
    Code.CERTIFICATE_PATTERN_INVALID: (
        mark("“{pattern}” cannot make certificate numbers."),
        mark("“number” stands in braces exactly once, “year” and “campaign” at will, as the scheme does it."),
    ),
    Code.CERTIFICATE_PATTERN_IN_USE: (
        mark("Certificates of this campaign were numbered with {pattern} already."),
        mark("Keep the pattern; numbers have neither gaps nor repeats."),
    ),
    Code.CERTIFICATE_UNKNOWN: (
        mark("There is no certificate of this number in the register."),
        mark("Look at the list of certificates."),
    ),
    Code.CERTIFICATE_NOT_VALID: (
        mark("The certificate did not hold on {day}."),
        mark("Correct the day, or choose another certificate."),
    ),
    Code.CERTIFICATE_NO_RULE: (
        mark("The scheme of this campaign says nothing about certificates."),
        mark("Add the section on certificates to the scheme for the next campaign."),
    ),
    Code.CERTIFICATE_THERE: (
        mark("This application has the certificate {number} already."),
        mark(
            "Leave it out; a lowered grade is certified anew by exchange, another evaluation after its "
            "application is recorded at the certificate."
        ),
    ),
    Code.CERTIFICATE_RUNS: (
        mark("Certificate {number} of the same organisation and site still runs; it was decided on {day}."),
        mark("Only a later decision takes its place: check the day of the decision, or leave it out."),
    ),
    Code.CERTIFICATE_CASE_OPEN: (
        mark("A case stands against certificate {number} of the same organisation and site."),
        mark("Bring the case to its end first; a lowered certificate is exchanged."),
    ),
    Code.CERTIFICATE_NOT_TO_EXCHANGE: (
        mark("This certificate is not to be exchanged: no lowered grade, or no notice received."),
        mark("Record the committee's confirmation and the receipt of the notice first."),
    ),
    Code.AWARD_TWICE: (
        mark("The application stands in the list of results more than once."),
        mark("Leave one row."),
    ),
    Code.AWARD_SITE_TWICE: (
        mark("More than one result is for {organisation}, {site}."),
        mark("A site has one certificate: name the sites apart, or leave one result."),
    ),
    Code.AWARD_INCOMPLETE: (
        mark("Number, organisation and site of a result are needed."),
        mark("Fill in the row."),
    ),
    Code.AWARD_GRADE_UNKNOWN: (
        mark("The scheme has no grade “{grade}”."),
        mark("Choose one of: {grades}."),
    ),
    Code.AWARD_APPLICATION_UNKNOWN: (
        mark("The campaign has no such application."),
        mark("Correct the number of the application."),
    ),
    Code.AWARDS_NOT_OURS: (
        mark("The workbook is no list of results."),
        mark("Save an empty one, fill it in, and choose that."),
    ),
    Code.EVENT_TOO_EARLY: (
        mark("{day} is before {first}, when the step before it was."),
        mark("Correct the day."),
    ),
    Code.EVENT_STATE_NOT_ALLOWED: (
        mark("The case cannot go on to “{state}” now."),
        mark("Possible now: {allowed}."),
    ),
    Code.EVENT_SANCTION_MISSING: (
        mark("Which procedure the case begins is not said."),
        mark("Choose one of those the scheme has."),
    ),
    Code.EVENT_CAUSE_MISSING: (
        mark("None of the listed reasons is chosen, or one that is not among them."),
        mark("Choose from: {causes}."),
    ),
    Code.EVENT_OCCURRED_MISSING: (
        mark("The day on which it happened is missing or later than the record."),
        mark("Enter the day on which it happened."),
    ),
    Code.EVENT_NOT_CONFIRMED: (
        mark("Without the confirmation of {body} nothing is taken."),
        mark("Enter that it confirmed, and the minutes or letter that show it."),
    ),
    Code.EVENT_GRADE_NOT_LOWER: (
        mark("The grade it is lowered to is missing or not lower."),
        mark("Choose one of: {grades}. Where there is none, the grade can only be withdrawn."),
    ),
    Code.EVENT_NOT_DUE_YET: (
        mark("The certificate may be given back until {due}."),
        mark("Make it public only after that day."),
    ),
    Code.EVENT_SHIFT_BACK: (
        mark("The new last day is not after {due}."),
        mark("A last day on a holiday moves to the next working day."),
    ),
    Code.EVENT_NOTE_MISSING: (mark("The note is missing."), mark("Say in a few words what it is about.")),
    Code.EVENT_NOTHING_DUE: (
        mark("Nothing is due on {due}."),
        mark("Choose one of these days: {days}."),
    ),
    Code.REGISTER_FILE_INVALID: (
        mark("This is no register file, or it was changed: {reason}."),
        mark("Get the file again from the body that issues the certificates."),
    ),
    Code.REGISTER_NO_MATCH: (
        mark("The register has no certificate with this number and code, or what was given of it differs."),
        mark("Compare number and code with the certificate; if they agree, it was not issued by this body."),
    ),
    Code.CONSENT_OF_APPLICANT_MISSING: (
        mark("The applicant has not consented to making this public."),
        mark("Record its consent, or leave it out."),
    ),
    Code.CONSENT_OF_SECRETARIAT_MISSING: (
        mark("The secretariat has not consented to making this public."),
        mark("Record its consent, for this application or for all."),
    ),
    Code.CONSENT_PAPER_MISSING: (
        mark("The paper that shows the consent is not named."),
        mark("Enter the letter or form and its day."),
    ),
    Code.NOTHING_TO_PUBLISH: (
        mark("Nothing is left that may be made public."),
        mark("Record the consents of applicants and secretariat first."),
    ),
    Code.PUBLICATION_NO_RULE: (
        mark("The scheme of this campaign does not provide for this."),
        mark("Look at what the scheme says on publication."),
    ),
    Code.MATERIAL_SECTION_UNKNOWN: (
        mark("The scheme has no section “{section}” for promotion material."),
        mark("Choose one of: {sections}."),
    ),
    Code.MATERIAL_EMPTY: (
        mark("Neither words nor a file of the material were given."),
        mark("Write what it says, or choose its file."),
    ),
    Code.VIOLATION_EMPTY: (
        mark("What was reported is not said."),
        mark("Write it down in a few words."),
    ),
    Code.VIOLATION_UNKNOWN: (
        mark("There is no report of this number, or it is closed."),
        mark("Look at the list of reports."),
    ),
}
