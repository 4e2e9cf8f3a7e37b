"""Commands: campaign new, list, show, folder, dates, due, record, dossier."""

import argparse
from datetime import timedelta
from pathlib import Path
from typing import Any

from evaluator_app.cli import archives
from evaluator_app.cli.output import DONE, give, say
from evaluator_app.cli.table import table
from evaluator_app.cli.workspaces import add_workspace, opened
from evaluator_app.domain.campaigns import CampaignPlan, StepDates, contradicts, moment_of
from evaluator_app.domain.dossier import Result, StepRecord
from evaluator_app.services import campaigns
from evaluator_app.services.campaigns import OpenCampaign
from evaluator_app.services.places import Places
from evaluator_app.wording.campaigns import contradiction_words, due_words, moment_words, result_titles
from evaluator_app.wording.language import text


def add_commands(group: argparse.ArgumentParser) -> None:
    """The commands on campaigns of a workspace."""
    commands = group.add_subparsers(dest="command_name", required=True)
    beginning = commands.add_parser("new", help=text("a campaign of a scheme, locked to it as it is now"))
    beginning.add_argument("campaign", metavar="ID")
    beginning.add_argument("--scheme", metavar="ID", required=True)
    beginning.add_argument("--title", required=True)
    beginning.add_argument("--year", metavar="YYYY", type=int, required=True)
    beginning.add_argument("--stage", metavar="ID", default="")
    where = text("where the applications of the campaign lie")
    beginning.add_argument("--folder", metavar="FOLDER", type=Path, help=where)
    beginning.set_defaults(command=_new)
    listing = commands.add_parser("list", help=text("every campaign with the steps it is at"))
    listing.set_defaults(command=_list)
    for command in (beginning, listing):
        add_workspace(command)
    _add_dates(commands)
    _add_record(commands)
    archives.add_closing(commands)


