"""What is refused before any page sees it, and who is asked to wait."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import ResolverMatch, get_resolver, reverse

from handrail.platform.ui.request_rates import RequestRatesMiddleware, SlidingWindow
from handrail.site.costly_pages import COSTLY_PAGES
from handrail.site.proxy_headers import trust_proxy_headers
from support.cast import sign_in

pytestmark = pytest.mark.django_db
NO_FILES = {  # their names or addresses sound like files and are pages
    "import_template", "replace_import_file", "return_file", "record_copy", "record_copy_table",
    "decide_copy_item", "copy_answered", "record_access_request", "open_referral_openapi",
    "register_csv_template", "case_whole_file", "figures_csv_description", "figures_openapi", "figures_quarters",
    "own_files", "own_file", "cancel_own_file", "delete_own_file",
}  # fmt: skip


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "PUT", "DELETE", "CONNECT", "PROPFIND"])
def test_no_page_takes_other_methods(method):
    answer = Client().generic(method, reverse("help"))
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, POST, OPTIONS")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("site", "status"), [("cross-site", 403), ("same-site", 403), ("same-origin", 302), ("none", 302)]
)
def test_a_form_that_another_site_sent_is_refused_by_the_browsers_word(cast, site, status):
    client = sign_in(Client(), cast.worker)
    where = reverse("choose_language")
    assert client.post(where, {"language": "cy"}, headers={"Sec-Fetch-Site": site}).status_code == status


def test_programs_that_ask_in_clear_are_refused_and_people_are_led_on(settings):
    settings.BEHIND_TLS = settings.SECURE_SSL_REDIRECT = True
    client = Client()
    assert client.get("/help/").url == "https://testserver/help/"
    refused = client.get("/api/open-referral/")
    assert (refused.status_code, refused.content) == (403, b"Ask by https.\n")
    answered = client.get("/api/open-referral/", secure=True)
    assert answered.status_code == 200
    assert answered.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize(
    ("comes_from", "proxies", "seen"),
    [("127.0.0.1", ["127.0.0.1"], "https"), ("10.1.2.3", ["10.0.0.0/8"], "https"), ("203.0.113.9", ["127.0.0.1"], None),
     ("127.0.0.1", [], None)],
)  # fmt: skip
def test_who_says_that_it_came_by_https_is_believed_of_named_proxies_alone(comes_from, proxies, seen):
    asked = {"REMOTE_ADDR": comes_from, "HTTP_X_FORWARDED_PROTO": "https", "HTTP_FORWARDED": "proto=https"}
    told = []
    trust_proxy_headers(lambda environ, _start: told.append(environ) or [], proxies)(asked, None)
    assert told[0].get("HTTP_X_FORWARDED_PROTO") == seen


def test_whoever_asks_too_often_waits_and_nobody_else_does(cast, settings):
    settings.REQUESTS_A_MINUTE = 3
    client = Client()
    sign_in(client, cast.worker)
    answers = [client.get("/help/") for _ in range(4)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert answers[3].headers["Retry-After"] == "60"
    sign_in(client, cast.colleague)
    assert client.get("/help/").status_code == 200


def test_so_many_files_and_then_a_wait(cast, settings):
    settings.FILES_IN_TEN_MINUTES = 1
    client = sign_in(Client(), cast.commissioner)
    where = reverse("recommendations_csv")
    assert [client.get(where).status_code for _ in range(2)] == [200, 429]
    assert client.get("/help/").status_code == 200


def test_a_window_forgets_what_is_older(monkeypatch):
    window, now = SlidingWindow(60), [0.0]
    monkeypatch.setattr("handrail.platform.ui.request_rates.time.monotonic", lambda: now[0])
    assert [window.is_over("a", 2) for _ in range(3)] == [False, False, True]
    now[0] = 61.0
    assert not window.is_over("a", 2)
    assert not window.is_over("b", 0)


def ask_costly(middleware, name="report_file"):
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    request.resolver_match = ResolverMatch(lambda: None, (), {}, url_name=name)
    return request, middleware.process_view(request)


def test_files_that_are_being_made_leave_threads_for_other_pages():
    middleware = RequestRatesMiddleware(lambda request: HttpResponse())
    (first, _), (_, second) = ask_costly(middleware), ask_costly(middleware)
    assert second is None
    busy = ask_costly(middleware)[1]
    assert (busy.status_code, busy.headers["Retry-After"]) == (503, "60")
    assert "Handrail is busy" in busy.content.decode()
    assert ask_costly(middleware, "help")[1] is None
    middleware(first)  # answered: its place is free again
    assert ask_costly(middleware)[1] is None


def test_every_page_that_makes_a_file_is_one_of_these():
    addresses = {pattern.name: str(pattern.pattern) for pattern in get_resolver().url_patterns}
    assert addresses.keys() >= COSTLY_PAGES
    words = ("csv", "_file", ".json", "download", "letter", "/copy", "print")
    sounds = {
        name for name, route in addresses.items() if name and any(word in f"{name} {route}" for word in words)
    }
    acts = {name for name in sounds if name.startswith(("add_", "remove_", "record_access"))}
    assert sounds - acts - NO_FILES - COSTLY_PAGES == set()


def test_a_name_that_is_sent_twice_counts_once_and_an_address_fills_in_no_form(cast):
    client = sign_in(Client(), cast.worker)
    client.post(f"{reverse('choose_language')}?language=cy", {})
    cast.worker.refresh_from_db()
    assert cast.worker.language != "cy"
    client.generic(
        "POST",
        reverse("choose_language"),
        b"language=xx&language=cy",
        content_type="application/x-www-form-urlencoded",
    )
    cast.worker.refresh_from_db()
    assert cast.worker.language == "cy"


def test_what_is_typed_is_decoded_once():
    page = Client().get("/directory/?q=%253Cb%253E%2526amp%253B").content.decode()
    page += Client().get("/account/sign-in/?next=%252F%252Fevil.example").content.decode()
    assert "<b>" not in page.replace("<b class", "")
    assert "//evil.example" not in page
