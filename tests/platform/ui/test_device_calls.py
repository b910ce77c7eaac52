"""Numbers within a text dial on a device that allows it; everything else of the text stays as it was."""

from dataclasses import replace

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Role
from handrail.platform.ui.cookies import get_cookie_name
from handrail.platform.ui.device_calls import (
    NAME,
    get_dial_url,
    link_phone_numbers,
    may_dial,
    set_may_dial_cookie,
)


def test_each_number_of_a_sentence_is_a_link_where_the_device_dials():
    told = "Ring 999. Then tell Gareth on 01632 960141 or Tom & Ida on +44 7700 900123."
    assert link_phone_numbers(told, True) == (
        'Ring 999. Then tell Gareth on <a class="govuk-link" href="tel:01632960141">01632 960141</a> or Tom &amp; Ida '
        'on <a class="govuk-link" href="tel:+447700900123">+44 7700 900123</a>.'
    )
    assert link_phone_numbers(told, False) == told.replace("&", "&amp;")


@pytest.mark.parametrize("text", ["", "<b>none</b>", "29 November 2026, 10:30", "LN-0435-T"])
def test_what_is_no_number_is_no_link(text):
    assert "href" not in link_phone_numbers(text, True)
    assert "<b>" not in link_phone_numbers(text, True)


def test_nothing_dials_where_no_number_is_known_or_the_device_does_not():
    assert get_dial_url("01632 960 127", may_dial=True) == "tel:01632960127"
    assert get_dial_url("01632 960 127", may_dial=False) == ""
    assert get_dial_url("", may_dial=True) == ""


@pytest.mark.parametrize(
    ("changed", "dials"),
    [
        ({}, True),
        ({"user_id": 8}, True),  # the device said yes, whoever of the organisation uses it
        ({"body_id": 4}, False),
        ({"calls_allowed_times": 3}, False),
        ({"may_call_from_devices": False}, False),
    ],
)
def test_a_device_said_yes_to_one_yes_of_one_organisation(changed, dials):
    actor = Actor(7, "Wen", 3, "lantern", "Lantern", Role.NAVIGATOR, "charity", True, 2)
    answer, request = HttpResponse(), RequestFactory().get("/")
    set_may_dial_cookie(answer, actor, dials=True)
    request.COOKIES[get_cookie_name(NAME)] = answer.cookies[get_cookie_name(NAME)].value
    assert may_dial(request, replace(actor, **changed)) is dials
