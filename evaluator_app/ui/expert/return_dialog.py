"""Handing back to the secretariat: what goes along, what is still open, the passphrase to sign it."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from evaluator_app.ui.fields.passphrase import PassphraseField
from evaluator_app.ui.identity.form_dialog import FormDialog
from evaluator_app.wording.language import plural, text

if TYPE_CHECKING:
    from evaluator_app.services import returning

_NAMED = 12


class ReturnDialog(FormDialog):
    """Says what is handed back; what is still open does not keep the rest from it."""

    def __init__(self, found: "returning.ToReturn", parent: QWidget | None) -> None:
        super().__init__(text("Hand back to the secretariat"), "\n".join(_lines(found)), parent)
        self.passphrase = PassphraseField(text("Passphrase"))
        self.lay_out([self.passphrase], text("Sign and save"))


def _lines(found: "returning.ToReturn") -> list[str]:
    lines = [found.packages[0].campaign.title] if found.packages else []
    lines.append(plural("{count} signed sheet", "{count} signed sheets", len(found.signed)))
    if found.declared.pledge is not None:
        lines.append(text("Pledge of secrecy and declarations of interest"))
    if found.recused:
        lines.append(plural("{count} application recused", "{count} applications recused", found.recused))
    if found.open:
        names = ", ".join(one.application.id for one in found.open[:_NAMED])
        more = "…" if len(found.open) > _NAMED else ""
        lines.append(text("Not signed yet, and not in it: {applications}", applications=names + more))
    lines.append(text("All of it goes into one signed file. You can hand back again later."))
    return lines
