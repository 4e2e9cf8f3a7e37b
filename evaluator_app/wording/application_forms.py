"""What a form asks, in words: the name of a field, and what to type as far as the name does not say it."""

from evaluator_app.domain.form import FieldKind, FormField
from evaluator_app.wording.language import text

_SHORT = 120  # characters of options that are printed beside the field too


def field_title(one: FormField) -> str:
    """The name of a field, with a star where it must be filled in."""
    return f"{one.title} *" if one.required else one.title


def field_help(one: FormField) -> str:
    """What to type."""
    kinds = {
        FieldKind.CHOICE: _choose(one),
        FieldKind.CHOICES: text("Mark each that applies with √."),
        FieldKind.DATE: text("A day, such as 2024-03-01."),
        FieldKind.INTEGER: text("A whole number."),
        FieldKind.DECIMAL: text("A number."),
    }
    return " ".join(part for part in (kinds.get(one.kind, ""), one.when) if part)


def _choose(one: FormField) -> str:
    """The options in words where there is room: the form may be printed and filled in by hand."""
    options = "、".join(option.title for option in one.options)
    return text("Choose one: {options}", options=options) if len(options) <= _SHORT else text("Choose one.")
