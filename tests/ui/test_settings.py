"""Settings: nothing changes before OK; preferences survive odd files; the stopwatch counts only in front."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from evaluator_app.ui.expert.dialogs import PhrasesDialog
from evaluator_app.ui.expert.stopwatch import Stopwatch, clock_words
from evaluator_app.ui.preferences import Preferences, preferences_text, read_preferences
from evaluator_app.ui.settings import SettingsDialog

CHOSEN = Preferences(language="zh_CN", theme="dark", text_scale=1.5, timer=True, desk="expert")


def test_the_dialog_gives_back_what_it_shows(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = SettingsDialog(CHOSEN, tmp_path, None)
    qtbot.addWidget(dialog)
    assert dialog.chosen() == CHOSEN


def test_phrases_are_one_a_line_and_each_once(qtbot: QtBot) -> None:
    dialog = PhrasesDialog(("亮点突出", "", "数据充分", "亮点突出"), None)
    qtbot.addWidget(dialog)
    assert dialog.phrases() == ("亮点突出", "数据充分")


@pytest.mark.parametrize("kept", ["", "no json", "[]", '{"language": 3, "theme": "pink", "timer": "yes"}'])
def test_an_odd_preferences_file_is_as_on_the_first_day(kept: str) -> None:
    found = read_preferences(kept)
    assert (found.theme, found.text_scale, found.timer) == ("system", 1.0, False)


def test_preferences_are_read_as_they_were_kept() -> None:
    assert read_preferences(preferences_text(CHOSEN)) == CHOSEN


def test_the_stopwatch_stands_still_while_another_program_is_in_front(qtbot: QtBot) -> None:
    dialog = SettingsDialog(CHOSEN, Path(), None)
    qtbot.addWidget(dialog)
    watch = Stopwatch(dialog)
    watch.start(59)
    watch.tick()
    assert watch.seconds == 59
    dialog.show()
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    watch.tick()
    assert (watch.stop(), clock_words(3909)) == (60, "1:05:09")
