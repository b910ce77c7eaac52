"""What somebody needs of a place: kept, changed by two people at once, and closed to whoever safety is not open to."""

import pytest
from django.urls import reverse

from handrail.directory.housing.models import Zone
from handrail.people.cases.lifecycle.actions.opening import set_age_group
from handrail.people.cases.offers.models import Circumstances
from handrail.people.housing.models import PlaceRequirements, Stay
from handrail.people.housing.queries.place_requirements import list_risk_zone_ids
from handrail.people.records.text_choices import Age
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.kinds import Kind
from support.cast import LINCOLNSHIRE
from support.housing_pages import share

pytestmark = pytest.mark.django_db
NEEDS = {"beds": "2", "children": "1", "pets": "no", "access": ["ground_floor"]}


@pytest.fixture
def boston():
    return Zone.objects.create(area_id=LINCOLNSHIRE, name="Boston", east=532, north=344)


def risks_of(case_id):
    return list_risk_zone_ids(
        PlaceRequirements.objects.opened_for(UnrecordedKeyAccess(case_id)).get(pk=case_id)
    )


def test_it_is_kept_with_the_parts_that_the_person_named(cast, told, boston, signed_in):
    client, needs = signed_in(cast.worker), reverse("place_needs", args=[told.reference])
    answers = NEEDS | {"risks": [str(boston.pk)], "risk_words": "The packing house", "seen": "0"}
    assert "draft=" not in client.post(needs, answers)["Location"]
    brief = PlaceRequirements.objects.get()
    assert (brief.beds, brief.children, brief.pets, brief.access) == (2, 1, "no", ["ground_floor"])
    assert risks_of(told.case_id) == [boston.pk]
    shown = client.get(needs).content.decode()
    assert "The packing house" in shown
    assert f'value="{boston.pk}" checked' in " ".join(shown.split())


def test_two_people_who_change_it_at_once_see_both_versions(cast, told, signed_in):
    client, needs = signed_in(cast.worker), reverse("place_needs", args=[told.reference])
    for beds in ("2", "3"):
        reply = client.post(needs, NEEDS | {"beds": beds, "risk_words": "", "seen": "0"}, follow=True)
    shown = reply.content.decode()
    assert "Someone else changed this" in shown
    assert PlaceRequirements.objects.get().beds == 2


def test_whoever_does_not_see_safety_leaves_what_is_kept_of_it(cast, told, boston, signed_in):
    needs = reverse("place_needs", args=[told.reference])
    signed_in(cast.worker).post(needs, NEEDS | {"risks": [str(boston.pk)], "risk_words": "x", "seen": "0"})
    share(cast, told, "fen-housing", Kind.HOUSING)
    council = signed_in(cast.housing)
    shown = council.get(needs).content.decode()
    assert "must they not be near" not in shown
    assert "draft=" not in council.post(needs, NEEDS | {"beds": "4", "seen": "1"})["Location"]
    assert (PlaceRequirements.objects.get().beds, risks_of(told.case_id)) == (4, [boston.pk])


def test_the_first_row_keeps_who_they_are_and_where_they_may_not_be(cast, told, boston, signed_in):
    client, places = signed_in(cast.worker), reverse("place_tonight", args=[told.reference])
    set_age_group(case_id=told.case_id, age=Age.ADULT, by=cast.worker.actor)
    shown = client.get(places).content.decode()
    assert "Areas to avoid: not asked" in shown
    sent = {"gender": "female", "children": "2", "risks": [], "seen": "0", "seen_answers": "0"}
    first = reverse("place_first", args=[told.reference])
    assert client.post(first, sent)["Location"] == places
    brief = PlaceRequirements.objects.get()
    assert (brief.children, brief.risks_asked) == (2, False)  # no area ticked is not “none”
    assert Circumstances.objects.get().gender == "female"
    client.post(first, sent | {"risks": [str(boston.pk)], "seen": "1", "seen_answers": "1"})
    assert risks_of(told.case_id) == [boston.pk]
    shown = " ".join(client.get(places).content.decode().split())
    assert "Areas to avoid: 1" in shown
    assert "Woman</li>" in shown
    late = client.post(first, sent | {"gender": "male", "seen": "2", "seen_answers": "0"}, follow=True)
    assert "Someone else changed this" in late.content.decode()
    assert Circumstances.objects.get().gender == "female"


def test_whoever_may_not_keep_what_services_ask_is_not_asked_for_it(cast, told, boston, signed_in):
    share(cast, told, "fen-housing", Kind.HOUSING)
    council, first = signed_in(cast.housing), reverse("place_first", args=[told.reference])
    shown = council.get(first).content.decode()
    assert "Children with them" in shown
    assert 'name="gender"' not in shown
    assert 'name="risks"' not in shown
    council.post(first, {"gender": "male", "children": "1", "seen": "0", "seen_answers": "0"})
    assert PlaceRequirements.objects.get().children == 1
    assert not Circumstances.objects.filter(gender="male").exists()


def test_a_form_of_a_stay_comes_back_with_what_was_typed(stage, signed_in):
    client = signed_in(stage.home.cast.worker)
    end = reverse("end_stay", args=[stage.told.reference, stage.stay])
    reply = client.post(end, {"words": "Typed before", "leaving-day": "40"})
    assert reply.status_code == 302
    shown = client.get(reply["Location"]).content.decode()
    assert "Typed before" in shown
    assert "Choose why" in shown
    assert Stay.objects.get(pk=stage.stay).state == "confirmed"
