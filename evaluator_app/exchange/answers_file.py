"""Answers files: an expert's marks, notes and remarks as JSON, read by the same rules as typing."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import cast

from evaluator_app.domain.codes import Code
from evaluator_app.domain.expert import Expert
from evaluator_app.domain.marks import (
    UNMARKED,
    Abstained,
    Entry,
    Graded,
    Mark,
    NotApplicable,
    check_mark,
    not_an_option,
    option_titles,
    read_score,
)
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.rubric import Criterion, Rubric
from evaluator_app.domain.sheet import Marks, check_remark
from evaluator_app.exchange.small_files import read_small
from evaluator_app.wording.language import text

_LIMIT = 16 << 20
_LONGEST_EXPONENT = 15  # a score is never so large or small that it needs one
_STATES = ("score", "grade", "not_applicable", "abstained")


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What an answers file says."""

    expert: Expert
    marks: Marks


class _Number(str):
    """A JSON number as it was written, so that no digit is lost."""

    __slots__ = ()


def read_answers(path: Path, rubric: Rubric) -> Answers:
    """The answers in this file; refused with every problem, each under its path such as `marks.a1`."""
    reader = _Reader(rubric)
    data = reader.parse(_source(path), str(path))
    answers = Answers(
        expert=reader.expert(data.get("expert")),
        marks=Marks(
            entries=reader.entries(data.get("marks", {})), remarks=reader.remarks(data.get("remarks", {}))
        ),
    )
    reader.known_keys("", data, ("expert", "marks", "remarks"))
    if reader.problems:
        raise Refused(replace(one, place=f"{path}: {one.place}".rstrip(": ")) for one in reader.problems)
    return answers


def _source(path: Path) -> str:
    reason = text("it is far too large")
    try:
        return read_small(path, Code.ANSWERS_UNREADABLE, _LIMIT, reason=reason).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _unreadable(str(path), text("it is not UTF-8 text")) from error


def _unreadable(place: str, reason: str) -> Refused:
    return Refused([problem(Code.ANSWERS_UNREADABLE, place, reason=reason)])


class _Reader:
    """Reads the parts of an answers file and gathers all problems on the way."""

    def __init__(self, rubric: Rubric) -> None:
        self._rubric = rubric
        self.problems: list[Problem] = []

    def parse(self, source: str, place: str) -> Mapping[str, object]:
        """The JSON object; keys given twice and NaN are problems like others."""
        try:
            data = json.loads(
                source,
                object_pairs_hook=self._object,
                parse_float=_Number,
                parse_int=_Number,
                parse_constant=_Number,
            )
        except json.JSONDecodeError as error:
            raise _unreadable(place, text("line {line} is no proper JSON", line=error.lineno)) from error
        except RecursionError as error:
            raise _unreadable(place, text("it is nested too deeply")) from error
        return self._table("", data)

    def _object(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        found: dict[str, object] = {}
        for key, value in pairs:
            if key in found:
                self._wrong(key, text("it is there twice"))
            found[key] = value
        return found

    def _wrong(self, place: str, reason: str) -> None:
        self.problems.append(problem(Code.ANSWERS_INVALID, place, reason=reason))

    def _table(self, place: str, value: object) -> Mapping[str, object]:
        if isinstance(value, dict):
            return cast("dict[str, object]", value)
        self._wrong(place, text("it must be an object in braces"))
        return {}

    def known_keys(self, place: str, data: Mapping[str, object], known: tuple[str, ...]) -> None:
        """Anything else in an object is a problem: a misspelt key must not be lost in silence."""
        for key in data:
            if key not in known:
                self._wrong(f"{place}.{key[:80]}".lstrip("."), text("it is not known here"))

    def _words(self, place: str, value: object) -> str:
        if not isinstance(value, str) or isinstance(value, _Number):
            self._wrong(place, text("it must be a text in quotes"))
            return ""
        if any("\ud800" <= one <= "\udfff" for one in value):
            self._wrong(place, text("it holds half a character"))
            return ""
        return value

    def expert(self, value: object) -> Expert:
        """Who answers."""
        data = self._table("expert", value if value is not None else {})
        self.known_keys("expert", data, ("name", "organisation"))
        name = self._words("expert.name", data.get("name", "")).strip()
        if not name:
            self.problems.append(problem(Code.EXPERT_NAME_MISSING, "expert.name"))
        return Expert(
            name=name, organisation=self._words("expert.organisation", data.get("organisation", "")).strip()
        )

    def entries(self, value: object) -> dict[str, Entry]:
        """The marks with their notes."""
        entries = {}
        for name, data in self._table("marks", value).items():
            criterion = self._rubric.criteria_by_id.get(name)
            if criterion is None:
                self.problems.append(problem(Code.UNKNOWN_CRITERION, f"marks.{name[:80]}"))
            else:
                entries[name] = self._entry(criterion, self._table(f"marks.{name}", data))
        return {name: entry for name, entry in entries.items() if entry != Entry()}

    def _entry(self, criterion: Criterion, data: Mapping[str, object]) -> Entry:
        place = f"marks.{criterion.id}"
        self.known_keys(place, data, (*_STATES, "note"))
        states = [state for state in _STATES if state in data]
        if len(states) > 1:
            self._wrong(place, text("it says both “{one}” and “{other}”", one=states[0], other=states[1]))
        note = self._words(f"{place}.note", data.get("note", ""))
        if not states:
            return Entry(UNMARKED, note)
        return Entry(self._mark(criterion, states[0], data[states[0]]), note)

    def _mark(self, criterion: Criterion, state: str, value: object) -> Mark:
        place = f"marks.{criterion.id}.{state}"
        if state == "score":
            words = _exact(value) if isinstance(value, _Number) else self._words(place, value)
            if criterion.by_option and words.strip():
                return self._checked((not_an_option(words, option_titles(criterion), place),), place)
            return self._checked(read_score(words, criterion), place)
        kinds: Mapping[str, Callable[[str], Graded | NotApplicable | Abstained]] = {
            "grade": Graded,
            "not_applicable": NotApplicable,
            "abstained": Abstained,
        }
        mark = kinds[state](self._words(place, value))
        return self._checked(check_mark(mark, criterion) or mark, place)

    def _checked(self, found: Mark | tuple[Problem, ...], place: str) -> Mark:
        if isinstance(found, tuple):
            self.problems += [replace(one, place=place) for one in found]
            return UNMARKED
        return found

    def remarks(self, value: object) -> dict[str, str]:
        """The remarks by their ids."""
        known = {remark.id: remark for remark in self._rubric.remarks}
        found = {}
        for name, said in self._table("remarks", value).items():
            if name in known:
                found[name] = self._words(f"remarks.{name}", said)
                wrong = check_remark(known[name], found[name])
                self.problems += [replace(one, place=f"remarks.{name}") for one in wrong]
            else:
                self.problems.append(problem(Code.UNKNOWN_REMARK, f"remarks.{name[:80]}"))
        return {name: said for name, said in found.items() if said}


def _exact(number: _Number) -> str:
    """The digits of a JSON number without an exponent; what is no sensible number stays as it is."""
    try:
        value = Decimal(number)
    except ArithmeticError:
        return number
    return format(value, "f") if value.is_finite() and abs(value.adjusted()) < _LONGEST_EXPONENT else number
