"""A form typed in by hand: the fields, options and limits of the workbook, under the same checks."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QTabWidget,
    QWidget,
)

from evaluator_app.domain.application_form import CHOSEN, LONGEST, NOT_TYPED, OTHER, Typed, key_of
from evaluator_app.domain.field_roles import applicant_forms
from evaluator_app.domain.form import FieldKind, Form, FormField
from evaluator_app.domain.intake import Incoming
from evaluator_app.domain.scheme import LoadedScheme
from evaluator_app.late import late
from evaluator_app.ui.fields.labels import label
from evaluator_app.ui.fields.layouts import Item, column, row
from evaluator_app.ui.fields.messages import problem_list
from evaluator_app.ui.secretariat.work_page import scrolling
from evaluator_app.wording.application_forms import field_help, field_title
from evaluator_app.wording.language import text

if TYPE_CHECKING:
    from evaluator_app.services import intake
else:
    intake = late("evaluator_app.services.intake")

_SPARE_ROWS = 5  # of a table, beyond those the source prints
_WIDTH, _HEIGHT = 38, 32  # in letters


class _Choice(QComboBox):
    """Options that are not changed by turning the wheel over them."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()


class ApplicationDialog(QDialog):
    """A page per form; what was typed wrong is said, and stays until it is right."""

    def __init__(
        self,
        scheme: LoadedScheme,
        name: str,
        done: Callable[[Incoming], None],
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self._scheme, self._name, self._done = scheme, name, done
        self._read: dict[str, Callable[[], str]] = {}
        self.inputs: dict[str, QWidget] = {}
        self._places: dict[str, str] = {}
        self.setWindowTitle(text("Type in an application"))
        size = self.fontMetrics().height()
        self.resize(size * _WIDTH, size * _HEIGHT)
        self._forms = QTabWidget()
        self._forms.tabBar().setAccessibleName(text("Forms"))
        self._forms.setDocumentMode(True)
        for form in applicant_forms(scheme.scheme):
            self._forms.addTab(self._page(form), form.title)
            self._forms.setTabToolTip(self._forms.count() - 1, form.title)
        self.trouble = label(wrap=True, tone="blocked")
        self.trouble.hide()
        leave = QPushButton(text("Cancel"))
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        self.proceed = QPushButton(text("Add to the list"))
        self.proceed.setProperty("primary", True)  # noqa: FBT003 - Qt's property
        self.proceed.clicked.connect(self.check)
        about = label(
            text("What stands on paper is typed into the form it stands in; * must be filled in."),
            tone="muted",
            wrap=True,
        )
        self.setLayout(
            column(
                about,
                (self._forms, 1),
                self.trouble,
                row(None, leave, self.proceed),
                spacing=12,
                margins=(20, 20, 20, 16),
            )
        )

    def typed(self) -> dict[str, Typed]:
        """What stands in the fields, as a workbook would hold it."""
        said = {key: (read(), self._places[key]) for key, read in self._read.items()}
        return {key: Typed(words, place) for key, (words, place) in said.items() if words.strip()}

    def check(self) -> None:
        """Hand it over where everything can be read; otherwise say what cannot."""
        found = intake.typed_in(self.typed(), self._name, self._scheme)
        self.trouble.setVisible(bool(found.problems))
        self.trouble.setText(problem_list(found.problems))
        if not found.problems:
            self._done(found)
            self.accept()

    # -- the fields

    def _page(self, form: Form) -> QWidget:
        items: list[Item] = []
        for one in form.fields:
            items += self._field(form, one)
        return scrolling(form.title, column(*items, None, spacing=6, margins=(4, 12, 16, 12)))

    def _field(self, form: Form, one: FormField) -> list[Item]:
        if one.kind in NOT_TYPED:
            words = "\n".join((one.verbatim or one.title, *one.statements))
            return [label(words, wrap=True, tone="muted", textSize="small")]
        items: list[Item] = [label(field_title(one), wrap=True, weight="strong")]
        if one.kind is FieldKind.TABLE:
            items.append(self._table(form, one))
        elif one.kind is FieldKind.CHOICES:
            items += [self._box(form, one, option.id, option.title) for option in one.options]
        else:
            items.append(self._single(form, one))
            help_ = field_help(one)
            if help_ and one.kind is not FieldKind.CHOICE:
                items.append(label(help_, wrap=True, tone="muted", textSize="small"))
        if any(option.free_text for option in one.options):
            said = text("Other, in words")
            other = self._line(key_of(form, one, OTHER), f"{one.title} · {said}")
            other.setPlaceholderText(said)
            items.append(other)
        return items

    def _keep(self, key: str, widget: QWidget, name: str, read: Callable[[], str]) -> None:
        widget.setAccessibleName(name)
        self.inputs[key], self._read[key] = widget, read
        self._places[key] = name

    def _single(self, form: Form, one: FormField) -> QWidget:
        key = key_of(form, one)
        if one.kind is FieldKind.CHOICE:
            options = _Choice()
            options.addItem(text("Choose…"), "")
            for option in one.options:
                options.addItem(option.title, option.id)
            self._keep(key, options, one.title, lambda: str(options.currentData() or ""))
            return options
        if one.kind is FieldKind.LONG_TEXT:
            words = QPlainTextEdit()
            words.setTabChangesFocus(True)
            words.setFixedHeight(self.fontMetrics().lineSpacing() * 5)
            self._keep(key, words, one.title, words.toPlainText)
            return words
        return self._line(key, one.title)

    def _line(self, key: str, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setMaxLength(LONGEST)
        self._keep(key, field, name, field.text)
        return field

    def _box(self, form: Form, one: FormField, option: str, title: str) -> QCheckBox:
        box = QCheckBox(title)
        name = f"{one.title} · {title}"
        self._keep(key_of(form, one, option), box, name, lambda: CHOSEN if box.isChecked() else "")
        return box

    def _table(self, form: Form, one: FormField) -> QTableWidget:
        table = QTableWidget(one.rows + _SPARE_ROWS, len(one.columns))
        table.setAccessibleName(one.title)
        table.setHorizontalHeaderLabels(list(one.columns))
        table.setTabKeyNavigation(False)
        table.horizontalHeader().setStretchLastSection(True)
        table.setMinimumHeight(self.fontMetrics().lineSpacing() * 10)
        for line in range(table.rowCount()):
            for number in range(table.columnCount()):
                key = key_of(form, one, f"{line}.{number}")
                self._read[key] = lambda line=line, number=number: _cell(table, line, number)  # type: ignore[misc]  # bound now
                self._places[key] = f"{one.title} {line + 1} · {one.columns[number]}"
        self.inputs[key_of(form, one)] = table
        return table


def _cell(table: QTableWidget, line: int, number: int) -> str:
    item = table.item(line, number)
    return item.text() if item is not None else ""
