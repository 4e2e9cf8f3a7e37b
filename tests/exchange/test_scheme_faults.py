"""Faults in scheme files are named with file, line and path, all at once."""

import time

import pytest
from scheme_texts import SMALL, SOURCE, changed, fault, faults

from evaluator_app.domain.codes import Code
from evaluator_app.exchange.scheme_file import read_scheme
from evaluator_app.exchange.toml_lines import lines_by_path
from evaluator_app.wording.problems import problem_line

# Faults of keys and values, with line and path


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('max = "10"', "max = 10.0", "s.toml:30 rubric.sections[0].criteria[0].max"),
        ('step = "0.5"', "step = 0.5", "s.toml:31 rubric.sections[0].criteria[0].step"),
        ('max = "10"', 'max = "ten"', "s.toml:30 rubric.sections[0].criteria[0].max"),
        ('max = "10"', 'max = "NaN"', "s.toml:30 rubric.sections[0].criteria[0].max"),
        ('max = "10"', 'max = "1e9"', "s.toml:30 rubric.sections[0].criteria[0].max"),
        ('max = "10"', 'max = "１０"', "s.toml:30 rubric.sections[0].criteria[0].max"),
        ('max = "10"', "max = true", "s.toml:30 rubric.sections[0].criteria[0].max"),
        ("max = 10\n", "max = [10]\n", "s.toml:22 rubric.sections[0].max"),
        ("minimum_sheets = 3", 'minimum_sheets = "3"', "s.toml:37 protocol.minimum_sheets"),
        ("minimum_sheets = 3", "minimum_sheets = 3.0", "s.toml:37 protocol.minimum_sheets"),
        ("minimum_sheets = 3", "minimum_sheets = true", "s.toml:37 protocol.minimum_sheets"),
        ("minimum_sheets = 3", "minimum_sheets = 9007199254740993", "s.toml:37 protocol.minimum_sheets"),
        ("assumed = true", "assumed = 1", "s.toml:38 protocol.assumed"),
        ('rule = "mean"', 'rule = "average"', "s.toml:36 protocol.rule"),
        ('rule = "mean"', "rule = []", "s.toml:36 protocol.rule"),
        ('version = "1"', "version = 1", "s.toml:5 version"),
        ('version = "1"', "version = 2024-01-01", "s.toml:5 version"),
        ('owner = "示例协会"', r'owner = "示例\u0007"', "s.toml:7 owner"),
        ('owner = "示例协会"', r'owner = "示例\u202e"', "s.toml:7 owner"),
        ("bands = []", 'bands = "none"', "s.toml:16 rubric.bands"),
        ("bands = []", "bands = [1]", "s.toml:16 rubric.bands[0]"),
        ("bands = []", "bands = {}", "s.toml:16 rubric.bands"),
    ],
)
def test_a_value_of_the_wrong_kind(old: str, new: str, place: str) -> None:
    assert fault(changed(old, new)) == (Code.SCHEME_VALUE_INVALID, place)


def test_a_table_where_a_text_belongs_and_the_other_way_round() -> None:
    assert fault(changed('owner = "示例协会"', "owner = { name = 1 }"))[1] == "s.toml:7 owner"
    text = SMALL[: SMALL.index("[protocol]")]
    assert fault(text.replace("format = 1", 'format = 1\nprotocol = "mean"'))[1] == "s.toml:2 protocol"


@pytest.mark.parametrize(
    ("old", "new", "key", "place"),
    [
        ('id = "small"', 'id = "small"\ncolour = "red"', "colour", "s.toml"),
        ('step = "0.5"', 'step = "0.5"\nsteps = 1', "steps", "s.toml:25 rubric.sections[0].criteria[0]"),
        ("[protocol]", "[protocol]\nweight = 0.5", "weight", "s.toml:34 protocol"),
    ],
)
def test_an_unknown_key(old: str, new: str, key: str, place: str) -> None:
    (one,) = faults(changed(old, new))
    assert (one.code, one.details["key"], one.place) == (Code.SCHEME_KEY_UNKNOWN, key, place)


@pytest.mark.parametrize(
    ("line", "key", "place"),
    [
        ('id = "small"\n', "id", "s.toml"),
        ('title = "针对性"\n', "title", "s.toml:25 rubric.sections[0].criteria[0]"),
        ('unit = "total"\n', "unit", "s.toml:34 protocol"),
    ],
)
def test_a_missing_key(line: str, key: str, place: str) -> None:
    (one,) = faults(changed(line, ""))
    assert (one.code, one.details["key"], one.place) == (Code.SCHEME_KEY_MISSING, key, place)


