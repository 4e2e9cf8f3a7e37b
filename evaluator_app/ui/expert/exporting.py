"""Asking before a score sheet leaves the house: what is missing, and where the files go."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from evaluator_app.domain.rubric import Rubric
from evaluator_app.domain.sheet import Marks, findings
from evaluator_app.ui.expert.dialogs import ReviewDialog
from evaluator_app.ui.fields.file_dialogs import ask_target
from evaluator_app.wording.language import text


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """Where the expert wants the sheet, or where the expert wants to go instead."""

    workbook: Path | None = None
    pdf: Path | None = None
    go_to: str = ""


def ask_export(rubric: Rubric, marks: Marks, name: str, parent: QWidget) -> ExportChoice:
    """Show what is missing, then ask for the file."""
    review = ReviewDialog(findings(rubric, marks), parent)
    if review.exec() != ReviewDialog.DialogCode.Accepted:
        return ExportChoice(go_to=review.target)
    workbook = ask_target(parent, text("Export score sheet"), name, text("Excel workbook (*.xlsx)"))
    if workbook is None:
        return ExportChoice()
    return ExportChoice(workbook, workbook.with_suffix(".pdf") if review.with_pdf.isChecked() else None)
