"""The user's preferences as a small file of this computer; they hold nothing about the work."""

from pathlib import Path

import platformdirs

from evaluator_app.domain.problems import Refused
from evaluator_app.exchange.safe_writing import replace_file


def _file() -> Path:
    return platformdirs.user_config_path("evaluator-app", appauthor=False) / "preferences.json"


def kept_preferences() -> str:
    """The text kept last, or nothing."""
    try:
        return _file().read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def keep_preferences(text: str) -> None:
    """Keep this text; a folder that cannot be written only means that it is forgotten."""
    try:
        _file().parent.mkdir(parents=True, exist_ok=True)
        with replace_file(_file()) as file:
            file.write(text.encode())
    except (OSError, Refused):
        return
