"""Pictures: upright by their EXIF orientation, and hostile files."""

import struct
import zlib
from pathlib import Path

import pytest
from document_builders import fate, pages_of, picture, pixel, png
from PIL import Image

from evaluator_app.domain.codes import Code

# Where the red half of the stored picture is when it is shown as each orientation says.
RED = {1: "left", 3: "right", 6: "top", 8: "bottom"}


@pytest.mark.parametrize("orientation", RED)
@pytest.mark.parametrize("name", ["a.jpg", "a.png"])
def test_a_photo_is_upright_whatever_way_it_was_taken(tmp_path: Path, name: str, orientation: int) -> None:
    path = tmp_path / name
    picture(path, (400, 200), orientation)
    pages = pages_of(path)
    size = pages.sizes[0]
    assert (size.width > size.height) is (orientation in {1, 3})
    drawn = pages.draw(0, 1.0, 0)
    assert (drawn.width, drawn.height) == (size.width, size.height)
    spots = {
        "left": (5, drawn.height // 2),
        "right": (drawn.width - 5, drawn.height // 2),
        "top": (drawn.width // 2, 5),
        "bottom": (drawn.width // 2, drawn.height - 5),
    }
    red, _, blue = pixel(drawn, *spots[RED[orientation]])
    assert red > 200 > blue


def test_a_quarter_turn_is_clockwise(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    picture(path, (400, 200))
    drawn = pages_of(path).draw(0, 1.0, 1)
    assert drawn.width < drawn.height
    assert pixel(drawn, drawn.width // 2, 5)[0] > 200  # the left half is now on top


def test_a_tiff_has_a_page_for_each_of_its_pictures(tmp_path: Path) -> None:
    first, second = Image.new("RGB", (40, 20)), Image.new("L", (20, 40))
    first.save(tmp_path / "a.tif", save_all=True, append_images=[second])
    pages = pages_of(tmp_path / "a.tif")
    assert [size.width for size in pages.sizes] == [30, 15]
    assert pages.draw(1, 2.0, 0).height == 60
    assert pages.text(0) == ""


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.gif", "a.bmp", "a.webp", "a.tif"])
def test_a_cut_off_picture_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    Image.effect_noise((300, 300), 80).convert("RGB").save(path)
    data = path.read_bytes()
    for share in (1, 4, 8):
        path.write_bytes(data[: len(data) * share // 10])
        assert fate(path) == Code.DOCUMENT_DAMAGED


def test_a_picture_that_claims_to_be_immense_is_refused(tmp_path: Path) -> None:
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    data = png()
    checked = b"IHDR" + header
    path = tmp_path / "a.png"
    path.write_bytes(data[:12] + checked + struct.pack(">I", zlib.crc32(checked)) + data[33:])
    assert fate(path) == Code.DOCUMENT_TOO_LARGE


def test_a_long_narrow_scan_is_shown(tmp_path: Path) -> None:
    Image.new("L", (30_000, 20)).save(tmp_path / "a.png")
    pages = pages_of(tmp_path / "a.png")
    assert pages.sizes[0].height >= 1
    assert pages.draw(0, 1.0, 0).width == pages.sizes[0].width


def test_something_else_named_jpg_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"%PDF-1.7")
    assert fate(tmp_path / "a.jpg") == Code.DOCUMENT_DAMAGED
