"""The commands on schemes: list, show, check, to and from workbooks."""

import argparse
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evaluator_app.cli.output import DONE, PROBLEMS, give, problems_data, say
from evaluator_app.cli.scheme_versions import add_version_commands
from evaluator_app.cli.table import table
from evaluator_app.domain.digests import short
from evaluator_app.domain.protocol import Protocol
from evaluator_app.domain.rubric import Band, Criterion, Level, RemarkField
from evaluator_app.domain.scheme import Assumption, LoadedScheme, Precondition, Stage
from evaluator_app.late import late
from evaluator_app.services.places import Places
from evaluator_app.wording.language import text
from evaluator_app.wording.problems import problem_line
from evaluator_app.wording.protocols import band_words, protocol_lines, scale_words

if TYPE_CHECKING:
    from evaluator_app.services import schemes
else:
    schemes = late("evaluator_app.services.schemes")


def add_commands(group: argparse.ArgumentParser) -> None:
    """The sub-commands of `schemes`."""
    commands = group.add_subparsers(dest="command_name", required=True)
    listing = commands.add_parser("list", help=text("the installed schemes"))
    listing.set_defaults(command=list_schemes)
    showing = commands.add_parser("show", help=text("one scheme's criteria, grades and protocol"))
    showing.add_argument("id", metavar="ID")
    showing.set_defaults(command=show_scheme)
    checking = commands.add_parser("check", help=text("every problem of scheme files"))
    checking.add_argument("path", metavar="PATH", type=Path)
    checking.set_defaults(command=check_schemes)
    writing = commands.add_parser("to-workbook", help=text("a scheme as an Excel workbook"))
    writing.add_argument("id", metavar="ID")
    writing.add_argument("-o", dest="out", metavar="X.xlsx", type=Path, required=True)
    writing.set_defaults(command=to_workbook)
    reading = commands.add_parser("from-workbook", help=text("a scheme from an Excel workbook"))
    reading.add_argument("workbook", metavar="X.xlsx", type=Path)
    reading.add_argument("-o", dest="out", metavar="DIR", type=Path, required=True)
    reading.set_defaults(command=from_workbook)
    forms = commands.add_parser("application-workbook", help=text("the empty application forms as Excel"))
    forms.add_argument("id", metavar="ID")
    forms.add_argument("-o", dest="out", metavar="X.xlsx", type=Path, required=True)
    forms.set_defaults(command=application_workbook)
    add_version_commands(commands)
    for command in (writing, reading, forms):
        command.add_argument("--replace", action="store_true", help=text("replace files that exist"))
    for command in (listing, showing, checking, writing, reading, forms):
        command.add_argument("--json", action="store_true", help=text("machine-readable output"))


def list_schemes(options: argparse.Namespace, places: Places) -> int:
    """The installed schemes; an unsound one is a problem beside them."""
    found = schemes.survey(places.forms)
    if options.json:
        give(
            {"schemes": [_head(one) for one in found.schemes], "problems": problems_data(found.problems)},
        )
    _say_list(found.schemes)
    for one in found.problems:
        say(problem_line(one))
    return PROBLEMS if found.problems else DONE


def check_schemes(options: argparse.Namespace, places: Places) -> int:  # noqa: ARG001 - same for all commands
    """Read and check a file or folder; problems leave as every command's do."""
    sound = schemes.check(options.path)
    if options.json:
        give({"schemes": [_head(one) for one in sound], "problems": []})
    for one in sound:
        say(text("{title} ({id}): no problems.", title=one.scheme.title, id=one.scheme.id))
    return DONE


def show_scheme(options: argparse.Namespace, places: Places) -> int:
    """One scheme in full."""
    loaded = schemes.find(places.forms, options.id)
    if options.json:
        give(scheme_data(loaded))
    else:
        for line in _lines(loaded):
            say(line)
    return DONE


def to_workbook(options: argparse.Namespace, places: Places) -> int:
    """A scheme as a workbook that a secretariat can change."""
    loaded = schemes.find_or_read(places.forms, options.id)
    schemes.to_workbook(loaded, options.out, replace=options.replace)
    return _written(options.out, loaded, options)


def application_workbook(options: argparse.Namespace, places: Places) -> int:
    """The forms applicants fill in, as a workbook."""
    loaded = schemes.find_or_read(places.forms, options.id)
    schemes.application_workbook(loaded, options.out, replace=options.replace)
    return _written(options.out, loaded, options)


def from_workbook(options: argparse.Namespace, places: Places) -> int:  # noqa: ARG001 - same for all commands
    """A workbook as a scheme file; with any problem nothing is written."""
    loaded, path = schemes.from_workbook(options.workbook, options.out, replace=options.replace)
    return _written(path, loaded, options)


def _written(path: Path, loaded: LoadedScheme, options: argparse.Namespace) -> int:
    say(text("Written: {file}", file=path))
    if options.json:
        give({"file": str(path), "scheme": _head(loaded), "problems": []})
    return DONE


