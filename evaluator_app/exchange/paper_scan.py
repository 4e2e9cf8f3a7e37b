"""Scans of sheets signed on paper: a PDF, PNG or JPEG that opens, as its bytes."""

from pathlib import Path

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.exchange.pdf_pages import PdfPages
from evaluator_app.exchange.picture_pages import PicturePages
from evaluator_app.wording.language import text
from evaluator_app.wording.problems import what_happened

MOST_BYTES = 64 << 20
_KINDS = {b"%PDF": ".pdf", b"\x89PNG": ".png", b"\xff\xd8\xff": ".jpg"}


def read_scan(path: Path) -> tuple[bytes, str]:
    """The scan and the ending its kind has, whatever its name says; refused where it cannot be opened."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Refused([problem(Code.FILE_MISSING, str(path))]) from error
    suffix = next((one for start, one in _KINDS.items() if data.startswith(start)), "")
    if not suffix or len(data) > MOST_BYTES:
        reason = text("it is too large") if suffix else text("it is of another kind")
        raise Refused([problem(Code.PAPER_SCAN_INVALID, str(path), reason=reason)])
    try:
        if suffix == ".pdf":
            PdfPages(path, path.name).close()
        else:
            PicturePages(path, path.name).draw(0, 0.1, 0)
    except Refused as refused:
        reason = what_happened(refused.problems[0])
        raise Refused([problem(Code.PAPER_SCAN_INVALID, str(path), reason=reason)]) from refused
    return data, suffix
