"""Any byte of a package altered: it is refused, or nothing that is read has changed. Never a traceback."""

import json
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from package_builders import SMALL, TOP, build, contents, relisted, repack, verdict

from evaluator_app.domain.application import Application
from evaluator_app.domain.problems import Refused
from evaluator_app.exchange.package_reader import open_document
from evaluator_app.services import packages

Read = tuple[object, ...]


@pytest.fixture(scope="module", params=[zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED], ids=["stored", "deflated"])
def sound(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small package, as we write it and as others pack it."""
    package = build(tmp_path_factory.mktemp("sound"), SMALL)
    if request.param == zipfile.ZIP_STORED:
        return package
    return repack(package.with_name("deflated.evpkg"), contents(package), request.param)


def read_all(path: Path) -> Read:
    """Everything a program gets to see of a package."""
    verified = packages.verify(path)
    return verified.package, verified.scheme, *_documents(path, verified.package.applications)


def _documents(path: Path, applications: tuple[Application, ...]) -> Iterator[bytes]:
    for application in applications:
        for document in application.documents:
            with open_document(path, document) as stream:
                yield stream.read()


def is_refused_or_unchanged(path: Path, data: bytes, expected: Read) -> bool:
    path.write_bytes(data)
    try:
        return read_all(path) == expected
    except Refused as refused:
        return bool(refused.problems)


def check_flips(sound: Path, target: Path, masks: range, step: int) -> None:
    whole, expected = sound.read_bytes(), read_all(sound)
    chance = random.Random(0)  # noqa: S311 - the same bytes each time
    for mask in masks:
        for start in range(0, len(whole), step):
            place = min(start + chance.randrange(step), len(whole) - 1)
            flip = mask or chance.randrange(1, 256)
            data = whole[:place] + bytes([whole[place] ^ flip]) + whole[place + 1 :]
            assert is_refused_or_unchanged(target, data, expected), f"byte {place} with {flip:#x}"


def test_a_single_altered_byte(sound: Path, tmp_path: Path) -> None:
    check_flips(sound, tmp_path / "x.evpkg", range(1), step=5)


@pytest.mark.soak
def test_every_single_altered_bit(sound: Path, tmp_path: Path) -> None:
    for bit in range(8):
        check_flips(sound, tmp_path / "x.evpkg", range(1 << bit, (1 << bit) + 1), step=1)


def spoil(data: bytes, cuts: list[tuple[int, int, bytes]]) -> bytes:
    """Pieces replaced, removed or put in, at places counted in thousandths of the whole."""
    for place, length, piece in cuts:
        at = len(data) * place // 1000
        data = data[:at] + piece + data[at + length :]
    return data


PIECES = st.sampled_from([b"", b"\0", b"\xff" * 8, b"PK\1\2", b"PK\3\4", b"PK\5\6", b"PK\6\6", b"../", b"\n"])
CUTS = st.lists(
    st.tuples(st.integers(0, 1000), st.integers(0, 60), PIECES | st.binary(max_size=60)),
    min_size=1,
    max_size=4,
)
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
LONG = settings(QUICK, max_examples=20_000)


def check_spoilt(sound: Path, target: Path, cuts: list[tuple[int, int, bytes]]) -> None:
    expected = read_all(sound)
    assert is_refused_or_unchanged(target, spoil(sound.read_bytes(), cuts), expected)


@QUICK
@given(cuts=CUTS)
def test_spoilt_archives(sound: Path, tmp_path: Path, cuts: list[tuple[int, int, bytes]]) -> None:
    check_spoilt(sound, tmp_path / "x.evpkg", cuts)


@pytest.mark.soak
@LONG
@given(cuts=CUTS)
def test_spoilt_archives_at_length(sound: Path, tmp_path: Path, cuts: list[tuple[int, int, bytes]]) -> None:
    check_spoilt(sound, tmp_path / "x.evpkg", cuts)


FILES = st.sampled_from(["package.json", "data/index.json", "data/scheme.toml", "bagit.txt", "bag-info.txt"])


def check_forged(sound: Path, target: Path, name: str, cuts: list[tuple[int, int, bytes]]) -> None:
    """The contents spoilt and every manifest made to fit: accepted or refused, never a crash."""
    files = contents(sound)
    files[TOP + name] = spoil(files[TOP + name], cuts)
    verdict(repack(target, relisted(files)))


@QUICK
@given(name=FILES, cuts=CUTS)
def test_spoilt_contents(sound: Path, tmp_path: Path, name: str, cuts: list[tuple[int, int, bytes]]) -> None:
    check_forged(sound, tmp_path / "x.evpkg", name, cuts)


@pytest.mark.soak
@LONG
@given(name=FILES, cuts=CUTS)
def test_spoilt_contents_at_length(
    sound: Path, tmp_path: Path, name: str, cuts: list[tuple[int, int, bytes]]
) -> None:
    check_forged(sound, tmp_path / "x.evpkg", name, cuts)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
STEPS = st.lists(st.integers(0, 7), max_size=5)


def replaced(value: Any, steps: list[int], new: object) -> object:
    """The value with one thing somewhere inside replaced."""
    if not steps or not isinstance(value, dict | list) or not value:
        return new
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    key = keys[steps[0] % len(keys)]
    value[key] = replaced(value[key], steps[1:], new)
    return value


@QUICK
@given(name=st.sampled_from(["package.json", "data/index.json"]), steps=STEPS, new=JSON)
def test_anything_in_the_place_of_a_value(
    sound: Path, tmp_path: Path, name: str, steps: list[int], new: object
) -> None:
    files = contents(sound)
    files[TOP + name] = json.dumps(replaced(json.loads(files[TOP + name]), steps, new)).encode()
    verdict(repack(tmp_path / "x.evpkg", relisted(files)))