def scheme_data(loaded: LoadedScheme) -> dict[str, Any]:
    """A scheme as other programs need it; exact numbers are texts."""
    scheme = loaded.scheme
    return {
        **_head(loaded),
        "max": _number(scheme.rubric.max),
        "weights": scheme.rubric.weights.value,
        "criteria": [_criterion(one, s.id) for s in scheme.rubric.sections for one in s.criteria],
        "bands": [_band(band) for band in scheme.rubric.bands],
        "remarks": [_remark(remark) for remark in scheme.rubric.remarks],
        "stages": [_stage(stage) for stage in scheme.stages],
        "preconditions": [_precondition(one) for one in scheme.preconditions],
        "protocol": protocol_data(scheme.protocol),
        "assumptions": [_assumption(one) for one in scheme.assumptions],
    }


def protocol_data(protocol: Protocol) -> dict[str, Any]:
    """A merge protocol under the names results and packages use."""
    return {
        "unit": protocol.unit.value,
        "rule": protocol.rule.value,
        "minimum_sheets": protocol.minimum_sheets,
        "trim_from": protocol.trim_from,
        "trim_low": protocol.trim_low,
        "trim_high": protocol.trim_high,
        "decimals": protocol.decimals,
        "rounding": protocol.rounding.value,
        "tie_breaks": list(protocol.tie_breaks),
        "near_threshold": _number(protocol.near_threshold),
        "spread": _number(protocol.spread),
        "stability": protocol.stability,
    }


def _head(loaded: LoadedScheme) -> dict[str, Any]:
    scheme = loaded.scheme
    return {
        "id": scheme.id,
        "title": scheme.title,
        "standard": scheme.standard,
        "version": scheme.version,
        "status": scheme.status.value,
        "owner": scheme.owner,
        "scheme_digest": loaded.digest,
        "protocol_digest": loaded.protocol_digest,
    }


def _number(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def _criterion(criterion: Criterion, section: str) -> dict[str, Any]:
    return {
        "id": criterion.id,
        "title": criterion.title,
        "section": section,
        "scale": criterion.scale.value,
        "max": _number(criterion.max),
        "step": _number(criterion.step),
        "options": [_level(one) for one in criterion.options],
        "not_applicable": criterion.not_applicable,
    }


def _level(level: Level) -> dict[str, Any]:
    return {"id": level.id, "title": level.title, "factor": _number(level.factor)}


def _band(band: Band) -> dict[str, Any]:
    return {
        "id": band.id,
        "title": band.title,
        "label": band.label,
        "low": _number(band.low),
        "low_inclusive": band.low_inclusive,
        "high": _number(band.high),
        "high_inclusive": band.high_inclusive,
    }


def _remark(remark: RemarkField) -> dict[str, Any]:
    return {
        "id": remark.id,
        "title": remark.title,
        "required": remark.required,
        "max_characters": remark.max_characters,
        "options": list(remark.options),
        "recommendation": remark.recommendation,
    }


def _stage(stage: Stage) -> dict[str, Any]:
    return {"id": stage.id, "title": stage.title, "scored": stage.scored, "weight": _number(stage.weight)}


def _precondition(one: Precondition) -> dict[str, Any]:
    return {"id": one.id, "text": one.text, "grades": list(one.grades), "cap": one.cap, "stage": one.stage}


def _assumption(assumption: Assumption) -> dict[str, str]:
    return {"path": assumption.path, "comment": assumption.comment}


def _say_list(found: tuple[LoadedScheme, ...]) -> None:
    head = (text("Id"), text("Scheme"), text("Standard"), text("Version"))
    rows = [(s.id, s.title, s.standard, s.version) for s in (one.scheme for one in found)]
    for line in table(head, rows):
        say(line)


def _lines(loaded: LoadedScheme) -> list[str]:
    """A scheme for people: what is scored, what earns which grade, how sheets are merged."""
    scheme = loaded.scheme
    criteria = [
        (c.id, s.title, c.title, format(c.max, "f"), scale_words(c))
        for s in scheme.rubric.sections
        for c in s.criteria
    ]
    head = (text("Id"), text("Section"), text("Criterion"), text("Maximum"), text("Scale"))
    whole = ("", "", scheme.rubric.total_label, format(scheme.rubric.max, "f"), "")
    total = [] if scheme.rubric.qualitative else [whole]
    return [
        f"{scheme.title}  {scheme.standard}  {scheme.id}",
        f"{scheme.owner}  {scheme.document_number}".rstrip(),
        text("Digest: {digest}", digest=short(loaded.digest)),
        "",
        *table(head, [*criteria, *total]),
        "",
        *table((text("Grade"), text("Score")), [(b.title, band_words(b)) for b in scheme.rubric.bands]),
        *(one.text for one in scheme.preconditions),
        "",
        *table(
            (text("Protocol"), short(loaded.protocol_digest)), protocol_lines(scheme.protocol, scheme.rubric)
        ),
        "",
        *("  ".join((text("Assumed"), one.path, one.comment)) for one in scheme.assumptions),
    ]
