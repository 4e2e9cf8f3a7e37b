"""What was found in a file that came back, as bytes of the workspace: sheets, declarations, problems."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

from evaluator_app.domain.application import Package
from evaluator_app.domain.codes import Code
from evaluator_app.domain.collecting import Declared, Refusal, Returned
from evaluator_app.domain.declarations import Declaration, Recusal, Relation
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.problems import Problem, problem
from evaluator_app.domain.scheme import Scheme
from evaluator_app.exchange.score_sheet_data import FILLED, from_texts, to_texts
from evaluator_app.exchange.strict_json import json_bytes, parse_json, structured

_OF_THE_SCHEME = ("scale", "stage_title")  # a campaign has it once


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a file holds; files are named inside it, "" is the file itself."""

    judged: bool  # by a trust list
    stage: str = ""  # of a return file
    sheets: tuple[Returned, ...] = ()
    declared: tuple[Declared, ...] = ()
    refusals: tuple[Refusal, ...] = ()


def package_bytes(package: Package) -> bytes:
    """A package's description, without its documents' bytes."""
    return json_bytes(package)


def package_from(data: bytes) -> Package:
    """The package of `package_bytes`."""
    return structured(parse_json(data), Package)


def found_bytes(found: Found, scheme: Scheme) -> bytes:
    """What was found, as JSON."""
    data = {
        "judged": found.judged,
        "stage": found.stage,
        "sheets": [_sheet_data(one, scheme) for one in found.sheets],
        "declared": [
            {"file": one.file, "expert": asdict(one.expert), "declaration": asdict(one.declaration)}
            for one in found.declared
        ],
        "refusals": [_refusal_data(one) for one in found.refusals],
    }
    return json.dumps(data, separators=(",", ":")).encode()


def found_from(data: bytes) -> Found:
    """What `found_bytes` wrote."""
    said = json.loads(data)
    return Found(
        judged=said["judged"],
        stage=said["stage"],
        sheets=tuple(
            Returned(**{**one, "sheet": from_texts(one["sheet"])})  # its texts are those of this program
            for one in said["sheets"]
        ),
        declared=tuple(map(_declared, said["declared"])),
        refusals=tuple(
            Refusal(one["file"], problem(Code(one["code"]), one["place"], **one["details"]))
            for one in said["refusals"]
        ),
    )


def _sheet_data(one: Returned, scheme: Scheme) -> dict[str, Any]:
    texts = to_texts(one.sheet, scheme, FILLED)
    own = {name: value for name, value in texts.items() if name not in _OF_THE_SCHEME}
    return {
        "file": one.file,
        "sheet": own,
        "digest": one.digest,
        "signed": one.signed,
        "saved_again": one.saved_again,
    }


def _refusal_data(one: Refusal) -> dict[str, Any]:
    wrong = one.problem
    return {
        "file": one.file,
        "code": wrong.code.value,
        "place": wrong.place,
        "details": dict(wrong.details),
    }


def _declared(data: dict[str, Any]) -> Declared:
    said = data["declaration"]
    recusal = said.pop("recusal")
    whole = Recusal(relation=Relation(recusal["relation"]), reason=recusal["reason"]) if recusal else None
    return Declared(
        file=data["file"], expert=Expert(**data["expert"]), declaration=Declaration(recusal=whole, **said)
    )


def renamed(found: Found, name: Callable[[str], str]) -> Found:
    """The same with other names of its files."""
    return replace(
        found,
        sheets=tuple(replace(one, file=name(one.file)) for one in found.sheets),
        declared=tuple(replace(one, file=name(one.file)) for one in found.declared),
        refusals=tuple(Refusal(name(one.file), one.problem) for one in found.refusals),
    )


def without_path(one: Problem, path: str) -> Problem:
    """A problem that does not tell where the file lay when it was read."""
    place = one.place.removeprefix(path).lstrip(":/\\ ")
    return Problem(one.code, place, one.details)
