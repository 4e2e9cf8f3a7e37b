"""Joins the layers: finds the program's own files, sets the language, opens the window or runs a command."""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator_app.late import late
from evaluator_app.services.places import Places, own_places
from evaluator_app.version import VERSION
from evaluator_app.wording.language import system_language, text, use_language

if TYPE_CHECKING:
    import multiprocessing

    from evaluator_app.cli import main as commands
    from evaluator_app.services import crash_log
    from evaluator_app.ui import application
else:
    multiprocessing = late("multiprocessing")
    commands = late("evaluator_app.cli.main")
    crash_log = late("evaluator_app.services.crash_log")
    application = late("evaluator_app.ui.application")

FAULT, INTERRUPTED = 3, 130


def main() -> int:
    """Run the program with the arguments of its command line; its exit status."""
    _write_utf8()
    places = own_places()
    use_language(os.environ.get("EVALUATOR_LANGUAGE") or system_language(), places.resources / "locale")
    sys.excepthook = lambda _kind, error, _trace: print(_apology(error), file=sys.stderr)
    try:
        return _run(sys.argv[1:], places)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output has left, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - whatever it is, a person gets a sentence and no traceback
        print(_apology(error), file=sys.stderr)
        return FAULT


def _run(arguments: Sequence[str], places: Places) -> int:
    if list(arguments) == ["--version"]:
        print(f"evaluator-app {VERSION}")
        return 0
    if not arguments or arguments[0] == "--workspace" or arguments[0].endswith(".evpkg"):
        return _window(arguments, places)
    return commands.run(arguments, places)


def _window(arguments: Sequence[str], places: Places) -> int:
    """The window: on the usual workspace or another one, with a package that was double-clicked."""
    parser = argparse.ArgumentParser(prog="evaluator-app")
    parser.add_argument("package", nargs="?", type=Path)
    parser.add_argument("--workspace", type=Path)
    parser.add_argument("--keys", type=Path)
    options = parser.parse_args(arguments)
    return application.start(places, options.workspace, options.keys, options.package)


def _apology(error: BaseException) -> str:
    """What a person is told when the program fails; the details are in a file without personal data."""
    try:
        path = crash_log.write_crash(error, crash_log.log_folder(), datetime.now().astimezone())
    except Exception:  # noqa: BLE001 - a log that cannot be written must not hide the sentence
        return text("Something went wrong in the program. What was saved is safe.")
    return text("Something went wrong in the program. What was saved is safe. Details: {file}", file=path)


def _write_utf8() -> None:
    """Chinese text reaches files and pipes whole, also where Windows would use a code page."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    if hasattr(sys, "frozen"):  # a process of the built program that was started to help another
        multiprocessing.freeze_support()
    sys.exit(main())
