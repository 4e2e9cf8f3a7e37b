"""Opening the documents of an application for the viewer."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator_app.domain.application import Document
from evaluator_app.domain.problems import Code, Refused, problem
from evaluator_app.exchange.pages import Pages as Pages  # noqa: PLC0414 - the viewer's view of a document
from evaluator_app.exchange.pages import PageSize as PageSize  # noqa: PLC0414 - likewise
from evaluator_app.exchange.pages import Raster as Raster  # noqa: PLC0414 - likewise
from evaluator_app.exchange.safe_writing import replace_file
from evaluator_app.late import late
from evaluator_app.store import documents
from evaluator_app.store.workspace import Workspace

if TYPE_CHECKING:
    from evaluator_app.exchange import pdf_pages, picture_pages
else:
    pdf_pages = late("evaluator_app.exchange.pdf_pages")
    picture_pages = late("evaluator_app.exchange.picture_pages")


def stored_path(ws: Workspace, document: Document) -> Path:
    """Where the workspace keeps a document; its name there says nothing about its kind."""
    return documents.path(ws, document.sha256)


def copy_out(ws: Workspace, document: Document, target: Path) -> None:
    """A copy of a document where the user wants it; the system has asked about overwriting."""
    try:
        source = stored_path(ws, document).open("rb")
    except OSError as error:
        raise Refused([problem(Code.FILE_MISSING, document.title)]) from error
    with source, replace_file(target) as file:
        shutil.copyfileobj(source, file, 1 << 20)


def open_pages(path: Path, document: Document) -> Pages:
    """The document as pages; refuses with the reason where no viewer can show it."""
    if not path.is_file():
        raise Refused([problem(Code.FILE_MISSING, document.title)])
    if document.media == "application/pdf":
        return pdf_pages.PdfPages(path, document.title)
    if document.media.startswith("image/"):
        return picture_pages.PicturePages(path, document.title)
    raise Refused([problem(Code.DOCUMENT_UNSUPPORTED, document.title)])
