"""The letter with the list of applications entering the review, from a Word template."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from evaluator_app.domain.conformity_results import Conformity, Verdict, entering
from evaluator_app.domain.scheme import Scheme
from evaluator_app.exchange.conformity_letter import LetterFacts, day_parts
from evaluator_app.exchange.word_template import filled

TEMPLATE = "review-list.docx"


def review_list_letter(
    template: Path, checked: Sequence[Conformity], scheme: Scheme, facts: LetterFacts
) -> bytes:
    """The Word document; only who passed is named, the others are counted."""
    return filled(template, list_values(checked, scheme, facts))


def list_values(checked: Sequence[Conformity], scheme: Scheme, facts: LetterFacts) -> Mapping[str, object]:
    """What a template of the list may ask for."""
    rows = [_row(one) for one in entering(checked)]
    return {
        "scheme": scheme.title,
        "standard": scheme.standard,
        "total": len(checked),
        "entering": len(rows),
        "not_met": sum(one.verdict is Verdict.NOT_MET for one in checked),
        "to_judge": sum(one.verdict is Verdict.TO_JUDGE for one in checked),
        "rows": rows,
        "to": facts.to,
        "sender": facts.sender,
        **day_parts(facts.day),
    }


def _row(one: Conformity) -> dict[str, str]:
    application = one.application
    return {
        "application": application.id,
        "organisation": application.organisation,
        "site": application.site,
        "title": application.title,
        "sector": application.sector,
        "grade": application.intended_grade,
    }
