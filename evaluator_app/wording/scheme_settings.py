"""The settings of a scheme in words: what they are about, what they are called, why they are open."""

from collections.abc import Sequence
from dataclasses import replace

from evaluator_app.domain.codes import Code
from evaluator_app.domain.digests import short
from evaluator_app.domain.problems import Problem
from evaluator_app.domain.rubric import Criterion, Level, RemarkField, Section
from evaluator_app.domain.scheme import LoadedScheme
from evaluator_app.domain.scheme_settings import Part, Setting
from evaluator_app.domain.scheme_versions import Lock
from evaluator_app.wording.language import mark, text
from evaluator_app.wording.problems import problem_line
from evaluator_app.wording.scheme_columns import column_title
from evaluator_app.wording.scheme_sheets import record_name

_PARTS = {
    Part.WEIGHTS: mark("Points and weights"),
    Part.LEVELS: mark("Levels and limits"),
    Part.PROTOCOL: mark("Merging rule"),
    Part.LIMITS: mark("Lengths of texts"),
}
_NAMED = 3  # values that a line names
# Whose a value is, where its title depends on it.
_OWNERS = {
    "rubric.sections": Section.__name__,
    "rubric.sections.criteria": Criterion.__name__,
    "rubric.level_lists.levels": Level.__name__,
    "rubric.remarks": RemarkField.__name__,
    "rubric.bands": "Band",
}


def part_words(part: Part) -> str:
    """What a group of settings is about."""
    return text(_PARTS[part])


def setting_title(one: Setting) -> str:
    """What a value is called, as in the workbook of the whole scheme."""
    owner, _, name = one.key.rpartition(".")
    return column_title(_OWNERS.get(owner, ""), name)


def about_words(one: Setting) -> str:
    """The rule a value belongs to."""
    return " · ".join(one.about)


def full_name(one: Setting) -> str:
    """A value with the rule it belongs to."""
    return " · ".join((*one.about, setting_title(one)))


def draft_problems(problems: Sequence[Problem], settings: Sequence[Setting]) -> tuple[str, ...]:
    """What is wrong with a draft, at the values people know: what is not filled in yet in one line."""
    names = {one.path: full_name(one) for one in settings}
    empty, said = [], []
    for wrong in problems:
        missing = f"{wrong.place}.{wrong.details.get('key')}"
        if wrong.code is Code.SCHEME_KEY_MISSING and missing in names:
            empty.append(names[missing])
        else:
            place = names.get(wrong.place) or record_name(wrong.place)
            said.append(problem_line(replace(wrong, place=place)))
    listed = "；".join(empty[:_NAMED]) + ("…" if len(empty) > _NAMED else "")
    first = (text("Not filled in yet: {names}", names=listed),) if empty else ()
    return (*first, *said)


def why_words(one: Setting) -> str:
    """Why a value may be changed, or where it is fixed."""
    if not one.open:
        return text("fixed by the source: {clause}", clause=one.clause)
    return one.comment or text("left to the secretariat")


def version_words(loaded: LoadedScheme, lock: Lock | None) -> str:
    """A version with its digest, and who locked it and why."""
    how = text("ships with the program")
    if lock is not None:
        how = text("locked {at} by {by}: {reason}", at=lock.at[:10], by=lock.by, reason=lock.reason)
    return f"{loaded.scheme.version} · {short(loaded.digest)} · {how}"
