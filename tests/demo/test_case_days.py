"""How the files of scripted cases say a date."""

from datetime import date

import pytest

from handrail.demo.scripted_cases import CaseDateResolver, make_planned_scripted_case

WEDNESDAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", date(2026, 11, 25)),
        ("1 day ago", date(2026, 11, 24)),
        ("in 3 days", date(2026, 11, 28)),
        ("met", date(2026, 11, 15)),  # a Sunday
        ("met, office day", date(2026, 11, 13)),
        ("met, next office day", date(2026, 11, 16)),
        ("2 days after met", date(2026, 11, 17)),
        ("1 day before met", date(2026, 11, 14)),
        ("later of met and 3 days ago", date(2026, 11, 22)),
        ("3 working days ago", date(2026, 11, 20)),
    ],
)
def test_a_date_is_said_as_people_say_it(text, day):
    assert CaseDateResolver(WEDNESDAY, {"met": "10 days ago"}).get(text) == day


@pytest.mark.parametrize("text", ["tomorow", "5 days since", "met, holiday"])
def test_a_date_that_nobody_understands_is_an_error(text):
    with pytest.raises(ValueError, match=r"is none|no step"):
        CaseDateResolver(WEDNESDAY, {"met": "10 days ago"}).get(text)


def test_a_text_names_the_weekday():
    assert CaseDateResolver(WEDNESDAY, {}).fill("Missed on {1 day ago:%A}.") == "Missed on Tuesday."


def test_a_crime_tells_the_person_their_rights():
    events = make_planned_scripted_case("yusuf", WEDNESDAY).events
    assert [(event.event, event.of) for event in events[-4:]] == [
        ("crime_recorded", ""),
        ("victim_informed", "crime"),
        ("victim_informed", "process"),
        ("support_referral_made", "service"),
    ]
