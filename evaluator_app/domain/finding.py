"""Finding words in text as people mean them: width of letters, case and line breaks do not matter."""

from unicodedata import category, normalize

_AROUND = 40


def squeezed(text: str) -> str:
    """The text as it is compared: one width, one case, no white space."""
    return "".join(one for one in "".join(normalize("NFKC", text).casefold().split()) if _counts(one))


def find_spans(text: str, words: str) -> list[tuple[int, int]]:
    """Where the words stand in the text, as starts and ends in it, left to right without overlap."""
    wanted = squeezed(words)
    if not wanted or wanted not in squeezed(text):
        return []
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        folded = "" if letter.isspace() else squeezed(letter)
        letters.append(folded)
        places += [place] * len(folded)
    joined = "".join(letters)
    spans, start = [], joined.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        spans.append((places[start], places[end - 1] + 1))
        start = joined.find(wanted, end)
    return spans


def excerpt(text: str, span: tuple[int, int]) -> str:
    """The span with a few words before and after, in one line."""
    start, end = max(0, span[0] - _AROUND), min(len(text), span[1] + _AROUND)
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return before + " ".join(text[start:end].split()) + after


def _counts(letter: str) -> bool:
    """Controls, soft hyphens and the marks PDF puts at line ends are no letters."""
    return letter.isalnum() or category(letter)[0] != "C"
