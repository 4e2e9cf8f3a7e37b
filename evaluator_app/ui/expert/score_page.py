"""The score screen: documents beside the rubric, the total always in sight."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSplitter, QWidget

from evaluator_app.domain.application import Document
from evaluator_app.domain.citations import Citation
from evaluator_app.domain.history import Subject
from evaluator_app.domain.sheet import Marks
from evaluator_app.services import photos
from evaluator_app.services.documents import Region, Source
from evaluator_app.services.scoring import OpenSheet
from evaluator_app.ui.expert.edits import CardEdit
from evaluator_app.ui.expert.rubric_form import RubricForm
from evaluator_app.ui.expert.rules import RulesDialog, assumptions
from evaluator_app.ui.expert.score_header import ScoreHeader
from evaluator_app.ui.fields.labels import elided, label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.ui.operation import Operations
from evaluator_app.ui.style import restyle
from evaluator_app.ui.tokens import Theme
from evaluator_app.ui.viewer.document_pane import DocumentPane
from evaluator_app.ui.viewer.selection import Selection
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.receipts import revision_words
from evaluator_app.wording.results import banners

Phrases = Mapping[str, Sequence[str]]
NO_PHRASES: Phrases = MappingProxyType({})


class ScorePage(QWidget):
    """Shows one open sheet and tells every final change."""

    edited = Signal(object)  # CardEdit
    left = Signal()
    export_wanted = Signal()
    sign_wanted = Signal()
    correction_wanted = Signal()

    def __init__(self, theme: Theme, drawing: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self._sheet: OpenSheet | None = None
        self._marks = Marks()
        self._documents: tuple[Document, ...] = ()
        self._paths: Callable[[Document], Source] = lambda document: Path(document.path)
        self.header = ScoreHeader(theme)
        self.documents = DocumentPane(theme, drawing)
        self.form = RubricForm(theme)
        self._saved = label(textSize="small", tone="muted")
        self._hints = elided(textSize="small", tone="muted")
        self._time = label(textSize="small", tone="muted")
        self._banner = label(textSize="small")
        self._rules = _link(text("Rules"), self.show_rules)
        self._sign = _link(text("Sign…"), self._sign_or_correct)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self.header.left.connect(self.left)
        self.header.jumped.connect(self.form.go_to)
        self.header.export_wanted.connect(self.export_wanted)
        self.form.edited.connect(self._form_edited)
        self.form.citation_opened.connect(self._open_citation)

    def _lay_out(self) -> None:
        for widget in (self.documents, self.form):
            self._splitter.addWidget(widget)
            self._splitter.setStretchFactor(self._splitter.indexOf(widget), 1)
        self._splitter.setSizes([580, 420])
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self.documents.setMinimumWidth(360)
        self.form.setMinimumWidth(440)
        self._hints.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        footer = QWidget()
        footer.setProperty("role", "footer")
        footer.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        footer.setLayout(
            row(
                self._saved,
                (self._hints, 1),
                self._time,
                self._rules,
                self._sign,
                spacing=16,
                margins=(16, 3, 16, 3),
            )
        )
        self._banner.setProperty("role", "banner")
        self._banner.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setLayout(column(self.header, self._banner, (self._splitter, 1), footer, spacing=0))

    def show_sheet(
        self,
        sheet: OpenSheet,
        position: str,
        paths: Callable[[Document], Source],
        phrases: Phrases = NO_PHRASES,  # by criterion; "" for all
    ) -> None:
        """Show an application to be scored, with its documents; `phrases` are earlier notes by criterion."""
        self._sheet, self._marks = sheet, sheet.state.marks
        self.header.show_sheet(sheet, position)
        self.header.show_marks(sheet.scheme.scheme.rubric, self._marks)
        self._paths = paths
        self.show_documents((*sheet.application.documents, *photos.attached(self._marks)))
        self.form.show_rubric(sheet.scheme.scheme.rubric, self._marks, phrases)
        found = banners(fictitious=sheet.package.campaign.fictitious, status=sheet.scheme.scheme.status)
        found = (*found, *revision_words(sheet.revision))
        self._banner.setText("  ".join(found))
        self._banner.setVisible(bool(found))
        frozen = sheet.revision.signed is not None
        self.form.viewport().setEnabled(not frozen)
        self._sign.setText(text("Correct…") if frozen else text("Sign…"))
        count = len(assumptions(sheet.scheme.scheme))
        self._rules.setText(plural("Rules · {count} assumed", "Rules · {count} assumed", count))
        self._hints.setText(
            text("Enter: next · ↑↓: one step · Ctrl+Z: undo · Ctrl+Y: redo · F6: documents · F1: help")
        )

    def _sign_or_correct(self) -> None:
        if self._sheet is not None and self._sheet.revision.signed is not None:
            self.correction_wanted.emit()
        else:
            self.sign_wanted.emit()

    def show_documents(self, documents: tuple[Document, ...]) -> None:
        """Show these beside the rubric: the application's, and photos from the site."""
        self._documents = documents
        self.documents.show_documents(documents, self._paths)

    @property
    def marks(self) -> Marks:
        """What is shown."""
        return self._marks

    def show_marks(self, marks: Marks) -> None:
        """Show changed marks of the same sheet."""
        if self._sheet is not None:
            self._marks = marks
            self.form.show_marks(marks)
            self.header.show_marks(self._sheet.scheme.scheme.rubric, marks)

    def show_time(self, words: str) -> None:
        """Show the time spent on this application."""
        self._time.setText(words)

    def show_saved(self, words: str, *, tone: str = "muted") -> None:
        """Say quietly what is on disk."""
        self._saved.setText(words)
        restyle(self._saved, tone=tone)

    def show_written(self, paths: Sequence[Path]) -> None:
        """Say which files the sheet was written to."""
        names = ", ".join(path.name for path in paths)
        self.show_saved(
            plural("Exported: {names}", "Exported: {names}", len(paths), names=names), tone="good"
        )

    def show_rules(self) -> None:
        """Show the rules this sheet is scored by."""
        if self._sheet is not None:
            RulesDialog(self._sheet.scheme.scheme, self).exec()

    def saved_words(self) -> str:
        """What the foot of the screen says about the disk."""
        return self._saved.text()

    def selected(self) -> Citation | None:
        """The place selected in the documents, as a citation."""
        selection = self.documents.current_selection()
        title = {one.id: one.title for one in self._documents}
        if selection is None:
            return None
        return Citation(
            document=title.get(selection.document, selection.document),
            sha256=selection.sha256,
            page=selection.page,
            region=selection.region,
            excerpt=selection.excerpt,
            place=selection.place,
        )

    def _open_citation(self, citation: Citation) -> None:
        document = next((one for one in self._documents if one.sha256 == citation.sha256), None)
        if document is None:
            self.show_saved(text("This document is no longer in the package."), tone="notice")
            return
        self.documents.go_to(
            Selection(
                document=document.id,
                sha256=citation.sha256,
                page=citation.page,
                region=Region(*citation.region) if citation.region else None,
                excerpt=citation.excerpt,
                place=citation.place,
            )
        )

    def change_side(self) -> None:
        """Move the keyboard between the documents and the rubric."""
        if self.documents.isAncestorOf(self.focusWidget() or self):
            self.form.go_to(self.form.open_target())
        else:
            self.documents.take_focus()

    def finish(self) -> None:
        """Take what is being typed as the answer."""
        self.form.finish()

    def _form_edited(self, edit: CardEdit) -> None:
        if edit.final:
            self.edited.emit(edit)
        elif self._sheet is not None:
            self.show_saved(text("Typing…"))
            if edit.subject is Subject.MARK:
                preview = self._marks.with_mark(edit.target, edit.value)  # type: ignore[arg-type] # a mark's edit holds a mark
                self.header.show_marks(self._sheet.scheme.scheme.rubric, preview)


def _link(words: str, act: Callable[[], None]) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("link", True)  # noqa: FBT003 - Qt's property
    button.clicked.connect(act)
    return button
