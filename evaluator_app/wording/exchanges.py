"""What an exchange between machines brings, in words."""

from collections.abc import Mapping, Sequence

from evaluator_app.wording.language import mark, text

_TABLES = {
    "campaigns": mark("Campaign"),
    "step_records": mark("Records of the procedure"),
    "intake_events": mark("Journal of the intake"),
    "recommendations": mark("Tables of recommendations"),
    "members": mark("People of the panels"),
    "member_events": mark("Changes of the roster"),
    "assignment_events": mark("Changes of seats"),
    "issues": mark("Packages issued or withdrawn"),
    "package_data": mark("Packages to merge by"),
    "received_files": mark("Files received"),
    "removed_files": mark("Files removed"),
    "sheet_choices": mark("Choices between sheets"),
    "meetings": mark("Meetings"),
    "decisions": mark("Decisions"),
    "minutes": mark("Minutes"),
    "certificates": mark("Certificates"),
    "certificate_events": mark("Events of certificates"),
    "consents": mark("Consents"),
    "materials": mark("Promotion material"),
    "publications": mark("Files made public"),
}


def new_words(new: Mapping[str, Sequence[object]]) -> tuple[tuple[str, int], ...]:
    """What is new, with how many of each; what only goes along with others is not named."""
    return tuple((text(words), len(new[name])) for name, words in _TABLES.items() if new.get(name))
