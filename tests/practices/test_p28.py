"""What the network must fill: gaps by need, phase and district, and each becomes an action of the partnership."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from handrail.directory.actions import add_service
from handrail.directory.models import Service
from handrail.insight.review_gaps.models import ReviewedGap
from handrail.platform.access.today import today
from handrail.platform.followups.models import FollowUp
from support.cast import sign_in
from support.published_figures import publish_months
from support.query_counts import count

pytestmark = pytest.mark.practice("P28")
BOSTON = "boston-borough-council"
UNMET = {
    "": 10, "need=legal": 5, "need=place": 5, "need_phase=legal.before": 5, "need_phase=place.during": 5,
    f"district={BOSTON}": 10, f"district_phase={BOSTON}.before": 5, f"district_phase={BOSTON}.during": 5,
}  # fmt: skip


def read(client, name="provision_gaps"):
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(reverse(name)).content.decode()).split())


def a_solicitor(cast):
    return add_service(
        by=cast.lead.actor, provider_id=cast.lead.body_id, name="Law on Tuesdays", kind="solicitor", state="open",
        phases=["before"], everywhere=True, status_rule="any", public_funds="needed", interpreters="yes",
    )  # fmt: skip


def count_gaps(page):
    return int(re.search(r"(\d+) gaps have no service and no action", page)[1])


def test_each_need_in_each_phase_is_none_waiting_limited_or_served(cast):
    publish_months("2026-07", 3, {"needs-unmet": UNMET})
    client = sign_in(Client(), cast.commissioner)
    before = read(client)
    assert "Unmet need in Lincolnshire" in before
    assert (
        "Legal advice No service 15 unmet Add an action : Legal advice, Before the NRM No service" in before
    )
    law = a_solicitor(cast)
    after = read(client)
    assert count_gaps(after) == count_gaps(before) - 1
    assert "Legal advice Limited by immigration status 15 unmet No service Add an action" in after
    Service.objects.filter(pk=law).update(public_funds="not_needed")
    assert "Legal advice Not enough 15 unmet No service Add an action" in read(client)
    Service.objects.filter(pk=law).update(capacity_rule="number", capacity=4, free_now=0, free_on=today())
    assert "Legal advice Not enough 15 unmet No service Add an action" in read(client)
    assert count(client, reverse("provision_gaps")) <= 12


def test_unmet_needs_are_drawn_month_by_month_as_they_were_published(cast):
    publish_months("2026-07", 3, {"needs-unmet": UNMET})
    page = read(sign_in(Client(), cast.commissioner))
    assert "Unmet needs by month Month People September 2026 10 August 2026 10 July 2026 10" in page
    assert "Each month is rounded to a multiple of five, within four of the true number" in page
    assert "Every month is 0." in read(sign_in(Client(), cast.neighbour))


def test_districts_are_for_the_partnership_of_the_area_and_never_public(cast):
    publish_months("2026-07", 3, {"needs-unmet": UNMET})
    for measure in (
        "People with a new need",
        "People who were offered a service",
        "People with a need unmet for three months",
    ):
        assert f"What this counts: {measure}" in read(sign_in(Client(), cast.commissioner))
    for part in ("commissioner", "force_lead", "board"):
        assert "Boston Borough Council 30 15 15 0 0" in read(sign_in(Client(), getattr(cast, part)))
    assert "Boston" not in read(sign_in(Client(), cast.neighbour))
    assert sign_in(Client(), cast.worker).get(reverse("provision_gaps")).status_code == 403
    for name in ("figures_csv", "figures_json"):
        text = Client().get(reverse(name, args=["2026-Q3"])).content.decode()
        assert "needs-unmet" in text
        assert "district" not in text
        assert "boston" not in text.lower()


def test_a_none_becomes_an_action_on_the_partnerships_list(cast):
    client = sign_in(Client(), cast.commissioner)
    page = client.get(reverse("provision_gaps")).content.decode()
    gaps = count_gaps(read(client))
    (address,) = re.findall(r'href="([^"]+need=legal&amp;phase=before)"', page)
    form = client.get(address.replace("&amp;", "&"))
    assert form.status_code == 200
    once = re.search(r'name="once" value="([^"]+)"', form.content.decode())
    due = today().replace(year=today().year + 1)
    sent = {
        "gap": "no_service", "need": "legal", "phase": "before", "district": "", "what": "Fund a law clinic",
        "owner": cast.commissioner.body_id, "person": "head of victims",
        "due_on-day": due.day, "due_on-month": due.month,
        "due_on-year": due.year, "once": once[1] if once else "",
    }  # fmt: skip
    reply = client.post(address.replace("&amp;", "&"), sent, follow=True)
    assert reply.status_code == 200
    gap = ReviewedGap.objects.get()
    assert (gap.gap, gap.need, gap.phase) == ("no_service", "legal", "before")
    assert FollowUp.objects.get().what == "Fund a law clinic"
    page = read(client)
    assert count_gaps(page) == gaps - 1
    assert "Fund a law clinic" in page
    assert "Fund a law clinic" in read(client, "actions")


def test_the_brief_of_the_area_tells_the_same_figures_as_the_page_of_gaps(cast):
    """A month after the newest whole quarter counts in neither."""
    publish_months("2026-07", 4, {"needs-unmet": UNMET})
    client = sign_in(Client(), cast.commissioner)
    assert "Legal advice 15" in read(client)
    brief = read(client, "area_brief")
    assert (
        "People counted, July 2026 to September 2026: 30. "
        "A person is counted when a need has gone unmet for three months. "
        "Someone with several unmet needs may be counted more than once." in brief
    )
    assert "Boston Borough Council 15 15 0 0" in brief
    assert "Legal advice 15" in brief
    assert "A safe place to stay 15" in brief
    assert "Boston" not in read(sign_in(Client(), cast.neighbour), "area_brief")
