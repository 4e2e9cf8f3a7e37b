"""The letter to an applicant with the result of the conformity check, from a Word template."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from evaluator_app.domain.conformity_results import Conformity, Measure, RuleResult, Verdict
from evaluator_app.domain.exclusion_lists import Standing
from evaluator_app.domain.judging import is_number
from evaluator_app.domain.scheme import Scheme
from evaluator_app.exchange.word_template import filled

TEMPLATE = "conformity-notice.docx"
_OPEN = (Verdict.NOT_MET, Verdict.TO_JUDGE)
_LISTED = {  # that a list is not imported yet is the secretariat's own matter
    Standing.NAMED: "已列入《{title}》",
    Standing.SIMILAR: "与《{title}》中的“{name}”名称相近",
    Standing.CLEAR: "未列入《{title}》",
    Standing.NOT_IMPORTED: "",
}
_UNITS = {Measure.CHARACTERS: "字", Measure.YEARS: "年", Measure.PERCENT: "%"}  # letters are Chinese


@dataclass(frozen=True, kw_only=True)
class LetterFacts:
    """Who writes, the day, until when an answer is expected, whom a list is for; days are yyyy-mm-dd."""

    sender: str
    day: str
    until: str = ""
    to: str = ""


def conformity_letter(template: Path, checked: Conformity, scheme: Scheme, facts: LetterFacts) -> bytes:
    """The Word document; the words of the letter are the template's, the values those of the check."""
    return filled(template, letter_values(checked, scheme, facts))


def letter_values(checked: Conformity, scheme: Scheme, facts: LetterFacts) -> Mapping[str, object]:
    """What a template may ask for; rules that do not apply are left out."""
    application = checked.application
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
        **day_parts(facts.day),
        "until": facts.until,
    }


def day_parts(day: str) -> dict[str, int]:
    """Year, month and day of yyyy-mm-dd, as letters write them."""
    return dict(zip(("year", "month", "day"), map(int, day.split("-")), strict=True))


def _row(one: RuleResult) -> dict[str, str]:
    """A rule as the letter tells it; who judged it stays with the secretariat."""
    judged = one.judgement
    unit = _UNITS.get(one.measure, "")
    return {
        "text": one.text,
        "clause": one.clause,
        "wanted": one.wanted and f"{one.wanted} {unit}".rstrip(),
        "found": _found(one, unit),
        "result": one.verdict.value,
        "reason": judged.reason if judged is not None else "",
    }


def _found(one: RuleResult, unit: str) -> str:
    if one.listings:
        said = (_LISTED[each.standing].format(title=each.title, name=each.name) for each in one.listings)
        return "；".join(filter(None, said))
    if one.measure is Measure.EMPTY_FIELDS:
        return one.found and f"未填 {one.found}"
    return f"{one.found} {unit}".rstrip() if is_number(one.found) else one.found
