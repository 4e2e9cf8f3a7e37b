"""The short words of an application's sheet that formulas compare with, in the language it is written in."""

from dataclasses import dataclass, field

from evaluator_app.domain.merging import NotCounted
from evaluator_app.wording.language import text
from evaluator_app.wording.results import not_counted


@dataclass(frozen=True)
class Words:
    """What stands in cells instead of a number, and what is said of a sheet."""

    not_applicable: str = field(default_factory=lambda: text("N/A"))
    abstained: str = field(default_factory=lambda: text("Abstained"))
    counted: str = field(default_factory=lambda: text("counted"))
    dropped_low: str = field(default_factory=lambda: text("left out (lowest)"))
    dropped_high: str = field(default_factory=lambda: text("left out (highest)"))
    incomplete: str = field(default_factory=lambda: not_counted(NotCounted.INCOMPLETE))
    abstains: str = field(default_factory=lambda: not_counted(NotCounted.ABSTAINED))
    nothing: str = field(default_factory=lambda: not_counted(NotCounted.NOTHING_APPLICABLE))
    tie: str = field(default_factory=lambda: text("equal votes"))
    none: str = "—"
    invalid: str = field(default_factory=lambda: text("mark off the scale"))

    def why_not(self, reason: NotCounted) -> str:
        """The word for a sheet that does not count."""
        return {
            NotCounted.INCOMPLETE: self.incomplete,
            NotCounted.ABSTAINED: self.abstains,
            NotCounted.NOTHING_APPLICABLE: self.nothing,
        }[reason]
