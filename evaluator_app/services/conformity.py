"""The conformity check of application folders: what the forms, the documents and people say."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from evaluator_app.domain.codes import Code
from evaluator_app.domain.conformity_check import check_conformity, unknown_judgements
from evaluator_app.domain.conformity_results import Conformity, Facts
from evaluator_app.domain.media import WORD
from evaluator_app.domain.problems import Gathered, Problem, Refused, problem
from evaluator_app.domain.report_sections import section_lengths
from evaluator_app.domain.scheme import LoadedScheme, Scheme
from evaluator_app.exchange.conformity_workbook import write_conformity_workbook
from evaluator_app.exchange.safe_writing import new_file
from evaluator_app.exchange.source_folder import (
    CAMPAIGN_FILE,
    SourceApplication,
    read_application,
    read_applications,
    read_campaign,
)
from evaluator_app.exchange.word_text import read_word
from evaluator_app.services import clock, schemes

DECLARED = "date"  # the field of every application form that holds the day of the declaration


def check(path: Path, forms: Path, scheme: str = "") -> tuple[Conformity, ...]:
    """Check one application's folder, or all of a campaign's; without `scheme` it is the campaign's.

    Refused with every problem of the folders; a judgement of no rule, or without reason and name, is one.
    """
    whole = (path / CAMPAIGN_FILE).is_file()
    campaign = path if whole else path.parent
    rules = _rules(campaign, forms, scheme).scheme
    found = read_applications(path) if whole else (read_application(path),)
    gathered = Gathered()
    checked = [gathered.attempt(lambda one=one: _checked(rules, one)) for one in found]  # type: ignore[misc]  # bound now
    gathered.refuse()
    return tuple(one for one in checked if one is not None)


def write_list(checked: Sequence[Conformity], path: Path) -> None:
    """The list entering review and all results, as an Excel workbook."""
    written = datetime.fromisoformat(clock.now())
    with new_file(path) as stream:
        write_conformity_workbook(stream, checked, written)


def _rules(campaign: Path, forms: Path, scheme: str) -> LoadedScheme:
    if scheme:
        return schemes.find(forms, scheme)
    return schemes.of_campaign(campaign, forms, read_campaign(campaign).scheme)


def _checked(scheme: Scheme, source: SourceApplication) -> Conformity:
    facts = Facts(
        lengths=_lengths(scheme, source),
        declared=source.application.values.get(DECLARED, ""),
        judgements=source.judgements,
    )
    conformity = check_conformity(scheme, source.application, facts)
    wrong = [_wrong(source, rule) for rule in unknown_judgements(conformity, facts)]
    if wrong:
        raise Refused(wrong)
    return conformity


def _wrong(source: SourceApplication, rule: str) -> Problem:
    return problem(Code.JUDGEMENT_INVALID, source.place, rule=rule)


def _lengths(scheme: Scheme, source: SourceApplication) -> dict[str, dict[str, int]]:
    """Characters of each section of the reports that are Word files; what cannot be read is not counted."""
    kinds = {one.id: one for one in scheme.documents if one.sections}
    found: dict[str, dict[str, int]] = {}
    for document, file in zip(source.application.documents, source.files, strict=True):
        kind = kinds.get(document.kind)
        if kind is None or document.media != WORD:
            continue
        try:
            paragraphs = read_word(file, document.title).paragraphs
        except Refused:
            continue
        found.setdefault(kind.id, {}).update(section_lengths(kind.sections, paragraphs))
    return found
