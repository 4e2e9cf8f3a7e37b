"""How a form that came in stands to what is known, in words."""

from evaluator_app.domain.intake import Arrival
from evaluator_app.wording.language import mark, text

_ARRIVALS = {
    Arrival.NEW: mark("new application"),
    Arrival.CHANGED: mark("changed"),
    Arrival.SAME: mark("nothing new"),
    Arrival.DOUBTFUL: mark("doubtful, not taken in"),
    Arrival.REFUSED: mark("not readable"),
    Arrival.LATE: mark("too late, not taken in"),
}


def arrival_words(arrival: Arrival) -> str:
    """How a form stands to what is known."""
    return text(_ARRIVALS[arrival])
