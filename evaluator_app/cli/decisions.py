"""Commands: decisions workbook, read, record, list, minutes, results, feedback."""

import argparse
from pathlib import Path
from typing import Any

from evaluator_app.cli.merge_inputs import add_sheets, merged
from evaluator_app.cli.output import DONE, PROBLEMS, give, problems_data, say
from evaluator_app.cli.table import table
from evaluator_app.cli.workspaces import add_workspace, opened
from evaluator_app.domain.decisions import Decision, Session, state_of
from evaluator_app.domain.published import ResultList
from evaluator_app.domain.rubric import Rubric
from evaluator_app.services import announcing, campaigns, decisions, templates
from evaluator_app.services.places import Places, own_folders
from evaluator_app.wording.decisions import change_line, decision_state, list_banners, outcome_title
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.problems import problem_line


def add_commands(group: argparse.ArgumentParser) -> None:
    """The commands on the committee's decisions."""
    commands = group.add_subparsers(dest="command_name", required=True)
    writing = commands.add_parser("workbook", help=text("the workbook the committee decides on"))
    writing.add_argument("-o", dest="out", metavar="X.xlsx", type=Path, required=True)
    writing.add_argument("--anonymous", action="store_true", help=text("experts are A, B, C"))
    writing.add_argument("--replace", action="store_true", help=text("overwrite the workbook if it exists"))
    writing.set_defaults(command=_workbook)
    reading = commands.add_parser("read", help=text("what a workbook that came back brings; keeps nothing"))
    reading.set_defaults(command=_read)
    recording = commands.add_parser("record", help=text("keep the decisions of a workbook that came back"))
    _add_session(recording)
    for command in (reading, recording):
        command.add_argument("file", metavar="X.xlsx", type=Path)
    telling = commands.add_parser(
        "feedback", help=text("a report for each applicant, without experts' names")
    )
    telling.add_argument("-o", dest="out", metavar="DIR", type=Path, required=True)
    telling.add_argument("--application", metavar="ID", action="append", default=[])
    telling.add_argument("--sender", default="", help=text("who sends the letter"))
    telling.set_defaults(command=_feedback)
    for command in (writing, reading, recording, telling):
        add_sheets(command)
        add_workspace(command)
    _add_campaign(commands)


def _add_session(recording: argparse.ArgumentParser) -> None:
    recording.add_argument("--on", metavar="YYYY-MM-DD", default="", help=text("the day of the meeting"))
    recording.add_argument("--chair", default="")
    recording.add_argument("--member", action="append", default=[], help=text("who took part; once for each"))
    recording.add_argument("--by", required=True, help=text("who records this"))
    recording.add_argument(
        "--despite-changes", action="store_true", help=text("also where other cells were changed")
    )
    recording.set_defaults(command=_record)


