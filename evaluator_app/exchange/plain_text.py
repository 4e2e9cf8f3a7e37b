"""Plain text and CSV files in the encodings they come in: UTF-8, UTF-16 with its mark, GB18030."""

import codecs
import csv
import io

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.exchange.pages import Content, Flow, Table, stream_of

MAX_BYTES = 2 << 20  # what is shown of a text file
MAX_ROWS, MAX_COLUMNS, MAX_CELL = 50_000, 200, 2_000
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_text(content: Content, title: str) -> Flow:
    """The file's text; refused where it is no text."""
    text, cut = _decoded(content, title)
    return Flow(text=text, paragraphs=tuple(text.splitlines()), cut=cut)


def _decoded(content: Content, title: str) -> tuple[str, bool]:
    with stream_of(content) as file:
        data = file.read(MAX_BYTES)
        cut = bool(file.read(1))
    if data.startswith(_UTF_16):
        return _clean(data.decode("utf-16", "replace")), cut
    if b"\0" in data:
        raise Refused([problem(Code.DOCUMENT_MISLABELLED, title, stated="text")])
    for encoding in ("utf-8-sig", "gb18030"):
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            return _clean(decoder.decode(data, not cut)), cut  # a letter may be cut in two at the end
        except UnicodeDecodeError:
            continue
    raise Refused([problem(Code.DOCUMENT_MISLABELLED, title, stated="text")])


def _clean(text: str) -> str:
    """Line ends of one kind, and no controls that a text view would show as boxes."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(one for one in text if one >= " " or one in "\n\t")


class TextTable:
    """A CSV file as a workbook of one sheet."""

    def __init__(self, content: Content, title: str) -> None:
        """Read the file; refused where it is no text."""
        text, cut = _decoded(content, title)
        self.names: tuple[str, ...] = (title,)
        self._table = _rows(text, title, cut=cut)

    def table(self, index: int) -> Table:  # noqa: ARG002 - as every workbook
        """The file's contents."""
        return self._table

    def close(self) -> None:
        """Nothing is held open."""


def _rows(text: str, name: str, *, cut: bool) -> Table:
    try:
        dialect: type[csv.Dialect] = csv.Sniffer().sniff(text[:8192], delimiters=",;\t")
    except csv.Error:
        dialect = csv.excel
    rows: list[tuple[str, ...]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), dialect):
            if len(rows) == MAX_ROWS:
                return Table(name, tuple(rows), cut=True)
            cut = cut or len(row) > MAX_COLUMNS
            rows.append(tuple(cell[:MAX_CELL] for cell in row[:MAX_COLUMNS]))
    except csv.Error:  # a field longer than any: what came before it is shown
        cut = True
    return Table(name, tuple(rows), cut=cut)
