"""Commands: exchange write, read."""

import argparse
from pathlib import Path

from evaluator_app.cli.output import DONE, PROBLEMS, give, problems_data, say
from evaluator_app.cli.table import table
from evaluator_app.cli.workspaces import add_workspace, opened
from evaluator_app.domain.number_issuing import short
from evaluator_app.services import exchanging, identities
from evaluator_app.services.exchanging import Preview
from evaluator_app.services.places import Places
from evaluator_app.wording.exchanges import new_words
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.problems import problem_line


def add_commands(group: argparse.ArgumentParser) -> None:
    """The commands by which machines of a secretariat exchange a campaign."""
    commands = group.add_subparsers(dest="command_name", required=True)
    writing = commands.add_parser("write", help=text("a campaign as one signed file for colleagues"))
    writing.add_argument("campaign", metavar="ID")
    writing.add_argument("-o", dest="out", metavar="X.evexchange", type=Path, required=True)
    about = text("from now on this workspace issues the certificate numbers")
    writing.add_argument("--hand-over", metavar="WORKSPACE", default="", help=about)
    writing.add_argument("--by", required=True, help=text("who does this"))
    writing.set_defaults(command=_write)
    add_workspace(writing, signing=True)
    about = text("what a colleague's file brings; with --confirm it is added")
    reading = commands.add_parser("read", help=about)
    reading.add_argument("file", metavar="X.evexchange", type=Path)
    reading.add_argument("--trust", metavar="F.evtrust", type=Path, help=text("the authority's trust list"))
    reading.add_argument("--confirm", action="store_true", help=text("add it"))
    reading.add_argument("--by", default="", help=text("who does this"))
    reading.set_defaults(command=_read)
    add_workspace(reading)


def _write(options: argparse.Namespace, _places: Places) -> int:
    asked = exchanging.ToWrite(
        campaign=options.campaign, out=options.out, who=options.by, hand_over=options.hand_over
    )
    signer = identities.signer(options.identity, options.passphrase_file)
    with opened(options) as ws:
        written = exchanging.write(ws, asked, signer)
    issuing = written.head.issuing.workspace
    say(text("Written: {file}", file=written.path))
    say(text("This workspace is {workspace}.", workspace=short(written.head.workspace)))
    say(text("Certificate numbers are issued by {workspace}.", workspace=short(issuing)))
    if options.json:
        give(
            {
                "path": str(written.path),
                "digest": written.digest,
                "workspace": written.head.workspace,
                "issuing": issuing,
                "tables": {one.name: one.rows for one in written.head.tables},
            }
        )
    return DONE


def _read(options: argparse.Namespace, _places: Places) -> int:
    trust = identities.read_trust(options.trust) if options.trust else None
    with opened(options, create=True) as ws:
        looked = exchanging.preview(ws, options.file, trust)
        added = 0
        if options.confirm and not looked.problems:
            added = exchanging.read(ws, looked, options.by)
    _say(looked)
    if options.confirm and not looked.problems:
        say(plural("{count} row was added.", "{count} rows were added.", added))
    elif not looked.problems:
        say(text("Nothing is written yet; with --confirm it is."))
    if options.json:
        _give(looked, added)
    return PROBLEMS if looked.problems else DONE


def _say(looked: Preview) -> None:
    head, signed = looked.found.head, looked.found.signature
    say(f"{head.campaign}  {head.title}")
    day = head.written[:16].replace("T", " ")
    say(text("Written by {who} on {workspace}, {at}", who=head.by, workspace=short(head.workspace), at=day))
    signer = f"{signed.signer}, {signed.organisation}" if signed.organisation else signed.signer
    say(text("Signed by {who}; certificate {fingerprint}", who=signer, fingerprint=signed.fingerprint))
    rows = [(words, str(count)) for words, count in new_words(looked.new)]
    for line in table((text("New there"), text("Count")), rows) if rows else ():
        say(line)
    if not rows:
        say(text("Nothing there is new."))
    for one in (*looked.problems, *looked.notes):
        say(problem_line(one))


def _give(looked: Preview, added: int) -> None:
    head, signed = looked.found.head, looked.found.signature
    give(
        {
            "campaign": head.campaign,
            "workspace": head.workspace,
            "written": head.written,
            "by": head.by,
            "digest": looked.found.digest,
            "signature": {
                "signer": signed.signer,
                "organisation": signed.organisation,
                "fingerprint": signed.fingerprint,
                "trusted": signed.trusted,
            },
            "issuing": looked.issuing.workspace,
            "new": {name: len(rows) for name, rows in looked.new.items()},
            "problems": problems_data(looked.problems),
            "notes": problems_data(looked.notes),
            "added": added,
        }
    )
