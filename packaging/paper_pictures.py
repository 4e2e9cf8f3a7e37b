"""Draws pictures of what leaves the program: a score sheet, and the workbook as LibreOffice prints it."""

import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path

import pypdfium2

SCALE = 1.5  # pixels per point


def picture(pdf: Path, target: Path, part: Fraction = Fraction(1)) -> None:
    """The first page of a PDF, or its upper part."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0].render(scale=SCALE).to_pil()
    page.crop((0, 0, page.width, int(page.height * part))).save(target, optimize=True)
    document.close()
    print(target)


def printed(workbook: Path, folder: Path) -> Path:
    """A workbook as PDF, by a LibreOffice with a profile of its own."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ("--headless", "--convert-to", "pdf", "--outdir", folder, workbook)
    subprocess.run(["soffice", profile, *map(str, convert)], check=True, capture_output=True)
    return folder / f"{workbook.stem}.pdf"


def main(demo: Path, out: Path) -> None:
    """The pictures from the artefacts of a demo."""
    out.mkdir(parents=True, exist_ok=True)
    picture(min((demo / "sheets").glob("*.pdf")), out / "score-sheet.png")
    with tempfile.TemporaryDirectory() as folder:
        workbook = printed(demo / "committee.xlsx", Path(folder))
        picture(workbook, out / "committee-workbook.png", Fraction(2, 5))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
