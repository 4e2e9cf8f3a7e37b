"""The sample's quality data as an Excel workbook: months, causes and years, with formulas and charts."""

import io
import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from sample_making.fonts import MARK

_Formats = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Month:
    """One row of monthly figures."""

    name: str
    volume: int
    good: int
    other: float


def make_workbook(folder: Path, made: datetime) -> bytes:
    """The workbook of one application from its quality.toml and charts.toml."""
    quality = tomllib.loads((folder / "quality.toml").read_text(encoding="utf-8"))
    charts = tomllib.loads((folder / "charts.toml").read_text(encoding="utf-8"))
    months = _months(quality, charts["trend"])
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    book.set_properties({"title": f"{quality['title']}（{MARK}）", "author": MARK, "created": made})
    formats = _formats(book)
    _about(book.add_worksheet("说明"), formats, quality)
    _monthly(book, formats, quality, months)
    _causes(book, formats, charts["pareto"])
    _years(book, formats, quality, months)
    book.close()
    return out.getvalue()


def _formats(book: Workbook) -> _Formats:
    base = {"font_name": "宋体", "font_size": 11, "border": 1, "border_color": "#B8C2CC"}
    return {
        "title": book.add_format({"font_name": "黑体", "font_size": 16}),
        "mark": book.add_format({"font_name": "黑体", "font_size": 11, "font_color": "#B3261E"}),
        "plain": book.add_format({"font_name": "宋体", "font_size": 11, "text_wrap": True}),
        "head": book.add_format(
            {**base, "font_name": "黑体", "bg_color": "#E4ECF4", "align": "center", "text_wrap": True}
        ),
        "text": book.add_format({**base, "align": "center"}),
        "whole": book.add_format({**base, "num_format": "#,##0"}),
        "share": book.add_format({**base, "num_format": "0.0%"}),
        "tenth": book.add_format({**base, "num_format": "0.0"}),
    }


