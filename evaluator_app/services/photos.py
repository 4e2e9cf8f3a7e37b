"""Attaching a photo taken on site: cleaned, kept in the workspace by its hash, cited like a document."""

import hashlib
import io
from pathlib import Path

from evaluator_app.domain.application import Document
from evaluator_app.domain.citations import Citation
from evaluator_app.domain.sheet import Marks
from evaluator_app.exchange.photos import cleaned_photo
from evaluator_app.store import documents
from evaluator_app.store.workspace import Workspace

MEDIA = "image/jpeg"


def attach(ws: Workspace, path: Path) -> Citation:
    """Keep a photo in the workspace; the citation that shows it."""
    photo = cleaned_photo(path)
    digest = hashlib.sha256(photo).hexdigest()
    documents.add(ws, io.BytesIO(photo), digest)
    return Citation(document=path.stem, sha256=digest, photo=True)


def attached(marks: Marks) -> tuple[Document, ...]:
    """The photos of a sheet as documents that the viewer can show, each once."""
    cited = (one for citations in marks.citations.values() for one in citations if one.photo)
    unique = {one.sha256: one for one in cited}
    return tuple(
        Document(
            id=f"photo-{digest[:12]}",
            title=one.document,
            kind="",
            path=f"{one.document}.jpg",
            media=MEDIA,
            size=0,
            sha256=digest,
        )
        for digest, one in unique.items()
    )
