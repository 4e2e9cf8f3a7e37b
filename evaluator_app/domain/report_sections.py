"""The sections of a report, found by their headings, and how long each is (D-11)."""

import re
from collections.abc import Mapping, Sequence

from evaluator_app.domain.requirements import ReportSection
from evaluator_app.domain.sheet import count_characters

_NUMBER = re.compile(r"^[（(]?[0-9一二三四五六七八九十]+[）)]?[、.．:：\s]*")
_LIMIT = re.compile(r"^\s*[（(][^（()）]*字[^（()）]*[）)]")
_SAME_LINE = re.compile(r"^\s*[:：]\s*")


def section_lengths(sections: Sequence[ReportSection], paragraphs: Sequence[str]) -> Mapping[str, int]:
    """Characters by section id, tables included and headings not; a section that was not found is absent.

    A section goes from its heading to the heading of the next one. Where a heading comes again, as in a
    table of contents, its longest text counts.
    """
    lengths: dict[str, int] = {}
    current, length = "", 0
    for paragraph in paragraphs:
        found = _heading(sections, paragraph)
        if found is None:
            length += count_characters(paragraph)
            continue
        if current:
            lengths[current] = max(lengths.get(current, 0), length)
        current, length = found[0], count_characters(found[1])
    if current:
        lengths[current] = max(lengths.get(current, 0), length)
    return lengths


def _heading(sections: Sequence[ReportSection], paragraph: str) -> tuple[str, str] | None:
    """The section a paragraph is the heading of, and what stands behind it in the same line."""
    said = _NUMBER.sub("", paragraph.strip())
    for section in sections:
        if said.startswith(section.title):
            rest = _LIMIT.sub("", said.removeprefix(section.title))
            behind = _SAME_LINE.sub("", rest)
            if not rest.strip() or behind != rest:
                return section.id, behind
    return None
