"""Intake of 1,000 applications with 10 documents each: seen, taken in with their journal, and seen again."""

import contextlib
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from delivery_builders import deliver
from form_builders import S1
from workspace_builders import KEY

from evaluator_app.domain.campaigns import CampaignPlan
from evaluator_app.services import campaigns, intake, taking_in
from evaluator_app.services.places import own_places
from evaluator_app.services.taking_in import Office
from evaluator_app.store.workspace import create_workspace

Figure = Callable[[str, float, float | None, str], None]

APPLICATIONS, DOCUMENTS = 1_000, 10
LINEAR_BUDGET = 1.6  # times as long for each application as where there are a tenth of them


def take_in(folder: Path, applications: int) -> tuple[tuple[float, float, float], float]:
    """Seconds to look at a delivery, take it in, and find nothing of it new; those of the processor alone."""
    delivery = deliver(folder / "in", applications, DOCUMENTS)
    with contextlib.closing(create_workspace(folder / "ws", KEY)) as ws:
        plan = CampaignPlan(
            id="bench", title="示例", year=2024, scheme=S1, scheme_digest="", folder=str(folder / "campaign")
        )
        begun = campaigns.begin(ws, own_places().forms, plan)
        campaigns.set_dates(ws, "bench", [replace(one, last="") for one in begun.dates])
        target = intake.target_of(ws, "bench")
        worked, start = time.process_time(), time.perf_counter()
        found = intake.preview([delivery], target)
        seen = time.perf_counter()
        taken = taking_in.apply(found, target, Office(ws=ws, who="示例"))
        written = time.perf_counter()
        again = intake.preview([delivery], target)
        end, worked = time.perf_counter(), time.process_time() - worked
        assert len(taken.written) == len(intake.journal(ws, "bench")) == applications
        assert not any(one.wanted for one in again)
    shutil.rmtree(folder)
    return (seen - start, written - seen, end - written), worked


def bench_intake(tmp_path: Path, figure: Figure) -> None:
    """The whole of it, and whether it grows no faster than the delivery."""
    _, few = take_in(tmp_path / "few", APPLICATIONS // 10)
    times, many = take_in(tmp_path / "many", APPLICATIONS)
    for name, seconds in zip(("look at", "take in", "look again at"), times, strict=True):
        figure(f"{name} 1,000 applications with 10 documents each", seconds, None, "s")
    figure("intake of one of 1,000 applications against one of 100", many / few / 10, LINEAR_BUDGET, "x")
