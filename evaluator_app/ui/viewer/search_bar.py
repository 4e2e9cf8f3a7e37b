"""Finding words: the field, how many there are, on and back, and whether in all documents."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from evaluator_app.ui.fields.buttons import for_touch, icon_button
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import row
from evaluator_app.ui.icons import Icon
from evaluator_app.ui.tokens import Theme
from evaluator_app.wording.language import text

PAUSE_MS = 250  # typing that rests this long is looked for


class SearchBar(QWidget):
    """Tells which words are looked for, and where."""

    words_changed = Signal(str)
    stepped = Signal(int)
    everywhere_changed = Signal(bool)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._told = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self._field = QLineEdit()
        self._field.setPlaceholderText(text("Find in this document"))
        self._field.setAccessibleName(text("Find"))
        self._field.textEdited.connect(lambda _: self._pause.start())
        self._field.textChanged.connect(lambda words: None if words else self._tell())
        self._count = label(tone="muted", textSize="small")
        self._count.setMinimumWidth(theme.sizes.body * 4)
        self._everywhere = for_touch(QToolButton())
        self._everywhere.setText(text("All documents"))
        self._everywhere.setToolTip(text("Find in all documents of this application"))
        self._everywhere.setCheckable(True)
        self._everywhere.toggled.connect(self.everywhere_changed)
        self.setLayout(
            row(
                (self._field, 1),
                self._count,
                icon_button(theme, Icon.PREVIOUS, text("Previous hit"), lambda: self.step(-1)),
                icon_button(theme, Icon.NEXT, text("Next hit"), lambda: self.step(1)),
                self._everywhere,
                icon_button(theme, Icon.CLOSE, text("Close"), self.close_bar),
                spacing=6,
                margins=(12, 6, 12, 6),
            )
        )

    @property
    def words(self) -> str:
        """What is looked for; nothing while the bar is away."""
        return "" if self.isHidden() else self._field.text().strip()

    @property
    def everywhere(self) -> bool:
        """Whether in all documents."""
        return self._everywhere.isChecked()

    def open_bar(self, *, everywhere: bool = False) -> None:
        """Put the keyboard into the field."""
        self.show()
        if everywhere:
            self._everywhere.setChecked(True)
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()
        self._tell()

    def close_bar(self) -> None:
        """Look for nothing any more."""
        self._pause.stop()
        self.hide()
        self._told = ""
        self.closed.emit()

    def show_found(self, position: int, count: int) -> None:
        """Say which of how many hits is gone to."""
        nothing = text("None") if self.words else ""
        self._count.setText(f"{position} / {count}" if count else nothing)

    def step(self, count: int) -> None:
        """To the next or previous hit; what was just typed is looked for first."""
        if self._field.text().strip() != self._told:
            self._tell()
        else:
            self.stepped.emit(count)

    def _tell(self) -> None:
        self._pause.stop()
        if self.words != self._told:
            self._told = self.words
            self.words_changed.emit(self._told)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802 - Qt's name
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self.step(-1 if back else 1)
            case Qt.Key.Key_Escape:
                self.close_bar()
            case _:
                super().keyPressEvent(event)
