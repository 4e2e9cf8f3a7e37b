"""Small files read as a whole: identities, cards, certificates, trust lists."""

from pathlib import Path

from evaluator_app.domain.problems import Code, Refused, problem
from evaluator_app.exchange.bag import reading

LARGEST = 4 << 20


def read_small(path: Path, code: Code, **details: str) -> bytes:
    """The file's bytes; one that is larger than any such file is refused with this code."""
    with reading(path), path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Refused([problem(code, str(path), **details)])
    return data
