"""The scheme T/SAQ 0005-2023 as shipped."""

import shipped

from evaluator_app.domain.form import FormField
from evaluator_app.domain.scheme import Scheme

NAME = "saq-0005-2023"


def scheme() -> Scheme:
    """The scheme, read once."""
    return shipped.shipped(NAME)


def at(place: str) -> object:
    """What stands at a place of it."""
    return shipped.at(scheme(), place)


def form_field(form: str, name: str) -> FormField:
    """A field of one of its forms."""
    value = at(f"forms.{form}.fields.{name}")
    assert isinstance(value, FormField)
    return value
