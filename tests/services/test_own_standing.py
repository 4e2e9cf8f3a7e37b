"""The trust list that travels in a package: its signer's own, kept, and what it says of one's certificate."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import identity_builders as identities
import package_builders as bags
import pytest
from sealing_builders import SEALED, panel_trust, sender
from workspace_builders import KEY

from evaluator_app.cli.main import run
from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused
from evaluator_app.domain.trust import Trust, with_revoked
from evaluator_app.exchange.identity_file import identity_bytes
from evaluator_app.exchange.trust_list import trust_bytes
from evaluator_app.services import issuers, own_standing, packages, sealing
from evaluator_app.services.places import own_places
from evaluator_app.store.workspace import Workspace, create_workspace


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """A new workspace."""
    ws = create_workspace(tmp_path / "ws", KEY)
    yield ws
    ws.close()


def written(folder: Path, trust: Trust) -> Path:
    """A trust list as a file."""
    path = folder / f"list-{trust.number}.evtrust"
    path.write_bytes(trust_bytes(trust, identities.secretariat()))
    return path


def built(folder: Path, trust: Path, revision: int = 1) -> Path:
    """A package of the secretariat with its trust list."""
    path = folder / f"{revision}.evpkg"
    source = bags.source(path.with_suffix(".source"), bags.SMALL)
    signer = identities.secretariat()
    packages.build(source, bags.FORMS, path, revision=revision, now=bags.NOW, signer=signer, trust=trust)
    return path


def codes(ws: Workspace, expert: identities.Enrolled) -> list[Code]:
    """What is wrong with the expert's certificate."""
    return [one.code for one in own_standing.problems_of(ws, expert.identity)]


def test_the_expert_learns_of_a_revocation_from_the_next_package(ws: Workspace, tmp_path: Path) -> None:
    """The list travels in packages; a newer edition replaces an older one, never the other way round."""
    expert = identities.enrolled(tmp_path)
    assert codes(ws, expert) == []
    first = built(tmp_path, written(tmp_path, expert.trust))
    assert packages.verify(first).trust == expert.trust
    issuers.accept(ws, issuers.examine(ws, first))
    assert codes(ws, expert) == []
    revoked = with_revoked(expert.trust, expert.identity.fingerprint, "2024-09-01T00:00:00Z", "示例")
    issuers.accept(ws, issuers.examine(ws, built(tmp_path, written(tmp_path, revoked), 2)))
    assert codes(ws, expert) == [Code.SIGNER_REVOKED]
    issuers.accept(ws, issuers.examine(ws, built(tmp_path, written(tmp_path, expert.trust), 3)))
    assert codes(ws, expert) == [Code.SIGNER_REVOKED]


def test_who_is_not_in_the_list_is_told(ws: Workspace, tmp_path: Path) -> None:
    """Before signing in vain."""
    first = identities.enrolled(tmp_path)
    issuers.accept(ws, issuers.examine(ws, built(tmp_path, written(tmp_path, first.trust))))
    second = identities.enrolled(tmp_path, identities.SECOND)
    assert codes(ws, second) == [Code.SIGNER_STRANGER]


def test_only_the_signers_own_list_travels(tmp_path: Path) -> None:
    """Nobody else's list can be put into a package, nor is one believed that was."""
    expert = identities.enrolled(tmp_path)
    trust = written(tmp_path, expert.trust)
    source = bags.source(tmp_path / "source", bags.SMALL)
    with pytest.raises(Refused, match=Code.TRUST_LIST_OTHER_AUTHORITY):
        packages.build(
            source, bags.FORMS, tmp_path / "x.evpkg", now=bags.NOW, signer=expert.identity, trust=trust
        )
    whole = bags.contents(built(tmp_path, trust))
    unsigned = {name: data for name, data in whole.items() if not name.endswith(".p7s")}
    stripped = bags.repack(tmp_path / "stripped.evpkg", unsigned)
    assert (Code.TRUST_LIST_OTHER_AUTHORITY, "data/trust.evtrust") in bags.refusals(
        lambda: packages.verify(stripped)
    )
    unsigned[bags.TOP + "data/trust.evtrust"] = b"no list"
    broken = bags.repack(tmp_path / "broken.evpkg", bags.relisted(unsigned))
    assert Code.TRUST_LIST_INVALID in {code for code, _ in bags.refusals(lambda: packages.verify(broken))}


def test_a_sealed_package_carries_the_list_it_was_sealed_by(tmp_path: Path) -> None:
    """Where its authority sealed it."""
    trust = panel_trust()
    office = replace(sender(trust), trust_list=written(tmp_path, trust))
    path = tmp_path / "sealed.evpkg"
    sealing.build_sealed(bags.source(tmp_path / "src", SEALED), bags.FORMS, path, office)
    assert packages.verify_outside(path).trust == trust


def test_the_command_sends_the_list_along(tmp_path: Path) -> None:
    """`package build --identity --trust`."""
    expert = identities.enrolled(tmp_path)
    office, secret = tmp_path / "office.p12", tmp_path / "secret.txt"
    office.write_bytes(identity_bytes(identities.secretariat(), identities.PASSPHRASE))
    secret.write_bytes(identities.PASSPHRASE)
    source, out = bags.source(tmp_path / "source", bags.SMALL), tmp_path / "out.evpkg"
    words = ["package", "build", str(source), "-o", str(out), "--identity", str(office)]
    words += ["--passphrase-file", str(secret), "--trust", str(written(tmp_path, expert.trust))]
    assert run(words, own_places()) == 0
    assert packages.verify(out).trust == expert.trust
