"""The system's file dialogs, as functions a test can answer for the user."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from evaluator_app.wording.language import text


def ask_file(parent: QWidget, caption: str, kinds: str) -> Path | None:
    """A file to read, or None."""
    name, _ = QFileDialog.getOpenFileName(parent, caption, "", kinds)
    return Path(name) if name else None


def ask_package(parent: QWidget) -> Path | None:
    """The package to open, or None."""
    return ask_file(parent, text("Open package"), text("Packages (*.evpkg);;All files (*)"))


def ask_picture(parent: QWidget) -> Path | None:
    """A photo to attach, or None."""
    pictures = text("Pictures (*.jpg *.jpeg *.png *.webp *.tif *.tiff *.bmp)")
    return ask_file(parent, text("Attach photo"), pictures)


def ask_workbook(parent: QWidget) -> Path | None:
    """A workbook to read, or None."""
    return ask_file(parent, text("Open workbook"), text("Excel workbook (*.xlsx)"))


def ask_folder(parent: QWidget, caption: str) -> Path | None:
    """A folder to write into, or None."""
    name = QFileDialog.getExistingDirectory(parent, caption)
    return Path(name) if name else None


def ask_target(parent: QWidget, caption: str, suggestion: str, filter_: str) -> Path | None:
    """Where to save a file, or None; the system has asked about overwriting."""
    name, _ = QFileDialog.getSaveFileName(parent, caption, suggestion, filter_)
    return Path(name) if name else None


def ask_files(parent: QWidget) -> tuple[Path, ...]:
    """Score sheets and packages to check."""
    return ask_files_of(parent, text("Score sheets and packages (*.xlsx *.evpkg)"))


def ask_files_of(parent: QWidget, kinds: str) -> tuple[Path, ...]:
    """Files of some kinds to read, none where the dialog was left."""
    names, _ = QFileDialog.getOpenFileNames(parent, text("Choose files"), "", kinds)
    return tuple(map(Path, names))


def ask_trust_list(parent: QWidget) -> Path | None:
    """A trust list, or None."""
    return ask_file(parent, text("Choose trust list"), text("Trust lists (*.evtrust)"))


def ask_scan(parent: QWidget) -> Path | None:
    """The scan of a paper sheet, or None."""
    return ask_file(parent, text("Choose the scan"), text("Scans (*.pdf *.png *.jpg *.jpeg)"))


def ask_identity(parent: QWidget) -> Path | None:
    """An identity to sign with, or None."""
    return ask_file(parent, text("Choose identity"), text("Identities (*.p12)"))
