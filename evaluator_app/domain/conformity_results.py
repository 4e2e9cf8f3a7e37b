"""What the formal review of an application found, and what a person found out or decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from evaluator_app.domain.application import Application
from evaluator_app.domain.exclusion_lists import ExclusionList, Listing


class Verdict(StrEnum):
    """How an application stands to a rule."""

    MET = "met"
    NOT_MET = "not_met"
    TO_JUDGE = "to_judge"
    NOT_NEEDED = "not_needed"  # it is for others, or another of its alternatives is met


def verdict_of(*, good: bool) -> Verdict:
    """The verdict where nothing is left to judge."""
    return Verdict.MET if good else Verdict.NOT_MET


class Measure(StrEnum):
    """What the numbers of a rule count, or that its finding names fields that are empty."""

    NOTHING = ""
    CHARACTERS = "characters"
    YEARS = "years"
    PERCENT = "percent"
    EMPTY_FIELDS = "empty_fields"


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What a person found out about a rule (a number or a day), or decided, and why."""

    rule: str
    figure: str = ""
    met: bool | None = None
    reason: str = ""
    by: str = ""
    on: str = ""  # yyyy-mm-dd

    @property
    def decides(self) -> bool:
        """Whether it says yes or no, with a reason and a name."""
        return self.met is not None and bool(self.reason.strip() and self.by.strip())


@dataclass(frozen=True, kw_only=True)
class RuleResult:
    """A rule and how it stands; `computed` is what the program says without the judgement."""

    rule: str
    text: str
    clause: str
    computed: Verdict
    found: str = ""
    wanted: str = ""
    measure: Measure = Measure.NOTHING
    listings: tuple[Listing, ...] = ()  # how the applicant stands to lists of organisations
    judgement: Judgement | None = None
    earlier: tuple[Judgement, ...] = ()  # what was judged before, the first one first

    @property
    def verdict(self) -> Verdict:
        """What a person decided, otherwise what was computed."""
        if self.judgement is None or not self.judgement.decides:
            return self.computed
        return Verdict.MET if self.judgement.met else Verdict.NOT_MET

    @property
    def record(self) -> tuple[Judgement, ...]:
        """Everything that was judged of the rule, the first one first."""
        return (*self.earlier, self.judgement) if self.judgement is not None else ()

    @property
    def overridden(self) -> bool:
        """Whether a person decided against what was computed."""
        return self.computed is not Verdict.TO_JUDGE and self.computed is not self.verdict


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of an application besides its form.

    `lengths` are characters by section, by id of the document kind; `declared` is yyyy-mm-dd. Of several
    judgements of a rule the last one stands; those before it are the record. `lists` are those that were
    imported, the last of each name.
    """

    lengths: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    declared: str = ""
    judgements: tuple[Judgement, ...] = ()
    lists: tuple[ExclusionList, ...] = ()

    def figure(self, rule: str) -> str:
        """The number or day a person found out for a rule, the last one that was said."""
        said = [one.figure for one in self.judgements if one.rule == rule and one.figure]
        return said[-1] if said else ""

    def judged(self, rule: str) -> tuple[Judgement, ...]:
        """What was judged of a rule, the first one first."""
        return tuple(one for one in self.judgements if one.rule == rule)


@dataclass(frozen=True, kw_only=True)
class Conformity:
    """An application with the results of all rules."""

    application: Application
    results: tuple[RuleResult, ...]

    def count(self, verdict: Verdict) -> int:
        """How many rules stand so."""
        return sum(one.verdict is verdict for one in self.results)

    def result(self, rule: str) -> RuleResult | None:
        """How one rule stands, None where it is none of this application's."""
        return next((one for one in self.results if one.rule == rule), None)

    @property
    def verdict(self) -> Verdict:
        """Met where nothing is against it and nothing is left to judge."""
        found = {one.verdict for one in self.results}
        for worst in (Verdict.NOT_MET, Verdict.TO_JUDGE):
            if worst in found:
                return worst
        return Verdict.MET


def entering(checked: Iterable[Conformity]) -> tuple[Conformity, ...]:
    """Those that enter the review: everything is met."""
    return tuple(one for one in checked if one.verdict is Verdict.MET)
