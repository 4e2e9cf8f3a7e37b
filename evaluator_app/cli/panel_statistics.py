"""Command: panel statistics."""

import argparse
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeAlias

from evaluator_app.cli.merge_inputs import add_inputs, merged, refusal_line
from evaluator_app.cli.output import DONE, PROBLEMS, give, say
from evaluator_app.cli.table import table
from evaluator_app.domain.analysis import Analysis, ApplicationFigures
from evaluator_app.domain.charts import Format
from evaluator_app.domain.criteria_agreement import smallest
from evaluator_app.domain.notable import Notable, notables
from evaluator_app.domain.numbers import exact_text
from evaluator_app.domain.panel import PanelMerge
from evaluator_app.domain.spread import spread
from evaluator_app.domain.withheld import Withheld
from evaluator_app.services import analysing
from evaluator_app.services.places import Places
from evaluator_app.wording.language import text
from evaluator_app.wording.statistics import NOTHING, notable_words, withheld_words
from evaluator_app.wording.statistics_columns import Table, shown_cell
from evaluator_app.wording.statistics_tables import tables

_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - argparse has no other name


def add_statistics(commands: _Commands) -> None:
    """`panel statistics --package P... --sheets DIR [--charts DIR]`."""
    command = commands.add_parser(
        "statistics", help=text("how firm the results are, and how the experts agree")
    )
    add_inputs(command)
    command.add_argument("--charts", metavar="DIR", type=Path, help=text("draw the charts into this folder"))
    command.add_argument("--format", choices=[one.value for one in Format], default=Format.PNG.value)
    command.add_argument("--replace", action="store_true", help=text("overwrite charts that exist"))
    command.set_defaults(command=_statistics)


def _statistics(options: argparse.Namespace, places: Places) -> int:  # noqa: ARG001 - same for all commands
    """Say and draw the statistics; refused sheets are problems, but do not keep the others from it."""
    merge, _ = merged(options)
    analysis = analysing.statistics(merge)
    for line in _lines(analysis):
        say(line)
    for one in merge.refusals:
        say(refusal_line(one))
    charts: tuple[Path, ...] = ()
    if options.charts is not None:
        files = analysing.ChartFiles(
            folder=options.charts, kind=Format(options.format), replace=options.replace
        )
        charts = analysing.save_charts(analysis, files)
        for path in charts:
            say(text("Written: {file}", file=path))
    if options.json:
        give(statistics_data(analysis) | {"charts": [str(path) for path in charts]})
    return PROBLEMS if merge.refusals else DONE


def _lines(analysis: Analysis) -> list[str]:
    """What to look at, then every table with the reasons of what is withheld."""
    found = [notable_words(one, analysis.merge) for one in notables(analysis)]
    lines = [text("To be looked at"), *(f"- {words}" for words in found or [text("nothing")])]
    for one in tables(analysis):
        lines += ["", one.title, *_table(one)] if one.rows else []
    return [*lines, "", text("All of this is advice; the rule of the protocol alone decides.")]


def _table(one: Table) -> list[str]:
    """The columns that have something to say, and under them why others have not."""
    columns = [
        [column.title, *(shown_cell(column, row[place]) for row in one.rows)]
        for place, column in enumerate(one.columns)
    ]
    head, *rows = zip(*(column for column in columns if set(column[1:]) != {NOTHING}), strict=True)
    reasons = {withheld_words(cell) for row in one.rows for cell in row if isinstance(cell, Withheld)}
    return [*table(head, rows), *sorted(reasons)]


def statistics_data(analysis: Analysis) -> dict[str, Any]:
    """The statistics as other programs need them; exact numbers are texts, what is withheld says why."""
    return {
        "notable": [_notable(one, analysis.merge) for one in notables(analysis)],
        "experts": [_data(one) for one in analysis.experts],
        "applications": [_application(one, analysis) for one in analysis.applications],
        "criteria": [_data(one) for one in analysis.criteria],
        "recommendation": _data(analysis.recommendation),
        "groups": [_data(one) for one in analysis.groups],
    }


def _notable(one: Notable, merge: PanelMerge) -> dict[str, Any]:
    return {**_data(one), "message": notable_words(one, merge)}


def _application(one: ApplicationFigures, analysis: Analysis) -> dict[str, Any]:
    """The figures of an application, with the spread of its marks for each criterion."""
    name, figures = one.outcome.application.id, _data(one)
    rubric = analysis.merge.scheme.rubric
    figures["criteria"] = {
        criterion.id: _data(spread(analysis.judged.marks_of(name, criterion), smallest(criterion)))
        for criterion in rubric.criteria
        if not rubric.qualitative
    }
    figures["outcome"] = {
        "application": name,
        "rank": one.outcome.rank,
        "score": _data(one.outcome.result.score),
    }
    return {**figures.pop("outcome"), **figures}


def _withheld(one: Withheld) -> dict[str, object]:
    return {
        "withheld": one.reason.value,
        "needed": one.needed,
        "found": one.found,
        "message": withheld_words(one),
    }


def _data(value: object) -> Any:  # noqa: ANN401 - whatever JSON has
    """A value of the statistics as JSON."""
    match value:
        case Withheld():
            return _withheld(value)
        case Mapping():
            return {str(key): _data(one) for key, one in value.items()}
        case tuple():
            return [_data(one) for one in value]
        case _ if is_dataclass(value):
            names = (one.name for one in fields(value) if one.name != "outcome")
            return {name: _data(getattr(value, name)) for name in names}
        case _:
            return _plain(value)


def _plain(value: object) -> object:
    match value:
        case Fraction():
            return exact_text(value)
        case Decimal():
            return format(value, "f")
        case Enum():
            return value.value
        case _:
            return value
