"""What is said of lists of organisations that may not take part, and of who stands on one."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from evaluator_app.domain.exclusion_lists import ExclusionList, Listing, Standing
from evaluator_app.wording.language import mark, plural, text

_MOST = 3  # similar names of a list that are said; the others are counted
_STANDINGS = {
    Standing.CLEAR: mark("not on “{title}”"),
    Standing.NAMED: mark("on “{title}” as “{name}” ({place})"),
    Standing.SIMILAR: mark("similar to “{name}” on “{title}” ({place})"),
    Standing.NOT_IMPORTED: mark("“{title}” is not imported yet"),
}
_ON_IT = {
    Standing.NAMED: mark("on it as “{name}” ({place})"),
    Standing.SIMILAR: mark("similar to “{name}” ({place})"),
}


def listing_words(one: Listing) -> str:
    """How an organisation stands to a list, with the name there and its cell."""
    return text(_STANDINGS[one.standing], title=one.title, name=one.name, place=one.place)


def place_words(one: Listing) -> str:
    """The name an organisation has on a list that is known, and its cell."""
    words = _ON_IT[one.standing] if one.standing in _ON_IT else _STANDINGS[one.standing]
    return text(words, title=one.title, name=one.name, place=one.place)


def listings_words(found: Sequence[Listing]) -> str:
    """How an organisation stands to all lists, what is against it first."""
    order = (Standing.NAMED, Standing.SIMILAR, Standing.NOT_IMPORTED, Standing.CLEAR)
    ranked = sorted(found, key=lambda one: order.index(one.standing))
    return text("; ").join(_grouped(ranked))


def _grouped(ranked: Iterable[Listing]) -> Iterator[str]:
    for _, group in groupby(ranked, key=lambda one: (one.title, one.standing)):
        same = tuple(group)
        yield from map(listing_words, same[:_MOST])
        if len(same) > _MOST:
            more = len(same) - _MOST
            yield plural("{count} more similar name", "{count} more similar names", more)


def names_words(count: int, doubled: int) -> str:
    """How many names a list holds, and how many of them stand there twice."""
    said = plural("{count} name", "{count} names", count)
    if not doubled:
        return said
    return text(
        "{names}, {doubles}", names=said, doubles=plural("{count} double", "{count} doubles", doubled)
    )


def replacing_words(before: ExclusionList | None, now: ExclusionList) -> str:
    """What becomes of the import before."""
    if before is None:
        return ""
    if before.sha256 == now.sha256 and before.taken == now.taken:
        return text("The same file was imported already ({day}).", day=before.day)
    return text("It takes the place of {before}; both are kept.", before=f"{before.file} ({before.day})")
