"""A joint visit after a no to the NRM: agreed, not in, seen with offers, the next one. Police never read the file."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from browser.walker import Walker
from handrail.people.conferences.models import JointVisit
from handrail.platform.outbox.models import Message
from handrail.platform.reference.models import Body
from support.conferences import PLAN, WISHES

PURPOSE, PLACE, WENT, REFUSED = (
    "Planted purpose of it",
    "Planted side door",
    "Planted navigator",
    "Planted no to the bed",
)
PLANTED = (PURPOSE, PLACE, PLAN, WENT, REFUSED, WISHES)


def fill_day(walker, question, day):
    group = walker.page.get_by_role("group", name=question)
    for part, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        group.get_by_label(part, exact=True).fill(str(number))


def agree(walker, told):
    """For tomorrow, with police in plain clothes."""
    walker.go(reverse("case_plan", args=[told.reference]))
    walker.follow("Agree a joint visit")
    page = walker.page
    page.get_by_label("What is the visit for?").fill(PURPOSE)
    force = str(Body.objects.get(code="lincolnshire-police").pk)
    page.get_by_label("Which organisation joins?").select_option(force)
    walker.choose(
        "On what basis are they told who the person is?",
        "The person agreed that the other organisation is told",
    )
    walker.choose("Did they say yes to a visit?", "Yes")
    walker.choose("Did they say yes to police being there?", "Yes")
    fill_day(walker, "On which day?", timezone.localdate() + datetime.timedelta(days=1))
    page.get_by_label("At what time?").fill("2pm")
    page.get_by_label("Where is it safe, and when?").fill(PLACE)
    page.get_by_label("What is the plan for safety?").fill(PLAN)
    page.get_by_label("Plain clothes, and no marked car").check()
    page.locator("main form button[type=submit]").last.click()
    walker.page.wait_for_load_state()
    walker.says("Joint visit", PURPOSE, PLACE, PLAN)


def record(walker, result, *, went=""):
    """The hour of the visit has come."""
    JointVisit.objects.filter(result="", recorded_at=None).update(
        planned_at=timezone.now() - datetime.timedelta(minutes=50)
    )
    walker.follow("Record what happened")
    walker.choose("What happened?", result)
    if went:
        walker.page.get_by_label("Who went? Role and organisation of each, one a line").fill(went)


def save(walker):
    walker.page.locator("main form button[type=submit]").last.click()
    walker.page.wait_for_load_state()


@pytest.mark.django_db(databases=["default", "keys"])
def test_from_a_no_to_the_nrm_to_the_next_visit(cast, told, desk):
    worker = Walker(desk(cast.worker), checks=False)
    agree(worker, told)
    record(worker, "Not in")
    save(worker)
    worker.says("Not in", "Nothing was offered.")
    assert "They refused twice" not in worker.text()

    agree(worker, told)
    record(worker, "They were seen", went=WENT)
    page = worker.page
    page.get_by_label("They were told of police and of records before anything was said").check()
    page.get_by_label("They were seen alone").check()
    page.locator("select[name='answer-lawyer']").select_option("accepted")
    bed = page.get_by_role("region", name="A safe bed")
    bed.locator("select").select_option("declined")
    bed.locator("summary").click()
    bed.get_by_label("Why, in their words (optional)").fill(REFUSED)
    page.get_by_label("What do they wish?").fill(WISHES)
    fill_day(
        worker, "When is the next visit, if they want one?", timezone.localdate() + datetime.timedelta(days=7)
    )
    page.get_by_label("Who does it?").fill("Wanda")
    save(worker)
    worker.says("They were seen", WENT, "Seen alone", "A lawyer’s advice", "Accepted", REFUSED, WISHES)

    worker.go(reverse("case_plan", args=[told.reference]))
    worker.says("A lawyer’s advice", "Offered at a visit")

    visit = JointVisit.objects.order_by("-pk").first()
    for user in (cast.officer, cast.outsider):
        stranger, found = Walker(desk(user), checks=False), ""
        for address in (
            reverse("joint_visit", args=[told.reference, visit.pk]), reverse("case_plan", args=[told.reference]),
            reverse("my_day"), reverse("conferences"),
        ):  # fmt: skip
            stranger.page.goto(address)
            found += stranger.page.content()
        assert [secret for secret in PLANTED if secret in found] == []
    mails = " ".join(f"{one.about} {one.path}" for one in Message.objects.all())
    assert [secret for secret in PLANTED if secret in mails] == []
