"""Outreach and graded intelligence, apart from victims' files, mapped as areas, leading to counted contacts.

The Black Country's own: the police and a charity go out together; what they see is graded, mapped, and answered.
"""

import ast
from datetime import date

import pytest
import time_machine
from django.core import mail
from django.test import Client

from handrail.areas.intelligence.actions.monthly_figures import publish_missing_district_figures_until
from handrail.areas.intelligence.actions.outreach import queue_overdue_outreach_alarms
from handrail.areas.intelligence.models import IntelligenceReport
from handrail.platform.outbox.actions.delivery import deliver_messages
from support.cast import sign_in
from support.intelligence_pages import BOSTON, WORDS, clear, council, go_out, second_force_lead, write
from support.practice_pages import Pages, row, words_of
from support.prevention_pages import days
from support.repository import modules

pytestmark = pytest.mark.practice("P11")
NIGHT = date(2026, 11, 24)


@pytest.fixture
def charity(cast, pages) -> Pages:
    """A worker of the charity that goes out."""
    pages.user = cast.partner
    pages.today(NIGHT)
    return pages


@pytest.fixture
def force(cast, charity) -> Pages:
    """Whoever leads for the force."""
    return _pages(cast.force_lead)


def _pages(user) -> Pages:
    found = Pages(Client(), user)
    sign_in(found.client, user)
    return found


def test_a_session_holds_codes_and_counts_and_is_kept_by_its_organisation_alone(cast, charity):
    session = go_out(charity, cast.partner, NIGHT, at="9am")
    form = charity.markup(f"{session}back/")
    assert "<textarea" not in form + charity.markup("/outreach/add/")
    charity.post(
        f"{session}back/",
        is_safe="on",
        seen="1",
        count_met_women="6",
        count_worries="1",
        count_contacts="2",
        count_referrals="1",
    )
    page = charity.read(session)
    for said in ("Back safely", "Women met 6", "Led to a contact 2", "Led to a referral 1"):
        assert said in page
    for person in (cast.outsider, cast.lead, cast.officer):
        assert sign_in(Client(), person).get(session).status_code == 404
    for person in (cast.commissioner, cast.board, cast.collator):
        assert sign_in(Client(), person).get(session).status_code == 403


def test_a_planned_session_asks_for_no_return_and_is_cancelled_without_an_alarm(cast, charity):
    with time_machine.travel("2026-11-24T10:00:00+00:00", tick=False):
        sign_in(charity.client, cast.partner)
        session = go_out(charity, cast.partner, NIGHT, at="7pm")
        page = charity.read(session)
        assert "Starts 24 November, 7pm" in page
        assert "Confirm safe return" not in page
        sent = {"is_safe": "on", "seen": "1"}
        reply = charity.client.post(f"{session}back/", sent, follow=True).content.decode()
        assert "This session has not started yet" in reply
        charity.post(f"{session}cancel/", seen="1")
        assert "Cancelled" in charity.read(session)
        assert "Cancelled" in charity.read("/outreach/?state=cancelled")
        assert "24 November, 7pm" not in charity.read("/outreach/")
    with time_machine.travel("2026-11-24T22:00:00+00:00", tick=False):
        sign_in(charity.client, cast.partner)
        assert queue_overdue_outreach_alarms() == 0
        reply = charity.client.post(f"{session}back/", {**sent, "seen": "2"}, follow=True).content.decode()
        assert "This session was cancelled" in reply


def test_whoever_plans_and_is_told_says_that_they_stay_behind(cast, charity):
    sent = {"kind": "street", "district": council(BOSTON), "minutes_out": "120", "workers": "2"}
    sent |= {"starts_time": "9am", "alarm_to": str(cast.partner.pk)} | days(starts_on=NIGHT)
    said = words_of(charity.client.post("/outreach/add/", sent, follow=True).content.decode())
    assert "Choose a colleague, or confirm below that you are staying behind" in said
    go_out(charity, cast.partner, NIGHT, at="9am")  # they stay behind


def test_one_that_has_started_is_not_cancelled(cast, charity):
    with time_machine.travel("2026-11-24T20:00:00+00:00", tick=False):
        sign_in(charity.client, cast.partner)
        session = go_out(charity, cast.partner, NIGHT, at="7pm")
        reply = charity.client.post(f"{session}cancel/", {"seen": "1"}, follow=True).content.decode()
        assert "Confirm the safe return instead" in reply
        assert "Confirm safe return" in charity.read(session)


