"""What the form would take: lengths, dates, phones, closed lists; every script as it was typed."""

from datetime import date

import pytest

from handrail.people.referral_form.rules import form_definition
from handrail.people.referral_form.rules.answer_cleaning import (
    InvalidAnswerError,
    clean_form_answer,
    count_characters,
    list_similar_entries,
)

FORM, TODAY = form_definition.get_newest_form_definition(), date(2026, 11, 24)


def keep(key, value):
    return clean_form_answer(FORM, FORM.fields[key], value, TODAY)


def refuse(key, value):
    with pytest.raises(InvalidAnswerError) as caught:
        keep(key, value)
    return str(caught.value)


def test_fifteen_thousand_characters_and_not_one_more():
    assert len(keep("family", "a" * 15_000)) == 15_000
    assert "15,001" in refuse("family", "a" * 15_001)
    assert "Remove 1" in refuse("family", "a" * 15_001)


def test_characters_are_counted_as_the_form_counts_them():
    assert count_characters("line\r\nline") == 9
    assert count_characters("𐍈") == 2
    assert "15,002" in refuse("family", "𐍈" * 7_501)


@pytest.mark.parametrize("text", ["עדן\u200f נולדה", "e\u0301cole", "เขียน", "नमस्ते", "أُمّ"])
def test_every_script_is_kept_as_it_was_typed(text):
    assert keep("family", text) == text


def test_what_no_database_takes_is_refused_in_words():
    assert "cannot be shown" in refuse("family", "a\0b")
    assert "cannot be shown" in refuse("family", "a\ud800b")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("2027-01-01", "in the past"),
        ("1998-02-30", "real date"),
        ("1899-12-31", "after 1 January 1900"),
        ("1900-01-01", "after 1 January 1900"),
        ("soon", "real date"),
    ],
)
def test_a_birth_is_a_real_day_that_has_been(typed, says):
    assert says in refuse("date_of_birth", typed)


def test_a_birth_today_is_a_birth():
    assert keep("date_of_birth", "2026-11-24") == "2026-11-24"


@pytest.mark.parametrize(
    "number", ["07700 900123", "+40 21 555 0100", "(01632) 960-123", "01632 960123 ext 12"]
)
def test_phones_of_the_world(number):
    assert keep("phone", number) == number


@pytest.mark.parametrize("number", ["her sister's", "123", "+4412345678901234567", "0770o 900123"])
def test_what_is_no_phone(number):
    assert "phone number" in refuse("phone", number)


def test_the_phones_of_councils_are_not_checked():
    assert keep("council_phone", "ask the switchboard") == "ask the switchboard"


def test_web_addresses_are_refused_where_the_form_refuses_them():
    assert "Web addresses are not allowed" in refuse("last_contact_details", "see www.example.org")
    assert "Web addresses are not allowed" in refuse("co_operation", "https://example.org/a")
    assert keep("family", "see www.example.org")


def test_a_list_is_closed_and_offers_what_is_like_it():
    assert keep("nationality", "romanian") == "Romanian"
    assert keep("nationality", "Unknown") == "Unknown"
    with pytest.raises(InvalidAnswerError) as caught:
        keep("town_now", "Lincon")
    assert "Lincoln" in caught.value.near
    assert "not on the Home Office’s list" in refuse("nationality", "zzzzqqqq")


def test_a_part_of_a_name_finds_it():
    assert "Lincolnshire Police" in list_similar_entries(FORM.lists["organisations"], "lincolnshire pol")
    assert list_similar_entries(FORM.lists["organisations"], "") == ()


def test_up_to_ten_places():
    towns = FORM.lists["uk_cities_and_towns"][:11]
    assert keep("uk_towns", towns[:10]) == towns[:10]
    assert "up to 10: there are 11" in refuse("uk_towns", towns)
    assert keep("uk_towns", ("Boston", "boston", " ")) == ("Boston",)


def test_choices_are_closed():
    assert keep("moved", "not-sure") == "not-sure"
    assert "Choose one of the answers" in refuse("moved", "perhaps")
    assert "Choose one of the answers" in refuse("types", ("prostitution", "invented"))


@pytest.mark.parametrize(("typed", "kept"), [("2", "2"), ("07", "7"), ("12", "12")])
def test_numbers_of_children(typed, kept):
    assert keep("number_of_children", typed) == kept


@pytest.mark.parametrize("typed", ["two", "-1", "0", "100", "٣", "1" * 5000])
def test_what_is_no_number_of_children(typed):
    assert "Enter a number" in refuse("number_of_children", typed)