def _add_campaign(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    listing = commands.add_parser("list", help=text("every decision in force, and how far it is"))
    listing.set_defaults(command=_list)
    minutes = commands.add_parser("minutes", help=text("the minutes to be signed, or the signed ones"))
    minutes.add_argument("--on", metavar="YYYY-MM-DD", default="", help=text("the day of the meeting"))
    minutes.add_argument("-o", dest="out", metavar="X.docx", type=Path)
    minutes.add_argument("--signed", metavar="FILE", type=Path, help=text("the minutes as they were signed"))
    minutes.add_argument("--by", default="", help=text("who records this"))
    minutes.set_defaults(command=_minutes)
    results = commands.add_parser("results", help=text("the list of results by field and level"))
    results.add_argument("-o", dest="out", metavar="FILE", type=Path, action="append", required=True)
    consents = text("an application whose applicant agreed to be named; once for each")
    results.add_argument("--consent", metavar="ID", action="append", help=consents)
    results.add_argument("--sender", default="", help=text("who sends the letter"))
    results.set_defaults(command=_results)
    for command in (listing, minutes, results):
        command.add_argument("campaign", metavar="ID")
        add_workspace(command)


def _letters(options: argparse.Namespace, places: Places) -> announcing.Letters:
    own = templates.own_templates(own_folders())
    return announcing.Letters(places=places, own=own, sender=getattr(options, "sender", ""))


def _workbook(options: argparse.Namespace, _places: Places) -> int:
    merge, _ = merged(options)
    with opened(options) as ws:
        decisions.write_for_committee(
            ws, merge, options.out, nameless=options.anonymous, overwrite=options.replace
        )
    return _written(options, [options.out])


def _written(options: argparse.Namespace, paths: "list[Path] | tuple[Path, ...]") -> int:
    for path in paths:
        say(text("Written: {file}", file=path))
    if options.json:
        give({"files": [str(path) for path in paths]})
    return DONE


def _read(options: argparse.Namespace, _places: Places) -> int:
    merge, _ = merged(options)
    with opened(options) as ws:
        found = decisions.read_back(ws, merge, options.file)
    return _tell(found, merge.scheme.rubric, options)


def _record(options: argparse.Namespace, _places: Places) -> int:
    merge, _ = merged(options)
    session = Session(
        day=options.on or campaigns.today().isoformat(),
        members=tuple(options.member),
        chair=options.chair,
        recorded_by=options.by,
    )
    with opened(options) as ws:
        found = decisions.record(ws, merge, options.file, session, despite_changes=options.despite_changes)
    _tell(found, merge.scheme.rubric, options)
    say(plural("{count} decision recorded.", "{count} decisions recorded.", len(found.decisions)))
    return DONE


def _tell(found: decisions.Returned, rubric: Rubric, options: argparse.Namespace) -> int:
    for line in table(_head(), [_row(one, rubric) for one in found.decisions]):
        say(line)
    for wrong in found.problems:
        say(problem_line(wrong))
    for change in found.changes:
        say(change_line(change))
    if found.waiting:
        say(text("Not decided: {applications}", applications=", ".join(found.waiting)))
    if options.json:
        give(
            {
                "decisions": [_data(one) for one in found.decisions],
                "known": [one.application for one in found.known],
                "waiting": list(found.waiting),
                "changes": [
                    {"sheet": one.page, "cell": one.cell, "was": one.was, "now": one.now}
                    for one in found.changes
                ],
                "problems": problems_data(found.problems),
            }
        )
    return PROBLEMS if found.problems or found.changes else DONE


def _head() -> tuple[str, ...]:
    return (
        text("Application"),
        text("Organisation"),
        text("By the rule"),
        text("Recommended"),
        text("Decided"),
        text("Reason"),
    )


def _row(one: Decision, rubric: Rubric) -> tuple[str, ...]:
    layers = (outcome_title(outcome, rubric) for outcome in (one.computed, one.consensus, one.decided))
    return one.application, one.organisation, *layers, one.reason


def _data(one: Decision) -> dict[str, Any]:
    return {
        "application": one.application,
        "organisation": one.organisation,
        "site": one.site,
        "computed": one.computed.key,
        "consensus": one.consensus.key if one.consensus else None,
        "decided": one.decided.key,
        "reason": one.reason,
        "day": one.session.day,
        "chair": one.session.chair,
        "members": list(one.session.members),
        "recorded_by": one.session.recorded_by,
        "recorded_at": one.recorded_at,
        "minutes": one.minutes,
        "number": one.number,
    }


def _list(options: argparse.Namespace, _places: Places) -> int:
    with opened(options) as ws:
        rubric = campaigns.opened(ws, options.campaign).scheme.scheme.rubric
        found = decisions.in_force(ws, options.campaign)
    rows = [(*_row(one, rubric), decision_state(state_of(None, one))) for one in found.values()]
    for line in table((*_head(), text("State")), rows):
        say(line)
    if options.json:
        give({"decisions": [_data(one) for one in found.values()]})
    return DONE


def _minutes(options: argparse.Namespace, places: Places) -> int:
    """Both in one call would sign what nobody has seen: the signed ones are a call of their own."""
    with opened(options) as ws:
        if options.signed is not None:
            taken = decisions.take_minutes(ws, options.campaign, options.signed, options.by, options.on)
            said = plural(
                "Minutes of {count} decision.", "Minutes of {count} decisions.", len(taken.decisions)
            )
            say(f"{said} {taken.digest}")
            if options.json:
                give({"digest": taken.digest, "decisions": list(taken.decisions)})
            return DONE
        target = options.out or Path(text("minutes") + ".docx")
        announcing.write_minutes(ws, options.campaign, _letters(options, places), target, options.on)
    return _written(options, [target])


def _results(options: argparse.Namespace, places: Places) -> int:
    consents = frozenset(options.consent) if options.consent is not None else None
    with opened(options) as ws:
        found = announcing.results(ws, options.campaign, consents)
        announcing.write_results(ws, options.campaign, _letters(options, places), options.out, found)
        rubric = campaigns.opened(ws, options.campaign).scheme.scheme.rubric
    for words in _list_words(found, rubric):
        say(words)
    if options.json:
        give(
            {
                "files": [str(path) for path in options.out],
                "results": [_data(one) for one in found.decisions],
                "withheld": [one.application for one in found.withheld],
                "unsigned": [one.application for one in found.unsigned],
            }
        )
    return DONE


def _list_words(found: ResultList, rubric: Rubric) -> list[str]:
    lines = [
        f"{outcome_title(group.outcome, rubric)}  {group.field}  {len(group.decisions)}"
        for group in found.groups
    ]
    lines += list_banners(found)
    withheld = ", ".join(one.application for one in found.withheld)
    return lines + (
        [text("Left out without consent: {applications}", applications=withheld)] if withheld else []
    )


def _feedback(options: argparse.Namespace, places: Places) -> int:
    merge, _ = merged(options)
    with opened(options) as ws:
        written = announcing.write_feedback(
            ws, merge, _letters(options, places), options.out, options.application
        )
    return _written(options, written)
