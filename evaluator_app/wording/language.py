"""The language of the program: gettext catalogues, English message ids, placeholders checked."""

import gettext
import locale
import os
import re
from functools import cache
from pathlib import Path

DOMAIN = "evaluator_app"
LANGUAGES = {"zh_CN": "简体中文", "en": "English"}

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_active: gettext.NullTranslations = gettext.NullTranslations()
_folder: Path | None = None


def use_language(language: str, locale_folder: Path) -> None:
    """Speak this language from now on; a language without a catalogue is English."""
    global _active, _folder  # noqa: PLW0603 - the one place that knows the language
    _folder = locale_folder
    _active = gettext.translation(DOMAIN, locale_folder, [language], fallback=True)


def system_language() -> str:
    """The system's language, Chinese unless it is plainly another one."""
    said = filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG")))
    name = next(said, "") or locale.setlocale(
        locale.LC_CTYPE
    )  # getlocale() takes the neutral “C” for English
    return "en" if name.lower().startswith("en") else "zh_CN"


def text(msgid: str, **values: object) -> str:
    """The sentence in the active language; a translation with other placeholders is refused."""
    return _filled(msgid, _active.gettext(msgid), values)


def plural(one: str, many: str, count: int, **values: object) -> str:
    """The sentence for a count."""
    return _filled(many, _active.ngettext(one, many, count), {"count": count, **values})


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
