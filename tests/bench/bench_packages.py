"""Packages against their budgets: verifying beside `sha256sum` on the same content, and peak memory.

Run by the benchmarks of the project, or alone: `python tests/bench/bench_packages.py`.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MIB = 1 << 20
SPEED_BUDGET = 1 / 0.7  # times as long as sha256sum takes
MEMORY_BUDGET = 200.0  # MiB

CAMPAIGN = """\
id = "bench"
title = "示例"
scheme = "saq-0005-2023"
stage = "document-review"
package = "bench-1"
"""
APPLICATION = """\
id = "{name}"
organisation = "示例制造有限公司"
site = "示例车间"
"""
VERIFY = """\
import sys
from pathlib import Path
from evaluator_app.services import packages
packages.verify(Path(sys.argv[1]))
"""

Figure = Callable[[str, float, float | None, str], None]


def make_source(folder: Path, documents: int, size: int) -> list[Path]:
    """A source folder with so many documents of random bytes of this size."""
    folder.mkdir()
    (folder / "campaign.toml").write_text(CAMPAIGN, encoding="utf-8")
    made = []
    for number in range(documents):
        name = f"A-{number // 10:03}"
        (folder / name).mkdir(exist_ok=True)
        (folder / name / "application.toml").write_text(APPLICATION.format(name=name), encoding="utf-8")
        made.append(folder / name / f"{number:04}.pdf")
        with made[-1].open("wb") as file:
            for _ in range(size // MIB):
                file.write(os.urandom(MIB))
    return made


def build(folder: Path) -> Path:
    """The package of that folder."""
    from evaluator_app.services import packages  # noqa: PLC0415 - the child that is measured must not inherit it

    path = folder.with_suffix(".evpkg")
    packages.build(folder, ROOT / "forms", path, now="2024-08-30T10:00:00+08:00")
    return path


def seconds(work: Callable[[], object]) -> float:
    """How long the work takes, at best of three."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def sha256sum(files: list[Path]) -> None:
    """The same content by the tool everybody has."""
    subprocess.run(["sha256sum", *files], check=True, stdout=subprocess.DEVNULL)


def verify_ratio(folder: Path, documents: int, size: int) -> float:
    """Time to verify a package, as a multiple of what sha256sum takes for its documents."""
    from evaluator_app.services import packages  # noqa: PLC0415 - as above

    files = make_source(folder, documents, size)
    package = build(folder)
    ratio = seconds(lambda: packages.verify(package)) / seconds(lambda: sha256sum(files))
    shutil.rmtree(folder)
    package.unlink()
    return ratio


def verify_memory(folder: Path, documents: int, size: int) -> float:
    """Peak memory in MiB of a process that verifies such a package."""
    make_source(folder, documents, size)
    package = build(folder)
    shutil.rmtree(folder)
    child = subprocess.Popen([sys.executable, "-c", VERIFY, package], cwd=ROOT)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    package.unlink()
    assert child.returncode == 0
    return usage.ru_maxrss / 1024


def bench_verify_speed(tmp_path: Path, figure: Figure) -> None:
    """A package of 512 MiB in 64 documents, and one of a single document."""
    many = verify_ratio(tmp_path / "many", 64, 8 * MIB)
    figure("package verify against sha256sum, 64 documents of 8 MiB", many, SPEED_BUDGET, "x")
    one = verify_ratio(tmp_path / "one", 1, 512 * MIB)
    figure("package verify against sha256sum, one document of 512 MiB", one, SPEED_BUDGET, "x")


def bench_verify_memory(tmp_path: Path, figure: Figure) -> None:
    """A package of 2 GiB."""
    figure(
        "peak memory to verify a package of 2 GiB",
        verify_memory(tmp_path / "large", 32, 64 * MIB),
        MEMORY_BUDGET,
        "MiB",
    )


def main() -> int:
    """Measure and print a line per figure; 1 where one is over its budget."""
    over = []

    def show(name: str, measured: float, budget: float | None, unit: str) -> None:
        over.append(budget is not None and measured > budget)
        print(f"{name:<64} {measured:10.3f} {unit:<4} budget {budget:10.3f}{'  OVER' if over[-1] else ''}")  # noqa: T201 - a script

    with tempfile.TemporaryDirectory() as folder:
        bench_verify_speed(Path(folder), show)
        bench_verify_memory(Path(folder), show)
    return int(any(over))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
