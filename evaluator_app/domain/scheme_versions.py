"""Versions of a scheme that a secretariat makes: locked with a digest, who and why; never changed after."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from evaluator_app.domain.codes import Code
from evaluator_app.domain.problems import Problem, problem


@dataclass(frozen=True, kw_only=True)
class SettingChange:
    """A value that a version has otherwise than the one before it, as cells show it."""

    path: str
    old: str
    new: str


@dataclass(frozen=True, kw_only=True)
class Lock:
    """What is recorded when a version is locked."""

    scheme: str
    version: str
    digest: str
    protocol_digest: str
    base_version: str
    base_digest: str
    by: str
    reason: str
    at: str  # ISO 8601 with zone
    changes: tuple[SettingChange, ...] = ()


def lock_problems(version: str, by: str, reason: str, taken: Collection[str]) -> tuple[Problem, ...]:
    """Everything that keeps a draft from being locked under this version."""
    return tuple(_problems(version, by, reason, {one.casefold() for one in taken}))


def _problems(version: str, by: str, reason: str, taken: Collection[str]) -> Iterator[Problem]:
    if not version.strip():
        yield problem(Code.SCHEME_VERSION_MISSING)
    elif version.strip().casefold() in taken:
        yield problem(Code.SCHEME_VERSION_TAKEN, version=version)
    if not by.strip():
        yield problem(Code.SCHEME_LOCK_NAME_MISSING)
    if not reason.strip():
        yield problem(Code.REASON_MISSING)
