"""Commands: package build, verify, show."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator_app.cli.output import DONE, PROBLEMS, USAGE, give, problems_data, say
from evaluator_app.domain.application import Package
from evaluator_app.domain.digests import short
from evaluator_app.domain.problems import Problem
from evaluator_app.domain.trust import PackageSignature
from evaluator_app.late import late
from evaluator_app.services.places import Places
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.problems import problem_line
from evaluator_app.wording.trust import signature_words

if TYPE_CHECKING:
    from evaluator_app.services import clock, identities, packages, verification
else:
    clock = late("evaluator_app.services.clock")
    identities = late("evaluator_app.services.identities")
    packages = late("evaluator_app.services.packages")
    verification = late("evaluator_app.services.verification")


def add_commands(group: argparse.ArgumentParser) -> None:
    """`package build FOLDER -o X`, `package verify X`, `package show X`."""
    commands = group.add_subparsers(dest="command_name", required=True)
    building = commands.add_parser("build", help=text("a package from a folder of applications"))
    building.add_argument("folder", metavar="FOLDER", type=Path)
    building.add_argument("-o", dest="out", metavar="X.evpkg", type=Path, required=True)
    which = building.add_mutually_exclusive_group()
    which.add_argument("--revision", metavar="N", type=_revision, help=text("the number of this reissue"))
    which.add_argument("--replaces", metavar="OLD.evpkg", type=Path, help=text("the package it replaces"))
    building.add_argument("--identity", metavar="F.p12", type=Path, help=text("who signs the package"))
    building.add_argument("--passphrase-file", metavar="F", type=Path)
    building.set_defaults(command=_build)
    verifying = commands.add_parser("verify", help=text("whether a package is complete and unaltered"))
    verifying.add_argument("--trust", metavar="X.evtrust", type=Path, help=text("whose signatures count"))
    verifying.add_argument(
        "--report", metavar="X.json", type=Path, help=text("write a report of every check")
    )
    verifying.set_defaults(command=_verify)
    showing = commands.add_parser("show", help=text("the applications and documents of a package"))
    showing.set_defaults(command=_show)
    for command in (verifying, showing):
        command.add_argument("package", metavar="X.evpkg", type=Path)
    for command in (building, verifying, showing):
        command.add_argument("--json", action="store_true", help=text("machine-readable output"))


def _revision(words: str) -> int:
    number = int(words)
    if not 0 < number < 10**6:
        raise ValueError
    return number


def _build(options: argparse.Namespace, places: Places) -> int:
    if bool(options.identity) != bool(options.passphrase_file):
        say(text("--identity and --passphrase-file go together."))
        return USAGE
    revision = options.revision
    if options.replaces:
        revision = packages.next_revision(options.folder, options.replaces)
    signer = identities.signer(options.identity, options.passphrase_file) if options.identity else None
    package = packages.build(
        options.folder, places.forms, options.out, revision=revision, now=clock.now(), signer=signer
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
    verified = packages.verify(options.package)
    problems: tuple[Problem, ...] = ()
    if options.trust:
        trust = identities.read_trust(options.trust)
        verified = packages.judged(verified, trust, clock.now())
        problems = packages.distrust(verified)
    _say_package(verified.package)
    say(text("Every file in the package is as it was when the package was made."))
    say(signature_words(verified.signature))
    for one in problems:
        say(problem_line(one))
    if options.json:
        found = {"problems": problems_data(problems)} if problems else {}
        give({**asdict(verified.package), "signature": _signature(verified.signature), **found})
    return PROBLEMS if problems else DONE


def _signature(signature: PackageSignature | None) -> dict[str, object] | None:
    return {**asdict(signature), "trusted": signature.trusted} if signature else None


def _show(options: argparse.Namespace, _: Places) -> int:
    verified = packages.verify(options.package)
    package, scheme = verified.package, verified.scheme.scheme
    _say_package(package)
    say(signature_words(verified.signature))
    say(text("Scheme: {title} ({id})", title=scheme.title, id=scheme.id))
    for application in package.applications:
        say(f"{application.id}  {application.organisation}  {application.site}  {application.title}")
        for document in application.documents:
            say(f"    {document.title}")
    if options.json:
        about = {"id": scheme.id, "title": scheme.title}
        give({**asdict(package), "scheme": about, "signature": _signature(verified.signature)})
    return DONE


def _say_package(package: Package) -> None:
    count = len(package.applications)
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
