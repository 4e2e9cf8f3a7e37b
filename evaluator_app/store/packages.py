"""Packages as they were received: every revision is kept, the current one known; schemes by digest."""

import json
from collections.abc import Iterable
from typing import Any

from evaluator_app.domain.application import Application, Campaign, Document, Package
from evaluator_app.domain.expert import Expert
from evaluator_app.store.sqlite import Database
from evaluator_app.store.workspace import Workspace

Record = dict[str, Any]


def save_package(ws: Workspace, package: Package, scheme_source: bytes, received: str) -> None:
    """Keep a package with its scheme and make it the current revision, in one transaction."""
    with ws.changing() as db:
        db.execute(
            "INSERT OR IGNORE INTO schemes (digest, source) VALUES (?, ?)",
            [package.scheme_digest, scheme_source],
        )
        db.execute("UPDATE packages SET current = 0 WHERE id = ?", [package.id])
        number = _insert(db, "packages", _package_record(package, received))
        for application in package.applications:
            _save_application(db, number, application)


def _save_application(db: Database, package: int, application: Application) -> None:
    number = _insert(db, "applications", {"package": package} | _application_record(application))
    for document in application.documents:
        _insert(db, "documents", {"application": number} | _document_record(document))


def _insert(db: Database, table: str, record: Record) -> int:
    names, places = ", ".join(record), ", ".join("?" * len(record))
    sql = f"INSERT INTO {table} ({names}) VALUES ({places})"  # noqa: S608 - names of columns, all ours
    return int(db.execute(sql, list(record.values())).lastrowid or 0)


def list_packages(ws: Workspace) -> tuple[Package, ...]:
    """The current revision of every package, in the order they were received."""
    return _load(ws, "current = 1", [])


def load_package(ws: Workspace, name: str) -> Package | None:
    """The current revision of this package, or None where it was never received."""
    return next(iter(_load(ws, "current = 1 AND id = ?", [name])), None)


def load_revision(ws: Workspace, name: str, revision: int) -> Package | None:
    """One revision of a package, or None where it was never received."""
    return next(iter(_load(ws, "id = ? AND revision = ?", [name, revision])), None)


def scheme_source(ws: Workspace, digest: str) -> bytes:
    """The scheme file of this digest, as it came."""
    with ws.reading() as db:
        return bytes(db.execute("SELECT source FROM schemes WHERE digest = ?", [digest]).fetchone()[0])


def all_documents(ws: Workspace) -> tuple[Document, ...]:
    """The documents of all revisions."""
    with ws.reading() as db:
        return tuple(_document(row) for row in db.query("SELECT * FROM documents ORDER BY number"))


def _load(ws: Workspace, where: str, values: list[str | int]) -> tuple[Package, ...]:
    chosen = f"SELECT number FROM packages WHERE {where}"  # noqa: S608 - `where` is one of the texts above
    papers = f"SELECT number FROM applications WHERE package IN ({chosen})"  # noqa: S608 - as above
    with ws.reading() as db:
        documents = _grouped(db, "documents", "application", (papers, values))
        applications = _grouped(db, "applications", "package", (chosen, values))
        rows = list(db.query(f"SELECT * FROM packages WHERE {where} ORDER BY number", values))  # noqa: S608 - as above
    return tuple(
        _package(row, (_application(one, documents) for one in applications.get(row["number"], ())))
        for row in rows
    )


def _grouped(
    db: Database, table: str, parent: str, chosen: tuple[str, list[str | int]]
) -> dict[int, list[Record]]:
    sql = f"SELECT * FROM {table} WHERE {parent} IN ({chosen[0]}) ORDER BY number"  # noqa: S608 - as above
    groups: dict[int, list[Record]] = {}
    for row in db.query(sql, chosen[1]):
        groups.setdefault(row[parent], []).append(row)
    return groups


def _package_record(package: Package, received: str) -> Record:
    campaign = package.campaign
    experts = [{"name": one.name, "organisation": one.organisation} for one in package.experts]
    return {
        "id": package.id,
        "revision": package.revision,
        "current": 1,
        "digest": package.digest,
        "issued": package.issued,
        "received": received,
        "campaign": campaign.id,
        "campaign_title": campaign.title,
        "stage": campaign.stage,
        "due": campaign.due,
        "fictitious": int(campaign.fictitious),
        "scheme_digest": package.scheme_digest,
        "protocol_digest": package.protocol_digest,
        "experts": json.dumps(experts, ensure_ascii=False),
    }


def _application_record(application: Application) -> Record:
    return {
        "id": application.id,
        "organisation": application.organisation,
        "site": application.site,
        "title": application.title,
        "sector": application.sector,
        "intended_grade": application.intended_grade,
        "form_values": json.dumps(dict(application.values), ensure_ascii=False),
    }


def _document_record(document: Document) -> Record:
    return {
        "id": document.id,
        "title": document.title,
        "kind": document.kind,
        "path": document.path,
        "media": document.media,
        "size": document.size,
        "sha256": document.sha256,
    }


def _package(row: Record, applications: Iterable[Application]) -> Package:
    return Package(
        id=row["id"],
        revision=row["revision"],
        issued=row["issued"],
        campaign=Campaign(
            id=row["campaign"],
            title=row["campaign_title"],
            stage=row["stage"],
            due=row["due"],
            fictitious=bool(row["fictitious"]),
        ),
        scheme_digest=row["scheme_digest"],
        protocol_digest=row["protocol_digest"],
        digest=row["digest"],
        applications=tuple(applications),
        experts=tuple(Expert(**one) for one in json.loads(row["experts"])),
    )


def _application(row: Record, documents: dict[int, list[Record]]) -> Application:
    return Application(
        id=row["id"],
        organisation=row["organisation"],
        site=row["site"],
        title=row["title"],
        sector=row["sector"],
        intended_grade=row["intended_grade"],
        values=json.loads(row["form_values"]),
        documents=tuple(_document(one) for one in documents.get(row["number"], ())),
    )


def _document(row: Record) -> Document:
    return Document(
        id=row["id"],
        title=row["title"],
        kind=row["kind"],
        path=row["path"],
        media=row["media"],
        size=row["size"],
        sha256=row["sha256"],
    )
