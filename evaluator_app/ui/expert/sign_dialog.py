"""Signing: what is odd, the sheet as it will look, the drawn signature, the passphrase, the consequence."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QWidget,
)

from evaluator_app.domain.problems import Problem
from evaluator_app.services.documents import Raster
from evaluator_app.ui.expert.signature_pad import SignaturePad
from evaluator_app.ui.fields.fitting_dialog import FittingDialog
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.fields.messages import problem_list
from evaluator_app.ui.fields.passphrase import PassphraseField
from evaluator_app.ui.fields.progress_row import ProgressRow
from evaluator_app.wording.language import text
from evaluator_app.wording.problems import problem_line

_MARGINS = (20, 20, 20, 16)
_DIGEST = 64  # hex digits


class SignDialog(FittingDialog):
    """Asks for drawing and passphrase and tells when to sign; stays until the sheet is signed."""

    sign_wanted = Signal(bytes, bytes)  # the passphrase, and the picture, empty where nobody drew

    def __init__(self, who: str, odd: Sequence[Problem], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("Sign"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._picture = QLabel()
        self._picture.setAccessibleName(text("The sheet as it will look"))
        self._paper = self._paper_area()
        self.pad = SignaturePad()
        self.passphrase = PassphraseField(text("Passphrase of your identity"))
        self.passphrase.setPlaceholderText(self.passphrase.accessibleName())
        self._trouble = label(wrap=True, tone="blocked")
        self._trouble.hide()
        self.progress = ProgressRow()
        self._sign = QPushButton(text("Sign and freeze"))
        self._sign.setProperty("primary", True)  # noqa: FBT003 - Qt's property
        self._sign.setEnabled(False)
        self._sign.clicked.connect(self._ask)
        self.passphrase.textChanged.connect(lambda words: self._sign.setEnabled(bool(words)))
        self.passphrase.returnPressed.connect(self._sign.click)
        self._lay_out(who, odd)
        self.pad.setFocus()

    def _paper_area(self) -> QScrollArea:
        area = QScrollArea()
        area.setAccessibleName(text("The sheet as it will look"))
        area.setWidget(self._picture)
        area.setMinimumSize(560, 560)
        area.hide()
        return area

    def _lay_out(self, who: str, odd: Sequence[Problem]) -> None:
        clear = QPushButton(text("Clear drawing"))
        clear.clicked.connect(self.pad.clear)
        clear.setEnabled(False)
        self.pad.changed.connect(clear.setEnabled)
        back = QPushButton(text("Back to scoring"))
        back.clicked.connect(self.reject)
        consequence = text(
            "Signed means frozen: only a new revision with a reason can correct the sheet. Both are kept."
        )
        without = text("You may leave it empty and sign with the passphrase alone.")
        side = [label(text("You sign as {name}.", name=who), wrap=True, textSize="title")]
        side += [label(consequence, wrap=True)]
        if odd:
            side += [label(text("Worth another look; nothing has to be changed:"), wrap=True, tone="muted")]
            side += [label("\n".join(problem_line(one) for one in odd[:3]), wrap=True, textSize="small")]
        about = label(text("Draw your signature with pen, finger or mouse."), wrap=True, weight="strong")
        right = column(
            *side,
            about,
            self.pad,
            row((label(without, wrap=True, tone="muted", textSize="small"), 1), clear),
            self.passphrase,
            self._trouble,
            self.progress,
            None,
            row(None, back, self._sign),
            spacing=10,
        )
        self.setLayout(row((self._paper, 3), (right, 2), spacing=20, margins=_MARGINS))

    def show_page(self, raster: Raster) -> None:
        """Show the first page of the sheet as it will look."""
        image = QImage(
            raster.pixels, raster.width, raster.height, raster.stride, QImage.Format.Format_RGB32
        ).copy()
        self._picture.setPixmap(QPixmap.fromImage(image))
        self._picture.adjustSize()
        self._paper.show()

    def show_progress(self, done: int, total: int) -> None:
        """Show how far the signing of several sheets is."""
        self.progress.show_progress("", done, total)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say why it was not signed; everything stays as it was typed and drawn."""
        self._trouble.setText(problem_list(problems))
        self._trouble.show()
        self.progress.hide()
        self._sign.setEnabled(True)
        self.passphrase.selectAll()
        self.passphrase.setFocus()

    def _ask(self) -> None:
        self._sign.setEnabled(False)
        self._trouble.hide()
        self.sign_wanted.emit(self.passphrase.passphrase(), self.pad.png())


class ReceiptDialog(FittingDialog):
    """What to read out on the telephone after signing; every word can be copied."""

    def __init__(
        self, lines: Sequence[tuple[str, str]], files: str, parent: QWidget | None, told: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("Signed"))
        self.setMinimumWidth(560)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        (name, code), *others = lines
        shown = label(code, wrap=True, textSize="display")
        rest = label(
            "\n".join(f"{one}: {_spaced(value)}" for one, value in others), wrap=True, textSize="small"
        )
        for one in (shown, rest):
            one.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self.words = "\n".join(f"{one}: {value}" for one, value in lines)
        copy = QPushButton(text("Copy"))
        copy.clicked.connect(self._copy)
        done = QPushButton(text("Close"))
        done.setProperty("primary", True)  # noqa: FBT003 - Qt's property
        done.clicked.connect(self.accept)
        card = QFrame()
        card.setProperty("role", "card")
        card.setLayout(column(label(name, tone="muted"), shown, rest, spacing=8, margins=(16, 12, 16, 12)))
        frozen = text("Signed and frozen. Read this code to the secretariat when it asks.")
        written = label(text("Written: {file}", file=files), wrap=True, tone="muted", textSize="small")
        self.setLayout(
            column(
                label(told or frozen, wrap=True),
                card,
                written,
                row(None, copy, done),
                spacing=12,
                margins=_MARGINS,
            )
        )

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.words)


def _spaced(value: str) -> str:
    """A digest in groups, so that it can be read and wrapped."""
    groups = range(0, len(value), 8)
    return " ".join(value[at : at + 8] for at in groups) if len(value) == _DIGEST else value
