"""Boards and prevention as people use them, short journeys at both widths: each ends on a page that is looked over.

Every page of the rooms is looked over at both widths in test_partnerships_pages.py and test_prevention_pages.py.
"""

from datetime import date, timedelta

from django.urls import reverse

from browser.walker import Walker
from handrail.areas.partnerships.models import Group
from handrail.areas.prevention.models import Campaign, ThreatItem
from handrail.insight.publication.months_and_quarters import get_month_of_day, shift_month
from handrail.platform.access.today import today
from handrail.platform.kernel.dates import add_years
from support.partnerships import hold, partner_up
from support.prevention_pages import scan_drop

DAY = timedelta(days=1)
BOARD = "Wiltshire Anti-Slavery Partnership board"


def fill_day(walker: Walker, question: str, day: date) -> None:
    """The three boxes of a date."""
    group = walker.page.get_by_role("group", name=question)
    for label, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        group.get_by_label(label, exact=True).fill(str(number))


def look_over(walker: Walker) -> None:
    """The page where a journey ends; at a desk as narrow as a phone, too."""
    walker.checks = True
    walker.look_over()
    walker.look_over_as_narrow_as_a_phone()
    walker.checks = False


def test_a_board_is_set_up_in_minutes_on_a_phone_and_a_member_takes_its_seat(cast, phone):
    office, force = (
        Walker(phone(cast.commissioner), checks=False),
        Walker(phone(cast.force_lead), checks=False),
    )
    office.go(reverse("partnerships"))
    office.follow("Set up a board or forum")
    office.choose("What kind of group is it?", "Partnership board")
    office.fill("Name of the group", BOARD)
    for _ in ("kind", "terms"):
        office.press("Continue")
    office.fill("Which organisations get a seat?", "Lincolnshire Police\nLantern")
    for _ in ("seats", "meetings"):
        office.press("Continue")
    office.press("Set up and send invitations")
    office.says(f"{BOARD} is set up. Organisations invited: 2.", "Seats 3", "Next meeting")
    look_over(office)
    force.go(reverse("group", args=[Group.objects.get().pk]))
    force.follow("Answer the invitation", exact=False)
    force.choose("Do you take the seat?", "Yes")
    force.press("Send answer")
    force.says(BOARD, "Accepted")
    look_over(force)


def test_an_intensification_is_counted_and_told_to_everybody(cast, desk, no_script):
    made = partner_up(cast)
    office = Walker(desk(cast.commissioner), checks=False)
    office.go(reverse("group_operations", args=[made.board.pk]))
    office.follow("Set up an intensification")
    office.fill("Name", "Operation Aidant, June")
    office.choose("Theme", "Labour exploitation")
    fill_day(office, "First day", today() - 20 * DAY)
    fill_day(office, "Last day", today() - 15 * DAY)
    office.page.get_by_label("Who leads it").select_option(label="Lincolnshire Police")
    office.fill("Partners (optional)", "Border Force")
    office.press("Set up")
    office.follow("Add an activity")
    fill_day(office, "Day", today() - 18 * DAY)
    office.page.get_by_label("Kind").select_option(label="Nail bar")
    office.fill("How many", "12")
    office.fill("What was done", "Joint visits")
    office.press("Add the activity")
    office.follow("Record results")
    office.choose("When was it counted?", "At the end")
    for label, number in (
        ("People spoken to", 52),
        ("Slavery and trafficking", 4),
        ("Immigration arrests", 6),
    ):
        office.fill(f"{label} (optional)", str(number))
    office.fill("Who counted it, and from what", "Force, debrief")
    office.press("Save results")
    office.says("Nail bar: 12", "Not included in arrests for slavery.", "After 12 months")
    office.follow("Publish for everyone")
    office.fill("What readers need to know (optional)", "Visits with partners.")
    office.press("Publish")
    look_over(office)
    office.follow("public page")
    everyone = Walker(no_script(), checks=False)
    everyone.go(office.page.url)
    everyone.says("Visits with partners.", "About 50", "Fewer than 5")


