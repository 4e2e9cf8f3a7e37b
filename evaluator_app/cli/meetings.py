"""Commands: meeting prepare, record, list, opinion, sign, verify."""

import argparse
from pathlib import Path
from typing import Any

from evaluator_app.cli.merge_inputs import add_sheets, merged
from evaluator_app.cli.output import DONE, PROBLEMS, give, problems_data, say
from evaluator_app.cli.table import table
from evaluator_app.cli.workspaces import add_workspace, opened
from evaluator_app.domain.consensus import Consensus, agreed_score, consensus_outcome
from evaluator_app.domain.numbers import exact_text
from evaluator_app.domain.outcomes import computed
from evaluator_app.domain.panel import PanelMerge
from evaluator_app.services import identities, meetings
from evaluator_app.services.places import Places
from evaluator_app.wording.decisions import change_line, outcome_title, score_words
from evaluator_app.wording.language import text
from evaluator_app.wording.problems import problem_line


def add_commands(group: argparse.ArgumentParser) -> None:
    """The commands on panels' meetings."""
    commands = group.add_subparsers(dest="command_name", required=True)
    preparing = commands.add_parser("prepare", help=text("the record of a meeting as a file to fill in"))
    preparing.set_defaults(command=_prepare)
    opinion = commands.add_parser("opinion", help=text("the panel's opinion as a workbook to be signed"))
    opinion.add_argument("--replace", action="store_true", help=text("overwrite the workbook if it exists"))
    opinion.set_defaults(command=_opinion)
    for command in (preparing, opinion):
        command.add_argument("--application", metavar="ID", required=True)
        command.add_argument("-o", dest="out", metavar="FILE", type=Path, required=True)
    recording = commands.add_parser("record", help=text("keep what a panel concluded"))
    recording.add_argument("file", metavar="M.json", type=Path)
    recording.set_defaults(command=_record)
    listing = commands.add_parser("list", help=text("what the panels recommend"))
    listing.set_defaults(command=_list)
    verifying = commands.add_parser("verify", help=text("whether an opinion is signed and as it was written"))
    verifying.add_argument("file", metavar="X.xlsx", type=Path)
    verifying.set_defaults(command=_verify)
    for command in (preparing, opinion, recording, listing, verifying):
        add_sheets(command)
        add_workspace(command)
    signing = commands.add_parser("sign", help=text("sign a panel's opinion as its chair or a member"))
    signing.add_argument("file", metavar="X.xlsx", type=Path)
    signing.add_argument("--identity", metavar="F.p12", type=Path, required=True)
    signing.add_argument("--passphrase-file", metavar="F", type=Path, required=True)
    signing.add_argument("--json", action="store_true", help=text("machine-readable output"))
    signing.set_defaults(command=_sign)


def _prepare(options: argparse.Namespace, _places: Places) -> int:
    merge, _ = merged(options)
    meetings.write_record(merge, meetings.prepared(merge, options.application), options.out)
    return _written(options)


def _record(options: argparse.Namespace, _places: Places) -> int:
    merge, _ = merged(options)
    with opened(options) as ws:
        kept = meetings.record(ws, merge, meetings.read_record(merge, options.file))
    say(_line(merge, kept))
    if options.json:
        give(_data(merge, kept))
    return DONE


def _list(options: argparse.Namespace, _places: Places) -> int:
    merge, _ = merged(options)
    with opened(options) as ws:
        found, older = meetings.meetings(ws, merge), meetings.outdated(ws, merge)
    rubric, protocol = merge.scheme.rubric, merge.scheme.protocol
    rows = []
    for one in merge.results:
        name = one.application.id
        said = consensus_outcome(one, rubric, found[name]) if name in found else None
        score = agreed_score(one, rubric, found[name]) if name in found else None
        by_rule = (
            score_words(one.result.score, protocol),
            outcome_title(computed(one.result, rubric), rubric),
        )
        agreed = (score_words(score, protocol), outcome_title(said, rubric))
        rows.append((name, one.application.organisation, *by_rule, *agreed))
    head = (text("Application"), text("Organisation"), text("Score"), text("Grade"))
    for line in table((*head, text("Agreed score"), text("Recommended")), rows):
        say(line)
    for name in older:
        say(text("{application}: the marks have changed since the panel met", application=name))
    if options.json:
        give({"meetings": [_data(merge, one) for one in found.values()], "outdated": list(older)})
    return DONE


def _opinion(options: argparse.Namespace, _places: Places) -> int:
    merge, _ = merged(options)
    with opened(options) as ws:
        meetings.write_opinion_workbook(
            ws, merge, options.application, options.out, overwrite=options.replace
        )
    return _written(options)


def _written(options: argparse.Namespace) -> int:
    say(text("Written: {file}", file=options.out))
    if options.json:
        give({"file": str(options.out)})
    return DONE


def _sign(options: argparse.Namespace, _places: Places) -> int:
    identity = identities.signer(options.identity, options.passphrase_file)
    signatures = meetings.sign_opinion(options.file, identity)
    names = [one.signer for one in signatures]
    say(text("Signed by: {names}", names="、".join(names)))
    if options.json:
        give({"file": str(options.file), "signers": names})
    return DONE


def _verify(options: argparse.Namespace, _places: Places) -> int:
    merge, _ = merged(options)
    trust = identities.read_trust(options.trust) if options.trust else None
    with opened(options) as ws:
        found = meetings.check_opinion(ws, merge, options.file, trust)
    for one in found.signatures:
        say(text("Signed by: {names}", names=f"{one.signer}  {one.time}"))
    for wrong in found.problems:
        say(problem_line(wrong))
    for change in found.changes:
        say(change_line(change))
    if options.json:
        give(
            {
                "application": found.application,
                "signers": [one.signer for one in found.signatures],
                "changes": [
                    {"sheet": one.page, "cell": one.cell, "was": one.was, "now": one.now}
                    for one in found.changes
                ],
                "problems": problems_data(found.problems),
            }
        )
    return PROBLEMS if found.problems or found.changes else DONE


def _line(merge: PanelMerge, one: Consensus) -> str:
    rubric = merge.scheme.rubric
    said = consensus_outcome(meetings.result_of(merge, one.application), rubric, one)
    return f"{one.application}  {one.held}  {outcome_title(said, rubric)}"


def _data(merge: PanelMerge, one: Consensus) -> dict[str, Any]:
    result, rubric = meetings.result_of(merge, one.application), merge.scheme.rubric
    score = agreed_score(result, rubric, one)
    return {
        "application": one.application,
        "held": one.held,
        "chair": one.chair,
        "members": list(one.members),
        "computed": computed(result.result, rubric).key,
        "consensus": consensus_outcome(result, rubric, one).key,
        "score": exact_text(score) if score is not None else None,
        "reason": one.reason,
        "dissents": [{"who": dissent.who, "words": dissent.words} for dissent in one.dissents],
        "opinion": one.opinion,
        "recorded_at": one.recorded_at,
    }
