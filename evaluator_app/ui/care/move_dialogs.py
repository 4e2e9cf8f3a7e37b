"""The dialogs of moving: the passphrase that protects the key of a workspace on its way."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from evaluator_app.late import late
from evaluator_app.ui.fields.passphrase import PassphraseField
from evaluator_app.ui.identity.form_dialog import FormDialog
from evaluator_app.wording.language import text

if TYPE_CHECKING:
    from evaluator_app.services import moving
    from evaluator_app.services.care import CarePlace
    from evaluator_app.ui.care.keeper import CareKeeper

    WithClosed = Callable[
        [Callable[[CarePlace], moving.Arrived], Callable[[moving.Arrived], str]],
        None,
    ]
else:
    moving = late("evaluator_app.services.moving")


class PackDialog(FormDialog):
    """Asks for a passphrase, twice; where an identity protects the key none is needed."""

    def __init__(
        self, keeper: "CareKeeper", out: Path, done: Callable[[str], None], parent: QWidget | None
    ) -> None:
        about = text(
            "The file holds everything: marks, campaigns with their folders, and the key, which is protected "
            "by your identity or, where there is none, by this passphrase. Tell it separately from the file."
        )
        super().__init__(text("Pack for another computer"), about, parent)
        self._keeper, self._out, self._done = keeper, out, done
        self.first, self.second = PassphraseField(text("Passphrase")), PassphraseField(text("Once more"))
        self.lay_out([self.first, self.second], text("Pack"))
        self.when_asked(self._pack)

    def _pack(self) -> None:
        words = self.first.passphrase().decode()
        if words != self.second.passphrase().decode():
            self.say(text("The two passphrases differ."))
            return
        ws, place = self._keeper.open_one(), self._keeper.place()
        self.run(self._keeper.storing, lambda: moving.pack(ws, place, self._out, words), self._packed)

    def _packed(self, packed: "moving.Packed") -> None:
        lines = [text("Packed: {path}", path=packed.path)]
        away = text("The folder of campaign {name} is away; it is not in the file.", name="{name}")
        lines += [away.replace("{name}", name) for name in packed.away]
        self._done("\n".join(lines))


class TakeInDialog(FormDialog):
    """Asks for the passphrase of a packed workspace; one protected by an identity needs none."""

    def __init__(
        self,
        with_closed: "WithClosed",
        path: Path,
        parent: QWidget | None,
    ) -> None:
        about = text(
            "A workspace that is here already must be the same one; it is kept as a backup first. Where an "
            "identity protects the key, leave the passphrase empty."
        )
        super().__init__(text("Take in a packed workspace"), about, parent)
        self._with_closed, self._path = with_closed, path
        self.passphrase = PassphraseField(text("Passphrase"))
        self.lay_out([self.passphrase], text("Take in"))
        self.when_asked(self._take)

    def _take(self) -> None:
        parcel = moving.Parcel(path=self._path, passphrase=self.passphrase.passphrase().decode())
        self.accept()
        self._with_closed(lambda place: moving.unpack(place, parcel), _arrived_words)


def _arrived_words(arrived: "moving.Arrived") -> str:
    lines = [text("The workspace has arrived.")]
    lines += [text("Folder of a campaign: {path}", path=folder) for folder in arrived.folders]
    return "\n".join(lines)
