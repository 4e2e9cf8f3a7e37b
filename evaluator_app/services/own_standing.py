"""How one's own certificate stands with the secretariats whose trust lists came with packages."""

from dataclasses import dataclass

from evaluator_app.domain.problems import Problem
from evaluator_app.domain.trust import Trust, moment, standing, standing_problem
from evaluator_app.exchange.certificates import to_utc
from evaluator_app.exchange.identity_file import Identity
from evaluator_app.exchange.strict_json import json_bytes, parse_json, structured
from evaluator_app.services.clock import now
from evaluator_app.store import settings
from evaluator_app.store.workspace import Workspace

_KEPT = "trust_lists"


@dataclass(frozen=True, kw_only=True)
class _Kept:
    """The lists as the workspace keeps them, the last edition of each authority; checked when they came."""

    lists: tuple[Trust, ...] = ()


def keep(ws: Workspace, trust: Trust) -> None:
    """Keep a trust list that came with a package; an older edition replaces no newer one."""
    kept = {one.authority.fingerprint: one for one in _kept(ws)}
    before = kept.get(trust.authority.fingerprint)
    if before is None or before.number < trust.number:
        kept[trust.authority.fingerprint] = trust
        with ws.changing():
            settings.put(ws, _KEPT, json_bytes(_Kept(lists=tuple(kept.values()))).decode())


def problems_of(ws: Workspace, identity: Identity) -> tuple[Problem, ...]:
    """Why a secretariat would not count what this identity signs now; nothing where none is known."""
    found = []
    for one in _kept(ws):
        how = standing(one, identity.fingerprint, moment(one, to_utc(now())))
        wrong = standing_problem(how, one.authority.name, identity.expert.name)
        found += [wrong] if wrong is not None else []
    return tuple(found)


def _kept(ws: Workspace) -> tuple[Trust, ...]:
    said = settings.get(ws, _KEPT)
    return structured(parse_json(said.encode()), _Kept).lists if said else ()