def _add_dates(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    showing = commands.add_parser("show", help=text("the steps of a campaign with their days"))
    showing.set_defaults(command=_show)
    placing = commands.add_parser("folder", help=text("where the applications of the campaign lie"))
    placing.set_defaults(command=_folder)
    dating = commands.add_parser("dates", help=text("the days of a step"))
    dating.add_argument("--step", metavar="ID", required=True)
    dating.add_argument("--from", dest="first", metavar="YYYY-MM-DD", default="")
    dating.add_argument("--until", dest="last", metavar="YYYY-MM-DD", default="")
    dating.set_defaults(command=_dates)
    due = commands.add_parser("due", help=text("steps that end soon or are overdue"))
    due.add_argument("--on", metavar="YYYY-MM-DD", default="")
    due.add_argument("--days", metavar="N", type=int, default=campaigns.SOON.days)
    due.set_defaults(command=_due)
    for command in (showing, placing, dating, due):
        command.add_argument("campaign", metavar="ID")
        add_workspace(command)
    placing.add_argument("folder", metavar="FOLDER", type=Path)


def _add_record(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    recording = commands.add_parser("record", help=text("what happened in a step"))
    recording.add_argument("--step", metavar="ID", required=True)
    recording.add_argument("--on", metavar="YYYY-MM-DD", default="")
    recording.add_argument("--result", choices=[one.value for one in Result], default=Result.DONE.value)
    recording.add_argument("--who", action="append", default=[], help=text("who took part; once for each"))
    recording.add_argument("--paper", action="append", default=[], help=text("a paper; once for each"))
    recording.add_argument("--note", default="")
    recording.add_argument("--by", required=True, help=text("who records this"))
    recording.set_defaults(command=_record)
    telling = commands.add_parser("dossier", help=text("everything recorded, step by step"))
    telling.set_defaults(command=_dossier)
    for command in (recording, telling):
        command.add_argument("campaign", metavar="ID")
        command.add_argument("--application", metavar="ID", default="")
        add_workspace(command)


def _new(options: argparse.Namespace, places: Places) -> int:
    plan = CampaignPlan(
        id=options.campaign,
        title=options.title,
        year=options.year,
        scheme=options.scheme,
        scheme_digest="",
        stage=options.stage,
        folder=str(options.folder.resolve()) if options.folder else "",
    )
    with opened(options, create=True) as ws:
        made = campaigns.begin(ws, places.forms, plan)
        return _tell(campaigns.opened(ws, made.id), options)


def _list(options: argparse.Namespace, _places: Places) -> int:
    day = campaigns.today().isoformat()
    with opened(options) as ws:
        found = campaigns.every(ws)
    head = (text("Number"), text("Title"), text("Year"), text("Scheme"), text("Steps now"))
    for line in table(head, [_line(one, day) for one in found]):
        say(line)
    if options.json:
        give({"campaigns": [_data(one, day) for one in found]})
    return DONE


def _line(one: OpenCampaign, day: str) -> tuple[str, ...]:
    now = ", ".join(step.title for step in campaigns.steps_at(one, day))
    return one.plan.id, one.plan.title, str(one.plan.year), one.scheme.scheme.title, now


def _show(options: argparse.Namespace, _places: Places) -> int:
    with opened(options) as ws:
        return _tell(campaigns.opened(ws, options.campaign), options)


def _folder(options: argparse.Namespace, _places: Places) -> int:
    with opened(options) as ws:
        return _tell(campaigns.set_folder(ws, options.campaign, options.folder), options)


def _dates(options: argparse.Namespace, _places: Places) -> int:
    dates = StepDates(step=options.step, first=options.first, last=options.last)
    with opened(options) as ws:
        return _tell(campaigns.set_dates(ws, options.campaign, [dates]), options)


def _tell(found: OpenCampaign, options: argparse.Namespace) -> int:
    day, plan = campaigns.today().isoformat(), found.plan
    say(f"{plan.id}  {plan.title}  {found.scheme.scheme.title}  {plan.scheme_digest[:12]}")
    head = (text("Step"), text("Period of the scheme"), text("From"), text("Until"), "")
    rows = []
    for step in found.scheme.scheme.process:
        dates = plan.days_of(step.id)
        rows.append((step.title, step.period, dates.first, dates.last, moment_words(moment_of(dates, day))))
    for line in table(head, rows):
        say(line)
    for step in found.scheme.scheme.process:
        if contradicts(step):
            say(contradiction_words(step))
    if options.json:
        give(_data(found, day))
    return DONE


def _data(found: OpenCampaign, day: str) -> dict[str, Any]:
    plan = found.plan
    return {
        "id": plan.id,
        "title": plan.title,
        "year": plan.year,
        "scheme": plan.scheme,
        "scheme_digest": plan.scheme_digest,
        "stage": plan.stage,
        "folder": plan.folder,
        "steps": [
            {
                "id": step.id,
                "title": step.title,
                "from": plan.days_of(step.id).first,
                "until": plan.days_of(step.id).last,
                "moment": moment_of(plan.days_of(step.id), day).value,
                "contradicts": contradicts(step),
            }
            for step in found.scheme.scheme.process
        ],
    }


def _due(options: argparse.Namespace, _places: Places) -> int:
    with opened(options) as ws:
        found = campaigns.due(
            campaigns.opened(ws, options.campaign), options.on, timedelta(days=options.days)
        )
    for one in found:
        say(due_words(one))
    if not found:
        say(text("Nothing is due."))
    if options.json:
        give({"due": [{"step": one.step.id, "until": one.last, "overdue": one.overdue} for one in found]})
    return DONE


def _record(options: argparse.Namespace, _places: Places) -> int:
    one = StepRecord(
        step=options.step,
        day=options.on or campaigns.today().isoformat(),
        result=Result(options.result),
        application=options.application,
        who=tuple(options.who),
        papers=tuple(options.paper),
        note=options.note,
        recorded_by=options.by,
    )
    with opened(options) as ws:
        written = campaigns.record(ws, options.campaign, one)
    say(_record_line(written))
    if options.json:
        give(_record_data(written))
    return DONE


def _record_line(one: StepRecord) -> str:
    parts = (one.day, result_titles()[one.result], ", ".join(one.who), ", ".join(one.papers), one.note)
    return "  ".join(part for part in parts if part)


def _record_data(one: StepRecord) -> dict[str, Any]:
    return {
        "step": one.step,
        "day": one.day,
        "result": one.result.value,
        "application": one.application,
        "who": list(one.who),
        "papers": list(one.papers),
        "note": one.note,
        "recorded_by": one.recorded_by,
        "recorded_at": one.recorded_at,
    }


def _dossier(options: argparse.Namespace, _places: Places) -> int:
    with opened(options) as ws:
        entries = campaigns.dossier_of(campaigns.opened(ws, options.campaign), options.application)
    for entry in entries:
        say(entry.step.title)
        for one in entry.records:
            say(f"  {_record_line(one)}")
    if options.json:
        give(
            {
                "steps": [
                    {"id": one.step.id, "done": one.done, "records": [_record_data(r) for r in one.records]}
                    for one in entries
                ]
            }
        )
    return DONE
