"""The language of the program: chosen, filled, never broken by a translation."""

from collections.abc import Callable

import pytest

from evaluator_app.wording.language import mark, plural, system_language, text


@pytest.mark.parametrize(
    ("said", "language"),
    [("C.UTF-8", "zh_CN"), ("zh_CN.UTF-8", "zh_CN"), ("en_GB.UTF-8", "en"), ("de_DE.UTF-8", "zh_CN")],
)
def test_chinese_unless_the_system_is_plainly_english(
    monkeypatch: pytest.MonkeyPatch, said: str, language: str
) -> None:
    monkeypatch.setenv("LC_ALL", said)
    assert system_language() == language


def test_without_a_word_in_the_environment_the_system_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert system_language() in {"zh_CN", "en"}


def test_a_sentence_is_filled(speak: Callable[[str], None]) -> None:
    assert text("Scores go in steps of {step}.", step="0.5") == "Scores go in steps of 0.5."
    speak("zh_CN")
    assert text("Scores go in steps of {step}.", step="0.5") == "分值以 0.5 为一步。"


def test_what_a_person_typed_is_no_placeholder() -> None:
    assert text("“{value}” is not a number.", value="{max}") == "“{max}” is not a number."


def test_a_count_has_its_form(speak: Callable[[str], None]) -> None:
    assert plural("{count} problem", "{count} problems", 1) == "1 problem"
    assert plural("{count} problem", "{count} problems", 2) == "2 problems"
    speak("zh_CN")
    assert plural("{count} problem", "{count} problems", 2) == "2 个问题"


@pytest.mark.usefixtures("chinese")
def test_a_marked_sentence_is_said_later() -> None:
    assert text(mark("Score sheet")) == "评分表"
