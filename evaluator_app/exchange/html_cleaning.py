"""HTML reduced to text, tables, lists and its own pictures: no script, link, style or address survives."""

from html import escape
from html.parser import HTMLParser

_KEPT = {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "br", "img"),
    *("strong", "em", "u", "s", "sub", "sup"),
    *("ul", "ol", "li", "table", "thead", "tbody", "tr", "td", "th"),
}
_WITHOUT_END = {"br", "img"}
_NOT_SHOWN = {"script", "style", "title", "head", "template"}
_PARAGRAPHS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "br"}
_SPANS = {"colspan", "rowspan"}
_MAX_SPAN = 100


class _Cleaner(HTMLParser):
    def __init__(self, pictures: set[str]) -> None:
        super().__init__(convert_charrefs=True)
        self._pictures = pictures
        self._hidden = 0
        self.html: list[str] = []
        self.paragraphs: list[str] = []
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in _NOT_SHOWN
        if tag not in _KEPT or self._hidden:
            return
        if tag in _PARAGRAPHS:
            self.end_paragraph()
        kept = self._attributes(tag, dict(attrs))
        if tag != "img" or "src" in kept:
            said = "".join(f' {name}="{escape(value)}"' for name, value in kept.items())
            self.html.append(f"<{tag}{said}>")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in _NOT_SHOWN and self._hidden > 0
        if tag in _KEPT and tag not in _WITHOUT_END and not self._hidden:
            self.html.append(f"</{tag}>")
            if tag in _PARAGRAPHS:
                self.end_paragraph()

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.html.append(escape(data))
            self._words.append(data)

    def end_paragraph(self) -> None:
        said = "".join(self._words).strip()
        self._words = []
        if said:
            self.paragraphs.append(said)

    def _attributes(self, tag: str, given: dict[str, str | None]) -> dict[str, str]:
        if tag == "img":
            source = given.get("src") or ""
            return {"src": source} if source in self._pictures else {}
        if tag not in {"td", "th"}:
            return {}
        spans = {name: value for name, value in given.items() if name in _SPANS and value}
        return {name: str(min(int(value), _MAX_SPAN)) for name, value in spans.items() if value.isdecimal()}


def cleaned(html: str, pictures: set[str]) -> tuple[str, tuple[str, ...]]:
    """The HTML with what is allowed only, and its paragraphs as plain text."""
    cleaner = _Cleaner(pictures)
    cleaner.feed(html)
    cleaner.close()
    cleaner.end_paragraph()
    return "".join(cleaner.html), tuple(cleaner.paragraphs)
