"""Lists of organisations that may not take part: looked at, imported into a campaign, kept (S3-20, D-20)."""

from dataclasses import dataclass, replace
from pathlib import Path

from evaluator_app.domain.application import Application
from evaluator_app.domain.campaigns import is_day
from evaluator_app.domain.codes import Code
from evaluator_app.domain.exclusion_lists import (
    ExclusionList,
    Listing,
    Standing,
    doubles,
    listings,
    lists_meant,
    lists_of,
    superseding,
)
from evaluator_app.domain.problems import Gathered, Problem, Refused, problem
from evaluator_app.exchange.name_list import ENDINGS, read_list
from evaluator_app.exchange.source_folder import application_folders, read_application
from evaluator_app.services import campaigns, clock
from evaluator_app.services.campaigns import OpenCampaign
from evaluator_app.store import exclusion_lists as store
from evaluator_app.store.workspace import Workspace

__all__ = ["ENDINGS", "KeptList", "ListPreview", "in_force", "kept", "preview", "take"]

_ON_IT = (Standing.NAMED, Standing.SIMILAR)


@dataclass(frozen=True, kw_only=True)
class KeptList:
    """A list the campaign's scheme asks for, with its imports, the last one last."""

    title: str
    imports: tuple[ExclusionList, ...] = ()

    @property
    def current(self) -> ExclusionList | None:
        """The import that counts."""
        return self.imports[-1] if self.imports else None


@dataclass(frozen=True, kw_only=True)
class ListPreview:
    """What importing a file would do; problems keep it from being done, findings do not."""

    campaign: str
    found: ExclusionList
    columns: tuple[str, ...]
    before: ExclusionList | None = None
    doubles: tuple[Problem, ...] = ()
    applicants: tuple[tuple[Application, Listing], ...] = ()  # those on it, or nearly so
    problems: tuple[Problem, ...] = ()
    findings: tuple[Problem, ...] = ()


def kept(ws: Workspace, campaign: str) -> tuple[KeptList, ...]:
    """Every list the scheme of a campaign asks for, imported or not."""
    found, every = campaigns.opened(ws, campaign), store.imported(ws, campaign)
    return tuple(
        KeptList(title=title, imports=tuple(one for one in every if one.title == title))
        for title in lists_of(found.scheme.scheme)
    )


def in_force(ws: Workspace, campaign: str) -> tuple[ExclusionList, ...]:
    """The last import of each list."""
    return superseding(store.imported(ws, campaign))


def preview(ws: Workspace, campaign: str, title: str, path: Path, column: str = "") -> ListPreview:
    """What importing a file as a list would do; nothing is kept yet."""
    campaigns.refuse_closed(ws, campaign)
    found = campaigns.opened(ws, campaign)
    meant = _meant(found, title)
    read = read_list(path, meant, column)
    before = next((one.current for one in kept(ws, campaign) if one.title == meant), None)
    applications, unread = _applications(found)
    standing = [(one, each) for one in applications for each in _standings(read.found, one)]
    return ListPreview(
        campaign=campaign,
        found=read.found,
        columns=read.columns,
        before=before,
        doubles=tuple(doubles(read.found.names)),
        applicants=tuple((one, each) for one, each in standing if each.standing in _ON_IT),
        problems=read.problems,
        findings=(*read.findings, *unread),
    )


def _standings(found: ExclusionList, one: Application) -> tuple[Listing, ...]:
    return listings(found.title, [found], one.organisation)


def _applications(found: OpenCampaign) -> tuple[tuple[Application, ...], tuple[Problem, ...]]:
    """The applications of the campaign; what cannot be read of them does not keep a list out."""
    gathered = Gathered()
    folders = gathered.attempt(lambda: application_folders(campaigns.folder_of(found))) or ()
    read = [gathered.attempt(lambda one=one: read_application(one)) for one in folders]  # type: ignore[misc]  # bound now
    return tuple(one.application for one in read if one is not None), tuple(gathered.problems)


def _meant(found: OpenCampaign, words: str) -> str:
    """The list of the scheme somebody means, by its name or a part of it that no other has."""
    titles = lists_of(found.scheme.scheme)
    if not titles:
        raise Refused([problem(Code.LIST_NONE_ASKED, found.plan.id, scheme=found.scheme.scheme.title)])
    meant = lists_meant(words, titles)
    if len(meant) != 1:
        code = Code.LIST_SEVERAL if meant else Code.LIST_UNKNOWN
        raise Refused([problem(code, found.plan.id, name=words, lists="；".join(meant or titles))])
    return meant[0]


def take(ws: Workspace, seen: ListPreview, who: str, day: str = "") -> ExclusionList:
    """Keep a list as it was looked at; `day` says of which day it is, today where it is not said."""
    campaigns.refuse_closed(ws, seen.campaign)
    today = campaigns.today().isoformat()
    problems = list(seen.problems)
    if not who.strip():
        problems.append(problem(Code.RECORD_NAME_MISSING, seen.campaign))
    if day and not is_day(day):
        problems.append(problem(Code.CAMPAIGN_DAY_INVALID, day=day))
    elif day > today:
        problems.append(problem(Code.LIST_IN_FUTURE, seen.found.file, day=day))
    if problems:
        raise Refused(problems)
    whole = replace(seen.found, day=day or today, who=who.strip(), at=clock.now())
    store.add(ws, seen.campaign, whole)
    return whole
