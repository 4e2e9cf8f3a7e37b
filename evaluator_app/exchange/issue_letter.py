"""The letter that goes out with a package, from a Word template: what is in it, and what to check."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from evaluator_app.domain.application import Package
from evaluator_app.domain.digests import short
from evaluator_app.domain.scheme import Scheme
from evaluator_app.exchange.word_template import filled


@dataclass(frozen=True, kw_only=True)
class LetterFacts:
    """The name of the package's file, the day of the letter (yyyy-mm-dd), and whether it is sealed."""

    file: str
    day: str
    sealed: bool = False


def issue_letter(template: Path, package: Package, scheme: Scheme, facts: LetterFacts) -> bytes:
    """The Word document; the words are the template's, the values those of the package."""
    return filled(template, letter_values(package, scheme, facts))


def letter_values(package: Package, scheme: Scheme, facts: LetterFacts) -> Mapping[str, object]:
    """What a template may ask for; of a sealed package only the numbers of its applications are told."""
    year, month, day = (int(part) for part in facts.day.split("-"))
    stages = {stage.id: stage.title for stage in scheme.stages}
    return {
        "scheme": scheme.title,
        "standard": scheme.standard,
        "campaign": package.campaign.title,
        "stage": stages.get(package.campaign.stage, ""),
        "due": package.campaign.due,
        "experts": "、".join(one.name for one in package.experts),
        "several": len(package.experts) > 1,
        "package": package.id,
        "revision": package.revision,
        "file": facts.file,
        "code": short(package.digest),
        "sealed": facts.sealed,
        "count": len(package.applications),
        "rows": [
            {
                "id": one.id,
                "organisation": "" if facts.sealed else one.organisation,
                "site": "" if facts.sealed else one.site,
                "title": "" if facts.sealed else one.title,
                "documents": len(one.documents),
            }
            for one in package.applications
        ],
        "sender": scheme.owner,
        "year": year,
        "month": month,
        "day": day,
    }
