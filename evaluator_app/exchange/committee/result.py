"""An application's sheet: its result step by step, so that a person can follow it by hand."""

from fractions import Fraction

from evaluator_app.domain.numbers import exact_text, plain, rounded, shown
from evaluator_app.domain.panel import ApplicationResult
from evaluator_app.domain.protocol import Unit
from evaluator_app.exchange.committee import formulas
from evaluator_app.exchange.committee.book import ACCENT, AMBER, height, put_wide
from evaluator_app.exchange.committee.layout import CRITERION, NUMBER, TEXT, cell
from evaluator_app.exchange.committee.page import Page, decimals_format
from evaluator_app.wording.language import text
from evaluator_app.wording.protocols import band_words, rule_words
from evaluator_app.wording.results import advice, no_score

SHEETS, RULE, STEPS, EXACT, SCORE, GRADE, LIMITS, RANK, HINTS, CHECK = range(10)
RESULT_ROWS = 10
STRONG = {"bold": True, "font_size": 13, "font_color": ACCENT}


def result_cell(page: Page, which: int) -> str:
    """Where a part of the result stands."""
    return cell(page.layout.result + which, TEXT)


def hints(page: Page) -> list[str]:
    """Everything a reader of this result should look at, in sentences."""
    outcome: ApplicationResult = page.outcome
    result = outcome.result
    found = [no_score(result.reason)] if result.reason is not None else []
    found += [advice(one) for one in result.warnings]
    found += [text("For this grade: {condition}", condition=one.text) for one in outcome.preconditions]
    older = ", ".join(one.expert for one in outcome.sheets if one.older_package)
    if older:
        found.append(text("Scored on an earlier revision of the package: {experts}.", experts=older))
    if not (page.rubric.qualitative or page.numbers.exact):
        found.append(text("Too many combinations for exact formulas: the result is the program's, not live."))
    return found


def write_result(page: Page, titles: list[str], rank: str) -> None:
    """The result with live formulas; `titles` are the cells that hold the grades' names."""
    sheets = f"={cell(page.rows.sheets, page.layout.work(0))}"
    calculated(page, SHEETS, (sheets, page.outcome.result.counted), text("Sheets that count"))
    line(page, RULE, text("Rule"), rule_words(page.protocol))
    line(page, LIMITS, text("Limits of the grades"), _limits(page))
    write_hints(page, HINTS)
    calculated(page, RANK, (f"={rank}", page.outcome.rank or page.words.none), text("Rank"))
    _write_score(page, titles)
    _write_check(page)


def write_hints(page: Page, which: int) -> None:
    """All that a reader should look at."""
    found = hints(page)
    look: dict[str, object] = {"bg_color": AMBER} if found else {}
    line(page, which, text("To be looked at"), "\n".join(found) or "—", **look)


def _write_score(page: Page, titles: list[str]) -> None:
    at, none, protocol = page.layout.work(0), page.words.none, page.protocol
    numerator, denominator = cell(page.rows.numerator, at), cell(page.rows.denominated, at)
    score = page.outcome.result.score
    values: tuple[object, ...] = (none, none, none, none)
    if score is not None:
        display = rounded(score, protocol.decimals, protocol.rounding)
        values = (_steps(page), exact_text(score), display, grade_title(page))
    live = (
        _steps_formula(page),
        f'{numerator}&"/"&{denominator}',
        formulas.rounded(numerator, denominator, protocol),
        formulas.grade((numerator, denominator), page.rubric.bands, titles),
    )
    labels = (text("Calculation"), text("Exact value"), text("Score"), text("Proposed grade"))
    looks: tuple[dict[str, object], ...] = (
        {},
        {},
        {**STRONG, "num_format": decimals_format(protocol)},
        STRONG,
    )
    invalid = formulas.quoted(page.words.invalid)
    enough = cell(page.rows.enough, at)
    for which, words, value, label, look in zip(
        (STEPS, EXACT, SCORE, GRADE), live, values, labels, looks, strict=True
    ):
        formula = f'=IFERROR(IF({enough}=1,{words},"{none}"),{invalid})' if page.numbers.exact else ""
        calculated(page, which, (formula, value), label, **look)


def grade_title(page: Page) -> str:
    """The grade of the result, or what the rubric calls having none."""
    grade = page.outcome.result.grade
    return page.rubric.unplaced if grade is None else grade.title


def _steps(page: Page) -> str:
    numbers, score = page.numbers, page.outcome.result.score or Fraction(0)
    if page.protocol.unit is Unit.CRITERION:
        return text("Sum of the merged criteria = {exact}", exact=exact_text(score))
    kept = Fraction(numbers.totals.sum * numbers.full, numbers.common * numbers.scale)
    return f"{plain(kept)} ÷ {numbers.totals.divisor} = {exact_text(score)}"


def _steps_formula(page: Page) -> str:
    at, rows, numbers = page.layout.work(0), page.rows, page.numbers
    exact = f'{cell(rows.numerator, at)}&"/"&{cell(rows.denominated, at)}'
    if page.protocol.unit is Unit.CRITERION:
        before, _, after = text("Sum of the merged criteria = {exact}").partition("{exact}")
        return "&".join([formulas.quoted(before), exact, formulas.quoted(after)])
    kept = f"ROUND({cell(rows.sum, at)}*{numbers.full}/{cell(rows.common, at)}/{numbers.scale},2)"
    return f'{kept}&" ÷ "&{cell(rows.divisor, at)}&" = "&{exact}'


def _limits(page: Page) -> str:
    return "; ".join(f"{band.title} {band_words(band)}" for band in page.rubric.bands)


def _write_check(page: Page) -> None:
    score = page.outcome.result.score
    same = text("as merged by the program")
    if score is None:
        own, other = page.words.none, text("changed; the program's result: no score")
    else:
        own = exact_text(score)
        display = shown(score, page.protocol.decimals, page.protocol.rounding)
        other = text("changed; the program's result: {score} ({exact})", score=display, exact=own)
    now = result_cell(page, EXACT)
    words = f"=IF({now}={formulas.quoted(own)},{formulas.quoted(same)},{formulas.quoted(other)})"
    calculated(page, CHECK, (words, same), text("Check"))


def calculated(page: Page, which: int, live: tuple[str, object], label: str, **look: object) -> None:
    """A row of the result with its formula and the value it has now."""
    formula, value = live
    line(page, which, label, "", **look)
    box = page.book.boxed(align="left", **look)
    at = page.layout.result + which
    if formula:
        page.formula(at, TEXT, formula, value, box)
    elif isinstance(value, str):
        page.sheet.write_string(at, TEXT, value, box)
    else:
        page.sheet.write_number(at, TEXT, value, box)


def line(page: Page, which: int, label: str, words: str, **look: object) -> None:
    """A row of the result."""
    row = page.layout.result + which
    put_wide(page.sheet, row, (NUMBER, CRITERION), label, page.book.heading(align="right"))
    box = page.book.boxed(align="left", **look)
    put_wide(page.sheet, row, (TEXT, page.layout.last_column), words, box)
    page.sheet.set_row(row, max(height(words, page.right_width), 24 if look.get("bold") else 18))
