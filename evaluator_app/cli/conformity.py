"""Commands: conformity check, judge, list, letter; those on lists stand in exclusion_lists."""

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator_app.cli.exclusion_lists import add_list_commands
from evaluator_app.cli.output import DONE, PROBLEMS, give, say
from evaluator_app.cli.table import table
from evaluator_app.cli.workspaces import add_workspace, opened
from evaluator_app.domain.conformity_results import Conformity, Judgement, RuleResult, Verdict, entering
from evaluator_app.domain.scheme import LoadedScheme
from evaluator_app.late import late
from evaluator_app.services import campaigns, conformity, templates
from evaluator_app.services.places import Places, own_folders
from evaluator_app.wording.conformity import heads, row, whole_words
from evaluator_app.wording.language import text

if TYPE_CHECKING:
    from evaluator_app.services import conformity_letters
else:
    conformity_letters = late("evaluator_app.services.conformity_letters")

_LONGEST = 32  # characters of a cell in the terminal
_WORKBOOK, _LETTER = ".xlsx", ".docx"
_OUTCOMES = {"met": True, "not_met": False, "computed": None}


def add_commands(group: argparse.ArgumentParser) -> None:
    """The sub-commands of `conformity`."""
    commands = group.add_subparsers(dest="name", required=True)
    check = commands.add_parser("check", help=text("the formal review of one application or of a campaign"))
    _add_applications(check)
    check.add_argument("-o", dest="out", metavar="LIST.xlsx", type=Path)
    check.set_defaults(command=_check)
    judge = commands.add_parser("judge", help=text("what a person found out or decided about a rule"))
    _add_applications(judge)
    _add_judgement(judge)
    listing = commands.add_parser(
        "list", help=text("the list entering the review, as Excel or as a Word letter")
    )
    _add_applications(listing)
    listing.add_argument("-o", dest="out", metavar="LIST.xlsx|LIST.docx", type=_list_file, required=True)
    listing.add_argument("--to", default="", help=text("whom the letter is for"))
    _add_sender(listing)
    listing.set_defaults(command=_list, until="")
    letter = commands.add_parser("letter", help=text("letters to the applicants with the result, as Word"))
    _add_applications(letter)
    letter.add_argument("--application", metavar="ID", action="append", default=[])
    letter.add_argument("-o", dest="out", metavar="DIR", type=Path, required=True)
    letter.add_argument("--until", metavar="YYYY-MM-DD", default="", help=text("the last day for an answer"))
    _add_sender(letter)
    letter.set_defaults(command=_letter, to="")
    add_list_commands(commands)


def _add_applications(command: argparse.ArgumentParser) -> None:
    """Which applications: of a folder, or of a campaign of the workspace."""
    which = command.add_mutually_exclusive_group(required=True)
    which.add_argument("path", metavar="FOLDER", type=Path, nargs="?")
    which.add_argument("--campaign", metavar="ID", default="")
    command.add_argument("--scheme", metavar="ID", default="", help=text("where no campaign.toml says it"))
    add_workspace(command)


def _add_judgement(command: argparse.ArgumentParser) -> None:
    command.add_argument("--application", metavar="ID", default="", help=text("which one of the campaign"))
    command.add_argument("--rule", metavar="RULE", required=True)
    command.add_argument("--outcome", choices=list(_OUTCOMES), required=True)
    command.add_argument("--figure", metavar="NUMBER-OR-DAY", default="")
    command.add_argument("--reason", default="")
    command.add_argument("--by", required=True, help=text("who judges"))
    command.set_defaults(command=_judge)


def _add_sender(command: argparse.ArgumentParser) -> None:
    command.add_argument("--sender", default="", help=text("who writes; by itself the scheme's owner"))
    command.add_argument("--day", metavar="YYYY-MM-DD", default="", help=text("by itself today"))
    command.add_argument("--template", metavar="X.docx", type=Path, help=text("another Word template"))


def _list_file(words: str) -> Path:
    """The file of a list; its name says whether it is a workbook or a letter."""
    path = Path(words)
    if path.suffix.lower() not in (_WORKBOOK, _LETTER):
        raise argparse.ArgumentTypeError(text("“{file}” ends neither in .xlsx nor in .docx", file=words))
    return path


