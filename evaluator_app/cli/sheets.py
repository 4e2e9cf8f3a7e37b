"""Commands: sheet fill, blank, paper, sign, verify."""

import argparse
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from evaluator_app.cli.output import DONE, PROBLEMS, give, problems_data, say
from evaluator_app.domain.digests import check_code, short
from evaluator_app.domain.numbers import exact_text, plain
from evaluator_app.domain.problems import Problem, Refused
from evaluator_app.domain.sheet import ScoreSheet, SheetSignature
from evaluator_app.services import identities, packages, paper, sheets, signing, verification
from evaluator_app.services.places import Places
from evaluator_app.wording.language import text
from evaluator_app.wording.problems import problem_line


def add_commands(group: argparse.ArgumentParser) -> None:
    """The sub-commands of `sheet`."""
    commands = group.add_subparsers(dest="name", required=True)
    fill = commands.add_parser("fill", help=text("a score sheet from an answers file"))
    fill.add_argument("--answers", type=Path, required=True)
    fill.set_defaults(command=_fill)
    blank = commands.add_parser("blank", help=text("an empty score sheet to be filled in by hand"))
    blank.set_defaults(command=_blank)
    for parser in (fill, blank):
        parser.add_argument("--package", type=Path, required=True)
        parser.add_argument("--application", required=True)
        parser.add_argument("-o", dest="xlsx", type=Path, required=True)
        parser.add_argument("--pdf", type=Path)
        parser.add_argument("--replace", action="store_true", help=text("replace files that exist"))
    _add_paper(commands.add_parser("paper", help=text("a sheet signed on paper, entered twice")))
    sign = commands.add_parser("sign", help=text("sign finished score sheets, one or many at once"))
    sign.add_argument("sheets", type=Path, nargs="+")
    sign.add_argument("--identity", metavar="F.p12", type=Path, required=True)
    sign.add_argument("--passphrase-file", metavar="F", type=Path, required=True)
    sign.add_argument("-o", dest="folder", metavar="DIR", type=Path, help=text("where the signed files go"))
    sign.set_defaults(command=_sign)
    _add_verify(
        commands.add_parser("verify", help=text("check score sheets: cells, sums, rules, signatures"))
    )
    for parser in commands.choices.values():
        parser.add_argument("--json", action="store_true", help=text("machine-readable output"))


