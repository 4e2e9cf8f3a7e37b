"""A field for a passphrase, and several of them under their names; what is typed is never shown or kept."""

import unicodedata

from PySide6.QtWidgets import QLineEdit


class PassphraseField(QLineEdit):
    """Takes a passphrase; accents typed in two ways are one passphrase."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setAccessibleName(name)

    def passphrase(self) -> bytes:
        """What was typed."""
        return unicodedata.normalize("NFC", self.text()).encode()
