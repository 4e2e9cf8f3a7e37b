"""What is to be filled into the columns of a scheme's workbook."""

from evaluator_app.wording.language import mark, text

# By class and value, or by value alone where it means the same everywhere.
_HELP = {
    "id": mark(
        "Short and unique in its list; other sheets refer to it. Letters, digits, "
        "Chinese characters, “.”, “-” and “_”."
    ),
    "Scheme.id": mark(
        "Short and unique; it becomes the name of the scheme's folder. Small letters, "
        "digits and “-” are best."
    ),
    "title": mark("As people read it on screens and in documents."),
    "Rubric.title": mark("Printed at the top of the score sheet."),
    "standard": mark("The standard the scheme follows, such as T/SAQ 0005-2023."),
    "version": mark("Change it whenever the scheme changes."),
    "Scheme.status": mark("Draft and sample put a banner on every screen and document."),
    "owner": mark("Who issues the scheme."),
    "process_columns": mark("One per line."),
    "comment": mark("Why it is so; for an assumed rule, the reason."),
    "clause": mark("Where the rule stands in its source. Every rule needs it, unless it is assumed."),
    "assumed": mark(
        "Yes, where the source is silent and the value was chosen; write the reason under “Comment”."
    ),
    "verbatim": mark("Only where it differs from what is shown, such as a misprint."),
    "when": mark("In which case it applies; empty: always."),
    "label": mark("What the official sheet prints; empty: the title."),
    "number": mark("As the official sheet prints it."),
    "Section.id": mark(
        "Fill it in on the first row of a section; the rows below it belong to the same "
        "section as long as they leave it empty."
    ),
    "Section.number": mark("As the official sheet prints it."),
    "Section.max": mark("Must be the sum of the maxima of its criteria."),
    "Section.label": mark("What the official sheet prints; empty: the title."),
    "Criterion.id": mark(
        "Short and unique in the whole scheme, such as a1. Answers files and results use it."
    ),
    "Criterion.text": mark("The official text, shown to the expert."),
    "Criterion.scale": mark(
        "How it is judged: points, percent of the maximum, a level with a factor, or "
        "qualitatively without points."
    ),
    "Criterion.max": mark("The most points there can be; empty or 0 for qualitative criteria."),
    "Criterion.step": mark("Marks go in these steps, such as 0.5 or 0.1. Empty where levels are chosen."),
    "Criterion.levels": mark("The list of the sheet “Options” that this criterion uses."),
    "Criterion.options": mark("Only where no list is used. One per line: id | title | factor | text"),
    "Criterion.not_applicable": mark(
        "Whether an expert may choose “not applicable”; the total is then scaled to the rest."
    ),
    "Band.id": mark("Short and unique; other sheets refer to it."),
    "Band.low": mark("The lowest score of this grade; empty: no limit."),
    "Band.low_inclusive": mark("Whether a score of exactly the lower limit belongs to this grade."),
    "Band.high": mark("The highest score of this grade; empty: no limit."),
    "Band.high_inclusive": mark("Whether a score of exactly the upper limit belongs to this grade."),
    "LevelList.id": mark(
        "Fill it in on the first row of a list; the rows below it belong to the same "
        "list as long as they leave it empty."
    ),
    "Level.id": mark("Short and unique in its list."),
    "Level.title": mark("As the expert sees it. List the best option first."),
    "factor": mark(
        "From 0 to 1: this share of the maximum is earned, such as 0.8. Empty for qualitative lists."
    ),
    "max_characters": mark("Spaces and line breaks do not count; 0 or empty: no limit."),
    "RemarkField.options": mark("One per line, such as 推荐 and 不推荐; empty: free text."),
    "recommendation": mark(
        "Its majority is the panel's result where there are no points. At most one remark."
    ),
    "weights": mark(
        "Whether the maxima belong to the rules, or are to be set by the secretariat before packages go out."
    ),
    "bands_note": mark("Printed below the total."),
    "band_columns": mark("One per line."),
    "bands_complete": mark("Yes: every score from 0 to the maximum must belong to a grade; this is checked."),
    "Rubric.columns": mark("Five, one per line."),
    "unit": mark("The totals of the sheets, or the marks of each criterion and then their sum."),
    "rule": mark("Mean, median or trimmed mean."),
    "minimum_sheets": mark("With fewer valid sheets there is no score."),
    "trim_from": mark("From this number of values on the trimmed mean leaves out the lowest and highest."),
    "decimals": mark("For display only; grades are decided on exact values."),
    "rounding": mark("For display only."),
    "tie_breaks": mark("Ids of criteria, one per line: the higher mean there goes first."),
    "near_threshold": mark("Warn where the score is this close to a limit; empty: never."),
    "spread": mark("Warn where sheet totals are further apart; empty: never."),
    "stability": mark("Warn where the grade changes without some one expert."),
    "weight": mark("The share of this stage in the total where several stages are scored."),
    "scored": mark("Whether score sheets are filled in at this stage."),
    "grades": mark("Ids of grades, one per line; empty: all."),
    "Precondition.grades": mark("Ids of grades, one per line."),
    "cap": mark("The highest grade there is without it; empty: none."),
    "path": mark("Which value of the scheme is assumed, such as rubric.bands.*.low."),
    "FormField.kind": mark("What the field takes."),
    "rules": mark("One line each."),
    "members_from": mark("Ids of organisations, one per line."),
    "by": mark("Ids of organisations, one per line."),
    "ProcessStep.documents": mark("Ids of documents, papers and forms, one per line."),
    "recommender": mark("Where the rule names a fixed one."),
    "applies_to": mark("Id of a sector; empty: all."),
    "alternative": mark("Of conditions with the same word here one is enough."),
    "field": mark("The field that holds the figure, as FORM.FIELD."),
    "lists": mark("One per line."),
    "cases": mark("One per line; any one is enough."),
    "grade": mark("Id of a grade; empty: every grade."),
    "reports": mark("Ids of documents, one per line; one of them is enough."),
    "replacements": mark("Ids of documents, one per line."),
    "with_reason": mark("Ids of documents, one per line."),
    "suggested": mark("Ids of documents, one per line."),
    "notes": mark("One line each."),
    "aliases": mark("One per line."),
    "contents": mark("One line each."),
    "personal": mark("Names, telephone numbers and the like; they are never put into packages for experts."),
    "statements": mark("One line each."),
    "roles": mark("What the field says of the application, such as its organisation; one line each."),
    "column_roles": mark("For each column of a table what it says of the application; one line each."),
    "rows": mark("Of a table."),
    "FormField.columns": mark("Of a table; one per line."),
    "free_text": mark("Whether words may be written beside it, as with “other”."),
    "date": mark("As 2024-02-22."),
    "copied_to": mark("Ids of organisations, one per line."),
    "Contact.fields": mark("Names of the fields only, one per line."),
    "Contact.verbatim": mark("One line each."),
    "to": mark("Id of an organisation."),
    "Submission.documents": mark("Ids of documents and forms, one per line."),
    "deadline": mark("The last day that is certainly in time, as 2024-02-22."),
    "borderline": mark("The day of which the source leaves open whether it is in time."),
    "uses": mark("One line each."),
    "Duty.papers": mark("Ids, one per line."),
    "outcomes": mark("One line each."),
    "proposed_by": mark("Id of an organisation."),
    "confirmed_by": mark("Id of an organisation."),
    "Sanction.levels": mark("0: the grade is withdrawn."),
    "next": mark("Ids of states, one per line."),
    "pattern": mark("Such as SAQ-{{year}}-{{number:4}}."),
    "issuer": mark("Id of an organisation."),
    "boundary": mark("Id of a field of a form."),
    "sanctions": mark("Ids of sanctions, one per line; empty: all."),
    "sources": mark("Names of values of an application or ids of fields, one per column."),
    "channels": mark("One line each."),
    "material": mark("Id of a paper; its sections are those of the material."),
    "Publication.recommendation": mark("Id of a form with a table."),
}


def column_help(owner: str, name: str) -> str:
    """What to fill in, in a sentence; "" where the title says it all."""
    found = _HELP.get(f"{owner}.{name}") or _HELP.get(name)
    return text(found) if found else ""
