"""Where the program's own files lie."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Places:
    """The schemes that ship with the program, and its sample, icons and catalogues."""

    forms: Path
    resources: Path


def own_places() -> Places:
    """Beside the package in a checkout and in the built program, inside it where a wheel was installed."""
    package = Path(__file__).resolve().parent.parent
    folder = package.parent if (package.parent / "forms").is_dir() else package
    return Places(forms=folder / "forms", resources=folder / "resources")
