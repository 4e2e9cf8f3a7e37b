"""The columns of the roster's workbook: what the writer lays out, and the reader finds by its heading."""

from dataclasses import dataclass

from evaluator_app.wording.language import mark

MARK = "evaluator_app roster 1"
FIRST_ROW = 3  # mark, title, headings


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name for the program, its title, its width, and whether it holds days."""

    key: str
    title: str
    width: int
    day: bool = False


COLUMNS = (
    Column("id", mark("Number"), 9),
    Column("name", mark("Name"), 14),
    Column("organisation", mark("Organisation"), 30),
    Column("kind", mark("Kind of member"), 16),
    Column("source", mark("Source"), 20),
    Column("nomination", mark("Nominated by"), 14),
    Column("appointed", mark("Appointed on"), 13, day=True),
    Column("term_years", mark("Term (years)"), 10),
    Column("trained", mark("Trained on"), 13, day=True),
    Column("fields", mark("Fields"), 20),
    Column("former_1", mark("Former employer"), 26),
    Column("left_1", mark("Left on"), 13, day=True),
    Column("former_2", mark("Former employer before"), 26),
    Column("left_2", mark("Left that on"), 13, day=True),
    Column("related", mark("Other related organisations"), 30),
)
