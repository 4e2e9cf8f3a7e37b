"""Commands: certificates export, verify."""

import argparse
from pathlib import Path

from evaluator_app.cli.output import DONE, PROBLEMS, give, say
from evaluator_app.cli.workspaces import add_workspace, opened
from evaluator_app.domain.public_register import CHECKED
from evaluator_app.domain.register import Validity
from evaluator_app.domain.trust import grouped
from evaluator_app.services import identities, public_register
from evaluator_app.services.places import Places
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.register import checked_titles, validity_words
from evaluator_app.wording.trust import who


def add_files(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """`certificates export -o X.evregister`, `certificates verify X.evregister`."""
    about = text("the register for third parties, signed; names only of those who consented")
    exporting = commands.add_parser("export", help=about)
    exporting.add_argument("-o", dest="out", metavar="X.evregister", type=Path, required=True)
    exporting.add_argument("--by", required=True, help=text("who makes it public"))
    exporting.set_defaults(command=_export)
    add_workspace(exporting, signing=True)
    checking = commands.add_parser("verify", help=text("how a certificate stands by a register file"))
    checking.add_argument("file", metavar="X.evregister", type=Path)
    checking.add_argument("--number", metavar="NUMBER", required=True)
    checking.add_argument("--code", metavar="CODE", required=True)
    for name in CHECKED:
        said = text("what the certificate says of it, to be compared")
        checking.add_argument(f"--{name.replace('_', '-')}", dest=name, help=said)
    vouching = text("the signer must be the authority of this trust list")
    checking.add_argument("--trust", metavar="X.evtrust", type=Path, help=vouching)
    checking.add_argument("--json", action="store_true", help=text("machine-readable output"))
    checking.set_defaults(command=_verify)


def _export(options: argparse.Namespace, _places: Places) -> int:
    signer = identities.signer(options.identity, options.passphrase_file)
    with opened(options) as ws:
        made = public_register.write(ws, options.out, signer, options.by)
    shown = sum(bool(one.shown) for one in made.entries)
    say(
        plural(
            "{count} certificate, {shown} of them with names: {file}",
            "{count} certificates, {shown} of them with names: {file}",
            len(made.entries),
            shown=shown,
            file=options.out,
        )
    )
    if options.json:
        give({"file": str(options.out), "certificates": len(made.entries), "with_names": shown})
    return DONE


def _verify(options: argparse.Namespace, _places: Places) -> int:
    said = {name: getattr(options, name) for name in CHECKED if getattr(options, name) is not None}
    trust = identities.read_trust(options.trust) if options.trust else None
    found = public_register.verify(options.file, options.number, options.code, said, trust)
    entry, titles = found.found.entry, checked_titles()
    say(f"{entry.number}  {validity_words(found.found.state)}  – {entry.until}")
    for name, value in entry.shown.items():
        say(f"  {titles.get(name, name)}: {value}")
    for name in found.found.differs:
        say(text("Differs from the register: {name}", name=titles.get(name, name)))
    signature = found.signature
    say(
        text(
            "Register of {day}, signed by {name} · fingerprint {digits}",
            day=found.day,
            name=who(signature.signer, signature.organisation),
            digits=grouped(signature.fingerprint),
        )
    )
    if not options.trust:
        say(text("Without a trust list: compare the fingerprint with the issuer by telephone."))
    if options.json:
        give(
            {
                "number": entry.number,
                "state": found.found.state.value,
                "until": entry.until,
                "shown": dict(entry.shown),
                "differs": list(found.found.differs),
                "register": found.day,
                "signer": signature.signer,
                "fingerprint": signature.fingerprint,
            }
        )
    good = found.found.state is Validity.VALID and not found.found.differs
    return DONE if good else PROBLEMS
