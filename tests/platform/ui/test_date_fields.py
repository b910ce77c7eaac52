"""Dates in three boxes and times in words: what is right is read, what is wrong comes back with what to mend."""

from datetime import date, time

import pytest
from django import forms

from handrail.platform.ui.date_fields import DatePartsField, TimeTextField


class Call(forms.Form):
    on = DatePartsField(
        about="the date of the call", not_after=date(2046, 11, 30), not_before=date(2026, 1, 1)
    )
    at = TimeTextField(required=False)


def typed(day: str, month: str, year: str) -> Call:
    return Call({"on-day": day, "on-month": month, "on-year": year})


@pytest.mark.parametrize("month", ["11", "nov", "November", " 11 "])
def test_a_month_may_be_a_number_or_its_name(month: str):
    form = typed("24", month, "2026")
    assert form.is_valid()
    assert form.cleaned_data["on"] == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("parts", "says", "first"),
    [
        (("", "", ""), "Enter the date of the call", "day"),
        (("3", "", "2026"), "The date of the call must include a month", "month"),
        (("3", "", ""), "The date of the call must include a month and a year", "month"),
        (
            ("30", "2", "2026"),
            "The date of the call must be a real date: there is no 30 February 2026",
            "day",
        ),
        (("3", "13", "2026"), "The date of the call must be a real date, like 24 11 2026", "month"),
        (("x", "1", "2026"), "The date of the call must be a real date, like 24 11 2026", "day"),
        (("٣", "1", "2026"), "The date of the call must be a real date", "day"),
        (("1", "12", "2046"), "The date of the call must be 30 November 2046 or before", "day"),
        (("31", "12", "2025"), "The date of the call must be 1 January 2026 or after", "day"),
    ],
)
def test_what_is_wrong_is_said_and_pointed_at(parts: tuple[str, str, str], says: str, first: str):
    form = typed(*parts)
    assert form.errors["on"][0].startswith(says)
    assert form.fields["on"].widget.first_at_fault(form["on"].value()) == first


def test_a_short_year_is_asked_again():
    assert "must have a year of four numbers" in typed("3", "1", "26").errors["on"][0]


def test_a_year_before_1900_is_asked_about_and_not_called_short():
    assert typed("3", "1", "1066").errors["on"] == [
        "Check the year: the date of the call must be in 1900 or later"
    ]


def test_what_was_typed_wrongly_comes_back():
    items = Call.base_fields["on"].widget.items(
        "on", "id_on", typed("30", "2", "2026")["on"].value(), at_fault=True
    )
    assert [item["value"] for item in items] == ["30", "2", "2026"]
    assert ["error" in item["classes"] for item in items] == [True, True, False]


def test_a_date_from_before_fills_the_boxes():
    items = Call.base_fields["on"].widget.items("on", "id_on", date(2026, 2, 3), at_fault=False)
    assert [item["value"] for item in items] == ["3", "2", "2026"]


def test_an_optional_date_may_be_left_empty():
    assert DatePartsField(required=False).clean(None) is None


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("6:20pm", time(18, 20)),
        ("6.20 pm", time(18, 20)),
        ("6:20 P.M.", time(18, 20)),
        ("18:20", time(18, 20)),
        ("06:20", time(6, 20)),
        ("0:05", time(0, 5)),
        ("2am", time(2)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("12:30pm", time(12, 30)),
        ("noon", time(12)),
        ("Midnight", time(0)),
    ],
)
def test_times_that_are_clear(text: str, read: time):
    assert TimeTextField().clean(text) == read


@pytest.mark.parametrize("text", ["half six", "25:00", "6:75pm", "13pm", "0am", "18", "6m", "12345"])
def test_times_that_are_not(text: str):
    with pytest.raises(forms.ValidationError, match="Enter a time like 6:20pm or 18:20"):
        TimeTextField().clean(text)


@pytest.mark.parametrize("text", ["6:20", "6", "11"])
def test_am_or_pm_is_asked_and_never_guessed(text: str):
    with pytest.raises(forms.ValidationError, match=f"Enter {text}am or {text}pm"):
        TimeTextField().clean(text)


def test_a_time_from_before_is_written_as_people_write_it():
    assert Call(initial={"at": time(18, 20)})["at"].value() == "6:20pm"
