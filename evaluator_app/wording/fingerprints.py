"""A fingerprint in plain words, for comparing by telephone: each pair of words is one byte of it."""

from evaluator_app.wording.language import mark, text

PAIRS = 10

QUALITIES = (
    mark("red"),
    mark("yellow"),
    mark("blue"),
    mark("green"),
    mark("white"),
    mark("black"),
    mark("golden"),
    mark("silver"),
    mark("big"),
    mark("small"),
    mark("old"),
    mark("new"),
    mark("quick"),
    mark("slow"),
    mark("warm"),
    mark("cold"),
)
THINGS = (
    mark("horse"),
    mark("ox"),
    mark("sheep"),
    mark("dog"),
    mark("tiger"),
    mark("dragon"),
    mark("rabbit"),
    mark("bridge"),
    mark("mountain"),
    mark("river"),
    mark("tree"),
    mark("moon"),
    mark("lamp"),
    mark("boat"),
    mark("tea"),
    mark("stone"),
)


def in_words(fingerprint: str) -> str:
    """The first bytes of a fingerprint as pairs of words in the active language."""
    return ", ".join(_pair(one) for one in bytes.fromhex(fingerprint)[:PAIRS])


def _pair(byte: int) -> str:
    high, low = divmod(byte, 16)
    return text("{quality} {thing}", quality=text(QUALITIES[high]), thing=text(THINGS[low]))
