"""Plain text and CSV in the encodings they come in."""

from pathlib import Path

import pytest
from document_builders import fate, flow_of, tables_of

from evaluator_app.domain.codes import Code
from evaluator_app.exchange.plain_text import MAX_BYTES

WORDS = "第一行：现场管理\n第二行 café\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_the_encoding_is_found(tmp_path: Path, name: str, encoding: str) -> None:
    (tmp_path / name).write_bytes(WORDS.replace("\n", "\r\n").encode(encoding))
    flow = flow_of(tmp_path / name)
    assert flow.text == WORDS
    assert flow.paragraphs == ("第一行：现场管理", "第二行 café")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("shift", range(4))
def test_a_long_text_is_cut_between_letters(tmp_path: Path, encoding: str, shift: int) -> None:
    data = b"x" * shift + "现场".encode(encoding) * (MAX_BYTES // 4 + 1)
    (tmp_path / "a.txt").write_bytes(data)
    flow = flow_of(tmp_path / "a.txt")
    assert flow.cut
    assert set(flow.text) == {"x", "现", "场"} - (set() if shift else {"x"})


@pytest.mark.parametrize("data", [b"\x7fELF\0\0\0", b"\xff\xff\xff"])
def test_what_is_no_text_says_so(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert fate(tmp_path / "a.txt") == Code.DOCUMENT_MISLABELLED


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_is_a_table(tmp_path: Path, mark: str) -> None:
    lines = [["月份", "合格率"], ["一月", "94.6%"], ["二月", "=1+1"]]
    (tmp_path / "a.csv").write_bytes("\n".join(mark.join(row) for row in lines).encode("gb18030"))
    tables = tables_of(tmp_path / "a.csv")
    assert tables.table(0).rows == tuple(tuple(row) for row in lines)
    assert not tables.table(0).cut


def test_a_csv_field_longer_than_any_is_cut(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"a,b\n" + b"x" * 300_000)
    table = tables_of(tmp_path / "a.csv").table(0)
    assert table.cut
    assert table.rows[0] == ("a", "b")
