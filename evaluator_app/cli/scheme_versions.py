"""The commands on own versions of a scheme: its settings, the draft, workbooks of it, locking."""

import argparse
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator_app.cli.output import DONE, give, problems_data, say
from evaluator_app.cli.table import table
from evaluator_app.late import late
from evaluator_app.services.places import Places, own_folders
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.scheme_settings import about_words, draft_problems, setting_title, version_words

if TYPE_CHECKING:
    from evaluator_app.services import scheme_versions
    from evaluator_app.services.scheme_versions import Editing, Row, Version
else:
    scheme_versions = late("evaluator_app.services.scheme_versions")


def add_version_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The sub-commands of `schemes` that edit a draft and lock it."""
    abouts = {
        "settings": (_settings, text("what a secretariat decides of a scheme, and the draft")),
        "set": (_set, text("one value of the draft")),
        "edit-workbook": (_edit_workbook, text("the settings as an Excel workbook")),
        "apply-workbook": (_apply_workbook, text("the settings of a workbook into the draft")),
        "discard": (_discard, text("take the draft away")),
        "lock": (_lock, text("lock the draft as a new version")),
        "versions": (_versions, text("the versions of a scheme, the latest first")),
    }
    made = {}
    for name, (act, about) in abouts.items():
        command = made[name] = commands.add_parser(name, help=about)
        what = ("workbook", "X.xlsx") if name == "apply-workbook" else ("id", "ID")
        command.add_argument(what[0], metavar=what[1], type=str)
        own = scheme_versions_folder()
        command.add_argument(
            "--own", metavar="DIR", type=Path, default=own, help=text("where own versions are")
        )
        command.add_argument("--json", action="store_true", help=text("machine-readable output"))
        command.set_defaults(command=act)
    _add_values(made)


def _add_values(commands: Mapping[str, argparse.ArgumentParser]) -> None:
    """What some of them need besides."""
    commands["set"].add_argument("path", metavar="PATH")
    commands["set"].add_argument("value", metavar="VALUE")
    writing = commands["edit-workbook"]
    writing.add_argument("-o", dest="out", metavar="X.xlsx", type=Path, required=True)
    writing.add_argument("--replace", action="store_true", help=text("replace files that exist"))
    locking = commands["lock"]
    locking.add_argument("--version", metavar="VERSION", required=True)
    locking.add_argument("--by", required=True, help=text("who locks it"))
    locking.add_argument("--reason", required=True)


def scheme_versions_folder() -> Path:
    """Where one's own versions lie by themselves."""
    return own_folders().preferences / "schemes"


def _shelf(options: argparse.Namespace, places: Places) -> "scheme_versions.Shelf":
    return scheme_versions.Shelf(forms=places.forms, own=options.own)


def _settings(options: argparse.Namespace, places: Places) -> int:
    return _tell(scheme_versions.editing(_shelf(options, places), options.id), options, everything=True)


def _set(options: argparse.Namespace, places: Places) -> int:
    return _tell(
        scheme_versions.change(_shelf(options, places), options.id, options.path, options.value), options
    )


def _edit_workbook(options: argparse.Namespace, places: Places) -> int:
    shelf = _shelf(options, places)
    scheme_versions.write_workbook(shelf, options.id, options.out, replace=options.replace)
    say(text("Written: {file}", file=options.out))
    if options.json:
        give({"file": str(options.out), "problems": []})
    return DONE


def _apply_workbook(options: argparse.Namespace, places: Places) -> int:
    return _tell(scheme_versions.apply_workbook(_shelf(options, places), Path(options.workbook)), options)


def _discard(options: argparse.Namespace, places: Places) -> int:
    return _tell(scheme_versions.discard(_shelf(options, places), options.id), options)


def _lock(options: argparse.Namespace, places: Places) -> int:
    shelf = _shelf(options, places)
    made = scheme_versions.lock(shelf, options.id, options.version, by=options.by, reason=options.reason)
    say(version_words(made.loaded, made.lock))
    say(text("Written: {file}", file=made.path))
    if options.json:
        give(_version(made))
    return DONE


def _versions(options: argparse.Namespace, places: Places) -> int:
    found = scheme_versions.versions(_shelf(options, places), options.id)
    for one in found:
        say(version_words(one.loaded, one.lock))
    if options.json:
        give({"versions": [_version(one) for one in found]})
    return DONE


def _tell(found: "Editing", options: argparse.Namespace, *, everything: bool = False) -> int:
    """The draft: what it changes, or every setting; what keeps it from being locked is said, not refused."""
    rows = [one for one in found.rows if everything or one.changed]
    head = (text("Value"), text("Of what"), text("In force"), text("Draft"), "")
    for line in table(head, [_row(one) for one in rows]):
        say(line)
    count = len(found.changes)
    say(plural("The draft changes {count} value.", "The draft changes {count} values.", count))
    for line in draft_problems(found.problems, [one.setting for one in found.rows]):
        say(line)
    if options.json:
        give(
            {
                "version": found.base.loaded.scheme.version,
                "settings": [_data(one) for one in rows],
                "changes": [asdict(one) for one in found.changes],
                "problems": problems_data(found.problems),
            }
        )
    return DONE


def _row(one: "Row") -> tuple[str, ...]:
    fixed = "" if one.setting.open else text("fixed")
    about = f"{setting_title(one.setting)} ({one.setting.path})"
    return about, about_words(one.setting), one.before, one.value if one.changed else "", fixed


def _data(one: "Row") -> dict[str, object]:
    setting = one.setting
    return {
        "path": setting.path,
        "title": setting_title(setting),
        "about": list(setting.about),
        "open": setting.open,
        "in_force": one.before,
        "draft": one.value,
        "choices": list(one.choices),
    }


def _version(one: "Version") -> dict[str, object]:
    loaded = one.loaded
    return {
        "version": loaded.scheme.version,
        "digest": loaded.digest,
        "protocol_digest": loaded.protocol_digest,
        "file": str(one.path),
        "lock": asdict(one.lock) if one.lock is not None else None,
    }
