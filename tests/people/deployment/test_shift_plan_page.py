"""The whole shift as a page: all open requests at once, what would fix the rest, changes, and the asks."""

import pytest
from django.urls import reverse

from handrail.directory.practitioners.actions import employers
from handrail.people.deployment.booked_time import list_quarter_hours_of_period
from handrail.people.deployment.models import BookedQuarterHour, Deployment
from handrail.people.deployment.queries.shift_plan import ShiftPlanWishes, make_shift_plan_of_lead
from handrail.people.deployment.shift_plan_presenters import describe_cost_of_wishes, present_unmet_rows
from handrail.people.records.models import Case
from handrail.platform.access.errors import Denied
from support.deployment import deploy_to_every_victim, make_request, on_the_register, open_adult_case, speak
from support.worlds import shared_world

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@shared_world
def night(cast, told):
    """Two people at the same hour: one speaks Romanian, one wants a woman. Two navigators fit both, one fits nobody."""
    by, worker = cast.lead.actor, cast.worker.actor
    deploy_to_every_victim(by)
    ana = on_the_register(by, "Ana Ward", languages=[("ro", "first")])
    cleo = on_the_register(by, "Cleo Marsh", skills=[])
    on_the_register(by, "Dan Oldroyd", vetting_level="")
    speak(worker, told.case_id)
    first = make_request(worker, told.case_id)
    second = make_request(worker, open_adult_case(worker).pk, gender_wish="rather_woman")
    return ana, cleo, first, second


def make_pairs(made):
    found = {}
    for at, row in enumerate(made.requests):
        who = made.find_practitioner(at)
        found[row.pk] = None if who is None else made.given.candidates[who].name
    return found


def test_all_are_assigned_at_once_and_a_change_says_what_it_costs(cast, night):
    ana, cleo, first, second = night
    by = cast.lead.actor
    made = make_shift_plan_of_lead(by, ShiftPlanWishes())
    assert make_pairs(made) == {first.pk: "Ana Ward", second.pk: "Cleo Marsh"}
    assert (made.points_more, made.unmet_more, made.plan.gap) == (0, 0, 0)
    swapped = make_shift_plan_of_lead(by, ShiftPlanWishes(forced=((first.pk, cleo.pk),)))
    assert make_pairs(swapped) == {first.pk: "Cleo Marsh", second.pk: "Ana Ward"}
    assert swapped.points_more == 40, "the shared first language is lost, and nothing else"
    assert "scores 40 points lower" in describe_cost_of_wishes(swapped)
    without = make_shift_plan_of_lead(
        by, ShiftPlanWishes(forbidden=((first.pk, ana.pk), (second.pk, ana.pk)))
    )
    assert without.unmet_more == 1
    (left,) = present_unmet_rows(without)
    assert any(
        "Ana Ward could go" in words or "Dan Oldroyd could go if their vetting" in words
        for words in left.fixes
    )
    with pytest.raises(Denied):
        make_shift_plan_of_lead(cast.worker.actor, ShiftPlanWishes())


def test_confirming_asks_everybody_and_one_who_was_sent_meanwhile_is_said(cast, night, signed_in):
    ana, cleo, first, second = night
    lead, page = signed_in(cast.lead), reverse("shift_plan")
    shown = lead.get(page).content.decode()
    assert shown.index("Ana Ward") > 0
    assert "Both have this first language" in shown
    pairs = [f"{first.pk}:{ana.pk}", f"{second.pk}:{cleo.pk}"]
    assert all(f'value="{pair}"' in shown for pair in pairs)
    changed = lead.get(page, {"must": f"{first.pk}:{cleo.pk}"}).content.decode()
    assert "scores 40 points lower" in changed
    assert "Tick at least one practitioner" in lead.post(page, {}, follow=True).content.decode()
    BookedQuarterHour.objects.create(
        practitioner=cleo, worker_key=cleo.worker_key, starts_at=list_quarter_hours_of_period(second.when)[2]
    )
    done = lead.post(page, {"pair": pairs, "is_contact": "on"}, follow=True).content.decode()
    assert "1 practitioner asked" in done
    assert "Cleo Marsh is asked or sent elsewhere at that time" in done
    (asked,) = Deployment.objects.all()
    assert (asked.practitioner, asked.request, asked.state) == (ana, first, "asked")
    for part in ("worker", "partner", "outsider", "commissioner", "officer"):
        assert signed_in(getattr(cast, part)).get(page).status_code == 403


def test_thirty_requests_are_planned_together_and_shown_by_page(cast, night, signed_in):
    """Thirty at one hour, and thirty who may go: 25 rows a page."""
    by, worker = cast.lead.actor, cast.worker.actor
    for number in range(28):
        on_the_register(by, f"Navigator {number:02}")
        make_request(worker, open_adult_case(worker).pk)
    lead, page = signed_in(cast.lead), reverse("shift_plan")
    first = lead.get(page).content.decode()
    assert "30 requests" in first
    assert first.count('name="pair"') == 25
    second = lead.get(page, {"page": "2"}).content.decode()
    assert second.count('name="pair"') == 5
    assert "Only the practitioners on this page are asked" in second


def test_one_person_with_two_entries_is_planned_once(cast, told):
    """Two requests at one hour, one person on call in two roles: one request is left unmet."""
    by, worker = cast.lead.actor, cast.worker.actor
    here = on_the_register(by, "Noor Brandt", kind="on_call")
    there = on_the_register(by, "N Brandt", kind="on_call", role="named_contact")
    for case_id in (told.case_id, open_adult_case(worker).pk):
        make_request(worker, case_id)
    assert len(make_shift_plan_of_lead(by, ShiftPlanWishes()).list_placed()) == 2
    employers.link_practitioner_to_entry_at_other_employer(
        here.pk, code=employers.create_employer_link_code(there.pk, by=by), by=by
    )
    assert len(make_shift_plan_of_lead(by, ShiftPlanWishes()).list_placed()) == 1


def test_a_case_that_they_hold_as_its_contact_is_not_counted_twice(cast, told, signed_in):
    """The plan says the same sum as the shortlist: they are the contact of a case of 3 points, and of nothing else."""
    who = on_the_register(cast.lead.actor, "Ruth Contact", account=cast.worker)
    Case.objects.filter(pk=told.case_id).update(danger="in_danger", point_of_contact=cast.worker.pk)
    request = make_request(cast.worker.actor, told.case_id)
    lead = signed_in(cast.lead)
    words = "0 of 25 points now, 3 with this case"
    assert (
        words in lead.get(reverse("deployment_shortlist", args=[told.reference, request.pk])).content.decode()
    )
    assert words in lead.get(reverse("shift_plan")).content.decode()
    other = make_request(cast.worker.actor, open_adult_case(cast.worker.actor).pk, hours_ahead=6)
    made = make_shift_plan_of_lead(cast.lead.actor, ShiftPlanWishes())
    (at,) = [at for at, one in enumerate(made.given.candidates) if one.practitioner_id == who.pk]
    carried = {row.pk: made.given.get_candidate(n, at).weight_carried for n, row in enumerate(made.requests)}
    assert carried == {request.pk: 2, other.pk: 3}, "each case counts for the other"


def test_every_box_of_the_page_is_as_small_as_the_others(cast, night, signed_in):
    page = signed_in(cast.lead).get(reverse("shift_plan")).content.decode()
    groups = page.count("govuk-checkboxes__item")
    assert groups == 3
    assert page.count("govuk-checkboxes--small") == groups


def test_nothing_to_plan_says_so(cast, signed_in):
    assert "No open requests can be met." in signed_in(cast.lead).get(reverse("shift_plan")).content.decode()
