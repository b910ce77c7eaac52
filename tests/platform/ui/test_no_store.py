"""No browser and no proxy keeps an answer: pages, redirects, refusals, errors, whoever asks."""

import re
from functools import partial

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.urls import path

from support.addresses import addresses
from support.cast import sign_in

pytestmark = pytest.mark.one_engine


def fail(request):
    raise RuntimeError("broken")


urlpatterns = [path("broken/", fail)]
CHANGES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE)", re.IGNORECASE)
OWN_TABLES = ("audit_", "django_session", "signin_signedinsession", "axes_", "django_cache")
TOLD = re.compile(
    r"(text/html|text/plain|text/csv|application/json)(; charset=utf-8)$|application/[\w.+-]+$|image/svg\+xml$"
)
PLAIN = sorted(f"/{one.route}" for one in addresses() if "<" not in one.route)


@pytest.mark.parametrize("who", ["worker", "commissioner", None])
def test_every_answer_says_no_store(cast, who):
    client = sign_in(Client(), getattr(cast, who)) if who else Client()
    kept, untold, written = [], [], []
    with connection.execute_wrapper(partial(note_writes, written)):
        for address in (*PLAIN, "/no/such/page/", "/cases/XX-0000/"):
            written.append(address)
            for answer in (client.get(address), client.put(address)):
                if "no-store" not in answer.headers.get("Cache-Control", ""):
                    kept.append((address, answer.status_code))
                if (answer.streaming or answer.content) and not TOLD.match(
                    answer.headers.get("Content-Type", "")
                ):
                    untold.append((address, answer.headers.get("Content-Type")))
    assert (kept, untold) == ([], [])
    assert [
        said for said in written if said not in PLAIN and not said.startswith(("/no/", "/cases/XX"))
    ] == []
    assert len(PLAIN) > 30


def note_writes(written, execute, sql, params, many, context):
    """Asking changes nothing but the trail, the session and what is counted."""
    if CHANGES.match(sql) and not any(f'"{table}' in sql for table in OWN_TABLES):
        written.append(sql[:120])
    return execute(sql, params, many, context)


def test_a_refused_form_and_a_broken_page_say_so_too(cast):
    strict = sign_in(Client(enforce_csrf_checks=True), cast.worker)
    assert strict.post("/cases/open/").headers["Cache-Control"] == "no-store"
    with override_settings(ROOT_URLCONF=__name__):
        answer = Client(raise_request_exception=False).get("/broken/")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (500, "no-store")
