"""No browser and no proxy keeps an answer: pages, redirects, refusals, errors, whoever asks."""

import pytest
from django.test import Client, override_settings
from django.urls import path

from support.addresses import addresses
from support.cast import sign_in


def fail(request):
    raise RuntimeError("broken")


urlpatterns = [path("broken/", fail)]
PLAIN = sorted(f"/{one.route}" for one in addresses() if "<" not in one.route)


@pytest.mark.parametrize("who", ["worker", "commissioner", None])
def test_every_answer_says_no_store(cast, who):
    client = sign_in(Client(), getattr(cast, who)) if who else Client()
    kept = [
        (address, answer.status_code)
        for address in (*PLAIN, "/no/such/page/", "/cases/XX-0000/")
        for answer in (client.get(address), client.put(address))
        if "no-store" not in answer.headers.get("Cache-Control", "")
    ]
    assert kept == []
    assert len(PLAIN) > 30


def test_a_refused_form_and_a_broken_page_say_so_too(cast):
    strict = sign_in(Client(enforce_csrf_checks=True), cast.worker)
    assert strict.post("/cases/open/").headers["Cache-Control"] == "no-store"
    with override_settings(ROOT_URLCONF=__name__):
        answer = Client(raise_request_exception=False).get("/broken/")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (500, "no-store")
