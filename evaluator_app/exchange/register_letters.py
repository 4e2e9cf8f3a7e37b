"""Certificates, notices on them and releases of results: the values their Word templates ask for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluator_app.domain.public_register import grouped_code
from evaluator_app.domain.publication import Material, ResultGroup, material_sections
from evaluator_app.domain.register import (
    LOSSES,
    Award,
    Case,
    Entry,
    Holding,
    grade_title,
    sanction_of,
    states_of,
)
from evaluator_app.domain.scheme import Scheme
from evaluator_app.domain.upkeep import CaseMeaning, DutyStart
from evaluator_app.exchange.word_template import filled

_STARTS = {
    CaseMeaning.LOWERED: DutyStart.LOWERING_NOTICE,
    CaseMeaning.WITHDRAWN: DutyStart.WITHDRAWAL_NOTICE,
}


@dataclass(frozen=True, kw_only=True)
class Release:
    """Results that leave: the campaign, the day, the groups, the certificate of each application."""

    campaign: str
    day: str
    groups: Sequence[ResultGroup]
    numbers: Mapping[str, str]


def day_words(day: str) -> str:
    """A day as letters write it: 2024年3月1日."""
    if not day:
        return ""
    year, month, number = (int(part) for part in day.split("-"))
    return f"{year}年{month}月{number}日"


def organisation_title(scheme: Scheme, name: str) -> str:
    """A body as people read it, the owner of the scheme where none is named."""
    return next((one.title for one in scheme.organisations if one.id == name), name or scheme.owner)


def certificate(template: Path, entry: Entry, scheme: Scheme) -> bytes:
    """A certificate as a Word document."""
    return filled(template, certificate_values(entry, scheme))


def certificate_values(entry: Entry, scheme: Scheme) -> Mapping[str, object]:
    """What a certificate states (S0-87 to S0-95), in the scheme's order and words, and what else is known."""
    rule = scheme.certificate
    said = {
        "holder": f"{entry.organisation} / {entry.site}",
        "basis": entry.basis,
        "result": grade_title(scheme, entry.grade),
        "date": day_words(entry.decided_on),
        "issuer": entry.issuer,
    }
    rows = [
        {"title": one.title, "value": said.get(one.id, "")}
        for one in (rule.fields if rule else ())
        if one.id != "number"  # it stands below the title
    ]
    return {
        **said,
        "title": rule.title if rule else "",
        "scheme": scheme.title,
        "standard": scheme.standard,
        "number": entry.number,
        "organisation": entry.organisation,
        "site": entry.site,
        "boundary": entry.boundary,
        "issued": day_words(entry.issued_on),
        "until": day_words(entry.until),
        "code": grouped_code(entry.code),
        "replaces": entry.replaces,
        "uses": [one.rstrip("。") for one in rule.uses] if rule else [],
        "rows": rows,
    }


def notice(template: Path, holding: Holding, case: Case, scheme: Scheme, day: str) -> bytes:
    """The notice on what was decided about a certificate (S0-113) as a Word document."""
    return filled(template, notice_values(holding, case, scheme, day))


def notice_values(holding: Holding, case: Case, scheme: Scheme, day: str) -> Mapping[str, object]:
    """What a notice says: the reasons, who confirmed, until when to give back."""
    entry, sanction = holding.entry, sanction_of(case.sanction, scheme.upkeep)
    days, otherwise = _giving_back(case, scheme)
    titles = {one.id: one.title for one in sanction.causes} if sanction else {}
    return {
        **certificate_values(entry, scheme),
        "outcome": _outcome(case, scheme),
        "causes": [titles.get(one, one) for one in case.causes],
        "occurred": day_words(case.occurred),
        "clause": sanction.clause if sanction else "",
        "confirmed_by": organisation_title(scheme, sanction.confirmed_by if sanction else ""),
        "office": organisation_title(scheme, sanction.proposed_by if sanction else ""),
        "paper": case.paper,
        "decided": day_words(case.lost_on),
        "grade": grade_title(scheme, case.grade) if case.grade else "",
        "days": days,
        "otherwise": otherwise,
        "today": day_words(day),
    }


