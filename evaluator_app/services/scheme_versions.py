"""Editing what a secretariat decides of a scheme: a draft beside the version in force, then locked as new."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from evaluator_app.domain.codes import Code
from evaluator_app.domain.digests import digest
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.domain.scheme import LoadedScheme
from evaluator_app.domain.scheme_settings import Setting, settings
from evaluator_app.domain.scheme_versions import Lock, SettingChange, lock_problems
from evaluator_app.exchange import version_folder
from evaluator_app.exchange.safe_writing import new_file, replace_file
from evaluator_app.exchange.scheme_cells import CellWrong
from evaluator_app.exchange.scheme_faults import sound_scheme
from evaluator_app.exchange.scheme_file import FILE_NAME, read_scheme
from evaluator_app.exchange.scheme_tables import columns_by_key
from evaluator_app.exchange.scheme_values import (
    choices,
    fault_at,
    raw_scheme,
    read,
    shown,
    value_at,
    with_value,
)
from evaluator_app.exchange.scheme_writing import scheme_toml
from evaluator_app.exchange.settings_workbook import SettingsBook, write_settings_workbook
from evaluator_app.exchange.settings_workbook_reader import (
    NewValues,
    SettingsFile,
    open_settings_workbook,
    read_new_values,
)
from evaluator_app.exchange.toml_lines import nearest
from evaluator_app.services import schemes
from evaluator_app.services.clock import now

OWN = "schemes"  # the folder of one's own versions, beside the preferences


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """Where schemes are: those that ship, and one's own versions."""

    forms: Path
    own: Path


@dataclass(frozen=True, kw_only=True)
class Version:
    """A version that can be used: the one that ships has no lock of one's own."""

    loaded: LoadedScheme
    path: Path
    lock: Lock | None = None


@dataclass(frozen=True, kw_only=True)
class Row:
    """A setting with its value in the draft and in force, as cells show them."""

    setting: Setting
    value: str
    before: str
    choices: tuple[str, ...] = ()  # where it is one of a few words

    @property
    def changed(self) -> bool:
        """Whether the draft says something else than what is in force."""
        return self.value != self.before


@dataclass(frozen=True, kw_only=True)
class Editing:
    """A scheme being edited: what is in force, the draft's values, and what is wrong with the draft."""

    base: Version
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    versions: tuple[Version, ...]  # the latest first, the one that ships last

    @property
    def changes(self) -> tuple[SettingChange, ...]:
        """What the draft has otherwise."""
        return tuple(
            SettingChange(path=one.setting.path, old=one.before, new=one.value)
            for one in self.rows
            if one.changed
        )


def own_shelf(forms: Path, preferences: Path) -> Shelf:
    """The schemes that ship, and one's own versions in the folder of preferences."""
    return Shelf(forms=forms, own=preferences / OWN)


def versions(shelf: Shelf, scheme: str) -> tuple[Version, ...]:
    """Every version of a scheme, the latest first; the one that ships is the oldest."""
    shipped = schemes.find(shelf.forms, scheme)
    own = version_folder.read_versions(shelf.own / shipped.scheme.id)
    locked = (Version(loaded=loaded, lock=lock, path=path) for loaded, lock, path in own)
    return (*locked, Version(loaded=shipped, path=shelf.forms / scheme / FILE_NAME))


def usable(shelf: Shelf) -> Mapping[str, str]:
    """What a campaign can be begun with: every version of every scheme, by what `campaign new` calls it."""
    found: dict[str, str] = {}
    for shipped in schemes.installed(shelf.forms):
        for one in versions(shelf, shipped.scheme.id):
            scheme = one.loaded.scheme
            name = str(one.path) if one.lock is not None else scheme.id
            found[name] = f"{scheme.title}（{scheme.version}）"
    return found


def editing(shelf: Shelf, scheme: str) -> Editing:
    """The draft of a scheme, which says the same as the version in force until something is changed."""
    found = versions(shelf, scheme)
    return _shown(found, _draft(shelf, found[0]))


def change(shelf: Shelf, scheme: str, path: str, words: str) -> Editing:
    """Change one value of the draft; what is no such value is refused, the whole may be unsound meanwhile."""
    found = versions(shelf, scheme)
    one = _open_settings(found[0]).get(path)
    if one is None:
        raise Refused([problem(Code.SCHEME_SETTING_FIXED, path=path[:80])])
    column = columns_by_key()[one.key]
    try:
        value = read(words, column)
    except CellWrong as wrong:
        raise Refused([problem(Code.SCHEME_VALUE_INVALID, path, reason=str(wrong))]) from wrong
    changed = with_value(_draft(shelf, found[0]), path, value)
    if fault := fault_at(changed, path):
        raise Refused([problem(Code.SCHEME_VALUE_INVALID, path, reason=fault)])
    return _keep(shelf, found, changed)


def discard(shelf: Shelf, scheme: str) -> Editing:
    """Take the draft away: what is in force stays."""
    found = versions(shelf, scheme)
    version_folder.drop_draft(shelf.own / scheme)
    return _shown(found, _raw(found[0]))


