"""LibreOffice as the checker of formulas: it recalculates a workbook by force, whatever values it holds."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

# Without this setting LibreOffice shows the values a workbook was written with, and no check could fail.
ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>{mode}</value></prop></item>
</oor:items>
"""
ALWAYS, NEVER = 0, 1


def convert(
    program: str, files: list[Path], folder: Path, kind: str = "xlsx", mode: int = ALWAYS
) -> list[Path]:
    """The files as LibreOffice saves them, in a folder of their own, with a throw-away profile."""
    profile, out = folder / f"profile-{mode}", folder / f"{kind}-{mode}"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    settings = ALWAYS_RECALCULATE.format(mode=mode)
    (profile / "user" / "registrymodifications.xcu").write_text(settings, encoding="utf-8")
    options = [
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(out),
    ]
    subprocess.run([program, *options, *map(str, files)], check=True, capture_output=True, timeout=300)
    return [out / one.with_suffix(f".{kind}").name for one in files]


def values(path: Path) -> Workbook:
    """A workbook with the values its cells hold."""
    return load_workbook(path, data_only=True)


def differences(written: Workbook, recalculated: Workbook) -> Iterator[tuple[str, str, Any, Any]]:
    """Every cell whose value is another one after recalculation."""
    for sheet in written:
        other = recalculated[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                now = other[cell.coordinate].value
                if not same(cell.value, now):
                    yield sheet.title, cell.coordinate, cell.value, now


def same(one: Any, other: Any) -> bool:
    """Equal texts, or numbers that agree to 12 digits; an empty text is an empty cell."""
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) <= 1e-12 * max(1, abs(one))
    return (one or "") == (other or "") if one != 0 and other != 0 else one == other
