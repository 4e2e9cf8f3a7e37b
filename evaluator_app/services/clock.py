"""The clock: the only place where services ask for the time."""

from datetime import datetime


def now() -> str:
    """The local time with its zone, ISO 8601."""
    return datetime.now().astimezone().isoformat(timespec="milliseconds")
