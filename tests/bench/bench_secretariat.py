"""The secretariat beside its budgets: a panel proposal, and packages built beside `zip` and `sha256sum`.

Run by the benchmarks of the project, or alone: `python tests/bench/bench_secretariat.py`.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from bench_packages import MIB, ROOT, make_source, seconds, sha256sum

APPLICATIONS, MEMBERS, EACH = 1500, 300, 5
PROPOSAL_BUDGET = 5.0  # seconds
SECTORS = ("制造", "服务", "工程")

Figure = Callable[[str, float, float | None, str], None]


def proposal(most: int) -> float:
    """Seconds for conflicts and proposal together; every seat is filled, or the figure means nothing."""
    from evaluator_app.domain.application import Application  # noqa: PLC0415 - as in the other benchmarks
    from evaluator_app.domain.expert import Expert  # noqa: PLC0415 - as above
    from evaluator_app.domain.panels import PanelNeeds, ground_of  # noqa: PLC0415 - as above
    from evaluator_app.domain.proposal import propose  # noqa: PLC0415 - as above
    from evaluator_app.domain.roster import Member  # noqa: PLC0415 - as above

    members = [
        Member(
            id=f"E-{number:04}",
            place="",
            expert=Expert(name=f"专家{number}", organisation=f"单位{number}"),
            appointed="2024-01-01",
            term_years=5,
            fields=(SECTORS[number % 3],),
        )
        for number in range(MEMBERS)
    ]
    applications = [
        Application(
            id=f"A-{number:04}", organisation=f"单位{number % 600}", site="", sector=SECTORS[number % 3]
        )
        for number in range(APPLICATIONS)
    ]
    needs = PanelNeeds(per_application=EACH, odd=True, most_each=most)

    def work() -> None:
        found = propose(ground_of(members, applications, "2025-01-01"), needs)
        assert not found.problems
        assert sum(map(len, found.seats.values())) == APPLICATIONS * EACH

    return seconds(work)


def building_ratio(folder: Path, documents: int, size: int) -> float:
    """Time to build a package, as a multiple of what `zip -0` and `sha256sum` take for its documents."""
    from evaluator_app.services import packages  # noqa: PLC0415 - as above

    files = make_source(folder, documents, size)
    path, plain = folder.with_suffix(".evpkg"), folder.with_suffix(".zip")

    def build() -> None:
        path.unlink(missing_ok=True)
        packages.build(folder, ROOT / "forms", path, now="2024-08-30T10:00:00+08:00")

    def by_tools() -> None:
        plain.unlink(missing_ok=True)
        subprocess.run(["zip", "-0", "-q", "-r", plain, folder.name], cwd=folder.parent, check=True)
        sha256sum(files)

    ratio = seconds(build) / seconds(by_tools)
    shutil.rmtree(folder)
    path.unlink()
    plain.unlink()
    return ratio


def bench_panel_proposal(tmp_path: Path, figure: Figure) -> None:  # noqa: ARG001 - every benchmark gets a folder
    """1,500 applications, 300 experts, 5 each: with room to spare, and where every expert must be full."""
    figure("panel proposal, 1,500 applications and 300 experts", proposal(0), PROPOSAL_BUDGET, "s")
    exact = APPLICATIONS * EACH // MEMBERS
    figure("the same with nobody to spare", proposal(exact), PROPOSAL_BUDGET, "s")


def bench_package_building(tmp_path: Path, figure: Figure) -> None:
    """A package of 256 MiB in 64 documents."""
    ratio = building_ratio(tmp_path / "many", 64, 4 * MIB)
    figure("package build against zip -0 and sha256sum", ratio, None, "x")


def main() -> int:
    """Measure and print a line per figure; 1 where one is over its budget."""
    over = []

    def show(name: str, measured: float, budget: float | None, unit: str) -> None:
        over.append(budget is not None and measured > budget)
        limit = f"budget {budget:10.3f}" if budget is not None else ""
        print(f"{name:<64} {measured:10.3f} {unit:<4} {limit}{'  OVER' if over[-1] else ''}")  # noqa: T201 - a script

    with tempfile.TemporaryDirectory() as folder:
        bench_panel_proposal(Path(folder), show)
        bench_package_building(Path(folder), show)
    return int(any(over))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
