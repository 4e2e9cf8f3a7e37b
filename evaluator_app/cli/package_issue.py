"""Commands: package issue, issued."""

import argparse
from pathlib import Path
from typing import Any

from evaluator_app.cli.output import DONE, PROBLEMS, USAGE, give, problems_data, say
from evaluator_app.cli.table import table
from evaluator_app.cli.workspaces import add_workspace, opened
from evaluator_app.domain.issuing import IssuedPackage, PackagePlan, Way
from evaluator_app.services import clock, identities, issuing, sealing, templates
from evaluator_app.services.places import Places, own_folders
from evaluator_app.wording.issuing import issue_words, plan_words
from evaluator_app.wording.language import text
from evaluator_app.wording.problems import problem_line


def add_issuing(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """`package issue ID -o DIR`, `package issued ID`."""
    about = text("what packages a campaign's panels need; with --confirm they are made and recorded")
    making = commands.add_parser("issue", help=about)
    making.add_argument("-o", dest="out", metavar="FOLDER", type=Path, required=True)
    making.add_argument("--per", choices=[one.value for one in Way], default=Way.EXPERT.value)
    making.add_argument("--trust", metavar="X.evtrust", type=Path, help=text("sent along"))
    making.add_argument("--seal", action="store_true", help=text("sealed for the experts of the trust list"))
    making.add_argument("--no-letter", action="store_true", help=text("without the letter to each expert"))
    making.add_argument("--confirm", action="store_true", help=text("make and record them"))
    making.add_argument("--by", default="", help=text("who issues"))
    making.set_defaults(command=_issue)
    listing = commands.add_parser("issued", help=text("every package that was issued or withdrawn"))
    listing.set_defaults(command=_issued)
    for command in (making, listing):
        command.add_argument("campaign", metavar="ID")
        add_workspace(command)


def _issue(options: argparse.Namespace, places: Places) -> int:
    if options.seal and not (options.identity and options.trust):
        say(text("--seal needs --identity and --trust: a sealed package is signed, for the experts listed."))
        return USAGE
    with opened(options) as ws:
        found = issuing.needed(ws, options.campaign, Way(options.per))
        head = (text("Package"), text("Revision"), text("State"), text("Experts"), text("Applications"))
        for line in table(head, [_line(found, plan) for plan in found.plans]):
            say(line)
        for wrong in found.problems:
            say(problem_line(wrong))
        done = issuing.Issued()
        if options.confirm:
            done = issuing.issue(ws, found, _how(options, places))
    for path in (*(options.out / one.file for one in done.packages), *done.letters):
        say(text("Written: {file}", file=path))
    if not options.confirm:
        say(text("Nothing is written yet; with --confirm it is."))
    if options.json:
        give(
            {
                "plans": [_plan(plan) for plan in found.plans],
                "problems": problems_data(found.problems),
                "issued": [_issued_data(one) for one in done.packages],
            }
        )
    return PROBLEMS if found.problems else DONE


def _how(options: argparse.Namespace, places: Places) -> issuing.How:
    signed = options.identity and options.passphrase_file
    signer = identities.signer(options.identity, options.passphrase_file) if signed else None
    sender = None
    if options.seal and signer:
        trust = identities.read_trust(options.trust)
        sender = sealing.Sender(signer=signer, trust=trust, now=clock.now(), trust_list=options.trust)
    own = templates.own_templates(own_folders())
    letter = None if options.no_letter else templates.template(places, own, issuing.LETTER)
    return issuing.How(
        out=options.out,
        who=options.by,
        letter=letter,
        signer=signer,
        trust_list=options.trust,
        sender=sender,
    )


def _line(found: issuing.Needed, plan: PackagePlan) -> tuple[str, ...]:
    experts = "、".join(one.name for one in found.experts(plan))
    return plan.package, str(plan.revision), plan_words(plan.state), experts, "、".join(plan.applications)


def _plan(plan: PackagePlan) -> dict[str, Any]:
    return {
        "package": plan.package,
        "revision": plan.revision,
        "state": plan.state.value,
        "members": list(plan.members),
        "applications": list(plan.applications),
    }


def _issued(options: argparse.Namespace, _places: Places) -> int:
    with opened(options) as ws:
        found = issuing.history(ws, options.campaign)
    head = (text("Package"), text("Revision"), "", text("When"), text("By"))
    rows = [(one.package, str(one.revision), issue_words(one.kind), one.at[:16], one.who) for one in found]
    for line in table(head, rows):
        say(line)
    if options.json:
        give({"issued": [_issued_data(one) for one in found]})
    return DONE


def _issued_data(one: IssuedPackage) -> dict[str, Any]:
    return {
        "package": one.package,
        "revision": one.revision,
        "kind": one.kind.value,
        "digest": one.digest,
        "file": one.file,
        "members": list(one.members),
        "applications": list(one.contents),
        "by": one.who,
        "at": one.at,
    }
