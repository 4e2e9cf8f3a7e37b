"""Writing the folder of an application that was taken in; what people wrote into its file besides stays."""

import contextlib
import hashlib
import shutil
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tomli_w

from evaluator_app.domain.application import Application
from evaluator_app.domain.codes import Code
from evaluator_app.domain.incoming_documents import IncomingDocument
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.exchange.safe_writing import make_folder, new_file, replace_file, writing
from evaluator_app.exchange.small_files import reading
from evaluator_app.exchange.source_folder import APPLICATION_FILE, DocumentEntry

_STAGE = ".intake-"  # hidden: no reader of the campaign's folder takes it for an application
_BLOCK = 1 << 20


@dataclass(frozen=True, kw_only=True)
class Written:
    """What is to stand in an application's folder besides what is there."""

    application: Application
    place: str = ""  # where its file lies already, below the campaign's folder
    entries: Sequence[DocumentEntry] = ()  # documents of which something is to be said
    gone: Sequence[str] = ()  # PDFs of originals that were replaced and of which no new one could be made
    figures: Mapping[str, str] = field(default_factory=dict)  # found out at intake, by rule


def clear_stages(campaign: Path) -> None:
    """Remove what a power cut left of an earlier intake."""
    for left in campaign.glob(f"{_STAGE}*"):
        shutil.rmtree(left, ignore_errors=True)


@contextlib.contextmanager
def staging(campaign: Path) -> Iterator[Path]:
    """A folder to prepare an application in; gone afterwards."""
    with writing(campaign):
        stage = Path(tempfile.mkdtemp(prefix=_STAGE, dir=campaign))
        stage.chmod(campaign.stat().st_mode & 0o777)
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def copy_document(one: IncomingDocument, stage: Path) -> None:
    """Copy a document into the stage; refused where it is no longer what was looked at."""
    if copy_file(Path(one.source), stage / one.name) != one.sha256:
        raise Refused([problem(Code.INTAKE_DOCUMENT_CHANGED, one.source)])


def copy_file(source: Path, target: Path) -> str:
    """A copy that is whole on the disk; its SHA-256."""
    state = hashlib.sha256()
    make_folder(target.parent)
    with new_file(target) as file:
        for block in _blocks(source):
            state.update(block)
            file.write(block)
    return state.hexdigest()


def _blocks(source: Path) -> Iterator[bytes]:
    with reading(source), source.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block


def put_in_place(campaign: Path, stage: Path, what: Written) -> Path:
    """Give an application what the stage holds, its own file last; a new one appears whole or not at all."""
    if not what.place:
        with replace_file(stage / APPLICATION_FILE) as stream:
            stream.write(_file_of({}, what))
        home = campaign / what.application.id
        with writing(home):
            if home.exists():
                raise Refused([problem(Code.FILE_EXISTS, str(home))])
            stage.rename(home)
        return home / APPLICATION_FILE
    path = campaign / what.place
    data = _file_of(tomllib.loads(path.read_text("utf-8-sig")), what)
    for source in sorted(one for one in stage.rglob("*") if one.is_file()):
        target = path.parent / source.relative_to(stage)
        make_folder(target.parent)
        with writing(target):
            source.replace(target)
    with replace_file(path) as stream:
        stream.write(data)
    for name in what.gone:
        with writing(path):
            (path.parent / name).unlink(missing_ok=True)
    return path


def _file_of(raw: dict[str, Any], what: Written) -> bytes:
    application = what.application
    said = {
        "id": application.id,
        "organisation": application.organisation,
        "site": application.site,
        "title": application.title,
        "sector": application.sector,
        "intended_grade": application.intended_grade,
    }
    rest = {name: value for name, value in raw.items() if name not in {*said, "values"}}
    documents = [
        one
        for one in _listed(rest.pop("documents", []), what.entries)
        if str(one.get("file", "")) not in what.gone
    ]
    judgements = rest.pop("judgements", [])
    judged = {str(one.get("rule", "")) for one in judgements}
    judgements = [
        *judgements,
        *({"rule": rule, "figure": day} for rule, day in what.figures.items() if rule not in judged),
    ]
    lists = {"documents": documents, "judgements": judgements}
    whole = {**said, "values": dict(application.values), **rest}
    return tomli_w.dumps(whole | {name: one for name, one in lists.items() if one}).encode()


def _listed(before: list[dict[str, Any]], entries: Sequence[DocumentEntry]) -> list[dict[str, Any]]:
    """The documents of a file with those that are new to it; title and kind of one that is known stay."""
    said = {Path(one.file).as_posix(): one for one in entries}
    known = {Path(str(one.get("file", ""))).as_posix(): one for one in before}
    for name in {one.made_from for one in entries} & known.keys():
        known[name] = {key: value for key, value in known[name].items() if key != "no_pdf"}
    return [
        *({**one, **_of_pdf(said[name])} if name in said else one for name, one in known.items()),
        *(_entry(one) for name, one in said.items() if name not in known),
    ]


def _entry(one: DocumentEntry) -> dict[str, Any]:
    words = {name: value for name in ("title", "kind") if (value := getattr(one, name))}
    return {"file": one.file, **words, **_of_pdf(one)}


def _of_pdf(one: DocumentEntry) -> dict[str, Any]:
    """What intake found out about a document and its PDF."""
    made = {"made_from": one.made_from} if one.made_from else {}
    return made | ({"no_pdf": True} if one.no_pdf else {})
