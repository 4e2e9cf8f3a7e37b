"""Photos from the site: upright, smaller, and without where and by whom they were taken."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused
from evaluator_app.domain.sheet import Marks
from evaluator_app.services import photos, workspaces
from evaluator_app.services.workspaces import Workspace
from evaluator_app.store import documents

ORIENTATION, GPS, MAKER = 0x0112, 0x8825, 0x010F


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with workspaces.open_or_create(tmp_path / "workspace", tmp_path / "keys") as opened:
        yield opened


def taken(path: Path, size: tuple[int, int] = (4000, 3000)) -> Path:
    """A photo lying on its side that names its camera and place."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = 6, "示例相机"
    exif.get_ifd(GPS)[1] = "N"
    Image.new("RGB", size, "steelblue").save(path, exif=exif)
    return path


def test_a_photo_is_upright_bounded_and_says_nothing_of_its_making(ws: Workspace, tmp_path: Path) -> None:
    citation = photos.attach(ws, taken(tmp_path / "现场1.jpg"))
    with Image.open(documents.path(ws, citation.sha256)) as kept:
        assert (kept.size, dict(kept.getexif()), "exif" in kept.info) == ((1920, 2560), {}, False)
    assert (citation.document, citation.photo) == ("现场1", True)


def test_a_photo_cited_twice_is_one_document(ws: Workspace, tmp_path: Path) -> None:
    citation = photos.attach(ws, taken(tmp_path / "现场1.jpg", (40, 30)))
    marks = Marks().with_citations("a", (citation,)).with_citations("b", (citation,))
    assert [one.title for one in photos.attached(marks)] == ["现场1"]


def test_what_is_no_picture_is_refused_and_nothing_is_kept(ws: Workspace, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"no picture")
    with pytest.raises(Refused) as refused:
        photos.attach(ws, tmp_path / "photo.jpg")
    assert [one.code for one in refused.value.problems] == [Code.DOCUMENT_DAMAGED]
    assert not list(ws.folder.glob("documents/*/*"))
