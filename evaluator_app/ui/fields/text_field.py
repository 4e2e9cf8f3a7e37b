"""A field for a note or remark: tells what was written after a pause and when it is left."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPlainTextEdit, QWidget

PAUSE_MS = 1200


class TextField(QPlainTextEdit):
    """Shows a text and announces the expert's changes; Tab leaves it."""

    answered = Signal(str, bool)  # the text, and whether it is final or still being written

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stored = ""
        self._showing = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.finish)
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._changed)

    def show_text(self, text: str) -> None:
        """Show a stored text without announcing it; writing in progress is left alone."""
        writing = self.hasFocus() and self.toPlainText() != self._stored
        self._stored = text
        if writing or self.toPlainText() == text:
            return
        self._showing = True
        self.setPlainText(text)
        self._showing = False

    def finish(self) -> None:
        """Take what was written as the answer."""
        self._pause.stop()
        if self.toPlainText() != self._stored:
            self._stored = self.toPlainText()
            self.answered.emit(self._stored, True)  # noqa: FBT003 - a signal has no keywords

    def _changed(self) -> None:
        if not self._showing:
            self._pause.start()
            self.answered.emit(self.toPlainText(), False)  # noqa: FBT003 - a signal has no keywords

    def event(self, event: QEvent) -> bool:  # noqa: D102 - undo belongs to the whole sheet
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802 - Qt's name
        control_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        )
        if _is_undo(event) or control_return:
            self.finish()
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: D102, N802 - Qt's name
        self.finish()
        super().focusOutEvent(event)


def _is_undo(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
