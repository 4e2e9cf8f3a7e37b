"""The scales a score sheet carries: a rubric without its prose, enough to compute the sheet again."""

import json
from functools import lru_cache

from evaluator_app.domain.rubric import Band, Criterion, Level, RemarkField, Rubric, ScaleKind, Weights
from evaluator_app.domain.rubric_check import check_rubric
from evaluator_app.exchange.strict_json import DataWrong, parse_json, structured
from evaluator_app.wording.problems import what_happened

_Data = dict[str, object]


def scale_text(rubric: Rubric) -> str:
    """The scales, sections and bands of a rubric; what is usual is left out."""
    scale: _Data = {
        "title": "",
        "sections": [
            {
                "id": section.id,
                "number": section.number,
                "title": section.title,
                "max": str(section.max),
                "criteria": [_criterion_data(one) for one in section.criteria],
            }
            for section in rubric.sections
        ],
        "bands": [_band_data(band) for band in rubric.bands],
        "remarks": [_remark_data(remark) for remark in rubric.remarks],
        "unplaced": rubric.unplaced,
    }
    if rubric.weights is not Weights.NONE:
        scale["weights"] = rubric.weights
    if rubric.level_lists:
        scale["level_lists"] = [
            {"id": one.id, "title": one.title, "levels": [_level_data(level) for level in one.levels]}
            for one in rubric.level_lists
        ]
    return json.dumps(scale, ensure_ascii=False, separators=(",", ":"))


def _criterion_data(criterion: Criterion) -> _Data:
    data: _Data = {
        "id": criterion.id,
        "title": criterion.title,
        "text": "",
        "max": format(criterion.max, "f"),
        "step": format(criterion.step, "f"),
        "not_applicable": criterion.not_applicable,
    }
    if criterion.scale is not ScaleKind.POINTS:
        data["scale"] = criterion.scale
    if criterion.levels:
        data["levels"] = criterion.levels
    elif criterion.options:
        data["options"] = [_level_data(one) for one in criterion.options]
    return data


def _level_data(level: Level) -> _Data:
    factor: _Data = {} if level.factor is None else {"factor": format(level.factor, "f")}
    return {"id": level.id, "title": level.title} | factor


def _remark_data(remark: RemarkField) -> _Data:
    data: _Data = {"id": remark.id, "title": remark.title}
    if remark.options:
        data["options"] = list(remark.options)
    return data | {"recommendation": True} if remark.recommendation else data


def _band_data(band: Band) -> _Data:
    data: _Data = {
        "id": band.id,
        "title": band.title,
        "low_inclusive": band.low_inclusive,
        "high_inclusive": band.high_inclusive,
    }
    bounds = {"low": band.low, "high": band.high}
    return data | {name: format(value, "f") for name, value in bounds.items() if value is not None}


@lru_cache(maxsize=16)
def scale_from(scale: str) -> Rubric:
    """The rubric of `scale_text`; one that makes no sense raises `DataWrong`."""
    rubric = structured(parse_json(scale.encode(errors="replace")), Rubric)
    faults = [f"{one.place}: {what_happened(one)}" for one in check_rubric(rubric)]
    if faults:
        raise DataWrong(faults)
    return rubric
