"""The settings: desk, language, theme, text size, the timer, the lock, where the work lies."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QWidget,
)

from evaluator_app.ui.fields.labels import elided
from evaluator_app.ui.fields.layouts import column
from evaluator_app.ui.preferences import Preferences, lock_titles, theme_titles
from evaluator_app.ui.tokens import TEXT_SCALES
from evaluator_app.wording.language import LANGUAGES, text


class SettingsDialog(QDialog):
    """Shows the settings; nothing is changed before OK."""

    def __init__(self, chosen: Preferences, folder: Path, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("Settings"))
        self.setMinimumWidth(560)
        self._before = chosen
        self._language = _choice(text("Language"), dict(LANGUAGES), chosen.language)
        self._theme = _choice(text("Theme"), theme_titles(), chosen.theme)
        scales = {str(scale): f"{scale:.0%}" for scale in TEXT_SCALES}
        self._text_scale = _choice(text("Text size"), scales, str(chosen.text_scale))
        self._timer = QCheckBox(text("Show the time spent on each application (stays on this computer)"))
        self._timer.setChecked(chosen.timer)
        self._lock = _choice(text("Lock"), lock_titles(), str(chosen.lock_minutes))
        form = QFormLayout()
        form.setVerticalSpacing(12)
        form.addRow(text("Language"), self._language)
        form.addRow(text("Theme"), self._theme)
        form.addRow(text("Text size"), self._text_scale)
        form.addRow(text("Timer"), self._timer)
        form.addRow(text("Lock"), self._lock)
        form.addRow(text("Data folder"), elided(str(folder), tone="muted"))
        self.setLayout(column(form, self._buttons(), spacing=16, margins=(24, 20, 24, 16)))

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        box.button(QDialogButtonBox.StandardButton.Ok).setText(text("OK"))
        box.button(QDialogButtonBox.StandardButton.Cancel).setText(text("Cancel"))
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        return box

    def chosen(self) -> Preferences:
        """The preferences as they stand in the dialog."""
        return replace(
            self._before,
            language=self._language.currentData(),
            theme=self._theme.currentData(),
            text_scale=float(self._text_scale.currentData()),
            timer=self._timer.isChecked(),
            lock_minutes=int(self._lock.currentData()),
        )

    @classmethod
    def ask(cls, preferences: Preferences, folder: Path, parent: QWidget | None) -> Preferences | None:
        """What the user chose, or None when the dialog was left."""
        dialog = cls(preferences, folder, parent)
        return dialog.chosen() if dialog.exec() == QDialog.DialogCode.Accepted else None


def _choice(name: str, choices: dict[str, str], current: str) -> QComboBox:
    choice = QComboBox()
    choice.setAccessibleName(name)
    for value, title in choices.items():
        choice.addItem(title, value)
    choice.setCurrentIndex(choice.findData(current))
    return choice
