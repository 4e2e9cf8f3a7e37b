"""Commands: pledge sign, verify."""

import argparse
from pathlib import Path
from typing import Any

from evaluator_app.cli.output import DONE, PROBLEMS, give, problems_data, say
from evaluator_app.domain.declarations import Role
from evaluator_app.domain.problems import Gathered
from evaluator_app.services import identities, pledges, schemes
from evaluator_app.services.places import Places
from evaluator_app.services.pledges import SignedPledge
from evaluator_app.wording.declarations import pledge_words, role_title
from evaluator_app.wording.language import text
from evaluator_app.wording.problems import problem_line


def add_commands(group: argparse.ArgumentParser) -> None:
    """`pledge sign --scheme ID -o X`, `pledge verify X...`."""
    commands = group.add_subparsers(dest="command_name", required=True)
    signing = commands.add_parser("sign", help=text("give the pledge of secrecy as a signed file"))
    signing.add_argument("--scheme", metavar="ID", required=True)
    signing.add_argument("--role", choices=[one.value for one in Role], default=Role.STAFF.value)
    signing.add_argument("--identity", metavar="F.p12", type=Path, required=True)
    signing.add_argument("--passphrase-file", metavar="F", type=Path, required=True)
    signing.add_argument("-o", dest="out", metavar="X.evpledge", type=Path, required=True)
    signing.set_defaults(command=_sign)
    verifying = commands.add_parser("verify", help=text("whose pledges these are"))
    verifying.add_argument("files", metavar="X.evpledge", type=Path, nargs="+")
    verifying.add_argument("--trust", metavar="X.evtrust", type=Path, help=text("whose signatures count"))
    verifying.set_defaults(command=_verify)
    for command in (signing, verifying):
        command.add_argument("--json", action="store_true", help=text("machine-readable output"))


def _sign(options: argparse.Namespace, places: Places) -> int:
    scheme = schemes.find(places.forms, options.scheme).scheme
    identity = identities.signer(options.identity, options.passphrase_file)
    pledge = pledges.sign(identity, scheme.id, pledge_words(scheme), Role(options.role), options.out)
    say(pledge.text)
    say(text("Written: {file}", file=options.out))
    if options.json:
        give({"file": str(options.out), "by": pledge.by, "role": pledge.role.value, "at": pledge.at})
    return DONE


def _verify(options: argparse.Namespace, _places: Places) -> int:
    trust = identities.read_trust(options.trust) if options.trust else None
    gathered = Gathered()
    found = [gathered.attempt(lambda path=path: pledges.verify(path, trust)) for path in options.files]  # type: ignore[misc]  # bound at once
    sound = [one for one in found if one is not None]
    for one in sound:
        pledge = one.data.pledge
        say(" · ".join((pledge.by, pledge.organisation, role_title(pledge.role), one.data.scheme, pledge.at)))
    for wrong in gathered.problems:
        say(problem_line(wrong))
    if options.json:
        give({"pledges": [_data(one) for one in sound], "problems": problems_data(gathered.problems)})
    return PROBLEMS if gathered.problems else DONE


def _data(one: SignedPledge) -> dict[str, Any]:
    pledge = one.data.pledge
    return {
        "by": pledge.by,
        "organisation": pledge.organisation,
        "role": pledge.role.value,
        "scheme": one.data.scheme,
        "at": pledge.at,
        "text": pledge.text,
        "fingerprint": one.signature.fingerprint,
    }
