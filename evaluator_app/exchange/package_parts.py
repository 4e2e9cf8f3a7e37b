"""Content types and relationships of an OOXML package, read strictly and written in one way only."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.parsers import expat
from xml.sax.saxutils import escape

TYPES_PART = "[Content_Types].xml"
RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_XML = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_PART = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*/)*[A-Za-z0-9_.-]+", re.ASCII)
_TYPE = re.compile(r"[A-Za-z0-9.+-]+/[A-Za-z0-9.+-]+", re.ASCII)
_MAX_ELEMENTS = 2_000


class NotAPackage(ValueError):  # noqa: N818 - it is what a check found, not an error of the program
    """A part says something that no package of ours says; the message names the part."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """One relationship of a part or of the whole package."""

    id: str
    type: str
    target: str
    mode: str = "Internal"


def is_part_name(name: str) -> bool:
    """Whether a part may have this name: plain ASCII, no way out of the package."""
    return _PART.fullmatch(name) is not None and ".." not in name


def content_types(part: bytes, names: Iterable[str]) -> dict[str, str]:
    """The content type of each of these parts; each part has exactly one."""
    defaults, overrides = _types(part)
    found: dict[str, str] = {}
    for name in names:
        extension = name.rpartition("/")[2].rpartition(".")[2].lower()
        kind = overrides.get(f"/{name}".lower(), defaults.get(extension, ""))
        if _TYPE.fullmatch(kind) is None:
            raise NotAPackage(name)
        found[name] = kind
    return found


def _types(part: bytes) -> tuple[dict[str, str], dict[str, str]]:
    defaults: dict[str, str] = {}
    overrides: dict[str, str] = {}
    for name, attributes in _elements(part, TYPES_PART, f"{_TYPES} Types"):
        kinds = {f"{_TYPES} Default": (defaults, "Extension"), f"{_TYPES} Override": (overrides, "PartName")}
        if name not in kinds:
            raise NotAPackage(TYPES_PART)
        group, of = kinds[name]
        key = attributes.get(of, "").lower()
        if set(attributes) != {of, "ContentType"} or key in group:
            raise NotAPackage(TYPES_PART)
        group[key] = attributes["ContentType"]
    return defaults, overrides


def types_part(types: Mapping[str, str]) -> bytes:
    """The part that gives each part its content type."""
    rows = [f'<Default Extension="rels" ContentType="{RELATIONSHIPS_TYPE}"/>']
    rows += [
        f'<Override PartName="/{name}" ContentType="{kind}"/>'
        for name, kind in types.items()
        if not name.endswith(".rels")
    ]
    return _XML + f'<Types xmlns="{_TYPES}">{"".join(rows)}</Types>'.encode()


def relationships(part: bytes, place: str) -> tuple[Relationship, ...]:
    """The relationships a part lists, in the order of their ids; two of one id are refused."""
    found: dict[str, Relationship] = {}
    for name, attributes in _elements(part, place, f"{_RELATIONSHIPS} Relationships"):
        known = {"Id", "Type", "Target", "TargetMode"}
        one = Relationship(
            attributes.get("Id", ""),
            attributes.get("Type", ""),
            attributes.get("Target", ""),
            attributes.get("TargetMode", "Internal"),
        )
        odd = name != f"{_RELATIONSHIPS} Relationship" or not set(attributes) <= known
        if odd or one.id in found or not (one.id.isascii() and one.id.isalnum()) or not one.target:
            raise NotAPackage(place)
        found[one.id] = one
    return tuple(sorted(found.values(), key=lambda one: one.id))


def canonical(listed: Iterable[Relationship]) -> bytes:
    """Relationships as the relationship transform of OOXML signatures gives them, in canonical XML."""
    rows = [
        f'<Relationship Id="{_quoted(one.id)}" Target="{_quoted(one.target)}" '
        f'TargetMode="{_quoted(one.mode)}" Type="{_quoted(one.type)}"></Relationship>'
        for one in sorted(listed, key=lambda one: one.id)
    ]
    return f'<Relationships xmlns="{_RELATIONSHIPS}">{"".join(rows)}</Relationships>'.encode()


def relationships_part(listed: Iterable[Relationship]) -> bytes:
    """The part that lists relationships: canonical XML with a declaration before it."""
    return _XML + canonical(listed)


def _quoted(value: str) -> str:
    return escape(value, {'"': "&quot;", "\t": "&#x9;", "\n": "&#xA;", "\r": "&#xD;"}).replace("&gt;", ">")


def _elements(part: bytes, place: str, root: str) -> list[tuple[str, dict[str, str]]]:
    """The elements right below the root; none of them has any content."""
    found: list[tuple[str, dict[str, str]]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        found.append((name, attributes))
        if len(found) > _MAX_ELEMENTS:
            raise NotAPackage(place)

    def refuse(*_: object) -> None:
        raise NotAPackage(place)

    parser = expat.ParserCreate("utf-8", " ")
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(part, True)  # noqa: FBT003 - expat takes it by position only
    except expat.ExpatError as error:
        raise NotAPackage(place) from error
    if found[0] != (root, {}):
        raise NotAPackage(place)
    return found[1:]
