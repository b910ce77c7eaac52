"""Many cases, one stand-in: ticked on one page, and each asked by itself."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from handrail.people.cases.person.actions import set_point_of_contact_and_stand_in
from handrail.people.contacts.actions.absences import record_absence
from handrail.people.contacts.models import Absence
from handrail.people.records.models import Case
from handrail.platform.access.today import today
from support.deployment import open_adult_case

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_a_lead_names_one_stand_in_for_the_cases_of_whoever_is_away(cast, told, signed_in):
    """27 cases of the worker: 25 a page; two are ticked, of which one got another stand-in meanwhile."""
    by = cast.worker.actor
    cases = [open_adult_case(by) for _ in range(26)]
    lead, address = signed_in(cast.lead), reverse("name_stand_ins")
    page = lead.get(address, {"who": cast.worker.pk}).content.decode()
    assert page.count('name="case"') == 26
    assert "All 25 cases on this page" in page
    assert "27 cases" in page
    assert lead.get(address, {"who": cast.worker.pk, "page": 2}).content.decode().count('name="case"') == 3
    assert (
        "Tick at least one case"
        in lead.post(address, {"stand_in": cast.colleague.pk}, follow=True).content.decode()
    )
    set_point_of_contact_and_stand_in(
        case_id=cases[1].pk, point_of_contact_id=cast.worker.pk, stand_in_id=cast.lead.pk, by=by
    )
    sent = {"case": [f"{one.reference}:" for one in cases[:2]], "stand_in": cast.colleague.pk}
    said = lead.post(f"{address}?who={cast.worker.pk}", sent, follow=True).content.decode()
    assert "They are now stand-in on 1 case" in said
    assert f"{cases[1].reference}: someone else has just named another stand-in" in said
    stand_ins = dict(Case.objects.values_list("reference", "stand_in"))
    assert stand_ins[cases[0].reference] == cast.colleague.pk
    assert stand_ins[cases[1].reference] == cast.lead.pk
    assert stand_ins[told.reference] is None
    assert (
        cases[0].reference
        in signed_in(cast.colleague).get(reverse("case", args=[cases[0].reference])).content.decode()
    )


def test_one_box_names_a_stand_in_for_all_that_were_listed(cast, told, signed_in):
    """Three cases of the worker, one of which has a stand-in; a box for all, and one for those that have none."""
    by = cast.worker.actor
    cases = [open_adult_case(by) for _ in range(2)]
    set_point_of_contact_and_stand_in(
        case_id=cases[0].pk, point_of_contact_id=cast.worker.pk, stand_in_id=cast.lead.pk, by=by
    )
    lead, address = signed_in(cast.lead), f"{reverse('name_stand_ins')}?who={cast.worker.pk}"
    page = lead.get(address).content.decode()
    boxes = re.findall(r'name="case" value="([^"]+)"[^>]*><label[^>]*><b>([^<]+)</b>', page)
    assert [words for _, words in boxes] == ["All 3 cases", "The 2 cases without a stand-in"]
    assert page.index("All 3 cases") < page.index("<table")
    sent = {"case": boxes[1][0], "stand_in": cast.colleague.pk}
    said = lead.post(address, sent, follow=True).content.decode()
    assert "They are now stand-in on 2 cases" in said
    assert Case.objects.get(pk=cases[0].pk).stand_in_id == cast.lead.pk
    everything = re.search(r'name="case" value="([^"]+)"[^>]*><label[^>]*><b>All 3 cases', said)[1]
    lead.post(address, {"case": everything, "stand_in": cast.lead.pk}, follow=True)
    assert set(Case.objects.values_list("stand_in", flat=True)) == {cast.lead.pk}


def test_nobody_names_a_stand_in_on_a_case_that_is_not_open_to_them(cast, told, signed_in):
    address = reverse("name_stand_ins")
    sent = {"case": [f"{told.reference}:"], "stand_in": cast.colleague.pk}
    assert told.reference in signed_in(cast.worker).get(address).content.decode()
    for part in ("partner", "outsider", "commissioner", "officer", "colleague"):
        client = signed_in(getattr(cast, part))
        assert told.reference not in client.get(address).content.decode()
        client.post(address, sent, follow=True)
    assert Case.objects.get(pk=told.case_id).stand_in is None


def test_cover_shows_five_cases_of_whoever_is_away_and_one_button_for_all(cast, told, signed_in):
    """Seven cases of the worker, of which one has a stand-in."""
    by = cast.worker.actor
    cases = [open_adult_case(by) for _ in range(6)]
    set_point_of_contact_and_stand_in(
        case_id=cases[0].pk, point_of_contact_id=cast.worker.pk, stand_in_id=cast.lead.pk, by=by
    )
    days = {"since": today(), "until": today() + timedelta(days=3)}
    record_absence(Absence(user=cast.worker, **days), by=cast.lead.actor)
    page = signed_in(cast.lead).get(reverse("cover")).content.decode()
    away, covered = page.split('id="covered"')
    assert "Name a stand-in for 6 cases" in away
    assert f"{reverse('name_stand_ins')}?who={cast.worker.pk}" in away
    assert "7 cases, 6 without a stand-in" in away
    assert "Showing the newest 5 of 7 cases." in covered
    assert covered.partition('id="without"')[0].count('<th scope="row"') == 5


def test_a_duty_lead_is_asked_for_a_stand_in_in_one_line_where_others_are_told_whom_to_call(
    cast, told, signed_in
):
    days = {"since": today(), "until": today() + timedelta(days=3)}
    record_absence(Absence(user=cast.worker, **days), by=cast.lead.actor)
    there, stand_ins = reverse("case", args=[told.reference]), reverse("contacts", args=[told.reference])
    page = signed_in(cast.lead).get(there).content.decode().partition('id="contact"')[2]
    line = page.partition("<p>")[2].partition("</p>")[0]
    assert f"<b>{cast.worker.name}</b>, away until {days['until'].day} " in line
    assert f'href="{stand_ins}">Name a stand-in</a>' in line
    assert "Call the duty lead" not in page
    assert "No stand-in" not in page
    set_point_of_contact_and_stand_in(
        case_id=told.case_id,
        point_of_contact_id=cast.worker.pk,
        stand_in_id=cast.colleague.pk,
        by=cast.lead.actor,
    )
    record_absence(Absence(user=cast.colleague, **days), by=cast.lead.actor)
    page = signed_in(cast.lead).get(there).content.decode()
    assert f"<b>{cast.colleague.name}</b>, stand-in, also away" in page
    set_point_of_contact_and_stand_in(
        case_id=told.case_id, point_of_contact_id=cast.worker.pk, stand_in_id=None, by=cast.lead.actor
    )
    assert "Call the duty lead first." in signed_in(cast.worker).get(there).content.decode()
