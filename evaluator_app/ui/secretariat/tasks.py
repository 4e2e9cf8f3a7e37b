"""The secretariat's pieces of work as functions: what to ask first, what to do, and how it ended."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from evaluator_app.domain.numbers import shown
from evaluator_app.late import late
from evaluator_app.services.places import Places
from evaluator_app.ui.fields.file_dialogs import ask_file, ask_folder, ask_package, ask_target, ask_workbook
from evaluator_app.ui.secretariat.build_dialog import BuildDialog, Signer
from evaluator_app.ui.secretariat.outcome import Outcome
from evaluator_app.wording.language import plural, text
from evaluator_app.wording.problems import problem_line
from evaluator_app.wording.trust import signature_words

if TYPE_CHECKING:
    from evaluator_app.domain.application import Package
    from evaluator_app.domain.panel import ApplicationResult, PanelMerge
    from evaluator_app.services import clock, identities, merging, packages, schemes, sealing
    from evaluator_app.wording import results
else:
    clock = late("evaluator_app.services.clock")
    identities = late("evaluator_app.services.identities")
    merging = late("evaluator_app.services.merging")
    packages = late("evaluator_app.services.packages")
    schemes = late("evaluator_app.services.schemes")
    sealing = late("evaluator_app.services.sealing")
    results = late("evaluator_app.wording.results")

Step = Callable[[int, int], None]
Work = Callable[[Step], Outcome]


def build_package(parent: QWidget, places: Places, known: str = "") -> Work | None:
    """A package from a folder of applications, signed by whom the user says; `known` is who did it last."""
    folder = ask_folder(parent, text("Folder with campaign.toml and the applications"))
    if folder is None:
        return None
    suggestion = f"{folder.name}.evpkg"
    target = ask_target(parent, text("Save package"), suggestion, text("Packages (*.evpkg)"))
    signer = BuildDialog.ask(known, parent) if target is not None else None
    if target is None or signer is None:
        return None

    def work(_: Step) -> Outcome:
        package = _built(folder, places, target, signer)
        found = [problem_line(one) for one in packages.findings(package)]
        count = len(package.applications)
        done = plural("{count} application packed.", "{count} applications packed.", count)
        return Outcome(text("Package made: {path}", path=target), [done, *found])

    return work


def _built(folder: Path, places: Places, target: Path, signer: Signer) -> "Package":
    identity = signer.file.load() if signer.file is not None else None
    if signer.sealed and identity is not None and signer.trust is not None:
        trust = identities.read_trust(signer.trust)
        sender = sealing.Sender(signer=identity, trust=trust, now=clock.now(), trust_list=signer.trust)
        return sealing.build_sealed(folder, places.forms, target, sender)
    return packages.build(folder, places.forms, target, now=clock.now(), signer=identity, trust=signer.trust)


def verify_package(parent: QWidget, _: Places) -> Work | None:
    """Whether a package is as it was made."""
    path = ask_package(parent)
    return check_of(path) if path is not None else None


def check_of(path: Path) -> Work:
    """The check of this package."""

    def work(step: Step) -> Outcome:
        step(0, 0)
        verified = packages.verify_outside(path)
        package = verified.package
        lines = [signature_words(verified.signature)]
        lines += [f"{one.id}  {one.organisation} · {one.site}" for one in package.applications]
        lines += [text("{application}: sealed", application=one) for one in verified.sealed]
        heading = text("{name} is sound: revision {revision}", name=path.name, revision=package.revision)
        return Outcome(heading, [package.campaign.title, *lines])

    return work


def merge_sheets(parent: QWidget, _: Places) -> Work | None:
    """The committee's workbook from a package and the sheets that came back."""
    package = ask_package(parent)
    folder = ask_folder(parent, text("Folder with the score sheets")) if package is not None else None
    if package is None or folder is None:
        return None
    excel = text("Excel workbook (*.xlsx)")
    target = ask_target(parent, text("Save the committee's workbook"), text("committee") + ".xlsx", excel)
    if target is None:
        return None
    listed = ask_file(
        parent,
        text("Trust list: only signed sheets count. Cancel: unsigned ones count too."),
        text("Trust lists (*.evtrust)"),
    )

    def work(_: Step) -> Outcome:
        trust = identities.read_trust(listed) if listed is not None else None
        options = merging.MergeOptions(allow_unsigned=trust is None, output=target, replace=True, trust=trust)
        merge = merging.merge_panel([package], [folder], options)
        merging.write_workbook(merge, options, datetime.fromisoformat(clock.now()))
        return _merged(merge, target)

    return work


