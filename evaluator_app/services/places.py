"""Where the program's own files lie, and where a user's files lie unless they choose another place."""

from dataclasses import dataclass
from pathlib import Path

import platformdirs


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


@dataclass(frozen=True, kw_only=True)
class Folders:
    """Where a user's work lies: the workspace, the keys that open it, one's identity, the preferences."""

    workspace: Path
    keys: Path
    identity: Path  # the PKCS#12 file of who works on this computer
    preferences: Path

    @property
    def backups(self) -> Path:
        """Where the backups of the workspace lie: beside it."""
        return self.workspace.parent / "backups"


def own_folders(workspace: Path | None = None, keys: Path | None = None) -> Folders:
    """The user's folders, with another workspace or key folder where one is given."""
    config = platformdirs.user_config_path("evaluator-app", appauthor=False)
    data = platformdirs.user_data_path("evaluator-app", appauthor=False)
    keys = keys or config / "keys"
    return Folders(
        workspace=workspace or data / "workspace", keys=keys, identity=keys / "me.p12", preferences=config
    )
