"""A log of what the program itself did wrong, without anything a person entered."""

import platform
import traceback
from datetime import datetime
from pathlib import Path

import platformdirs

from evaluator_app.exchange.safe_writing import replace_file
from evaluator_app.version import VERSION


def log_folder() -> Path:
    """Where logs of this user lie."""
    return platformdirs.user_log_path("evaluator-app", appauthor=False)


def write_crash(error: BaseException, folder: Path, now: datetime) -> Path:
    """Write what failed and where in the program; messages and values stay out, they may name people."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{now:%Y%m%d-%H%M%S-%f}.txt"
    with replace_file(path) as file:
        file.write("\n".join([*_machine(), "", *_steps(error), ""]).encode())
    return path


def _machine() -> list[str]:
    return [f"evaluator-app {VERSION}", f"Python {platform.python_version()}", platform.platform()]


def _steps(error: BaseException | None) -> list[str]:
    """The calls that led to the error and to each of its causes, as module, line and function."""
    lines = []
    while error is not None:
        lines.append(type(error).__name__)
        lines += [
            f"  {_short(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)
        ]
        error = error.__cause__ or error.__context__
    return lines


def _short(filename: str) -> str:
    """The last parts of a path: those before name the user's folders."""
    return "/".join(Path(filename).parts[-3:])
