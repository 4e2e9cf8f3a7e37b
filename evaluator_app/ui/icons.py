"""Icons of one family, in the colours of the theme."""

import qtawesome
from PySide6.QtGui import QIcon

from evaluator_app.ui.tokens import Theme

_NAMES = {
    "back": "mdi6.chevron-left",
    "previous": "mdi6.chevron-up",
    "next": "mdi6.chevron-down",
    "fit": "mdi6.arrow-expand-horizontal",
    "smaller": "mdi6.minus",
    "larger": "mdi6.plus",
    "turn": "mdi6.rotate-right",
    "search": "mdi6.magnify",
    "package": "mdi6.package-variant-closed",
    "export": "mdi6.file-export-outline",
    "problem": "mdi6.alert-circle-outline",
    "done": "mdi6.check-circle-outline",
    "open": "mdi6.folder-open-outline",
    "person": "mdi6.account-outline",
}


def icon(name: str, theme: Theme) -> QIcon:
    """An icon by what it means."""
    colours = theme.colours
    made: QIcon = qtawesome.icon(_NAMES[name], color=colours.text, color_disabled=colours.muted)
    return made
