"""The PDF of a Word or other document, where an application has both: pages are cited from the PDF."""

import re
from collections.abc import Iterable
from unicodedata import normalize

from evaluator_app.domain.application import Document
from evaluator_app.domain.media import PDF, is_picture

_ENDING = re.compile(r"\.(pdf|docx?|docm|rtf|odt|odp|xlsx?|xlsm|pptx?|wps|ofd|txt|md|csv)$")
_FORM = re.compile(r"\((?:[^()]*(?:pdf|word|excel|wps|docx?|xlsx?|原稿|原件|扫描|盖章|签字|电子)[^()]*)\)$")


def stem(title: str) -> str:
    """A title without what only says which form of the document it is: “报告（Word 原稿）” is “报告”."""
    bare, before = normalize("NFKC", title).strip().lower(), ""
    while bare != before:
        before = bare
        bare = _FORM.sub("", _ENDING.sub("", bare)).strip()
    return bare


def rendition_of(document: Document, documents: Iterable[Document]) -> Document | None:
    """The PDF with the same title; None for a PDF itself, a picture, and where there is none."""
    if document.media == PDF or is_picture(document.media) or not stem(document.title):
        return None
    same = (one for one in documents if one.media == PDF and stem(one.title) == stem(document.title))
    return next(same, None)