def test_all_faults_at_once() -> None:
    text = changed('max = "10"', "max = 1.5").replace('owner = "示例协会"\n', "").replace("3", '"3"')
    assert [one.code for one in faults(text)] == [
        Code.SCHEME_KEY_MISSING,
        Code.SCHEME_VALUE_INVALID,
        Code.SCHEME_VALUE_INVALID,
    ]


def test_no_more_faults_than_a_person_reads() -> None:
    assert len(faults(SMALL + "\n[[statements]]\nx = 1" * 200)) == 100


def test_a_list_without_end_is_refused_as_a_whole() -> None:
    began = time.process_time()
    codes = [one.code for one in faults(SMALL + "\n[[statements]]\nx = 1" * 90_000)]
    assert codes == [Code.SCHEME_VALUE_INVALID]
    assert time.process_time() - began < 30


@pytest.mark.parametrize("line", ["[" + " " * 1_000_000 + '"a"],', "[" + " " * 1_000_000 + "a"])
def test_finding_a_line_costs_no_more_than_reading_it(line: str) -> None:
    assert lines_by_path(f"x = 1\n{line}\ny = 2") == {"x": 1, "y": 3}


# Contradictions, found by the check of the whole scheme


BANDS = """bands = [
  { id = "高", title = "高", low = "LOW", low_inclusive = INC, clause = "3" },
  { id = "低", title = "低", high = "8", high_inclusive = true, clause = "3" },
]
bands_complete = true"""


@pytest.mark.parametrize(
    ("low", "inclusive", "code"),
    [
        ("8", "true", Code.SCHEME_BANDS_OVERLAP),
        ("7", "false", Code.SCHEME_BANDS_OVERLAP),
        ("8.5", "true", Code.SCHEME_BANDS_HOLE),
    ],
)
def test_bands_that_overlap_or_leave_a_hole(low: str, inclusive: str, code: Code) -> None:
    text = changed("bands = []", BANDS.replace("LOW", low).replace("INC", inclusive))
    assert fault(text) == (code, "s.toml:16 rubric.bands")


def test_bands_that_meet() -> None:
    text = changed("bands = []", BANDS.replace("LOW", "8").replace("INC", "false"))
    assert len(read_scheme(text.encode(), "s.toml").scheme.rubric.bands) == 2


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("max = 10\n", "max = 11\n", Code.SCHEME_SUM_MISMATCH, "s.toml:22 rubric.sections[0].max"),
        (
            'step = "0.5"',
            'step = "3"',
            Code.SCHEME_STEP_MISMATCH,
            "s.toml:31 rubric.sections[0].criteria[0].step",
        ),
        (
            "minimum_sheets = 3",
            "minimum_sheets = 0",
            Code.SCHEME_VALUE_INVALID,
            "s.toml:37 protocol.minimum_sheets",
        ),
        ("assumed = true", "assumed = false", Code.SCHEME_CLAUSE_MISSING, "s.toml:34 protocol"),
    ],
)
def test_contradictions_name_their_line(old: str, new: str, code: Code, place: str) -> None:
    assert fault(changed(old, new)) == (code, place)


@pytest.mark.parametrize("index", [0, 3, 7])
def test_lines_in_the_shipped_scheme(index: int) -> None:
    """The line of a criterion deep in nested lists is the one an editor shows."""
    parts = SOURCE.split('step = "0.5"')
    text = 'step = "0.5"'.join(parts[: index + 1]) + "step = 0.5" + 'step = "0.5"'.join(parts[index + 1 :])
    line = text[: text.index("step = 0.5")].count("\n") + 1
    section, criterion = [(0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (1, 3), (2, 0), (2, 1)][index]
    path = f"rubric.sections[{section}].criteria[{criterion}].step"
    assert fault(text) == (Code.SCHEME_VALUE_INVALID, f"s.toml:{line} {path}")


def test_options_inside_a_line_are_found_at_their_field() -> None:
    text = SOURCE.replace('{ id = "是", title = "是" }', '{ id = "是", title = 1 }')
    line = text[: text.index('{ id = "是", title = 1 }')].count("\n")
    path = "forms[0].fields[1].options[0].title"
    assert fault(text) == (Code.SCHEME_VALUE_INVALID, f"s.toml:{line} {path}")


def test_each_fault_says_what_to_do() -> None:
    (one,) = faults(changed('step = "0.5"', "step = 0.5"))
    assert problem_line(one) == (
        "s.toml:31 rubric.sections[0].criteria[0].step: The value is not allowed here: "
        "write the number in quotes, such as “0.5” Correct it and check the scheme again."
    )
