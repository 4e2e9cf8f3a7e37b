"""Packages for tests: a source folder, a package built from it, and the same package spoilt in one way."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused
from evaluator_app.services import packages

FORMS = Path(__file__).resolve().parent.parent / "forms"
NOW = "2024-08-30T10:00:00+08:00"
TOP = "2024-demo-1/"
REPORT = "data/documents/A-001/01-报告.pdf"

CAMPAIGN = """\
id = "2024-demo"
title = "示例活动"
scheme = "saq-0005-2023"
stage = "document-review"
package = "2024-demo-1"
due = 2024-09-30
fictitious = true

[[experts]]
name = "示例专家甲"
organisation = "示例大学"
"""
SCHEME = """\
format = 1
id = "test-scheme"
title = "测试方案（示例）"
standard = "T/TEST 0001-2023"
version = "1"
status = "sample"
owner = "示例协会"

[[stages]]
id = "document-review"
title = "资料评审"
clause = "1"

[rubric]
title = "示例评分表"

[[rubric.sections]]
id = "a"
number = "一"
title = "策划"
max = "10"
clause = "2"
criteria = [{id = "a1", title = "针对性", text = "示例", max = "10", step = "0.5", clause = "2"}]

[[rubric.bands]]
id = "标杆级"
title = "标杆级"
low = "9"
clause = "3"

[protocol]
unit = "total"
rule = "mean"
minimum_sheets = 3
clause = "4"
"""
FIRST = """\
id = "A-001"
organisation = "示例制造有限公司"
site = "示例车间"
title = "示例成果"
intended_grade = "标杆级"

[values]
staff = 120

[[documents]]
file = "报告.pdf"
title = "现场管理创新成果报告"
kind = "innovation-report"
"""
SECOND = """\
id = "A-002"
organisation = "示例服务有限公司"
site = "示例大厅"
"""
SOURCE: dict[str, str | bytes] = {
    "campaign.toml": CAMPAIGN,
    "A-001/application.toml": FIRST,
    "A-001/报告.pdf": b"%PDF-1.7 report",
    "A-001/photos/现场 (1).JPG": b"\xff\xd8 photo",
    "A-002/application.toml": SECOND,
    "A-002/table.xlsx": b"PK table",
}

SMALL: Mapping[str, str | bytes | None] = {
    "campaign.toml": CAMPAIGN.replace("saq-0005-2023", "scheme.toml"),
    "scheme.toml": SCHEME,
    "A-001/application.toml": FIRST.replace('kind = "innovation-report"', ""),
}


Changes = Mapping[str, str | bytes | None]
NOTHING: Changes = MappingProxyType({})


def source(folder: Path, changes: Changes = NOTHING) -> Path:
    """A source folder; `changes` gives files by path other contents, None leaves them out."""
    for name, content in {**SOURCE, **changes}.items():
        if content is not None:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def build(folder: Path, changes: Changes = NOTHING, name: str = "demo.evpkg") -> Path:
    """A package built from `source`."""
    path = folder / name
    packages.build(source(folder / f"{name}.src", changes), FORMS, path, now=NOW)
    return path


def contents(package: Path) -> dict[str, bytes]:
    """All files of a package by their names in the archive."""
    with zipfile.ZipFile(package) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def repack(path: Path, files: Mapping[str, bytes], method: int = zipfile.ZIP_STORED) -> Path:
    """An archive of these files, made by zipfile alone."""
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return path


def relisted(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files with manifests that fit: what a forger without a key can always do."""
    files = dict(files)
    payload = {name.removeprefix(TOP): data for name, data in files.items() if name.startswith(f"{TOP}data/")}
    files[f"{TOP}manifest-sha256.txt"] = manifest(payload)
    tags = ("bag-info.txt", "bagit.txt", "manifest-sha256.txt", "package.json")
    files[f"{TOP}tagmanifest-sha256.txt"] = manifest({name: files[TOP + name] for name in tags})
    return files


def manifest(files: Mapping[str, bytes]) -> bytes:
    """A manifest of these files."""
    lines = (f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items()))
    return "".join(lines).encode()


def forged(package: Path, name: str, change: Callable[[Any], Any]) -> Path:
    """The package with one JSON file changed and all manifests made to fit."""
    files = contents(package)
    files[TOP + name] = json.dumps(change(json.loads(files[TOP + name]))).encode()
    return repack(package.with_suffix(".forged.evpkg"), relisted(files))


def zip_bytes(*entries: tuple[zipfile.ZipInfo, bytes]) -> bytes:
    """An archive of entries as they are given, strange ones too."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for entry, data in entries:
            archive.writestr(entry, data)
    return stream.getvalue()


def refusals(work: Callable[[], object]) -> list[tuple[Code, str]]:
    """The codes and places the work is refused with; nothing where it is done."""
    try:
        work()
    except Refused as refused:
        if not refused.problems:
            raise
        return [(one.code, one.place) for one in refused.problems]
    return []


def verdict(path: Path) -> list[tuple[Code, str]]:
    """The codes and places `verify` refuses a file with."""
    return refusals(lambda: packages.verify(path))