def test_a_year_of_a_forum_is_drafted_decided_and_published(cast, desk):
    made = partner_up(cast)
    for days in (300, 200, 100, 20):
        came = {"commissioner-lincolnshire": "came", "lincolnshire-police": "came", "lantern": "came"}
        hold(made.forum, today() - days * DAY, came, cast.commissioner.actor)
    office = Walker(desk(cast.commissioner), checks=False)
    office.go(reverse("group_years", args=[made.forum.pk]))
    office.follow("Draft a report")
    fill_day(office, "First day of the year", add_years(today(), -1))
    office.press("Draft the report")
    office.says("4 of 4 planned meetings were held.", "Not decided yet.")
    look_over(office)
    office.follow("Decide what happens next")
    office.choose("What should happen next?", "Go on as it is")
    office.fill("Why, and what changes", "Members want it.")
    office.press("Save")
    office.follow("Publish the report")
    office.press("Publish")
    office.says("Edition 1, published", "Members want it.")
    look_over(office)


def test_a_campaign_is_set_up_from_a_drop_funded_and_followed(cast, desk):
    drop = scan_drop(shift_month(get_month_of_day(today()), -1))
    office = Walker(desk(cast.commissioner), checks=False)
    office.go(reverse("signals"))
    office.follow("People referred to the NRM: unusual fall", exact=False)
    office.follow("Review change")
    office.choose("What is your decision?", "Confirmed")
    office.fill("Why", "Fewer come forward in lockdown.")
    office.press("Save decision")
    office.follow("Set up a campaign")
    office.says("It responds to “People referred to the NRM: unusual fall”")
    office.fill("Name of the campaign", "You are not alone")
    fill_day(office, "First day", today())
    fill_day(office, "Last day", today() + 90 * DAY)
    office.fill("Fund or bid (optional)", "Small grants")
    office.fill("Budget (optional)", "12000")
    office.press("Set up campaign")
    office.follow("Add an organisation")
    for label, text in (
        ("Organisation", "Kanlungan"),
        ("Community that it reaches", "Filipino care workers"),
        ("What it does for the campaign", "Posts the messages."),
        ("Sum agreed", "1500"),
    ):
        office.fill(label, text)
    office.page.get_by_label("Language").select_option(label="Another language")
    office.press("Add organisation")
    office.follow("Add an activity")
    office.fill("What it is", "Messages in church groups")
    office.page.get_by_label("Kind of activity").select_option(label="Community meeting")
    office.page.get_by_label("Sector").select_option(label="Care")
    office.choose("Languages", "English")
    office.page.get_by_label("How did you hear about us?").select_option(
        label="A charity, church or community group"
    )
    office.press("Add activity")
    office.says("Responds to:", "Small grants: £12,000", "Kanlungan", "£1,500")
    office.says("Contacts and referrals that followed", "No month is published yet.")
    look_over(office)
    assert Campaign.objects.get().signal_id == drop.pk


def test_a_threat_is_logged_and_reviewed_on_a_phone(cast, phone):
    force = Walker(phone(cast.force_lead), checks=False)
    force.go(reverse("threats"))
    force.follow("Add to the log")
    force.fill("The threat", "Car washes that open and close")
    force.fill("Harm (optional)", "Wages are kept back.")
    force.choose("Decision", "Pass to tasking")
    force.fill("Owner", "Head of crime")
    fill_day(force, "Review on", today() + DAY)
    force.press("Add to the log")
    force.says("Car washes that open and close")
    force.go(reverse("threat_item", args=[ThreatItem.objects.get().pk]))
    force.follow("Review the threat")
    force.fill("What was found", "Call 07700 900123 first")
    force.press("Save review")
    force.says("looks like a telephone number")
    force.fill("What was found", "Two sites have closed.")
    force.press("Save review")
    force.says("Two sites have closed.")
    look_over(force)
