"""The forms of a scheme: fields, options, statements and seals, as the source prints them."""

from dataclasses import dataclass
from enum import StrEnum

from evaluator_app.domain.rubric import Rule


class FieldKind(StrEnum):
    """What a form field takes."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    STATEMENT = "statement"
    SEAL = "seal"
    SIGNATURE = "signature"
    TABLE = "table"


class FieldRole(StrEnum):
    """What a field, or a column of a table, says of an application."""

    NONE = "none"
    ORGANISATION = "organisation"
    SITE = "site"
    TITLE = "title"
    SECTOR = "sector"
    GRADE = "grade"
    CATEGORY = "category"  # the kind of its site
    RECOMMENDER = "recommender"
    RECOMMENDED = "recommended"  # a table of applications in the order of their recommendation
    ORDER = "order"  # the place of one in that table
    NUMBER = "number"  # the number of an application


@dataclass(frozen=True, kw_only=True)
class Option:
    """One choice of a field; `free_text` asks for words beside it, `text` explains it."""

    id: str
    title: str
    group: str = ""
    free_text: bool = False
    text: str = ""
    verbatim: str = ""


@dataclass(frozen=True, kw_only=True)
class FormField(Rule):
    """One field of a form; `verbatim` keeps the source's wording where the label mends it (D-15)."""

    id: str
    title: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    options: tuple[Option, ...] = ()
    verbatim: str = ""
    when: str = ""
    personal: bool = False
    statements: tuple[str, ...] = ()
    rows: int = 0
    columns: tuple[str, ...] = ()
    roles: tuple[FieldRole, ...] = ()
    column_roles: tuple[FieldRole, ...] = ()  # of a table, one for each of its columns


@dataclass(frozen=True, kw_only=True)
class Form(Rule):
    """A form of the scheme with every field and option of the source."""

    id: str
    title: str
    verbatim: str = ""
    aliases: tuple[str, ...] = ()  # the other names the source has for it (D-17)
    fields: tuple[FormField, ...] = ()
