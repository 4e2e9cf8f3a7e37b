"""The sentences for problems of a panel's meeting, its opinion, and the committee's decisions."""

from evaluator_app.domain.codes import Code
from evaluator_app.wording.language import mark

_MEETING: dict[Code, tuple[str, str]] = {
    Code.CONSENSUS_OTHER_MARKS: (
        mark("The marks are no longer those the panel concluded from."),
        mark("Look at the marks again and record the meeting anew."),
    ),
    Code.CONSENSUS_UNKNOWN: (
        mark("No meeting of the panel is recorded for this application."),
        mark("Record the consensus first."),
    ),
    Code.CONSENSUS_PANEL_EMPTY: (
        mark("Who took part in the meeting is not said."),
        mark("Enter the names of all members."),
    ),
    Code.CONSENSUS_MEMBER_TWICE: (
        mark("{name} is among the members twice."),
        mark("Enter every name once; tell two people of one name apart."),
    ),
    Code.CONSENSUS_NOT_A_MEMBER: (
        mark("{name} is not among the members of the panel."),
        mark("Add the name to the members, or correct it."),
    ),
    Code.CONSENSUS_CHAIR_MISSING: (
        mark("The votes are equal, and nobody is named as chair."),
        mark("Name the chair, who decides."),
    ),
    Code.CONSENSUS_MEMBER_RECUSED: (
        mark("{name} is recused from this application."),
        mark("The meeting on it takes place without this member."),
    ),
    Code.CONSENSUS_CRITERION_TWICE: (
        mark("The criterion stands in the record twice."),
        mark("Keep one of the two."),
    ),
    Code.CONSENSUS_UNCONFIRMED: (
        mark("The value of this criterion is not confirmed yet."),
        mark("Confirm the computed value, or enter the one agreed on; or discuss the result as a whole."),
    ),
    Code.CONSENSUS_VALUE_MISSING: (
        mark("Nobody judged this criterion, and no value was agreed on."),
        mark("Agree on a value, so that there is a score."),
    ),
    Code.CONSENSUS_REASON_MISSING: (
        mark("The value agreed on differs from the computed one, without a reason."),
        mark("Say in a few words why."),
    ),
    Code.DISSENT_EMPTY: (
        mark("The dissent of {name} has no words."),
        mark("Write down what was said, or take the dissent out."),
    ),
    Code.OPINION_MISSING: (
        mark("The panel's opinion is missing."),
        mark("Write it down."),
    ),
    Code.RECOMMENDATION_MISSING: (
        mark("The rule gives no result here, so the panel has to recommend one."),
        mark("Choose a recommendation."),
    ),
    Code.RECOMMENDATION_REASON_MISSING: (
        mark("The recommendation differs from what the values give, without a reason."),
        mark("Say in a few words why."),
    ),
    Code.OUTCOME_UNKNOWN: (
        mark("The scheme has no result “{name}”."),
        mark("Choose one of its results."),
    ),
    Code.CONSENSUS_FILE_INVALID: (
        mark("The file does not describe a meeting of the panel: {reason}."),
        mark("Compare it with the description in the manual of commands."),
    ),
    Code.OPINION_NOT_OURS: (
        mark("The workbook is no opinion of a panel that this program wrote."),
        mark("Choose the right file."),
    ),
    Code.OPINION_SIGNER_OUTSIDE: (
        mark("{signer} is not among the members that the opinion names."),
        mark("It is signed by its chair and members only."),
    ),
    Code.OPINION_UNSIGNED: (
        mark("The signature of {name} is missing."),
        mark("Have it signed; who refuses writes down the dissent."),
    ),
    Code.OPINION_OTHER_MARKS: (
        mark("The opinion rests on other marks than the result now."),
        mark("Write the opinion anew and have it signed."),
    ),
}

DECISION_SENTENCES: dict[Code, tuple[str, str]] = {
    **_MEETING,
    Code.COMMITTEE_NOT_OURS: (
        mark("The workbook is no committee's workbook that this program wrote."),
        mark("Choose the right file; its data sheet must not be taken out."),
    ),
    Code.COMMITTEE_OTHER_MERGE: (
        mark("The workbook belongs to another merge than the one it is imported to."),
        mark("Merge the same sheets again, or give the committee a new workbook."),
    ),
    Code.COMMITTEE_COLUMN_MISSING: (
        mark("The heading “{column}” is not there."),
        mark("Put the headings back as they were."),
    ),
    Code.DECISION_APPLICATION_UNKNOWN: (
        mark("There is no application of the number “{application}” in this merge."),
        mark("Put the number back as it was."),
    ),
    Code.DECISION_TWICE: (
        mark("The application “{application}” has more than one row."),
        mark("Keep one of them."),
    ),
    Code.DECISION_MISSING: (
        mark("There is a reason, but no decision."),
        mark("Choose the decision, or take the reason out."),
    ),
    Code.DECISION_OTHER_CONSENSUS: (
        mark("The committee had another recommendation of the panel before it: {shown}, now {now}."),
        mark("Give the committee a new workbook."),
    ),
    Code.DECISION_REASON_MISSING: (
        mark("The decision differs from what was proposed, without a reason."),
        mark("Write the reason beside the decision."),
    ),
    Code.DECISION_CHANGED: (
        mark("The committee decided otherwise on {day}; a change needs a reason."),
        mark("Write the reason beside the decision."),
    ),
    Code.DECISION_WHO_MISSING: (
        mark("Who decided is not said."),
        mark("Enter the names of the committee's members who took part."),
    ),
    Code.COMMITTEE_CELL_CHANGED: (
        mark("A cell was changed that holds no decision: “{was}” is now “{now}”."),
        mark("Ask the committee why. Put it back, or record the decisions despite the change."),
    ),
    Code.MINUTES_MISSING: (
        mark("The signed minutes of the decision are not recorded yet."),
        mark("Have the minutes signed, then record them on the page of decisions."),
    ),
    Code.MINUTES_NOT_NEEDED: (
        mark("No decision of this campaign lacks its minutes."),
        mark("Record the decisions first."),
    ),
    Code.DECISIONS_EMPTY: (
        mark("The workbook holds no decision that is not kept already."),
        mark("Have the column of decisions filled in."),
    ),
    Code.DECISIONS_MISSING: (
        mark("There is no decision of the committee yet."),
        mark("Import the committee's workbook first."),
    ),
}
