"""The sentences for problems of campaigns and of the record of their procedure: what happened, what to do."""

from evaluator_app.domain.codes import Code
from evaluator_app.wording.decision_problems import DECISION_SENTENCES
from evaluator_app.wording.form_problems import FORM_SENTENCES
from evaluator_app.wording.intake_problems import INTAKE_SENTENCES
from evaluator_app.wording.language import mark
from evaluator_app.wording.list_problems import LIST_SENTENCES
from evaluator_app.wording.panel_problems import PANEL_SENTENCES
from evaluator_app.wording.received_problems import RECEIVED_SENTENCES
from evaluator_app.wording.register_problems import REGISTER_SENTENCES

CAMPAIGN_SENTENCES: dict[Code, tuple[str, str]] = {
    **FORM_SENTENCES,
    **INTAKE_SENTENCES,
    **LIST_SENTENCES,
    **PANEL_SENTENCES,
    **RECEIVED_SENTENCES,
    **REGISTER_SENTENCES,
    **DECISION_SENTENCES,
    Code.CAMPAIGN_EXISTS: (
        mark("There is a campaign of this number already."),
        mark("Choose another number, or go on with that campaign."),
    ),
    Code.CAMPAIGN_UNKNOWN: (
        mark("There is no such campaign in this workspace."),
        mark("Look at the list of campaigns."),
    ),
    Code.CAMPAIGN_WITHOUT_FOLDER: (
        mark("The campaign has no folder for its applications yet."),
        mark("Choose one on the page of campaigns."),
    ),
    Code.CAMPAIGN_FOLDER_TAKEN: (
        mark("The folder belongs to another campaign, or to one with another scheme: {name}."),
        mark("Choose another folder, or the campaign it belongs to."),
    ),
    Code.CAMPAIGN_APPLICATION_UNKNOWN: (
        mark("The campaign has no sound application of the number {application}."),
        mark("Look with “conformity check” which numbers there are."),
    ),
    Code.APPLICATION_TWICE: (
        mark("Another folder of the campaign holds an application of the number {name} too."),
        mark("Give one of them another number, or take its folder out."),
    ),
    Code.JUDGEMENT_RULE_UNKNOWN: (
        mark("The conformity check of this application has no rule “{rule}”."),
        mark("Choose one of those that “conformity check --json” lists."),
    ),
    Code.JUDGEMENT_NAME_MISSING: (
        mark("Who judges this is not said."),
        mark("Enter the name of the person who judges."),
    ),
    Code.JUDGEMENT_FIGURE_INVALID: (
        mark("“{figure}” is no figure for this rule."),
        mark("Give a number such as 2.5 or a day such as 2024-03-01, for a condition or the day of arrival."),
    ),
    Code.TEMPLATE_INVALID: (
        mark("The Word template cannot be filled in: {reason}."),
        mark("Correct the template, or take the program's own again."),
    ),
    Code.CAMPAIGN_PLAN_INVALID: (
        mark("“{name}” cannot stand in a campaign."),
        mark("Give it a title, a year from 2000 to 2100, and a stage of its scheme."),
    ),
    Code.CAMPAIGN_STEP_UNKNOWN: (
        mark("The scheme has no process step “{step}”."),
        mark("Choose one of its steps."),
    ),
    Code.CAMPAIGN_DAY_INVALID: (
        mark("“{day}” is no day of the calendar."),
        mark("Write it as 2024-03-01."),
    ),
    Code.CAMPAIGN_DAYS_REVERSED: (
        mark("The step ends on {last}, before it begins on {first}."),
        mark("Correct one of the two days."),
    ),
    Code.RECORD_IN_FUTURE: (
        mark("{day} has not come yet."),
        mark("Record what has happened; plan with the days of the step."),
    ),
    Code.RECORD_REASON_MISSING: (
        mark("A reason is needed where a step was not passed."),
        mark("Say in a few words why."),
    ),
    Code.RECORD_NAME_MISSING: (
        mark("Who records this is not said."),
        mark("Enter a name."),
    ),
}
