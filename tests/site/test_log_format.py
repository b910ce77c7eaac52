"""The server's log: a line of JSON for each thing, in UTC, which nothing that somebody typed can break or colour."""

import datetime
import json
import logging

from django.test import RequestFactory
from django.urls import ResolverMatch

from handrail.site.log_format import JsonLineFormatter

SECRET = "Mirela Oprea-Stand"


def written(record):
    line = JsonLineFormatter().format(record)
    assert "\n" not in line
    return json.loads(line)


def record(message, *args, name="handrail.test", **more):
    made = logging.getLogger(name).makeRecord(name, logging.WARNING, "f", 1, message, args, None)
    made.__dict__ |= more
    return made


def test_a_line_says_when_in_utc_and_is_one_line_whatever_was_typed():
    told = written(record("A feed of %s", "x\n2026-01-01 CRITICAL forged\x1b[31m\u2028", created=0.0))
    assert told["message"] == "A feed of x\n2026-01-01 CRITICAL forged\x1b[31m\u2028"
    assert told["at"] == "1970-01-01T00:00:00.000+00:00"
    assert datetime.datetime.fromisoformat(told["at"]).utcoffset() == datetime.timedelta(0)


def test_an_error_says_its_kind_and_where_and_nothing_of_its_words():
    try:
        int(SECRET)
    except ValueError as error:
        made = record("It failed", exc_info=(ValueError, error, error.__traceback__))
    told = written(made)
    assert (told["error"], told["message"]) == ("ValueError", "It failed")
    assert "test_log_format.py" in told["where"][0]
    assert "Mirela" not in json.dumps(told)


def test_of_a_request_the_pattern_of_its_address_is_told_and_not_what_stood_in_it():
    request = RequestFactory().post("/account/password/new/a-link-that-opens/?q=Mirela")
    request.resolver_match = ResolverMatch(
        lambda: None, (), {}, url_name="open_password_link", route="account/password/new/<str:token>/"
    )
    made = record(
        "%s: %s",
        "Internal Server Error",
        request.path,
        name="django.request",
        request=request,
        status_code=500,
    )
    told = written(made)
    assert told["page"] == "account/password/new/<str:token>/"
    assert (told["method"], told["status"]) == ("POST", 500)
    assert "a-link-that-opens" not in json.dumps(told)
    assert "Mirela" not in json.dumps(told)


def test_of_a_request_the_words_are_fixed_by_its_status_and_never_what_was_asked_for():
    request = RequestFactory().get("/cases/Mirela/")
    about = {"name": "django.request", "request": request}
    told = written(record("%s: %s", "Not Found", request.path, status_code=404, **about))
    assert told["message"] == "Not Found"
    told = written(record("%s: %s", "No case of Mirela", request.path, status_code=400, **about))
    assert told["message"] == "Bad Request", "only a phrase of a status is taken from the arguments"
    told = written(record("%s", "/cases/Mirela/", **about))
    assert "Mirela" not in json.dumps(told)