def _outcome(case: Case, scheme: Scheme) -> str:
    """What was decided, in the words of the scheme: its outcomes stand in the order of the states."""
    sanction = sanction_of(case.sanction, scheme.upkeep)
    losses = [
        one.meaning
        for one in states_of(scheme.upkeep).values()
        if one.meaning in LOSSES and (not one.sanctions or case.sanction in one.sanctions)
    ]
    said = dict(zip(losses, sanction.outcomes if sanction else (), strict=False))
    return said.get(case.loss, case.state.title)


def _giving_back(case: Case, scheme: Scheme) -> tuple[int, str]:
    """In how many days the certificate has to be given back (0: it has not), and what follows otherwise."""
    duties = scheme.upkeep.duties if scheme.upkeep else ()
    start = _STARTS.get(case.loss)
    found = next((one for one in duties if start and one.starts is start), None)
    return (found.days, found.otherwise) if found else (0, "")


def release(template: Path, one: Release, scheme: Scheme) -> bytes:
    """The results in official form, by field and grade, as a Word document (S0-81, S1-50)."""
    return filled(template, release_values(one, scheme))


def release_values(one: Release, scheme: Scheme) -> Mapping[str, object]:
    """What a release says; only who consented is in its groups."""
    rule = scheme.publication
    grades = list(dict.fromkeys(band.title for band in scheme.rubric.bands))
    counts = {grade: sum(len(each.awards) for each in one.groups if each.grade == grade) for grade in grades}
    return {
        "campaign": one.campaign,
        "scheme": scheme.title,
        "standard": scheme.standard,
        "text": rule.text if rule else "",
        "count": sum(counts.values()),
        "totals": [{"grade": grade, "count": count} for grade, count in counts.items() if count],
        "rows": [
            {
                "field": group.field,
                "grade": group.grade,
                "organisation": each.organisation,
                "site": each.site,
                "title": each.title,
                "number": one.numbers.get(each.application, ""),
            }
            for group in one.groups
            for each in group.awards
        ],
        "sender": organisation_title(scheme, rule.by if rule else ""),
        "today": day_words(one.day),
    }


@dataclass(frozen=True, kw_only=True)
class Promotion:
    """Material that leaves: the campaign, the day, the results that are promoted, what came in for them."""

    campaign: str
    day: str
    awards: Sequence[Award]
    materials: Sequence[Material]


def promotion(template: Path, one: Promotion, scheme: Scheme) -> bytes:
    """Good practice, cases and experience as a Word document (S4-90 to S4-93, S1-53)."""
    return filled(template, promotion_values(one, scheme))


def promotion_values(one: Promotion, scheme: Scheme) -> Mapping[str, object]:
    """The material by the scheme's sections; a scheme without sections has one."""
    rule, awards = scheme.publication, {each.application: each for each in one.awards}
    sections = [(each.id, each.title) for each in material_sections(scheme)] or [("", scheme.title)]
    return {
        "campaign": one.campaign,
        "text": rule.promotion if rule else "",
        "channels": list(rule.channels) if rule else [],
        "sections": [
            {"title": title, "entries": list(_entries(one.materials, name, awards, scheme))}
            for name, title in sections
        ],
        "sender": organisation_title(scheme, rule.by if rule else ""),
        "today": day_words(one.day),
    }


def _entries(
    materials: Iterable[Material], section: str, awards: Mapping[str, Award], scheme: Scheme
) -> Iterable[Mapping[str, str]]:
    for one in materials:
        award = awards.get(one.application)
        if award and one.section == section:
            yield {
                "organisation": award.organisation,
                "site": award.title or award.site,
                "grade": grade_title(scheme, award.grade) if award.grade else "",
                "words": one.words,
                "file": Path(one.file).name,
            }
