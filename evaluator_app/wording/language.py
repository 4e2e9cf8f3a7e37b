"""The language of the program: gettext catalogues, English message ids, placeholders checked."""

import contextlib
import gettext
import locale
import os
import re
from collections.abc import Iterator
from contextvars import ContextVar
from functools import cache
from pathlib import Path

DOMAIN = "evaluator_app"
LANGUAGES = {"zh_CN": "简体中文", "en": "English"}

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_active: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"
_folder: Path | None = None
_for_now: ContextVar[gettext.NullTranslations | None] = ContextVar("language", default=None)


def use_language(language: str, locale_folder: Path) -> None:
    """Speak this language from now on; a language without a catalogue is English."""
    global _active, _folder, _language  # noqa: PLW0603 - the one place that knows the language
    _folder, _language = locale_folder, language
    _active = gettext.translation(DOMAIN, locale_folder, [language], fallback=True)


def system_language() -> str:
    """The system's language, Chinese unless it is plainly another one."""
    said = filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG")))
    name = next(said, "") or locale.setlocale(
        locale.LC_CTYPE
    )  # getlocale() takes the neutral “C” for English
    return "en" if name.lower().startswith("en") else "zh_CN"


def spoken() -> str:
    """The language that is spoken here and now."""
    found = _for_now.get()
    return _language if found is None else str(found.info().get("language") or "en")


@contextlib.contextmanager
def speaking(language: str, locale_folder: Path | None = None) -> Iterator[None]:
    """Speak another language in this thread until the block ends: to compare with a file written in it.

    The catalogues are those of `use_language`, or lie in a folder where that was not called.
    """
    known = language if language in LANGUAGES else "en"
    token = _for_now.set(gettext.translation(DOMAIN, locale_folder or _folder, [known], fallback=True))
    try:
        yield
    finally:
        _for_now.reset(token)


def _translations() -> gettext.NullTranslations:
    return _for_now.get() or _active


def text(msgid: str, **values: object) -> str:
    """The sentence in the active language; a translation with other placeholders is refused."""
    return _filled(msgid, _translations().gettext(msgid), values)


def plural(one: str, many: str, count: int, **values: object) -> str:
    """The sentence for a count."""
    return _filled(many, _translations().ngettext(one, many, count), {"count": count, **values})


def in_every_language(msgid: str) -> frozenset[str]:
    """The words in all languages of the program: for files that were written in another one."""
    return _in_all(msgid, _folder)


@cache
def _in_all(msgid: str, folder: Path | None) -> frozenset[str]:
    catalogues = [gettext.translation(DOMAIN, folder, [name], fallback=True) for name in LANGUAGES]
    return frozenset({msgid, *(one.gettext(msgid) for one in catalogues)})


def mark(msgid: str) -> str:
    """A sentence to be translated later, where it is said."""
    return msgid


def _filled(msgid: str, translated: str, values: dict[str, object]) -> str:
    if "{" not in translated:
        return translated
    if set(_PLACEHOLDER.findall(translated)) - set(_PLACEHOLDER.findall(msgid)):
        translated = msgid
    return translated.format(**values) if values else translated
