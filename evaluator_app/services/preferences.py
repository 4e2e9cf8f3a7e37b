"""Small texts of this computer beside the work: the user's preferences, where the authority lies."""

from pathlib import Path

from evaluator_app.domain.problems import Refused
from evaluator_app.exchange.safe_writing import replace_file

PREFERENCES = "preferences.json"
AUTHORITY = "authority.txt"  # where the secretariat's authority lies


def kept(folder: Path, name: str) -> str:
    """The text kept last under this name, or nothing."""
    try:
        return (folder / name).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def keep(folder: Path, name: str, text: str) -> None:
    """Keep this text; a folder that cannot be written only means that it is forgotten."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with replace_file(folder / name) as file:
            file.write(text.encode())
    except (OSError, Refused):
        return
