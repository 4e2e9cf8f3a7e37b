"""Whether a workspace is sound: its pages, its journal against its tables, its documents."""

from collections.abc import Iterator

from evaluator_app.domain.codes import Code
from evaluator_app.domain.history import replay
from evaluator_app.domain.problems import Problem, problem
from evaluator_app.store import documents, packages, sheets
from evaluator_app.store.workspace import DATABASE, Workspace

_CHECKS = ("cipher_integrity_check", "integrity_check", "foreign_key_check")


def check(ws: Workspace) -> tuple[Problem, ...]:
    """All that is wrong with a workspace."""
    return (*_database(ws), *_journals(ws), *_documents(ws))


def _database(ws: Workspace) -> Iterator[Problem]:
    with ws.reading() as db:
        answers = [row for name in _CHECKS for row in db.execute(f"PRAGMA {name}").fetchall()]
    if any(row != ("ok",) for row in answers):
        yield problem(Code.WORKSPACE_DAMAGED, str(ws.folder / DATABASE))


def _journals(ws: Workspace) -> Iterator[Problem]:
    for key, saved in sheets.progress(ws).items():
        if replay(sheets.journal(ws, key)).marks != saved.marks:
            yield problem(Code.WORKSPACE_SHEET_DIFFERS, f"{key.campaign} {key.application} {key.stage}")


def _documents(ws: Workspace) -> Iterator[Problem]:
    every = {document.sha256: document for document in packages.all_documents(ws)}
    absent = {document.sha256 for document in documents.missing(ws, every.values())}
    for sha256, document in every.items():
        if sha256 in absent or not documents.is_sound(ws, sha256):
            yield problem(Code.WORKSPACE_DOCUMENT_LOST, document.title)
