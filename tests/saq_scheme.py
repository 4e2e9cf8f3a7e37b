"""The scheme T/SAQ 0005-2023 as shipped, and the way to a place in it."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path

from evaluator_app.domain.form import FormField
from evaluator_app.domain.scheme import Scheme
from evaluator_app.exchange.scheme_file import read_scheme_file

ROOT = Path(__file__).resolve().parent.parent


@cache
def scheme() -> Scheme:
    """The scheme, read once."""
    return read_scheme_file(ROOT / "forms/saq-0005-2023/scheme.toml").scheme


def at(place: str) -> object:
    """What stands at a place such as `forms.declaration-form.fields.site`: attributes and ids."""
    value: object = scheme()
    for step in place.split("."):
        if isinstance(value, tuple):
            value = next(one for one in value if one.id == step)
        else:
            value = getattr(value, step)
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


def form_field(form: str, name: str) -> FormField:
    """A field of one of its forms."""
    value = at(f"forms.{form}.fields.{name}")
    assert isinstance(value, FormField)
    return value
