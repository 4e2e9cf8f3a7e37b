"""The folder of a scheme's own versions: the draft, and each locked version beside the record of its lock."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.domain.scheme import LoadedScheme
from evaluator_app.domain.scheme_versions import Lock
from evaluator_app.exchange.safe_names import is_safe_name
from evaluator_app.exchange.safe_writing import make_folder, new_file, replace_file
from evaluator_app.exchange.scheme_file import FILE_NAME, MAX_BYTES, read_scheme_file
from evaluator_app.exchange.scheme_writing import scheme_toml
from evaluator_app.exchange.small_files import read_small
from evaluator_app.exchange.strict_json import DataWrong, json_bytes, parse_json, structured

DRAFT, LOCK = "draft.toml", "lock.json"


def read_draft(folder: Path) -> Mapping[str, Any] | None:
    """The data of the draft, which need not be sound yet; None where there is no draft."""
    path = folder / DRAFT
    if not path.is_file():
        return None
    data = read_small(path, Code.SCHEME_TOO_LARGE, MAX_BYTES, limit=f"{MAX_BYTES >> 20} MiB")
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Refused([problem(Code.SCHEME_SYNTAX, str(path))]) from error


def write_draft(folder: Path, raw: Mapping[str, Any]) -> None:
    """Keep the draft; the one before it is replaced."""
    make_folder(folder)
    with replace_file(folder / DRAFT) as stream:
        stream.write(scheme_toml(raw))


def drop_draft(folder: Path) -> None:
    """Take the draft away."""
    (folder / DRAFT).unlink(missing_ok=True)


def write_version(folder: Path, loaded: LoadedScheme, lock: Lock) -> Path:
    """Write a locked version; it is one as soon as its record is there, and then stays as it is."""
    if not is_safe_name(lock.version):
        raise Refused([problem(Code.SCHEME_VERSION_UNSAFE, version=lock.version)])
    home = folder / lock.version
    make_folder(home)
    with (
        replace_file(home / FILE_NAME) if not (home / LOCK).exists() else new_file(home / FILE_NAME) as stream
    ):
        stream.write(loaded.source)
    with new_file(home / LOCK) as stream:
        stream.write(json_bytes(lock))
    return home / FILE_NAME


def read_versions(folder: Path) -> tuple[tuple[LoadedScheme, Lock, Path], ...]:
    """Every locked version, the latest first; one that is not as it was locked is refused."""
    found = [_read_version(path.parent) for path in sorted(folder.glob(f"*/{LOCK}"))]
    return tuple(sorted(found, key=lambda one: one[1].at, reverse=True))


def _read_version(home: Path) -> tuple[LoadedScheme, Lock, Path]:
    path = home / LOCK
    try:
        data = read_small(path, Code.SCHEME_TOO_LARGE, MAX_BYTES, limit=f"{MAX_BYTES >> 20} MiB")
        lock = structured(parse_json(data), Lock)
    except DataWrong as wrong:
        raise Refused([problem(Code.SCHEME_VERSION_CHANGED, str(home), version=home.name)]) from wrong
    loaded = read_scheme_file(home / FILE_NAME)
    if (loaded.digest, loaded.scheme.version) != (lock.digest, lock.version):
        raise Refused([problem(Code.SCHEME_VERSION_CHANGED, str(home), version=lock.version)])
    return loaded, lock, home / FILE_NAME