def lock(shelf: Shelf, scheme: str, version: str, *, by: str, reason: str) -> Version:
    """Lock the draft as a new version: from then on it has a digest and never changes."""
    found = editing(shelf, scheme)
    taken = {one.loaded.scheme.version for one in found.versions}
    problems = [*lock_problems(version, by, reason, taken), *found.problems]
    if not found.changes:
        problems.insert(0, problem(Code.SCHEME_DRAFT_MISSING))
    if problems:
        raise Refused(problems)
    named = {**_draft(shelf, found.base), "version": version.strip()}
    loaded = read_scheme(scheme_toml(named), version)
    record = Lock(
        scheme=scheme,
        version=version.strip(),
        digest=loaded.digest,
        protocol_digest=loaded.protocol_digest,
        base_version=found.base.loaded.scheme.version,
        base_digest=found.base.loaded.digest,
        by=by.strip(),
        reason=reason.strip(),
        at=now(),
        changes=found.changes,
    )
    path = version_folder.write_version(shelf.own / scheme, loaded, record)
    version_folder.drop_draft(shelf.own / scheme)
    return Version(loaded=loaded, lock=record, path=path)


# Workbooks


def write_workbook(shelf: Shelf, scheme: str, out: Path, *, replace: bool = False) -> None:
    """Write the settings that are open as a workbook to be changed in Excel."""
    [base, *_] = versions(shelf, scheme)
    draft = _draft(shelf, base)
    found = SettingsBook(
        scheme=scheme,
        title=f"{base.loaded.scheme.title} {base.loaded.scheme.version}",
        digest=digest(draft),
        settings=tuple(_open_settings(base).values()),
        base=_raw(base),
        draft=draft,
    )
    with (replace_file if replace else new_file)(out) as stream:
        write_settings_workbook(stream, found, datetime.fromisoformat(now()))


def apply_workbook(shelf: Shelf, workbook: Path) -> Editing:
    """Take the new values of a workbook into the draft; with any problem nothing is changed."""
    file = open_settings_workbook(workbook)
    found = versions(shelf, file.scheme)
    draft = _draft(shelf, found[0])
    if digest(draft) != file.digest:
        raise Refused([problem(Code.SCHEME_WORKBOOK_OLD, str(workbook))])
    new = read_new_values(file, _open_settings(found[0]))
    changed = _with_new(draft, new, found[0])
    problems = [*new.problems, *_in_cells(changed, new, file)]
    if problems:
        raise Refused(problems)
    return _keep(shelf, found, changed)


def _with_new(draft: Mapping[str, Any], new: NewValues, base: Version) -> Mapping[str, Any]:
    """The draft with the values that a workbook has otherwise."""
    known = _open_settings(base)
    for path, value in new.values.items():
        if value != value_at(draft, path, columns_by_key()[known[path].key]):
            draft = with_value(draft, path, value)
    return draft


def _in_cells(raw: Mapping[str, Any], new: NewValues, file: SettingsFile) -> list[Problem]:
    """What is wrong with the whole, at the cells it comes from."""
    found = []
    for one in _faults(raw):
        key = one.details.get("key")
        path = f"{one.place}.{key}" if one.code is Code.SCHEME_KEY_MISSING else one.place
        cell = nearest(path, new.cells) or next(
            (new.cells[at] for at in new.cells if at.startswith(path)), ""
        )
        found.append(Problem(one.code, cell or f"{file.page} {one.place}", one.details))
    return found


# The draft


def _raw(version: Version) -> dict[str, Any]:
    return raw_scheme(version.loaded)


def _draft(shelf: Shelf, base: Version) -> Mapping[str, Any]:
    found = version_folder.read_draft(shelf.own / base.loaded.scheme.id)
    return _raw(base) if found is None else _of_open_values(found, base)


def _of_open_values(draft: Mapping[str, Any], base: Version) -> Mapping[str, Any]:
    """What is in force with the draft's open values: whatever else stands in its file does not count."""
    raw: Mapping[str, Any] = _raw(base)
    for path, one in _open_settings(base).items():
        column = columns_by_key()[one.key]
        try:
            value = value_at(draft, path, column)
        except (KeyError, IndexError, TypeError, AttributeError) as error:
            raise Refused([problem(Code.SCHEME_DRAFT_FOREIGN)]) from error
        if value != value_at(raw, path, column):
            raw = with_value(raw, path, value)
    return raw


def _keep(shelf: Shelf, found: tuple[Version, ...], raw: Mapping[str, Any]) -> Editing:
    version_folder.write_draft(shelf.own / found[0].loaded.scheme.id, raw)
    return _shown(found, raw)


def _open_settings(base: Version) -> Mapping[str, Setting]:
    return {one.path: one for one in settings(base.loaded.scheme) if one.open}


def _shown(found: tuple[Version, ...], draft: Mapping[str, Any]) -> Editing:
    base = _raw(found[0])
    rows = tuple(_row(one, base, draft) for one in settings(found[0].loaded.scheme))
    return Editing(base=found[0], rows=rows, problems=_faults(draft), versions=found)


def _row(one: Setting, base: Mapping[str, Any], draft: Mapping[str, Any]) -> Row:
    column = columns_by_key()[one.key]
    before, value = (shown(value_at(raw, one.path, column), column) for raw in (base, draft))
    return Row(setting=one, value=value, before=before, choices=choices(column))


def _faults(raw: Mapping[str, Any]) -> tuple[Problem, ...]:
    try:
        sound_scheme(raw)
    except Refused as refused:
        return tuple(refused.problems)
    return ()
