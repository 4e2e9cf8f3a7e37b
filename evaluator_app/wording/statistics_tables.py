"""The tables of statistics: columns with what each means, rows of exact values or why there is none.

The window, the commands and the workbook show the same tables, each in its own way.
"""

from collections.abc import Iterable

from evaluator_app.domain.analysis import Analysis, ApplicationFigures, Corrected, ExpertFigures, GroupFigures
from evaluator_app.domain.criteria_agreement import CriterionFigures, Widest
from evaluator_app.domain.firmness import Edge, Flip
from evaluator_app.domain.icc import OneWay, TwoWay
from evaluator_app.domain.leaving_out import Without
from evaluator_app.domain.protocol import MergeRule
from evaluator_app.domain.spread import Spread
from evaluator_app.domain.withheld import Withheld
from evaluator_app.wording.language import text
from evaluator_app.wording.statistics import (
    application_name,
    figure,
    metric_words,
    outcome_words,
    strength,
)
from evaluator_app.wording.statistics_columns import Cell, Table, count, difference, number, words


def tables(analysis: Analysis) -> tuple[Table, ...]:
    """All of them: experts, applications, criteria, agreement."""
    return (
        experts_table(analysis),
        applications_table(analysis),
        criteria_table(analysis),
        agreement_table(analysis),
    )


def experts_table(analysis: Analysis) -> Table:
    """One row for each expert, raw deviation and severity side by side."""
    columns = (
        words(text("Expert")),
        count(text("Group"), text("Experts of one group have applications in common.")),
        count(text("Sheets"), text("Score sheets that count.")),
        number(text("Mean total"), text("Mean of the expert's totals, as they were given.")),
        difference(
            text("Raw deviation"), text("How far the totals lie from the means of their panels, on average.")
        ),
        difference(
            text("Severity"),
            text("Points less than the others for the same applications; above 0 is severe."),
        ),
        difference(text("95 % from"), text("Lower end of the interval of 95 %.")),
        difference(text("95 % to"), text("Upper end of the interval of 95 %.")),
        count(
            text("Grades that hang on it"),
            text("Applications whose grade would be another without this expert."),
        ),
        count(
            text("Ranks that would move"),
            text("Applications whose rank would be another without this expert."),
        ),
    )
    return Table(title=text("Experts"), columns=columns, rows=tuple(map(_expert, analysis.experts)))


def _expert(one: ExpertFigures) -> tuple[Cell, ...]:
    severity, without = one.severity, one.without
    interval: tuple[Cell, ...] = (
        (severity,) * 3 if isinstance(severity, Withheld) else (severity.value, severity.low, severity.high)
    )
    hang: tuple[Cell, ...] = (without,) * 2 if isinstance(without, Withheld) else _counted(without)
    return (one.expert, one.group or None, one.sheets, one.mean, one.deviation, *interval, *hang)


def _counted(without: Without) -> tuple[Cell, ...]:
    return len(without.flips), len(without.moves)


def applications_table(analysis: Analysis) -> Table:
    """One row for each application: how firm its result is, raw and corrected side by side."""
    columns = (
        words(text("Application")),
        count(text("Rank")),
        number(text("Score"), decimals=analysis.merge.scheme.protocol.decimals),
        number(text("Range"), text("From the lowest to the highest total.")),
        number(text("Deviation"), text("Standard deviation of the totals.")),
        difference(
            text("To the limit"),
            text("Distance from the nearest limit of a grade; below 0 the score lies under it."),
        ),
        words(text("Grade hangs on"), text("Experts without whom the grade would be another.")),
        number(text("Mean"), _rule_help()),
        number(text("Median"), _rule_help()),
        number(text("Trimmed mean"), _rule_help()),
        number(
            text("Corrected"),
            text("Mean of the totals with the experts' severities taken off. It decides nothing."),
        ),
        count(
            text("Rank, corrected"),
            text("Rank by the corrected mean; compare it with the rank by the raw mean."),
        ),
        count(text("Rank, raw mean"), text("Rank by the mean of the totals as they were given.")),
        difference(
            text("z-score"), text("Mean of the totals in standard deviations from each expert's own mean.")
        ),
    )
    rows = tuple(_application(one, analysis) for one in analysis.applications)
    return Table(title=text("Applications"), columns=columns, rows=rows)


def _rule_help() -> str:
    return text("The score by this rule; the rule of the protocol alone decides.")