def test_nobody_goes_alone_and_wrong_numbers_are_told(cast, charity):
    sent = {"kind": "street", "workers": "1", "minutes_out": "5", "starts_time": "soon"}
    page = words_of(charity.client.post("/outreach/add/", sent, follow=True).content.decode())
    assert "Enter a whole number from 2 to 40" in page
    assert "Enter a whole number from 15 to 720" in page
    assert "Choose a district" in page


def test_an_alarm_is_shown_and_mailed_until_somebody_confirms_the_safe_return(cast, charity):
    with time_machine.travel("2026-11-24T19:00:00+00:00", tick=False):
        sign_in(charity.client, cast.partner)
        session = go_out(charity, cast.partner, NIGHT, at="7pm")
        assert "Due back 24 November, 9pm" in charity.read(session)
        assert queue_overdue_outreach_alarms() == 0
    with time_machine.travel("2026-11-24T21:01:00+00:00", tick=False):
        sign_in(charity.client, cast.partner)
        assert "Overdue since 24 November, 9pm" in charity.read("/outreach/")
        assert "1 session overdue" in charity.read("/outreach/")
        assert queue_overdue_outreach_alarms() == 1
        assert queue_overdue_outreach_alarms() == 0  # told once
        deliver_messages()
        assert "no one confirmed a safe return" in mail.outbox[-1].subject
        assert "Fen" not in mail.outbox[-1].body
        charity.post(f"{session}longer/", minutes="30", seen="1")
        assert queue_overdue_outreach_alarms() == 0
    with time_machine.travel("2026-11-24T22:05:00+00:00", tick=False):
        assert queue_overdue_outreach_alarms() == 2  # the person named, and all who record outreach there
        sign_in(charity.client, cast.partner)
        charity.post(f"{session}back/", is_safe="on", seen="2")
        assert queue_overdue_outreach_alarms() == 0


@pytest.mark.parametrize(
    ("start", "on", "shown", "late"),
    [
        ("2026-10-25T00:00:00+00:00", date(2026, 10, 25), "25 October, 1:30am", "2026-10-25T01:31:00+00:00"),
        ("2027-03-28T00:40:00+00:00", date(2027, 3, 28), "28 March, 3:30am", "2027-03-28T02:31:00+00:00"),
    ],
)
def test_the_alarm_is_right_when_the_clocks_change(cast, charity, start, on, shown, late):
    """Two real hours from half past midnight: 01:30 by the clock in October (BST to GMT), 03:30 in March."""
    with time_machine.travel(start, tick=False):
        sign_in(charity.client, cast.partner)
        session = go_out(charity, cast.partner, on, at="12:30am")
        assert f"Due back {shown}" in charity.read(session)
    before = late.replace(":31:", ":29:")
    with time_machine.travel(before, tick=False):
        assert queue_overdue_outreach_alarms() == 0
    with time_machine.travel(late, tick=False):
        assert queue_overdue_outreach_alarms() == 1


def test_a_worry_is_a_separate_report_that_a_second_person_grades_before_anybody_else_reads_it(
    cast, charity, force
):
    report = write(charity)
    assert "A second person has to clear it" in charity.read(report)
    officer = _pages(cast.officer)
    assert officer.client.get(report).status_code == 404
    assert WORDS in force.read(report)
    clear(force, report)
    assert "Not counted yet" in row(force.markup("/intelligence/?state=cleared"), "Sexual exploitation")
    page = force.read(report)
    for said in (
        "Not counted yet.",
        "Grade: 3x5x2",
        "2 Untested",
        "C Known indirectly",
        "P Lawful sharing permitted",
        "SR/0412",
    ):
        assert said in page
    assert WORDS in officer.read(report)
    assert sign_in(Client(), cast.outsider).get(report).status_code == 404


def test_nobody_clears_their_own_report(cast, charity, force):
    report = write(force)
    assert "Grade and clear" not in force.read(report)
    sent = {"source": "1", "information": "A", "handling": "P", "seen": "1"}
    reply = force.client.post(f"{report}clear/3x5x2/", sent, follow=True).content.decode()
    assert "A second person has to clear it" in reply
    clear(_pages(second_force_lead(cast)), report)
    assert "Cleared by Freya Second" in force.read(report)


