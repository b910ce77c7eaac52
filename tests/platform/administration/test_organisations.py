"""Adding an organisation that the reference data do not hold, and its first administrator."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.platform.access.models import User
from handrail.platform.administration.invitation_links import make_signed_path_of_invitation_round
from handrail.platform.administration.models import Invitation
from handrail.platform.reference.models import Body

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
PASSWORD = "three words of lantern light"
HESTIA = {
    "name": "Hestia",
    "kind": "charity",
    "code": "hestia",
    "prefix": "zq",
    "further_areas": ["E23000001", "E23000020"],
    "first_responder": "",
}


def add(browser, **changed):
    return browser.post(reverse("add_organisation"), HESTIA | changed, follow=True)


def test_the_report_s_own_provider_is_added_and_looked_after(cast, signed_in):
    browser = signed_in(cast.platform_administrator)
    page = add(browser).content.decode()
    assert "Hestia added. Invite its first administrator." in page
    body = Body.objects.get(code="hestia")
    assert (body.name, body.kind, body.prefix, body.area_id) == ("Hestia", "charity", "ZQ", None)
    assert sorted(body.further_areas.values_list("code", flat=True)) == ["E23000001", "E23000020"]

    given = {"email": "first@hestia.example", "name": "Hester Vale", "work_phone": ""}
    assert (
        "Invitation sent to"
        in browser.post(reverse("invite_administrator", args=["hestia"]), given, follow=True).content.decode()
    )
    Client().post(
        make_signed_path_of_invitation_round(Invitation.objects.get()),
        {"password": PASSWORD, "again": PASSWORD},
    )
    first = User.objects.get(email="first@hestia.example")
    assert (first.role, first.body.code) == ("administrator", "hestia")
    people = signed_in(first).get(reverse("administration")).content.decode()
    assert "Hester Vale" in people
    assert "Hester Vale" in browser.get(reverse("organisation", args=["hestia"])).content.decode()


def test_the_home_says_who_has_no_administrator_and_who_has_not_come(cast, signed_in):
    browser = signed_in(cast.platform_administrator)
    add(browser)
    given = {"email": "first@hestia.example", "name": "Hester Vale", "work_phone": ""}
    browser.post(reverse("invite_administrator", args=["hestia"]), given)
    home = browser.get(reverse("organisations")).content.decode()
    unattended, invited = home.split('id="invited"')
    assert "Hester Vale" in invited
    assert "Hester Vale" not in unattended
    assert "Hestia" not in unattended  # nobody works there yet
    assert 'type="submit">Apply filters' in home

    User.objects.filter(body__code="harbour", role="administrator").update(is_active=False)
    now = browser.get(reverse("organisations")).content.decode().split('id="invited"')[0]
    assert Body.objects.get(code="harbour").name in now
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert "Expired" in browser.get(reverse("organisations")).content.decode().split('id="invited"')[1]


def test_organisations_are_found_by_name_and_kind_in_the_order_of_letters(cast, signed_in):
    browser = signed_in(cast.platform_administrator)
    Body.objects.create(name="BAWSO again", code="bawso-again", kind="charity", confidence="confirmed")
    Body.objects.create(name="Babergh house", code="babergh-house", kind="charity", confidence="confirmed")
    page = browser.get(reverse("organisations"), {"q": "ba", "kind": "charity"}).content.decode()
    assert page.index("Babergh house") < page.index("BAWSO again")
    assert "Lantern" not in page
    assert "BAWSO again" in browser.get(reverse("organisations"), {"q": "bawso-again"}).content.decode()
    none = browser.get(reverse("organisations"), {"q": "no such name"}).content.decode()
    assert "No organisation fits" in none


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"code": "lantern"}, "Another organisation has this code"),
        ({"prefix": "LN"}, "Another organisation uses these letters"),
        ({"prefix": "1"}, "Enter two to four letters"),
        ({"prefix": "SOS"}, "Use letters alone, without I, O and U"),
        ({"prefix": "LNX"}, "Lantern has the letters LN, which are nearly the same"),
        ({"prefix": "XLN"}, "Lantern has the letters LN, which are nearly the same"),
        ({"name": ""}, "Enter its name in full"),
        ({"name": "  LANTERN "}, "Another organisation has this name"),
        ({"kind": ""}, "Choose what kind of organisation it is"),
        ({"kind": "business"}, "A business opens no cases: leave its letters empty"),
        ({"kind": "business", "prefix": "", "first_responder": "on"}, "A business opens no cases"),
        ({"code": "Two Words"}, "Use only small letters, numbers and hyphens"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(cast, signed_in, changed, says):
    page = add(signed_in(cast.platform_administrator), **changed).content.decode()
    assert says in page
    assert not Body.objects.filter(code="hestia").exists()


def test_letters_are_optional_and_where_they_are_refused_free_ones_are_offered(cast, signed_in):
    browser = signed_in(cast.platform_administrator)
    add(browser, name="Hestia", prefix="")
    assert Body.objects.get(code="hestia").prefix is None
    page = add(browser, name="Zebra Xylo Quay", code="zebra", prefix="LNX").content.decode()
    offered = page.split("Letters that are free: ")[1].split(".")[0].split(", ")
    assert (len(offered), offered[0]) == (3, "ZX")
    taken = add(browser, name="Zebra Xylo Quay", code="zebra", prefix=offered[0])
    assert "Zebra Xylo Quay added. Invite its first administrator." in taken.content.decode()


def test_it_takes_over_from_another(cast, signed_in):
    old = Body.objects.get(code="elsewhere")
    add(signed_in(cast.platform_administrator), replaces=str(old.pk))
    old.refresh_from_db()
    assert old.successor.code == "hestia"


@pytest.mark.parametrize("part", ["administrator", "collator", "commissioner", "lead"])
def test_nobody_else_adds_one(cast, signed_in, part):
    assert add(signed_in(getattr(cast, part))).status_code == 403


def test_a_platform_administrator_invites_administrators_alone(cast, signed_in):
    browser = signed_in(cast.platform_administrator)
    browser.post(
        reverse("invite_administrator", args=["lantern"]),
        {"email": "x@example.org", "name": "X", "work_phone": "", "role": "duty_lead"},
    )
    assert Invitation.objects.get().role == "administrator"
    assert browser.get(reverse("administration")).status_code == 403
