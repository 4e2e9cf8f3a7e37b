"""Finding a Chinese font of the system to embed in a PDF: Windows, macOS and Linux."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont, TTLibError

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem

_Pair = tuple[tuple[str, str], tuple[str, str]]
# File name and, in a collection, the face; the official hand (宋体) first, each with a heavier one beside it.
_PAIRS = (
    (("simsun.ttc", "SimSun"), ("simhei.ttf", "")),
    (("msyh.ttc", "Microsoft YaHei"), ("msyhbd.ttc", "Microsoft YaHei")),
    (("simsun.ttc", "SimSun"), ("simsun.ttc", "SimSun")),
    (("Songti.ttc", "STSongti-SC-Regular"), ("Songti.ttc", "STSongti-SC-Bold")),
    (("STHeiti Light.ttc", "STHeitiSC-Light"), ("STHeiti Medium.ttc", "STHeitiSC-Medium")),
    (("PingFang.ttc", "PingFangSC-Regular"), ("PingFang.ttc", "PingFangSC-Semibold")),
    (("NotoSerifCJK-Regular.ttc", "NotoSerifCJKsc"), ("NotoSerifCJK-Bold.ttc", "NotoSerifCJKsc")),
    (("NotoSansCJK-Regular.ttc", "NotoSansCJKsc"), ("NotoSansCJK-Bold.ttc", "NotoSansCJKsc")),
    (("wqy-zenhei.ttc", "WenQuanYiZenHei"), ("wqy-zenhei.ttc", "WenQuanYiZenHei")),
    (("wqy-microhei.ttc", "WenQuanYiMicroHei"), ("wqy-microhei.ttc", "WenQuanYiMicroHei")),
)
_WITH_SERIFS = {"simsun.ttc", "Songti.ttc", "NotoSerifCJK-Regular.ttc"}
_POSTSCRIPT_NAME = 6


@dataclass(frozen=True, slots=True)
class Face:
    """A font file and the number of the face in it."""

    path: Path
    number: int


@dataclass(frozen=True, slots=True)
class Faces:
    """A regular and a heavier face."""

    regular: Face
    bold: Face


def chinese_faces() -> Faces:
    """The best Chinese faces of this computer; refused where there are none."""
    return _found(_PAIRS)


def plain_faces() -> Faces:
    """The best ones for small words in charts: without serifs where there are such."""
    return _found(tuple(sorted(_PAIRS, key=lambda pair: pair[0][0] in _WITH_SERIFS)))


def _found(pairs: tuple[_Pair, ...]) -> Faces:
    found = _find(tuple(_folders()), pairs)
    if found is None:
        raise Refused([problem(Code.NO_FONT)])
    return found


@cache
def _find(folders: tuple[Path, ...], pairs: tuple[_Pair, ...]) -> Faces | None:
    files = {path.name.lower(): path for folder in reversed(folders) for path in _files(folder)}
    for regular, bold in pairs:
        faces = [_face(files.get(name.lower()), face) for name, face in (regular, bold)]
        if faces[0] and faces[1]:
            return Faces(faces[0], faces[1])
    return None


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.suffix.lower() in {".ttc", ".ttf", ".otf"})


def _folders() -> Iterator[Path]:
    home = Path.home()
    if sys.platform == "win32":
        yield Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"
        yield home / "AppData/Local/Microsoft/Windows/Fonts"
    elif sys.platform == "darwin":
        yield from (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts")
    else:
        yield from (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
        yield from (home / ".local/share/fonts", home / ".fonts")


def _face(path: Path | None, wanted: str) -> Face | None:
    """The face whose PostScript name begins like this, the first where none does; None for no sound font."""
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            if path.suffix.lower() == ".ttc":
                fonts = TTCollection(file, lazy=True).fonts
            else:
                fonts = [TTFont(file, lazy=True)]
            names = [font["name"].getDebugName(_POSTSCRIPT_NAME) or "" for font in fonts]
    except (TTLibError, OSError):
        return None
    plain = wanted.replace(" ", "")
    return Face(path, next((i for i, name in enumerate(names) if name.startswith(plain)), 0))
