"""The letter to an applicant with the result of the conformity check, from a Word template."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from evaluator_app.domain.conformity_results import Conformity, RuleResult, Verdict
from evaluator_app.domain.scheme import Scheme
from evaluator_app.exchange.word_template import filled

TEMPLATE = "conformity-notice.docx"
_OPEN = (Verdict.NOT_MET, Verdict.TO_JUDGE)
_PARTS = 3  # of the name of a rule on a section: documents, kind, section


@dataclass(frozen=True, kw_only=True)
class LetterFacts:
    """Who writes, the day, and until when an answer is expected; days are yyyy-mm-dd."""

    sender: str
    day: str
    until: str = ""


def conformity_letter(template: Path, checked: Conformity, scheme: Scheme, facts: LetterFacts) -> bytes:
    """The Word document; the words of the letter are the template's, the values those of the check."""
    return filled(template, letter_values(checked, scheme, facts))


def letter_values(checked: Conformity, scheme: Scheme, facts: LetterFacts) -> Mapping[str, object]:
    """What a template may ask for; rules that do not apply are left out."""
    application = checked.application
    year, month, day = (int(part) for part in facts.day.split("-"))
    rows = [_row(one) for one in checked.results if one.verdict is not Verdict.NOT_NEEDED]
    return {
        "scheme": scheme.title,
        "standard": scheme.standard,
        "application": application.id,
        "organisation": application.organisation,
        "site": application.site,
        "title": application.title,
        "grade": application.intended_grade,
        "result": checked.verdict.value,
        "not_met": checked.count(Verdict.NOT_MET),
        "to_judge": checked.count(Verdict.TO_JUDGE),
        "rows": rows,
        "open": [one for one in rows if one["result"] in {verdict.value for verdict in _OPEN}],
        "sender": facts.sender,
        "year": year,
        "month": month,
        "day": day,
        "until": facts.until,
    }


def _row(one: RuleResult) -> dict[str, str]:
    """A rule as the letter tells it; who judged it stays with the secretariat."""
    judged = one.judgement
    counted = one.rule.startswith("documents.") and len(one.rule.split(".")) == _PARTS
    return {
        "text": one.text,
        "clause": one.clause,
        "wanted": one.wanted,
        "found": one.found,
        "unit": "字" if counted else "",
        "result": one.verdict.value,
        "reason": judged.reason if judged is not None else "",
    }
