"""Letters of the conformity check: the result for each application, and the list entering the review."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluator_app.domain.campaigns import is_day
from evaluator_app.domain.codes import Code
from evaluator_app.domain.conformity_results import Conformity
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.domain.scheme import Scheme
from evaluator_app.exchange.conformity_letter import TEMPLATE, LetterFacts, conformity_letter
from evaluator_app.exchange.review_list_letter import TEMPLATE as LIST_TEMPLATE
from evaluator_app.exchange.review_list_letter import review_list_letter
from evaluator_app.exchange.safe_names import safe_part
from evaluator_app.exchange.safe_writing import make_folder, new_file, replace_file
from evaluator_app.services import clock

__all__ = [
    "LIST_TEMPLATE",
    "TEMPLATE",
    "LetterFacts",
    "Letters",
    "file_name",
    "letter_facts",
    "write_letter",
    "write_letters",
    "write_review_list",
]

Step = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class Letters:
    """What all letters of a campaign have in common."""

    template: Path
    scheme: Scheme
    facts: LetterFacts


def letter_facts(
    scheme: Scheme, sender: str = "", day: str = "", until: str = "", to: str = ""
) -> LetterFacts:
    """Who writes and when, by themselves the owner of the scheme and today; an impossible day is refused."""
    on = day or clock.now()[:10]
    wrong = [one for one in (on, until) if one and not is_day(one)]
    if wrong:
        raise Refused([problem(Code.CAMPAIGN_DAY_INVALID, day=one) for one in wrong])
    return LetterFacts(sender=sender.strip() or scheme.owner, day=on, until=until, to=to.strip())


def file_name(checked: Conformity) -> str:
    """What the letter of an application is called unless somebody says otherwise."""
    return safe_part(f"{checked.application.id} {checked.application.organisation}.docx")


def write_letter(letters: Letters, checked: Conformity, path: Path, *, replaced: bool = False) -> None:
    """Write the letter of one application."""
    data = conformity_letter(letters.template, checked, letters.scheme, letters.facts)
    with (replace_file if replaced else new_file)(path) as stream:
        stream.write(data)


def write_letters(
    letters: Letters,
    found: Sequence[Conformity],
    folder: Path,
    step: Step = lambda _done, _total: None,
) -> tuple[Path, ...]:
    """Write a letter for each application into a folder; one that is there already stops all."""
    targets = [folder / file_name(one) for one in found]
    there = [problem(Code.FILE_EXISTS, str(path)) for path in targets if path.exists()]
    if there:
        raise Refused(there)
    made = []
    for number, one in enumerate(found):
        step(number, len(found))
        made.append(conformity_letter(letters.template, one, letters.scheme, letters.facts))
    make_folder(folder)
    for path, data in zip(targets, made, strict=True):
        with new_file(path) as stream:
            stream.write(data)
    return tuple(targets)


def write_review_list(
    letters: Letters, found: Sequence[Conformity], path: Path, *, replaced: bool = False
) -> None:
    """Write the letter with the list of applications that enter the review."""
    data = review_list_letter(letters.template, found, letters.scheme, letters.facts)
    with (replace_file if replaced else new_file)(path) as stream:
        stream.write(data)
