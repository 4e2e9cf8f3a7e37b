"""Word templates of letters and certificates: a secretariat's own copy goes before the one that ships."""

from pathlib import Path

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.exchange.safe_writing import make_folder, new_file
from evaluator_app.exchange.small_files import read_small
from evaluator_app.exchange.word_template import LARGEST
from evaluator_app.services.places import Folders, Places

OWN = "templates"  # the folder of one's own templates, beside the preferences
_LANGUAGE = "zh"  # letters go out in the language of the schemes


def own_templates(folders: Folders) -> Path:
    """Where a secretariat keeps its own templates; the folder need not be there."""
    return folders.preferences / OWN


def template(places: Places, own: Path, name: str) -> Path:
    """The template of this name; a file of that name among one's own goes before the one that ships."""
    for path in (own / name, _shipped(places) / name):
        if path.is_file():
            return path
    raise Refused([problem(Code.FILE_MISSING, str(own / name))])


def names(places: Places) -> tuple[str, ...]:
    """Every template that ships."""
    return tuple(sorted(path.name for path in _shipped(places).glob("*.docx")))


def copy_to_edit(places: Places, own: Path, name: str) -> Path:
    """One's own copy of a template, to be edited in Word; one that is there already is refused."""
    source, target = _shipped(places) / name, own / name
    if name not in names(places):
        raise Refused([problem(Code.FILE_MISSING, str(source))])
    data = read_small(source, Code.TEMPLATE_INVALID, LARGEST, reason="16 MiB")
    make_folder(own)
    with new_file(target) as stream:
        stream.write(data)
    return target


def own_copy(places: Places, own: Path, name: str) -> Path:
    """One's own copy of a template: the one that is there, otherwise made now."""
    return own / name if (own / name).is_file() else copy_to_edit(places, own, name)


def _shipped(places: Places) -> Path:
    return places.resources / "templates" / _LANGUAGE
