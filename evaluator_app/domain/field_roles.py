"""Which fields of a scheme's forms say what an application is, as the scheme itself tells."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from evaluator_app.domain.form import FieldRole, Form, FormField
from evaluator_app.domain.scheme import Scheme

Roles = Mapping[FieldRole, tuple[str, ...]]

# Schemes written before fields had roles name them so; a campaign that is locked to one goes on.
BEFORE_ROLES: Roles = {
    FieldRole.ORGANISATION: ("organisation", "provider"),
    FieldRole.SITE: ("site", "project", "place"),
    FieldRole.TITLE: ("result_name", "project"),
    FieldRole.SECTOR: ("sector",),
    FieldRole.GRADE: ("intended_grade",),
}


@dataclass(frozen=True, kw_only=True)
class RecommendedTable:
    """The table of a scheme in which applications are recommended in an order (S1-169)."""

    form: Form
    field: FormField

    def column(self, role: FieldRole) -> int | None:
        """The column of a role, None where the table has none."""
        roles = self.field.column_roles
        return roles.index(role) if role in roles else None


def roles_of(scheme: Scheme) -> Roles:
    """The fields of each role in the order of the forms; those of old where a scheme names none."""
    found: dict[FieldRole, dict[str, None]] = {}
    for field in _fields(scheme.forms):
        for role in field.roles:
            found.setdefault(role, {})[field.id] = None
    if FieldRole.ORGANISATION not in found:
        return BEFORE_ROLES
    return {role: tuple(names) for role, names in found.items()}


def recommended_table(scheme: Scheme) -> RecommendedTable | None:
    """Where a scheme's recommendations stand, None where it has none."""
    for form in scheme.forms:
        for field in form.fields:
            if FieldRole.RECOMMENDED in field.roles:
                return RecommendedTable(form=form, field=field)
    return None


def applicant_forms(scheme: Scheme) -> tuple[Form, ...]:
    """The forms an applicant fills in: all but that of who recommends."""
    table = recommended_table(scheme)
    return tuple(one for one in scheme.forms if table is None or one.id != table.form.id)


def first_of(values: Mapping[str, str], fields: Iterable[str]) -> str:
    """The first of these fields that says anything."""
    return next((words for name in fields if (words := values.get(name, "").strip())), "")


def _fields(forms: Iterable[Form]) -> Iterator[FormField]:
    return (field for form in forms for field in form.fields)
