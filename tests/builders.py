"""Small values for tests: a rubric, marks, sheets, packages, with sensible defaults that a test overrides."""

import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from evaluator_app.domain.application import Application, Campaign, Document, Package
from evaluator_app.domain.marks import UNMARKED, Abstained, Entry, Graded, Mark, NotApplicable, Scored
from evaluator_app.domain.merging import PanelSheet
from evaluator_app.domain.protocol import MergeRule, Protocol, Unit
from evaluator_app.domain.rubric import (
    Band,
    Criterion,
    Level,
    RemarkField,
    Rubric,
    ScaleKind,
    Section,
    Weights,
)
from evaluator_app.domain.scheme import Scheme, Stage, Status
from evaluator_app.domain.sheet import Expert, Marks, ScoreSheet, SheetIdentity

EXAMPLES: dict[str, Any] = json.loads(
    (Path(__file__).parent / "data" / "examples.json").read_text(encoding="utf-8")
)

HIGHLIGHTS = RemarkField(id="highlights", title="请简述该成果的亮点和不足", required=True, clause="S1-201")


def criterion(
    name: str = "a", full: str = "10", step: str = "0.5", *, not_applicable: bool = False
) -> Criterion:
    """A criterion; its title is its id in capitals."""
    return Criterion(
        id=name,
        title=name.upper(),
        text=f"text of {name}",
        max=Decimal(full),
        step=Decimal(step),
        not_applicable=not_applicable,
        clause="T-8",
    )


def percent(name: str = "p", full: str = "10", step: str = "5", *, not_applicable: bool = False) -> Criterion:
    """A criterion scored in percent of its maximum."""
    return replace(criterion(name, full, step, not_applicable=not_applicable), scale=ScaleKind.PERCENT)


def levels(*factors: str | None) -> tuple[Level, ...]:
    """Options o1, o2 ... titled 选项1, 选项2 ... with these factors."""
    return tuple(
        Level(id=f"o{i}", title=f"选项{i}", factor=None if factor is None else Decimal(factor))
        for i, factor in enumerate(factors, start=1)
    )


def levelled(
    name: str = "l", full: str = "10", *factors: str | None, not_applicable: bool = False
) -> Criterion:
    """A criterion of levels: without factors 全部、大部分、部分、不满足 of CMMM, 1, 0.8, 0.5 and 0."""
    one = criterion(name, full, "0", not_applicable=not_applicable)
    return replace(one, scale=ScaleKind.LEVELS, options=levels(*(factors or ("1", "0.8", "0.5", "0"))))


def qualitative(name: str = "q", options: int = 3, *, not_applicable: bool = False) -> Criterion:
    """A criterion of options without points."""
    one = criterion(name, "0", "0", not_applicable=not_applicable)
    return replace(one, scale=ScaleKind.QUALITATIVE, options=levels(*[None] * options))


RECOMMENDATION = RemarkField(
    id="recommendation",
    title="结果建议",
    required=True,
    options=("推荐", "不推荐"),
    recommendation=True,
    clause="D-21",
)


def s3_rubric(*criteria: Criterion, **changes: Any) -> Rubric:
    """A sheet without points: 基础能力 and 工作方案 with three options each, and a recommendation."""
    values: dict[str, Any] = {
        "title": "评审表（示例）",
        "sections": (section(*(criteria or (qualitative("base"), qualitative("plan")))),),
        "bands": (),
        "remarks": (RECOMMENDATION,),
        "weights": Weights.UNSET,
    }
    return Rubric(**values | changes)


def section(*criteria: Criterion, name: str = "s", number: str = "1", title: str = "Section") -> Section:
    """A section whose maximum is the sum of its criteria."""
    full = sum((one.max for one in criteria), Decimal(0))
    return Section(id=name, number=number, title=title, max=full, criteria=criteria, clause="T-8")


def band(name: str, low: str | None = None, high: str | None = None, ends: str = "[)") -> Band:
    """A band; `ends` is `[` or `(` and `]` or `)` as in mathematics."""
    return Band(
        id=name,
        title=name,
        low=None if low is None else Decimal(low),
        low_inclusive=ends[0] == "[",
        high=None if high is None else Decimal(high),
        high_inclusive=ends[1] == "]",
        clause="T-7",
    )


S1_BANDS = (
    band("标杆级", "90", None, "()"),
    band("优秀级", "70", "90", "[]"),
    band("推进级", None, "70", "()"),
)
S0_BANDS = (
    band("六星级", "950", None, "[)"),
    band("五星级", "850", "950", "()"),
    band("四星级", "700", "850", "(]"),
)


def rubric(
    *criteria: Criterion,
    bands: tuple[Band, ...] = S1_BANDS,
    remarks: tuple[RemarkField, ...] = (),
) -> Rubric:
    """A rubric of one section with these criteria."""
    return Rubric(title="Test sheet", sections=(section(*criteria),), bands=bands, remarks=remarks)


