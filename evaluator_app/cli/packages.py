"""Commands: package build, verify, show, unseal, and those on issuing."""

import argparse
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator_app.cli.output import DONE, PROBLEMS, USAGE, give, problems_data, say
from evaluator_app.cli.package_issue import add_issuing
from evaluator_app.domain.application import Package
from evaluator_app.domain.codes import Code
from evaluator_app.domain.digests import short
from evaluator_app.domain.problems import Problem, problem
from evaluator_app.domain.trust import PackageSignature
from evaluator_app.late import late
from evaluator_app.services.places import Places
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.problems import problem_line
from evaluator_app.wording.trust import signature_words

if TYPE_CHECKING:
    from evaluator_app.services import clock, identities, packages, sealing, verification
else:
    clock = late("evaluator_app.services.clock")
    identities = late("evaluator_app.services.identities")
    packages = late("evaluator_app.services.packages")
    sealing = late("evaluator_app.services.sealing")
    verification = late("evaluator_app.services.verification")


def add_commands(group: argparse.ArgumentParser) -> None:
    """`package build FOLDER -o X`, `package verify X`, `package show X`, `package unseal X -o Y`."""
    commands = group.add_subparsers(dest="command_name", required=True)
    building = commands.add_parser("build", help=text("a package from a folder of applications"))
    _add_building(building)
    verifying = commands.add_parser("verify", help=text("whether a package is complete and unaltered"))
    verifying.add_argument("--trust", metavar="X.evtrust", type=Path, help=text("whose signatures count"))
    verifying.add_argument(
        "--report", metavar="X.json", type=Path, help=text("write a report of every check")
    )
    verifying.set_defaults(command=_verify)
    showing = commands.add_parser("show", help=text("the applications and documents of a package"))
    showing.set_defaults(command=_show)
    unsealing = commands.add_parser("unseal", help=text("a sealed package as a plain one"))
    unsealing.add_argument("-o", dest="out", metavar="OUT.evpkg", type=Path, required=True)
    unsealing.set_defaults(command=_unseal)
    for command in (showing, unsealing):
        whose = text("whose key opens a sealed package")
        command.add_argument(
            "--identity", metavar="F.p12", type=Path, required=command is unsealing, help=whose
        )
    for command in (building, showing, unsealing):
        command.add_argument("--passphrase-file", metavar="F", type=Path, required=command is unsealing)
    for command in (verifying, showing, unsealing):
        command.add_argument("package", metavar="X.evpkg", type=Path)
    for command in (building, verifying, showing, unsealing):
        command.add_argument("--json", action="store_true", help=text("machine-readable output"))
    add_issuing(commands)


def _add_building(building: argparse.ArgumentParser) -> None:
    building.add_argument("folder", metavar="FOLDER", type=Path)
    building.add_argument("-o", dest="out", metavar="X.evpkg", type=Path, required=True)
    which = building.add_mutually_exclusive_group()
    which.add_argument("--revision", metavar="N", type=_revision, help=text("the number of this reissue"))
    which.add_argument("--replaces", metavar="OLD.evpkg", type=Path, help=text("the package it replaces"))
    building.add_argument("--identity", metavar="F.p12", type=Path, help=text("who signs the package"))
    building.add_argument(
        "--trust", metavar="X.evtrust", type=Path, help=text("the signer's trust list, to travel along")
    )
    building.add_argument("--seal-to", metavar="X.evtrust", type=Path, help=text("seal it for the panel"))
    building.set_defaults(command=_build)


def _revision(words: str) -> int:
    number = int(words)
    if not 0 < number < 10**6:
        raise ValueError
    return number


def _build(options: argparse.Namespace, places: Places) -> int:
    if not _complete(options):
        return USAGE
    if options.seal_to and not options.identity:
        say(text("--seal-to needs --identity: a sealed package is signed."))
        return USAGE
    revision = options.revision
    if options.replaces:
        revision = packages.next_revision(options.folder, options.replaces)
    signer = identities.signer(options.identity, options.passphrase_file) if options.identity else None
    folder, out, now = options.folder, options.out, clock.now()
    if options.seal_to and signer:
        trust = identities.read_trust(options.seal_to)
        sender = sealing.Sender(signer=signer, trust=trust, now=now, trust_list=options.seal_to)
        package = sealing.build_sealed(folder, places.forms, out, sender, revision)
    else:
        package = packages.build(
            folder, places.forms, out, revision=revision, now=now, signer=signer, trust=options.trust
        )
    findings = packages.findings(package)
    for one in findings:
        say(problem_line(one))
    _say_package(package)
    if options.json:
        give({**asdict(package), "findings": problems_data(findings)})
    return DONE


