"""Who issues a package: asked about once, then known; another issuer's revision is refused."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import package_builders as bags
import pytest
from identity_builders import FIRST, PASSPHRASE, key_file, secretariat
from sealing_builders import seal
from workspace_builders import KEY, snapshot

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused
from evaluator_app.exchange.identity_file import Identity, load_identity
from evaluator_app.services import issuers, packages
from evaluator_app.services.issuers import Issuer
from evaluator_app.services.receiving import Arrival, receive
from evaluator_app.store.workspace import Workspace, create_workspace


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    ws = create_workspace(tmp_path / "ws", KEY)
    yield ws
    ws.close()


@cache
def stranger(folder: Path) -> Identity:
    path = folder / "stranger.p12"
    path.write_bytes(key_file(FIRST))
    return load_identity(path, PASSPHRASE)


def built(folder: Path, signer: Identity | None, revision: int = 1) -> Path:
    path = folder / f"{revision}-{len(list(folder.iterdir()))}.evpkg"
    source = bags.source(path.with_suffix(".source"), bags.SMALL)
    packages.build(source, bags.FORMS, path, revision=revision, now=bags.NOW, signer=signer)
    return path


def test_an_issuer_is_new_once_and_known_from_then_on(ws: Workspace, tmp_path: Path) -> None:
    found = issuers.examine(ws, built(tmp_path, secretariat()))
    assert found.issuer is Issuer.NEW
    assert issuers.accept(ws, found).state is Arrival.NEW
    newer = issuers.examine(ws, built(tmp_path, secretariat(), revision=2))
    assert newer.issuer is Issuer.KNOWN
    assert issuers.accept(ws, newer).state is Arrival.NEWER


def test_an_unsigned_package_is_asked_about_until_it_is_here(ws: Workspace, tmp_path: Path) -> None:
    package = built(tmp_path, None)
    assert issuers.examine(ws, package).issuer is Issuer.UNSIGNED
    issuers.accept(ws, issuers.examine(ws, package))
    assert issuers.examine(ws, package).issuer is Issuer.KNOWN
    assert issuers.examine(ws, built(tmp_path, None, revision=2)).issuer is Issuer.UNSIGNED


@pytest.mark.parametrize("signed", [True, False])
def test_another_issuers_revision_is_refused_and_nothing_changes(
    ws: Workspace, tmp_path: Path, *, signed: bool
) -> None:
    issuers.accept(ws, issuers.examine(ws, built(tmp_path, secretariat())))
    forged = built(tmp_path, stranger(tmp_path) if signed else None, revision=2)
    before = snapshot(tmp_path / "ws")
    with pytest.raises(Refused) as refused:
        issuers.examine(ws, forged)
    assert [one.code for one in refused.value.problems] == [Code.PACKAGE_ISSUER_DIFFERS]
    assert snapshot(tmp_path / "ws") == before


def test_looking_at_a_package_takes_nothing_in(ws: Workspace, tmp_path: Path) -> None:
    before = snapshot(tmp_path / "ws")
    issuers.examine(ws, built(tmp_path, secretariat()))
    assert snapshot(tmp_path / "ws") == before


def test_a_sealed_package_is_refused_with_what_to_do(ws: Workspace, tmp_path: Path) -> None:
    package, before = seal(tmp_path), snapshot(tmp_path / "ws")
    assert bags.refusals(lambda: issuers.examine(ws, package)) == [(Code.PACKAGE_SEALED, str(package))]
    assert bags.refusals(lambda: receive(ws, package)) == [(Code.PACKAGE_SEALED, str(package))]
    assert snapshot(tmp_path / "ws") == before
