"""Exact numbers: what people type, rounding for display, texts of fractions."""

from decimal import Decimal
from fractions import Fraction

import pytest
from builders import EXAMPLES
from hypothesis import given
from hypothesis import strategies as st

from evaluator_app.domain.numbers import Rounding, exact_text, parse_score, plain, rounded, shown

exact = st.fractions(min_value=-2000, max_value=2000, max_denominator=5000)
roundings = st.sampled_from(Rounding)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("9", "9"),
        ("9.5", "9.5"),
        (" 9.5\t", "9.5"),
        ("\u30009.5\u3000", "9.5"),
        ("９.５", "9.5"),
        ("９．５", "9.5"),
        ("9。5", "9.5"),
        (".5", "0.5"),
        ("10.", "10"),
        ("+9", "9"),
        ("-1", "-1"),
        ("－1", "-1"),
        ("0", "0"),
        ("-0", "0"),
        ("-0.00", "0"),
        ("9.50", "9.5"),
        ("007", "7"),
        ("100", "100"),
        ("999999999.999999999", "999999999.999999999"),
    ],
)
def test_a_typed_number_is_read_exactly_and_has_one_text(typed: str, value: str) -> None:
    """Full-width digits count (９.５ is 9.5); the same value is always written the same way."""
    read = parse_score(typed)
    assert read is not None
    assert str(read) == value


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        "NaN",
        "nan",
        "sNaN",
        "Infinity",
        "-inf",
        "1e1",
        "1E2",
        "9,5",
        "9，5",
        "1,000",
        "9 .5",
        "9.5.1",
        "--1",
        "+-1",
        ".",
        "。",
        "+",
        "九",
        "９分",
        "9/2",
        "½",
        "9²",
        "①",
        "٩",
        "0x9",
        "9_5",
        "1234567890",
        "0.1234567890",
        "9\n5",
        "\x009",
    ],
)
def test_what_is_no_plain_number_is_refused(typed: str) -> None:
    assert parse_score(typed) is None


@given(st.decimals(min_value=-999_999, max_value=999_999, places=3), st.booleans())
def test_every_decimal_is_read_back_from_its_text_also_in_full_width(value: Decimal, full: bool) -> None:  # noqa: FBT001 - drawn
    text = format(value, "f")
    wide = text.translate({code: code + 0xFEE0 for code in map(ord, "0123456789.-")})
    assert parse_score(wide if full else text) == value


@given(st.text(max_size=12))
def test_no_text_is_read_as_anything_but_a_finite_number(typed: str) -> None:
    read = parse_score(typed)
    assert read is None or read.is_finite()


@pytest.mark.parametrize("example", EXAMPLES["rounding"], ids=lambda one: f"{one['exact']}-{one['decimals']}")
@pytest.mark.parametrize("rounding", Rounding)
def test_rounding_of_the_worked_examples(example: dict[str, str], rounding: Rounding) -> None:
    """T-26, T-27: both rules, in one step, never through an intermediate rounding."""
    assert shown(Fraction(example["exact"]), int(example["decimals"]), rounding) == example[rounding.value]


@pytest.mark.parametrize(
    ("value", "decimals", "half_up", "even"),
    [
        ("-2.5", 0, "-3", "-2"),
        ("-0.001", 2, "0.00", "0.00"),
        ("0", 2, "0.00", "0.00"),
        ("2.4999999999999999999999", 0, "2", "2"),
        ("1/3", 4, "0.3333", "0.3333"),
    ],
)
def test_rounding_at_the_edges(value: str, decimals: int, half_up: str, even: str) -> None:
    assert shown(Fraction(value), decimals, Rounding.HALF_UP) == half_up
    assert shown(Fraction(value), decimals, Rounding.GB8170) == even


@given(exact, st.integers(0, 4), roundings)
def test_rounding_never_moves_a_value_by_more_than_half_a_place(
    value: Fraction, decimals: int, rounding: Rounding
) -> None:
    moved = abs(Fraction(rounded(value, decimals, rounding)) - value)
    assert moved <= Fraction(1, 2 * 10**decimals)


@given(st.integers(-10_000, 10_000), st.integers(0, 3))
def test_an_exact_half_goes_up_or_to_the_even_digit(whole: int, decimals: int) -> None:
    """GB/T 8170: 拟舍弃数字恰为五，所留末位为偶数则舍，为奇数则进."""
    value = (whole + Fraction(1, 2)) / 10**decimals
    up = rounded(value, decimals, Rounding.HALF_UP).scaleb(decimals)
    even = rounded(value, decimals, Rounding.GB8170).scaleb(decimals)
    assert abs(up) == abs(whole + Fraction(1, 2)) + Fraction(1, 2)
    assert even % 2 == 0


@given(exact)
def test_the_exact_text_names_the_fraction_also_of_whole_numbers(value: Fraction) -> None:
    assert Fraction(exact_text(value)) == value
    assert "/" in exact_text(value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("9.50"), "9.5"),
        (Decimal(100), "100"),
        (Decimal("0.0"), "0"),
        (Fraction(13), "13"),
        (Fraction(27, 2), "13.5"),
        (Fraction(1520, 17), "89.41"),
    ],
)
def test_a_mark_is_shown_without_needless_zeros(value: Decimal | Fraction, text: str) -> None:
    assert plain(value) == text
