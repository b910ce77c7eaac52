"""What whoever runs Handrail is told of attempts to get round it, and of connections that fail."""

import json
import logging
from contextlib import suppress

import pytest
from django.test import Client
from django.urls import reverse

from handrail.directory.incoming.errors import UnreadableListError
from handrail.directory.incoming.feed_client import FetchLimits, fetch_services_of_feed
from handrail.people.cases.person import actions
from handrail.platform.audit.models import Record
from handrail.platform.audit.sealing import seal_pending_records
from handrail.platform.files.inspection import FileRejectedError, inspect_file
from handrail.site.environment import get_openid_providers
from handrail.site.log_format import JsonLineFormatter
from support.cast import sign_in

pytestmark = pytest.mark.django_db


def lines(caplog, logger=""):
    records = [record for record in caplog.records if record.name.startswith(logger)]
    return [JsonLineFormatter().format(record) for record in records]


def send_half_a_file():
    with suppress(FileRejectedError):
        inspect_file("scan.pdf", b"%PDF-1.4\nnot whole")


def test_attempts_to_get_round_are_logged(cast, caplog):
    strict = sign_in(Client(enforce_csrf_checks=True), cast.worker)
    attempts = {
        "django.security.csrf": lambda: strict.post(reverse("choose_language"), {"language": "cy"}),
        "handrail.security": lambda: strict.post("/language/", headers={"Sec-Fetch-Site": "cross-site"}),
        "handrail.platform.parsers.parser_process": send_half_a_file,
        "django.security.DisallowedHost": lambda: strict.get("/help/", headers={"Host": "evil.example"}),
    }
    for logger, attempt in attempts.items():
        caplog.clear()
        attempt()
        assert logger in [record.name for record in caplog.records], logger
    for link in (
        reverse("open_password_link", args=["reset-forged"]),
        reverse("accept_invitation", args=["forged"]),
    ):
        caplog.clear()
        Client().get(link, follow=True)
        assert "was not made here" in " ".join(lines(caplog)), link
        assert "forged" not in " ".join(lines(caplog))


def test_connections_that_fail_are_logged(caplog, monkeypatch, settings):
    here = FetchLimits(schemes=("http",), trusted=frozenset({"127.0.0.1"}), seconds=2, quiet=1)
    with pytest.raises(UnreadableListError):
        fetch_services_of_feed("http://127.0.0.1:9", here)
    told = {"code": "force", "name": "F", "issuer": "http://localhost:9", "client_id": "h", "secret": "s"}
    monkeypatch.setenv("HANDRAIL_OPENID_PROVIDERS", json.dumps([told]))
    settings.SOCIALACCOUNT_PROVIDERS = {"openid": {"APPS": get_openid_providers("HANDRAIL_OPENID_PROVIDERS")}}
    Client().post(reverse("openid_login", args=["force"]), {"process": "login"})
    said = " ".join(lines(caplog))
    assert "A feed could not be fetched from 127.0.0.1:9: ConnectError." in said
    assert "sign-in was not reached: force, ConnectionError." in said


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_the_trail_goes_into_the_log_where_it_is_asked_for(cast, told, caplog, settings):
    actions.update_some_person_answers(
        case_id=told.case_id, texts={"called": "Zdenka"}, language_tag="ro", by=cast.worker.actor
    )
    settings.TRAIL_IN_LOG = True
    with caplog.at_level(logging.INFO, logger="handrail.trail"):
        sealed = seal_pending_records()
    written = [json.loads(line) for line in lines(caplog, "handrail.trail")]
    assert len(written) == sealed == Record.objects.count()
    assert {"sequence", "record", "user_id", "verb", "outcome", "about", "recorded_at"} <= written[-1].keys()
    assert str(told.case_id) in {line["about"] for line in written}
    assert [
        word
        for word in ("Zdenka", cast.worker.name, cast.worker.email, *told.secrets)
        if word in str(written)
    ] == []
