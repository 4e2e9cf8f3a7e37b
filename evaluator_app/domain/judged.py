"""What the experts of a merge judged, as tables by application and expert: what all statistics start from.

Only sheets that count are in them; a mark that is not applicable or abstained is not there at all.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TypeVar

from evaluator_app.domain.marks import EMPTY, Graded, Mark, Scored, points
from evaluator_app.domain.merging import PanelSheet, leave_one_out
from evaluator_app.domain.numbers import plain
from evaluator_app.domain.panel import ApplicationResult, PanelMerge, panel_sheet
from evaluator_app.domain.rubric import Criterion, Section
from evaluator_app.domain.scheme import Scheme
from evaluator_app.domain.spread import Table

Value = TypeVar("Value")
Choices = Mapping[str, Mapping[str, str]]  # application -> expert -> option


def counting(scheme: Scheme, one: ApplicationResult) -> tuple[PanelSheet, ...]:
    """The sheets of an application that count, trimmed or not."""
    pairs = zip(one.sheets, one.result.sheets, strict=True)
    return tuple(panel_sheet(sheet, scheme) for sheet, merged in pairs if merged.counted)


@dataclass(frozen=True)
class Judged:
    """The tables of one merge."""

    merge: PanelMerge

    @cached_property
    def sheets(self) -> Mapping[str, tuple[PanelSheet, ...]]:
        """The sheets that count, by application."""
        return {one.application.id: counting(self.merge.scheme, one) for one in self.merge.results}

    @cached_property
    def by_expert(self) -> Mapping[str, tuple[str, ...]]:
        """The applications of which an expert's sheet counts, by expert in the order of the ledger."""
        found: dict[str, list[str]] = {}
        for name, sheets in self.sheets.items():
            for sheet in sheets:
                found.setdefault(sheet.expert, []).append(name)
        listed = dict.fromkeys(line.expert for line in self.merge.ledger)
        return {expert: tuple(found[expert]) for expert in listed if expert in found}

    @cached_property
    def totals(self) -> Table:
        """The experts' totals; a sheet that counts without one of its own, by criterion, has none here."""
        if self.merge.scheme.rubric.qualitative:
            return {}
        found = {
            one.application.id: {
                sheet.expert: sheet.total.score
                for sheet in one.result.sheets
                if sheet.counted and sheet.total.complete
            }
            for one in self.merge.results
        }
        return _filled(found)

    def marks(self, criterion: Criterion) -> Table:
        """The points the experts gave for a criterion."""
        return _filled({name: self.marks_of(name, criterion) for name in self.sheets})

    def marks_of(self, application: str, criterion: Criterion) -> Mapping[str, Fraction]:
        """The points the experts gave one application for a criterion."""

        def earned(mark: Mark) -> Fraction | None:
            return points(mark, criterion) if isinstance(mark, Scored | Graded) else None

        return _taken(self.sheets[application], criterion, earned)

    def choices(self, criterion: Criterion) -> Choices:
        """The options the experts chose for a criterion; of a number that nothing weighs, the number."""
        return _filled({name: _taken(own, criterion, _chosen) for name, own in self.sheets.items()})

    @cached_property
    def recommendations(self) -> Choices:
        """What the experts recommend."""
        return _filled(
            {
                name: {sheet.expert: sheet.recommendation for sheet in sheets if sheet.recommendation}
                for name, sheets in self.sheets.items()
            }
        )

    @cached_property
    def scores_without(self) -> Mapping[str, Mapping[str, Fraction]]:
        """By application with a score what it would be without each expert, where it can be merged so."""
        scheme = self.merge.scheme
        return {
            one.application.id: dict(
                leave_one_out(scheme.rubric, scheme.protocol, self.sheets[one.application.id])
            )
            for one in self.merge.results
            if one.result.score is not None
        }

    def shares(self, application: str, section: Section) -> dict[str, Fraction]:
        """Of a section's points each expert's share; what is not applicable or abstained stays out."""
        found = {}
        for sheet in self.sheets[application]:
            judged = [
                (one, mark)
                for one in section.criteria
                if isinstance(mark := sheet.entries.get(one.id, EMPTY).mark, Scored | Graded)
            ]
            most = sum((Fraction(one.max) for one, _ in judged), Fraction(0))
            if most:
                found[sheet.expert] = sum((points(mark, one) for one, mark in judged), Fraction(0)) / most
        return found


def _taken(
    sheets: Iterable[PanelSheet], criterion: Criterion, take: Callable[[Mark], Value | None]
) -> dict[str, Value]:
    found = ((sheet.expert, take(sheet.entries.get(criterion.id, EMPTY).mark)) for sheet in sheets)
    return {expert: value for expert, value in found if value is not None}


def _chosen(mark: Mark) -> str | None:
    if isinstance(mark, Graded):
        return mark.grade
    return plain(mark.value) if isinstance(mark, Scored) else None


def _filled(table: Mapping[str, Mapping[str, Value]]) -> dict[str, Mapping[str, Value]]:
    return {name: own for name, own in table.items() if own}
