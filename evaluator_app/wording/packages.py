"""What a package brought, in words."""

from collections.abc import Sequence

from evaluator_app.domain.application import Change, ChangeKind, Package
from evaluator_app.wording.language import mark, plural, text

_CHANGES = {
    ChangeKind.SCHEME_CHANGED: mark("the scoring rules were changed"),
    ChangeKind.APPLICATION_ADDED: mark("{application} was added"),
    ChangeKind.APPLICATION_REMOVED: mark("{application} was taken out"),
    ChangeKind.APPLICATION_CHANGED: mark("{application}: particulars were changed"),
    ChangeKind.DOCUMENT_ADDED: mark("{application}: “{document}” was added"),
    ChangeKind.DOCUMENT_REMOVED: mark("{application}: “{document}” was taken out"),
    ChangeKind.DOCUMENT_CHANGED: mark("{application}: “{document}” was changed"),
}


def received_words(state: str, package: Package, changes: Sequence[Change]) -> str:
    """What receiving a package did: `state` is new, known or newer."""
    title, count = package.campaign.title, len(package.applications)
    if state == "new":
        return plural(
            "{title}: {count} application received.",
            "{title}: {count} applications received.",
            count,
            title=title,
        )
    if state == "known":
        return text("{title}: you have this package already; nothing was changed.", title=title)
    listed = "; ".join(change_words(change) for change in changes)
    return text(
        "{title}: revision {revision} replaces the one before. Your marks are kept. What is new: {changes}.",
        title=title,
        revision=package.revision,
        changes=listed or text("nothing you would see"),
    )


def change_words(change: Change) -> str:
    """One difference between two revisions."""
    return text(_CHANGES[change.kind], application=change.application, document=change.document)
