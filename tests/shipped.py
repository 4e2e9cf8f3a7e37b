"""The schemes as shipped, the way to a place in them, and the facts each must hold."""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

from evaluator_app.domain.rubric import Rule
from evaluator_app.domain.scheme import Scheme
from evaluator_app.exchange.scheme_file import read_scheme_file

ROOT = Path(__file__).resolve().parent.parent

Facts = dict[str, dict[str, Any]]


@cache
def shipped(name: str) -> Scheme:
    """The scheme of this id, read once."""
    return read_scheme_file(ROOT / "forms" / name / "scheme.toml").scheme


def facts(name: str) -> Facts:
    """The facts the scheme must hold by their ids: the place, and the words found there."""
    found: Facts = json.loads((ROOT / f"tests/data/{name}-facts.json").read_text(encoding="utf-8"))
    return found


def missing(name: str, fact: str) -> list[str]:
    """The words of a fact that do not stand verbatim in its place."""
    one = facts(name)[fact]
    found = list(leaves(at(shipped(name), one["place"])))
    return [words for words in one["text"] if not any(words in leaf for leaf in found)]


def at(value: object, place: str) -> object:
    """What stands at a place such as `forms.declaration-form.fields.site`: attributes and ids."""
    rest = place
    while rest:
        if isinstance(value, tuple):
            ids = [one.id for one in value if rest == one.id or rest.startswith(f"{one.id}.")]
            step = max(ids, key=len)  # an id may hold dots itself
            value = next(one for one in value if one.id == step)
        else:
            step = rest.partition(".")[0]
            value = getattr(value, step)
        rest = rest[len(step) + 1 :]
    return value


def leaves(value: object) -> Iterator[str]:
    """Every official text under a value, numbers as text; our ids and comments prove nothing."""
    if is_dataclass(value):
        for one in fields(value):
            if one.name in ("id", "clause", "comment"):
                continue
            yield from leaves(getattr(value, one.name))
    elif isinstance(value, tuple):
        for element in value:
            yield from leaves(element)
    elif value is not None:
        yield str(value)


def rules_of(value: object) -> Iterator[Rule]:
    """Every rule under a value."""
    if isinstance(value, Rule):
        yield value
    if is_dataclass(value):
        for one in fields(value):
            yield from rules_of(getattr(value, one.name))
    elif isinstance(value, tuple):
        for element in value:
            yield from rules_of(element)


def unfounded(name: str) -> list[Rule]:
    """The rules that neither cite a clause nor say why they were assumed."""
    rules = rules_of(shipped(name))
    return [one for one in rules if not (one.comment if one.assumed else one.clause)]
