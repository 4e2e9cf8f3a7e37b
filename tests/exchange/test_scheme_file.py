"""Scheme files are read strictly: every fault with file, line and path, and nothing is coerced."""

import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from scheme_texts import SMALL, SOURCE, changed, fault, faults

from evaluator_app.domain.codes import Code
from evaluator_app.domain.digests import digest
from evaluator_app.domain.problems import Refused
from evaluator_app.exchange.scheme_file import MAX_BYTES, read_scheme, read_scheme_file


def test_a_small_scheme_is_read_exactly() -> None:
    scheme = read_scheme(SMALL.encode(), "s.toml").scheme
    (criterion,) = scheme.rubric.criteria
    assert (criterion.max, criterion.step) == (Decimal(10), Decimal("0.5"))
    assert scheme.rubric.max == 10
    assert scheme.protocol.near_threshold is None


def test_a_loaded_scheme_keeps_its_bytes_and_digests() -> None:
    """semantics, Locks: SHA-256 over the canonical JSON of the scheme, and of its protocol."""
    loaded = read_scheme(SMALL.encode(), "s.toml")
    protocol = {"unit": "total", "rule": "mean", "minimum_sheets": 3, "assumed": True}
    assert loaded.source == SMALL.encode()
    assert loaded.protocol_digest == digest(protocol)
    assert loaded.digest != read_scheme(changed('version = "1"', 'version = "2"').encode(), "s").digest


@pytest.mark.parametrize("change", [lambda s: "# note\n" + s, lambda s: s.replace("\n", "\r\n")])
def test_comments_and_line_ends_do_not_change_a_digest(change: Callable[[str], str]) -> None:
    text = SOURCE
    assert (
        read_scheme(change(text).encode(), "s").protocol_digest
        == read_scheme(text.encode(), "s").protocol_digest
    )


def test_the_mark_notepad_writes_at_the_beginning_is_no_fault() -> None:
    assert read_scheme(b"\xef\xbb\xbf" + SMALL.encode(), "s.toml").scheme.id == "small"


# Files that are no scheme at all


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (changed('id = "small"', 'id = "small'), "s.toml:2"),
        (changed('id = "small"', "id : small"), "s.toml:2"),
        (changed("[protocol]", "[protocol"), "s.toml:34"),
        (changed('id = "small"', 'id = "small"\nid = "small"'), "s.toml:4"),
        ("x = " + "[" * 5000, "s.toml"),
        ("x = " + "9" * 5000, "s.toml"),
        ("\x00", "s.toml:1"),
    ],
    ids=["open text", "no equals sign", "open header", "key twice", "bottomless", "huge number", "binary"],
)
def test_broken_toml(text: str, place: str) -> None:
    code, where = fault(text)
    assert (code, where.partition(":")[0]) == (Code.SCHEME_SYNTAX, "s.toml")
    assert where in (place, "s.toml:3")


@pytest.mark.parametrize("part", ["a", '"a"', "'a'", "a "])
def test_a_key_of_many_parts_is_refused_before_it_costs_anything(part: str) -> None:
    began = time.process_time()
    assert fault("\n" + ".".join([part] * 100_000) + " = 1") == (Code.SCHEME_SYNTAX, "s.toml:2")
    assert time.process_time() - began < 5


def test_not_utf8_names_the_line() -> None:
    assert fault(SMALL.encode("gb18030")) == (Code.SCHEME_NOT_UTF8, "s.toml:3")


def test_huge() -> None:
    assert fault(b"#" * (MAX_BYTES + 1)) == (Code.SCHEME_TOO_LARGE, "s.toml")


def test_of_a_newer_format() -> None:
    assert fault(changed("format = 1", 'format = 2\nnews = "x"')) == (Code.SCHEME_NEWER_FORMAT, "s.toml")


def test_empty_names_every_missing_part() -> None:
    missing = {one.details["key"] for one in faults("")}
    assert {"format", "id", "title", "rubric", "protocol", "stages"} <= missing


# Files


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        read_scheme_file(tmp_path / "none.toml")
    assert refused.value.problems[0].code is Code.FILE_MISSING


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        read_scheme_file(tmp_path)
    assert refused.value.problems[0].code is Code.FILE_UNREADABLE


def test_no_more_is_read_of_a_huge_file_than_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "scheme.toml"
    with path.open("wb") as file:
        file.truncate(10 * 1024**3)
    with pytest.raises(Refused) as refused:
        read_scheme_file(path)
    assert refused.value.problems[0].code is Code.SCHEME_TOO_LARGE
