"""Asking before a score sheet leaves the house: what is missing or odd, and where the files go."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from evaluator_app.domain.problems import Problem
from evaluator_app.ui.expert.review_dialog import ReviewDialog
from evaluator_app.ui.fields.file_dialogs import ask_target
from evaluator_app.wording.language import text


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """Where the expert wants the sheet, or where the expert wants to go instead."""

    workbook: Path | None = None
    pdf: Path | None = None
    go_on: bool = False  # to the next application afterwards
    go_to: str = ""


def ask_export(
    findings: tuple[Sequence[Problem], Sequence[Problem]], name: str, parent: QWidget
) -> ExportChoice:
    """Show what is missing and what is odd, then ask for the file."""
    review = ReviewDialog(*findings, parent)
    if review.exec() != ReviewDialog.DialogCode.Accepted:
        return ExportChoice(go_to=review.target)
    workbook = ask_target(parent, text("Export score sheet"), name, text("Excel workbook (*.xlsx)"))
    if workbook is None:
        return ExportChoice()
    pdf = workbook.with_suffix(".pdf") if review.with_pdf.isChecked() else None
    return ExportChoice(workbook, pdf, review.go_on.isChecked())
