"""The files of a folder as they go into a bag: by their path, without what programs leave behind."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from evaluator_app.exchange.small_files import reading

_LEFT_BEHIND = ("thumbs.db", "desktop.ini")  # besides hidden files and Office's locks


def folder_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Each file's path inside the folder, with `/`, and where it lies; what a link leads out to is left."""
    with reading(folder):
        home = folder.resolve()
        for path in sorted(folder.rglob("*")):
            parts = path.relative_to(folder).parts
            if _is_kept(parts) and path.is_file() and path.resolve().is_relative_to(home):
                yield "/".join(parts), path


def _is_kept(parts: Sequence[str]) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in parts)
    return not hidden and parts[-1].lower() not in _LEFT_BEHIND
