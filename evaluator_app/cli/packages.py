"""Commands: package build, verify, show."""

import argparse
from dataclasses import asdict
from pathlib import Path

from evaluator_app.cli.main import Places
from evaluator_app.cli.output import DONE, give, problems_data, say
from evaluator_app.domain.application import Package
from evaluator_app.domain.digests import short
from evaluator_app.services import clock, packages
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.problems import problem_line


def add_commands(group: argparse.ArgumentParser) -> None:
    """The sub-commands of `package`."""
    commands = group.add_subparsers(dest="name", required=True)
    build = commands.add_parser("build")
    build.add_argument("folder", type=Path)
    build.add_argument("-o", dest="out", type=Path, required=True)
    which = build.add_mutually_exclusive_group()
    which.add_argument("--revision", type=_revision)
    which.add_argument("--replaces", type=Path)
    build.set_defaults(command=_build)
    for name, command in (("verify", _verify), ("show", _show)):
        parser = commands.add_parser(name)
        parser.add_argument("package", type=Path)
        parser.set_defaults(command=command)
    for parser in commands.choices.values():
        parser.add_argument("--json", action="store_true")


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
        give({**_as_data(package), "findings": problems_data(findings)})
    return DONE


def _verify(options: argparse.Namespace, _: Places) -> int:
    package = packages.verify(options.package).package
    _say_package(package)
    say(text("Every file in the package is as it was when the package was made."))
    if options.json:
        give(_as_data(package))
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
        give({**_as_data(package), "scheme": {"id": scheme.id, "title": scheme.title}})
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


def _as_data(package: Package) -> dict[str, object]:
    return asdict(package)
