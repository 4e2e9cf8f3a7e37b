"""The commands that turn schemes into Excel workbooks and back."""

import json
from pathlib import Path
from typing import Any

import pytest
from package_builders import FORMS
from scheme_books import SMALL, Book

from evaluator_app.cli import main
from evaluator_app.services.places import Places

Captured = pytest.CaptureFixture[str]


def run(*arguments: object) -> int:
    """The exit status of a command on schemes."""
    return main.run(["schemes", *map(str, arguments)], Places(forms=FORMS, resources=FORMS))


def told(capsys: Captured) -> tuple[Any, str]:
    """Its JSON and what it said to people."""
    captured = capsys.readouterr()
    return json.loads(captured.out) if captured.out else None, captured.err


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A scheme file of the secretariat's own."""
    path = tmp_path / "mine" / "scheme.toml"
    path.parent.mkdir()
    path.write_text(SMALL, encoding="utf-8")
    return path


def test_an_installed_scheme_becomes_a_workbook_and_a_scheme_again(tmp_path: Path, capsys: Captured) -> None:
    book, out = tmp_path / "x.xlsx", tmp_path / "new" / "schemes"
    assert run("to-workbook", "saq-0005-2023", "-o", book, "--json") == 0
    written, said = told(capsys)
    assert written["file"] == str(book)
    assert str(book) in said
    assert run("from-workbook", book, "-o", out, "--json") == 0
    read, _ = told(capsys)
    assert read["file"] == str(out / "saq-0005-2023" / "scheme.toml")
    assert read["scheme"] == written["scheme"]
    assert run("check", out) == 0


@pytest.mark.parametrize("folder", [True, False])
def test_ones_own_scheme_becomes_a_workbook_too(tmp_path: Path, mine: Path, *, folder: bool) -> None:
    assert run("to-workbook", mine.parent if folder else mine, "-o", tmp_path / "x.xlsx") == 0
    assert run("check", tmp_path / "x.xlsx") == 0


def test_files_are_replaced_only_where_that_is_wanted(tmp_path: Path, mine: Path, capsys: Captured) -> None:
    book, out = tmp_path / "x.xlsx", tmp_path / "out"
    for options, status in (((), 0), ((), 1), (("--replace",), 0)):
        assert run("to-workbook", mine, "-o", book, *options) == status
    capsys.readouterr()
    for options, status in (((), 0), ((), 1), (("--replace",), 0)):
        assert run("from-workbook", book, "-o", out, *options) == status
    assert str(out / "small" / "scheme.toml") in told(capsys)[1]


def test_with_any_fault_nothing_is_written_and_all_are_told(tmp_path: Path, capsys: Captured) -> None:
    book = Book()
    places = {book.put("title", None), book.put("rubric.sections.max", 16), book.put("protocol.rule", "?")}
    path = tmp_path / "x.xlsx"
    path.write_bytes(book.saved())
    for command in (("from-workbook", path, "-o", tmp_path / "out"), ("check", path)):
        assert run(*command, "--json") == 1
        data, said = told(capsys)
        assert {one["place"] for one in data["problems"]} == places
        assert len(said.splitlines()) == 3
    assert not (tmp_path / "out").exists()


def test_an_id_that_cannot_name_a_folder_is_refused(tmp_path: Path, capsys: Captured) -> None:
    book = Book()
    book.put("id", "CON")
    path = tmp_path / "x.xlsx"
    path.write_bytes(book.saved())
    assert run("from-workbook", path, "-o", tmp_path / "out") == 1
    assert "CON" in told(capsys)[1]


@pytest.mark.parametrize("place", ["file", "file/below"])
def test_a_folder_that_cannot_be_made(tmp_path: Path, mine: Path, place: str) -> None:
    (tmp_path / "file").write_text("in the way")
    assert run("to-workbook", mine, "-o", tmp_path / "x.xlsx") == 0
    assert run("from-workbook", tmp_path / "x.xlsx", "-o", tmp_path / place) == 1
    assert run("to-workbook", mine, "-o", tmp_path / "none" / "x.xlsx") == 1


def test_a_text_too_long_for_a_cell_is_refused(tmp_path: Path, mine: Path, capsys: Captured) -> None:
    mine.write_text(SMALL.replace("示例：针对性", "长" * 33_000), encoding="utf-8")
    assert run("to-workbook", mine, "-o", tmp_path / "x.xlsx", "--json") == 1
    data, _ = told(capsys)
    assert [one["place"] for one in data["problems"]] == ["rubric.sections.criteria.text"]
    assert not (tmp_path / "x.xlsx").exists()


@pytest.mark.parametrize(
    "arguments",
    [("to-workbook",), ("to-workbook", "x"), ("from-workbook", "x.xlsx"), ("to-workbook", "-o", "x")],
)
def test_wrong_usage(arguments: tuple[str, ...]) -> None:
    assert run(*arguments) == 2


@pytest.mark.parametrize("name", ["nothing", "nothing.toml", ""])
def test_a_scheme_that_is_not_there(tmp_path: Path, name: str) -> None:
    assert run("to-workbook", name, "-o", tmp_path / "x.xlsx") == 1
