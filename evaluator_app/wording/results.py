"""What results, sheets and files of a panel are called, in words."""

from evaluator_app.domain.ledger import FileState, State
from evaluator_app.domain.merging import Advice, NoScore, NotCounted
from evaluator_app.domain.scheme import Status
from evaluator_app.domain.votes import Votes
from evaluator_app.wording.language import mark, text

_ADVICE = {
    Advice.ROUNDING_CROSSES_THRESHOLD: mark(
        "The rounded score lies on the other side of a grade's limit; the exact value decides."
    ),
    Advice.NEAR_THRESHOLD: mark("The score is close to a grade's limit."),
    Advice.UNSTABLE: mark("The grade would be another one without some one expert."),
    Advice.SPREAD: mark("The experts' totals lie far apart."),
}
_ADVICE_SHORT = {
    Advice.ROUNDING_CROSSES_THRESHOLD: mark("rounding crosses limit"),
    Advice.NEAR_THRESHOLD: mark("near a limit"),
    Advice.UNSTABLE: mark("grade not stable"),
    Advice.SPREAD: mark("wide spread"),
}
_NOT_COUNTED = {
    NotCounted.INCOMPLETE: mark("incomplete"),
    NotCounted.ABSTAINED: mark("abstained, not counted"),
    NotCounted.NOTHING_APPLICABLE: mark("nothing applicable"),
}
_NO_SCORE = {
    NoScore.PANEL_TOO_SMALL: mark("Too few valid score sheets: no score."),
    NoScore.TIE: mark("The votes are equal: the chair decides."),
    NoScore.WEIGHTS_UNSET: mark("The weights are not set: votes are counted, there is no score."),
}
_NO_SCORE_SHORT = {
    NoScore.PANEL_TOO_SMALL: mark("too few sheets"),
    NoScore.TIE: mark("votes equal"),
    NoScore.WEIGHTS_UNSET: mark("votes only"),
}
_STATES = {
    State.RETURNED: mark("received"),
    State.REFUSED: mark("received, not used"),
    State.RECUSED: mark("recused"),
    State.MISSING: mark("missing"),
}
_FILE_STATES = {
    FileState.RETURNED: mark("used"),
    FileState.SUPERSEDED: mark("superseded"),
    FileState.DUPLICATE: mark("duplicate"),
    FileState.SET_ASIDE: mark("set aside"),
    FileState.REFUSED: mark("not used"),
}
_STATUS = {
    Status.IN_FORCE: mark("in force"),
    Status.DRAFT: mark("draft"),
    Status.SAMPLE: mark("sample"),
}


def advice(one: Advice) -> str:
    """What a reader should look at, as a sentence."""
    return text(_ADVICE[one])


def advice_short(one: Advice) -> str:
    """The same in a table's column."""
    return text(_ADVICE_SHORT[one])


def not_counted(reason: NotCounted) -> str:
    """Why a sheet does not count."""
    return text(_NOT_COUNTED[reason])


def no_score(reason: NoScore) -> str:
    """Why an application has no score."""
    return text(_NO_SCORE[reason])


def no_score_short(reason: NoScore) -> str:
    """The same in a table's column."""
    return text(_NO_SCORE_SHORT[reason])


def votes_words(votes: Votes) -> str:
    """How often each option was chosen: `推荐 4, 不推荐 1`."""
    return ", ".join(f"{option} {count}" for option, count in votes.counts)


def ledger_state(state: State) -> str:
    """How far an expert's sheet has come."""
    return text(_STATES[state])


def file_state(state: FileState) -> str:
    """What became of one file."""
    return text(_FILE_STATES[state])


def scheme_status(status: Status) -> str:
    """How far a scheme may be relied on."""
    return text(_STATUS[status])


def banners(*, fictitious: bool, status: Status) -> tuple[str, ...]:
    """What has to stand on top of every page that is not of a real evaluation by rules in force."""
    found = [text("Fictitious sample: not a real evaluation.")] if fictitious else []
    if status is not Status.IN_FORCE:
        found.append(text("The scheme is not in force ({status}).", status=scheme_status(status)))
    return tuple(found)
