"""Sums as people write them, and every way of writing one wrongly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.platform.kernel.money import (
    MAX_PENCE,
    InvalidAmountError,
    format_pence,
    format_pence_for_input,
    parse_pounds,
)


@pytest.mark.parametrize(
    ("written", "pence"),
    [
        ("£1,250.50", 125050),
        ("1250", 125000),
        ("12.50", 1250),
        ("£ 0.01", 1),
        ("0", 0),
        (" 1,000,000 ", 100000000),
        ("007", 700),
    ],
)
def test_a_sum_is_read_in_pence(written, pence):
    assert parse_pounds(written) == pence


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("", "Enter the amount in pounds, like 62 or 62.50"),
        ("£", "Enter the amount in pounds, like 62 or 62.50"),
        ("12,5", "a point before the pence"),
        ("12,50", "a point before the pence"),
        ("1.234,56", "a point before the pence"),
        ("12.5", "two digits"),
        ("12.", "two digits"),
        ("12.505", "no more than two"),
        ("1,25.50", "commas and points"),
        ("1.234.567", "commas and points"),
        ("€20", "pounds sterling"),
        ("20 EUR", "pounds sterling"),
        ("$20", "pounds sterling"),
        ("-5", "cannot be less than £0"),
        ("−5", "cannot be less than £0"),
        ("£-5", "cannot be less than £0"),
        ("(5)", "cannot be less than £0"),
        ("1e9", "in numbers"),
        ("twenty", "in numbers"),
        ("NaN", "in numbers"),
        ("٣٤", "in numbers"),
        ("12 50", "in numbers"),
        ("10,000,000.01", "must be £10,000,000 or less"),
        ("9" * 5000, "must be £10,000,000 or less"),
    ],
)
def test_what_is_no_sum_is_told_what_to_mend(written, says):
    with pytest.raises(InvalidAmountError, match=says):
        parse_pounds(written)


def test_a_lower_limit_may_be_asked():
    assert parse_pounds("150", most=150_00) == 150_00
    with pytest.raises(InvalidAmountError, match=r"must be £150 or less"):
        parse_pounds("150.01", most=150_00)


def test_less_than_nothing_is_spoken_with_its_sign():
    assert format_pence(-300) == "−£3"


@given(st.integers(0, MAX_PENCE))
def test_what_is_spoken_or_typed_is_read_back(pence):
    assert parse_pounds(format_pence(pence)) == parse_pounds(format_pence_for_input(pence)) == pence