def _merged(merge: "PanelMerge", target: Path) -> Outcome:
    lines = [_result_line(one, merge) for one in merge.results]
    refused = [f"{one.file}: {problem_line(one.problem)}" for one in merge.refusals]
    if refused:
        lines += [
            "",
            plural("{count} file was not used:", "{count} files were not used:", len(refused)),
            *refused,
        ]
    unsigned = sum(not one.returned.signed for result in merge.results for one in result.sheets)
    if unsigned:
        lines.append(
            plural(
                "{count} sheet is not signed; it counts because you merged it here.",
                "{count} sheets are not signed; they count because you merged them here.",
                unsigned,
            )
        )
    return Outcome(
        text("The committee's workbook: {path}", path=target), lines, well=not refused, merge=merge
    )


def _result_line(one: "ApplicationResult", merge: "PanelMerge") -> str:
    rubric, protocol, result = merge.scheme.rubric, merge.scheme.protocol, one.result
    name = f"{one.application.organisation} · {one.application.site}"
    if result.score is not None:
        score = shown(result.score, protocol.decimals, protocol.rounding)
        grade = result.grade.title if result.grade else rubric.unplaced
        return f"{one.rank}  {name}  {score}  {grade}"
    if result.majority is not None:
        return f"{name}  {result.majority}"
    reason = results.no_score(result.reason) if result.reason else ""
    return f"–  {name}  {reason}"


def scheme_to_workbook(parent: QWidget, places: Places) -> Work | None:
    """Every installed scheme as a workbook to be changed in Excel."""
    folder = ask_folder(parent, text("Folder for the workbooks"))
    if folder is None:
        return None

    def work(_: Step) -> Outcome:
        written = []
        for loaded in schemes.installed(places.forms):
            path = folder / f"{loaded.scheme.id}.xlsx"
            schemes.to_workbook(loaded, path, replace=True)
            written.append(f"{loaded.scheme.title}: {path.name}")
        return Outcome(text("Schemes written as workbooks to {path}", path=folder), written)

    return work


def application_workbooks(parent: QWidget, places: Places) -> Work | None:
    """The empty application forms of every installed scheme, to be sent to applicants."""
    folder = ask_folder(parent, text("Folder for the workbooks"))
    if folder is None:
        return None

    def work(_: Step) -> Outcome:
        written = []
        for loaded in schemes.installed(places.forms):
            path = folder / text("application-{scheme}.xlsx", scheme=loaded.scheme.id)
            schemes.application_workbook(loaded, path, replace=True)
            written.append(f"{loaded.scheme.title}: {path.name}")
        return Outcome(text("Application forms written to {path}", path=folder), written)

    return work


def scheme_from_workbook(parent: QWidget, _: Places) -> Work | None:
    """A scheme file from a workbook that was changed in Excel."""
    workbook = ask_workbook(parent)
    folder = ask_folder(parent, text("Folder for the scheme")) if workbook is not None else None
    if workbook is None or folder is None:
        return None

    def work(_: Step) -> Outcome:
        loaded, path = schemes.from_workbook(workbook, folder, replace=True)
        return Outcome(text("Scheme written: {path}", path=path), [loaded.scheme.title])

    return work
