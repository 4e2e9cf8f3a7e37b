"""A judgement added to application.toml; everything that stands there stays as it is."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import tomli_w

from evaluator_app.domain.codes import Code
from evaluator_app.domain.conformity_results import Judgement
from evaluator_app.exchange.safe_writing import replace_file
from evaluator_app.exchange.small_files import read_small
from evaluator_app.exchange.source_folder import APPLICATION_FILE, MAX_TOML

_TABLE = "judgements"


def add_judgement(folder: Path, judgement: Judgement) -> Path:
    """Write a judgement behind those there are, in the file of the application in this folder."""
    path = folder / APPLICATION_FILE
    old = read_small(path, Code.APPLICATION_INVALID, MAX_TOML, reason=f"{MAX_TOML >> 20} MiB")
    said = _said(judgement)
    with replace_file(path) as stream:
        stream.write(_appended(old, said))
    return path


def _said(judgement: Judgement) -> dict[str, Any]:
    """What is not said is not written."""
    texts = {name: getattr(judgement, name).strip() for name in ("figure", "reason", "by", "on")}
    said: dict[str, Any] = {"rule": judgement.rule}
    if judgement.met is not None:
        said["met"] = judgement.met
    return said | {name: words for name, words in texts.items() if words}


def _appended(old: bytes, said: dict[str, Any]) -> bytes:
    """The file with a table at its end, so that comments stay; written anew where that cannot be."""
    before = tomllib.loads(old.decode("utf-8-sig"), parse_float=Decimal)
    wanted = {**before, _TABLE: [*before.get(_TABLE, []), said]}
    table = f"\n[[{_TABLE}]]\n{tomli_w.dumps(said)}".encode()
    line = b"\r\n" if b"\r\n" in old else b"\n"
    end = b"" if old.endswith(b"\n") or not old else line
    new = old + end + table.replace(b"\n", line)
    try:
        if tomllib.loads(new.decode("utf-8-sig"), parse_float=Decimal) == wanted:
            return new
    except tomllib.TOMLDecodeError:  # the judgements stand there as one list in brackets
        pass
    return tomli_w.dumps(wanted).encode()
