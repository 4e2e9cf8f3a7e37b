"""The layers of a result in words: what was computed, recommended and decided, and how far a decision is."""

from fractions import Fraction

from evaluator_app.domain.collecting import Accepted
from evaluator_app.domain.consensus import Agreed
from evaluator_app.domain.decisions import CellChange, DecisionState
from evaluator_app.domain.marks import EMPTY, Abstained, Graded, NotApplicable, Scored
from evaluator_app.domain.numbers import plain, shown
from evaluator_app.domain.outcomes import Outcome, OutcomeKind
from evaluator_app.domain.protocol import Protocol
from evaluator_app.domain.published import ResultList
from evaluator_app.domain.rubric import Criterion, Rubric
from evaluator_app.wording.language import in_every_language, mark, text

NONE = "—"
_STATES = {
    DecisionState.COMPUTED: mark("computed"),
    DecisionState.AGREED: mark("panel has met"),
    DecisionState.DECIDED: mark("decided, minutes missing"),
    DecisionState.FINAL: mark("decided"),
}


def outcome_title(outcome: Outcome | None, rubric: Rubric) -> str:
    """What an outcome is called: as the scheme words it, where it does."""
    match outcome:
        case Outcome(OutcomeKind.GRADE, name):
            band = rubric.bands_by_id.get(name)
            return band.title if band else name
        case Outcome(OutcomeKind.OPTION, name):
            return name
        case Outcome(OutcomeKind.UNPLACED):
            return rubric.unplaced
        case Outcome(OutcomeKind.NOT_RECOMMENDED):
            return text("Not recommended")
        case _:
            return NONE


def not_recommended_words() -> frozenset[str]:
    """What “not recommended” is called in any language of the program: for files that come back."""
    return in_every_language("Not recommended")


def mark_words(sheet: Accepted, criterion: Criterion) -> str:
    """What an expert marked."""
    mark = sheet.returned.sheet.marks.entries.get(criterion.id, EMPTY).mark
    match mark:
        case Scored() | Graded():
            return agreed_words(mark, criterion)
        case NotApplicable():
            return text("N/A")
        case Abstained():
            return text("Abstained")
        case _:
            return NONE


def agreed_words(mark: Agreed | None, criterion: Criterion) -> str:
    """A value agreed on, as it is typed; none is as computed."""
    match mark:
        case Scored(value):
            return plain(value)
        case Graded(grade):
            return value_words(grade, criterion)
        case None:
            return ""


def change_line(one: CellChange) -> str:
    """A cell that shows something else than what was written."""
    where = f"{one.page}!{one.cell}" if one.cell else one.page
    return text("{where}: “{was}” is now “{now}”", where=where, was=one.was or NONE, now=one.now or NONE)


def list_banners(found: ResultList) -> tuple[str, ...]:
    """What has to be settled before a list of results may leave the house (S0-117)."""
    said = []
    if not found.consented:
        said.append(
            text("Not for publication: the applicants and the secretariat have not agreed to it yet.")
        )
    if found.unsigned:
        said.append(text("Not final: the signed minutes of the committee are missing."))
    return tuple(said)


def decision_state(state: DecisionState) -> str:
    """How far an application has come."""
    return text(_STATES[state])


def score_words(score: Fraction | None, protocol: Protocol) -> str:
    """A score as the protocol shows it."""
    return NONE if score is None else shown(score, protocol.decimals, protocol.rounding)


def value_words(value: Fraction | str | None, criterion: Criterion) -> str:
    """A merged or agreed value of a criterion: points, or the title of an option."""
    if value is None:
        return NONE
    if isinstance(value, Fraction):
        return plain(value)
    option = criterion.options_by_id.get(value)
    return option.title if option else value