def _add_verify(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sheets", type=Path, nargs="+")
    parser.add_argument("--package", type=Path)
    parser.add_argument(
        "--trust", metavar="X.evtrust", type=Path, help=text("every signer must be in this trust list")
    )
    parser.add_argument("--report", metavar="X.json", type=Path, help=text("write a report of every check"))
    parser.set_defaults(command=_verify)


def _add_paper(parser: argparse.ArgumentParser) -> None:
    for name, shown in (
        ("--first", "A.json"),
        ("--second", "B.json"),
        ("--scan", "F"),
        ("--identity", "F.p12"),
    ):
        parser.add_argument(name, metavar=shown, type=Path, required=True)
    parser.add_argument("--package", type=Path, required=True)
    parser.add_argument("--application", required=True)
    parser.add_argument("--passphrase-file", metavar="F", type=Path, required=True)
    parser.add_argument("-o", dest="xlsx", metavar="X.xlsx", type=Path, required=True)
    parser.set_defaults(command=_paper)


def _paper(options: argparse.Namespace, _: Places) -> int:
    source = sheets.Source(package=options.package, application=options.application)
    entries = paper.Entries(first=options.first, second=options.second, scan=options.scan)
    identity = identities.signer(options.identity, options.passphrase_file)
    read = paper.enter_paper(source, entries, identity, options.xlsx)
    say(text("Written: {file}", file=options.xlsx))
    for words in _origin(read.sheet):
        say(words)
    if options.json:
        give({"file": str(options.xlsx), "digest": read.digest, "entered_by": identity.expert.name})
    return DONE


def _fill(options: argparse.Namespace, _: Places) -> int:
    source = sheets.Source(package=options.package, application=options.application)
    written = sheets.fill(source, options.answers, _files(options))
    return _say_written(written, options)


def _blank(options: argparse.Namespace, _: Places) -> int:
    source = sheets.Source(package=options.package, application=options.application)
    return _say_written(sheets.blank(source, _files(options)), options)


def _files(options: argparse.Namespace) -> sheets.Files:
    return sheets.Files(xlsx=options.xlsx, pdf=options.pdf, replace=options.replace)


def _say_written(written: sheets.Written, options: argparse.Namespace) -> int:
    files = [str(path) for path in (options.xlsx, options.pdf) if path]
    if written.warnings:
        say(text("The sheet is not finished:"))
    for one in written.warnings:
        say(problem_line(one))
    for name in files:
        say(text("Written: {file}", file=name))
    if options.json:
        give({"files": files, "warnings": problems_data(written.warnings)})
    return DONE


def _sign(options: argparse.Namespace, _: Places) -> int:
    identity = identities.signer(options.identity, options.passphrase_file)
    signed = signing.sign_sheets(options.sheets, identity, options.folder)
    for one in signed:
        say(text("Signed: {file}  {digest}", file=one.path, digest=short(one.digest)))
    if options.json:
        give(
            {
                "sheets": [
                    {"file": str(one.path), "digest": one.digest, "signature": _signature(one.signature)}
                    for one in signed
                ]
            }
        )
    return DONE


def _signature(one: SheetSignature) -> dict[str, object]:
    return {"signer": one.signer, "fingerprint": one.fingerprint, "time": one.time, "valid": one.valid}


def _verify(options: argparse.Namespace, _: Places) -> int:
    """All sheets are checked, also after one was refused."""
    package = packages.verify(options.package) if options.package else None
    trust = identities.read_trust(options.trust) if options.trust else None
    if options.report:
        against = verification.Against(package=package, trust=trust)
        reports = verification.verify_files(options.sheets, against)
        verification.write_report(options.report, reports, against)
        say(text("Written: {file}", file=options.report))
    problems: list[Problem] = []
    checked: list[dict[str, object]] = []
    for path in options.sheets:
        try:
            one = sheets.verify(path, package, trust)
        except Refused as refused:
            problems += [_in_file(path, wrong) for wrong in refused.problems]
        else:
            _say_checked(one)
            checked.append(_as_data(one))
    for wrong in problems:
        say(problem_line(wrong))
    if options.json:
        give({"sheets": checked, "problems": problems_data(problems)})
    return PROBLEMS if problems else DONE


def _in_file(path: Path, one: Problem) -> Problem:
    """A problem of a cell also names the file."""
    return one if str(path) in one.place else replace(one, place=f"{path} {one.place}".rstrip())


def _say_checked(one: sheets.Checked) -> None:
    points = f"{plain(one.total.score)} " if one.total else ""
    results = f"{points}{one.grade}" if one.grade else text("not finished")
    identity = one.sheet.identity
    say(f"{one.path}  {identity.application}  {one.sheet.expert.name}  {results}  {check_code(one.digest)}")
    for words in _origin(one.sheet):
        say(f"  {words}")
    for signature in one.signatures:
        say("  " + text("Signed by {signer} at {time}", signer=signature.signer, time=signature.time))
        say("  " + text("certificate {fingerprint}", fingerprint=signature.fingerprint))
    for warning in one.warnings:
        say(f"  {problem_line(warning)}")


def _origin(sheet: ScoreSheet) -> Iterator[str]:
    """What makes a sheet another than an expert's first one."""
    if sheet.supersedes:
        yield text(
            "Revision {number}, correction: {reason}", number=sheet.revision, reason=sheet.supersedes.reason
        )
    if sheet.paper:
        yield text("On paper, entered by {name}", name=sheet.paper.entered_by)


def _as_data(one: sheets.Checked) -> dict[str, object]:
    identity = one.sheet.identity
    return {
        "file": str(one.path),
        "application": identity.application,
        "expert": one.sheet.expert.name,
        "package": identity.package,
        "package_revision": identity.package_revision,
        "stage": identity.stage,
        "total": exact_text(one.total.score) if one.grade and one.total else None,
        "grade": one.grade or None,
        "digest": one.digest,
        "check_code": check_code(one.digest),
        "revision": one.sheet.revision,
        "supersedes": one.sheet.supersedes.digest if one.sheet.supersedes else None,
        "paper": one.sheet.paper is not None,
        "signed": bool(one.signatures),
        "signatures": [_signature(signature) for signature in one.signatures],
        "trusted": one.trusted,
        "warnings": problems_data(one.warnings),
    }
