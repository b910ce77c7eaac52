"""P39: time since the last court event and the last contact drives a keep-in-touch plan that is seen to be kept."""

from datetime import date

import pytest
from django.test import Client

from support.cast import sign_in
from support.justice import ASKED, add_supervisor
from support.practice_pages import Pages, row, words_of


def _day(name: str, on: date) -> dict[str, str]:
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


def contact(pages, on, *, reached=True, **more):
    said = (
        {"reached": "yes", "topics": "no_news", "asked": ASKED} if reached else {"reached": "no", "asked": ""}
    )
    plain = {
        "channel": "call",
        "language": "",
        "wish": "not_asked",
        "understood": "not_asked",
        "useful": "not_asked",
    }
    pages.post("keeping-in-touch/contact/", **(plain | said | _day("on", on) | more))


@pytest.fixture
def officer(cast):
    pages = Pages(Client(), cast.officer)
    yield pages
    pages.come_home()


@pytest.mark.practice("P39")
def test_two_clocks_drive_a_plan_that_is_seen_to_be_kept(cast, officer):
    officer.today(date(2026, 9, 1))
    officer.open_case()
    officer.record("crime_recorded", date(2026, 9, 1))
    officer.post(
        "keeping-in-touch/agree/", every_days="14", channel="call", safe_times="After 6pm", stand_in="",
        **_day("on", date(2026, 9, 1)),
    )  # fmt: skip
    assert "By 15 September 2026. Contact date agreed with them" in officer.read("keeping-in-touch/")

    officer.today(date(2026, 9, 14))
    contact(officer, date(2026, 9, 14))
    officer.record("charged", date(2026, 9, 14))
    officer.today(date(2026, 9, 16))
    page = officer.markup("keeping-in-touch/")
    assert "Last court event 2 days ago" in words_of(page)
    assert "Last contact 2 days ago" in words_of(page)
    assert "Made in time on 14 September 2026" in row(page, "15 September 2026")

    officer.record("trial_fixed", date(2026, 9, 16), **_day("held_on", date(2026, 12, 1)))
    contact(officer, date(2026, 9, 16))
    officer.today(date(2026, 11, 20))
    officer.record("trial_moved", date(2026, 11, 20), **_day("held_on", date(2027, 2, 2)))
    page = officer.markup("keeping-in-touch/")
    assert "Longer than agreed" in words_of(page)
    assert "Last contact 65 days ago" in words_of(page)
    assert "Last court event Today" in words_of(page)
    assert "Missed" in row(page, "17 November 2026")  # 14 days before 1 December, and nobody rang
    assert "19 January 2027" in page  # 14 days before the new day
    assert "28 November 2026" not in page  # three days before the day that was given up

    officer.post("keeping-in-touch/missed/2026-09-30/", reason="unsafe", words="He was in the room")
    contact(officer, date(2026, 11, 20), wish="no", language="ro")
    page = officer.markup("keeping-in-touch/")
    assert "Missed, with a reason" in row(page, "30 September 2026")
    assert "He was in the room" in row(page, "30 September 2026")
    contacts = officer.markup("keeping-in-touch/?show=contacts")
    assert "Wants to go on: no" in row(contacts, "20 November 2026")
    assert cast.officer.name in row(contacts, "20 November 2026")
    assert "interpreter: Romanian" in row(contacts, "20 November 2026")
    assert "does not affect their support" in words_of(contacts)

    lead = sign_in(Client(), add_supervisor())
    assert "0 of 1 person with an agreed interval never waited longer" in words_of(
        lead.get("/rights-in-time/").content.decode()
    )


@pytest.mark.practice("P39")
def test_attempts_are_no_contact_and_three_lead_to_others(cast, officer):
    officer.today(date(2026, 9, 1))
    officer.open_case()
    officer.record("crime_recorded", date(2026, 9, 1))
    for number in (10, 11, 14):
        officer.today(date(2026, 9, number))
        contact(officer, date(2026, 9, number), reached=False)
    page = officer.read("keeping-in-touch/")
    assert "Last contact None in 13 days" in page
    assert "3 attempts and no one reached" in page
    assert (
        "look at which ways are safe, ask the navigator or support worker, and tell your supervisor" in page
    )
    lead = sign_in(Client(), add_supervisor())
    day = words_of(lead.get("/my-day/").content.decode())
    assert "Help to reach someone about the criminal case" in day
    assert "3 attempts reached no one" in day
    assert "Help to reach someone" not in words_of(officer.client.get("/my-day/").content.decode())
    officer.today(date(2026, 9, 20))
    assert "Several attempts reached no one" in words_of(officer.client.get("/my-day/").content.decode())
