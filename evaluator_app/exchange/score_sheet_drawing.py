"""The handwritten signature drawn into the form of a score sheet."""

import io

from xlsxwriter.worksheet import Worksheet

from evaluator_app.exchange.score_sheet_page import GRID, POINTS, Look, Part, placed
from evaluator_app.exchange.signature_picture import size_of
from evaluator_app.wording.language import text

_SIGNED_IN, _EDGE = 3, 3  # the column beside the words, and pixels around the picture


def draw_signature(page: Worksheet, part: Part, picture: bytes) -> None:
    """The picture in the line for the signature, as large as the line has room for."""
    row = next(index for index, cell in placed(part) if cell.look is Look.SIGN)
    width, height = size_of(picture)
    room = part.rows[row].height / POINTS - 2 * _EDGE
    scale = min((GRID[_SIGNED_IN] - 2 * _EDGE) / width, room / height)
    options = {"image_data": io.BytesIO(picture), "x_scale": scale, "y_scale": scale, "object_position": 1}
    options |= {"x_offset": _EDGE, "y_offset": _EDGE, "description": text("Handwritten signature")}
    page.insert_image(row, _SIGNED_IN, "signature.png", options)
