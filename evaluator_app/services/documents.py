"""Opening the documents of an application for the viewer."""

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator_app.domain import media
from evaluator_app.domain.application import Document
from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.exchange.pages import Content, stream_of
from evaluator_app.exchange.pages import Flow as Flow  # noqa: PLC0414 - the viewer's view of a document
from evaluator_app.exchange.pages import Hit as Hit  # noqa: PLC0414 - likewise
from evaluator_app.exchange.pages import Pages as Pages  # noqa: PLC0414 - likewise
from evaluator_app.exchange.pages import PageSize as PageSize  # noqa: PLC0414 - likewise
from evaluator_app.exchange.pages import Raster as Raster  # noqa: PLC0414 - likewise
from evaluator_app.exchange.pages import Region as Region  # noqa: PLC0414 - likewise
from evaluator_app.exchange.pages import Table as Table  # noqa: PLC0414 - likewise
from evaluator_app.exchange.pages import Tables as Tables  # noqa: PLC0414 - likewise
from evaluator_app.exchange.safe_writing import replace_file
from evaluator_app.late import late
from evaluator_app.store import documents
from evaluator_app.store.workspace import Unseal, Workspace

if TYPE_CHECKING:
    from evaluator_app.exchange import pdf_pages, picture_pages, plain_text, word_text, workbook_tables
else:
    pdf_pages = late("evaluator_app.exchange.pdf_pages")
    picture_pages = late("evaluator_app.exchange.picture_pages")
    plain_text = late("evaluator_app.exchange.plain_text")
    word_text = late("evaluator_app.exchange.word_text")
    workbook_tables = late("evaluator_app.exchange.workbook_tables")

Opened = Pages | Tables | Flow


@dataclass(frozen=True, kw_only=True)
class Sealed:
    """A document that stays sealed where it lies, and is opened in memory only."""

    path: Path
    unseal: Unseal

    def opened(self, document: Document) -> bytes:
        """The document's bytes; refused unless they are the ones the package named."""
        data = self.unseal(self.path.read_bytes())
        if hashlib.sha256(data).hexdigest() != document.sha256:
            raise Refused([problem(Code.PACKAGE_FILE_ALTERED, document.title)])
        return data


Source = Path | Sealed


def source_of(ws: Workspace, document: Document) -> Source:
    """Where the workspace keeps a document; its name there says nothing about its kind."""
    sealed = documents.sealed_path(ws, document.sha256)
    if sealed.is_file():
        return Sealed(path=sealed, unseal=ws.unseal)
    return documents.path(ws, document.sha256)


def copy_out(ws: Workspace, document: Document, target: Path) -> None:
    """A copy of a document where the user wants it; the system has asked about overwriting."""
    with stream_of(_content(source_of(ws, document), document)) as source, replace_file(target) as file:
        shutil.copyfileobj(source, file, 1 << 20)


def _content(source: Source, document: Document) -> Content:
    path = source.path if isinstance(source, Sealed) else source
    if not path.is_file():
        raise Refused([problem(Code.FILE_MISSING, document.title)])
    return source.opened(document) if isinstance(source, Sealed) else source


def open_document(source: Source, document: Document) -> Opened:
    """The document as its kind is shown; refuses with the reason where no viewer can show it."""
    content = _content(source, document)
    title = document.title
    match document.media:
        case media.PDF:
            return pdf_pages.PdfPages(content, title)
        case media.WORD | media.WORD_WITH_MACROS:
            return word_text.read_word(content, title)
        case media.EXCEL | media.EXCEL_WITH_MACROS:
            return workbook_tables.WorkbookTables(content, title)
        case media.TEXT:
            return plain_text.read_text(content, title)
        case media.TABLE_TEXT:
            return plain_text.TextTable(content, title)
        case other if media.is_picture(other):
            return picture_pages.PicturePages(content, title)
        case _:
            raise Refused([problem(Code.DOCUMENT_UNSUPPORTED, title)])


def close_document(opened: Opened) -> None:
    """Give back what an opened document holds, in the thread that opened it."""
    if not isinstance(opened, Flow):
        opened.close()
