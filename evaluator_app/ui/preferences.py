"""How a user wants the window: language, theme, text size; kept in a small file of this computer."""

import json
from dataclasses import asdict, dataclass, replace

from evaluator_app.ui.desks import EXPERT, SECRETARIAT
from evaluator_app.ui.tokens import TEXT_SCALES
from evaluator_app.wording.language import LANGUAGES, system_language, text

LOCK_MINUTES = (5, 15, 30, 0)
THEMES = ("system", "light", "dark")


@dataclass(frozen=True, kw_only=True)
class Preferences:
    """The choices of the view menu."""

    language: str
    theme: str = "system"
    text_scale: float = 1.0
    timer: bool = False
    desk: str = ""  # not chosen yet
    lock_minutes: int = 15  # without a key or click; 0 never

    def with_desk(self, desk: str) -> "Preferences":
        """The same at another desk."""
        return replace(self, desk=desk)

    def with_language(self, language: str) -> "Preferences":
        """The same in another language."""
        return replace(self, language=language)

    def with_theme(self, theme: str) -> "Preferences":
        """The same with another theme."""
        return replace(self, theme=theme)

    def with_text_scale(self, text_scale: float) -> "Preferences":
        """The same with another text size."""
        return replace(self, text_scale=text_scale)


def read_preferences(text: str) -> Preferences:
    """The preferences kept as JSON; what is missing or odd is as on the first day."""
    try:
        data = json.loads(text)
    except ValueError:
        data = {}
    data = data if isinstance(data, dict) else {}
    return Preferences(
        language=data["language"] if data.get("language") in LANGUAGES else system_language(),
        theme=data["theme"] if data.get("theme") in THEMES else "system",
        text_scale=data["text_scale"] if data.get("text_scale") in TEXT_SCALES else 1.0,
        timer=data.get("timer") is True,
        lock_minutes=data["lock_minutes"] if data.get("lock_minutes") in LOCK_MINUTES else 15,
        desk=data["desk"] if data.get("desk") in (EXPERT, SECRETARIAT) else "",
    )


def theme_titles() -> dict[str, str]:
    """The themes in words."""
    return {"system": text("Like the system"), "light": text("Light"), "dark": text("Dark")}


def lock_titles() -> dict[str, str]:
    """After how long the program locks itself, in words."""
    return {
        str(minutes): text("After {minutes} minutes", minutes=minutes) if minutes else text("Never")
        for minutes in LOCK_MINUTES
    }


def preferences_text(preferences: Preferences) -> str:
    """The preferences as JSON."""
    return json.dumps(asdict(preferences))
