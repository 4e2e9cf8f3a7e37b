"""The figures at the top of the results: what came, what is verified, what has a result, what is not firm."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QWidget

from evaluator_app.domain.overview import Overview
from evaluator_app.ui.fields.labels import elided, label
from evaluator_app.ui.fields.layouts import column, row
from evaluator_app.wording.language import plural, text


class FigureCard(QFrame):
    """One figure with its name above and what is missing below."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._figure = label(textSize="title")
        self._more = elided(tone="muted", textSize="small")
        self._name = name
        heading = elided(name, tone="muted", textSize="small")
        self.setLayout(column(heading, self._figure, self._more, spacing=4, margins=(12, 10, 12, 10)))

    def show_figure(self, figure: str, more: str) -> None:
        """Show a figure."""
        self._figure.setText(figure)
        self._more.setText(more)
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(f"{figure} {more}".strip())


class FigureCards(QWidget):
    """The four figures side by side."""

    def __init__(self) -> None:
        super().__init__()
        names = (
            text("Received"),
            text("Signature verified"),
            text("With a result"),
            text("Grade not stable"),
        )
        self.cards = tuple(FigureCard(name) for name in names)
        self.setLayout(row(*((one, 1) for one in self.cards), spacing=12))

    def show_overview(self, found: Overview) -> None:
        """Show the figures of a merge."""
        results = len(found.merge.results)
        missing = found.expected - found.returned
        shown: Sequence[tuple[str, str]] = (
            (
                f"{found.returned} / {found.expected}",
                text(
                    "{sheets} · {experts}",
                    sheets=plural("{count} missing", "{count} missing", missing),
                    experts=plural("{count} expert", "{count} experts", found.behind),
                )
                if missing > 0
                else text("nothing is missing"),
            ),
            (
                str(found.signed),
                plural("{count} file refused", "{count} files refused", found.refused)
                if found.refused
                else text("nothing refused"),
            ),
            (
                f"{found.settled} / {results}",
                plural("{count} with too few sheets", "{count} with too few sheets", found.small)
                if found.small
                else "",
            ),
            (str(found.unstable), text("another grade without some one expert")),
        )
        for card, (figure, more) in zip(self.cards, shown, strict=True):
            card.show_figure(figure, more)
