"""Who issues packages: asked about once, known from then on; another issuer's revision is refused."""

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Refused, problem
from evaluator_app.exchange.hashing import Progress
from evaluator_app.exchange.package_reader import VerifiedPackage
from evaluator_app.late import late
from evaluator_app.services import packages
from evaluator_app.services.receiving import Received, receive_verified
from evaluator_app.store import packages as stored
from evaluator_app.store import settings
from evaluator_app.store.workspace import Workspace

if TYPE_CHECKING:
    from evaluator_app.exchange.identity_file import Identity
    from evaluator_app.services import own_standing, sealing
else:
    own_standing = late("evaluator_app.services.own_standing")
    sealing = late("evaluator_app.services.sealing")

_KNOWN = "issuers"


class Issuer(StrEnum):
    """How a package's issuer stands to this workspace."""

    KNOWN = "known"  # asked about before, or the package is here already
    NEW = "new"
    UNSIGNED = "unsigned"  # nothing shows who made it


@dataclass(frozen=True, kw_only=True)
class Examined:
    """A sound package that is not in the workspace yet, and how its issuer stands."""

    verified: VerifiedPackage
    issuer: Issuer


def examine(
    ws: Workspace, path: Path, progress: Progress | None = None, identity: "Identity | None" = None
) -> Examined:
    """Verify a package; refused also where earlier revisions of it came from somebody else.

    A sealed one is opened with the identity.
    """
    verified = sealing.look_inside(path, identity, progress) if identity else packages.verify(path, progress)
    signature, before = verified.signature, settings.get(ws, _of_package(verified))
    fingerprint = signature.fingerprint if signature else ""
    if before and before != fingerprint:
        raise Refused([problem(Code.PACKAGE_ISSUER_DIFFERS, verified.package.id)])
    here = stored.load_package(ws, verified.package.id)
    if here is not None and here.digest == verified.package.digest:
        return Examined(verified=verified, issuer=Issuer.KNOWN)
    if not fingerprint:
        return Examined(verified=verified, issuer=Issuer.UNSIGNED)
    known = fingerprint in _known(ws)
    return Examined(verified=verified, issuer=Issuer.KNOWN if known else Issuer.NEW)


def accept(ws: Workspace, examined: Examined, progress: Progress | None = None) -> Received:
    """Take the package into the workspace, and know its issuer from now on."""
    verified = examined.verified
    received = receive_verified(ws, verified, progress)
    if verified.signature is not None:
        fingerprint = verified.signature.fingerprint
        with ws.changing():
            settings.put(ws, _KNOWN, json.dumps(sorted({*_known(ws), fingerprint})))
            settings.put(ws, _of_package(verified), fingerprint)
        if verified.trust is not None:
            own_standing.keep(ws, verified.trust)
    return received


def _known(ws: Workspace) -> list[str]:
    return [str(one) for one in json.loads(settings.get(ws, _KNOWN) or "[]")]


def _of_package(verified: VerifiedPackage) -> str:
    return f"issuer.{verified.package.id}"