def _application(one: ApplicationFigures, analysis: Analysis) -> tuple[Cell, ...]:
    spread, corrected = one.spread, one.corrected
    name = f"{one.outcome.application.id} {application_name(one.outcome)}"
    return (
        name,
        one.outcome.rank,
        one.outcome.result.score,
        spread.range if isinstance(spread, Spread) else spread,
        spread.deviation if isinstance(spread, Spread) else spread,
        one.edge.distance if isinstance(one.edge, Edge) else one.edge,
        one.flips if isinstance(one.flips, Withheld) else _hang(one.flips, analysis),
        *(one.rules[rule] for rule in (MergeRule.MEAN, MergeRule.MEDIAN, MergeRule.TRIMMED_MEAN)),
        *_corrected(corrected),
        one.standard,
    )


def _corrected(one: Corrected | Withheld) -> tuple[Cell, ...]:
    return (one,) * 3 if isinstance(one, Withheld) else (one.value, one.rank, one.raw_rank)


def _hang(flips: Iterable[Flip], analysis: Analysis) -> str:
    found = ((one.expert, outcome_words(analysis.merge, one.after)) for one in flips)
    return "; ".join(text("{expert} → {grade}", expert=expert, grade=grade) for expert, grade in found)


def criteria_table(analysis: Analysis) -> Table:
    """One row for each criterion, and one for the recommendation."""
    columns = (
        words(text("Criterion")),
        count(text("Marks")),
        number(text("Mean"), text("Mean of the points.")),
        number(
            text("Mean range"), text("From the lowest to the highest mark of an application, on average.")
        ),
        words(text("Widest"), text("The application with the widest range.")),
        count(text("Outliers"), text("Marks far from the median (modified z-score above 3.5).")),
        count(
            text("Equal pairs"),
            text("Of all pairs of experts, the share that chose the same option, in percent."),
        ),
        number(text("Alpha"), _alpha_help()),
        words(text("compares"), text("What alpha compares.")),
        words(text("Agreement")),
    )
    found = [*analysis.criteria, *([analysis.recommendation] if analysis.recommendation else [])]
    rows = tuple(_criterion(one, analysis) for one in found)
    return Table(title=text("Agreement by criterion"), columns=columns, rows=rows)


def _alpha_help() -> str:
    return text("Krippendorff's alpha: 1 is full agreement, 0 that of chance; 0.8 is good, 0.67 the least.")


def _criterion(one: CriterionFigures, analysis: Analysis) -> tuple[Cell, ...]:
    rubric = analysis.merge.scheme.rubric
    criterion = rubric.criteria_by_id.get(one.subject)
    asked = rubric.recommendation
    title = criterion.title if criterion else asked.title if asked else one.subject
    return (
        title,
        one.marks,
        one.mean,
        one.range,
        one.widest if isinstance(one.widest, Withheld) else _widest(one.widest),
        one.outliers if isinstance(one.outliers, Withheld) else len(one.outliers),
        one.equal if isinstance(one.equal, Withheld) else one.equal * 100,
        one.alpha,
        metric_words(one.metric),
        strength(one.alpha),
    )


def _widest(one: Widest) -> str:
    return text("{application} ({range})", application=one.application, range=figure(one.range))


def agreement_table(analysis: Analysis) -> Table:
    """One row for each group of experts who have applications in common."""
    columns = (
        words(text("Group")),
        count(text("Experts")),
        count(text("Applications")),
        number(text("Alpha"), _alpha_help()),
        words(text("Agreement")),
        number(text("Kendall's W"), text("How far the experts rank alike: 0 not at all, 1 fully.")),
        number("ICC(1)", text("Reliability of one total, whoever gave it.")),
        number("ICC(k)", text("Reliability of the mean, whoever judged.")),
        number("ICC(A,1)", text("Agreement of single totals, severity counted against it.")),
        number("ICC(A,k)", text("Agreement of means, severity counted against it.")),
        number("ICC(C,1)", text("Consistency of single totals, severity left out.")),
        number("ICC(C,k)", text("Consistency of means, severity left out.")),
    )
    rows = tuple(_group(place, one) for place, one in enumerate(analysis.groups, start=1))
    return Table(title=text("Agreement of the experts"), columns=columns, rows=rows)


def _group(place: int, one: GroupFigures) -> tuple[Cell, ...]:
    return (
        text("Group {number}", number=place),
        len(one.group.experts),
        len(one.group.applications),
        one.alpha,
        strength(one.alpha),
        one.kendall,
        *_one_way(one.one_way),
        *_two_way(one.two_way),
    )


def _one_way(found: OneWay | Withheld) -> tuple[Cell, ...]:
    return (found, found) if isinstance(found, Withheld) else (found.single, found.average)


def _two_way(found: TwoWay | Withheld) -> tuple[Cell, ...]:
    if isinstance(found, Withheld):
        return (found,) * 4
    return (found.agreement, found.agreement_average, found.consistency, found.consistency_average)
