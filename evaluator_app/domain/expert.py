"""An expert: who scores."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Expert:
    """Who scores; the name is on every sheet."""

    name: str
    organisation: str = ""