def _report(options: argparse.Namespace) -> None:
    """Written also where the package is refused afterwards."""
    trust = identities.read_trust(options.trust) if options.trust else None
    against = verification.Against(trust=trust)
    reports = (verification.verify_package(options.package, against),)
    verification.write_report(options.report, reports, against)
    say(text("Written: {file}", file=options.report))


def _verify(options: argparse.Namespace, _: Places) -> int:
    if options.report:
        _report(options)
    verified = packages.verify_outside(options.package)
    problems: tuple[Problem, ...] = ()
    if options.trust:
        trust = identities.read_trust(options.trust)
        verified = packages.judged(verified, trust, clock.now())
        problems = packages.distrust(verified)
    _say_package(verified.package, len(verified.sealed))
    say(text("Every file in the package is as it was when the package was made."))
    if verified.sealed:
        say(text("It is sealed: contents are not checked."))
    say(signature_words(verified.signature))
    for one in problems:
        say(problem_line(one))
    if options.json:
        found = {"problems": problems_data(problems)} if problems else {}
        sealed = {"sealed": verified.sealed} if verified.sealed else {}
        give({**asdict(verified.package), "signature": _signature(verified.signature), **sealed, **found})
    return PROBLEMS if problems else DONE


def _signature(signature: PackageSignature | None) -> dict[str, object] | None:
    return {**asdict(signature), "trusted": signature.trusted} if signature else None


def _show(options: argparse.Namespace, _: Places) -> int:
    if not _complete(options):
        return USAGE
    own = _key(options).load() if options.identity else None
    verified = sealing.look_inside(options.package, own) if own else packages.verify(options.package)
    package, scheme = verified.package, verified.scheme.scheme
    _say_package(package)
    say(signature_words(verified.signature))
    say(text("Scheme: {title} ({id})", title=scheme.title, id=scheme.id))
    for application in package.applications:
        say(f"{application.id}  {application.organisation}  {application.site}  {application.title}")
        for document in application.documents:
            say(f"    {document.title}")
    problems = _say_closed(verified.sealed)
    if options.json:
        about = {"id": scheme.id, "title": scheme.title}
        give({**asdict(package), "scheme": about, "signature": _signature(verified.signature), **problems})
    return DONE


def _unseal(options: argparse.Namespace, _: Places) -> int:
    verified = sealing.unseal(options.package, _key(options), options.out)
    _say_package(verified.package)
    say(text("The plain package, unsigned: {path}", path=options.out))
    problems = _say_closed(verified.sealed)
    if options.json:
        give({**asdict(verified.package), **problems})
    return DONE


def _say_closed(closed_ids: Iterable[str]) -> dict[str, object]:
    """Says which applications are sealed for others; nothing where none are."""
    closed = [problem(Code.PACKAGE_SEALED_FOR_OTHERS, one) for one in closed_ids]
    for one in closed:
        say(problem_line(one))
    return {"problems": problems_data(closed)} if closed else {}


def _complete(options: argparse.Namespace) -> bool:
    if bool(options.identity) == bool(options.passphrase_file):
        return True
    say(text("--identity and --passphrase-file go together."))
    return False


def _key(options: argparse.Namespace) -> "identities.KeyFile":
    passphrase = identities.read_passphrase(options.passphrase_file)
    return identities.KeyFile(path=options.identity, passphrase=passphrase)


def _say_package(package: Package, closed: int = 0) -> None:
    count = len(package.applications) + closed
    contents = plural("{count} application", "{count} applications", count)
    say(
        text(
            "Package {id}, revision {revision}, {digest}: {contents}",
            id=package.id,
            revision=package.revision,
            digest=short(package.digest),
            contents=contents,
        )
    )
