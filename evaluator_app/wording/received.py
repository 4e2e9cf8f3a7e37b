"""What became of files that came back, in words."""

from evaluator_app.domain.received import Arrival, Item
from evaluator_app.wording.language import mark, plural, text

_ARRIVALS = {
    Arrival.COUNTS: mark("counts"),
    Arrival.UNSIGNED: mark("without signature"),
    Arrival.DECLARED: mark("declarations"),
    Arrival.KNOWN: mark("here already"),
    Arrival.DUPLICATE: mark("duplicate"),
    Arrival.SUPERSEDED: mark("superseded"),
    Arrival.CONFLICT: mark("to be chosen"),
    Arrival.SET_ASIDE: mark("set aside"),
    Arrival.REFUSED: mark("refused"),
}
_ACTS = {"received": mark("taken in"), "removed": mark("removed"), "chosen": mark("chosen")}


def arrival_words(arrival: Arrival) -> str:
    """What taking in a sheet would do."""
    return text(_ARRIVALS[arrival])


def act_words(kind: str) -> str:
    """What somebody did with a file."""
    return text(_ACTS[kind])


def item_words(one: Item) -> str:
    """What is known of a sheet or a return file, in one line."""
    if one.returned is None:
        recused = plural(
            "recused from {count} application", "recused from {count} applications", one.recusals
        )
        return recused if one.arrival is Arrival.DECLARED else ""
    sheet = one.returned.sheet
    parts = [sheet.expert.name, sheet.identity.application]
    if sheet.revision > 1:
        parts.append(text("revision {number}", number=sheet.revision))
    return " · ".join(parts)
