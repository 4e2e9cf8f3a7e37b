"""Many applications as they are handed in: a folder each, with a filled form and documents."""

import zipfile
from pathlib import Path

from form_builders import S1, Rows, filled, sign_up, type_in

_SITE = "Workshop-XXXX"  # in letters that stand in the XML as they are
_KINDS = (
    "现场管理创新成果报告",
    "近年活动相关支撑材料",
    "现场管理第一方评价报告",
    "第三方满意度测评报告",
    "相关荣誉",
)


def deliver(folder: Path, applications: int, documents: int) -> Path:
    """A folder with so many applications, each with so many documents; no two files are alike."""
    folder.mkdir(parents=True)
    parts = _form(folder)
    for number in range(applications):
        home = folder / f"{number:04}"
        home.mkdir()
        with zipfile.ZipFile(home / "申报表.xlsx", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, data in parts.items():
                archive.writestr(name, data.replace(_SITE.encode(), f"Workshop-{number:04}".encode()))
        for count in range(documents):
            name = f"{_KINDS[count % len(_KINDS)]}{count}.pdf"
            (home / name).write_bytes(f"%PDF-1.7 {number} {count}\n".encode() * 400)
    return folder


def _form(folder: Path) -> dict[str, bytes]:
    """The parts of a filled form in which only the site is to be changed."""

    def change(rows: Rows) -> None:
        sign_up(rows)
        type_in(rows, "declaration-form.site", _SITE)

    path = filled(folder, S1, change)
    with zipfile.ZipFile(path) as archive:
        parts = {one.filename: archive.read(one) for one in archive.infolist()}
    path.unlink()
    return parts
