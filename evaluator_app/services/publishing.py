"""What is made public of a campaign: consents first, then results, promotion, recommendations, figures."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from evaluator_app.domain.campaign_counts import CampaignCounts, campaign_counts
from evaluator_app.domain.codes import Code
from evaluator_app.domain.consents import (
    Party,
    Scope,
    missing_problem,
)
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.publication import (
    Material,
    ResultGroup,
    material_problems,
    material_sections,
    promoted,
    recommendation_form,
    recommendation_lists,
    result_groups,
)
from evaluator_app.domain.register import Award, current
from evaluator_app.domain.requirements import ReportSection
from evaluator_app.exchange import publication_workbook, register_letters
from evaluator_app.exchange.safe_writing import new_file
from evaluator_app.exchange.small_files import reading
from evaluator_app.services import awards as results
from evaluator_app.services import campaigns, consents, register
from evaluator_app.services.campaigns import OpenCampaign
from evaluator_app.services.clock import now
from evaluator_app.store import publication as store
from evaluator_app.store import register as certificates
from evaluator_app.store.publication import Published
from evaluator_app.store.workspace import Workspace

RELEASE, SUMMARY = "results-release.docx", "promotion-summary.docx"
_WORD = ".docx"


class Kind(StrEnum):
    """What was made to leave."""

    RESULTS = "results"
    PROMOTION = "promotion"
    REGISTER = "register"


@dataclass(frozen=True, kw_only=True)
class Leaving:
    """A file that is to leave: where to, of whom, by whom; `template` for a Word document."""

    out: Path
    kind: Kind
    who: str
    campaign: str = ""
    applications: tuple[str, ...] = ()
    template: Path | None = None
    leave_out: bool = False  # those without consent, instead of refusing


@dataclass(frozen=True, kw_only=True)
class Promoted:
    """A result that is promoted: whose consent is missing, and what came in for it."""

    award: Award
    missing: tuple[Party, ...]
    materials: tuple[Material, ...]


def let_go(ws: Workspace, one: Leaving, data: bytes) -> None:
    """Write a file that leaves, and record that it does."""
    if not one.who.strip():
        raise Refused([problem(Code.RECORD_NAME_MISSING)])
    with new_file(one.out) as stream:
        stream.write(data)
    digest = hashlib.sha256(data).hexdigest()
    store.add_published(
        ws,
        Published(
            campaign=one.campaign,
            kind=one.kind.value,
            file=one.out.name,
            sha256=digest,
            applications=one.applications,
            who=one.who,
            at=now(),
        ),
    )


def _allowed(ws: Workspace, one: Leaving, awards: Sequence[Award], scope: Scope) -> tuple[Award, ...]:
    """The results with both consents; the others keep it from leaving unless they are left out (S0-117)."""
    lacking = consents.missing(ws, one.campaign, scope, [each.application for each in awards])
    problems: list[Problem] = [
        missing_problem(party, name) for name, parties in lacking.items() for party in parties
    ]
    allowed = tuple(each for each in awards if not lacking[each.application])
    if not allowed and (one.leave_out or not awards):
        problems.append(problem(Code.NOTHING_TO_PUBLISH, one.campaign))
    if problems and (not one.leave_out or not allowed):
        raise Refused(problems)
    return allowed


def release(ws: Workspace, one: Leaving, awards: Sequence[Award]) -> tuple[ResultGroup, ...]:
    """Write the results by field and grade, as a Word document in official form or an Excel list (S1-50)."""
    found = _publishing(ws, one.campaign)
    scheme = found.scheme.scheme
    allowed = _allowed(ws, one, [each for each in awards if each.grade], Scope.RESULTS)
    groups = result_groups(scheme, allowed)
    numbers = {
        name: each.entry.number
        for (_, name), each in current(certificates.holdings(ws, one.campaign)).items()
    }
    whole = register_letters.Release(
        campaign=found.plan.title, day=register.today(), groups=groups, numbers=numbers
    )
    if one.out.suffix.lower() == _WORD and one.template:
        data = register_letters.release(one.template, whole, scheme)
    else:
        data = _workbook(lambda stream, at: publication_workbook.write_results(stream, whole, at))
    let_go(ws, replace(one, applications=tuple(each.application for each in allowed)), data)
    return groups


def _publishing(ws: Workspace, campaign: str) -> OpenCampaign:
    found = campaigns.opened(ws, campaign)
    if found.scheme.scheme.publication is None:
        raise Refused([problem(Code.PUBLICATION_NO_RULE, campaign)])
    return found


def sections(ws: Workspace, campaign: str) -> tuple[ReportSection, ...]:
    """The sections under which promotion material is collected; none where the scheme has none."""
    return material_sections(campaigns.opened(ws, campaign).scheme.scheme)


def collect(ws: Workspace, campaign: str, one: Material) -> Material:
    """Keep that promotion material came in; its file stays where it is, its digest is kept."""
    found = campaigns.opened(ws, campaign)
    campaigns.refuse_closed(ws, campaign)
    problems = list(material_problems(one, found.scheme.scheme))
    if one.application not in consents.known(ws, campaign):
        problems.append(problem(Code.AWARD_APPLICATION_UNKNOWN, one.application))
    if problems:
        raise Refused(problems)
    digest = _digest(Path(one.file)) if one.file else ""
    whole = replace(one, day=one.day or register.today(), sha256=digest, recorded_at=now())
    store.add_material(ws, campaign, whole)
    return whole


def _digest(path: Path) -> str:
    with reading(path), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def promotion(ws: Workspace, campaign: str, awards: Sequence[Award]) -> tuple[Promoted, ...]:
    """The results that are promoted, what came in for each, whose consent is missing (S1-53, S0-86)."""
    found = _publishing(ws, campaign)
    materials = store.materials(ws, campaign)
    wanted = promoted(found.scheme.scheme, awards)
    lacking = consents.missing(ws, campaign, Scope.PROMOTION, [one.application for one in wanted])
    return tuple(
        Promoted(
            award=one,
            missing=lacking[one.application],
            materials=tuple(each for each in materials if each.application == one.application),
        )
        for one in wanted
    )


def write_promotion_list(ws: Workspace, campaign: str, awards: Sequence[Award], out: Path) -> None:
    """What is collected and what is still missing, as an Excel list for the secretariat itself."""
    found = _publishing(ws, campaign)
    rows = [
        publication_workbook.PromotionRow(award=one.award, missing=one.missing, materials=one.materials)
        for one in promotion(ws, campaign, awards)
    ]
    data = _workbook(
        lambda stream, at: publication_workbook.write_promotion(stream, rows, found.scheme.scheme, at)
    )
    _write(out, data)


def write_promotion(ws: Workspace, one: Leaving, awards: Sequence[Award]) -> None:
    """Good practice, cases and experience of those who consented, as a Word document (S4-90 to S4-93)."""
    found = _publishing(ws, one.campaign)
    wanted = [each for each in promotion(ws, one.campaign, awards) if each.materials]
    allowed = _allowed(ws, one, [each.award for each in wanted], Scope.PROMOTION)
    names = {each.application for each in allowed}
    whole = register_letters.Promotion(
        campaign=found.plan.title,
        day=register.today(),
        awards=allowed,
        materials=[piece for each in wanted if each.award.application in names for piece in each.materials],
    )
    if one.template is None:
        raise Refused([problem(Code.FILE_MISSING, SUMMARY)])
    data = register_letters.promotion(one.template, whole, found.scheme.scheme)
    let_go(ws, replace(one, applications=tuple(each.application for each in allowed)), data)


def write_recommendations(ws: Workspace, campaign: str, out: Path) -> int:
    """For each recommender the form with what it recommends, a sheet each (S1-166 to S1-175); how many.

    It goes back to who named these applicants itself, so it asks for no consent.
    """
    found = campaigns.opened(ws, campaign)
    scheme = found.scheme.scheme
    form, lists = recommendation_form(scheme), recommendation_lists(scheme, results.applications(found))
    if form is None:
        raise Refused([problem(Code.PUBLICATION_NO_RULE, campaign)])
    _write(
        out, _workbook(lambda stream, at: publication_workbook.write_recommendations(stream, form, lists, at))
    )
    return len(lists)


def statistics(ws: Workspace, campaign: str, awards: Sequence[Award] = ()) -> CampaignCounts:
    """The campaign in figures; they name nobody."""
    found = campaigns.opened(ws, campaign)
    return campaign_counts(found.scheme.scheme, results.applications(found), found.records, awards)


def write_statistics(ws: Workspace, campaign: str, awards: Sequence[Award], out: Path) -> CampaignCounts:
    """The figures as an Excel workbook."""
    counts, title = statistics(ws, campaign, awards), campaigns.opened(ws, campaign).plan.title
    _write(out, _workbook(lambda stream, at: publication_workbook.write_counts(stream, title, counts, at)))
    return counts


def _workbook(write: Callable[[BinaryIO, datetime], None]) -> bytes:
    stream = BytesIO()
    write(stream, datetime.fromisoformat(now()))
    return stream.getvalue()


def _write(out: Path, data: bytes) -> None:
    with new_file(out) as stream:
        stream.write(data)


def published(ws: Workspace, campaign: str = "") -> tuple[Published, ...]:
    """Every file that was made to leave."""
    return store.published(ws, campaign)
