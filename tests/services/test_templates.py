"""Templates of letters: one's own copy goes before the one that ships."""

import io
from pathlib import Path

import docx
import pytest
from shipped import ROOT

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused
from evaluator_app.services import templates
from evaluator_app.services.places import Folders, own_places

NAME = "conformity-notice.docx"


def test_the_own_copy_goes_before_the_one_that_ships(tmp_path: Path) -> None:
    folders = Folders(workspace=tmp_path, keys=tmp_path, identity=tmp_path, preferences=tmp_path)
    own, places = templates.own_templates(folders), own_places()
    assert templates.template(places, own, NAME) == places.resources / "templates" / "zh" / NAME
    copied = templates.copy_to_edit(places, own, NAME)
    assert templates.template(places, own, NAME) == copied
    with pytest.raises(Refused, match=Code.FILE_EXISTS):
        templates.copy_to_edit(places, own, NAME)


@pytest.mark.parametrize("name", ["unknown.docx", "../../../pyproject.toml"])
def test_a_template_that_is_not_there_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused, match=Code.FILE_MISSING):
        templates.template(own_places(), tmp_path, "unknown.docx")
    with pytest.raises(Refused, match=Code.FILE_MISSING):
        templates.copy_to_edit(own_places(), tmp_path, name)


def test_every_template_is_as_it_is_made_and_shows_no_seal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Made by resources/make_templates.py; no picture of a seal in any of them."""
    monkeypatch.syspath_prepend(str(ROOT / "resources"))
    from make_templates import TEMPLATES  # noqa: PLC0415 - a script beside the program

    assert sorted(TEMPLATES) == list(templates.names(own_places()))
    for name, make in TEMPLATES.items():
        kept = (ROOT / "resources" / "templates" / "zh" / name).read_bytes()
        assert _said(kept) == _said(make())
        assert not docx.Document(io.BytesIO(kept)).inline_shapes


def _said(data: bytes) -> list[str]:
    word = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return [one.text for one in word.paragraphs] + cells
