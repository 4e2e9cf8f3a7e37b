"""Intake of applications: filled forms read against a scheme, every fault told before anything is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluator_app.domain.application_form import FilledForm
from evaluator_app.domain.field_roles import roles_of
from evaluator_app.domain.intake import Arrival, Incoming, Sorted, sort_out
from evaluator_app.domain.problems import Problem, Refused
from evaluator_app.domain.scheme import LoadedScheme
from evaluator_app.exchange.application_folder import write_application
from evaluator_app.exchange.application_workbook_reader import read_application_workbook
from evaluator_app.exchange.source_folder import SourceApplication, read_applications, read_campaign
from evaluator_app.services import schemes


@dataclass(frozen=True, kw_only=True)
class ReadForm:
    """A filled form and what is to be said about it; `form` is None where it could not be read."""

    path: Path
    form: FilledForm | None
    problems: tuple[Problem, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether everything that was typed could be read."""
        return self.form is not None and not self.problems


def read_forms(paths: Sequence[Path], scheme: LoadedScheme) -> tuple[ReadForm, ...]:
    """Read filled workbooks; one that cannot be read says why, and keeps no other from being read."""
    return tuple(_read(path, scheme) for path in paths)


def _read(path: Path, scheme: LoadedScheme) -> ReadForm:
    try:
        form = read_application_workbook(path, scheme)
    except Refused as refused:
        return ReadForm(path=path, form=None, problems=tuple(refused.problems))
    return ReadForm(path=path, form=form, problems=form.problems)


def preview(paths: Sequence[Path], campaign: Path, forms: Path) -> tuple[Sorted, ...]:
    """What taking these forms into a campaign's folder would do; nothing is written."""
    loaded = schemes.of_campaign(campaign, forms, read_campaign(campaign).scheme)
    known = [one.application for one in _known(campaign)]
    incoming = [
        Incoming(
            file=str(one.path),
            values=one.form.values if one.form else None,
            problems=one.problems,
            missing=one.form.missing if one.form else (),
        )
        for one in read_forms(paths, loaded)
    ]
    return sort_out(incoming, known, roles_of(loaded.scheme))


def apply(found: Sequence[Sorted], campaign: Path) -> tuple[Path, ...]:
    """Write what a preview found new or changed; doubtful and refused forms stay out."""
    places = {one.application.id: one.place for one in _known(campaign)}
    return tuple(
        write_application(campaign, one.application, places.get(one.application.id, ""))
        for one in found
        if one.arrival in (Arrival.NEW, Arrival.CHANGED) and one.application is not None
    )


def _known(campaign: Path) -> tuple[SourceApplication, ...]:
    """The applications of a campaign's folder, none where it is new."""
    there = any(one.is_dir() for one in campaign.iterdir())
    return read_applications(campaign) if there else ()