def _months(quality: dict[str, Any], trend: dict[str, Any]) -> list[Month]:
    """Three months of each quarter around the quarter's value."""
    months = []
    for i, label in enumerate(trend["labels"]):
        year, quarter = 2000 + int(label[:2]), int(label[3])
        for k in range(3):
            number = (quarter - 1) * 3 + k
            volume = quality["per_month"][number] * (100 + quality["growth_percent"] * (year - 2021)) // 100
            permille = round(float(trend["left"]["values"][i]) * 10) + (k - 1) * 2
            other = round(float(trend["right"]["values"][i]) * (1.04 - 0.04 * k), 1)
            months.append(Month(f"{year}年{number + 1}月", volume, volume * permille // 1000, other))
    return months


def _head(sheet: Worksheet, formats: _Formats, title: str, names: list[str]) -> None:
    sheet.write(0, 0, title, formats["title"])
    sheet.write(1, 0, f"{MARK}　数据为演示而编写", formats["mark"])
    for column, name in enumerate(names):
        sheet.write(3, column, name, formats["head"])
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, len(names), 17)
    sheet.set_row(3, 32)
    sheet.freeze_panes(4, 1)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&C{MARK}　第 &P 页")


def _about(sheet: Worksheet, formats: _Formats, quality: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 90)
    sheet.write(0, 0, quality["title"], formats["title"])
    sheet.write(1, 0, f"{MARK}　本文件的组织、现场与数据均为演示而编写", formats["mark"])
    lines = (
        f"数据来源：{quality['source']}。",
        f"{quality['rate']} ＝ {quality['good']} ÷ {quality['volume']}。",
        f"{quality['other']}：当月各次记录的算术平均值。",
        "工作表：月度指标、原因排列、年度对比。表中的比率、合计与平均值均由公式计算。",
    )
    for row, line in enumerate(lines, start=3):
        sheet.write(row, 0, line, formats["plain"])


def _monthly(book: Workbook, formats: _Formats, quality: dict[str, Any], months: list[Month]) -> None:
    sheet = book.add_worksheet("月度指标")
    _head(
        sheet,
        formats,
        f"{quality['title']}：月度指标",
        ["月份", *(quality[name] for name in ("volume", "good", "rate", "other"))],
    )
    for row, month in enumerate(months, start=4):
        sheet.write(row, 0, month.name, formats["text"])
        sheet.write(row, 1, month.volume, formats["whole"])
        sheet.write(row, 2, month.good, formats["whole"])
        sheet.write_formula(row, 3, f"=C{row + 1}/B{row + 1}", formats["share"], month.good / month.volume)
        sheet.write(row, 4, month.other, formats["tenth"])
    last = len(months) + 3
    chart = book.add_chart({"type": "line"})
    chart.add_series(
        {
            "name": quality["rate"],
            "categories": ["月度指标", 4, 0, last, 0],
            "values": ["月度指标", 4, 3, last, 3],
            "line": {"color": "#2F6FA8", "width": 2},
        }
    )
    chart.add_series(
        {
            "name": quality["other"],
            "categories": ["月度指标", 4, 0, last, 0],
            "values": ["月度指标", 4, 4, last, 4],
            "y2_axis": True,
            "line": {"color": "#D9772B", "width": 2},
        }
    )
    chart.set_title({"name": f"{quality['rate']}与{quality['other']}", "name_font": {"size": 12}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 720, "height": 360})
    sheet.insert_chart("G4", chart, {"description": "月度趋势"})


def _causes(book: Workbook, formats: _Formats, pareto: dict[str, Any]) -> None:
    sheet = book.add_worksheet("原因排列")
    _head(sheet, formats, "原因排列（改善前）", ["类别", f"数量（{pareto['unit']}）", "占比", "累计占比"])
    values, first = pareto["values"], 4
    last, total = first + len(values) - 1, sum(values)
    for i, (label, value) in enumerate(zip(pareto["labels"], values, strict=True)):
        row = first + i
        sheet.write(row, 0, label, formats["text"])
        sheet.write(row, 1, value, formats["whole"])
        sheet.write_formula(
            row, 2, f"=B{row + 1}/SUM($B${first + 1}:$B${last + 1})", formats["share"], value / total
        )
        cumulative = sum(values[: i + 1]) / total
        sheet.write_formula(row, 3, f"=SUM($C${first + 1}:C{row + 1})", formats["share"], cumulative)
    sheet.write(last + 1, 0, "合计", formats["head"])
    sheet.write_formula(last + 1, 1, f"=SUM(B{first + 1}:B{last + 1})", formats["whole"], total)
    bars = book.add_chart({"type": "column"})
    line = book.add_chart({"type": "line"})
    place: list[Any] = ["原因排列", first, 0, last, 0]
    bars.add_series(
        {"name": "数量", "categories": place, "values": ["原因排列", first, 1, last, 1], "gap": 60}
    )
    line.add_series(
        {
            "name": "累计占比",
            "categories": place,
            "values": ["原因排列", first, 3, last, 3],
            "y2_axis": True,
            "marker": {"type": "circle"},
        }
    )
    bars.combine(line)
    line.set_y2_axis({"min": 0, "max": 1, "num_format": "0%"})
    bars.set_title({"name": "原因排列图", "name_font": {"size": 12}})
    sheet.insert_chart("F4", bars, {"description": "排列图"})


def _years(book: Workbook, formats: _Formats, quality: dict[str, Any], months: list[Month]) -> None:
    sheet = book.add_worksheet("年度对比")
    _head(
        sheet,
        formats,
        "年度对比",
        ["年份", quality["volume"], quality["good"], quality["rate"], f"{quality['other']}平均"],
    )
    years = sorted({month.name[:4] for month in months})
    for row, year in enumerate(years, start=4):
        numbers = [i for i, month in enumerate(months) if month.name.startswith(year)]
        top, bottom = numbers[0] + 5, numbers[-1] + 5
        volume, good = sum(months[i].volume for i in numbers), sum(months[i].good for i in numbers)
        other = sum(months[i].other for i in numbers) / len(numbers)
        sheet.write(row, 0, f"{year}年", formats["text"])
        sheet.write_formula(row, 1, f"=SUM(月度指标!B{top}:B{bottom})", formats["whole"], volume)
        sheet.write_formula(row, 2, f"=SUM(月度指标!C{top}:C{bottom})", formats["whole"], good)
        sheet.write_formula(row, 3, f"=C{row + 1}/B{row + 1}", formats["share"], good / volume)
        sheet.write_formula(row, 4, f"=AVERAGE(月度指标!E{top}:E{bottom})", formats["tenth"], other)
