"""The conformity check of application folders: what the forms, the documents and people say."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from evaluator_app.domain.codes import Code
from evaluator_app.domain.conformity_check import check_conformity, unknown_judgements
from evaluator_app.domain.conformity_results import Conformity, Facts, Judgement
from evaluator_app.domain.exclusion_lists import ExclusionList
from evaluator_app.domain.judging import judgement_problems
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.scheme import LoadedScheme, Scheme
from evaluator_app.exchange.conformity_workbook import write_conformity_workbook
from evaluator_app.exchange.judgement_writing import add_judgement
from evaluator_app.exchange.safe_names import clashing
from evaluator_app.exchange.safe_writing import new_file, replace_file
from evaluator_app.exchange.source_folder import (
    CAMPAIGN_FILE,
    SourceApplication,
    application_folders,
    read_application,
    read_applications,
    read_campaign,
)
from evaluator_app.services import campaigns, clock, exclusion_lists, schemes
from evaluator_app.services.campaigns import OpenCampaign
from evaluator_app.services.section_counting import lengths
from evaluator_app.store.workspace import Workspace

Lists = Sequence[ExclusionList]
DECLARED = "date"  # the field of every application form that holds the day of the declaration

Step = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class Checked:
    """The folder of an application with the results of its rules, or why there are none."""

    folder: Path
    conformity: Conformity | None = None
    problems: tuple[Problem, ...] = ()


def rules_of(path: Path, forms: Path, scheme: str = "") -> LoadedScheme:
    """The scheme an application's or a campaign's folder stands under; `scheme` where no file says it."""
    if scheme:
        return schemes.find_or_read(forms, scheme)
    campaign = path if (path / CAMPAIGN_FILE).is_file() else path.parent
    return schemes.of_campaign(campaign, forms, read_campaign(campaign).scheme)


def check(path: Path, forms: Path, scheme: str = "") -> tuple[Conformity, ...]:
    """Check one application's folder, or all of a campaign's; without `scheme` it is the campaign's.

    Refused with every problem of the folders; a judgement of no rule, or without reason and name, is one.
    """
    rules = rules_of(path, forms, scheme).scheme
    if not (path / CAMPAIGN_FILE).is_file():
        return sound([check_one(path, rules)])
    found = sound(survey(path, rules))
    if not found:
        read_applications(path)  # says that there are none
    return found


def check_campaign(
    ws: Workspace, found: OpenCampaign, step: Step = lambda _done, _total: None
) -> tuple[Checked, ...]:
    """Check all applications of a campaign by the scheme it is locked to, and by its lists."""
    lists = exclusion_lists.in_force(ws, found.plan.id)
    return survey(campaigns.folder_of(found), found.scheme.scheme, step, lists)


def survey(
    campaign: Path, scheme: Scheme, step: Step = lambda _done, _total: None, lists: Lists = ()
) -> tuple[Checked, ...]:
    """Check every application of a campaign's folder; an unsound one keeps no other from being checked."""
    folders = application_folders(campaign)
    found = []
    for number, folder in enumerate(folders):
        step(number, len(folders))
        found.append(check_one(folder, scheme, lists))
    same = clashing([one.conformity.application.id for one in found if one.conformity is not None])
    return tuple(_without_twin(one, set(same)) for one in found)


def _without_twin(one: Checked, same: set[str]) -> Checked:
    """Two applications of one number cannot be told apart: neither stands."""
    name = one.conformity.application.id if one.conformity is not None else ""
    if name not in same:
        return one
    wrong = problem(Code.APPLICATION_TWICE, str(one.folder), name=name)
    return replace(one, conformity=None, problems=(wrong,))


def sound(found: Sequence[Checked]) -> tuple[Conformity, ...]:
    """The results of all; refused with the problems of those that have none."""
    problems = [wrong for one in found for wrong in one.problems]
    if problems:
        raise Refused(problems)
    return tuple(one.conformity for one in found if one.conformity is not None)


def chosen(found: Sequence[Conformity], applications: Sequence[str]) -> tuple[Conformity, ...]:
    """Those of these numbers, all where none is named; a number that is not there is refused."""
    known = {one.application.id for one in found}
    unknown = [_unknown(one) for one in applications if one not in known]
    if unknown:
        raise Refused(unknown)
    return tuple(one for one in found if not applications or one.application.id in applications)


def folder_of(found: OpenCampaign, application: str) -> Path:
    """The folder of one application of a campaign, by its number."""
    return application_folder(campaigns.folder_of(found), application)


def application_folder(campaign: Path, application: str) -> Path:
    """The folder of one application in a campaign's folder, by its number; an unsound one is passed over."""
    found = [one for one in application_folders(campaign) if _number(one) == application]
    if not found:
        raise Refused([_unknown(application)])
    if len(found) > 1:
        raise Refused([problem(Code.APPLICATION_TWICE, str(one), name=application) for one in found])
    return found[0]


def _number(folder: Path) -> str:
    try:
        return read_application(folder).application.id
    except Refused:
        return ""


def _unknown(application: str) -> Problem:
    return problem(Code.CAMPAIGN_APPLICATION_UNKNOWN, application, application=application)


def check_one(folder: Path, scheme: Scheme, lists: Lists = ()) -> Checked:
    """Check the application of one folder."""
    try:
        return Checked(folder=folder, conformity=_checked(scheme, read_application(folder), lists))
    except Refused as refused:
        return Checked(folder=folder, problems=refused.problems)


def judge_in(ws: Workspace, found: OpenCampaign, folder: Path, judgement: Judgement) -> Conformity:
    """Record a judgement on an application of a campaign; refused where the campaign is closed."""
    campaigns.refuse_closed(ws, found.plan.id)
    lists = exclusion_lists.in_force(ws, found.plan.id)
    return judge(folder, found.scheme.scheme, judgement, lists)


def judge(folder: Path, scheme: Scheme, judgement: Judgement, lists: Lists = ()) -> Conformity:
    """Record what a person found out or decided, and check again; earlier judgements stay as the record."""
    before = _checked(scheme, read_application(folder), lists)
    today = replace(judgement, on=clock.now()[:10])
    problems = judgement_problems(before, today)
    if problems:
        raise Refused(problems)
    add_judgement(folder, today)
    return _checked(scheme, read_application(folder), lists)


def write_list(checked: Sequence[Conformity], path: Path, *, replaced: bool = False) -> None:
    """The list entering review and all results, as an Excel workbook."""
    written = datetime.fromisoformat(clock.now())
    with (replace_file if replaced else new_file)(path) as stream:
        write_conformity_workbook(stream, checked, written)


def _checked(scheme: Scheme, source: SourceApplication, lists: Lists) -> Conformity:
    facts = Facts(
        lengths=lengths(scheme, source),
        declared=source.application.values.get(DECLARED, ""),
        judgements=source.judgements,
        lists=tuple(lists),
    )
    conformity = check_conformity(scheme, source.application, facts)
    wrong = [_wrong(source, rule) for rule in unknown_judgements(conformity, facts)]
    if wrong:
        raise Refused(wrong)
    return conformity


def _wrong(source: SourceApplication, rule: str) -> Problem:
    return problem(Code.JUDGEMENT_INVALID, source.place, rule=rule)
