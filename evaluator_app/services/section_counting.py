"""Characters of the sections of an application's reports, counted once for the same bytes (D-11)."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from evaluator_app.domain.media import WORD
from evaluator_app.domain.problems import Refused
from evaluator_app.domain.report_sections import section_lengths
from evaluator_app.domain.requirements import ReportSection
from evaluator_app.domain.scheme import Scheme
from evaluator_app.exchange.source_folder import SourceApplication
from evaluator_app.exchange.word_text import read_word

_REMEMBERED = (
    4096  # reports of a large campaign: reading one takes a second, and it is asked for again and again
)


@dataclass(frozen=True, kw_only=True)
class _Report:
    """A report: two of the same bytes and sections are the same, wherever they lie."""

    digest: str
    sections: tuple[ReportSection, ...]
    file: Path = field(compare=False)
    title: str = field(compare=False)


def lengths(scheme: Scheme, source: SourceApplication) -> dict[str, dict[str, int]]:
    """Characters by section, by kind of document, of reports in Word; what cannot be read is not counted."""
    kinds = {one.id: one for one in scheme.documents if one.sections}
    found: dict[str, dict[str, int]] = {}
    for document, file in zip(source.application.documents, source.files, strict=True):
        kind = kinds.get(document.kind)
        if kind is None or document.media != WORD:
            continue
        try:
            with file.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError:
            continue
        report = _Report(digest=digest, sections=kind.sections, file=file, title=document.title)
        found.setdefault(kind.id, {}).update(_counted(report))
    return found


@lru_cache(maxsize=_REMEMBERED)
def _counted(report: _Report) -> Mapping[str, int]:
    try:
        return section_lengths(report.sections, read_word(report.file, report.title).paragraphs)
    except Refused:
        return {}
