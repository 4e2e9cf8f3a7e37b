"""The catalogues: complete, fresh, with the same placeholders; a sentence for every problem."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import messages
import pytest

from evaluator_app.domain.codes import Code
from evaluator_app.wording.language import LANGUAGES, text
from evaluator_app.wording.problems import SENTENCES

PROGRAM = Path(__file__).resolve().parents[2] / "evaluator_app"


def test_every_sentence_is_translated() -> None:
    assert messages.problems() == []


def _said_inside_f_strings() -> Iterator[str]:
    """Sentences inside an f-string: the catalogue would never see them."""
    for path in sorted(PROGRAM.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                calls = (one for one in ast.walk(node) if isinstance(one, ast.Call))
                yield from (
                    f"{path.name}:{call.lineno}"
                    for call in calls
                    if getattr(call.func, "id", "") in ("text", "plural", "mark")
                )


def test_no_sentence_hides_inside_an_f_string() -> None:
    assert list(_said_inside_f_strings()) == []


def test_every_language_has_a_catalogue() -> None:
    assert {source.parts[-3] for source in messages.sources()} == LANGUAGES.keys() - {"en"}


def test_every_code_has_its_sentence_and_every_sentence_its_code() -> None:
    assert set(SENTENCES) == set(Code)


def _raised() -> Iterator[tuple[str, Code, set[str]]]:
    """Every `problem(Code.X, ..., detail=...)` of the program: place, code, names of the details."""
    for path in sorted(PROGRAM.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "problem" and node.args:
                names = {word.arg for word in node.keywords if word.arg}
                if isinstance(node.args[0], ast.Attribute) and len(names) == len(node.keywords):
                    yield f"{path.name}:{node.lineno}", Code[node.args[0].attr], names


def test_every_problem_gives_the_details_its_sentence_names() -> None:
    for place, code, names in _raised():
        wanted = set(re.findall(r"\{(\w+)\}", " ".join(SENTENCES[code])))
        assert wanted <= names, f"{place}: {code.name} lacks {sorted(wanted - names)}"


def test_every_code_is_raised_somewhere() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in PROGRAM.rglob("*.py"))
    unused = [code.name for code in Code if source.count(f"Code.{code.name}") < 2]
    assert not unused


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_can_be_said(speak: Callable[[str], None], language: str) -> None:
    speak(language)
    for happened, to_do in SENTENCES.values():
        names = re.findall(r"\{(\w+)\}", happened + to_do)
        values = dict.fromkeys(names, "9.5")
        assert "{" not in text(happened, **values) + text(to_do, **values)
