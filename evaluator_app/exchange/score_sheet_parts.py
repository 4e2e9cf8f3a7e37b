"""What all parts of a score sheet share: its content, the banners, the identity block, the footer."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from evaluator_app.domain.digests import short
from evaluator_app.domain.marks import EMPTY, Abstained, Entry, NotApplicable
from evaluator_app.domain.numbers import plain
from evaluator_app.domain.rubric import Criterion, Section
from evaluator_app.domain.scheme import Scheme, Status
from evaluator_app.domain.sheet import ScoreSheet, findings
from evaluator_app.exchange.score_sheet_page import LAST, Cell, Look, Row, Typesetter
from evaluator_app.exchange.score_sheet_results import stage_title
from evaluator_app.exchange.sheet_texts import in_one_cell, showable
from evaluator_app.wording.language import mark, text

_STATUS_BANNERS = {
    Status.DRAFT: mark("Draft rules · not in force"),
    Status.SAMPLE: mark("Sample rules · not official"),
}


@dataclass(frozen=True, kw_only=True)
class Content:
    """What a score sheet file shows: a sheet under its scheme, or the blank form of it."""

    sheet: ScoreSheet
    scheme: Scheme
    blank: bool = False
    picture: bytes = b""  # of the handwritten signature, checked
    printed: bool = False  # on paper a choice is boxes to tick, not a drop-down

    def entry(self, criterion: Criterion) -> Entry:
        """The expert's entry for a criterion."""
        return self.sheet.marks.entries.get(criterion.id, EMPTY)


def footer(sheet: ScoreSheet) -> str:
    """The line at the foot of each page: the package and the digests that pin the sheet."""
    identity = sheet.identity
    return text(
        "Package {package} · revision {revision} · digest {digest} · rules {scheme} · protocol {protocol}",
        package=showable(identity.package)[:60],
        revision=identity.package_revision,
        digest=short(identity.package_digest),
        scheme=short(identity.scheme_digest),
        protocol=short(identity.protocol_digest),
    )


def mark_word(kind: type[NotApplicable | Abstained]) -> str:
    """What a mark cell says in place of a number."""
    return text("N/A") if kind is NotApplicable else text("Abstained")


def labelled(one: Section | Criterion) -> str:
    """The official label, `策划 (20 分)`, or one of the same form; points on a line of their own."""
    if one.label or not one.max:
        return (one.label or one.title).replace(" (", "\n(")
    points = text("{title} ({max} points)", title="", max=plain(one.max))
    return f"{one.title}\n{points.strip()}"


def banners(content: Content) -> Iterator[str]:
    """What a reader must know first: a sample, rules not in force, a sheet not finished."""
    status = _STATUS_BANNERS.get(content.scheme.status)
    if content.sheet.identity.fictitious:
        yield text("Sample · not a real application")
    if status is not None:
        yield text(status)
    open_items = () if content.blank else findings(content.scheme.rubric, content.sheet.marks)
    if open_items:
        yield text("Unfinished · open items: {count}", count=len(open_items))


def identity_rows(content: Content, setter: Typesetter) -> Iterator[Row]:
    """Who and what the sheet is about; the expert's cells are typed on a blank sheet."""
    identity, expert = content.sheet.identity, content.sheet.expert
    campaign = _value(2, LAST, identity.campaign_title, "identity.campaign_title")
    stage = stage_title(content.scheme, identity.stage)
    rows = (
        (_label(0, 1, text("Activity")), campaign),
        (
            *(
                _label(0, 1, text("Organisation")),
                _value(2, 3, identity.organisation, "identity.organisation"),
            ),
            *(_label(4, 4, text("Stage")), _value(5, LAST, stage, "stage_title")),
        ),
        (
            *(_label(0, 1, text("Site")), _value(2, 3, identity.site, "identity.site")),
            *(
                _label(4, 4, text("Applied for")),
                _value(5, LAST, identity.intended_grade, "identity.intended_grade"),
            ),
        ),
        (
            *(_label(0, 1, text("Work title")), _value(2, 3, identity.title, "identity.title")),
            *(_label(4, 4, text("Number")), _value(5, LAST, identity.application, "identity.application")),
        ),
        (
            *(
                _label(0, 1, text("Employer")),
                _value(2, 3, expert.organisation, "expert.organisation"),
            ),
            *(_label(4, 4, text("Expert")), _value(5, LAST, expert.name, "expert.name")),
        ),
    )
    for cells in (*rows, *_history_rows(content)):
        typed = (replace(one, typed=content.blank and one.shows.startswith("expert.")) for one in cells)
        yield setter.row(*typed, least=18.0)


def correction_line(sheet: ScoreSheet) -> str:
    """Which revision corrects a signed sheet, and why."""
    return f"{sheet.revision} · {sheet.supersedes.reason}" if sheet.supersedes else ""


def paper_line(sheet: ScoreSheet) -> str:
    """Who entered a paper sheet, and the beginning of its scan's digest."""
    return f"{sheet.paper.entered_by} · {short(sheet.paper.scan)}" if sheet.paper else ""


def _history_rows(content: Content) -> Iterator[tuple[Cell, ...]]:
    """Where the sheet comes from, if not from its expert's first signing."""
    if content.sheet.supersedes:
        said = correction_line(content.sheet)
        yield _label(0, 1, text("Correction, revision")), _value(2, LAST, said, "correction")
    if content.sheet.paper:
        said = paper_line(content.sheet)
        yield _label(0, 1, text("Paper, entered by")), _value(2, LAST, said, "paper")


def _label(first: int, last: int, words: str) -> Cell:
    return Cell(first=first, last=last, look=Look.LABEL, text=words)


def _value(first: int, last: int, value: str, shows: str) -> Cell:
    return Cell(first=first, last=last, look=Look.VALUE, text=in_one_cell(value), shows=shows)