def _found(options: argparse.Namespace, places: Places) -> tuple[LoadedScheme, tuple[Conformity, ...]]:
    if not options.campaign:
        loaded = conformity.rules_of(options.path, places.forms, options.scheme)
        return loaded, conformity.check(options.path, places.forms, options.scheme)
    with opened(options) as ws:
        found = campaigns.opened(ws, options.campaign)
        checked = conformity.check_campaign(ws, found)
    return found.scheme, conformity.sound(checked)


def _check(options: argparse.Namespace, places: Places) -> int:
    _, checked = _found(options, places)
    for one in checked:
        _say(one)
    if options.out:
        conformity.write_list(checked, options.out)
        say(text("Written: {file}", file=options.out))
    return _tell(checked, options)


def _judge(options: argparse.Namespace, places: Places) -> int:
    judgement = Judgement(
        rule=options.rule,
        figure=options.figure.strip(),
        met=_OUTCOMES[options.outcome],
        reason=options.reason.strip(),
        by=options.by.strip(),
    )
    after = _judged(options, places, judgement)
    _say(after)
    if options.json:
        give({"applications": [_data(after)]})
    return DONE


def _judged(options: argparse.Namespace, places: Places, judgement: Judgement) -> Conformity:
    """How one application stands after a judgement, in a campaign or in a folder by itself."""
    if options.campaign:
        with opened(options) as ws:
            found = campaigns.opened(ws, options.campaign)
            folder = conformity.folder_of(found, options.application)
            return conformity.judge_in(ws, found, folder, judgement)
    scheme = conformity.rules_of(options.path, places.forms, options.scheme).scheme
    folder = options.path
    if options.application:
        folder = conformity.application_folder(options.path, options.application)
    return conformity.judge(folder, scheme, judgement)


def _list(options: argparse.Namespace, places: Places) -> int:
    loaded, checked = _found(options, places)
    if options.out.suffix.lower() == _LETTER:
        letters = _letters(options, places, loaded, conformity_letters.LIST_TEMPLATE)
        conformity_letters.write_review_list(letters, checked, options.out)
    else:
        conformity.write_list(checked, options.out)
    say(text("Written: {file}", file=options.out))
    if options.json:
        listed = [one.application.id for one in entering(checked)]
        give({"file": str(options.out), "applications": listed, "checked": len(checked)})
    return DONE


def _letter(options: argparse.Namespace, places: Places) -> int:
    loaded, checked = _found(options, places)
    letters = _letters(options, places, loaded, conformity_letters.TEMPLATE)
    chosen = conformity.chosen(checked, options.application)
    written = conformity_letters.write_letters(letters, chosen, options.out)
    for path in written:
        say(text("Written: {file}", file=path))
    if options.json:
        give({"files": [str(path) for path in written]})
    return DONE


def _letters(
    options: argparse.Namespace, places: Places, loaded: LoadedScheme, name: str
) -> "conformity_letters.Letters":
    own = templates.own_templates(own_folders())
    days = (options.day, options.until)
    facts = conformity_letters.letter_facts(loaded.scheme, options.sender, *days, options.to)
    return conformity_letters.Letters(
        template=options.template or templates.template(places, own, name),
        scheme=loaded.scheme,
        facts=facts,
    )


def _tell(checked: Sequence[Conformity], options: argparse.Namespace) -> int:
    if options.json:
        give({"applications": [_data(one) for one in checked]})
    return DONE if all(one.verdict is Verdict.MET for one in checked) else PROBLEMS


def _say(one: Conformity) -> None:
    application = one.application
    say(f"{application.id}  {application.organisation}  {application.site}: {whole_words(one)}")
    shown = [one for one in one.results if one.verdict is not Verdict.NOT_NEEDED]
    for line in table(heads(), [_short(result) for result in shown]):
        say(f"  {line}")


def _short(result: RuleResult) -> tuple[str, ...]:
    return tuple(cell if len(cell) <= _LONGEST else cell[: _LONGEST - 1] + "…" for cell in row(result))


def _data(one: Conformity) -> dict[str, object]:
    application = one.application
    return {
        "application": application.id,
        "organisation": application.organisation,
        "site": application.site,
        "verdict": one.verdict,
        "results": [{**asdict(result), "verdict": result.verdict} for result in one.results],
    }