def test_the_older_scheme_stays_as_it_was_and_conditions_are_in_writing(charity, force):
    report = write(charity)
    codes = {"source": "B", "information": "3", "handling": "5", "seen": "1", "conditions": ""}
    reply = force.client.post(f"{report}clear/5x5x5/", codes, follow=True).content.decode()
    assert "Enter the conditions that the handling code asks for" in reply
    clear(force, report, "5x5x5", **(codes | {"conditions": "Ask the originator first."}))
    page = force.read(report)
    for said in ("Grade: 5x5x5", "B Mostly reliable", "5 No further sharing", "Ask the originator first."):
        assert said in page


@pytest.mark.parametrize(
    "told",
    [
        "Ring 07700 900123 and ask.",
        "Seen in PE21 8AB twice.",
        "A red van, AB12 CDE, waits outside.",
        "A car, M123 ABC, waits outside.",
        "Writes from someone@example.org every week.",
        "Held at 12 High Street.",
    ],
)
def test_text_that_matches_a_pattern_is_refused_and_kept_for_its_writer(charity, told):
    sent = {"theme": "sexual", "words": told, "source_reference": ""}
    page = charity.client.post("/intelligence/add/", sent, follow=True).content.decode()
    assert "There is a problem" in page
    assert words_of(told) in words_of(page) or told.split(",")[0] in page
    assert not IntelligenceReport.objects.exists()


def test_the_page_says_that_names_cannot_be_detected_and_a_source_is_a_reference(charity):
    assert "can miss a name" in charity.read("/intelligence/add/")
    with pytest.raises(AssertionError, match="Never a name"):
        write(charity, source_reference="Anna Smith")
    with pytest.raises(AssertionError, match="looks like a number plate"):
        write(charity, words="A red van, AB12 CDE, waits outside.")


def test_reports_are_mapped_by_district_rounded_merged_and_a_month_late(cast, charity, force):
    with time_machine.travel("2026-08-10T10:00:00+00:00", tick=False):
        sign_in(force.client, cast.force_lead)
        for _ in range(3):
            report = Pages(charity.client, cast.partner)
            sign_in(report.client, cast.partner)
            page = report.post(
                "/intelligence/add/",
                theme="sexual",
                district=council(BOSTON),
                words=WORDS,
                source_reference="",
                **{"received_on-day": "9", "received_on-month": "8", "received_on-year": "2026"},
            )
            clear(force, page)
        force.post(f"{page}results/", contacts="2", referrals="1", seen="2")
    assert (
        publish_missing_district_figures_until(date(2026, 9, 30)) == []
    )  # August is a month old on 1 October
    assert publish_missing_district_figures_until(date(2026, 10, 1)) == ["2026-08"]
    assert publish_missing_district_figures_until(date(2026, 10, 2)) == []  # once
    office = _pages(cast.commissioner)
    page = office.read("/intelligence/map/")
    assert "August 2026 to August 2026" in page
    assert "Too few to show by district." in page  # three reports are told by no district
    assert "Intelligence reports 3 " not in page
    tabs = office.markup("/intelligence/map/"), office.markup("/prevention/training/")
    assert all(f'href="{place}"' in tab for tab in tabs for place in ("/prevention/", "/intelligence/map/"))
    assert WORDS not in page
    assert sign_in(Client(), cast.board).get("/intelligence/map/").status_code == 403


def test_the_room_imports_nothing_of_victims_files():
    """Kept apart in code too: no module of it names people/, and no relation leads to a case."""
    for name, module in modules():
        if not name.startswith("handrail.areas.intelligence"):
            continue
        imported = [
            node.module or "" if isinstance(node, ast.ImportFrom) else node.names[0].name
            for node in ast.walk(module)
            if isinstance(node, ast.Import | ast.ImportFrom)
        ]
        assert [each for each in imported if each.startswith("handrail.people")] == [], name
    related = {
        field.related_model._meta.app_label
        for field in IntelligenceReport._meta.get_fields()
        if field.is_relation
    }
    assert related <= {"reference", "access"}
