"""Panels of any number of signed score sheets, and merging one in a process that is watched."""

import json
import os
import random
import subprocess
import sys
import time
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cache, partial
from io import BytesIO
from pathlib import Path

import builders as make
import signature_builders as signatures
from bench_packages import ROOT

from evaluator_app.domain.application import Application
from evaluator_app.domain.sheet import Expert, Marks, ScoreSheet, identity_of
from evaluator_app.exchange.identity_file import Identity, load_identity
from evaluator_app.exchange.ooxml_signature import sign
from evaluator_app.exchange.package_reader import VerifiedPackage
from evaluator_app.exchange.score_sheet_writer import write_sheet
from evaluator_app.services import packages

NAMES = [f"示例专家{letter}" for letter in "甲乙丙丁戊己庚"]
MIB, PAGE = 1 << 20, os.sysconf("SC_PAGE_SIZE")

CAMPAIGN = """\
id = "bench"
title = "示例"
scheme = "saq-0005-2023"
stage = "document-review"
package = "bench-1"
"""
EXPERT = '\n[[experts]]\nname = "{name}"\norganisation = "示例大学0"\n'
APPLICATION = """\
id = "{name}"
organisation = "示例制造{name}有限公司"
site = "示例车间"
title = "示例成果"
"""
MERGE = """\
import json, sys, time
from datetime import datetime
from pathlib import Path
from evaluator_app.services import identities, merging

if __name__ == "__main__":
    package, sheets, trust, output = map(Path, sys.argv[1:])
    options = merging.MergeOptions(output=output, trust=identities.read_trust(trust))
    merge = merging.merge_panel([package], [sheets], options)
    merged = time.perf_counter()
    merging.write_workbook(merge, options, datetime.fromisoformat("2024-10-08T09:30:00+08:00"))
    done = time.perf_counter()
    counted = sum(one.result.counted for one in merge.results)
    print(json.dumps({"counted": counted, "writing": done - merged}))
"""


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A package, the signed sheets that came back for it, and whom to trust."""

    package: Path
    sheets: Path
    trust: Path
    count: int


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A merge, workbook included, in a process of its own with those it starts."""

    sheets: int
    seconds: float
    processor: float  # seconds, of all processes
    memory: float  # MiB, of all processes together at their worst
    writing: float  # seconds for the workbook
    workbook: Path


# The panel; making it is not measured.


def make_panel(folder: Path, applications: int, pool: Executor) -> Panel:
    """Every one of seven experts scored every application and signed the sheet."""
    source = folder / "source"
    source.mkdir(parents=True)
    experts = "".join(EXPERT.format(name=name) for name in NAMES)
    (source / "campaign.toml").write_text(CAMPAIGN + experts, encoding="utf-8")
    for number in range(applications):
        name = f"A-{number:05}"
        (source / name).mkdir()
        (source / name / "application.toml").write_text(APPLICATION.format(name=name), encoding="utf-8")
    package, sheets = folder / "bench.evpkg", folder / "sheets"
    packages.build(source, ROOT / "forms", package, now="2024-08-30T10:00:00+08:00")
    sheets.mkdir()
    trust = signatures.trust_list(folder, [signatures.identity(folder, name) for name in NAMES])
    for _ in pool.map(partial(write_sheets, package, sheets), range(applications), chunksize=16):
        pass
    return Panel(package=package, sheets=sheets, trust=trust, count=applications * len(NAMES))


def write_sheets(package: Path, folder: Path, number: int) -> None:
    """The signed sheets of one application: experts agree roughly, and no two applications are alike."""
    issued, signers = _issued(package), _signers(package.parent)
    chance = random.Random(number)  # noqa: S311 - the same panel each time
    level = chance.uniform(0.5, 0.98)
    application = issued.package.applications[number]
    for name in NAMES:
        stream = BytesIO()
        write_sheet(stream, _sheet(issued, application, name, (chance, level)), issued.scheme)
        data = sign(stream.getvalue(), signers[name], signatures.TIME)
        (folder / f"{application.id}-{name}.xlsx").write_bytes(data)


@cache
def _issued(package: Path) -> VerifiedPackage:
    return packages.verify(package)


@cache
def _signers(folder: Path) -> dict[str, Identity]:
    """The identities whose files lie there, loaded once in each process."""
    passphrase = signatures.PASSPHRASE.encode()
    return {name: load_identity(folder / f"{name}-0.p12", passphrase) for name in NAMES}


def _sheet(
    issued: VerifiedPackage, application: Application, name: str, luck: tuple[random.Random, float]
) -> ScoreSheet:
    rules = issued.scheme.scheme
    return ScoreSheet(
        identity=identity_of(issued.package, application, rules.id),
        expert=Expert(name=name, organisation="示例大学0"),
        marks=_marks(issued, *luck),
        written="2024-09-02T09:30:00+08:00",
    )


def _marks(issued: VerifiedPackage, chance: random.Random, level: float) -> Marks:
    """Marks in halves around a level."""
    rubric = issued.scheme.scheme.rubric
    values = {}
    for one in rubric.criteria:
        halves = int(one.max * 2)
        values[one.id] = str(max(0, min(halves, int(halves * level) + chance.randrange(-2, 3))) / 2)
    return make.marks(values, **{one.id: "亮点：示例。不足：示例。" for one in rubric.remarks})


# Merging


def merge(panel: Panel) -> Measured:
    """Merge in a process of its own and watch it; every sheet counts, or the figure means nothing."""
    output = panel.package.with_name("committee.xlsx")
    output.unlink(missing_ok=True)
    script = panel.package.with_name("merge.py")
    script.write_text(MERGE, encoding="utf-8")
    arguments = [script, panel.package, panel.sheets, panel.trust, output]
    start = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, *arguments],
        env=_environment(panel.package.parent.parent / "compiled"),
        stdout=subprocess.PIPE,
    )
    peak, ended = 0, 0
    while not ended:
        peak = max(peak, memory_of(child.pid))
        time.sleep(0.05)
        ended, status, usage = os.wait4(child.pid, os.WNOHANG)
    elapsed = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.stdout is not None
    with child.stdout:
        told = json.loads(child.stdout.read())
    assert told["counted"] == panel.count
    return Measured(
        sheets=panel.count,
        seconds=elapsed,
        processor=usage.ru_utime + usage.ru_stime,
        memory=max(peak / MIB, usage.ru_maxrss / 1024),
        writing=told["writing"],
        workbook=output,
    )


def _environment(compiled: Path) -> dict[str, str]:
    """As where the program is installed: its compiled modules are kept, whatever the shell says."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(compiled)}


def memory_of(process: int) -> int:
    """Bytes in memory of a process and all it started; what they share counts for each."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    except (OSError, IndexError):  # it has just ended
        return 0
    return pages * PAGE + sum(memory_of(int(child)) for child in children)
