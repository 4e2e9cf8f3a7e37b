"""Names inside packages: what no system may be asked to write is refused, what we make is safe."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator_app.exchange.safe_names import LINE, clashing, is_safe_id, is_safe_name, safe_part, visible

UNSAFE = [
    "",
    "/etc/passwd",
    "../up",
    "a/../b",
    "a/./b",
    "a//b",
    "a/",
    "C:/x",
    "C:x",
    "a\\b",
    "\\\\server\\share",
    "a\0b",
    "a\nb",
    "a\x1bb",
    "CON",
    "con.txt",
    "a/NUL.pdf",
    "com1",
    "LPT9.x.pdf",
    "COM¹",
    "CONIN$",
    "aux .txt",
    "dot.",
    "space ",
    " space",
    "a./b",
    "what?",
    "star*",
    "a|b",
    'a"b',
    "<a>",
    "cafe\u0301.pdf",  # NFD
    "gpj\u202efdp.exe",
    "a\u2028b",
    "half\ud800",
    "x" * 151,
    "字" * 86,  # 258 bytes
    "/".join(["abcdefghi"] * 50),
]


@pytest.mark.parametrize("name", UNSAFE)
def test_unsafe_names(name: str) -> None:
    assert not is_safe_name(name)


@pytest.mark.parametrize(
    "name", ["a", "data/documents/A-001/01-报告 (1).pdf", "console.txt", "café.pdf", "a..b"]
)
def test_safe_names(name: str) -> None:
    assert is_safe_name(name)


@pytest.mark.parametrize(("value", "safe"), [("A-001", True), ("示例", False), ("a.", False), ("NUL", False)])
def test_ids_name_folders(value: str, *, safe: bool) -> None:
    assert is_safe_id(value) is safe


@pytest.mark.parametrize(
    "twins", [("a.pdf", "A.PDF"), ("é", "e\u0301"), ("ß", "SS"), ("a", "a/b"), ("a/b", "A")]
)
def test_twins_by_case_by_composition_and_a_file_used_as_folder(twins: tuple[str, str]) -> None:
    assert clashing(twins)


def test_different_names_are_no_twins() -> None:
    assert clashing(["a/b", "a/c", "a b", "ab"]) == []


@given(st.text(max_size=300))
def test_any_title_becomes_a_safe_part(title: str) -> None:
    assert is_safe_name(f"data/documents/A-001/01-{safe_part(title)}")


@given(st.text(max_size=300))
def test_any_name_can_be_shown(name: str) -> None:
    assert visible(name).isprintable()
    assert len(visible(name[:LINE])) <= LINE * 6
