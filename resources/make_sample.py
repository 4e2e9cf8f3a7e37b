"""Makes the documents of the sample campaign in resources/sample: the same bytes on each run.

Run with `.venv/bin/python resources/make_sample.py`. What the applicants and experts wrote (campaign.toml,
application.toml, answers) is kept there by hand; the reports, figures and photos are made here from the texts
and numbers in sample_making/.
"""

import io
import sys
import tomllib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PIL import Image
from sample_making.charts import chinese_fonts, draw_charts
from sample_making.content import read_blocks
from sample_making.paper import Cover, make_pdf
from sample_making.photos import PHOTOS, certificate, jpeg
from sample_making.word import make_docx
from sample_making.workbook import make_workbook

RESOURCES = Path(__file__).parent
CAMPAIGN = RESOURCES / "sample" / "campaign"
TEXTS = RESOURCES / "sample_making"

_COLOURS = {"A-001": (47, 111, 168), "A-002": (46, 122, 108), "A-003": (48, 112, 158)}
_HONOURS = {
    "A-001": "示例市质量信得过班组",
    "A-002": "示例市用户满意服务明星班组",
    "A-003": "示例区卫生系统优秀班组",
}
_EVALUATIONS = {  # kind of evaluation, and who evaluates
    "A-001": ("第一方评价", "示例精密制造有限公司质量部"),
    "A-002": ("第三方评价", "示例第三方评价中心（虚构）"),
    "A-003": ("第一方评价", "示例市民医院质量管理部门"),
}
_PRINTED = (1000, 750)  # size of a photo inside a report
_TURNED = "A-001", 3  # this photo is stored lying


def main() -> int:
    """Write every document and say how large the sample is."""
    with chinese_fonts():
        for folder in sorted(path.parent for path in CAMPAIGN.glob("*/application.toml")):
            _write_documents(folder)
    size = sum(path.stat().st_size for path in CAMPAIGN.rglob("*") if path.is_file())
    sys.stderr.write(f"{CAMPAIGN}: {size / 1e6:.1f} MB\n")
    return 0


def _write_documents(folder: Path) -> None:
    application = tomllib.loads((folder / "application.toml").read_text(encoding="utf-8"))
    texts = TEXTS / folder.name
    photos = [draw() for draw in PHOTOS[folder.name]]
    pictures = {f"chart:{name}": data for name, data in draw_charts(texts / "charts.toml").items()}
    pictures |= {f"photo:{number}": _printed(photo) for number, photo in enumerate(photos, start=1)}
    for number, photo in enumerate(photos, start=1):
        turned = (folder.name, number) == _TURNED
        (folder / f"现场照片{number}.jpg").write_bytes(jpeg(photo, turned=turned))
    _write_report(folder, application, pictures)
    _write_evaluation(folder, application, pictures)
    (folder / "质量数据.xlsx").write_bytes(make_workbook(texts, datetime(2024, 5, 20, 9, tzinfo=UTC)))
    (folder / "荣誉证书.png").write_bytes(
        certificate(application["organisation"], application["site"], _HONOURS[folder.name], "2023")
    )


def _printed(photo: Image.Image) -> bytes:
    out = io.BytesIO()
    photo.resize(_PRINTED, Image.Resampling.LANCZOS).save(out, "JPEG", quality=80, optimize=True)
    return out.getvalue()


def _write_report(folder: Path, application: Mapping[str, Any], pictures: Mapping[str, bytes]) -> None:
    lines = (
        ("申报单位", application["organisation"]),
        ("申报现场", application["site"]),
        ("领　　域", application["sector"]),
        ("申报等级", application["intended_grade"]),
        ("日　　期", "2024年6月"),
    )
    cover = Cover(
        "现场管理创新成果报告",
        application["title"],
        lines,
        _COLOURS[folder.name],
        datetime(2024, 6, 18, 9, tzinfo=UTC),
    )
    blocks = read_blocks(TEXTS / folder.name / "report.md")
    (folder / "创新成果报告.docx").write_bytes(make_docx(cover, blocks, pictures))
    (folder / "创新成果报告.pdf").write_bytes(make_pdf(cover, blocks, pictures))


def _write_evaluation(folder: Path, application: Mapping[str, Any], pictures: Mapping[str, bytes]) -> None:
    kind, evaluator = _EVALUATIONS[folder.name]
    lines = (
        ("评价类别", kind),
        ("评价单位", evaluator),
        ("日　　期", "2024年4月"),
    )
    cover = Cover(
        "现场管理评价报告",
        f"{application['organisation']} {application['site']}",
        lines,
        _COLOURS[folder.name],
        datetime(2024, 4, 26, 9, tzinfo=UTC),
    )
    blocks = read_blocks(TEXTS / folder.name / "evaluation.md")
    (folder / "现场管理评价报告.pdf").write_bytes(make_pdf(cover, blocks, pictures, contents=True))


if __name__ == "__main__":
    sys.exit(main())
