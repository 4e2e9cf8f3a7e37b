"""What of a scheme is a secretariat's to decide: what the source leaves open, and never a text."""

from dataclasses import replace

import pytest
from shipped import shipped

from evaluator_app.domain.codes import Code
from evaluator_app.domain.scheme_settings import Part, Setting, settings
from evaluator_app.domain.scheme_versions import lock_problems

SITE, THIRD_PARTY = "saq-0005-2023", "smart-factory-supervisor-2023"


def found(scheme: str) -> dict[str, Setting]:
    """The settings of a shipped scheme by path."""
    return {one.path: one for one in settings(shipped(scheme))}


def test_what_the_source_fixes_is_not_open() -> None:
    """附件5 fixes the points of T/SAQ 0005-2023; the step of marking it does not name (D-13)."""
    known = found(SITE)
    points, step = known["rubric.sections[0].criteria[0].max"], known["rubric.sections[0].criteria[0].step"]
    assert (points.open, points.clause) == (False, "附件5")
    assert points.about == ("策划", "针对性")
    assert step.open
    assert "D-13" in step.comment


def test_weights_are_open_where_the_source_sets_none() -> None:
    """D-21: dimensions without points; weights are off until a secretariat sets them."""
    known = found(THIRD_PARTY)
    assert known["rubric.weights"].open
    assert known["rubric.sections[0].criteria[3].max"].open
    assert known["rubric.level_lists[0].levels[1].factor"].about == ("等次", "良")
    assert "rubric.sections[0].criteria[3].step" not in known


def test_a_rule_that_is_assumed_as_a_whole_is_open() -> None:
    """The protocol: no source says how sheets are merged (D-13)."""
    known = found(THIRD_PARTY)
    assert known["protocol.trim_low"].open
    assert known["protocol.trim_low"].comment == shipped(THIRD_PARTY).protocol.comment


def test_a_fixed_rule_stays_fixed_without_an_assumption() -> None:
    scheme = replace(shipped(SITE), assumptions=())
    known = {one.path: one for one in settings(scheme)}
    assert not known["rubric.sections[0].criteria[0].step"].open


@pytest.mark.parametrize("scheme", [SITE, THIRD_PARTY])
def test_settings_hold_no_texts(scheme: str) -> None:
    """The official criteria never change."""
    names = {one.key.rpartition(".")[2] for one in settings(shipped(scheme))}
    assert not names & {"id", "title", "text", "label", "summary", "clause", "contents", "verbatim"}
    assert {one.part for one in settings(shipped(scheme))} >= {Part.WEIGHTS, Part.PROTOCOL, Part.LIMITS}


def test_qualitative_criteria_have_no_points() -> None:
    """Options without points have neither maximum nor step."""
    unit = shipped("hebqia-quality-unit")
    keys = {one.path for one in settings(unit)}
    for number, section in enumerate(unit.rubric.sections):
        for index, one in enumerate(section.criteria):
            path = f"rubric.sections[{number}].criteria[{index}]"
            assert (f"{path}.max" in keys) == (one.scale != "qualitative")


def test_a_version_needs_a_new_name_a_person_and_a_reason() -> None:
    """A locked scheme changes only as a new version."""
    assert [one.code for one in lock_problems(" ", "", " ", ())] == [
        Code.SCHEME_VERSION_MISSING,
        Code.SCHEME_LOCK_NAME_MISSING,
        Code.REASON_MISSING,
    ]
    assert [one.code for one in lock_problems("2024-A", "示例秘书", "会议纪要", ["2024-a"])] == [
        Code.SCHEME_VERSION_TAKEN
    ]
    assert lock_problems("2025", "示例秘书", "会议纪要", ["2024"]) == ()
