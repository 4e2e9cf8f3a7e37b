"""Commands: return write, read."""

import argparse
from pathlib import Path
from typing import Any

from evaluator_app.cli.output import DONE, PROBLEMS, give, problems_data, say
from evaluator_app.cli.workspaces import add_workspace, opened
from evaluator_app.domain.check_report import CheckReport
from evaluator_app.services import clock, identities, returning
from evaluator_app.services.places import Places
from evaluator_app.services.returning import ReturnFile
from evaluator_app.wording.declarations import recusal_words
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.problems import problem_line


def add_commands(group: argparse.ArgumentParser) -> None:
    """`return write --campaign ID -o X`, `return read X`."""
    commands = group.add_subparsers(dest="command_name", required=True)
    writing = commands.add_parser("write", help=text("declarations and signed sheets in one signed file"))
    writing.add_argument("--campaign", metavar="ID", required=True)
    writing.add_argument("-o", dest="out", metavar="X.evret", type=Path, required=True)
    add_workspace(writing, signing=True)
    writing.set_defaults(command=_write)
    reading = commands.add_parser("read", help=text("what is in a return file, and whether it is sound"))
    reading.add_argument("file", metavar="X.evret", type=Path)
    reading.add_argument("--trust", metavar="X.evtrust", type=Path, help=text("whose signatures count"))
    reading.add_argument("-o", dest="out", metavar="DIR", type=Path, help=text("write its files here"))
    reading.add_argument("--json", action="store_true", help=text("machine-readable output"))
    reading.set_defaults(command=_read)


def _write(options: argparse.Namespace, _places: Places) -> int:
    identity = identities.signer(options.identity, options.passphrase_file)
    with opened(options) as ws:
        done = returning.hand_back(ws, options.campaign, identity, options.out)
    say(text("Written: {file}", file=done.path))
    say(text("Check code: {code}", code=done.code))
    if options.json:
        give({"file": str(done.path), "digest": done.digest, "code": done.code, "sheets": done.sheets})
    return DONE


def _read(options: argparse.Namespace, _places: Places) -> int:
    trust = identities.read_trust(options.trust) if options.trust else None
    found = returning.read_trusted(options.file, trust, clock.now())
    reports = returning.check_sheets(found, trust)
    if options.out is not None:
        returning.unpack(found, options.out)
    for line in _lines(found, reports):
        say(line)
    if options.json:
        give(_data(found, reports))
    return PROBLEMS if any(one.failed for one in reports) else DONE


def _lines(found: ReturnFile, reports: tuple[CheckReport, ...]) -> list[str]:
    head, declared = found.head, found.declared
    lines = [f"{head.expert.name} · {head.expert.organisation} · {head.campaign} · {head.written}"]
    pledge = declared.pledge
    lines.append(
        text("Pledged by {name} at {time}.", name=pledge.by, time=pledge.at)
        if pledge
        else text("The pledge of secrecy has not been given.")
    )
    lines += [
        f"{one.application}: {recusal_words(one.recusal)}" for one in declared.declarations if one.recusal
    ]
    lines.append(plural("{count} signed sheet", "{count} signed sheets", len(reports)))
    lines += [problem_line(one) for report in reports for line in report.lines for one in line.problems]
    return lines


def _data(found: ReturnFile, reports: tuple[CheckReport, ...]) -> dict[str, Any]:
    head, pledge = found.head, found.declared.pledge
    return {
        "expert": {"name": head.expert.name, "organisation": head.expert.organisation},
        "campaign": head.campaign,
        "stage": head.stage,
        "written": head.written,
        "digest": found.digest,
        "signer": found.signature.fingerprint,
        "packages": [{"id": one.id, "revision": one.revision} for one in head.packages],
        "pledge": {"by": pledge.by, "at": pledge.at, "text": pledge.text} if pledge else None,
        "declarations": [
            {
                "application": one.application,
                "at": one.at,
                "recusal": {"relation": one.recusal.relation.value, "reason": one.recusal.reason}
                if one.recusal
                else None,
            }
            for one in found.declared.declarations
        ],
        "sheets": [
            {
                "file": one.file,
                "digest": one.digest,
                "problems": problems_data([wrong for line in one.lines for wrong in line.problems]),
            }
            for one in reports
        ],
    }
