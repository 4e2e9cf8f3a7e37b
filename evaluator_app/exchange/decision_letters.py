"""What the committee's decisions are told with, from Word templates: minutes, list of results, feedback."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from evaluator_app.domain.decisions import Decision, Session
from evaluator_app.domain.numbers import plain
from evaluator_app.domain.outcomes import Outcome, choices
from evaluator_app.domain.published import Average, Feedback, ResultList
from evaluator_app.domain.rubric import Rubric
from evaluator_app.domain.scheme import Scheme
from evaluator_app.exchange.result_workbook import cells_of
from evaluator_app.exchange.word_template import filled
from evaluator_app.wording.decisions import NONE, list_banners, outcome_title, score_words, value_words
from evaluator_app.wording.language import speaking

LANGUAGE = "zh_CN"  # letters go out in the language of the schemes


@dataclass(frozen=True, kw_only=True)
class About:
    """What every letter says: the campaign, its scheme, the day, and who sends it."""

    campaign: str
    scheme: Scheme
    day: str  # yyyy-mm-dd
    sender: str = ""

    @property
    def values(self) -> dict[str, object]:
        """The names a template may use for it."""
        year, month, day = self.day.split("-")
        return {
            "campaign": self.campaign,
            "scheme": self.scheme.title,
            "standard": self.scheme.standard,
            "sender": self.sender or self.scheme.owner,
            "year": year,
            "month": str(int(month)),
            "day": str(int(day)),
        }


@speaking(LANGUAGE)
def minutes_letter(template: Path, about: About, session: Session, decisions: Sequence[Decision]) -> bytes:
    """The minutes of a session of the committee, to be signed."""
    rubric = about.scheme.rubric
    rows = [_decided(one, rubric) for one in decisions]
    signers = [session.chair] if session.chair else []
    return filled(
        template,
        {
            **about.values,
            "chair": session.chair or NONE,
            "members": "、".join(session.members),
            "member_count": len(session.members),
            "clerk": session.recorded_by,
            "count": len(decisions),
            "groups": _counts([one.decided for one in decisions], rubric),
            "changed": [row for row, one in zip(rows, decisions, strict=True) if not one.confirms],
            "signers": [*signers, *(name for name in session.members if name != session.chair)],
            "rows": rows,
        },
    )


def _decided(one: Decision, rubric: Rubric) -> dict[str, str]:
    return {
        "application": one.application,
        "organisation": one.organisation,
        "site": one.site,
        "subject": one.title or one.site,
        "proposed": outcome_title(one.proposed, rubric),
        "decided": outcome_title(one.decided, rubric),
        "reason": one.reason,
    }


def _counts(outcomes: Sequence[Outcome], rubric: Rubric) -> list[dict[str, object]]:
    counter = Counter(outcomes)
    return [
        {"title": outcome_title(one, rubric), "count": counter[one]}
        for one in choices(rubric)
        if counter[one]
    ]


@speaking(LANGUAGE)
def result_letter(template: Path, about: About, found: ResultList) -> bytes:
    """The list of results as a letter."""
    rubric = about.scheme.rubric
    rows = []
    for one in found.decisions:
        level, field, organisation, site, title = cells_of(one, rubric)
        subject = site if title == NONE else title
        rows.append(
            {"level": level, "field": field, "organisation": organisation, "subject": subject, "site": site}
        )
    counts = _counts([one.decided for one in found.decisions], rubric)
    summary = "、".join(f"{one['title']}{one['count']}个" for one in counts)
    values = {"rows": rows, "banners": list(list_banners(found)), "summary": summary or "0个"}
    return filled(template, {**about.values, **values})


@speaking(LANGUAGE)
def feedback_letter(template: Path, about: About, found: Feedback, decision: Decision) -> bytes:
    """The feedback to one applicant."""
    application, rubric, score = found.one.application, about.scheme.rubric, found.score
    return filled(
        template,
        {
            **about.values,
            "organisation": application.organisation,
            "site": application.site,
            "title": application.title,
            "application": application.id,
            "decided": outcome_title(decision.decided, rubric),
            "score": "" if score is None else score_words(score, about.scheme.protocol),
            "maximum": plain(rubric.max),
            "pointed": not rubric.qualitative,
            "strong": [_average(one, found.notes) for one in found.strong],
            "weak": [_average(one, found.notes) for one in found.weak],
            "remarks": [{"title": title, "words": list(words)} for title, words in found.remarks],
            "rows": [_average(one, found.notes) for one in found.averages],
        },
    )


def _average(one: Average, notes: Mapping[str, Sequence[str]]) -> dict[str, str]:
    criterion, share = one.criterion, one.share
    votes = "、".join(f"{value_words(name, criterion)} {count}" for name, count in one.votes if count)
    return {
        "section": one.section,
        "criterion": criterion.title,
        "maximum": plain(criterion.max) if criterion.max else NONE,
        "mean": plain(one.mean) if one.mean is not None else votes or NONE,
        "percent": plain(share * Fraction(100)) if share is not None else "",
        "notes": "；".join(notes.get(criterion.id, ())),
    }
