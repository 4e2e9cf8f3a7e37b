"""The parts of a sealed package: for each application an index and its documents, each its own age file."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evaluator_app.domain.application import Application
from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.exchange.bag import DOCUMENTS, SCHEME, TRUST
from evaluator_app.exchange.package_data import Head, id_reasons, invalid
from evaluator_app.exchange.safe_names import clashing, is_safe_name
from evaluator_app.exchange.strict_json import DataWrong, json_bytes, parse_json, structured
from evaluator_app.wording.language import text

MAX_DOCUMENT = 512 << 20  # bytes: a document is sealed and opened in memory, never in a temporary file
MAX_SEALED = MAX_DOCUMENT + (16 << 20)  # with what age adds to it
MAX_INDEX = 16 << 20

_INDEX = re.compile(r"data/index/([^/]+)\.json\.age")
_DOCUMENT = re.compile(rf"{DOCUMENTS}/([^/]+)/[0-9]{{2,5}}\.age")


@dataclass(frozen=True, kw_only=True)
class SealedIndex:
    """What the index of one application says; its documents lie in this order as 01.age, 02.age and so on."""

    package: str
    revision: int
    application: Application


def index_name(application: str) -> str:
    """Where the sealed index of an application lies."""
    return f"data/index/{application}.json.age"


def document_name(application: str, number: int) -> str:
    """Where the sealed document of this number, counted from 1, lies."""
    return f"{DOCUMENTS}/{application}/{number:02}.age"


def index_bytes(head: Head, application: Application) -> bytes:
    """The index of an application, before it is sealed."""
    return json_bytes(SealedIndex(package=head.id, revision=head.revision, application=application))


def applications_in(names: Iterable[str]) -> tuple[str, ...]:
    """The ids of the applications that have a sealed index."""
    return tuple(sorted(match[1] for name in names if (match := _INDEX.fullmatch(name))))


def layout_problems(names: Iterable[str], place: str) -> Iterator[Problem]:
    """Files that have no business in a sealed package."""
    names = tuple(names)
    known = set(applications_in(names))
    if not known:
        yield from invalid(place, [text("it has no application")])
    for name in names:
        match = _DOCUMENT.fullmatch(name)
        if (
            name not in (SCHEME, TRUST)
            and not _INDEX.fullmatch(name)
            and (match is None or match[1] not in known)
        ):
            yield problem(Code.PACKAGE_FILE_UNLISTED, name)


def read_index(data: bytes, place: str) -> SealedIndex:
    """An index that was opened, each value of the right type."""
    try:
        return structured(parse_json(data), SealedIndex)
    except DataWrong as wrong:
        raise Refused(invalid(place, wrong.reasons)) from wrong


def index_problems(index: SealedIndex, head: Head, name: str, names: Iterable[str]) -> list[Problem]:
    """Where an index differs from the package it lies in, whose files are `names`."""
    application, reasons = index.application, list(id_reasons((index.application,)))
    paths = [one.path for one in application.documents]
    if (index.package, index.revision) != (head.id, head.revision):
        reasons.append(text("it belongs to another package"))
    if index_name(application.id) != name:
        reasons.append(text("“{name}” is wrong", name=application.id))
    reasons += [
        text("“{name}” is wrong", name=path)
        for path in paths
        if path.rpartition("/")[0] != f"{DOCUMENTS}/{application.id}" or not is_safe_name(path)
    ]
    reasons += [text("“{name}” is named twice", name=path) for path in clashing(paths)]
    expected = Counter(document_name(application.id, number) for number in range(1, len(paths) + 1))
    lying = Counter(one for one in names if one.startswith(f"{DOCUMENTS}/{application.id}/"))
    reasons += [text("“{name}” is not in the package", name=one) for one in expected - lying]
    return invalid(name, reasons) + [problem(Code.PACKAGE_FILE_UNLISTED, one) for one in lying - expected]
