"""Reading files: failures as problems, and small files as a whole within a limit."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem

LARGEST = 4 << 20  # identities, cards, certificates, trust lists


@contextlib.contextmanager
def reading(path: Path) -> Iterator[None]:
    """Failures of reading a file as problems."""
    try:
        yield
    except FileNotFoundError as error:
        raise Refused([problem(Code.FILE_MISSING, str(path))]) from error
    except OSError as error:
        raise Refused([problem(Code.FILE_UNREADABLE, str(path), reason=error.strerror or error)]) from error


def read_small(path: Path, code: Code, largest: int = LARGEST, **details: object) -> bytes:
    """The file's bytes; one that is larger than any such file is refused with this code."""
    with reading(path), path.open("rb") as file:
        data = file.read(largest + 1)
    if len(data) > largest:
        raise Refused([problem(code, str(path), **details)])
    return data
