"""Every address about places, tried by everybody; and what a refusal, or a partner's page, may not say."""

import pytest
from django.template import engines
from django.test import Client
from django.urls import reverse

from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from support.cast import sign_in
from support.housing_pages import ABOUT_A_CASE, ABOUT_A_STAY, share
from support.permission_checks import kept_by_browsers


def text(client, name, *args):
    return client.get(reverse(name, args=args)).content.decode()


def test_a_council_that_was_told_only_what_it_needs_sees_no_phase_no_plan_and_no_address(cast, stage):
    page = text(sign_in(Client(), cast.housing), "place_tonight", stage.told.reference)
    assert "Willow" in page  # its own place
    for kept in ("Rowan: free", "Before the NRM", *stage.secrets, "ring and hang up", "07700 900123"):
        assert kept not in page


@pytest.mark.parametrize("part", ["commissioner", "board", "collator", "outsider", "partner", "neighbour"])
def test_nobody_else_meets_a_word_of_it(cast, stage, part):
    client = sign_in(Client(), getattr(cast, part))
    for name in (*ABOUT_A_CASE, *ABOUT_A_STAY):
        answer = client.get(reverse(name, args=stage.arguments[name]))
        assert answer.status_code in (403, 404)
        assert not [word for word in (*stage.told.secrets, *stage.secrets) if word in answer.content.decode()]


def test_the_address_is_on_the_stays_page_alone_and_only_while_the_bed_is_theirs(cast, stage):
    client = sign_in(Client(), cast.worker)
    case = stage.told.reference
    assert "14 Heronfield Lane" in text(client, "stay", case, stage.stay)
    for name, args in (("place_tonight", [case]), ("case", [case]), ("case_stays", [case]), ("my_day", [])):
        assert "Heronfield" not in text(client, name, *args)
    lead = sign_in(Client(), cast.lead)
    for name in ("my_places", "agreements", "places_review"):
        assert "Heronfield" not in text(lead, name)


def test_the_address_waits_until_its_reader_confirms_that_it_is_they(cast, stage, settings):
    client, case = sign_in(Client(), cast.worker), stage.told.reference
    settings.ASK_AGAIN_SECONDS = 0
    page = text(client, "stay", case, stage.stay)
    assert "Heronfield" not in page
    assert "Confirm that it is you to see the address." in page
    assert f"/account/again/?next=%2Fcases%2F{case}" in page


def test_no_tab_and_no_history_says_where_somebody_sleeps(cast, stage):
    client = sign_in(Client(), cast.worker)
    for name in (*ABOUT_A_CASE, *ABOUT_A_STAY, "place_check", "overrule_check"):
        kept = kept_by_browsers(client.get(reverse(name, args=stage.arguments[name])))
        assert [word for word in ("Rowan", "Hotel C") if word in kept] == [], name


def test_the_provider_never_reads_its_address_back(cast, stage):
    housing = sign_in(Client(), cast.housing)
    page = text(housing, "edit_place", stage.own)
    assert "An address is stored." in page
    assert "Heronfield" not in page


def test_a_partner_with_housing_shared_may_look_for_its_own_places_only(cast, stage):
    share(cast, stage.told, "harbour", Kind.IDENTITY, Kind.HOUSING)
    partner = sign_in(Client(), cast.partner)
    page = text(partner, "place_tonight", stage.told.reference)
    assert "Hotel C" in page  # harbour's own
    assert "Willow" not in page
    refused = partner.post(reverse("place_refusal", args=[stage.told.reference]), {})
    assert refused.status_code == 403


def test_a_bed_of_others_has_no_link_for_whoever_may_not_open_it(cast, stage):
    page = reverse("place_tonight", args=[stage.told.reference])
    link = reverse("stay", args=[stage.told.reference, stage.stay])
    assert link in sign_in(Client(), cast.worker).get(page).content.decode()
    council = sign_in(Client(), cast.housing)
    assert council.get(link).status_code == 404
    shown = council.get(page).content.decode()
    assert "Flat 2" in shown
    assert link not in shown


@pytest.fixture
def welsh(settings):
    """Drafts are shown, and the engine is made anew."""
    settings.WELSH_DRAFTS = True
    engines["jinja2"].__dict__.pop("welsh", None)
    yield
    engines["jinja2"].__dict__.pop("welsh", None)


@pytest.mark.usefixtures("welsh")
def test_what_becomes_of_a_stay_is_asked_in_the_readers_language(cast, stage):
    User.objects.filter(pk=cast.worker.pk).update(language="cy")
    page = text(sign_in(Client(), cast.worker), "stay_no", stage.told.reference, stage.stay)
    assert "Dywedwyd “na”: Flat 2, Rowan" in page
