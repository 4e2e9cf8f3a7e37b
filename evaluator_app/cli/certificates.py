"""Commands: certificates results, issue, write, plaques, exchange, notice; the rest is in modules beside."""

import argparse
from pathlib import Path

from evaluator_app.cli.awards_option import add_awards, awards_of
from evaluator_app.cli.certificate_events import add_events
from evaluator_app.cli.certificate_files import add_files
from evaluator_app.cli.output import DONE, PROBLEMS, give, problems_data, say
from evaluator_app.cli.register_data import entry_data, entry_line, lines_of
from evaluator_app.cli.table import table
from evaluator_app.cli.workspaces import add_workspace, opened
from evaluator_app.domain.register import Event, EventKind
from evaluator_app.services import awards, certificates, register, templates
from evaluator_app.services.places import Places, own_folders
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.problems import problem_line


def add_commands(group: argparse.ArgumentParser) -> None:
    """The commands on certificates of a workspace."""
    commands = group.add_subparsers(dest="command_name", required=True)
    listing = commands.add_parser("results", help=text("an empty list of results as an Excel workbook"))
    listing.add_argument("campaign", metavar="ID")
    listing.add_argument("-o", dest="out", metavar="X.xlsx", type=Path, required=True)
    listing.set_defaults(command=_results)
    _add_issue(commands)
    _add_writing(commands)
    add_events(commands)
    add_files(commands)
    add_workspace(listing)


def _add_issue(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    about = text("certificates for what was decided; with --confirm they are numbered and registered")
    issuing = commands.add_parser("issue", help=about)
    issuing.add_argument("campaign", metavar="ID")
    add_awards(issuing, required=True)
    issuing.add_argument("--on", metavar="YYYY-MM-DD", default="", help=text("day of issue, today without"))
    issuing.add_argument("--pattern", metavar="P", help=text("how numbers are made, kept for the campaign"))
    issuing.add_argument("--confirm", action="store_true", help=text("number and register them"))
    issuing.add_argument("--by", default="", help=text("who issues"))
    issuing.set_defaults(command=_issue)
    about = text("the lower certificate for one that was given back")
    exchanging = commands.add_parser("exchange", help=about)
    exchanging.add_argument("number", metavar="NUMBER")
    exchanging.add_argument("--on", metavar="YYYY-MM-DD", default="")
    exchanging.add_argument("--paper", default="", help=text("what shows that it was given back"))
    exchanging.add_argument("--note", default="")
    exchanging.add_argument("--by", required=True, help=text("who records this"))
    exchanging.set_defaults(command=_exchange)
    for command in (issuing, exchanging):
        add_workspace(command)


def _add_writing(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    writing = commands.add_parser("write", help=text("a Word document for each certificate"))
    writing.add_argument("-o", dest="out", metavar="FOLDER", type=Path, required=True)
    noticing = commands.add_parser("notice", help=text("the notice on what was decided about a certificate"))
    noticing.add_argument("numbers", metavar="NUMBER", nargs=1)
    noticing.add_argument("-o", dest="out", metavar="X.docx", type=Path, required=True)
    plaques = commands.add_parser("plaques", help=text("the list the maker of plaques works from"))
    plaques.add_argument("-o", dest="out", metavar="X.xlsx", type=Path, required=True)
    for command in (writing, plaques):
        command.add_argument("numbers", metavar="NUMBER", nargs="*")
        command.add_argument("--campaign", metavar="ID", default="")
    for command in (writing, noticing):
        about = text("a template of one's own")
        command.add_argument("--template", metavar="X.docx", type=Path, help=about)
    for command, act in ((writing, _write), (noticing, _notice), (plaques, _plaques)):
        command.set_defaults(command=act)
        add_workspace(command)


def _results(options: argparse.Namespace, _places: Places) -> int:
    with opened(options) as ws:
        awards.write_list(ws, options.campaign, options.out)
    return _written(options, [options.out])


def _written(options: argparse.Namespace, files: list[Path]) -> int:
    for path in files:
        say(text("Written: {file}", file=path))
    if options.json:
        give({"files": [str(path) for path in files]})
    return DONE


def _issue(options: argparse.Namespace, _places: Places) -> int:
    with opened(options) as ws:
        if options.pattern is not None:
            certificates.set_pattern(ws, options.campaign, options.pattern)
        wanted = awards_of(ws, options)
        plan = certificates.plan(ws, options.campaign, wanted, options.on)
        entries = (
            certificates.issue(ws, options.campaign, wanted, options.by, options.on)
            if options.confirm
            else ()
        )
    rows = [
        (one.number, one.award.organisation, one.award.site, one.award.grade, "、".join(one.old))
        for one in plan.planned
    ]
    places = (text("Certificate number"), text("Organisation"), text("Site"), text("Grade"))
    head = (*places, text("In place of"))
    for line in table(head, rows):
        say(line)
    if plan.without:
        count = len(plan.without)
        say(plural("{count} application earned no grade.", "{count} applications earned no grade.", count))
    for wrong in plan.problems:
        say(problem_line(wrong))
    if not options.confirm:
        say(text("Nothing is written yet; with --confirm it is."))
    if options.json:
        give(
            {
                "planned": [
                    {"number": one.number, "application": one.award.application, "replaces": list(one.old)}
                    for one in plan.planned
                ],
                "without": [one.application for one in plan.without],
                "problems": problems_data(plan.problems),
                "issued": [entry_data(one) for one in entries],
            }
        )
    return PROBLEMS if plan.problems else DONE


def _exchange(options: argparse.Namespace, _places: Places) -> int:
    event = Event(
        kind=EventKind.CASE,
        day=options.on or register.today(),
        paper=options.paper,
        note=options.note,
        recorded_by=options.by,
    )
    with opened(options) as ws:
        entry = certificates.exchange(ws, options.number, event)
    say(entry_line(entry))
    if options.json:
        give(entry_data(entry))
    return DONE


def _template(options: argparse.Namespace, places: Places, name: str) -> Path:
    own = templates.own_templates(own_folders())
    return options.template or templates.template(places, own, name)


def _write(options: argparse.Namespace, places: Places) -> int:
    template = _template(options, places, certificates.TEMPLATE)
    with opened(options) as ws:
        found = lines_of(ws, options)
        written = certificates.write_documents(found, options.out, template)
    for wrong in written.problems:
        say(problem_line(wrong))
    _written(options, list(written.files))
    return PROBLEMS if written.problems else DONE


def _notice(options: argparse.Namespace, places: Places) -> int:
    template = _template(options, places, certificates.NOTICE)
    with opened(options) as ws:
        certificates.write_notice(register.line(ws, options.numbers[0]), options.out, template)
    return _written(options, [options.out])


def _plaques(options: argparse.Namespace, _places: Places) -> int:
    with opened(options) as ws:
        certificates.write_plaques(lines_of(ws, options), options.out)
    return _written(options, [options.out])
