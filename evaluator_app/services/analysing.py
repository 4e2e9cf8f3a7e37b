"""Understanding a panel's results: its statistics, its charts as pictures and files."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator_app.domain.analysis import Analysis, analyse
from evaluator_app.domain.charts import Format, Look, Wanted, wanted
from evaluator_app.domain.codes import Code
from evaluator_app.domain.panel import PanelMerge
from evaluator_app.domain.problems import Problem, Refused, problem
from evaluator_app.exchange.safe_writing import make_folder, new_file, replace_file
from evaluator_app.late import late

if TYPE_CHECKING:
    from evaluator_app.exchange.charts import drawing
else:
    drawing = late("evaluator_app.exchange.charts.drawing")  # matplotlib takes a second


@dataclass(frozen=True, kw_only=True)
class ChartFiles:
    """Where charts go, as what kind of files, and whether one that exists may be replaced."""

    folder: Path
    kind: Format = Format.PNG
    replace: bool = False


def statistics(merge: PanelMerge) -> Analysis:
    """All statistics of a merge."""
    return analyse(merge)


def picture(analysis: Analysis, one: Wanted, look: Look) -> bytes:
    """A chart as a PNG, to be shown."""
    stream = BytesIO()
    drawing.write_chart(stream, analysis, one, Format.PNG, look)
    return stream.getvalue()


def save_chart(analysis: Analysis, one: Wanted, path: Path, *, replace: bool = False) -> None:
    """A chart as the file that the ending of its name says: .png, .svg or .pdf."""
    ending = path.suffix.lower().removeprefix(".")
    if ending not in set(Format):
        raise Refused([problem(Code.CHART_FORMAT, str(path), formats=", ".join(Format))])
    with (replace_file if replace else new_file)(path) as stream:
        drawing.write_chart(stream, analysis, one, Format(ending), Look())


def save_charts(analysis: Analysis, files: ChartFiles) -> tuple[Path, ...]:
    """Every chart that can be drawn; none is written where one would replace a file unasked."""
    charts = {path: one for one, path in _paths(analysis, files)}
    if not files.replace:
        there: list[Problem] = [problem(Code.FILE_EXISTS, str(path)) for path in charts if path.exists()]
        if there:
            raise Refused(there)
    make_folder(files.folder)
    for path, one in charts.items():
        save_chart(analysis, one, path, replace=files.replace)
    return tuple(charts)


def _paths(analysis: Analysis, files: ChartFiles) -> Iterator[tuple[Wanted, Path]]:
    for one in wanted(analysis):
        yield one, files.folder / f"{chart_name(one)}.{files.kind}"


def chart_name(one: Wanted) -> str:
    """What the file of a chart is called, without its ending."""
    return f"{one.chart}-{one.application}" if one.application else str(one.chart)
