"""Citations: where in the documents a mark has its reasons, and photos taken on site."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

Region = tuple[int, ...]  # left, top, right, bottom in thousandths of the page


@dataclass(frozen=True, kw_only=True)
class Citation:
    """A place in a document, or a photo, that a criterion's mark refers to; `page` counts from 0."""

    document: str  # its title, as the expert sees it
    sha256: str
    page: int | None = None
    region: Region | None = None
    excerpt: str = ""
    place: str = ""  # for documents without pages: a paragraph, a sheet and cell
    photo: bool = False

    @property
    def where(self) -> str:
        """The page as people count, or the place."""
        return str(self.page + 1) if self.page is not None else self.place


def citations_as_data(citations: Iterable[Citation]) -> list[dict[str, object]]:
    """Citations as the journal and a sheet's data hold them; what says nothing is left out."""
    return [{name: value for name, value in asdict(one).items() if _says(value)} for one in citations]


def _says(value: object) -> bool:
    return value is not None and value != "" and value is not False


def citations_from_data(data: Iterable[dict[str, Any]]) -> tuple[Citation, ...]:
    """The citations that `citations_as_data` wrote."""
    return tuple(
        Citation(**one | ({"region": tuple(one["region"])} if "region" in one else {})) for one in data
    )
