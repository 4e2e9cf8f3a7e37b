"""What is made public of a campaign: results by field and grade, what is promoted, recommended, collected."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evaluator_app.domain.application import Application
from evaluator_app.domain.codes import Code
from evaluator_app.domain.field_roles import first_of, roles_of
from evaluator_app.domain.form import FieldKind, FieldRole, Form, FormField
from evaluator_app.domain.problems import Problem, problem
from evaluator_app.domain.register import Award
from evaluator_app.domain.requirements import ReportSection
from evaluator_app.domain.scheme import Scheme


@dataclass(frozen=True, kw_only=True)
class ResultGroup:
    """The results of one field and grade; `field` and `grade` as people read them."""

    field: str
    grade: str
    awards: tuple[Award, ...]


@dataclass(frozen=True, kw_only=True)
class Material:
    """Promotion material that came in: words under a section, or a file."""

    application: str
    day: str
    section: str = ""  # id of a section of the scheme's paper
    words: str = ""
    file: str = ""
    sha256: str = ""
    recorded_by: str = ""
    recorded_at: str = ""


@dataclass(frozen=True, kw_only=True)
class RecommendationList:
    """What one recommender recommends, in the columns of the scheme's form."""

    recommender: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def field_title(scheme: Scheme, name: str) -> str:
    """A field of application as people read it."""
    return next((one.title for one in scheme.sectors if one.id == name), name)


def result_groups(scheme: Scheme, awards: Iterable[Award]) -> tuple[ResultGroup, ...]:
    """Results by field and, in each, by grade, the highest first; who earned none is not listed (S1-50)."""
    awards = sorted(awards, key=lambda one: (one.organisation, one.site, one.application))
    fields = [one.id for one in scheme.sectors]
    fields += sorted({one.field for one in awards} - set(fields))
    bands = sorted(scheme.rubric.bands, key=lambda one: (one.low is not None, one.low or 0), reverse=True)
    return tuple(
        ResultGroup(field=field_title(scheme, field), grade=band.title, awards=found)
        for field in fields
        for band in bands
        if (found := tuple(one for one in awards if (one.field, one.grade) == (field, band.id)))
    )


def promoted(scheme: Scheme, awards: Iterable[Award]) -> tuple[Award, ...]:
    """The results that are promoted: of the grades the scheme names, else all that earned one (S1-53)."""
    grades = scheme.publication.grades if scheme.publication else ()
    return tuple(one for one in awards if one.grade and (not grades or one.grade in grades))


def material_sections(scheme: Scheme) -> tuple[ReportSection, ...]:
    """The sections promotion material is collected under (S4-91 to S4-93)."""
    name = scheme.publication.material if scheme.publication else ""
    return next((one.sections for one in scheme.papers if one.id == name), ())


def material_problems(one: Material, scheme: Scheme) -> tuple[Problem, ...]:
    """What is wrong with material that is to be kept."""
    found = []
    sections = {each.id: each.title for each in material_sections(scheme)}
    if (one.section or sections) and one.section not in sections:
        names = "、".join(sections) or "—"
        found.append(
            problem(
                Code.MATERIAL_SECTION_UNKNOWN, one.application, section=one.section or "—", sections=names
            )
        )
    if not one.words.strip() and not one.file:
        found.append(problem(Code.MATERIAL_EMPTY, one.application))
    if not one.recorded_by.strip():
        found.append(problem(Code.RECORD_NAME_MISSING, one.application))
    return tuple(found)


def recommendation_form(scheme: Scheme) -> Form | None:
    """The form in which recommenders list what they recommend."""
    name = scheme.publication.recommendation if scheme.publication else ""
    return next((one for one in scheme.forms if one.id == name), None)


def recommendation_lists(
    scheme: Scheme, applications: Iterable[Application]
) -> tuple[RecommendationList, ...]:
    """For each recommender its applications in the columns of the form (S1-166 to S1-170)."""
    form = recommendation_form(scheme)
    table = next((one for one in form.fields if one.kind is FieldKind.TABLE), None) if form else None
    if form is None or table is None:
        return ()
    by: dict[str, list[Application]] = {}
    for one in applications:
        by.setdefault(one.values.get(form.fields[0].id, ""), []).append(one)
    return tuple(
        RecommendationList(
            recommender=name,
            columns=table.columns,
            rows=tuple(_row(scheme, table, one, rank) for rank, one in enumerate(by[name], start=1)),
        )
        for name in sorted(by)
    )


def _row(scheme: Scheme, table: FormField, one: Application, rank: int) -> tuple[str, ...]:
    category = roles_of(scheme).get(FieldRole.CATEGORY, ())
    known: Mapping[FieldRole, str] = {
        FieldRole.ORDER: str(rank),
        FieldRole.NUMBER: one.id,
        FieldRole.ORGANISATION: one.organisation,
        FieldRole.SITE: one.site,
        FieldRole.TITLE: one.title,
        FieldRole.SECTOR: field_title(scheme, one.sector),
        FieldRole.GRADE: one.intended_grade,
        FieldRole.CATEGORY: first_of(one.values, category),
    }
    return tuple(known.get(role, "") for role in table.column_roles)
