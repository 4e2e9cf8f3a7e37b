"""The enrolment card on one printed page: the fingerprint to compare by telephone, in digits and words."""

from typing import BinaryIO

from fpdf import FPDF

from evaluator_app.domain.trust import GROUPS, grouped
from evaluator_app.exchange.enrolment_card import Card
from evaluator_app.exchange.fonts import chinese_faces
from evaluator_app.exchange.sheet_texts import showable
from evaluator_app.wording.fingerprints import in_words
from evaluator_app.wording.language import text

_FAMILY = "card"
_MARGIN = 25.0  # millimetres
_TITLE, _LARGE, _TEXT = 22, 20, 12  # points


def write_card_pdf(stream: BinaryIO, card: Card) -> None:
    """Write the page; refused where the computer has no Chinese font."""
    parts = _parts(card)
    pdf = _paper("".join(line for _, line in parts))
    for size, line in parts:
        pdf.set_font(_FAMILY, size=size)
        pdf.multi_cell(0, size * 0.6, line, new_x="LMARGIN", new_y="NEXT", align="L")
        pdf.ln(size * 0.2)
    stream.write(pdf.output())


def _parts(card: Card) -> tuple[tuple[int, str], ...]:
    """Each line with its size."""
    groups = grouped(card.fingerprint).split()
    half = GROUPS // 2
    return (
        (_TITLE, text("Enrolment card")),
        (_TEXT, text("Name: {name}", name=showable(card.expert.name))),
        (_TEXT, text("Organisation: {organisation}", organisation=showable(card.expert.organisation))),
        (_TEXT, text("Fingerprint of the key")),
        (_LARGE, "  ".join(groups[:half])),
        (_LARGE, "  ".join(groups[half:])),
        (_TEXT, in_words(card.fingerprint)),
        (
            _TEXT,
            text(
                "The secretariat calls the expert on a number it knew before and has the digits or the words "
                "read out. It issues the certificate only where all of them agree with the card file."
            ),
        ),
        (_TEXT, text("Compared by telephone on: ____________    By: ____________")),
    )


def _paper(used: str) -> FPDF:
    pdf = FPDF(unit="mm", format="A4")
    face = chinese_faces().regular
    codes = sorted(set(map(ord, used)))
    pdf.add_font(_FAMILY, "", face.path, unicode_range=codes, collection_font_number=face.number)
    pdf.set_margins(_MARGIN, _MARGIN)
    pdf.set_lang("zh-CN")
    pdf.add_page()
    return pdf
