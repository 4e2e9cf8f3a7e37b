"""Documents that come with a form: new, changed or known, and of which kind by their names."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from evaluator_app.domain.codes import Code
from evaluator_app.domain.media import PDF, WITH_MACROS, is_rendered, is_viewable, media_of
from evaluator_app.domain.problems import Problem, problem
from evaluator_app.domain.renditions import stem
from evaluator_app.domain.requirements import DocumentKind

_LEAST = 4  # letters of a name that may stand for a longer title
_ORNAMENT = re.compile(r"[\W\d_]+")


class DocumentArrival(StrEnum):
    """How a document stands to what is known."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, kw_only=True)
class IncomingDocument:
    """A file that came with a form: where it lies, and its name below the application's folder."""

    source: str
    name: str
    size: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class KnownDocument:
    """A document an application has already; `made_from` is the file a PDF was made of."""

    name: str
    sha256: str = ""  # "" where its size alone tells that it is another one
    kind: str = ""
    made_from: str = ""
    no_pdf: bool = False  # LibreOffice could make none of it


@dataclass(frozen=True, kw_only=True)
class DocumentChange:
    """What is to be done with a document; `rendition` is the PDF to be made of it, "" for none."""

    document: IncomingDocument
    arrival: DocumentArrival
    kind: str = ""
    rendition: str = ""

    @property
    def written(self) -> bool:
        """Whether the document itself is to be written."""
        return self.arrival is not DocumentArrival.SAME

    @property
    def changes(self) -> bool:
        """Whether anything is to be done."""
        return self.written or bool(self.rendition)


def sort_documents(
    incoming: Sequence[IncomingDocument], known: Iterable[KnownDocument], kinds: Sequence[DocumentKind]
) -> tuple[DocumentChange, ...]:
    """What is to be done with each document, in the order they came."""
    before = {one.name: one for one in known}
    taken = {*before, *(one.name for one in incoming)}
    found = []
    for one in incoming:
        old = before.get(one.name)
        arrival = _arrival(one, old)
        kind = (old.kind if old else "") or kind_of(one.name, kinds)
        pdf = _rendition(one, before, taken, arrival)
        taken.add(pdf)
        found.append(DocumentChange(document=one, arrival=arrival, kind=kind, rendition=pdf))
    return tuple(found)


def _arrival(one: IncomingDocument, old: KnownDocument | None) -> DocumentArrival:
    if old is None:
        return DocumentArrival.NEW
    return DocumentArrival.SAME if old.sha256 == one.sha256 else DocumentArrival.CHANGED


def _rendition(
    one: IncomingDocument,
    before: Mapping[str, KnownDocument],
    taken: Iterable[str],
    arrival: DocumentArrival,
) -> str:
    """The PDF to be made of a document: none where there is one of the same title, unless we made it."""
    if not is_rendered(media_of(one.name)):
        return ""
    own = next((pdf.name for pdf in before.values() if pdf.made_from == one.name), "")
    if own:
        return own if arrival is DocumentArrival.CHANGED else ""
    if arrival is DocumentArrival.SAME and before[one.name].no_pdf:
        return ""
    same = (name for name in taken if media_of(name) == PDF and stem(name) == stem(one.name))
    return "" if any(same) else f"{one.name.rpartition('.')[0]}.pdf"


def kind_of(name: str, kinds: Sequence[DocumentKind]) -> str:
    """The kind that a file's name says, or the folder it lies in, the nearest first; "" where none does."""
    *folders, file = name.split("/")
    for part in (file.rpartition(".")[0] or file, *reversed(folders)):
        found = _kind_said(_plain(part), kinds)
        if found:
            return found
    return ""


def _kind_said(words: str, kinds: Sequence[DocumentKind]) -> str:
    """The kind with the longest name these words hold, or the only one whose name holds them."""
    held = {one.id: max((len(n) for n in _names(one) if n in words), default=0) for one in kinds}
    longest = max(held.values(), default=0)
    best = [name for name, length in held.items() if length == longest]
    if longest:
        return best[0] if len(best) == 1 else ""
    core = _ORNAMENT.sub("", words)
    near = [one.id for one in kinds if len(core) >= _LEAST and any(core in name for name in _names(one))]
    return near[0] if len(near) == 1 else ""


def _names(kind: DocumentKind) -> Iterator[str]:
    return (_plain(one) for one in (kind.id, kind.title, *kind.aliases))


def _plain(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", words).split()).casefold()


def document_findings(
    documents: Iterable[DocumentChange], known: Iterable[KnownDocument], *, office: bool
) -> tuple[Problem, ...]:
    """Documents no viewer can show, and those with macros; a PDF beside them, or to be made, mends it."""
    every = tuple(documents)
    pdfs = [one.document.name for one in every] + [one.name for one in known]
    shown = {stem(name) for name in pdfs if media_of(name) == PDF}
    found = []
    for one in every:
        name, source = one.document.name, one.document.source
        media = media_of(name)
        if media in WITH_MACROS:
            found.append(problem(Code.DOCUMENT_MACROS, source))
        if not is_viewable(media) and stem(name) not in shown and not (office and one.rendition):
            found.append(problem(Code.DOCUMENT_UNSUPPORTED, source))
    return tuple(found)


def missing_kinds(
    place: str,
    documents: Iterable[DocumentChange],
    known: Iterable[KnownDocument],
    kinds: Iterable[DocumentKind],
) -> tuple[Problem, ...]:
    """The kinds of documents a scheme requires and nothing is of."""
    there = {*(one.kind for one in documents), *(one.kind for one in known)}
    return tuple(
        problem(Code.DOCUMENT_KIND_MISSING, place, kind=one.title)
        for one in kinds
        if one.required and one.id not in there
    )
