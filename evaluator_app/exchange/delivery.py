"""Reading what was handed in: a filled form with the documents beside it, each with its digest."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from evaluator_app.domain.application_form import FilledForm
from evaluator_app.domain.codes import Code
from evaluator_app.domain.incoming_documents import IncomingDocument
from evaluator_app.domain.problems import Gathered, Problem, Refused, problem
from evaluator_app.domain.scheme import LoadedScheme
from evaluator_app.exchange.application_workbook_reader import read_application_data
from evaluator_app.exchange.delivery_folders import Unit, place_of
from evaluator_app.exchange.safe_names import is_safe_name, safe_part, same_file_key, visible
from evaluator_app.exchange.small_files import read_small, reading
from evaluator_app.exchange.source_folder import APPLICATION_FILE
from evaluator_app.exchange.workbook_guard import MAX_FILE

_BLOCK = 1 << 20
_LONGEST = 300  # characters of a document's name below its application's folder


@dataclass(frozen=True, kw_only=True)
class Delivered:
    """A form with its documents, as read; `form` is None where there is none that can be read."""

    file: str
    form: FilledForm | None = None
    sha256: str = ""
    documents: tuple[IncomingDocument, ...] = ()
    problems: tuple[Problem, ...] = ()
    findings: tuple[Problem, ...] = ()


def read_unit(unit: Unit, scheme: LoadedScheme) -> Delivered:
    """The form and documents of a unit with every problem of both."""
    gathered = Gathered()
    gathered.problems += unit.problems
    findings = list(unit.findings)
    form, sha256 = _form(unit.form, scheme, gathered)
    documents = tuple(_documents(unit, gathered, findings))
    return Delivered(
        file=place_of(unit.form or unit.place),
        form=form,
        sha256=sha256,
        documents=documents,
        problems=tuple(gathered.problems),
        findings=tuple(findings),
    )


def _form(path: Path | None, scheme: LoadedScheme, gathered: Gathered) -> tuple[FilledForm | None, str]:
    if path is None:
        return None, ""
    data = gathered.attempt(lambda: read_small(path, Code.SHEET_TOO_LARGE, MAX_FILE))
    if data is None:
        return None, ""
    form = gathered.attempt(lambda: read_application_data(data, path, scheme))
    gathered.problems += form.problems if form else ()
    return form, hashlib.sha256(data).hexdigest()


def _documents(unit: Unit, gathered: Gathered, findings: list[Problem]) -> Iterator[IncomingDocument]:
    if unit.home is None:
        return
    names = [one.relative_to(unit.home).as_posix() for one in unit.documents]
    for path, name in zip(unit.documents, _kept_names(names), strict=True):
        try:
            size, sha256 = digest_of(path)
        except Refused as refused:
            gathered.problems += refused.problems
            continue
        if not size:
            findings.append(problem(Code.DOCUMENT_EMPTY, place_of(path)))
            continue
        if name != normalize("NFC", path.relative_to(unit.home).as_posix()):
            findings.append(problem(Code.DOCUMENT_RENAMED, place_of(path), name=name))
        yield IncomingDocument(source=str(path), name=name, size=size, sha256=sha256)


def digest_of(path: Path) -> tuple[int, str]:
    """The size and SHA-256 of a file."""
    state, size = hashlib.sha256(), 0
    with reading(path), path.open("rb") as file:
        while block := file.read(_BLOCK):
            state.update(block)
            size += len(block)
    return size, state.hexdigest()


def digest_of_values(values: Mapping[str, str]) -> str:
    """The SHA-256 of what was typed in by hand, as the journal keeps it in place of a file's."""
    said = json.dumps(dict(values), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def _kept_names(names: Iterable[str]) -> list[str]:
    """Names that every system can keep, no two of them alike."""
    taken, kept = {same_file_key(APPLICATION_FILE)}, []
    for name in names:
        safe = _safe(normalize("NFC", name))
        stem, dot, ending = safe.rpartition(".")
        number = 1
        while same_file_key(safe) in taken:
            number += 1
            safe = f"{stem} ({number}){dot}{ending}" if stem else f"{ending} ({number})"
        taken.add(same_file_key(safe))
        kept.append(safe)
    return kept


def _safe(name: str) -> str:
    if is_safe_name(name) and len(name) <= _LONGEST:
        return name
    parts = [one if is_safe_name(one) else safe_part(visible(one)) for one in name.split("/")]
    joined = "/".join(parts)
    return joined if is_safe_name(joined) and len(joined) <= _LONGEST else safe_part(parts[-1])