def s1_rubric(*, not_applicable: tuple[str, ...] = ()) -> Rubric:
    """The score sheet of 附件5 as examples.json has it: 20, 50 and 30 points, one required remark."""
    all_criteria = {
        one["id"]: criterion(one["id"], one["max"], one["step"], not_applicable=one["id"] in not_applicable)
        for one in EXAMPLES["schemes"]["S1"]["criteria"]
    }
    titles = {"a": "策划", "b": "特色做法", "c": "效果"}
    sections = tuple(
        section(
            *(one for one in all_criteria.values() if one.id[0] == letter),
            name=letter,
            number=number,
            title=title,
        )
        for number, (letter, title) in zip("一二三", titles.items(), strict=True)
    )
    return Rubric(title="现场管理创新成果评分表", sections=sections, bands=S1_BANDS, remarks=(HIGHLIGHTS,))


def protocol(**changes: Any) -> Protocol:
    """The mean of sheet totals from three sheets on, and whatever the test changes."""
    values: dict[str, Any] = {
        "unit": Unit.TOTAL,
        "rule": MergeRule.MEAN,
        "minimum_sheets": 3,
        "clause": "T-23",
    }
    return Protocol(**values | changes)


def scheme(**changes: Any) -> Scheme:
    """A complete little scheme around the S1 rubric."""
    values: dict[str, Any] = {
        "format": 1,
        "id": "test-scheme",
        "title": "测试方案（示例）",
        "standard": "T/TEST 0001-2023",
        "version": "1",
        "status": Status.SAMPLE,
        "owner": "示例协会",
        "rubric": s1_rubric(),
        "protocol": protocol(),
        "stages": (Stage(id="document_review", title="资料评审", clause="S1-44"),),
    }
    return Scheme(**values | changes)


def mark(value: str | None) -> Mark:
    """`9.5` is scored, None unmarked, `na` not applicable, `abstain` abstained; `o1` is an option."""
    match value:
        case None:
            return UNMARKED
        case "na":
            return NotApplicable("示例：不适用")
        case "abstain":
            return Abstained("示例：弃评")
        case str() if value.startswith("o"):
            return Graded(value)
        case _:
            return Scored(Decimal(value))


def entries(values: Mapping[str, str | None]) -> dict[str, Entry]:
    """Entries by criterion id, from the words of `mark`."""
    return {name: Entry(mark(value)) for name, value in values.items()}


NINETY = {"a1": "9", "a2": "9", "b1": "13.5", "b2": "9", "b3": "9", "b4": "13.5", "c1": "18", "c2": "9"}


def marks(values: Mapping[str, str | None] | None = None, **remarks: str) -> Marks:
    """All an expert enters; without arguments a finished S1 sheet of exactly 90 points."""
    return Marks(
        entries=entries(NINETY if values is None else values),
        remarks=remarks or {"highlights": "亮点：示例。不足：示例。"},
    )


def panel_sheet(
    expert: str = "示例专家甲", values: Mapping[str, str | None] | None = None, recommendation: str = ""
) -> PanelSheet:
    """A sheet as the merge sees it."""
    return PanelSheet(expert, entries(NINETY if values is None else values), recommendation)


def identity(**changes: Any) -> SheetIdentity:
    """What a sheet of `package()` belongs to."""
    values: dict[str, Any] = {
        "campaign": "2024-test",
        "campaign_title": "测试活动（示例）",
        "package": "2024-test-1",
        "package_revision": 1,
        "package_digest": "c" * 64,
        "scheme": "test-scheme",
        "scheme_digest": "a" * 64,
        "protocol_digest": "b" * 64,
        "application": "A-001",
        "organisation": "示例制造有限公司",
        "site": "示例车间",
        "stage": "document_review",
        "fictitious": True,
    }
    return SheetIdentity(**values | changes)


def sheet(**changes: Any) -> ScoreSheet:
    """A finished sheet of 示例专家甲."""
    values: dict[str, Any] = {
        "identity": identity(),
        "expert": Expert(name="示例专家甲", organisation="示例大学"),
        "marks": marks(),
        "written": "2024-09-02T09:30:00+08:00",
    }
    return ScoreSheet(**values | changes)


def document(name: str = "D-01", **changes: Any) -> Document:
    """A document of an application."""
    values: dict[str, Any] = {
        "title": "示例报告",
        "kind": "",
        "path": f"data/documents/A-001/{name}.pdf",
        "media": "application/pdf",
        "size": 3,
        "sha256": "d" * 64,
    }
    return Document(id=name, **values | changes)


def application(name: str = "A-001", **changes: Any) -> Application:
    """An application with one document."""
    values: dict[str, Any] = {
        "organisation": "示例制造有限公司",
        "site": "示例车间",
        "title": "示例成果",
        "documents": (document(),),
    }
    return Application(id=name, **values | changes)


def package(*applications: Application, **changes: Any) -> Package:
    """A package, with one application unless some are given."""
    values: dict[str, Any] = {
        "id": "2024-test-1",
        "revision": 1,
        "issued": "2024-08-30T10:00:00+08:00",
        "campaign": Campaign(
            id="2024-test", title="测试活动（示例）", stage="document_review", fictitious=True
        ),
        "scheme_digest": "a" * 64,
        "protocol_digest": "b" * 64,
        "digest": "c" * 64,
        "applications": applications or (application(),),
    }
    return Package(**values | changes)
