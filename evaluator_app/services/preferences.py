"""The user's preferences as a small file of this computer; they hold nothing about the work."""

from pathlib import Path

from evaluator_app.domain.problems import Refused
from evaluator_app.exchange.safe_writing import replace_file

_NAME = "preferences.json"


def kept_preferences(folder: Path) -> str:
    """The text kept last, or nothing."""
    try:
        return (folder / _NAME).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def keep_preferences(folder: Path, text: str) -> None:
    """Keep this text; a folder that cannot be written only means that it is forgotten."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with replace_file(folder / _NAME) as file:
            file.write(text.encode())
    except (OSError, Refused):
        return
