"""What waits for a lead's decision stands on their day by itself: money, people to send, counts, named people."""

import pytest
from django.urls import reverse
from django.utils import timezone

from handrail.people.deployment.models import Deployment, DeploymentRequest
from handrail.people.money.actions.requests import create_fund_request
from handrail.people.money.models import FundRequest
from handrail.people.records.models import Case
from handrail.people.workspace.shown_day_rows import MOST_FOR_READER_SHOWN
from support import deployment
from support.cast import tell
from support.funds import a_purse
from support.query_counts import count

HOUR = deployment.HOUR


@pytest.fixture
def waiting(cast, told):
    """£30 to approve and £20 to review, asked by a worker."""
    purse, by = a_purse(cast), cast.worker.actor
    for item, pence in (("clothing", 30_00), ("food", 20_00)):
        create_fund_request(purse.wish(item, pence), case_id=told.case_id, by=by)
    return purse


def panel_of(page):
    return page.partition('id="for-you"')[2].partition("</section>")[0]


def test_money_to_decide_on_stands_on_the_day_of_whoever_may_decide_and_of_nobody_else(
    cast, waiting, signed_in
):
    panel = panel_of(signed_in(cast.lead).get(reverse("my_day")).content.decode())
    request = FundRequest.objects.get(item="clothing")
    assert "Approve £30 for clothes and shoes" in panel
    assert reverse("money_request", args=[request.pk]) in panel
    assert "Review £20 spent on food" in panel
    name = cast.worker.name
    assert [panel.count(f"{act} by {name}, today.") for act in ("Requested", "Spent")] == [1, 1]
    for who in (cast.worker, cast.officer):
        assert "£30" not in signed_in(who).get(reverse("my_day")).content.decode()


def test_a_review_that_is_overdue_says_so_and_comes_first(cast, waiting, signed_in):
    asked_on = FundRequest.objects.get(item="food").asked_on
    FundRequest.objects.filter(item="food").update(review_due=asked_on - 48 * HOUR)
    panel = panel_of(signed_in(cast.lead).get(reverse("my_day")).content.decode())
    assert panel.index("Review £20 spent on food") < panel.index("2 days overdue")
    assert panel.index("2 days overdue") < panel.index("Approve £30")


def test_money_of_a_closed_case_is_still_decided_on_from_the_day(cast, told, waiting, signed_in):
    Case.objects.filter(pk=told.case_id).update(closed_at=timezone.now(), closed_by=cast.worker)
    assert "Approve £30" in panel_of(signed_in(cast.lead).get(reverse("my_day")).content.decode())


def test_a_person_whom_nobody_is_named_for_and_a_late_arrival_stand_on_the_leads_day(cast, told, signed_in):
    by = cast.lead.actor
    request = deployment.make_request(by, told.case_id)
    who = deployment.on_the_register(by, "Ioan Calder")
    deployment.offer(by, request, who)
    DeploymentRequest.objects.filter(pk=request.pk).update(
        raised_at=request.raised_at - 9 * HOUR, name_by=timezone.now() - 3 * HOUR
    )
    Deployment.objects.update(state="accepted", starts_at=timezone.now() - 2 * HOUR)
    panel = panel_of(signed_in(cast.lead).get(reverse("my_day")).content.decode())
    assert "Name a practitioner to meet the person" in panel
    assert "3 hours overdue" in panel
    assert "Find out where the practitioner Ioan Calder is" in panel
    assert "Arrival 2 hours overdue" in panel


@pytest.mark.one_engine
def test_what_does_not_fit_beside_the_list_is_one_link_away_and_costs_no_statement(cast, waiting, signed_in):
    client = signed_in(cast.lead)
    client.get(reverse("my_day"))
    few = count(client, reverse("my_day"))
    for _ in range(9):
        case = tell(cast.worker.actor)
        create_fund_request(waiting.wish("food", 1_00), case_id=case.case_id, by=cast.worker.actor)
    page = client.get(reverse("my_day")).content.decode()
    assert panel_of(page).count("<li>") == MOST_FOR_READER_SHOWN
    assert "Show all 11" in panel_of(page)
    whole = client.get(reverse("my_day") + "?show=for-you").content.decode()
    assert whole.count("Review £1 spent on food") == 9 * whole.count("Review £20 spent on food")
    assert count(client, reverse("my_day")) <= few + 1  # keys of cases that are not the first
