"""What an expert has selected in a document, and where the viewer is asked to go."""

from dataclasses import dataclass
from typing import Protocol

from evaluator_app.domain.application import Document
from evaluator_app.services.documents import Region


@dataclass(frozen=True, slots=True)
class Picked:
    """A selection inside one document."""

    page: int | None = None  # from 0; None where the document has no pages
    region: Region | None = None
    excerpt: str = ""
    place: str = ""  # ¶ and a number, or sheet and cells, where the document has no pages


@dataclass(frozen=True, slots=True)
class Selection:
    """A selection with the document it is in: all a citation needs."""

    document: str  # its id
    sha256: str
    page: int | None
    region: Region | None
    excerpt: str
    place: str


def selection_of(document: Document, picked: Picked) -> Selection:
    """A selection as that of its document."""
    return Selection(document.id, document.sha256, picked.page, picked.region, picked.excerpt, picked.place)


class Target(Protocol):
    """Where to go: a selection or a citation made from one."""

    @property
    def document(self) -> str:
        """The document's id."""

    @property
    def page(self) -> int | None:
        """The page, from 0."""

    @property
    def region(self) -> tuple[int, int, int, int] | None:
        """The region in thousandths of the page."""

    @property
    def excerpt(self) -> str:
        """The words meant."""

    @property
    def place(self) -> str:
        """The place in a document without pages."""
