"""The catalogues of the program's sentences: update, check, compile."""

import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
DOMAIN = "evaluator_app"
LOCALE = ROOT / "resources" / "locale"
KEYWORDS = {"text": None, "plural": (1, 2), "mark": None}
PLACEHOLDER = re.compile(r"\{\w*\}")


def extracted() -> Catalog:
    """Every sentence that stands in the source."""
    catalog = Catalog(domain=DOMAIN, charset="utf-8")
    found = extract_from_dir(ROOT / DOMAIN, [("**.py", "python")], keywords=KEYWORDS)
    for file, _line, message, comments, context in found:
        catalog.add(message, locations=[(f"{DOMAIN}/{file}", 0)], auto_comments=comments, context=context)
    return catalog


def sources() -> list[Path]:
    """The catalogues that people translate."""
    return sorted(LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def read(source: Path) -> Catalog:
    """A catalogue as it is on disk."""
    with source.open("rb") as file:
        return read_po(file, locale=source.parts[-3], domain=DOMAIN)


def update() -> None:
    """Bring each catalogue in line with the source; translations stay."""
    template = extracted()
    for source in sources():
        catalog = read(source)
        catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
        with source.open("wb") as file:
            write_po(file, catalog, width=110, sort_output=True, ignore_obsolete=True, include_lineno=False)


def problems() -> list[str]:
    """What keeps a catalogue from being complete: missing, fuzzy, left over, other placeholders."""
    template = {str(one.id) for one in extracted() if one.id}
    found = []
    for source in sources():
        catalog = {str(one.id): one for one in read(source) if one.id}
        found += [f"{source.parts[-3]}: missing: {one}" for one in template - catalog.keys()]
        found += [f"{source.parts[-3]}: left over: {one}" for one in catalog.keys() - template]
        found += [f"{source.parts[-3]}: {fault}" for one in catalog.values() for fault in _faults(one)]
    return sorted(found)


def _faults(message: Message) -> list[str]:
    ids, translations = _forms(message.id), _forms(message.string)
    if message.fuzzy:
        return [f"fuzzy: {message.id}"]
    if not all(translations):
        return [f"not translated: {message.id}"]
    wanted = set(PLACEHOLDER.findall(ids[-1]))
    return [f"other placeholders: {one}" for one in translations if set(PLACEHOLDER.findall(one)) != wanted]


def _forms(texts: object) -> list[str]:
    return [str(one) for one in texts] if isinstance(texts, list | tuple) else [str(texts)]


def compile_all() -> None:
    """Write the compiled catalogues the program reads, where they are older than their source."""
    for source in sources():
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            with target.open("wb") as file:
                write_mo(file, read(source))


def main(command: str) -> int:
    """`update`, `check` or `compile`."""
    if command == "check":
        found = problems()
        print(*found, sep="\n", end="\n" if found else "")
        return 1 if found else 0
    {"update": update, "compile": compile_all}[command]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
