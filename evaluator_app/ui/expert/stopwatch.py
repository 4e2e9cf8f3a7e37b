"""The time spent on a sheet, counted while its window is in front; shown only where the expert wants it."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

_SECOND_MS = 1000
_MINUTE = 60


class Stopwatch(QObject):
    """Counts seconds while the program is in front."""

    ticked = Signal(str)  # the time in words, each second

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._seconds = 0
        self._timer = QTimer(self, interval=_SECOND_MS)
        self._timer.timeout.connect(self.tick)

    @property
    def seconds(self) -> int:
        """What was counted so far."""
        return self._seconds

    def start(self, seconds: int) -> None:
        """Go on counting from here."""
        self._seconds = seconds
        self._timer.start()
        self.ticked.emit(clock_words(seconds))

    def stop(self) -> int:
        """Stop counting; the seconds counted."""
        self._timer.stop()
        return self._seconds

    def tick(self) -> None:
        """Another second, where the program is in front."""
        if QApplication.activeWindow() is not None:
            self._seconds += 1
            self.ticked.emit(clock_words(self._seconds))


def clock_words(seconds: int) -> str:
    """`1:05:09`."""
    minutes, rest = divmod(seconds, _MINUTE)
    hours, minutes = divmod(minutes, _MINUTE)
    return f"{hours}:{minutes:02}:{rest:02}"
