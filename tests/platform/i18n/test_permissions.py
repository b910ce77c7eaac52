"""Choosing a language: open to everybody, changes nothing but the chooser's own pages, and leads nowhere else."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from handrail.platform.access.models import User
from handrail.platform.i18n.urls import urlpatterns
from support.cast import sign_in
from support.permission_checks import EVERYBODY

CHOOSE = "/language/"
WELSH = {"language": "cy"}


def test_every_address_is_tried_here():
    assert {pattern.name for pattern in urlpatterns} == {"choose_language"}
    assert reverse("choose_language") == CHOOSE


@pytest.mark.parametrize("part", sorted(who for who in EVERYBODY if who))
def test_everybody_may_choose_and_comes_back_to_the_page(cast, part):
    user, page = getattr(cast, part), {"referer": "http://testserver/help/?from=menu"}
    answer = sign_in(Client(), user).post(CHOOSE, WELSH, headers=page)
    assert (answer.status_code, answer["Location"]) == (302, "/help/?from=menu")
    assert [who.pk for who in User.objects.filter(language="cy")] == [user.pk]


def test_before_signing_in_a_cookie_keeps_it(client):
    client.post(CHOOSE, WELSH)
    cookie = client.cookies[settings.LANGUAGE_COOKIE_NAME]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("cy", True, "Lax")


@pytest.mark.parametrize(
    "page",
    [
        "https://example.org/",
        "//example.org/",
        "javascript:1",
        "",
        "/\\example.org",
        "http://testserver.example.org/",
        "http://testserver//example.org/",
        "http://testserver///example.org/?a=b",
        "http://testserver/language/",
        "http://testserver/\\example.org/",
    ],
)
def test_it_leads_to_no_other_site(client, page):
    assert client.post(CHOOSE, WELSH, headers={"referer": page})["Location"] == "/"


@pytest.mark.parametrize("code", ["", "de", "cy-GB", "en", "../cy"])
def test_a_language_that_is_not_offered_changes_nothing(cast, code):
    sign_in(Client(), cast.worker).post(CHOOSE, {"language": code})
    assert not User.objects.exclude(language="en-gb").exists()


def test_it_is_not_chosen_by_a_link(client):
    assert client.get(CHOOSE, WELSH).status_code == 405
