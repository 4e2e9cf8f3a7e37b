"""Commands: certificates list, show, event, due."""

import argparse
from pathlib import Path

from evaluator_app.cli.output import DONE, USAGE, give, say
from evaluator_app.cli.register_data import due_data, entry_line, line_data
from evaluator_app.cli.table import table
from evaluator_app.cli.workspaces import add_workspace, opened
from evaluator_app.domain.register import BY_HAND, Event, EventKind
from evaluator_app.services import register
from evaluator_app.services.places import Places
from evaluator_app.services.register import Line
from evaluator_app.wording.language import text
from evaluator_app.wording.register import case_words, due_words, event_words, validity_words

_CALENDAR, _WORKBOOK = ".ics", ".xlsx"


def add_events(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """`certificates list`, `show`, `event`, `due`."""
    listing = commands.add_parser("list", help=text("every certificate and how it stands"))
    listing.set_defaults(command=_list)
    due = commands.add_parser("due", help=text("what is due for certificates; as Excel list or calendar too"))
    due.add_argument("--until", metavar="YYYY-MM-DD", default="", help=text("the end of this month without"))
    due.set_defaults(command=_due)
    for command, kinds in ((listing, "X.xlsx"), (due, "X.xlsx|X.ics")):
        command.add_argument("--campaign", metavar="ID", default="")
        command.add_argument("-o", dest="out", metavar=kinds, type=Path)
    showing = commands.add_parser("show", help=text("one certificate with everything that happened"))
    showing.set_defaults(command=_show)
    recording = commands.add_parser("event", help=text("what happened to a certificate"))
    _add_event(recording)
    for command in (showing, recording):
        command.add_argument("number", metavar="NUMBER")
    for command in (listing, due, showing, recording):
        add_workspace(command)


def _add_event(recording: argparse.ArgumentParser) -> None:
    recording.add_argument("--kind", choices=[one.value for one in BY_HAND], required=True)
    recording.add_argument("--on", metavar="YYYY-MM-DD", default="")
    recording.add_argument("--state", metavar="ID", default="", help=text("the case goes on to it"))
    recording.add_argument("--sanction", metavar="ID", default="", help=text("the procedure a case begins"))
    recording.add_argument("--cause", metavar="ID", action="append", default=[], help=text("a listed reason"))
    recording.add_argument("--occurred", metavar="YYYY-MM-DD", default="", help=text("when it happened"))
    recording.add_argument("--confirmed-by", metavar="ID", default="", help=text("the body that confirmed"))
    recording.add_argument("--grade", metavar="ID", default="", help=text("lowered to"))
    recording.add_argument("--due", metavar="YYYY-MM-DD", default="", help=text("the day it was due"))
    recording.add_argument("--until", metavar="YYYY-MM-DD", default="", help=text("the day it moves to"))
    recording.add_argument("--paper", default="")
    recording.add_argument("--note", default="")
    recording.add_argument("--by", required=True, help=text("who records this"))
    recording.set_defaults(command=_event)


def _list(options: argparse.Namespace, _places: Places) -> int:
    with opened(options) as ws:
        found = register.lines(ws, options.campaign)
    head = (
        text("Certificate number"),
        text("Organisation"),
        text("Site"),
        text("Evaluation result"),
        text("Valid until"),
        text("State"),
        text("Case"),
    )
    for line in table(head, [_row(one) for one in found]):
        say(line)
    if options.out:
        register.write_list(options.out, found)
        say(text("Written: {file}", file=options.out))
    if options.json:
        give({"certificates": [line_data(one) for one in found]})
    return DONE


def _row(one: Line) -> tuple[str, ...]:
    entry = one.holding.entry
    state = validity_words(one.validity)
    return entry.number, entry.organisation, entry.site, one.result, entry.until, state, case_words(one.case)


def _show(options: argparse.Namespace, _places: Places) -> int:
    with opened(options) as ws:
        return _tell(register.line(ws, options.number), options)


def _tell(one: Line, options: argparse.Namespace) -> int:
    say(f"{entry_line(one.holding.entry)}  {validity_words(one.validity)}  {case_words(one.case)}".rstrip())
    for event in one.holding.events:
        say(f"  {event.day}  {event_words(event, one.scheme)}  {event.recorded_by}")
    for item in one.due:
        say(f"  {due_words(item, one.day)}")
    if options.json:
        give(line_data(one))
    return DONE


def _event(options: argparse.Namespace, _places: Places) -> int:
    event = Event(
        kind=EventKind(options.kind),
        day=options.on or register.today(),
        state=options.state,
        sanction=options.sanction,
        causes=tuple(options.cause),
        occurred=options.occurred,
        confirmed_by=options.confirmed_by,
        grade=options.grade,
        due=options.due,
        until=options.until,
        paper=options.paper,
        note=options.note,
        recorded_by=options.by,
    )
    with opened(options) as ws:
        return _tell(register.record(ws, options.number, event), options)


def _due(options: argparse.Namespace, _places: Places) -> int:
    ending = options.out.suffix.lower() if options.out else ""
    if ending not in ("", _CALENDAR, _WORKBOOK):
        say(text("What is due is written as .xlsx or .ics."))
        return USAGE
    with opened(options) as ws:
        items = register.due(ws, options.campaign, options.until)
    day = register.today()
    for item in items:
        say(due_words(item, day))
    if not items:
        say(text("Nothing is due."))
    if options.out:
        writing = register.write_calendar if ending == _CALENDAR else register.write_due
        writing(options.out, items)
        say(text("Written: {file}", file=options.out))
    if options.json:
        give({"due": [due_data(item) for item in items]})
    return DONE
