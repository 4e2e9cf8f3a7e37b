"""Commands: package build, verify, show."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator_app.cli.output import DONE, give, problems_data, say
from evaluator_app.domain.application import Package
from evaluator_app.domain.digests import short
from evaluator_app.late import late
from evaluator_app.services.places import Places
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.problems import problem_line

if TYPE_CHECKING:
    from evaluator_app.services import clock, packages
else:
    clock = late("evaluator_app.services.clock")
    packages = late("evaluator_app.services.packages")


def add_commands(group: argparse.ArgumentParser) -> None:
    """`package build FOLDER -o X`, `package verify X`, `package show X`."""
    commands = group.add_subparsers(dest="command_name", required=True)
    building = commands.add_parser("build", help=text("a package from a folder of applications"))
    building.add_argument("folder", metavar="FOLDER", type=Path)
    building.add_argument("-o", dest="out", metavar="X.evpkg", type=Path, required=True)
    which = building.add_mutually_exclusive_group()
    which.add_argument("--revision", metavar="N", type=_revision, help=text("the number of this reissue"))
    which.add_argument("--replaces", metavar="OLD.evpkg", type=Path, help=text("the package it replaces"))
    building.set_defaults(command=_build)
    verifying = commands.add_parser("verify", help=text("whether a package is complete and unaltered"))
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
    revision = options.revision
    if options.replaces:
        revision = packages.next_revision(options.folder, options.replaces)
    package = packages.build(options.folder, places.forms, options.out, revision=revision, now=clock.now())
    findings = packages.findings(package)
    for one in findings:
        say(problem_line(one))
    _say_package(package)
    if options.json:
        give({**asdict(package), "findings": problems_data(findings)})
    return DONE


def _verify(options: argparse.Namespace, _: Places) -> int:
    package = packages.verify(options.package).package
    _say_package(package)
    say(text("Every file in the package is as it was when the package was made."))
    if options.json:
        give(asdict(package))
    return DONE


def _show(options: argparse.Namespace, _: Places) -> int:
    verified = packages.verify(options.package)
    package, scheme = verified.package, verified.scheme.scheme
    _say_package(package)
    say(text("Scheme: {title} ({id})", title=scheme.title, id=scheme.id))
    for application in package.applications:
        say(f"{application.id}  {application.organisation}  {application.site}  {application.title}")
        for document in application.documents:
            say(f"    {document.title}")
    if options.json:
        give({**asdict(package), "scheme": {"id": scheme.id, "title": scheme.title}})
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
