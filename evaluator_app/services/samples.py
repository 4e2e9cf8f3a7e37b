"""The sample that ships with the program: a package built and received like any other."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from evaluator_app.services.clock import now
from evaluator_app.services.packages import build
from evaluator_app.services.places import Places
from evaluator_app.services.receiving import Received, receive
from evaluator_app.store.workspace import Workspace


def sample_campaign(places: Places) -> Path:
    """The folder of applications the sample package is built from."""
    return places.resources / "sample" / "campaign"


def receive_sample(
    ws: Workspace, places: Places, progress: Callable[[int, int], None] | None = None
) -> Received:
    """The sample in the workspace, ready to be scored."""
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder) / "sample.evpkg"
        build(sample_campaign(places), places.forms, package, now=now())
        return receive(ws, package, progress)
